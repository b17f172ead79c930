"""Copies: what is one story told several times, and what is not."""

import pandas as pd

from foresaid.corpus.duplicates import find_clusters
from foresaid.tables import check, conform

STORY = (
    "The council said on Tuesday that the bridge over the river would close for repairs in the first week of June. "
    "Drivers will have to take the ferry, which carries forty cars an hour, or the old road through the hills. "
)
MORE = "The mayor, who had promised that the bridge would stay open, did not answer questions about the delay. "
OTHER = (
    "Repairs will shut the river bridge from early June, according to the council. Motorists face long waits: the "
    "ferry can take only forty cars each hour, and the hill road is narrow and slow in places. "
)


def clusters(*rows):
    """{article: (cluster, role)} for articles (id, day, text) or (id, day, text, title)."""
    made = pd.DataFrame(
        [{"article_id": row[0], "published": row[1], "text": row[2], "title": (*row, None)[3]} for row in rows]
    )
    found = check(find_clusters(conform(made, "articles")), "clusters")
    return {row.article_id: (row.cluster_id, row.role) for row in found.itertuples()}


def test_the_first_published_is_first_whatever_the_order():
    assert clusters(("b", "2020-01-02", STORY), ("a", "2020-01-01", STORY)) == {"a": ("a", "first"), "b": ("a", "copy")}


def test_a_copy_may_differ_in_quotes_case_and_blanks():
    assert clusters(
        ("a", "2020-01-01", STORY + "It isn't over."), ("b", "2020-01-01", STORY.upper() + " It isn’t over")
    ) == {"a": ("a", "first"), "b": ("a", "copy")}


def test_a_short_version_inside_a_long_one_is_a_copy_and_the_other_way_round():
    assert clusters(("a", "2020-01-01", STORY), ("b", "2020-01-02", STORY + MORE * 3)) == {
        "a": ("a", "first"),
        "b": ("a", "copy"),
    }
    assert clusters(("a", "2020-01-01", STORY + MORE * 3), ("b", "2020-01-02", STORY)) == {
        "a": ("a", "first"),
        "b": ("a", "copy"),
    }


def test_the_same_event_in_other_words_is_no_copy():
    assert clusters(("a", "2020-01-01", STORY), ("b", "2020-01-01", OTHER)) == {}


def test_half_a_story_with_another_half_is_no_copy():
    assert clusters(("a", "2020-01-01", STORY + OTHER), ("b", "2020-01-01", STORY + MORE + MORE.upper()[::-1])) == {}


def test_near_copies_appear_within_a_week_exact_ones_at_any_time():
    near = clusters(("a", "2020-01-01", STORY), ("b", "2020-01-20", STORY + MORE))
    exact = clusters(("a", "2020-01-01", STORY), ("b", "2021-01-01", STORY))
    assert (near, exact) == ({}, {"a": ("a", "first"), "b": ("a", "copy")})


def test_an_undated_near_copy_counts_and_is_never_first():
    assert clusters(("u", None, STORY + MORE), ("a", "2020-01-01", STORY)) == {"a": ("a", "first"), "u": ("a", "copy")}


def test_short_texts_are_copies_only_if_the_same_under_the_same_title():
    flash = "The bridge is open again."
    assert clusters(
        ("a", "2020-01-01", flash, "Bridge open"),
        ("b", "2020-01-01", flash, "UPDATE 2-Bridge open"),
        ("c", "2020-01-01", flash, "Another bridge"),
        ("d", "2020-01-01", flash + " Yes.", "Bridge open"),
    ) == {"a": ("a", "first"), "b": ("a", "copy")}


def test_a_digest_of_two_stories_does_not_make_one_of_them():
    apart = (
        "Farmers in the north brought in less wheat than in any year since the great drought, the ministry wrote in a "
        "report that it published on Friday, and prices will rise. "
    )
    found = clusters(("a", "2020-01-01", STORY), ("b", "2020-01-02", apart), ("c", "2020-01-03", STORY + apart))
    assert found == {"a": ("a", "first"), "c": ("a", "copy")}


def test_furniture_makes_no_copies():
    footer = "Sign up for our letter and follow us wherever you read the news of the day. " * 5
    texts = [STORY + footer, OTHER + footer]
    articles = conform(pd.DataFrame({"article_id": ["a", "b"], "text": texts, "published": "2020-01-01"}), "articles")
    parts = conform(
        pd.DataFrame(
            {
                "article_id": ["a", "b"],
                "start": [len(STORY), len(OTHER)],
                "end": [len(text) for text in texts],
                "part": "footer",
                "rule": "listed",
            }
        ),
        "parts",
    )
    assert find_clusters(articles, parts).empty


def test_nothing_is_found_among_nothing():
    assert clusters(("a", "2020-01-01", None), ("b", None, ""), ("c", None, "…")) == {}
    assert find_clusters(conform(pd.DataFrame(), "articles")).empty
