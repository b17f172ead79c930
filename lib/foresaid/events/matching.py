"""Which forecasts speak of which event: by the words and actors inside their claims, and by time; corrected by hand.

A wrong match makes a wrong score, a missed one only a smaller sample: so the matcher looks into the claim alone, asks
for every group of an event's words, and gives each sentence's event to one of its claims. What it gets wrong stands in
the corrections, which win.
"""

import re

import numpy as np
import pandas as pd

from foresaid.events.claims import PLACES, read_claim
from foresaid.events.wording import find_words

COLUMNS = ("forecast_id", "event_id", "orientation", "reasons", "by")
PAIR = ["forecast_id", "event_id"]
OF_ONESELF = re.compile(r"\b(?:we|us|our|ours|i|me|my)\b", re.IGNORECASE)


def match_events(forecasts, events, corrections=None, outcomes=None):
    """Match forecasts to the events that their claims are about.

    Takes statements of kind forecast that were published from the day an event `opened` to the day before it was
    decided: the outcome's occurred_on or the event's deadline, whichever comes first; that day itself no more. A claim
    whose own time, said outright, ends before the event opened or begins after its deadline is no match. Corrections
    (read_matches) win over the words, but not over the day of decision.

    Returns one row per forecast and event: forecast_id, event_id, orientation (same; opposite: the claim says the
    contrary of the proposition), reasons (in words), by (matcher or coder), in the order of the events.
    """
    claims = forecasts[(forecasts["kind"] == "forecast").to_numpy()].drop_duplicates("forecast_id", ignore_index=True)
    decided = _days_of_decision(events, outcomes)
    made = _match_words(claims, events, decided)
    if corrections is not None and len(corrections):
        made = _correct(made, corrections, (claims, events, decided))
    order = {event: number for number, event in enumerate(events["event_id"])}
    made = made.assign(_event=made["event_id"].map(order).astype("int64"),
                       _day=made["forecast_id"].map(dict(zip(claims["forecast_id"], claims["published"], strict=True))))
    return made.sort_values(["_event", "_day", "forecast_id"], ignore_index=True)[list(COLUMNS)].astype("str")


def _match_words(claims, events, decided):
    read = [read_claim(row) for row in claims[list(PLACES)].itertuples(index=False)]
    pairs = find_words(read, events)
    pairs = pairs[_in_time(claims, events, decided, (pairs["claim"].to_numpy(), pairs["event"].to_numpy()))]
    named, speaker, wanted = claims["actors"].to_list(), claims["actor"].to_list(), events["actors"].to_list()
    actors = [_actor_of(wanted[event], named[claim], (speaker[claim], read[claim].text))
              for claim, event in zip(pairs["claim"], pairs["event"], strict=True)]
    pairs = pairs.assign(actor=pd.Series(actors, index=pairs.index, dtype="object"))
    return _told(_nearest(pairs[pairs["actor"].notna()], claims), claims, events)


def _nearest(pairs, claims):
    """Of a sentence's claims with one event the one whose cue stands nearest to the event's words.

    "The bill will pass and could help the poor" holds two forecasts, and one of them is about the bill's passing.
    """
    sentence = claims["sentence_id"].to_numpy()[pairs["claim"].to_numpy()]
    ranked = pairs.assign(sentence=sentence).sort_values(["distance", "claim"], kind="stable")
    alone = ranked["sentence"].isna()
    return pairs.loc[ranked.index[alone | ~ranked.duplicated(["sentence", "event"])]].sort_index()


def _told(pairs, claims, events):
    """The pairs as match_events returns them."""
    actor = [f"; actor: {name}" if name else "" for name in pairs["actor"]]
    return pd.DataFrame({
        "forecast_id": claims["forecast_id"].to_numpy()[pairs["claim"].to_numpy()],
        "event_id": events["event_id"].to_numpy()[pairs["event"].to_numpy()],
        "orientation": np.where(pairs["opposite"], "opposite", "same"),
        "reasons": [f"terms: {words}{name}" for words, name in zip(pairs["words"], actor, strict=True)],
        "by": "matcher"}, columns=list(COLUMNS))


def _actor_of(wanted, named, voice):
    """The wanted actor that the claim names, or that speaks of itself in it; '' if none is wanted, None if none is."""
    if not wanted:
        return ""
    found = [name for name in named if name in wanted]
    if found:
        return found[0]
    speaker, text = voice
    return speaker if speaker in wanted and OF_ONESELF.search(text) else None


def _days_of_decision(events, outcomes):
    """For each event the day from which statements no longer count."""
    deadline = events["deadline"]
    if outcomes is None or not len(outcomes):
        return deadline
    last = outcomes.drop_duplicates("event_id", keep="last").set_index("event_id")["occurred_on"]
    occurred = pd.to_datetime(events["event_id"].map(last)).astype(deadline.dtype)
    return occurred.where(occurred < deadline, deadline)


def _days(column):
    return pd.to_datetime(column, utc=True).dt.tz_localize(None).to_numpy().astype("datetime64[D]")


def _in_time(claims, events, decided, pairs):
    """Which pairs of claim and event fit by time, as a numpy array."""
    claim, event = pairs
    published = _days(claims["published"])[claim]
    opened, deadline = (events[name].to_numpy().astype("datetime64[D]")[event] for name in ("opened", "deadline"))
    good = ~np.isnat(published) & (published < decided.to_numpy().astype("datetime64[D]")[event])
    good &= np.isnat(opened) | (published >= opened)
    outright = (claims["horizon_status"] == "explicit").to_numpy()[claim]
    begins, ends = (claims[name].to_numpy().astype("datetime64[D]")[claim] for name in
                    ("horizon_from", "horizon_to_max"))
    return good & ~(outright & ((begins > deadline) | (ends < opened)))


def _correct(made, corrections, known):
    """Put the pairs coded by hand in the place of the matcher's."""
    claims, events, decided = known
    claim = pd.Index(claims["forecast_id"]).get_indexer(corrections["forecast_id"])
    event = pd.Index(events["event_id"]).get_indexer(corrections["event_id"])
    here = (claim >= 0) & (event >= 0)
    coded, claim, event = corrections[here], claim[here], event[here]
    early = _days(claims["published"])[claim] < decided.to_numpy().astype("datetime64[D]")[event]
    pairs = pd.MultiIndex.from_frame(coded[PAIR])
    kept = made[~pd.MultiIndex.from_frame(made[PAIR]).isin(pairs)]
    wanted = coded[early & (coded["orientation"] != "none").to_numpy()].merge(made[[*PAIR, "reasons"]], "left", PAIR)
    wanted["reasons"] = [_say_coded(row) for row in wanted.itertuples(index=False)]
    return pd.concat([kept, wanted.assign(by="coder")[list(COLUMNS)]], ignore_index=True)


def _say_coded(row):
    told = [f"coded: {row.note}" if row.note else "coded by hand", row.reasons if isinstance(row.reasons, str) else ""]
    return "; ".join(filter(None, told))
