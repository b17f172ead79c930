"""From which probability on a statement is strict or broad: learned from cross-validated probabilities."""

import importlib
import sys

import numpy as np
import pytest

from foresaid.paths import ROOT


@pytest.fixture
def best_readings(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    monkeypatch.delitem(sys.modules, "thresholds", raising=False)
    return importlib.import_module("thresholds").best_readings


def chances(forecast):
    """Ten sentences: what is no forecast is none."""
    column = np.array(forecast)
    return np.column_stack([column, np.zeros((len(column), 2)), 1 - column])


def test_strict_begins_where_four_of_five_are_right_and_broad_where_nine_of_ten_are_in(best_readings):
    labels = np.array([0, 0, 0, 0, 3, 0, 3, 3, 3, 0])
    made = best_readings(chances([0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.4, 0.3]), labels, {})
    assert made["strict"]["forecast"] == 0.65  # from there on 5 of 6 are right
    assert made["broad"]["forecast"] == 0.475  # half way between 0.3 and 0.65
    assert made["strict"]["intention"] == 1.0  # never found
    assert made["broad"]["intention"] == 1.0  # never coded


def test_broad_never_asks_for_less_than_a_tenth(best_readings):
    labels = np.zeros(10, dtype=int)
    assert best_readings(chances([0.01] * 10), labels, {})["broad"]["forecast"] == 0.1
