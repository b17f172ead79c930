"""Forecasts into the ledger and out again: what an entry locks, and the table that is read from it."""

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.ledger.chain import Draft
from foresaid.ledger.store import append, read_datasets, read_entries, read_head
from foresaid.tables import TABLES, check, conform

VERSIONS = ("first", "latest")
SPANS = ("start", "end", "cue_start", "cue_end", "horizon_text_start", "horizon_text_end")  # locked within the sentence
PLACES = ("sentence_id", "sent_start", "sent_end", "speaker_start", "speaker_end")  # in the article; it may be mended
UNREAD = (*PLACES, "confidence", "reading")  # neither the words nor what was read in them
_COLUMNS = {column.name: column.type for column in TABLES["forecasts"].columns}
_seen = {}  # the head that this process read last: what its page rests on


def lock_forecasts(forecasts, dataset, urls=None, at=None):
    """Enter a table of forecasts into the ledger: their words, and what was read in them today.

    `urls` maps article_id to its link. A forecast that is there with the same reading is left out; the finder's
    confidence and the place in the article are no part of the reading. A sentence that an article says twice is one
    forecast. Returns one row per forecast of kind forecast: forecast_id, number (of its new entry, null if there was
    nothing new), version. Raises ForesaidError where the ledger cannot be written; nothing is locked then.
    """
    rows = check(forecasts, "forecasts").query("kind == 'forecast'").drop_duplicates("forecast_id")
    bodies = [_body(row, urls or {}) for row in rows.to_dict("records")]
    made = append([Draft("forecast", body["forecast_id"], dataset, body, UNREAD) for body in bodies], at)
    return pd.DataFrame({
        "forecast_id": pd.Series([body["forecast_id"] for body in bodies], dtype="str"),
        "number": pd.array([None if one is None else one.number for one in made], dtype="Int64"),
        "version": pd.array([None if one is None else one.version for one in made], dtype="Int64")})


def read_ledger(dataset, version="first"):
    """Read a dataset's locked forecasts: table forecasts as it was at entry, with columns number and version.

    `version` is first (the reading that was locked first, which is the one to score) or latest. One row a forecast, in
    the order in which they were locked; no rows where nothing was. Raises ForesaidError for another version.
    """
    if version not in VERSIONS:
        raise ForesaidError(f"There is no version {version!r} of locked forecasts. It is {' or '.join(VERSIONS)}.")
    last = note_head()
    chosen = {}
    for entry in read_entries("forecast", dataset, last=last):
        if version == "latest" or entry.key not in chosen:
            chosen[entry.key] = entry
    rows = [_row(entry) for entry in chosen.values()]
    table = conform(pd.DataFrame(rows, columns=None if rows else list(_COLUMNS)), "forecasts")
    return table.assign(number=pd.Series([one.number for one in chosen.values()], dtype="int64"),
                        version=pd.Series([one.version for one in chosen.values()], dtype="int64"))


def datasets_locked(name=""):
    """The datasets of which the ledger holds an entry, sorted; only `name` if given.

    Raises ForesaidError where the ledger holds nothing of `name`.
    """
    known = read_datasets()
    if name and name not in known:
        raise ForesaidError(f"The ledger holds nothing of '{name}' yet.{did_you_mean(name, known)} "
                            f"Lock its forecasts with: foresaid ledger add {name}")
    return [name] if name else known


def note_head():
    """Remember that this process reads the ledger, and at which head, which show_method prints; returns its number."""
    _seen["head"] = read_head()
    return _seen["head"][0] if _seen["head"] else 0


def head_seen():
    """Whether this process has read the ledger, and the head it read: (True, (number, sha256)) or (False, None)."""
    return "head" in _seen, _seen.get("head")


def _body(row, urls):
    """A forecast as an entry holds it: plain values, ISO dates, spans counted from the sentence's first character."""
    body = {name: _plain(row[name]) for name in _COLUMNS}
    for name in SPANS:
        if body[name] is not None and body["sent_start"] is not None:
            body[name] -= body["sent_start"]
    url = urls.get(row["article_id"])
    return {**body, "url": url if isinstance(url, str) else None}


def _row(entry):
    body = entry.read()
    for name in SPANS:
        if body.get(name) is not None and body.get("sent_start") is not None:
            body[name] += body["sent_start"]
    return body


def _plain(value):
    if isinstance(value, (list, tuple)) or getattr(value, "ndim", 0):
        return [str(one) for one in value]
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat().replace("+00:00", "Z") if value.tz else f"{value:%Y-%m-%d}"
    return value.item() if hasattr(value, "item") else value
