"""The denominators."""

import pandas as pd

from foresaid.corpus.coverage import count_coverage
from foresaid.tables import check, conform, empty


def test_days_of_sources_are_counted_with_copies_collapsed_and_gaps_left_out():
    day = pd.Timestamp("2018-03-05 22:00", tz="UTC")
    articles = conform(pd.DataFrame([
        {"article_id": "a", "source": "Herald", "published": day, "text": "x y", "n_words": 2},
        {"article_id": "b", "source": "Herald", "published": day, "text": "x y z", "n_words": 3},
        {"article_id": "c", "source": "Post", "published": day, "text": "x", "n_words": 1},
        {"article_id": "d", "source": "Herald", "published": day + pd.Timedelta(days=2), "text": "x", "n_words": 1},
        {"article_id": "undated", "source": "Herald", "published": None, "text": "x", "n_words": 1},
        {"article_id": "nothing", "source": "Herald", "published": day, "text": "", "n_words": 0},
        {"article_id": "headline", "source": "Post", "published": day, "title": "X y", "text": "", "n_words": 2},
        {"article_id": "nobody", "source": None, "published": day, "text": "x", "n_words": 1}]), "articles")
    clusters = conform(pd.DataFrame({"article_id": ["a", "b"], "cluster_id": "a"}), "clusters")
    made = check(count_coverage(articles, clusters), "coverage")
    assert [(f"{row.date:%d}", row.source if pd.notna(row.source) else None, row.articles, row.clusters, row.words)
            for row in made.itertuples()] == [("05", "Herald", 2, 1, 5), ("05", "Post", 2, 2, 3), ("05", None, 1, 1, 1),
                                              ("07", "Herald", 1, 1, 1)]


def test_nothing_gives_an_empty_table():
    assert check(count_coverage(empty("articles"), empty("clusters")), "coverage").empty
