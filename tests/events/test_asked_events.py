"""One event for a page: from a dataset's file, or as somebody asks in a notebook, with what became of it."""

import pandas as pd
import pytest

from foresaid.errors import ForesaidError, NoEvents
from foresaid.events.asked import choose_event, expect_events, give_outcome, pick_event
from foresaid.events.questions import make_event
from foresaid.tables import OUTCOMES

RAIN = {"title": "Rain in Aldern", "actors": [], "terms": [["rain*"], ["aldern"]], "deadline": "2018-06-01", "opened": "", "exclusions": [], "opposite": ["dry"]}


def given(status, day=""):
    made = give_outcome(make_event("Rain", [], ["rain"], "2018-06-01"), status, day)
    return made[["event_id", "status", "occurred_on", "evidence", "blinded"]].values.tolist()


def test_an_event_of_the_file_is_picked_by_its_id_and_the_question_is_left_aside():
    picked = pick_event("sample", "dock-strike-by-march", **RAIN)
    assert picked[["event_id", "title", "deadline"]].values.tolist() == [["dock-strike-by-march", "Aldern's dockers strike", pd.Timestamp("2018-03-31")]]
    assert picked.index.tolist() == [0]


def test_without_an_id_the_question_itself_is_the_event():
    asked = pick_event("sample", "", **RAIN).iloc[0].to_dict()
    assert {name: asked[name] for name in ("event_id", "proposition", "actors", "terms", "opposite", "exclusions", "deadline", "status_quo")} == {
        "event_id": "rain-in-aldern", "proposition": "Rain in Aldern", "actors": [], "terms": [["rain*"], ["aldern"]], "opposite": ["dry"],
        "exclusions": [], "deadline": pd.Timestamp("2018-06-01"), "status_quo": "did_not_happen"}
    assert pd.isna(asked["opened"])


def test_without_an_id_and_a_question_it_is_the_event_that_most_forecasts_speak_of(sample):
    import foresaid as fs
    found = fs.read(fs.select(sample), "forecasts")
    assert choose_event("sample", "", found) == "velmark-approves"
    assert choose_event("sample", "ilmara-runoff", found) == "ilmara-runoff"
    assert choose_event("sample", "", found, "Rain in Aldern") == ""
    with pytest.raises(ForesaidError, match="a question of your own is asked too"):
        choose_event("sample", "ilmara-runoff", found, "Rain in Aldern")
    assert choose_event("sample", "", found.head(0)) == fs.read_events("sample")["event_id"].iloc[0]


def test_a_dataset_without_events_has_nothing_to_ask_about():
    with pytest.raises(NoEvents, match="No event is described for 'nothing' yet"):
        choose_event("nothing", "", pd.DataFrame())


def test_words_in_a_plain_list_are_one_group():
    assert pick_event("sample", "", **{**RAIN, "terms": ["rain*", "shower*"]})["terms"].tolist() == [[["rain*", "shower*"]]]


@pytest.mark.parametrize(("dataset", "event", "question", "said"), [
    ("sample", "dock-strike-by-may", {}, r"There is no event 'dock-strike-by-may' in data/events/sample\.yml\. Did you mean 'dock-strike-by-march'\? There are \d+: foresaid events sample lists them\."),
    ("nothing", "rain", {}, r"There is no event 'rain' in data/events/nothing\.yml\. There is none yet\."),
    ("sample", "", {"title": "Rain"}, r"needs a title, terms and a deadline; empty: terms, deadline\. Or name an event of data/events/sample\.yml\."),
    ("sample", "", {**RAIN, "deadline": ""}, "empty: deadline"),
    ("sample", "", {**RAIN, "deadline": "June"}, "deadline"),
    ("sample", "", {**RAIN, "opened": "2018-07-01"}, "its deadline lies before the day it opened")])
def test_what_cannot_be_asked_is_told(dataset, event, question, said):
    with pytest.raises(ForesaidError, match=said):
        pick_event(dataset, event, **question)


def test_an_outcome_is_a_row_of_the_table_outcomes_and_an_open_question_has_none():
    assert given("happened", "2018-05-09") == [["rain", "happened", pd.Timestamp("2018-05-09"), "", False]]
    assert given("did_not_happen")[0][:2] == ["rain", "did_not_happen"]
    assert given("open") == []
    assert list(give_outcome(make_event("Rain", [], ["rain"], "2018-06-01"), "open").columns) == OUTCOMES.names


@pytest.mark.parametrize(("status", "day", "said"), [
    ("hapened", "", "status = 'hapened' is no way to end. Did you mean 'happened'?"),
    ("happened", "9 May", "occurred_on: '9 May' is no day. Write it like 2022-02-24."),
    ("happened", "2/3/2018", "occurred_on: '2/3/2018' can be 2018-03-02 or 2018-02-03."),
    ("happened", "2018-06-02", r"occurred_on = '2018-06-02' lies after the deadline (2018-06-01): then status is did_not_happen."),
    ("open", "2018-05-09", "occurred_on = '2018-05-09', but the status is open. Say what became of it")])
def test_an_outcome_that_cannot_be_is_told(status, day, said):
    with pytest.raises(ForesaidError) as caught:
        given(status, day)
    assert said in str(caught.value)


def test_a_dataset_with_neither_event_nor_outcome_has_nothing_to_score():
    none = make_event("Rain", [], ["rain"], "2018-06-01").head(0), give_outcome(None, "open")
    with pytest.raises(NoEvents, match=r"No event is described for 'mine' yet\. Write one into data/events/mine\.yml"):
        expect_events("mine", *none)
    expect_events("mine", make_event("Rain", [], ["rain"], "2018-06-01"), none[1])
