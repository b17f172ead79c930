"""Which claims have the words of which events: one scan over all claims for all words of all events."""

import numpy as np
import pandas as pd

from foresaid.find.words import term_row, terms_table
from foresaid.text.lexicon import compile_lexicon, scan

PARTS = ("terms", "exclusions", "opposite")


def find_words(claims, asides, events):
    """Find the pairs of claim and event in which every group of the event's terms has a hit and no exclusion has one.

    `claims` is a list of texts; `asides` has for each the stretches [(start, end)] in which only exclusions count.
    Returns one row per pair: claim and event (row numbers), opposite (whether one of the event's words for the contrary
    hit), words (the words of the text that hit, parted by commas).
    """
    terms, places = _terms_of(events)
    if terms.empty or not len(claims):
        return _pairs([])
    hits = scan(compile_lexicon(terms), claims)
    hits = hits.assign(**{name: values[hits["term_row"].to_numpy()] for name, values in places.items()})
    hits = hits.rename(columns={"article": "claim"})
    hits = hits[(hits["part"] == PARTS.index("exclusions")) | ~_aside(hits, asides)]
    pairs = _full_pairs(hits, events)
    marked = pairs.merge(hits, on=["claim", "event"])
    marked = marked[marked["part"] != PARTS.index("exclusions")].sort_values(["claim", "event", "start", "end"])
    marked["word"] = [claims[claim][start:end].lower() for claim, start, end in
                      marked[["claim", "start", "end"]].itertuples(index=False)]
    rows = [(claim, event, (own["part"] == PARTS.index("opposite")).any(), ", ".join(dict.fromkeys(own["word"])))
            for (claim, event), own in marked.groupby(["claim", "event"], sort=True)]
    return _pairs(rows)


def _pairs(rows):
    return pd.DataFrame(rows, columns=["claim", "event", "opposite", "words"]).astype(
        {"claim": "int64", "event": "int64", "opposite": "bool", "words": "str"})


def _aside(hits, asides):
    """Whether each hit lies in a stretch that is not what its claim is about, as a numpy array."""
    places = hits[["claim", "start", "end"]].itertuples(index=False)
    return np.array([any(start < last and first < end for first, last in asides[claim])
                     for claim, start, end in places], dtype=bool)


def _full_pairs(hits, events):
    """Pairs of claim and event with a hit in every group of terms and none among the exclusions."""
    groups = np.array([len(one) for one in events["terms"]])
    wanted = hits[hits["part"] == PARTS.index("terms")].drop_duplicates(["claim", "event", "group"])
    counts = wanted.groupby(["claim", "event"]).size().rename("groups").reset_index()
    full = counts[counts["groups"].to_numpy() == groups[counts["event"].to_numpy()]]
    spoilt = hits.loc[hits["part"] == PARTS.index("exclusions"), ["claim", "event"]].drop_duplicates()
    return full.merge(spoilt, how="left", on=["claim", "event"], indicator=True).query("_merge == 'left_only'")[
        ["claim", "event"]]


def _terms_of(events):
    """The lexicon's terms, each group of an event under a key of its own; for each term its event, part and group."""
    rows, places = [], []
    for number, event in enumerate(events.itertuples(index=False)):
        lists = [(0, group, words) for group, words in enumerate(event.terms)]
        lists += [(1, 0, event.exclusions), (2, 0, event.opposite)]
        for part, group, words in lists:
            rows += [term_row("event", f"{number} {part} {group}", word) for word in words]
            places += [(number, part, group)] * len(words)
    columns = np.array(places, dtype=np.int64).reshape(-1, 3)
    return terms_table(rows), {"event": columns[:, 0], "part": columns[:, 1], "group": columns[:, 2]}
