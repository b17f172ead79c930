"""Shares without time, cross tables, rankings, comparisons and peaks."""

import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.measure import (
    compare_periods,
    count_by,
    find_peaks,
    rank_values,
    rate_of,
    share_by_source,
    share_of,
)

DAY = pd.Timestamp("2017-03-06", tz="UTC")
COVER = pd.DataFrame({"date": DAY, "source": ["Herald", "Post"], "articles": [30, 20], "clusters": [30, 20],
                      "words": [3000, 1000]})
FOUND = pd.DataFrame([("a", DAY, "Herald", "war"), ("a", DAY, "Herald", "war"), ("b", DAY, "Herald", "oil"),
                      ("c", DAY, "Post", "war"), ("d", pd.NaT, "Post", "war")],
                     columns=["article_id", "published", "source", "topic"])


def test_a_share_of_all_articles_leaves_undated_ones_out():
    whole = share_of(FOUND, COVER)
    assert whole[["hits", "mentions", "articles"]].values.tolist() == [[3, 4, 50]]
    assert whole["share"].tolist() == [0.06]
    assert share_of(FOUND, COVER, "topic")[["topic", "hits", "share"]].values.tolist() == [["war", 2, 0.04],
                                                                                          ["oil", 1, 0.02]]


def test_a_source_without_a_finding_has_a_zero_and_one_below_the_floor_no_share():
    table = share_by_source(FOUND, COVER, "topic", floor=25)
    rows = {(row.topic, row.source): (row.hits, row.share) for row in table.itertuples()}
    assert rows["war", "Herald"] == (1, pytest.approx(1 / 30))
    assert rows["oil", "Post"][0] == 0
    assert table.set_index(["topic", "source"])["share"].isna().to_dict() == {
        ("war", "Herald"): False, ("oil", "Herald"): False, ("war", "Post"): True, ("oil", "Post"): True}


def test_pairs_that_never_meet_are_zeros():
    found = FOUND.assign(actor=["Ann", "Ann", "Bob", "Ann", "Ann"])
    table = share_of(found, COVER, ["topic", "actor"])
    assert {(row.topic, row.actor): row.hits for row in table.itertuples()} == {
        ("war", "Ann"): 2, ("oil", "Bob"): 1, ("war", "Bob"): 0, ("oil", "Ann"): 0}


def test_a_rate_is_mentions_per_1000_words():
    assert rate_of(FOUND, COVER, "topic")[["topic", "mentions", "words", "rate"]].values.tolist() == [
        ["war", 3, 4000, 0.75], ["oil", 1, 4000, 0.25]]
    assert rate_of(FOUND, COVER, ["topic", "source"])["rate"].tolist() == pytest.approx([1.0, 2 / 3, 1 / 3])
    assert rate_of(FOUND, COVER)["rate"].tolist() == [1.0]


def test_a_ranking_counts_articles_and_breaks_ties_by_name():
    assert rank_values(FOUND, "topic").values.tolist() == [["war", 3, 4], ["oil", 1, 1]]
    even = pd.DataFrame({"article_id": ["a", "b", "c"], "topic": ["war", "oil", "art"]})
    assert rank_values(even, "topic", 2)["topic"].tolist() == ["art", "oil"]


def test_a_cross_table_has_every_pair():
    assert count_by(FOUND, "topic", "source").values.tolist() == [
        ["war", "Herald", 1], ["war", "Post", 2], ["oil", "Herald", 1], ["oil", "Post", 0]]


def test_what_rose_and_what_fell_with_zeros_for_what_was_not_there():
    before = FOUND.assign(topic=["art", "art", "oil", "oil", "oil"])
    table = compare_periods(FOUND, COVER, before, COVER, "topic")
    assert table[["topic", "hits", "hits_before", "articles", "articles_before"]].values.tolist() == [
        ["war", 2, 0, 50, 50], ["oil", 1, 2, 50, 50], ["art", 0, 1, 50, 50]]
    assert table["difference"].tolist() == pytest.approx([0.04, -0.02, -0.02])
    assert (table["difference_low"] < table["difference"]).all()
    assert (table["difference"] < table["difference_high"]).all()
    assert not table["clear"].any()


def test_a_comparison_with_too_few_articles_is_refused_with_the_way_out():
    with pytest.raises(ForesaidError, match="period before has 10 articles; a comparison needs 20"):
        compare_periods(FOUND, COVER, FOUND, COVER.assign(articles=5), "topic")


def test_peaks_are_summits_not_slopes_and_know_their_line():
    weeks = pd.date_range("2017-03-06", periods=4, freq="W-MON")
    series = pd.DataFrame({"period": [*weeks, *weeks], "topic": ["war"] * 4 + ["oil"] * 4,
                           "share": [0.1, 0.4, 0.3, 0.35, 0.0, 0.0, None, 0.2]})
    peaks = find_peaks(series, "topic")
    assert peaks[["topic", "share"]].values.tolist() == [["war", 0.4], ["war", 0.35], ["oil", 0.2]]
    assert find_peaks(series.iloc[:0], "topic").empty
