"""Events, corrections and outcomes as people write them: what is read, and how slips are told."""

import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.events import (
    check_events,
    check_matches,
    check_outcomes,
    make_event,
    read_events,
    read_matches,
    read_outcomes,
)

RAIN = """events:
  - id: rain-by-june
    title: Rain by June
    proposition: It rains in Aldern by 1 June 2018.
    actors: [Velmark]
    terms: [[rain*, shower*], [aldern]]
    exclusions: [rain check]
    opposite: [stay dry]
    opened: 2018-03-01
    deadline: 2018-06-01
    judged: by the weather office
    status_quo: happened
"""
ID = "ce450f3303283c48fb16"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a file of the dataset `mine`; data/ is a folder of the test's own, with a gazetteer of two actors."""
    monkeypatch.setattr("foresaid.paths.DATA", tmp_path)
    names = {"events": "events/mine.yml", "matches": "events/mine.matches.csv", "outcomes": "resolutions/mine.csv",
             "actors": "actors/own.csv"}

    def write(kind, text):
        path = tmp_path / names[kind]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path
    write("actors", "actor,kind,aliases\nVelmark,organisation,Land of Velmark\nMaren Holt,person,Ms Holt\n")
    return write


def told(problems):
    return [str(one) for one in problems]


def test_an_event_is_a_row_with_lists_and_days(write):
    write("events", RAIN)
    assert read_events("mine").to_dict("records") == [{
        "event_id": "rain-by-june", "title": "Rain by June", "proposition": "It rains in Aldern by 1 June 2018.",
        "actors": ["Velmark"], "terms": [["rain*", "shower*"], ["aldern"]], "exclusions": ["rain check"],
        "opposite": ["stay dry"], "opened": pd.Timestamp("2018-03-01"), "deadline": pd.Timestamp("2018-06-01"),
        "judged": "by the weather office", "status_quo": "happened"}]


def test_a_plain_list_of_terms_is_one_group_and_what_may_be_left_out_is_empty(write):
    write("events", RAIN.replace("[[rain*, shower*], [aldern]]", "[rain*, shower*]")
          .replace("    actors: [Velmark]\n", "").replace("    exclusions: [rain check]\n", "")
          .replace("    opposite: [stay dry]\n", "    opposite:\n").replace("    status_quo: happened\n", ""))
    event = read_events("mine").iloc[0]
    assert event["terms"] == [["rain*", "shower*"]]
    assert [event[name] for name in ("actors", "exclusions", "opposite")] == [[], [], []]
    assert event["status_quo"] == "did_not_happen"


def test_without_files_all_tables_are_empty_with_their_columns(write):
    events = read_events("mine")
    assert (len(events), list(events)[:3], str(events["deadline"].dtype)) == (
        0, ["event_id", "title", "proposition"], "datetime64[s]")
    assert list(read_matches("mine")) == ["forecast_id", "event_id", "orientation", "note"]
    assert list(read_outcomes("mine"))[:3] == ["event_id", "status", "occurred_on"]


@pytest.mark.parametrize(("change", "line", "says"), [
    (("title:", "titel:"), 3, "the key 'titel', which is not known. Did you mean 'title'?"),
    (("id: rain-by-june", "id: Rain by June"), 2, "'Rain by June' cannot be the id of an event."),
    (("    judged: by the weather office\n", ""), 2, "this event has no 'judged:'."),
    (("[Velmark]", "[Velmarck]"), 2, "the actor 'Velmarck', whom no gazetteer knows, so no claim can name them. Did you mean 'Velmark'?"),
    (("[Velmark]", "[Ms Holt]"), 2, "Did you mean 'Maren Holt'?"),
    (("2018-06-01\n", "2018-02-01\n"), 10, "the deadline of 'rain-by-june' lies before the day it opened (2018-03-01)."),
    (("2018-06-01\n", "1 June 2018\n"), 10, "'deadline:': '1 June 2018' is no day. Write it like 2022-02-24."),
    (("2018-06-01\n", "2018-02-30\n"), 10, "'deadline:': '2018-02-30' is no day of the calendar."),
    (("status_quo: happened", "status_quo: happend"), 2, "the status_quo of 'rain-by-june' is 'happend'. Did you mean 'happened'?"),
    (("[[rain*, shower*], [aldern]]", "[]"), 6, "event 'rain-by-june' has no terms."),
    (("[[rain*, shower*], [aldern]]", "[[rain*], aldern]"), 6, "'terms:' holds words and groups of words side by side."),
    (("[[rain*, shower*], [aldern]]", "[[rain*], []]"), 6, "'terms:' has an empty group."),
    (("[[rain*, shower*], [aldern]]", "rain"), 6, "'terms:' of an event should be a list: terms: [one, two]."),
    (("[aldern]]", "[ald*rn]]"), 6, "'ald*rn' has a * inside."),
    (("[aldern]]", "[2018]]"), 6, 'YAML reads 2018 as a number. Put it in quotes: "2018".'),
    (("[rain*, shower*]", "[rain*, rain*]"), 6, "'rain*' stands twice."),
    (("[rain check]", "[*rain]"), 7, "*rain is read as an alias"),
    (("events:\n", "event:\n"), 1, "'event' is not known at the top. Did you mean 'events'?"),
    (("events:\n", "events: &a [*a]\n"), 1, "is read as an alias"),
    ((RAIN, "events: rain\n"), 1, "'events:' should be a list: each event begins with '- id:'."),
    ((RAIN, "events: [1]\n"), 1, "an event should be names with a colon"),
    ((RAIN, "[" * 5000), 0, ""),
])
def test_a_slip_in_an_event_is_told_with_its_line(write, change, line, says):
    path = write("events", RAIN.replace(*change, 1))
    problems = check_events(path)
    assert any(one.line == line and says in one.text for one in problems), told(problems)
    with pytest.raises(ForesaidError, match=r"mine\.yml"):
        read_events("mine")


def test_several_slips_are_told_together_in_the_order_of_their_lines(write):
    write("events", RAIN.replace("title:", "titel:").replace("2018-06-01\n", "June\n"))
    with pytest.raises(ForesaidError) as error:
        read_events("mine")
    assert [line.split(":")[0] for line in str(error.value).splitlines()] == [
        "mine.yml, line 2", "mine.yml, line 3", "mine.yml, line 10"]


def test_two_events_with_one_id_are_refused(write):
    path = write("events", RAIN + RAIN.removeprefix("events:\n"))
    assert told(check_events(path)) == [
        "mine.yml, line 13: the id 'rain-by-june' stands twice (first in line 2). Every event has its own."]


def test_a_file_that_is_not_utf8_is_refused_with_its_line(write):
    write("events", RAIN.encode() + b"# caf\xe9\n")
    with pytest.raises(ForesaidError, match="line 13: a letter that is not UTF-8"):
        read_events("mine")


def test_a_dataset_is_a_name_and_never_a_path(write):
    with pytest.raises(ForesaidError, match="cannot be the name of a dataset"):
        read_events("../../secret")


def test_corrections_are_read_also_from_the_sheet_that_the_program_wrote(write):
    write("events", RAIN)
    write("matches", f"""forecast_id,event_id,orientation,note,event,sentence
'{ID},rain-by-june,none,speaks of snow,Rain by June,"It may, or may not."
# checked by two
{'0' * 20},rain-by-june,opposite,,,
""")
    assert read_matches("mine").values.tolist() == [
        [ID, "rain-by-june", "none", "speaks of snow"], ["0" * 20, "rain-by-june", "opposite", ""]]


def test_slips_in_corrections_are_told_with_their_lines(write):
    write("events", RAIN)
    path = write("matches", f"""forecast_id;event_id;orientation
1.2E+15;rain-by-june;same
{ID};rain-by-july;opposit
{ID};rain-by-june;same

{ID};rain-by-june;none
""")
    assert told(check_matches(path)) == [
        "mine.matches.csv, line 2: the forecast_id is '1.2E+15'. It has twenty signs, 0-9 and a-f; a spreadsheet spoils those that look like numbers, unless the column is text.",
        "mine.matches.csv, line 3: there is no event 'rain-by-july'. Did you mean 'rain-by-june'? Events stand in data/events.",
        "mine.matches.csv, line 3: the orientation is 'opposit'. Did you mean 'opposite'? It is same, opposite or none.",
        "mine.matches.csv, line 6: this forecast and 'rain-by-june' stand already in line 4, as same. Take one out."]
    with pytest.raises(ForesaidError, match="line 2:"):
        read_matches("mine")


def test_a_missing_column_is_named(write):
    path = write("matches", "forecast,event_id,orientation\n")
    assert told(check_matches(path))[0] == (
        "mine.matches.csv, line 1: there is no column 'forecast_id'. Did you mean 'forecast'? The first line names the columns: forecast_id,event_id,"
        "orientation,note,event,sentence,claim,source,published,speaker,likelihood_text,p_low,p_mid,p_high,horizon_text,reasons,by,title,url.")


def test_of_several_outcomes_of_an_event_the_last_one_counts_and_a_forecast_may_have_its_own(write):
    write("events", RAIN)
    write("outcomes", f"""event_id,status,occurred_on,evidence,resolver,resolved_at,blinded
rain-by-june,open,,,Ann,2018-05-01,false
{ID},happened,2018-05-09,Weather Office,Ann,2018-05-10T08:00:00+02:00,true
rain-by-june,happened,2018-05-20,"Weather Office, 20 May 2018",Ann,2018-06-02,no
""")
    made = read_outcomes("mine")
    assert made[["event_id", "status", "resolver", "blinded"]].values.tolist() == [
        [ID, "happened", "Ann", True], ["rain-by-june", "happened", "Ann", False]]
    assert made["occurred_on"].tolist() == [pd.Timestamp("2018-05-09"), pd.Timestamp("2018-05-20")]
    assert made["resolved_at"].tolist() == [pd.Timestamp("2018-05-10T06:00Z"), pd.Timestamp("2018-06-02T00:00Z")]


def test_slips_in_outcomes_are_told_with_their_lines(write):
    write("events", RAIN)
    path = write("outcomes", """event_id,status,occurred_on,evidence,resolver,resolved_at,blinded
snow-by-june,did_not_happen,2018-06-01,Office,Ann,2018-06-02,false
rain-by-june,hapened,,Office,Ann,,
rain-by-june,happened,,Office,Ann,,
rain-by-june,happened,June,,Ann,soon,perhaps
rain-by-june,happened,2018-07-01,Office,Ann,,
""")
    assert told(check_outcomes(path)) == [
        "mine.csv, line 2: there is no event 'snow-by-june'. Did you mean 'rain-by-june'? Events stand in data/events.",
        "mine.csv, line 3: the status is 'hapened'. Did you mean 'happened'? It is happened, did_not_happen, partly, annulled, ambiguous, unscoreable or open.",
        "mine.csv, line 4: 'rain-by-june' happened, but there is no day under occurred_on. For what did not happen, write its deadline or the day on which that was sure.",
        "mine.csv, line 5: occurred_on: 'June' is no day. Write it like 2022-02-24.",
        "mine.csv, line 5: resolved_at is 'soon'. Write a day or a time like 2017-04-01T12:00:00Z.",
        "mine.csv, line 5: blinded is 'perhaps'. Write yes or no.",
        "mine.csv, line 5: there is no evidence. Say where a reader can check: an institution and a day.",
        "mine.csv, line 6: 'rain-by-june' happened on 2018-07-01, after its deadline (2018-06-01): then it did_not_happen. Change the status, the day or the deadline."]


def test_an_event_for_a_question_needs_no_file():
    made = make_event("Rain by June", ["Velmark"], ["rain*"], "2018-06-01", opposite=["stay dry"])
    assert made.to_dict("records")[0] | {"opened": None} == {
        "event_id": "rain-by-june", "title": "Rain by June", "proposition": "Rain by June", "actors": ["Velmark"],
        "terms": [["rain*"]], "exclusions": [], "opposite": ["stay dry"], "opened": None,
        "deadline": pd.Timestamp("2018-06-01"), "judged": "", "status_quo": "did_not_happen"}
    assert made["opened"].isna().all()


def test_a_question_with_slips_is_refused_with_all_of_them():
    with pytest.raises(ForesaidError) as error:
        make_event("Rain", [], [["r"]], "June", opened="2018-13-01")
    assert len(str(error.value).splitlines()) == 3
    with pytest.raises(ForesaidError, match="Did you mean 'opposite'"):
        make_event("Rain", [], ["rain"], "2018-06-01", opposit=["dry"])


def test_a_sheet_in_another_encoding_is_refused_with_its_line(write):
    write("matches", f"forecast_id,event_id,orientation,note\n{ID},rain-by-june,same,\n{ID},x,none,caf\xe9\n".encode("latin-1"))
    with pytest.raises(ForesaidError, match=r"mine\.matches\.csv, line 3: a letter that is not UTF-8"):
        read_matches("mine")


def test_a_sheet_of_endless_size_is_refused(write, monkeypatch):
    monkeypatch.setattr("foresaid.sheets.LARGEST", 10)
    write("matches", "forecast_id,event_id,orientation\n")
    with pytest.raises(ForesaidError, match="has more than 10 bytes"):
        read_matches("mine")
