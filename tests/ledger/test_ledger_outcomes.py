"""How events ended: recorded once, contradicted openly, read together with what the project brings along."""

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from foresaid.days import read_day
from foresaid.errors import ForesaidError
from foresaid.ledger.blinding import hide_voice
from foresaid.ledger.due import list_due
from foresaid.ledger.locking import lock_forecasts
from foresaid.ledger.outcomes import outcomes_of, record_outcomes
from foresaid.ledger.resolving import Targets, check_outcome
from foresaid.ledger.standing import gather, list_locked
from foresaid.ledger.store import read_entries

NOON = datetime(2018, 6, 2, 12, tzinfo=UTC)
def outcome(event="rain-by-june", status="happened", day=date(2018, 5, 9), **more):
    return {"event_id": event, "status": status, "occurred_on": day, "evidence": "weather office, 10 May 2018", "resolver": "Ada", "blinded": False, **more}


def record(*outcomes):
    return [(one.news, one.number, one.before) for one in record_outcomes([("mine", one) for one in outcomes], NOON)]


def told(dataset="mine"):
    return outcomes_of(dataset)[["event_id", "status"]].astype("str").values.tolist()


def test_an_outcome_is_an_entry_and_the_same_again_is_none(asked):
    assert record(outcome()) == [("new", 6, "")]
    assert record(outcome()) == [("known", None, "")]
    assert read_entries()[-1].body == '{"blinded":false,"event_id":"rain-by-june","evidence":"weather office, 10 May 2018","occurred_on":"2018-05-09","resolved_at":"2018-06-02T12:00:00Z","resolver":"Ada","status":"happened"}'
    assert outcomes_of("mine").iloc[0].to_dict() == {"event_id": "rain-by-june", "status": "happened", "occurred_on": pd.Timestamp("2018-05-09"), "evidence": "weather office, 10 May 2018", "resolver": "Ada", "resolved_at": pd.Timestamp(NOON), "blinded": False}


def test_a_contrary_outcome_is_a_new_version_and_the_last_one_counts(asked):
    record(outcome())
    assert record(outcome(status="did_not_happen", day=date(2018, 6, 1))) == [("contrary", 7, "happened on 2018-05-09")]
    assert record(outcome(status="did_not_happen", day=date(2018, 6, 1), resolver="Bo")) == [("added", 8, "did_not_happen on 2018-06-01")]
    assert told() == [["rain-by-june", "did_not_happen"]]
    assert [one.version for one in read_entries("outcome")] == [1, 2, 3]


def test_the_ledgers_outcome_wins_over_the_files_and_an_equal_one_is_no_entry(asked):
    asked.write_text("event_id,status,occurred_on,evidence,resolver,resolved_at,blinded\n"
                     'rain-by-june,happened,2018-05-09,"weather office, 10 May 2018",Ada,2018-05-11,false\n'
                     "snow-by-july,did_not_happen,2018-07-01,weather office,Ada,2018-07-02,false\n", encoding="utf8")
    assert record(outcome()) == [("known", None, "")]
    assert record(outcome(status="ambiguous", day=None)) == [("contrary", 6, "happened on 2018-05-09")]
    assert sorted(told()) == [["rain-by-june", "ambiguous"], ["snow-by-july", "did_not_happen"]]


@pytest.mark.parametrize(("given", "said"), [
    (outcome(status="hapened"), "the status is 'hapened'. Did you mean 'happened'?"),
    (outcome(day=None), "happened, but on which day?"),
    (outcome(day=date(2018, 6, 3)), "the day 2018-06-03 has not come yet."),
    (outcome(day=date(2018, 6, 2)), "it happened on 2018-06-02, after the deadline (2018-06-01): then it did_not_happen."),
    (outcome(day=date(2017, 5, 9)), "the day 2017-05-09 lies before the question was asked (2018-03-01)."),
    (outcome(evidence=" "), "there is no evidence."), (outcome(resolver=""), "there is no resolver.")])
def test_an_outcome_that_cannot_be_right_is_refused(asked, given, said):
    slips = check_outcome(given, Targets().find("rain-by-june"), date(2018, 6, 2))
    assert [slip.startswith(said) for slip in slips] == [True]


def test_what_is_to_be_resolved_must_be_known(asked, story):
    assert Targets().find(f"{4:020x}").dataset == "mine"
    with pytest.raises(ForesaidError, match=r"no locked forecast 'rain-by-june1'\. Did you mean 'rain-by-june'"):
        Targets().find("rain-by-june1")
    lock_forecasts(story.table(story.forecast(4, "The bridge will open.")), "yours")
    with pytest.raises(ForesaidError, match=r"in several datasets: mine or yours\. Say which: --dataset NAME"):
        Targets().find(f"{4:020x}")
    assert Targets().find(f"{4:020x}", "yours").dataset == "yours"


def test_what_is_overdue_longest_comes_first_and_what_is_left_last(asked):
    due = list_due("2018-06-11", ["mine"])
    assert due[["event_id", "overdue", "forecasts", "said_by"]].values.tolist() == [
        [f"{4:020x}", 42, 1, "Bo Lind, The Aldern Post, 2018-03-05"],
        ["rain-by-june", 10, 2, "Daily Lantern (1), The Aldern Post (1)"],
        ["snow-by-july", -20, 1, "The Aldern Post (1)"]]
    assert due.loc[0, ["title", "judged"]].tolist() == ["The bridge will probably open in April, Lind said.", "by the words “in April” of 2018-03-05"]


def test_a_forecast_of_what_was_past_already_is_never_due(asked, story):
    lock_forecasts(story.table(story.forecast(6, "The stones will date from 1969.", horizon_to_max=pd.Timestamp("1969-12-31"))), "mine")
    assert f"{6:020x}" not in list_due("2018-06-11", ["mine"])["event_id"].tolist()


def test_what_is_resolved_is_due_no_more_unless_opened_again(asked):
    record(outcome(), outcome(f"{4:020x}", "annulled", None))
    assert list_due("2018-06-11", ["mine"])["event_id"].tolist() == ["snow-by-july"]
    record(outcome(status="open", day=None))
    assert list_due("2018-06-11", ["mine"])["event_id"].tolist() == ["rain-by-june", "snow-by-july"]


def test_the_blind_see_no_source_speaker_or_likelihood(asked):
    due = list_due("2018-06-11", ["mine"], blind=True)
    assert due[["title", "proposition", "said_by"]].values.tolist() == [
        ["The bridge ▁▁▁ ▁▁▁ open in April, ▁▁▁ said.", "What the words say will come, without any 'not': did it happen by then?", ""],
        ["", "It rains in the capital by 1 June 2018.", ""],
        ["", "It snows in the capital by 1 July 2018.", ""]]


def test_who_speaks_is_hidden_also_where_no_cue_and_no_likelihood_is_known():
    told = {"speaker": "Bo Lind", "speaker_kind": "person", "source": "The Aldern Post", "cue": float("nan"), "likelihood_text": None}
    assert hide_voice("Lind: the bridge opens, The Aldern Post learns.", told) == "▁▁▁: the bridge opens, ▁▁▁ learns."


def test_a_condition_is_told_to_whoever_resolves(asked, story):
    told = story.forecast(6, "The bridge will open if Quill signs.", conditional=True, condition="if Quill signs", horizon_text="in April", horizon_to_max=pd.Timestamp("2018-04-30"))
    lock_forecasts(story.table(told), "mine")
    judged = [list_due("2018-06-11", ["mine"], blind).set_index("event_id").loc[f"{6:020x}", "judged"] for blind in (False, True)]
    assert judged == ["by the words “in April” of 2018-03-05; said on a condition: “if Quill signs” (not met: annulled)",
                      "by the words “in April” of 2018-03-05; said on a condition: “if ▁▁▁ signs” (not met: annulled)"]


def test_locked_forecasts_are_listed_with_what_became_of_them(asked):
    record(outcome(), outcome(f"{4:020x}", "did_not_happen", date(2018, 4, 30)))
    now = gather("mine")
    assert list_locked(now)[["number", "events", "status"]].values.tolist() == [
        [1, "rain-by-june", "happened"], [2, "rain-by-june", "happened"], [3, "snow-by-july", "open"], [4, "", "did_not_happen"], [5, "", "open"]]
    assert list_locked(now, event="rain-by-june")["number"].tolist() == [1, 2]
    assert list_locked(now, only_open=True)["number"].tolist() == [3, 5]


@pytest.mark.parametrize(("text", "day"), [
    ("2022-02-24", "2022-02-24"), ("2022-02-24 00:00:00", "2022-02-24"), ("2022/02/24", "2022-02-24"), ("24.02.2022", "2022-02-24"),
    ("3.4.2022", "2022-04-03"), ("24. 2. 2022", "2022-02-24"), ("2/24/2022", "2022-02-24"), ("24/02/2022", "2022-02-24"), ("5/5/2022", "2022-05-05")])
def test_a_day_is_read_as_spreadsheets_write_it(text, day):
    assert read_day(text) == (date.fromisoformat(day), "")


@pytest.mark.parametrize(("text", "said"), [
    ("3/4/2022", "can be 2022-04-03 or 2022-03-04. Write which"), ("24.02.22", "is no day. Write it like 2022-02-24"),
    ("44616", "is how a spreadsheet counts days"), ("2022-02-30", "is no day of the calendar"), ("13/13/2022", "is no day of the calendar"),
    ("Feb 24", "is no day")])
def test_a_day_that_could_be_another_is_refused(text, said):
    day, slip = read_day(text)
    assert day is None
    assert said in slip
