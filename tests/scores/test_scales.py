"""The same words under another scale."""

import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.findings import read, select
from foresaid.scores import rescale

P = ["p_low", "p_mid", "p_high", "scale"]


def test_a_phrase_takes_the_scales_own_range_or_that_of_its_nearest_term(claims):
    said = claims(likelihood_text=["extremely unlikely"], p_low=0.01, p_mid=0.03, p_high=0.05, scale="icd203_nearest")
    assert rescale(said, "ipcc")[P].values.tolist() == [[0.0, 0.025, 0.05, "ipcc"]]
    assert rescale(said, "survey46")[P].values.tolist() == [[0.05, 0.05, 0.1, "survey46_nearest"]]
    assert rescale(said, "icd203")[P].values.tolist() == [[0.01, 0.03, 0.05, "icd203_nearest"]]


def test_a_negation_turns_the_range_round(claims):
    said = claims(likelihood_text=["likely"], negated=[True])
    assert rescale(said, "ipcc")[P].values.tolist() == [[0.0, 0.17, 0.34, "ipcc"]]


def test_numbers_words_on_no_scale_and_words_that_nobody_knows_stay(claims):
    said = claims(likelihood_text=["70 percent chance", "will", "in the cards", ""], p_low=0.7, p_mid=0.7, p_high=0.7,
                  scale=["text", "own", "own", "own"])
    pd.testing.assert_frame_equal(rescale(said, "ipcc")[P].astype("object"), said[P].astype("object"))


def test_a_number_that_contains_a_phrase_is_still_a_number(claims):
    said = claims(likelihood_text=["likely"], p_low=0.3, p_mid=0.3, p_high=0.3, scale="text")
    assert rescale(said, "ipcc")[P].values.tolist() == [[0.3, 0.3, 0.3, "text"]]


def test_the_default_scale_gives_what_the_finder_gave(sample):
    found = read(select(sample), "forecasts")
    found = found[found["kind"] == "forecast"].reset_index(drop=True)
    pd.testing.assert_frame_equal(rescale(found, "icd203"), found, check_categorical=False)


def test_a_scale_that_is_not_there_is_refused_with_those_that_are(claims):
    with pytest.raises(ForesaidError, match=r"'icd' is no scale of likelihood.csv.*icd203, ipcc, survey46 or survey123"):
        rescale(claims(), "icd")


def test_the_table_that_is_given_stays_as_it_is(claims):
    said = claims()
    rescale(said, "ipcc")
    assert said["p_mid"].tolist() == [0.675]
