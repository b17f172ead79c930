"""Intervals that know that the statements of one article resemble each other."""

import pandas as pd
import pytest

from foresaid.measure.bursts import burst_wilson, rate_interval, ratio_error
from foresaid.measure.intervals import wilson


def sums(pairs):
    """One group's sums from (y, x) of each article."""
    y, x = (pd.Series(one, dtype="float64") for one in zip(*pairs, strict=True))
    return pd.DataFrame({"n": [len(x)], "y": y.sum(), "x": x.sum(), "yy": (y * y).sum(), "xy": (x * y).sum(),
                         "xx": (x * x).sum()})


def test_the_error_of_a_ratio_is_that_of_the_articles_residuals():
    # ratio 4/8; residuals 2 - 2, 0 - 1, 2 - 1: sum of squares 2, times 3/2, root, over 8
    assert ratio_error(sums([(2, 4), (0, 2), (2, 2)])).tolist() == [pytest.approx(3 ** 0.5 / 8)]


def test_one_article_alone_has_no_error():
    assert ratio_error(sums([(2, 4)])).tolist() == [pytest.approx(float("nan"), nan_ok=True)]


def test_statements_that_agree_within_their_articles_count_as_few():
    alike, mixed = [(10, 10), (0, 10)] * 5, [(5, 10)] * 5 + [(4, 10), (6, 10)] * 2 + [(5, 10)]
    widths = []
    for articles in (alike, mixed):
        low, high = burst_wilson([50], [100], [10], ratio_error(sums(articles)))
        widths.append(float(high[0] - low[0]))
    assert widths[0] > 2 * widths[1]
    low, high = wilson(50, 100)
    assert widths[1] == pytest.approx(high - low)  # never narrower than for independent statements


def test_where_all_or_none_have_it_articles_are_what_counts():
    low, high = burst_wilson([0, 20], [20, 20], [5, 5], [0.0, 0.0])
    assert low.tolist() == [0.0, pytest.approx(wilson(5, 5)[0])]
    assert high.tolist() == [pytest.approx(wilson(0, 5)[1]), 1.0]


def test_a_rate_stays_above_zero_and_nothing_seen_has_an_upper_end():
    low, high = rate_interval([1.0, 0.0, float("nan")], [5.0, 0.0, 1.0], [10, 2, 10])
    assert 0 < low[0] < 1 < high[0]
    assert (low[1], high[1]) == (0.0, pytest.approx(1.8444, abs=1e-4))
    assert pd.isna([low[2], high[2]]).all()
