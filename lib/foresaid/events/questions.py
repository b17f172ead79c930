"""Events that a reader may edit: a YAML file a dataset, data/events/<dataset>.yml, read with the lines of its slips.

    events:
      - id: rain-by-june
        title: Rain by June
        proposition: It rains in the capital by 1 June 2018.   # in the positive
        actors: []                            # gazetteer names, one of which the claim must name; [] if it need not
        terms: [[rain*], [capital]]           # groups; each needs one hit in the claim
        exclusions: [rain check]              # a claim with one of these is no match
        opposite: [drought]                   # a claim with one of these says the contrary
        opened: 2018-03-01                    # statements from this day on count …
        deadline: 2018-06-01                  # … until the day before this one, or before it was decided
        judged: by the weather office
        status_quo: did_not_happen            # what becomes of it if nothing changes

A file is read as a whole; every slip keeps its line, and several are told together.
"""

import re

import pandas as pd

from foresaid.days import read_day
from foresaid.errors import ForesaidError, did_you_mean
from foresaid.events.parsing import DAYS, ENDS, KEYS, check_texts, group_words, parse_events
from foresaid.events.places import events_path
from foresaid.find.words import check_term
from foresaid.sheets import refuse_all

COLUMNS = ("event_id", "title", "proposition", "actors", "terms", "exclusions", "opposite", "opened", "deadline",
           "judged", "status_quo")


def read_events(dataset):
    """Read a dataset's events from data/events/<dataset>.yml; an empty table if there is no such file.

    Returns one row per event in the file's order: event_id, title, proposition, actors (list of gazetteer names), terms
    (list of groups, each a list), exclusions and opposite (lists), opened, deadline (days), judged, status_quo.
    Raises ForesaidError with the file's problems and their lines.
    """
    path = events_path(dataset)
    if not path.exists():
        return _table([])
    events, problems = parse_events(path)
    refuse_all(problems)
    return _table(events)


def check_events(path):
    """All problems of a file of events, in the order of their lines: a list of Problem, empty if it is right."""
    return parse_events(path)[1]


def make_event(title, actors, terms, deadline, **more):
    """Make one event for a question asked in a notebook: a table of one row, as read_events returns it.

    `more` is event_id (else made from the title), proposition (else the title), exclusions, opposite, opened (else from
    the first article on), judged, status_quo. Actors are not looked up. Raises ForesaidError for what is wrong.

    >>> make_event("Rain by June", [], ["rain*"], "2018-06-01")[["event_id", "terms"]].values.tolist()
    [['rain-by-june', [['rain*']]]]
    """
    for name in more:
        if name not in {"event_id", *KEYS} - {"id"}:
            raise ForesaidError(f"An event has no '{name}'.{did_you_mean(name, KEYS)} It takes {', '.join(KEYS)}.")
    event = {"title": title, "proposition": title, "judged": "", "status_quo": ENDS[0], "exclusions": [],
             "opposite": [], "opened": "", **more}
    event["event_id"] = more.get("event_id") or "-".join(re.findall(r"[a-z0-9]+", str(title).lower()))
    event["actors"], event["terms"] = list(actors), group_words(terms)
    lists = [*event["terms"], event["exclusions"], event["opposite"]]
    slips = [f"'{term}': {slip}" for one in lists for term in one if (slip := check_term(str(term)))]
    for name in DAYS:
        event[name] = _given_day(event | {"deadline": deadline}, name, slips)
    if pd.notna(event["opened"]) and event["opened"] > event["deadline"]:
        slips.append("its deadline lies before the day it opened. Change one.")
    slips += check_texts(event)
    if not event["terms"] or not all(event["terms"]):
        slips.append("it has no terms. Name at least one word that a claim about it must hold.")
    if slips:
        raise ForesaidError("\n".join(f"The event '{title}': {slip}" for slip in slips))
    return _table([event])


def _table(events):
    table = pd.DataFrame([{name: event[name] for name in COLUMNS} for event in events], columns=list(COLUMNS))
    days = {name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in DAYS}
    return table.assign(**days).astype(dict.fromkeys(
        ("event_id", "title", "proposition", "judged", "status_quo"), "str"))


def _given_day(event, name, slips):
    """A day that was given as text, date or Timestamp; NaT where opened is left out."""
    given = event[name]
    if name == "opened" and (given is None or given == ""):
        return pd.NaT
    day, slip = read_day(str(given))
    slips += [f"{name}: {slip}"] if slip else []
    return pd.NaT if slip else pd.Timestamp(day)
