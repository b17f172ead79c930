"""One event for one page: picked from a dataset's file, or asked for in a notebook, with what became of it."""

import pandas as pd

from foresaid.days import read_day
from foresaid.errors import ForesaidError, NoEvents, did_you_mean, listing
from foresaid.events.coded import read_matches
from foresaid.events.matching import match_events
from foresaid.events.questions import make_event, read_events
from foresaid.tables import STATUSES, conform


def choose_event(dataset, event_id, forecasts, question=""):
    """The id of the event that a page is about: the one named, '' where a `question` is asked instead (any part of it).

    With neither it is the event that most of `forecasts` speak of, the first of the file among equals. Raises NoEvents
    where the dataset has none, ForesaidError where both are given.
    """
    if event_id and question:
        raise ForesaidError(f"event = '{event_id}', and a question of your own is asked too. Empty one: event (on "
                            "the command line -p event \"\"), or title, terms and deadline.")
    if event_id or question:
        return event_id
    events = read_events(dataset)
    if events.empty:
        raise NoEvents(_say_none(dataset) + ", or ask a question of your own: title, terms, deadline.")
    matches = match_events(forecasts, events, read_matches(dataset))
    return events["event_id"].iloc[events["event_id"].map(matches["event_id"].value_counts()).fillna(0).argmax()]


def expect_events(dataset, events, outcomes):
    """Raise NoEvents where a dataset has neither an event nor an outcome: there is nothing to score then."""
    if events.empty and outcomes.empty:
        raise NoEvents(_say_none(dataset) + ".")


def pick_event(dataset, event_id, **question):
    """The event of this id from data/events/<dataset>.yml; with an empty id, the one that `question` describes.

    `question` is what make_event takes: title, actors, terms, deadline and more; empty values are left out. Returns a
    table of one row, as read_events does. Raises ForesaidError for an id that is not there, or a question that lacks
    its terms or deadline.
    """
    if not event_id:
        given = {name: value for name, value in question.items() if value not in ("", [])}
        lacks = [name for name in ("title", "terms", "deadline") if name not in given]
        if lacks:
            raise ForesaidError(f"A question of your own needs a title, terms and a deadline; empty: "
                                f"{', '.join(lacks)}. Or name an event of data/events/{dataset}.yml.")
        return make_event(**{"actors": []} | given)
    events = read_events(dataset)
    if event_id not in events["event_id"].tolist():
        known = events["event_id"].tolist()
        there = f"There are {len(known)}: foresaid events {dataset} lists them." if known else "There is none yet."
        raise ForesaidError(f"There is no event '{event_id}' in data/events/{dataset}.yml."
                            f"{did_you_mean(event_id, known)} {there}")
    return events[events["event_id"] == event_id].reset_index(drop=True)


def give_outcome(event, status, occurred_on=""):
    """What became of an event that a notebook asks about, as a row of the table outcomes; none while it is open.

    `event` is a table of one row. Raises ForesaidError for another status, a day that is none, a day without an
    outcome, or something that happened after the deadline.
    """
    if status not in STATUSES:
        raise ForesaidError(f"status = {status!r} is no way to end.{did_you_mean(status, STATUSES)} "
                            f"It is {listing(STATUSES)}.")
    day, slip = read_day(str(occurred_on)) if occurred_on else (None, "")
    day = pd.NaT if day is None else pd.Timestamp(day)
    if slip:
        raise ForesaidError(f"occurred_on: {slip}")
    if status == "open" and pd.notna(day):
        raise ForesaidError(f"occurred_on = {occurred_on!r}, but the status is open. Say what became of it, "
                            "or leave the day empty.")
    if status == "happened" and day > event["deadline"].iloc[0]:
        raise ForesaidError(f"occurred_on = {occurred_on!r} lies after the deadline "
                            f"({event['deadline'].iloc[0]:%Y-%m-%d}): then status is did_not_happen.")
    if status == "open":
        return conform(pd.DataFrame(), "outcomes")
    made = {"event_id": [event["event_id"].iloc[0]], "status": [status], "occurred_on": [day], "evidence": [""],
            "resolver": [""], "blinded": [False]}
    return conform(pd.DataFrame(made), "outcomes")


def _say_none(dataset):
    return (f"No event is described for '{dataset}' yet. Write one into data/events/{dataset}.yml "
            "(data/events/README.md says how)")
