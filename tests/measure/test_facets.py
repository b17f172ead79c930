"""Forecasts split by who, how surely, by when, about what."""

import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.measure.facets import ask, slow_down, split_by
from foresaid.measure.statements import name_sureness

SAID = name_sureness(pd.DataFrame({
    "article_id": ["1", "1", "2", "3"], "likelihood": [5, 1, 3, 5], "actor": ["the speaker"] * 4,
    "speaker_kind": pd.Categorical(["author", "author", "person", "person"], ["author", "person", "group"]),
    "horizon_status": ["none", "vague", "none", "explicit"],
    "topics": [["war"], ["war", "oil"], ["oil"], []], "actors": [["Ann"], [], ["Bob"], ["Bob"]]}))


def test_a_claim_stands_under_each_of_its_topics_the_commonest_first():
    each = split_by(SAID, "topic")
    assert each[["article_id", "topic"]].values.tolist() == [["1", "war"], ["1", "war"], ["1", "oil"], ["2", "oil"]]
    assert each["topic"].cat.categories.tolist() == ["oil", "war"]
    assert split_by(SAID, "topic", top_n=1)["topic"].tolist() == ["oil", "oil"]


def test_actors_are_those_in_the_claim_and_not_the_speaker():
    assert split_by(SAID, "actor")["actor"].tolist() == ["Ann", "Bob", "Bob"]


def test_steps_and_horizons_keep_their_order_and_kinds_that_nobody_is_vanish():
    assert split_by(SAID, "sureness")["sureness"].cat.categories[0] == "almost no chance"
    assert split_by(SAID, "horizon_status")["horizon_status"].tolist()[1:3] == ["vaguely (“soon”)", "not at all"]
    assert split_by(SAID, "speaker_kind")["speaker_kind"].cat.categories.tolist() == ["person", "author"]


def test_a_slip_in_the_name_of_a_facet_is_named():
    with pytest.raises(ForesaidError, match=r"cannot be split by 'topics'. Did you mean 'topic'"):
        split_by(SAID, "topics")
    assert ask("speaker_kind")[0] == "Who holds them"


@pytest.mark.parametrize(("every", "last", "slow"), [
    ("week", "2017-03-01", "week"), ("week", "2017-12-01", "month"), ("day", "2018-12-01", "month"),
    ("month", "2017-03-01", "month")])
def test_small_charts_take_months_where_there_is_more_than_half_a_year(every, last, slow):
    coverage = pd.DataFrame({"date": pd.to_datetime(["2017-01-01", last], utc=True)})
    assert slow_down(every, coverage) == slow
