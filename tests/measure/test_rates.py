"""Forecasts per 1,000 words."""

import pandas as pd
import pytest

from foresaid.measure.rates import add_rates
from foresaid.measure.series import share_per_period

WEEKS = [pd.Timestamp("2017-03-06", tz="UTC"), pd.Timestamp("2017-03-20", tz="UTC")]  # the week between is silent
ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "published": [WEEKS[0], WEEKS[0], WEEKS[1]],
                         "source": "Herald", "n_words": [400, 600, 500]})
COVERAGE = pd.DataFrame({"date": WEEKS, "source": "Herald", "articles": [2, 1], "clusters": [2, 1],
                         "words": [1000, 500]})
FOUND = pd.DataFrame({"article_id": ["a", "a", "b"], "published": WEEKS[0], "source": "Herald",
                      "step": pd.Categorical(["will", "may", "will"], ["may", "will"], ordered=True)})


def rates(by=None):
    series = share_per_period(FOUND, COVERAGE, by, floor=1)
    return add_rates(series, FOUND, ARTICLES, by)


def test_a_rate_counts_all_words_a_quiet_week_is_zero_and_a_silent_one_a_gap():
    table = rates()
    assert table["words"].tolist() == [1000, 0, 500]
    assert table["rate"].tolist() == pytest.approx([3.0, float("nan"), 0.0], nan_ok=True)
    assert table["rate_low"].iloc[2] == 0.0
    assert table["rate_high"].iloc[2] == pytest.approx(3.688879 / 0.5)


def test_values_of_a_category_come_in_its_order():
    table = rates("step")
    assert table[table["rate"] > 0][["step", "rate"]].values.tolist() == [["may", 1.0], ["will", 2.0]]


def test_below_the_floor_there_is_no_rate_either():
    series = share_per_period(FOUND, COVERAGE, floor=2)
    assert add_rates(series, FOUND, ARTICLES)["rate"].notna().tolist() == [True, False, False]
