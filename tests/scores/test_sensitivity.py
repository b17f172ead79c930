"""Does the board hold under other readings?"""

import pandas as pd
import pytest

from foresaid.scores import count_robust, sensitivity, vary_horizon

NAN = float("nan")


def test_every_scale_and_reading_has_a_row_beside_the_first(judged):
    table = sensitivity(judged([0.675, 0.675], [1.0, 0.0], ["a", "b"], verdict_late=[1.0, 1.0], robust=[True, False],
                               beyond=[False, True]))
    assert table["scale"].drop_duplicates().tolist() == ["icd203", "ipcc", "survey46", "survey123"]
    assert table["horizon"].head(5).tolist() == ["middle", "early", "late", "within", "robust"]
    icd = table.head(5)
    assert icd["forecasts"].tolist() == [2, 2, 2, 1, 1]
    right, wrong = 0.325**2, 0.675**2
    mean = (right + wrong) / 2
    assert icd["brier_mid"].tolist() == pytest.approx([mean, mean, right, right, right])
    assert icd["difference"].tolist() == pytest.approx([0, 0, right - mean, right - mean, right - mean])
    ipcc = table[(table["scale"] == "ipcc") & (table["horizon"] == "middle")]
    assert ipcc["brier_mid"].tolist() == pytest.approx([(0.17**2 + 0.83**2) / 2])


def test_an_order_that_another_scale_turns_round_is_marked(judged):
    table = judged([0.675, 0.7], [1.0, 1.0], ["a", "b"], source=["Herald", "Post"], scale=["icd203", "own"],
                   likelihood_text=["likely", "expected"])
    told = sensitivity(table, "source", floor=1)
    middle = told[told["horizon"] == "middle"].set_index(["scale", "source"])
    assert middle["rank"].to_dict() == {("icd203", "Post"): 1, ("icd203", "Herald"): 2, ("ipcc", "Herald"): 1,
                                        ("ipcc", "Post"): 2, ("survey46", "Herald"): 1, ("survey46", "Post"): 1,
                                        ("survey123", "Herald"): 1, ("survey123", "Post"): 1}
    assert middle["moved"].tolist() == [False, False, True, True, True, False, True, False]
    assert middle["order_holds"].tolist() == [True, True, False, False, False, False, False, False]


def test_groups_below_the_floor_have_no_rank_to_lose(judged):
    told = sensitivity(judged([0.675], [1.0], ["a"]), "source")
    assert told["rank"].isna().all()
    assert told["moved"].isna().all()
    assert told["order_holds"].all()


def test_robust_verdicts_are_counted_by_how_the_time_was_named(judged):
    table = judged([0.7] * 3, [1.0, 1.0, NAN], list("abc"), horizon_status=["vague", "vague", "none"],
                   robust=[True, False, False])
    assert count_robust(table).values.tolist() == [["vague", 2, 1, 0.5]]


def test_the_longer_soon_is_taken_to_be_the_more_claims_come_true_in_time(judged):
    table = judged([0.9, 0.9, 0.9], [1.0, 0.0, 1.0], list("abc"), occurred_on=pd.to_datetime(["2022-02-06", "2022-02-26", "2022-02-02"]),
                   horizon_to_min=pd.Timestamp("2022-02-01"), horizon_to_max=pd.to_datetime(["2022-03-01", "2022-03-01", "2022-02-01"]))
    told = vary_horizon(table, steps=3)
    assert told[["part", "forecasts", "events", "turned", "brier_mid"]].values.tolist() == [
        [0.0, 2, 2, 1, pytest.approx(0.81)], [0.5, 2, 2, 0, pytest.approx(0.41)], [1.0, 2, 2, 1, pytest.approx(0.01)]]
