"""The scoreboard."""

import numpy as np
import pandas as pd
import pytest
import scoringrules
from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.errors import ForesaidError
from foresaid.scores import score_forecasts
from foresaid.scores.resample import bootstrap_ratios

NAN = float("nan")
CLAIMS = st.lists(st.tuples(st.integers(0, 20), st.sampled_from([0.0, 1.0]), st.sampled_from("abcdefghijkl"),
                            st.sampled_from(["same", "opposite"])), min_size=1, max_size=40)


def turn_round(judged):
    """Every claim put the other way: the same said in other words."""
    other = {"same": "opposite", "opposite": "same"}
    return judged.assign(p_low=1 - judged["p_high"], p_mid=1 - judged["p_mid"], p_high=1 - judged["p_low"],
                         verdict=1 - judged["verdict"], verdict_early=1 - judged["verdict_early"],
                         verdict_late=1 - judged["verdict_late"], orientation=judged["orientation"].map(other))


def test_a_board_worked_by_hand(judged):
    table = judged([0.9, 0.9, 0.2], [1.0, 1.0, 1.0], ["a", "a", "b"], status_quo=["did_not_happen"] * 2 + [None])
    [row] = score_forecasts(table).itertuples()
    assert (row.forecasts, row.events, row.matched, row.share_resolved) == (3, 2, 3, 1.0)
    assert row.brier_mid == pytest.approx((0.01 + 0.64) / 2)
    assert row.base_rate == 1.0
    assert row.skill_coin == pytest.approx(1 - 0.325 / 0.25)
    assert row.skill_base_rate == pytest.approx(1 - 0.325 / (1 / 3) ** 2)  # one other event, which occurred: 2/3
    assert (row.skill_status_quo, row.status_quo_events) == (pytest.approx(1 - 0.01 / 0.81), 1)


def test_by_statement_a_much_told_event_weighs_more(judged):
    table = judged([0.9, 0.9, 0.2], [1.0, 1.0, 1.0], ["a", "a", "b"])
    assert score_forecasts(table, weigh="statement")["brier_mid"].tolist() == pytest.approx([0.66 / 3])


def test_open_and_ambiguous_events_count_for_the_share_resolved_and_not_for_the_score(judged):
    table = judged([0.5] * 4, [1.0, NAN, NAN, NAN], list("abcd"), status=["happened", "open", "ambiguous", "happened"],
                   conditional=[False, False, False, True])
    [row] = score_forecasts(table).itertuples()
    assert (row.forecasts, row.matched, row.share_resolved, row.share_conditional) == (1, 4, 0.5, 0.25)


def test_three_events_are_no_ranking_and_have_no_interval(judged):
    table = judged([0.9] * 10 + [0.8] * 10 + [1.0] * 3, [1.0] * 23, [*"abcdefghij", *"abcdefghij", *"abc"],
                   source=["Herald"] * 10 + ["Post"] * 10 + ["Echo"] * 3)
    board = score_forecasts(table, "source")
    assert board[["source", "rank", "events"]].astype("object").values.tolist() == [
        ["Herald", 1, 10], ["Post", 2, 10], ["Echo", pd.NA, 3]]
    assert board["brier_mid_low"].tolist() == pytest.approx([0.01, 0.04, NAN], nan_ok=True)
    assert board["brier_mid"].tolist() == pytest.approx([0.01, 0.04, 0.0])


def test_a_single_group_has_nobody_to_be_before(judged):
    assert score_forecasts(judged([0.9], [1.0], ["a"]), "source", floor=1)["rank"].isna().all()


def test_a_rank_that_may_be_chance_has_a_wide_interval_and_a_sure_one_a_narrow(judged):
    events = [f"e{at:02}" for at in range(20)]
    close = judged([0.9, 0.1] * 10 + [0.1, 0.9] * 9 + [0.9, 0.9], [1.0] * 40, events * 2, source=["Herald"] * 20 + ["Post"] * 20)
    board = score_forecasts(pd.concat([close, judged([0.0] * 20, [1.0] * 20, events, source="Echo")], ignore_index=True), "source")
    assert board[["source", "rank", "rank_low", "rank_high"]].values.tolist() == [
        ["Post", 1, 1, 2], ["Herald", 2, 1, 2], ["Echo", 3, 3, 3]]


def test_equal_scores_share_a_rank(judged):
    table = judged([0.9, 0.9, 0.8], [1.0] * 3, list("abc"), source=["Post", "Herald", "Echo"])
    assert score_forecasts(table, "source", floor=1)[["source", "rank"]].values.tolist() == [
        ["Herald", 1], ["Post", 1], ["Echo", 3]]


def test_a_group_with_matches_but_no_outcome_is_there_without_a_score(judged):
    table = judged([0.9, 0.9], [1.0, NAN], ["a", "b"], source=["Herald", "Post"], status=["happened", "open"])
    board = score_forecasts(table, "source").set_index("source")
    assert board.loc["Post", ["forecasts", "events", "matched", "share_resolved"]].tolist() == [0, 0, 1, 0.0]
    assert pd.isna(board.loc["Post", "brier_mid"])


def test_an_ordered_category_keeps_its_order(judged):
    sure = pd.Categorical(["likely", "unlikely"], ["unlikely", "possible", "likely"], ordered=True)
    assert score_forecasts(judged([0.9, 0.1], [1.0, 1.0], ["a", "b"], sureness=sure), "sureness",
                           floor=1)["sureness"].tolist() == ["unlikely", "likely"]


def test_two_columns_make_a_row_per_pair_and_a_missing_name_is_a_group(judged):
    table = judged([0.9, 0.9], [1.0, 1.0], ["a", "b"], source=["Herald", None], actor="Ann")
    assert sorted(score_forecasts(table, ["source", "actor"])[["source", "actor"]].values.tolist()) == [
        ["", "Ann"], ["Herald", "Ann"]]


def test_more_claims_about_the_same_events_make_no_narrower_interval(judged):
    events, y = list("abcdefghijkl"), [1.0, 0.0] * 6
    once = score_forecasts(judged([0.7] * 12, y, events))
    often = score_forecasts(judged([0.7] * 1200, y * 100, events * 100))
    for end in ("brier_mid_low", "brier_mid_high"):
        assert once[end].tolist() == pytest.approx(often[end].tolist())
    assert once["brier_mid_low"][0] < once["brier_mid"][0] < once["brier_mid_high"][0]


def test_the_order_of_the_rows_changes_nothing_and_the_seed_is_fixed(judged):
    rng = np.random.default_rng(1)
    table = judged(rng.uniform(size=60), rng.integers(0, 2, 60).astype(float), [f"e{at % 15}" for at in range(60)])
    pd.testing.assert_frame_equal(score_forecasts(table), score_forecasts(table.sample(frac=1, random_state=2)))


def test_the_board_agrees_with_scoringrules(judged):
    rng = np.random.default_rng(3)
    p, y = rng.uniform(0.01, 0.99, 200), rng.integers(0, 2, 200).astype(float)
    [row] = score_forecasts(judged(p, y, [f"e{at % 20}" for at in range(200)]), weigh="statement").itertuples()
    assert row.brier_mid == pytest.approx(scoringrules.brier_score(y, p).mean())
    assert row.log_score == pytest.approx(scoringrules.log_score(y, p).mean() / np.log(2))


def test_the_bootstrap_holds_what_theory_says_of_many_events():
    rng = np.random.default_rng(4)
    values = rng.normal(1, 1, 400)[:, None]
    low, high = bootstrap_ratios(values, np.ones((400, 1)), resamples=4000)
    error = 1.96 * values.std() / 20
    assert [low[0], high[0]] == pytest.approx([values.mean() - error, values.mean() + error], abs=0.01)


def test_a_word_for_weigh_that_is_not_there_is_refused(judged):
    with pytest.raises(ForesaidError, match=r"weigh = 'events' is not known. Did you mean 'event'"):
        score_forecasts(judged([0.5], [1.0], ["a"]), weigh="events")


def test_without_a_forecast_the_board_is_empty(judged):
    assert score_forecasts(judged([], [], []), "source").empty


@settings(max_examples=25, deadline=None, derandomize=True)
@given(CLAIMS)
def test_scores_lie_in_order_between_0_and_1_and_turning_every_claim_round_changes_nothing(told):
    table = _judged(told)
    board = score_forecasts(table, floor=2, resamples=20)
    [row] = board.itertuples()
    assert 0 <= row.brier_low <= row.brier_mid <= row.brier_high <= 1
    pd.testing.assert_frame_equal(board, score_forecasts(turn_round(table), floor=2, resamples=20))


def _judged(told):
    p, y, events, orientation = zip(*told, strict=True)
    mid = np.array(p) / 20
    return pd.DataFrame({"p_low": np.maximum(mid - 0.1, 0), "p_mid": mid, "p_high": np.minimum(mid + 0.1, 1),
                         "verdict": y, "verdict_early": y, "verdict_late": y, "event_id": list(events),
                         "orientation": list(orientation), "status_quo": "happened", "robust": True,
                         "conditional": False, "scoreable": True, "status": "happened"})
