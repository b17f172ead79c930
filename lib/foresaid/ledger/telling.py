"""The ledger in words: what became of an outcome, what was resolved so far, whether the chain is whole."""

import pandas as pd

from foresaid.events import read_events
from foresaid.ledger.chain import say_head
from foresaid.ledger.locking import note_head
from foresaid.ledger.store import read_entries
from foresaid.ledger.verifying import verify
from foresaid.phrasing import ENDED, counted, cut

COLUMNS = ("entry", "event", "status", "occurred_on", "evidence", "resolver", "blinded", "recorded_at", "counts")
LONGEST = 300  # characters of a sentence


def say_recorded(one):
    """What became of an outcome (Recorded), in a line.

    >>> from foresaid.ledger.outcomes import Recorded
    >>> say_recorded(Recorded("rain", "happened", "contrary", 7, "did_not_happen on 2018-06-01"))
    'rain: happened (entry 7). This is contrary to what was known: did_not_happen on 2018-06-01.'
    """
    return {
        "new": f"{one.event_id}: {one.status} (entry {one.number}).",
        "known": f"{one.event_id}: {one.status}. That was known; no new entry.",
        "added": f"{one.event_id}: {one.status} (entry {one.number}), as was known, with another resolver or evidence.",
        "contrary": f"{one.event_id}: {one.status} (entry {one.number}). This is contrary to what was known: "
                    f"{one.before}.",
    }[one.news]


def say_overdue(days):
    """How long something is overdue, or how much time is left.

    >>> say_overdue(42), say_overdue(-1)
    ('42 days overdue', '1 day left')
    """
    return f"{counted(days, 'day')} overdue" if days > 0 else f"{counted(-days, 'day')} left"


def list_outcomes(dataset):
    """List the outcomes that people recorded in the ledger, in the order of their entries.

    Returns one row per entry: entry (its number), event (its title; the sentence of a forecast that was resolved
    alone), status (in words), occurred_on, evidence, resolver, blinded (yes or no), recorded_at (UTC), counts (yes; no
    where a later entry says something else).
    """
    last = note_head()
    entries = read_entries("outcome", dataset, last)
    events = read_events(dataset)
    names = {entry.key: cut(entry.read()["sentence"], LONGEST) for entry in read_entries("forecast", dataset, last)}
    names |= dict(zip(events["event_id"], events["title"], strict=True))
    newest = {entry.key: entry.number for entry in entries}
    rows = [_outcome(entry, names, newest) for entry in entries]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.assign(occurred_on=pd.to_datetime(table["occurred_on"]).astype("datetime64[s]"),
                        recorded_at=pd.to_datetime(table["recorded_at"], utc=True))


def _outcome(entry, names, newest):
    body = entry.read()
    return {**body, "entry": entry.number, "event": names.get(entry.key, entry.key),
            "status": ENDED[body["status"]], "blinded": "yes" if body["blinded"] else "no",
            "recorded_at": entry.recorded_at, "counts": "yes" if newest[entry.key] == entry.number else "no"}


def say_ledger(dataset):
    """Say whether the whole ledger is whole, its head, and what it holds of a dataset: two or three sentences."""
    note_head()
    found = verify()
    if not found.whole:
        return f"The ledger is broken: {found.broken}."
    counts = pd.Series([entry.kind for entry in read_entries("", dataset)], dtype="str").value_counts()
    forecasts, outcomes = counts.get("forecast", 0), counts.get("outcome", 0)
    told = [f"The ledger is whole: {found.entries:,} entries. Head: {say_head(found.head)}.",
            f"Of '{dataset}' it holds, each version counted: forecasts {forecasts:,}, outcomes {outcomes:,}."]
    return " ".join([*told, *found.notes])
