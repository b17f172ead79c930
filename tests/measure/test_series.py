"""Series: the whole answer of tiny stories written out, and what must hold for any story."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.errors import ForesaidError
from foresaid.measure import count_articles, count_per_period, share_per_period
from foresaid.measure.periods import list_periods

NAN = float("nan")


def day(text):
    return pd.Timestamp(text, tz="UTC")


def coverage(*rows):
    table = pd.DataFrame(rows, columns=["date", "source", "articles"])
    return table.assign(date=pd.to_datetime(table["date"], utc=True), clusters=table["articles"],
                        words=table["articles"] * 100)


def findings(*rows):
    table = pd.DataFrame(rows, columns=["article_id", "published", "source", "topic"])
    return table.assign(published=pd.to_datetime(table["published"], utc=True, format="ISO8601"))


HERALD = coverage(("2017-03-06", "Herald", 4), ("2017-03-07", "Herald", 2), ("2017-03-09", "Herald", 4))


def test_an_article_counts_once_however_often_it_names_something():
    found = findings(("a", "2017-03-06", "Herald", "war"), ("a", "2017-03-06T22:00", "Herald", "war"),
                     ("b", "2017-03-06", "Herald", "war"))
    first = share_per_period(found, HERALD, "topic", "day", floor=1).iloc[0]
    assert (first["hits"], first["mentions"], first["articles"], first["share"]) == (2, 3, 4, 0.5)


def test_a_day_without_articles_is_a_gap_and_not_a_zero():
    found = findings(("a", "2017-03-06", "Herald", "war"), ("b", "2017-03-09", "Herald", "war"))
    series = share_per_period(found, HERALD, every="day", floor=1)
    assert series["share"].tolist() == pytest.approx([0.25, 0, NAN, 0.25], nan_ok=True)
    assert series["hits"].isna().tolist() == [False, False, True, False]
    assert series["articles"].tolist() == [4, 2, 0, 4]


def test_below_the_floor_the_count_stays_and_the_share_goes():
    found = findings(("a", "2017-03-07", "Herald", "war"))
    row = share_per_period(found, HERALD, every="day", floor=3).iloc[1]
    assert row["hits"] == 1
    assert row[["share", "low", "high"]].isna().all()


def test_a_week_starts_on_monday_and_is_sum_over_sum():
    cover = coverage(("2017-03-12", "Herald", 1), ("2017-03-13", "Herald", 3), ("2017-03-19", "Herald", 1))
    found = findings(("a", "2017-03-12T23:59", "Herald", "war"), ("b", "2017-03-13T00:00", "Herald", "war"))
    series = share_per_period(found, cover, every="week", floor=1)
    assert series["period"].tolist() == [pd.Timestamp("2017-03-06"), pd.Timestamp("2017-03-13")]
    assert series["until"].tolist() == [pd.Timestamp("2017-03-12"), pd.Timestamp("2017-03-19")]
    assert series["share"].tolist() == [1.0, 0.25]


def test_a_period_that_the_datas_edge_cuts_is_not_complete():
    cover = coverage(("2017-03-09", "Herald", 1), ("2017-03-13", "Herald", 1), ("2017-03-26", "Herald", 1))
    assert count_per_period(findings(), cover)["complete"].tolist() == [False, True, True]
    assert count_articles(cover)["complete"].tolist() == [False, True, True]
    assert count_articles(cover, "month")["complete"].tolist() == [False]


def test_a_quiet_weekend_at_the_datas_edge_cuts_nothing():
    friday = coverage(("2017-03-06", "Herald", 1), ("2017-03-17", "Herald", 1))
    thursday = coverage(("2017-03-06", "Herald", 1), ("2017-03-16", "Herald", 1))
    assert count_articles(friday)["complete"].tolist() == [True, True]
    assert count_articles(thursday)["complete"].tolist() == [True, False]
    assert count_articles(friday, end="2017-03-18")["complete"].tolist() == [True, False]


def test_a_selection_cuts_its_periods_and_shows_the_gaps_around_the_data():
    cover = coverage(("2017-03-08", "Herald", 1), ("2017-03-19", "Herald", 1))
    table = count_articles(cover, start="2017-02-27", end="2017-03-17")
    assert table["articles"].tolist() == [0, 1, 0]
    assert table["complete"].tolist() == [True, False, False]


def test_undated_findings_and_findings_outside_the_coverage_stay_out():
    found = findings(("a", None, "Herald", "war"), ("b", "2017-03-06", "Post", "war"), ("c", "2017-03-06", None, "war"),
                     ("d", "2017-03-06", "Herald", "war"))
    assert share_per_period(found, HERALD, "topic", "day", floor=1)["hits"].sum() == 1


def test_values_come_with_most_articles_first_and_null_ones_not_at_all():
    found = findings(("a", "2017-03-06", "Herald", "art"), ("b", "2017-03-06", "Herald", "war"),
                     ("c", "2017-03-07", "Herald", "war"), ("d", "2017-03-06", "Herald", "act"),
                     ("e", "2017-03-06", "Herald", None))
    found = found.assign(topic=pd.Categorical(found["topic"], categories=["act", "art", "law", "war"]))
    assert list(count_per_period(found, HERALD, "topic", "day")["topic"].unique()) == ["war", "act", "art"]


def test_by_source_each_source_has_its_own_base():
    cover = coverage(("2017-03-06", "Herald", 4), ("2017-03-06", "Post", 2), ("2017-03-13", "Herald", 4))
    found = findings(("a", "2017-03-06", "Herald", "war"), ("b", "2017-03-06", "Post", "war"))
    series = share_per_period(found, cover, ["topic", "source"], floor=1)
    assert series[["source", "articles"]].values.tolist() == [["Herald", 4], ["Herald", 4], ["Post", 2], ["Post", 0]]
    assert series["share"].tolist() == pytest.approx([0.25, 0, 0.5, NAN], nan_ok=True)
    assert not series["break_before"].any()
    assert series["share_equal"].isna().all()


def test_each_source_counts_the_same_in_the_equal_share_and_small_ones_not_at_all():
    cover = coverage(("2017-03-06", "Herald", 90), ("2017-03-06", "Post", 20), ("2017-03-06", "Small", 19))
    found = findings(*[(f"h{i}", "2017-03-06", "Herald", "war") for i in range(45)],
                     ("s", "2017-03-06", "Small", "war"))
    row = share_per_period(found, cover, "topic", floor=20).iloc[0]
    assert row["share"] == pytest.approx(46 / 129)
    assert row["share_equal"] == pytest.approx((45 / 90 + 0 / 20) / 2)
    assert row["equal_low"] < row["share_equal"] < row["equal_high"]
    assert row["sources"] == 3


def test_one_source_alone_has_no_equal_share():
    assert share_per_period(findings(("a", "2017-03-06", "Herald", "war")), HERALD, floor=1)["share_equal"].isna().all()


def test_the_line_breaks_where_sources_come_that_matter_and_again_where_they_go():
    cover = coverage(("2017-03-06", "Herald", 50), ("2017-03-13", "Herald", 50), ("2017-03-13", "Post", 50),
                     ("2017-03-20", "Herald", 50), ("2017-03-20", "Post", 50), ("2017-03-27", "Herald", 50))
    found = findings(("a", "2017-03-06", "Herald", "war"))
    assert share_per_period(found, cover, "topic")["break_before"].tolist() == [False, True, False, True]


def test_a_small_source_that_misses_a_week_breaks_nothing():
    cover = coverage(("2017-03-06", "Herald", 50), ("2017-03-06", "Tiny", 2), ("2017-03-13", "Herald", 50),
                     ("2017-03-20", "Herald", 50), ("2017-03-20", "Tiny", 2))
    found = findings(("a", "2017-03-06", "Herald", "war"))
    assert not share_per_period(found, cover, "topic")["break_before"].any()


def test_a_break_looks_back_over_a_gap_to_the_last_week_that_was_drawn():
    cover = coverage(("2017-03-06", "Herald", 50), ("2017-03-20", "Herald", 50), ("2017-04-03", "Post", 50))
    found = findings(("a", "2017-03-06", "Herald", "war"))
    assert share_per_period(found, cover, "topic")["break_before"].tolist() == [False, False, False, False, True]


def test_copies_of_a_story_count_once_a_day_and_source():
    cover = coverage(("2017-03-06", "Herald", 3)).assign(clusters=2)
    found = findings(*[(one, "2017-03-06", "Herald", "war") for one in "abc"])
    clusters = pd.DataFrame({"article_id": ["a", "b"], "cluster_id": ["a", "a"], "role": ["first", "copy"]})
    row = share_per_period(found, cover, "topic", floor=1, clusters=clusters).iloc[0]
    assert (row["hits"], row["articles"], row["hits_collapsed"], row["articles_collapsed"]) == (3, 3, 2, 2)
    assert row["share_collapsed"] == 1


def test_more_findings_than_articles_is_said_and_not_drawn():
    found = findings(*[(f"a{i}", "2017-03-07", "Herald", "war") for i in range(3)])
    with pytest.raises(ForesaidError, match="2017-03-07: 3 articles with a finding, but only 2"):
        share_per_period(found, HERALD, every="day")


def test_an_unknown_period_is_named_with_those_there_are():
    with pytest.raises(ForesaidError, match="Did you mean 'week'\\? It takes day, week or month"):
        share_per_period(findings(), HERALD, every="weeks")


def test_nothing_in_nothing_out_with_all_columns():
    series = share_per_period(findings(), coverage(), "topic")
    assert series.empty
    assert {"period", "until", "topic", "hits", "articles", "share", "low", "high", "share_equal", "sources",
            "complete", "break_before"} <= set(series)
    assert share_per_period(findings(), HERALD, every="day", floor=1)["share"].tolist()[:2] == [0, 0]


stories = st.lists(st.tuples(st.integers(0, 59), st.sampled_from(["Herald", "Post", "Star"]),
                             st.sets(st.sampled_from(["war", "oil", "art"]), max_size=3)), min_size=1, max_size=60)


def tell(story):
    """Articles as (day, source, topics) → findings and coverage."""
    rows = [(f"a{i}", day("2017-01-02") + pd.Timedelta(days=at), source, topics)
            for i, (at, source, topics) in enumerate(story)]
    found = findings(*[(key, when, source, topic) for key, when, source, topics in rows for topic in sorted(topics)])
    articles = pd.DataFrame(rows, columns=["article_id", "date", "source", "topics"])
    cover = articles.groupby(["date", "source"]).size().reset_index(name="articles")
    return found, cover.assign(clusters=cover["articles"], words=cover["articles"])


@given(stories, st.sampled_from(["day", "week", "month"]))
@settings(max_examples=12, deadline=None)
def test_a_share_lies_within_its_interval_whatever_the_story(story, every):
    found, cover = tell(story)
    drawn = share_per_period(found, cover, "topic", every, floor=1).dropna(subset=["share"])
    assert (drawn["low"] <= drawn["share"]).all()
    assert (drawn["share"] <= drawn["high"]).all()
    equal = drawn.dropna(subset=["share_equal"])
    assert (equal["equal_low"] <= equal["share_equal"] + 1e-12).all()
    assert (equal["share_equal"] <= equal["equal_high"] + 1e-12).all()


@given(stories)
@settings(max_examples=12, deadline=None)
def test_weeks_are_sums_of_days(story):
    found, cover = tell(story)
    days = count_per_period(found, cover, "topic", "day")
    weeks = count_per_period(found, cover, "topic", "week")
    monday = days["period"] - pd.to_timedelta(days["period"].dt.day_of_week, unit="D")
    summed = days.assign(period=monday).groupby(["topic", "period"])[["hits", "articles"]].sum()
    assert summed.astype("int64").to_dict() == weeks.set_index(["topic", "period"])[["hits", "articles"]].fillna(
        0).astype("int64").to_dict()


@given(stories, st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_the_order_of_rows_does_not_matter_and_nothing_given_is_changed(story, chance):
    found, cover = tell(story)
    before = found.copy(deep=True), cover.copy(deep=True)
    straight = share_per_period(found, cover, "topic", floor=1)
    pd.testing.assert_frame_equal(found, before[0])
    pd.testing.assert_frame_equal(cover, before[1])
    mixed = [table.iloc[chance.sample(range(len(table)), len(table))] for table in (found, cover)]
    pd.testing.assert_frame_equal(straight, share_per_period(*mixed, "topic", floor=1))


def test_more_periods_than_a_chart_can_hold_are_refused_with_a_way_out():
    with pytest.raises(ForesaidError, match=r"more than 5,000 days, too many for a chart. Name start and end, or take"):
        list_periods("1950-01-01", "2020-01-01", "day")
    assert len(list_periods("1950-01-01", "2020-01-01", "week")) == 3654
