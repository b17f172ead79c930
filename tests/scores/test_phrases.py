"""What the words turned out to mean."""

import pytest

from foresaid.scores import list_phrases

NAN = float("nan")


def test_likely_came_true_three_times_of_five_and_the_scales_say_what_they_say(judged):
    [row] = list_phrases(judged([0.675] * 5, [1.0, 1.0, 1.0, 0.0, 0.0], list("abcde"))).itertuples()
    assert (row.phrase, row.forecasts, row.events, row.hits, row.share, row.p) == ("likely", 5, 5, 3, 0.6, 0.675)
    assert (row.icd203_low, row.icd203_high, row.survey46_low, row.survey46_high) == (0.55, 0.8, 0.65, 0.75)
    assert (row.low, row.high, row.method) == (pytest.approx(0.2046, abs=1e-4), pytest.approx(0.8974, abs=1e-4), "wilson")


def test_a_negated_phrase_is_a_phrase_of_its_own_with_its_ranges_turned(judged):
    table = judged([0.325, 0.1], [1.0, 0.0], ["a", "b"], likelihood_text=["likely", "will"], negated=True)
    listed = list_phrases(table, floor=1)
    assert listed[["phrase", "icd203_low", "own_low", "own_high"]].values.tolist() == [
        ["will not", pytest.approx(NAN, nan_ok=True), 0.02, 0.25], ["not likely", 0.2, pytest.approx(NAN, nan_ok=True), pytest.approx(NAN, nan_ok=True)]]


def test_forms_and_contractions_go_together_and_numbers_stand_apart(judged):
    table = judged([0.35, 0.35, 0.9, 0.9, 0.7], [1.0] * 5, list("abcde"), scale=["own"] * 4 + ["text"],
                   likelihood_text=["fears", "feared", "'ll", "will", "70 percent chance"])
    assert list_phrases(table, floor=1)[["phrase", "forecasts"]].values.tolist() == [
        ["fear*", 2], ["(a number)", 1], ["will", 2]]


def test_a_phrase_with_few_claims_and_claims_without_a_phrase_are_not_listed(judged):
    table = judged([0.675] * 3, [1.0] * 3, list("abc"), likelihood_text=["likely", "", ""])
    assert list_phrases(table, floor=2).empty
