"""What is in the pile."""

import pandas as pd

from foresaid.corpus.audit import audit_fields, audit_sources
from foresaid.tables import conform, empty

ARTICLES = conform(pd.DataFrame([
    {"article_id": "a", "source": "Herald", "published": "2018-03-05", "text": "x y", "n_words": 2, "body": "full"},
    {"article_id": "b", "source": "Herald", "text": "x y z w", "n_words": 4, "body": "partial"},
    {"article_id": "c", "source": "Post", "published": "2018-03-06", "title": "T", "n_words": 1, "body": "none"},
]), "articles")
CLUSTERS = conform(pd.DataFrame({"article_id": ["a", "b"], "cluster_id": "a", "role": ["first", "copy"]}), "clusters")


def test_each_source_is_counted():
    made = audit_sources(ARTICLES, CLUSTERS)
    assert made[["source", "articles", "undated", "no_text", "partial", "copies"]].to_numpy().tolist() == [
        ["Herald", 2, 1, 0, 1, 1], ["Post", 1, 0, 1, 0, 0]]
    assert made["words"].fillna(-1).tolist() == [3.0, -1.0]


def test_each_field_says_how_often_it_is_filled():
    made = audit_fields(ARTICLES).set_index("field")
    assert made["filled"].to_dict() == {"url": 0, "source": 3, "title": 1, "subtitle": 0, "authors": 0, "section": 0,
                                        "published": 2, "language": 0, "text": 2}
    assert audit_fields(empty("articles"))["share"].isna().all()
