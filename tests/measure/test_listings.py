import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.measure.listings import (
    count_terms,
    count_values,
    describe_imports,
    keep_values,
    list_actors,
    list_copies,
    pair_findings,
)

DAY = pd.Timestamp("2021-03-01", tz="UTC")
ARTICLES = pd.DataFrame({
    "article_id": ["a", "b", "c"], "source": ["Herald", "Herald", "Post"], "title": ["Oil up", "Oil up again", "Oil up"],
    "published": [DAY, pd.NaT, DAY], "url": [None, None, "https://example.org/c"], "n_words": [100, 300, 50],
    "body": ["full", "full", "none"], "language": ["en", None, "en"]})
CLUSTERS = pd.DataFrame({"article_id": ["a", "c"], "cluster_id": ["a", "a"], "role": ["first", "copy"],
                         "similarity": [1.0, 0.9]})
TOPICS = pd.DataFrame({"article_id": ["a", "a", "b"], "sentence_id": ["a#0", "a#1", "b#0"], "published": DAY,
                       "source": "Herald", "topic": ["oil", "oil", "war"], "term": ["crude", "oil", "army"],
                       "start": [0, 30, 0], "end": [5, 33, 4]})


def test_keeping_values_keeps_rows_and_an_empty_list_keeps_all():
    assert keep_values(TOPICS, "topic", ["war"])["article_id"].tolist() == ["b"]
    assert len(keep_values(TOPICS, "topic", [])) == 3


def test_a_value_that_was_never_found_is_a_slip_and_not_a_silence():
    with pytest.raises(ForesaidError, match=r"No topic 'wra' .* Did you mean 'war'"):
        keep_values(TOPICS, "topic", ["wra"])


def test_findings_pair_inside_a_sentence_only():
    actors = TOPICS[["article_id", "sentence_id", "published", "source", "start", "end"]].assign(actor="Norland").iloc[[0, 0, 2]]
    pairs = pair_findings(actors, "actor", TOPICS, "topic")
    assert pairs[["sentence_id", "actor", "topic"]].values.tolist() == [["a#0", "Norland", "oil"], ["b#0", "Norland", "war"]]


def test_a_missing_value_is_counted_as_unknown():
    assert count_values(ARTICLES, "language").values.tolist() == [["en", 2], ["unknown", 1]]


def test_what_an_import_dropped_and_noted_can_be_read():
    imports = pd.DataFrame([{"path": "a.csv", "format": "csv", "rows_read": 9, "rows_kept": 7, "rows_dropped": 2,
                             "dropped": '{"no text": 2}', "notes": '["Dates guessed.", "No links."]',
                             "first_published": DAY, "last_published": DAY, "zone": "UTC"}])
    assert describe_imports(imports)[["dropped", "notes"]].values.tolist() == [["no text: 2", "Dates guessed. No links."]]


def test_copies_are_listed_under_the_first_ones_title():
    assert list_copies(ARTICLES, CLUSTERS)[["title", "copies", "sources"]].values.tolist() == [["Oil up", 2, "Herald, Post"]]


def test_a_topic_is_shown_with_the_terms_that_carry_it():
    assert count_terms(TOPICS).values.tolist() == [["oil", 2, "crude 50%, oil 50%", 0.5], ["war", 1, "army 100%", 1.0]]


def test_actors_are_listed_with_their_roles_and_names():
    mentions = pd.DataFrame({"actor": pd.Categorical(["Ann Orr"] * 3), "kind": "person", "role": ["mayor", "mayor", None],
                             "article_id": ["a", "a", "b"], "source": "Herald", "surface": ["Orr", "Orr", "Ann Orr"]})
    assert list_actors(mentions).values.tolist() == [["Ann Orr", "person", "mayor", 2, 3, 1, "Orr, Ann Orr"]]


def test_values_that_are_kept_stand_in_the_given_order_and_the_others_leave_no_trace():
    findings = pd.DataFrame({"topic": pd.Categorical(["war", "oil", "war", "tax"])})
    kept = keep_values(findings, "topic", ["war", "tax"])["topic"]
    assert kept.tolist() == ["war", "war", "tax"]
    assert kept.cat.categories.tolist() == ["war", "tax"]
