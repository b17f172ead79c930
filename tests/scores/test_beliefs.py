"""What was believed before anybody knew."""

import pandas as pd
import pytest

from foresaid.scores import belief_curve, first_movers

NAN, NAT = float("nan"), pd.NaT


@pytest.fixture
def told(judged):
    """Claims about one event from rows of day, source and p."""
    def make(*rows, **columns):
        days, sources, p = zip(*rows, strict=True)
        return judged(list(p), NAN, ["war"] * len(p), published=pd.to_datetime(list(days), utc=True),
                      source=list(sources), **columns)
    return make


def test_the_weeks_median_and_quartiles_of_the_press_and_of_each_source(told):
    curve = belief_curve(told(("2022-01-03", "Herald", 0.1), ("2022-01-05", "Post", 0.3), ("2022-01-09", "Post", 0.7),
                              ("2022-01-17", "Post", 0.9)))
    shown = curve[["source", "period", "median", "low", "high", "forecasts"]]
    expected = [["(whole press)", "2022-01-03", 0.3, 0.2, 0.5, 3], ["(whole press)", "2022-01-10", NAN, NAN, NAN, 0],
                ["(whole press)", "2022-01-17", 0.9, 0.9, 0.9, 1], ["Herald", "2022-01-03", 0.1, 0.1, 0.1, 1],
                ["Post", "2022-01-03", 0.5, 0.4, 0.6, 2], ["Post", "2022-01-17", 0.9, 0.9, 0.9, 1]]
    for row, wanted in zip(shown.assign(period=shown["period"].dt.strftime("%Y-%m-%d")).values.tolist(), expected, strict=True):
        assert row[:2] == wanted[:2]
        assert row[2:] == pytest.approx(wanted[2:], nan_ok=True)
    assert curve["until"].iloc[0] == pd.Timestamp("2022-01-09")


def test_the_contrary_is_turned_and_a_condition_is_left_out(told):
    curve = belief_curve(told(("2022-01-03", "Herald", 0.1), ("2022-01-03", "Herald", 0.3), orientation=["opposite", "same"],
                              conditional=[False, True]), by=None)
    assert curve[["median", "forecasts"]].values.tolist() == [[0.9, 1]]


def test_the_whole_press_alone_and_each_event_by_itself(told):
    table = told(("2022-01-03", "Herald", 0.1), ("2022-01-20", "Post", 0.3))
    curve = belief_curve(table.assign(event_id=["war", "peace"]), "month", by=None)
    assert curve[["event_id", "source", "median"]].values.tolist() == [
        ["peace", "(whole press)", 0.3], ["war", "(whole press)", 0.1]]


def test_who_moved_first_is_who_came_to_a_side_and_stayed(told):
    movers = first_movers(told(
        ("2022-01-03", "Post", 0.7), ("2022-01-06", "Post", 0.2), ("2022-01-20", "Post", 0.9),
        ("2022-01-10", "Herald", 0.7), ("2022-01-30", "Herald", 0.8), ("2022-01-05", "Echo", 0.3),
        status="happened"), floor=1)
    assert movers[["source", "side", "place", "since", "before", "forecasts", "total", "right"]].values.tolist() == [
        ["Echo", "unlikely", 1, pd.Timestamp("2022-01-05"), NAT, 1, 1, False],
        ["Herald", "likely", 1, pd.Timestamp("2022-01-10"), NAT, 2, 2, True],
        ["Post", "likely", 2, pd.Timestamp("2022-01-20"), pd.Timestamp("2022-01-06"), 1, 3, True]]


def test_a_place_is_clear_only_if_the_later_ones_were_still_seen_on_another_side(told):
    movers = first_movers(told(
        ("2022-01-03", "Herald", 0.3), ("2022-01-10", "Herald", 0.7), ("2022-01-10", "Post", 0.3), ("2022-01-20", "Post", 0.7),
        ("2022-01-15", "Echo", 0.3), ("2022-01-25", "Echo", 0.9)), floor=1)
    assert movers[["source", "place", "clear"]].astype("object").values.tolist() == [
        ["Herald", 1, True], ["Post", 2, False], ["Echo", 3, pd.NA]]


def test_equal_days_share_a_place_and_few_claims_have_none(told):
    movers = first_movers(told(("2022-01-03", "Herald", 0.7), ("2022-01-03", "Post", 0.9), ("2022-01-02", "Echo", 0.9),
                               ("2022-01-04", "Herald", 0.7), ("2022-01-05", "Post", 0.9), status="open"), floor=2)
    assert movers[["source", "place"]].astype("object").values.tolist() == [["Herald", 1], ["Post", 1], ["Echo", pd.NA]]
    assert movers["right"].isna().all()


def test_a_day_that_is_even_ends_a_stay_and_who_ends_on_it_is_on_no_side(told):
    movers = first_movers(told(("2022-01-03", "Herald", 0.7), ("2022-01-04", "Herald", 0.5), ("2022-01-05", "Herald", 0.7),
                               ("2022-01-03", "Post", 0.7), ("2022-01-05", "Post", 0.2), ("2022-01-05", "Post", 0.8)), floor=1)
    assert movers[["source", "since", "before"]].values.tolist() == [
        ["Herald", pd.Timestamp("2022-01-05"), pd.Timestamp("2022-01-04")]]


def test_without_a_claim_there_is_neither_curve_nor_mover(judged):
    assert belief_curve(judged([], [], [])).empty
    assert first_movers(judged([], [], [])).empty
