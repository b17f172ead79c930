"""Agreement of coders, against published and hand-worked figures."""

from math import isnan, nan

import pytest

from foresaid.measure.agreement import krippendorff_alpha, percent_agreement

# Krippendorff (2011), section D: four observers, twelve units, some values missing; the figures are his.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
    [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
]


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815)])
def test_alpha_is_what_its_author_published_for_his_example(level, alpha):
    assert krippendorff_alpha(OBSERVERS, level) == pytest.approx(alpha, abs=0.0005)


def test_two_coders_by_hand():
    # Pairs a-a, b-b, b-c, c-c: 2 of 8 ordered pairs disagree; by chance (n = 2, 3, 3) 42 of 56.
    assert krippendorff_alpha([["a", "b", "b", "c"], ["a", "b", "c", "c"]]) == pytest.approx(1 - (2 / 8) / (42 / 56))


def test_coders_who_always_agree_have_one_and_those_who_always_say_the_same_have_none():
    assert krippendorff_alpha([[1, 2, 3], [1, 2, 3]]) == 1
    assert isnan(krippendorff_alpha([[1, 1], [1, 1]]))
    assert isnan(krippendorff_alpha([[1, nan], [nan, 1]]))


def test_near_codes_disagree_less_than_far_ones_only_where_values_have_an_order():
    near, far = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 4]], [[1, 2, 3, 4, 5], [1, 2, 3, 4, 1]]
    assert krippendorff_alpha(near, "ordinal") > krippendorff_alpha(far, "ordinal")


def test_percent_counts_what_both_coded():
    assert percent_agreement([1, None, 3, 4], [1, 2, 3, 5]) == pytest.approx(2 / 3)
    assert isnan(percent_agreement([None], [1]))


def test_another_level_is_refused():
    with pytest.raises(ValueError, match="nominal"):
        krippendorff_alpha([[1], [1]], "ratio")
