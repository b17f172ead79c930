"""Which claims came true."""

import pandas as pd
import pytest

from foresaid.scores import judge_forecasts, score_forecasts

NAN = float("nan")
SHOWN = ["status", "verdict_early", "verdict", "verdict_late", "robust", "left_out"]


def days(*texts):
    return [pd.Timestamp(text) for text in texts]


@pytest.fixture
def judge(claims, events, matches, outcomes):
    """Judge one claim about one event with the deadline 31 March 2022; returns what is SHOWN."""
    def made(status, day, orientation="same", **columns):
        said = claims(**columns)
        pairs = matches(*((one, "war", orientation) for one in said["forecast_id"]))
        return judge_forecasts(said, pairs, events("war"), outcomes(("war", status, day)))
    return made


def shown(table):
    return table[SHOWN].values.tolist()


def test_the_worked_case_extremely_unlikely_in_the_short_term_and_it_happened(judge):
    told = judge("happened", "2022-02-24", likelihood_text=["extremely unlikely"], p_low=0.01, p_mid=0.03, p_high=0.05,
                 scale="icd203_nearest", horizon_status="vague", horizon_to_min=days("2022-02-24"),
                 horizon_to_max=days("2022-07-24"))
    assert shown(told) == [["happened", 1.0, 1.0, 1.0, True, ""]]
    [score] = score_forecasts(told).itertuples()
    assert (round(score.brier_low, 2), round(score.brier_high, 2)) == (0.90, 0.98)
    assert score.brier_mid == pytest.approx(0.9409)
    assert score.skill_coin == pytest.approx(1 - 0.9409 / 0.25)


def test_a_claim_with_a_time_of_its_own_is_wrong_if_the_event_came_later(judge):
    told = judge("happened", "2022-02-24", horizon_to_min=days("2022-01-31"), horizon_to_max=days("2022-01-31"))
    assert shown(told) == [["happened", 0.0, 0.0, 0.0, True, ""]]


def test_the_last_day_of_the_time_still_counts(judge):
    told = judge("happened", "2022-02-24", horizon_to_min=days("2022-02-24"), horizon_to_max=days("2022-02-24"))
    assert shown(told) == [["happened", 1.0, 1.0, 1.0, True, ""]]


def test_a_vague_time_may_have_one_verdict_when_read_short_and_another_when_read_long(judge):
    told = judge("happened", "2022-02-24", horizon_to_min=days("2022-02-01"), horizon_to_max=days("2022-03-01"))
    assert shown(told) == [["happened", 0.0, 0.0, 1.0, False, ""]]


def test_a_claim_without_a_time_takes_the_events_deadline(judge):
    assert shown(judge("happened", "2022-03-31")) == [["happened", 1.0, 1.0, 1.0, True, ""]]
    assert shown(judge("did_not_happen", None)) == [["did_not_happen", 0.0, 0.0, 0.0, True, ""]]


def test_the_contrary_turns_the_outcome_and_nothing_else(judge):
    told = judge("happened", "2022-02-24", orientation="opposite")
    assert shown(told) == [["happened", 0.0, 0.0, 0.0, True, ""]]
    assert told["p_mid"].tolist() == [0.675]


def test_a_claim_that_runs_past_the_deadline_is_judged_but_not_robust_unless_all_was_sure_before(judge):
    late = {"horizon_to_min": days("2022-06-30"), "horizon_to_max": days("2022-06-30")}
    lapsed, lost, came = (judge(*end, **late) for end in (("did_not_happen", "2022-03-31"), ("did_not_happen", "2022-02-10"),
                                                         ("happened", "2022-02-24")))
    assert shown(lapsed) == [["did_not_happen", 0.0, 0.0, 0.0, False, ""]]
    assert shown(lost) == [["did_not_happen", 0.0, 0.0, 0.0, True, ""]]
    assert shown(came) == [["happened", 1.0, 1.0, 1.0, True, ""]]
    assert [one["beyond"].tolist() for one in (lapsed, lost, came)] == [[True]] * 3


@pytest.mark.parametrize("status", ["partly", "annulled", "ambiguous", "unscoreable", "open"])
def test_what_is_no_yes_or_no_has_no_verdict(judge, status):
    told = judge(status, "2022-02-24")
    assert told[["status", "left_out"]].values.tolist() == [[status, status]]
    assert told[["verdict_early", "verdict", "verdict_late"]].isna().all(axis=None)
    assert told["robust"].tolist() == [False]


def test_a_conditional_claim_and_one_without_a_probability_have_no_verdict(judge):
    told = judge("happened", "2022-02-24", conditional=[True, False], p_mid=[0.675, NAN])
    assert told["left_out"].tolist() == ["conditional", "probability"]
    assert told["verdict"].isna().all()


def test_a_claim_about_a_time_that_was_over_when_it_was_published_has_no_verdict(judge):
    told = judge("happened", "2022-02-24", horizon_to_min=days("2021-12-31", "2022-01-10"),
                 horizon_to_max=days("2021-12-31", "2022-01-10"))
    assert told["left_out"].tolist() == ["past", ""]


def test_an_event_that_happened_on_no_known_day_does_not_settle_an_earlier_time(judge):
    told = judge("happened", None, horizon_to_min=days("2022-01-31", "2022-04-15"),
                 horizon_to_max=days("2022-01-31", "2022-04-15"))
    assert told["left_out"].tolist() == ["day", ""]
    assert told["verdict"].tolist() == pytest.approx([NAN, 1.0], nan_ok=True)


def test_an_event_without_an_outcome_is_open_and_of_several_outcomes_the_last_counts(claims, events, matches, outcomes):
    told = judge_forecasts(claims(source=["Herald", "Post"]), matches(("f1", "war", "same"), ("f2", "peace", "same")),
                           events("war", "peace"), outcomes(("war", "happened", "2022-02-24"), ("war", "ambiguous", None)))
    assert told["status"].tolist() == ["ambiguous", "open"]


def test_a_match_that_is_none_is_no_row_and_a_claim_about_two_events_is_two(claims, events, matches, outcomes):
    pairs = matches(("f1", "war", "none"), ("f2", "war", "same"), ("f2", "peace", "opposite"))
    told = judge_forecasts(claims(source=["Herald", "Post"]), pairs, events("war", "peace"), outcomes())
    assert told[["forecast_id", "event_id", "title", "orientation"]].values.tolist() == [
        ["f2", "war", "Title of war", "same"], ["f2", "peace", "Title of peace", "opposite"]]


def test_a_forecast_resolved_by_itself_is_judged_by_its_own_outcome_also_if_conditional(claims, events, matches, outcomes):
    told = judge_forecasts(claims(conditional=[True, False]), matches(), events(),
                           outcomes(("f1", "happened", None), ("f9", "happened", None)))
    assert told[["forecast_id", "event_id", "title", "verdict"]].values.tolist() == [["f1", "f1", "", 1.0]]


def test_a_forecast_that_stands_in_the_table_twice_is_judged_once(judge):
    assert len(judge("happened", "2022-02-24", forecast_id=["f1", "f1"])) == 1


def test_intentions_are_no_forecasts(judge):
    assert judge("happened", "2022-02-24", kind=["intention", "forecast"])["forecast_id"].tolist() == ["f2"]


def test_nothing_matched_is_an_empty_table_with_its_columns(claims, events, matches, outcomes):
    told = judge_forecasts(claims(), matches(), events(), outcomes())
    assert told.empty
    assert {"event_id", "verdict", "verdict_early", "verdict_late", "robust", "left_out"} <= set(told)
