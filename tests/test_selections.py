import pytest

from foresaid.errors import ForesaidError, NoArticles
from foresaid.findings import read, select
from foresaid.selections import same_sources, select_before, select_period


def test_a_named_period_is_taken_as_it_is(sample):
    chosen = select_period(sample, "2018-03-12", "2018-03-18")
    assert (chosen.start, chosen.end) == ("2018-03-12", "2018-03-18")


def test_without_a_name_it_is_the_last_complete_period_of_the_data(sample):
    # the data ends on Friday 11 May, so that week is not complete
    assert select_period(sample, every="week").end == "2018-05-06"
    assert select_period(sample, every="month").end == "2018-04-30"
    assert select_period(sample, every="day").end == "2018-05-11"


def test_the_time_before_has_the_same_length_and_ends_the_day_before(sample):
    before = select_before(select(sample, "2018-04-02", "2018-04-08"), times=3)
    assert (before.start, before.end) == ("2018-03-12", "2018-04-01")


def test_a_selection_without_an_end_has_nothing_before_it(sample):
    with pytest.raises(ForesaidError, match="start and an end"):
        select_before(select(sample))
    with pytest.raises(ForesaidError, match="It can be 1 to 52"):
        select_before(select(sample, "2018-04-02", "2018-04-08"), times=0)


def test_only_sources_on_both_sides_are_compared(sample):
    # the Daily Lantern is silent from 27 March to 10 April
    now, before = select(sample, "2018-04-16", "2018-04-29"), select(sample, "2018-03-28", "2018-04-10")
    one, two = same_sources(now, before, floor=1)
    assert one.sources == two.sources
    assert "Daily Lantern" not in one.sources
    assert set(read(one, "articles")["source"]) == set(one.sources)


def test_nothing_to_compare_is_said_and_not_computed(sample):
    now, before = select(sample, "2018-04-16", "2018-04-22"), select(sample, "2018-04-09", "2018-04-15")
    with pytest.raises(NoArticles, match="No source has 1000 articles both from 2018-04-16"):
        same_sources(now, before, floor=1000)


def test_a_misspelt_period_is_named(sample):
    with pytest.raises(ForesaidError, match="Did you mean 'week'"):
        select_period(sample, every="weak")
