"""Who leaves it open, and what could never be judged."""

import pandas as pd
import pytest

from foresaid.measure.hedging import hedging_of, hedging_per_period
from foresaid.measure.judging import list_lacks
from foresaid.measure.statements import share_within, share_within_periods

WEEK = pd.Timestamp("2017-03-06", tz="UTC")
NEXT = pd.Timestamp("2017-03-13", tz="UTC")
SAID = pd.DataFrame({
    "article_id": ["a", "a", "b", "c"], "source": ["Herald", "Herald", "Herald", "Post"], "published": WEEK,
    "likelihood": pd.array([3, 5, 3, 5], dtype="Int64"), "p_mid": [0.4, 0.9, 0.4, 0.9],
    "missing": [["horizon"], [], ["horizon", "speaker"], []]})
COVERAGE = pd.DataFrame({"date": [WEEK, NEXT, WEEK], "source": ["Herald", "Herald", "Post"], "articles": [2, 1, 1],
                         "clusters": [2, 1, 1], "words": [900, 300, 400]})


def test_a_source_is_told_by_its_open_forecasts_and_its_mean_and_median_with_n():
    table = hedging_of(SAID, floor=2)
    assert table[["source", "forecasts", "articles"]].values.tolist() == [["Herald", 3, 2], ["Post", 1, 1]]
    herald, post = table.to_dict("records")
    assert (herald["share_open"], herald["median_probability"]) == (pytest.approx(2 / 3), 0.4)
    assert herald["probability"] == pytest.approx((0.4 + 0.9 + 0.4) / 3)
    assert herald["share_open_low"] < herald["share_open"] < herald["share_open_high"]
    assert pd.isna([post["share_open"], post["probability"], post["median_probability"]]).all()


def test_sources_stand_by_how_much_they_published_and_not_by_how_sure_they_sound():
    assert hedging_of(SAID.assign(p_mid=[0.1, 0.1, 0.1, 0.9]), floor=1)["source"].tolist() == ["Herald", "Post"]


def test_a_week_in_which_a_source_foretells_nothing_is_a_gap_and_one_in_which_it_leaves_nothing_open_a_zero():
    series = hedging_per_period(SAID, COVERAGE, "week", floor=1)
    rows = {(row.source, f"{row.period:%m-%d}"): row for row in series.itertuples()}
    assert (rows["Herald", "03-06"].hits, rows["Herald", "03-06"].total) == (2, 3)
    assert (rows["Post", "03-06"].share, rows["Post", "03-06"].probability) == (0.0, 0.9)
    assert pd.isna([rows["Herald", "03-13"].share, rows["Herald", "03-13"].hits, rows["Herald", "03-13"].probability]).all()
    assert (rows["Herald", "03-13"].articles, rows["Post", "03-13"].articles) == (1, 0)


def test_what_forecasts_lack_is_counted_among_all_forecasts():
    lacks = list_lacks(SAID)
    table = share_within(lacks, "lack", of=SAID)
    assert table[["lack", "hits", "total"]].astype({"lack": str}).values.tolist() == [
        ["could never be judged", 2, 4], ["says no time", 2, 4], ["names no event", 0, 4],
        ["gives no probability", 0, 4], ["names no speaker", 1, 4]]
    by_source = share_within(lacks, "lack", "source", SAID)
    assert by_source[by_source["source"] == "Post"]["share"].tolist() == [0.0] * 5


def test_over_time_a_week_without_a_forecast_shares_out_nothing():
    series = share_within_periods(list_lacks(SAID), "lack", COVERAGE, of=SAID, floor=1)
    judged = series[series["lack"] == "could never be judged"]
    assert judged["share"].tolist() == pytest.approx([0.5, float("nan")], nan_ok=True)
    assert judged["total"].tolist() == [4, 0]
    assert judged["articles"].tolist() == [3, 1]


def test_nobody_lacks_anything_and_nobody_said_anything():
    assert list_lacks(SAID.iloc[[1]]).empty
    assert share_within_periods(list_lacks(SAID.iloc[:0]), "lack", COVERAGE, of=SAID.iloc[:0])["share"].isna().all()
    assert hedging_of(SAID.iloc[:0]).empty
