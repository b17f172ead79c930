"""The score of single claims, worked by hand and checked against scoringrules."""

import numpy as np
import pytest
import scoringrules
from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.scores.points import base_rates, brier, score_points, weights

NAN = float("nan")
P = st.floats(0, 1, allow_nan=False)


def test_the_best_and_the_worst_of_an_interval_are_its_ends(judged):
    table = score_points(judged([0.675, 0.675], [1.0, 0.0], ["a", "b"], p_low=0.55, p_high=0.8))
    assert table["brier_low"].tolist() == pytest.approx([0.04, 0.3025])
    assert table["brier_mid"].tolist() == pytest.approx([0.105625, 0.455625])
    assert table["brier_high"].tolist() == pytest.approx([0.2025, 0.64])


def test_a_coin_costs_a_quarter_and_one_bit(judged):
    [row] = score_points(judged([0.5], [1.0], ["a"])).itertuples()
    assert (row.brier_mid, row.log, row.clipped) == (0.25, 1.0, False)


def test_one_sure_wrong_word_costs_six_bits_and_two_thirds_and_not_infinitely_many(judged):
    table = score_points(judged([0.0, 1.0, 0.01], [1.0, 1.0, 0.0], ["a", "b", "c"]))
    assert table["log"].tolist() == pytest.approx([6.6439, 0.0145, 0.0145], abs=1e-4)
    assert table["clipped"].tolist() == [True, True, False]


def test_claims_without_a_verdict_are_not_scored(judged):
    assert score_points(judged([0.5, 0.5], [NAN, 1.0], ["a", "b"]))["event_id"].tolist() == ["b"]


def test_the_status_quo_is_held_as_surely_as_a_flat_will(judged):
    table = judged([0.5] * 4, [1.0, 1.0, 0.0, 1.0], list("abcd"), orientation=["same", "same", "opposite", "same"],
                   status_quo=["happened", "did_not_happen", "happened", None])
    assert score_points(table)["quo_brier"].tolist() == pytest.approx([0.01, 0.81, 0.01, NAN], nan_ok=True)


def test_the_base_rate_of_an_event_is_that_of_the_others(judged):
    table = judged([0.5] * 4, [1.0, 1.0, 0.0, 0.0], ["a", "a", "b", "c"])
    assert base_rates(table["event_id"], np.array(table["verdict"])).tolist() == [0.25, 0.25, 0.5, 0.5]


def test_alone_an_event_has_a_coin_for_a_base_rate(judged):
    assert base_rates(judged([0.5], [1.0], ["a"])["event_id"], np.array([1.0])).tolist() == [0.5]


def test_the_claims_about_one_event_share_its_weight(judged):
    table = judged([0.5] * 3, [1.0, 1.0, 0.0], ["a", "a", "b"])
    assert weights(table, [], "event").tolist() == [0.5, 0.5, 1.0]
    assert weights(table, [], "statement").tolist() == [1.0, 1.0, 1.0]


@settings(deadline=None, derandomize=True)
@given(P, st.sampled_from([0.0, 1.0]))
def test_brier_is_what_scoringrules_says_and_lies_between_0_and_1(p, y):
    assert brier(p, y) == pytest.approx(scoringrules.brier_score(y, p))
    assert 0 <= brier(p, y) <= 1


def test_the_log_score_is_what_scoringrules_says_in_bits(judged):
    p, y = np.linspace(0.02, 0.98, 33), np.tile([0.0, 1.0, 1.0], 11)
    mine = score_points(judged(p, y, [f"e{at}" for at in range(33)]))["log"]
    assert mine.tolist() == pytest.approx(scoringrules.log_score(y, p) / np.log(2))
