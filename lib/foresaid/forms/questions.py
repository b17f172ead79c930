"""What the resolver sees of an event or forecast: the question, and the sentences that hang on it. All of it escaped.

Blind, source, speaker and likelihood are hidden, and an event's title with them.
"""

from html import escape

import pandas as pd

from foresaid.excerpts import clip
from foresaid.ledger.due import describe
from foresaid.ledger.resolving import Target
from foresaid.ledger.telling import say_overdue
from foresaid.said import OWN_VOICE, say_interval
from foresaid.show import marked

MOST = 25  # sentences shown at once
QUIET = ' style="color:var(--jp-ui-font-color2, #555)"'


def show_question(target, standing, day, blind):
    """An event or forecast (a Target of resolving) as HTML: title, proposition, how it is judged, by when, sentences.

    `standing` is where its dataset stands, `day` the day from which days are counted.
    """
    row = describe(target, standing, blind)
    when = say_overdue((pd.Timestamp(day) - row["deadline"]).days)
    title = f"<h3>{escape(row['title'])}</h3>" if row["title"] and target.event else ""
    judged = f"<br>Judged {escape(row['judged'])}." if row["judged"] else ""
    return (f"{title}<p><strong>{escape(row['proposition'])}</strong>{judged}"
            f"<br><span{QUIET}>By {row['deadline']:%Y-%m-%d}, {when} · {escape(target.id)}</span></p>"
            f"{_sentences(target, standing, blind)}")


def _sentences(target, standing, blind):
    """The forecasts that hang on a target, the earliest first."""
    pairs = standing.matches[standing.matches["event_id"] == target.id]
    turned = set(pairs.loc[pairs["orientation"] == "opposite", "forecast_id"])
    ids = pairs["forecast_id"] if target.event else [target.id]
    table = standing.forecasts[standing.forecasts["forecast_id"].isin(ids)]
    table = table.sort_values(["published", "forecast_id"], kind="stable")
    if table.empty:
        return "<p>No locked forecast is about it.</p>"
    tell, rows = _tell_blind if blind else _tell, table.head(MOST).to_dict("records")
    items = "".join(f"<li>{tell(row, standing)}{_turned(row, turned)}</li>" for row in rows)
    more = f"<p>… and {len(table) - MOST:,} more.</p>" if len(table) > MOST else ""
    return f"<ol>{items}</ol>{more}"


def _tell(row, _):
    """A forecast's day, outlet, speaker and likelihood, and its sentence with the claim marked."""
    speaker = OWN_VOICE if row["speaker"] == "AUTHOR" else row["speaker"]
    words = f"“{row['likelihood_text']}”" if row["likelihood_text"] else ""
    told = [_day(row), row["source"], speaker, " ".join(filter(None, [words, say_interval(row)]))]
    spans = [] if pd.isna(row["start"]) or pd.isna(row["sent_start"]) else [
        (int(row["start"] - row["sent_start"]), int(row["end"] - row["sent_start"]))]
    sentence, marks = clip(row["sentence"], spans)
    where = " · ".join(str(one) for one in told if pd.notna(one) and one)
    return f"<span{QUIET}>{escape(where)}</span><br>{marked(sentence, marks)}"


def _tell_blind(row, standing):
    """A forecast's day and its claim, with whoever speaks and how surely hidden."""
    hidden = describe(Target(standing.dataset, row["forecast_id"]), standing, blind=True)["title"]
    return f"<span{QUIET}>{_day(row)}</span><br>{escape(clip(hidden, [])[0])}"


def _turned(row, turned):
    return f" <em{QUIET}>(says the contrary)</em>" if row["forecast_id"] in turned else ""


def _day(row):
    return "no date" if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d}"
