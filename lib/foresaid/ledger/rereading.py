"""Locked forecasts as findings of today's articles: their words as they were locked, their places as they are now."""

import pandas as pd

from foresaid.findings import read
from foresaid.ledger.locking import SPANS, read_ledger

OWN = ("sent_start", "sent_end")
SPEAKER = ("speaker_start", "speaker_end")


def read_locked(selection):
    """The ledger's forecasts of the selection's articles, as the finding `forecasts` has them.

    An entry holds places in the article as it was then. Here they are places in today's article: a sentence that has
    moved is found again, with its sentence_id; what is no sentence of it any more has no places, as a title has none.
    One row per locked forecast, with number and version of its entry.
    """
    texts = read(selection, "articles").set_index("article_id")["text"]
    locked = read_ledger(selection.dataset)
    locked = locked[locked["article_id"].isin(texts.index)].reset_index(drop=True)
    now = _find_again(locked, texts, read(selection, "sentences"))
    shift = locked["forecast_id"].map(now["at"]).astype("Int64") - locked["sent_start"]
    moved = {name: locked[name] + shift for name in (*SPANS, *OWN)}
    moved |= {name: locked[name].where(shift.eq(0).fillna(False)) for name in SPEAKER}  # may stand in another sentence
    known = locked["forecast_id"].map(now["now"]).astype("str")
    return locked.assign(**moved, sentence_id=known.fillna(locked["sentence_id"]))


def _find_again(locked, texts, sentences):
    """Where each locked sentence stands today, the nearest of equals: at (its first character) and now (its id)."""
    here = sentences[sentences["start"].notna() & sentences["article_id"].isin(locked["article_id"])]
    words = [texts[article][start:end] for article, start, end in
             zip(here["article_id"], here["start"], here["end"], strict=True)]
    here = pd.DataFrame({"article_id": here["article_id"], "sentence": pd.Series(words, index=here.index, dtype="str"),
                         "at": here["start"], "now": here["sentence_id"]})
    placed = locked.loc[locked["sent_start"].notna(), ["forecast_id", "article_id", "sentence", "sent_start"]]
    pairs = placed.merge(here, on=["article_id", "sentence"])
    pairs = pairs.assign(far=(pairs["at"] - pairs["sent_start"]).abs()).sort_values("far", kind="stable")
    return pairs.drop_duplicates("forecast_id").set_index("forecast_id")
