"""What people coded: which forecasts belong to an event after all, and how each event ended."""

import re

import pandas as pd

from foresaid.days import read_day
from foresaid.errors import did_you_mean, listing
from foresaid.events.parsing import parse_events
from foresaid.events.places import events_path, matches_path, outcomes_path
from foresaid.find.words import Problem
from foresaid.sheets import read_sheet, read_yes_no, refuse_all
from foresaid.tables import OUTCOMES, STATUSES, conform

ORIENTATIONS = ("same", "opposite", "none")
MATCHES = ("forecast_id", "event_id", "orientation", "note")
LISTED = ("event", "sentence", "claim", "source", "published", "speaker", "likelihood_text", "p_low", "p_mid", "p_high",
          "horizon_text", "reasons", "by", "title", "url")  # what `foresaid events --csv` adds, for whoever corrects
DATED = ("happened", "did_not_happen", "partly")  # these have a day; for what did not happen, its deadline will do
FORECAST_ID = re.compile(r"[0-9a-f]{20}")


def read_matches(dataset):
    """Read the corrections by hand, data/events/<dataset>.matches.csv; an empty table if there is none.

    Returns one row per forecast and event: forecast_id, event_id, orientation (same, opposite, none), note. Forecasts
    that are not in the dataset any more are kept. Raises ForesaidError with the file's problems and their lines.
    """
    path = matches_path(dataset)
    if not path.exists():
        return _matches([])
    rows, problems = _parse_matches(path, _ids(events_path(dataset)))
    refuse_all(problems)
    return _matches(rows)


def read_outcomes(dataset):
    """Read how events ended, data/resolutions/<dataset>.csv; an empty table if there is none.

    Returns the table outcomes, one row per event: of several lines the last one counts. An outcome may also be that of
    one forecast, by its forecast_id. Raises ForesaidError with the file's problems and their lines.
    """
    path = outcomes_path(dataset)
    if not path.exists():
        return conform(pd.DataFrame(), "outcomes")
    rows, problems = _parse_outcomes(path, _deadlines(events_path(dataset)))
    refuse_all(problems)
    table = conform(pd.DataFrame(rows, columns=OUTCOMES.names), "outcomes")
    return table.drop_duplicates("event_id", keep="last", ignore_index=True)


def check_matches(path):
    """All problems of a file of corrections, beside the file of its events: a list of Problem."""
    return _parse_matches(path, _ids(path.with_name(path.name.removesuffix(".matches.csv") + ".yml")))[1]


def check_outcomes(path):
    """All problems of a file of outcomes; its events stand in ../events: a list of Problem."""
    return _parse_outcomes(path, _deadlines(path.parents[1] / "events" / f"{path.stem}.yml"))[1]


def count_lines(path):
    """How many lines of a file of corrections or outcomes have which orientation or status: {value: number}."""
    matches = path.name.endswith(".matches.csv")
    sheet, column = (_read_matches(path), "orientation") if matches else (_read_outcomes(path), "status")
    return pd.Series([record[column] for _, record in sheet.rows], dtype="str").value_counts().to_dict()


def _read_matches(path):
    return read_sheet(path, MATCHES[:3], (*MATCHES, *LISTED), strict=True)


def _read_outcomes(path):
    return read_sheet(path, OUTCOMES.names[:3], OUTCOMES.names, strict=True)


def _matches(rows):
    return pd.DataFrame(rows, columns=list(MATCHES)).astype("str")


def _ids(path):
    return list(_deadlines(path))


def _deadlines(path):
    """Event → its deadline; the file's own slips are told where it is read or checked itself."""
    return {event["id"]: event["deadline"] for event in parse_events(path)[0]} if path.exists() else {}


def _parse_matches(path, events):
    sheet = _read_matches(path)
    problems, rows, seen = list(sheet.problems), [], {}
    for line, record in sheet.rows:
        row = tuple(record[name] for name in MATCHES)
        slips = [_slip_in_forecast(record), _slip_in_event(record, events)]
        if record["orientation"] not in ORIENTATIONS:
            slips.append(f"the orientation is '{record['orientation']}'."
                         f"{did_you_mean(record['orientation'], ORIENTATIONS)} It is {listing(ORIENTATIONS)}.")
        other, first = seen.setdefault(row[:2], (row[2], line))
        if first != line:
            slips.append(f"this forecast and '{row[1]}' stand already in line {first}, as {other}. Take one out.")
        problems += [Problem(path, line, slip) for slip in slips if slip]
        rows.append(row)
    return rows, problems


def _slip_in_forecast(record):
    given = record["forecast_id"]
    if FORECAST_ID.fullmatch(given):
        return ""
    return (f"the forecast_id is '{given[:40]}'. It has twenty signs, 0-9 and a-f; a spreadsheet spoils those that "
            "look like numbers, unless the column is text.")


def _slip_in_event(record, events):
    if record["event_id"] in events:
        return ""
    told = did_you_mean(record["event_id"], events)
    return f"there is no event '{record['event_id'][:80]}'.{told} Events stand in data/events."


def _parse_outcomes(path, deadlines):
    sheet = _read_outcomes(path)
    problems, rows = list(sheet.problems), []
    for line, record in sheet.rows:
        slips = []
        if not FORECAST_ID.fullmatch(record["event_id"]):
            slips.append(_slip_in_event(record, list(deadlines)))
        if record["status"] not in STATUSES:
            slips.append(f"the status is '{record['status']}'.{did_you_mean(record['status'], STATUSES)} "
                         f"It is {listing(STATUSES)}.")
        day = _day_of(record, deadlines.get(record["event_id"], pd.NaT), slips)
        when = _moment(record["resolved_at"], slips)
        blinded = read_yes_no(record["blinded"])
        if blinded is None:
            slips.append(f"blinded is '{record['blinded'][:40]}'. Write yes or no.")
        if not record["evidence"] and record["status"] in DATED:
            slips.append("there is no evidence. Say where a reader can check: an institution and a day.")
        problems += [Problem(path, line, slip) for slip in slips if slip]
        rows.append((record["event_id"], record["status"], day, record["evidence"], record["resolver"], when,
                     bool(blinded)))
    return rows, problems


def _day_of(record, deadline, slips):
    """The day of decision, or NaT; notes what is wrong with it."""
    given, status = record["occurred_on"], record["status"]
    if not given:
        if status in DATED:
            slips.append(f"'{record['event_id']}' {status.replace('_', ' ')}, but there is no day under occurred_on. "
                         "For what did not happen, write its deadline or the day on which that was sure.")
        return pd.NaT
    day, slip = read_day(given)
    if slip:
        slips.append(f"occurred_on: {slip}")
        return pd.NaT
    day = pd.Timestamp(day)
    if status == "happened" and day > deadline:
        slips.append(f"'{record['event_id']}' happened on {given}, after its deadline ({deadline:%Y-%m-%d}): then it "
                     "did_not_happen. Change the status, the day or the deadline.")
    return day


def _moment(given, slips):
    """When it was resolved, UTC, or NaT."""
    if not given:
        return pd.NaT
    try:
        when = pd.Timestamp(given)
    except ValueError:
        slips.append(f"resolved_at is '{given[:40]}'. Write a day or a time like 2017-04-01T12:00:00Z.")
        return pd.NaT
    return when.tz_localize("UTC") if when.tz is None else when.tz_convert("UTC")

