"""Events and matches for people: how many forecasts each event has, and every pair with the sentence in view."""

import pandas as pd

from foresaid.events.claims import claim_of
from foresaid.events.coded import LISTED, MATCHES
from foresaid.findings import read
from foresaid.phrasing import cut

LONGEST = 300  # characters of a sentence on a page


def count_matches(events, matches, outcomes=None):
    """Count each event's forecasts: one row per event, in the order of the events.

    event_id, title, opened, deadline, status (open where there is no outcome), occurred_on, forecasts, and how many of
    them are opposite and how many were coded by hand.
    """
    ended = outcomes is not None and not outcomes.empty
    last = outcomes.drop_duplicates("event_id", keep="last").set_index("event_id") if ended else None
    table = events[["event_id", "title", "opened", "deadline"]].copy()
    none = pd.Series(pd.NaT, index=events.index, dtype="datetime64[s]")
    status = None if last is None else table["event_id"].map(last["status"].astype("str"))
    table["status"] = "open" if status is None else status.fillna("open").astype("str")
    table["occurred_on"] = none if last is None else pd.to_datetime(table["event_id"].map(last["occurred_on"]))
    counts = {"forecasts": matches, "opposite": matches[matches["orientation"] == "opposite"],
              "coded": matches[matches["by"] == "coder"]}
    for name, rows in counts.items():
        table[name] = table["event_id"].map(rows["event_id"].value_counts()).fillna(0).astype("int64").to_numpy()
    return table


def list_matches(selection, forecasts, events, matches, longest=LONGEST):
    """List matched pairs with all that it takes to judge them, in the order of `matches`; for show_table or a sheet.

    Returns one row per pair: forecast_id, event_id, orientation, note (''), event (its title), sentence (cut to
    `longest` characters; None: whole), claim (cut too), source, published, speaker, likelihood_text, p_low, p_mid,
    p_high, horizon_text, reasons, by, title and url of the article. `note` is for whoever corrects.
    """
    known = forecasts.drop_duplicates("forecast_id").set_index("forecast_id").loc[matches["forecast_id"]]
    articles = read(selection, "articles").set_index("article_id")
    rows = known[["sentence", "start", "end", "sent_start"]].itertuples(index=False)
    made = {"note": "", "event": matches["event_id"].map(events.set_index("event_id")["title"]).to_numpy(),
            "claim": [cut(claim_of(row), longest) for row in rows],
            "sentence": [cut(sentence, longest) for sentence in known["sentence"]],
            "title": known["article_id"].map(articles["title"]).to_numpy(),
            "url": known["article_id"].map(articles["url"]).to_numpy()}
    taken = ("source", "published", "speaker", "likelihood_text", "p_low", "p_mid", "p_high", "horizon_text")
    made |= {name: known[name].array for name in taken}
    return matches.reset_index(drop=True).assign(**made)[[*MATCHES, *LISTED]]
