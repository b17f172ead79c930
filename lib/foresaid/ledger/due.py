"""What can be resolved: events whose day has come, longest overdue first, and forecasts that stand alone."""

import pandas as pd

from foresaid.events.claims import read_claim
from foresaid.ledger.blinding import hide_voice
from foresaid.ledger.standing import NO_ANSWER, gather

COLUMNS = ("dataset", "event_id", "title", "proposition", "judged", "deadline", "overdue", "forecasts", "said_by")
ALONE = "What the words say will come, without any 'not': did it happen by then?"


def list_due(day, datasets, blind=False):
    """List what is not resolved yet of these datasets, as of a day: what is overdue longest first.

    An event with a locked forecast is listed by its deadline, also before it. A forecast that belongs to no event is
    listed once the latest reading of its time is past, if it could be judged at all (`scoreable`) and spoke of a time
    that was still to come. `blind` leaves out the title and who spoke, and hides source, speaker and likelihood in a
    claim.

    Returns one row per event or forecast: dataset, event_id (a forecast_id where it stands alone), title (or the
    claim), proposition, judged, deadline, overdue (days since the deadline; below 0 there is time left), forecasts
    (how many hang on it), said_by (outlets and their numbers; of a forecast its speaker, outlet and day).
    """
    day = pd.Timestamp(day)
    rows = [row for name in datasets for row in _rows(gather(name), day, blind)]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    table["deadline"] = pd.to_datetime(table["deadline"]).astype("datetime64[s]")
    return table.sort_values(["overdue", "forecasts", "event_id"], ascending=[False, False, True], ignore_index=True)


def describe(target, standing, blind):
    """One event or forecast (a Target) in the words of list_due, for whoever has just resolved it."""
    if target.event:
        return _event_row(target.event, standing, blind)
    rows = standing.forecasts[standing.forecasts["forecast_id"] == target.id]
    return _forecast_row(next(rows.itertuples(index=False)), blind)


def _rows(standing, day, blind):
    known = standing.statuses()
    events = standing.events[standing.events["event_id"].isin(standing.matches["event_id"])].to_dict("records")
    rows = [_event_row(event, standing, blind) for event in events
            if known.get(event["event_id"], NO_ANSWER) == NO_ANSWER]
    alone = _alone(standing)
    said = alone["published"].dt.tz_localize(None).dt.normalize()
    alone = alone[alone["scoreable"] & (alone["horizon_to_max"] < day) & ~(alone["horizon_to_max"] < said)]
    rows += [_forecast_row(row, blind) for row in alone.itertuples(index=False)]
    return [{**row, "dataset": standing.dataset, "overdue": (day - row["deadline"]).days} for row in rows]


def _alone(standing):
    """The forecasts that belong to no event and are not resolved by themselves."""
    known = standing.statuses()
    table = standing.forecasts[~standing.forecasts["forecast_id"].isin(standing.matches["forecast_id"])]
    return table[[known.get(one, NO_ANSWER) == NO_ANSWER for one in table["forecast_id"]]]


def _event_row(event, standing, blind):
    ids = standing.matches.loc[standing.matches["event_id"] == event["event_id"], "forecast_id"]
    said = standing.forecasts[standing.forecasts["forecast_id"].isin(ids)]
    counts = said["source"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    sources = ", ".join(f"{name} ({number})" for name, number in counts.items())
    return {"event_id": event["event_id"], "title": "" if blind else event["title"],
            "proposition": event["proposition"], "judged": event["judged"], "deadline": event["deadline"],
            "forecasts": len(said), "said_by": "" if blind else sources}


def _forecast_row(row, blind):
    told, claim = row._asdict(), read_claim(row)
    cue = claim.cue if claim.cue and 0 <= claim.cue[0] < claim.cue[1] <= len(claim.text) else None
    day = "" if pd.isna(row.published) else f"{row.published:%Y-%m-%d}"
    voice = ", ".join(str(one) for one in (row.speaker, row.source, day) if pd.notna(one) and one)
    judged = f"by the words “{row.horizon_text}” of {day}" if row.horizon_text else ""
    if row.conditional:
        condition = hide_voice(row.condition, told) if blind else row.condition
        judged += f"; said on a condition: “{condition}” (not met: annulled)"
    return {"event_id": row.forecast_id, "title": hide_voice(claim.text, told, cue) if blind else row.sentence,
            "proposition": ALONE, "judged": judged, "deadline": row.horizon_to_max, "forecasts": 1,
            "said_by": "" if blind else voice}
