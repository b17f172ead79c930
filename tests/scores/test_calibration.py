"""Calibration and the parts of the Brier score."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.scores import calibrate, decompose, score_forecasts
from foresaid.scores.calibration import tenth

TOLD = st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0.0, 1.0]), st.sampled_from("abcd")), min_size=1,
                max_size=30)


def test_of_four_that_were_called_likely_three_came_true(judged):
    table = calibrate(judged([0.7, 0.7, 0.68, 0.72], [1.0, 1.0, 0.0, 1.0], list("abcd")))
    assert table[["bin", "p", "share", "forecasts", "events", "hits", "method"]].values.tolist() == [
        [0.7, 0.7, 0.75, 4, 4, 3, "wilson"]]


def test_bins_are_the_nearest_tenths_and_half_way_goes_outward():
    p = np.array([0.0, 0.049, 0.05, 0.35, 0.45, 0.5, 0.55, 0.65, 0.951, 1.0])
    assert tenth(p).tolist() == [0.0, 0.0, 0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 1.0, 1.0]


def test_the_interval_of_one_event_is_that_of_one_draw_however_often_it_was_told(judged):
    [row] = calibrate(judged([0.9] * 50, [1.0] * 50, ["a"] * 50)).itertuples()
    assert (row.share, row.method, row.events, row.forecasts) == (1.0, "wilson", 1, 50)
    assert (row.low, row.high) == (pytest.approx(0.2065, abs=1e-4), 1.0)  # Wilson, 1 of 1


def test_from_ten_events_on_the_interval_is_a_bootstrap_by_event(judged):
    y = [1.0, 0.0] * 6
    [once] = calibrate(judged([0.7] * 12, y, list("abcdefghijkl"))).itertuples()
    [often] = calibrate(judged([0.7] * 120, y * 10, list("abcdefghijkl") * 10)).itertuples()
    assert once.method == often.method == "bootstrap"
    assert (once.low, once.high) == (often.low, often.high) == pytest.approx((1 / 6, 5 / 6))


def test_all_of_ten_events_came_true_is_no_certainty(judged):
    [row] = calibrate(judged([0.9] * 10, [1.0] * 10, list("abcdefghij"))).itertuples()
    assert (row.method, row.low, row.high) == ("wilson", pytest.approx(0.7225, abs=1e-4), 1.0)


def test_by_event_each_event_counts_once(judged):
    table = judged([0.7] * 4, [1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"])
    assert calibrate(table)["share"].tolist() == [0.75]
    assert calibrate(table, weigh="event")["share"].tolist() == [0.5]


def test_groups_have_tables_of_their_own(judged):
    table = calibrate(judged([0.7, 0.7], [1.0, 0.0], ["a", "b"], source=["Post", "Herald"]), "source")
    assert table[["source", "bin", "share"]].values.tolist() == [["Herald", 0.7, 0.0], ["Post", 0.7, 1.0]]


def test_the_parts_worked_by_hand(judged):
    table = judged([0.9, 0.9, 0.1, 0.1], [1.0, 0.0, 0.0, 0.0], list("abcd"))
    [row] = decompose(table).itertuples()
    assert (row.forecasts, row.events, row.bins) == (4, 4, 2)
    assert row.brier == pytest.approx((0.01 + 0.81 + 0.01 + 0.01) / 4)
    assert row.reliability == pytest.approx((0.4**2 + 0.1**2) / 2)
    assert row.resolution == pytest.approx((0.25**2 + 0.25**2) / 2)
    assert row.uncertainty == pytest.approx(0.25 * 0.75)
    assert row.within == pytest.approx(0)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(TOLD, st.sampled_from(["event", "statement"]))
def test_the_parts_add_up_to_the_score(told, weigh):
    p, y, events = map(list, zip(*told, strict=True))
    table = _table(p, y, events)
    [row] = decompose(table, weigh=weigh).itertuples()
    [score] = score_forecasts(table, weigh=weigh, resamples=0).itertuples()
    assert row.reliability - row.resolution + row.uncertainty + row.within == pytest.approx(row.brier, abs=1e-9)
    assert row.brier == pytest.approx(score.brier_mid, abs=1e-9)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from([0.0, 1.0]), st.sampled_from("abcd")), min_size=1))
def test_claims_put_the_other_way_round_have_the_same_parts_and_a_mirrored_table(told):
    p, y, events = zip(*told, strict=True)
    table = _table(np.array(p) / 40, np.array(y), events)
    other = table.assign(p_mid=1 - table["p_mid"], verdict=1 - table["verdict"], orientation="opposite")
    parts = ["reliability", "resolution", "uncertainty", "within"]
    assert decompose(other)[parts].values.tolist()[0] == pytest.approx(decompose(table)[parts].values.tolist()[0], abs=1e-9)
    mine, turned = calibrate(table, resamples=0), calibrate(other, resamples=0).iloc[::-1]
    assert turned["forecasts"].tolist() == mine["forecasts"].tolist()
    for name in ("bin", "p", "share"):
        assert (1 - turned[name]).tolist() == pytest.approx(mine[name].tolist())
    assert (1 - turned["high"]).tolist() == pytest.approx(mine["low"].tolist())


def _table(p, y, events):
    return pd.DataFrame({"p_low": p, "p_mid": p, "p_high": p, "verdict": y, "event_id": list(events),
                         "orientation": "same", "status_quo": None, "robust": True, "conditional": False,
                         "scoreable": True, "status": "happened"})


def test_without_a_verdict_there_is_nothing_to_calibrate(judged):
    assert calibrate(judged([], [], [])).empty
    assert decompose(judged([], [], [])).empty
