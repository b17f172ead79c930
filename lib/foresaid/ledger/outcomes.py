"""How events ended: outcomes that people record in the ledger, joined with those that travel with the project."""

from dataclasses import dataclass

import pandas as pd

from foresaid.events import read_outcomes
from foresaid.ledger.chain import Draft
from foresaid.ledger.locking import note_head
from foresaid.ledger.store import append, read_entries
from foresaid.tables import OUTCOMES, conform

UNREAD = ("resolved_at",)  # the same outcome told again later says nothing new


@dataclass(frozen=True)
class Recorded:
    """What became of an outcome that somebody gave: its entry's number (None: it was known), and the one it replaces.

    `news` is new, known, added (another resolver or other evidence for the same) or contrary.
    """

    event_id: str
    status: str
    news: str
    number: int | None = None
    before: str = ""


def outcomes_of(dataset):
    """Read a dataset's outcomes: those of data/resolutions, and over them the ledger's, which people here recorded.

    Returns the table outcomes, one row per event, or per forecast that was resolved alone (its event_id is then the
    forecast_id). Of several in the ledger the last one counts.
    """
    last = note_head()
    own = [entry.read() for entry in read_entries("outcome", dataset, last)]
    table = conform(pd.DataFrame(own, columns=OUTCOMES.names), "outcomes")
    both = [one for one in (read_outcomes(dataset), table) if len(one)]
    if not both:
        return table
    return conform(pd.concat(both, ignore_index=True).drop_duplicates("event_id", keep="last"), "outcomes")


def record_outcomes(given, at):
    """Enter outcomes into the ledger, all or none of them.

    `given` is a list of pairs (dataset, dict with the columns of table outcomes but resolved_at; occurred_on is a day
    or None), `at` the time in UTC. An outcome that is known, in the ledger or in data/resolutions, is no new entry; a
    contrary one is a new version of the same key. Returns a list of Recorded in the same order.
    """
    known = {dataset: _by_event(outcomes_of(dataset)) for dataset in {dataset for dataset, _ in given}}
    bodies = [_body(outcome, at) for _, outcome in given]
    before = [known[dataset].get(body["event_id"]) for (dataset, _), body in zip(given, bodies, strict=True)]
    fresh = [number for number, body in enumerate(bodies) if _told(before[number]) != _told(body)]
    made = append([Draft("outcome", bodies[one]["event_id"], given[one][0], bodies[one], UNREAD) for one in fresh], at)
    entries = dict(zip(fresh, made, strict=True))
    return [_recorded(body, before[number], entries.get(number)) for number, body in enumerate(bodies)]


def _by_event(outcomes):
    return {row["event_id"]: _body(row, row["resolved_at"]) for row in outcomes.to_dict("records")}


def _body(outcome, at):
    """An outcome as an entry holds it: ISO dates, plain values."""
    day, text = outcome["occurred_on"], {name: outcome[name] for name in ("event_id", "status", "evidence", "resolver")}
    text = {name: "" if pd.isna(value) else str(value) for name, value in text.items()}
    when = None if pd.isna(at) else f"{pd.Timestamp(at).tz_convert('UTC'):%Y-%m-%dT%H:%M:%SZ}"
    return {**text, "occurred_on": None if pd.isna(day) else f"{pd.Timestamp(day):%Y-%m-%d}", "resolved_at": when,
            "blinded": bool(outcome["blinded"])}


def _told(body):
    return body and {name: value for name, value in body.items() if name not in UNREAD}


def _recorded(body, before, entry):
    status, event = body["status"], body["event_id"]
    if entry is None:
        return Recorded(event, status, "known")
    if before is None:
        return Recorded(event, status, "new", entry.number)
    same = all(before[name] == body[name] for name in ("status", "occurred_on"))
    told = before["status"] + (f" on {before['occurred_on']}" if before["occurred_on"] else "")
    return Recorded(event, status, "added" if same else "contrary", entry.number, told)
