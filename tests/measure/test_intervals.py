"""Intervals: known values, ends, and what must hold for any count."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.measure import newcombe, wilson


def test_wilson_gives_the_values_of_newcombes_table():
    # Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


def test_newcombe_gives_the_values_of_his_table():
    # Newcombe 1998, Statistics in Medicine 17: 873-890, table II, method 10
    assert [float(end) for end in newcombe(56, 70, 48, 80)] == pytest.approx([0.0524, 0.3339], abs=5e-5)
    assert [float(end) for end in newcombe(9, 10, 3, 10)] == pytest.approx([0.1705, 0.8090], abs=5e-5)
    assert [float(end) for end in newcombe(10, 10, 0, 20)] == pytest.approx([0.6791, 1.0], abs=5e-5)


def test_without_a_base_there_is_no_interval():
    assert np.isnan(wilson(0, 0)).all()
    low, high = wilson(pd.Series([1, None], dtype="Int64"), pd.Series([4, 4]))
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [False, True]


def test_a_higher_confidence_is_wider():
    narrow, wide = wilson(5, 40, 0.8), wilson(5, 40, 0.99)
    assert wide[0] < narrow[0] < 5 / 40 < narrow[1] < wide[1]


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_lies_within_and_the_interval_within_0_and_1(hits, total):
    hits = min(hits, total)
    low, high = wilson(hits, total)
    assert 0 <= low <= hits / total <= high <= 1


@given(st.integers(0, 200), st.integers(1, 200))
def test_the_interval_of_what_did_not_happen_is_the_mirror_image(hits, total):
    hits = min(hits, total)
    low, high = wilson(hits, total)
    assert wilson(total - hits, total) == pytest.approx((1 - high, 1 - low))
