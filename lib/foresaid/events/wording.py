"""Which claims have the words of which events: one scan over all claims for all words of all events."""

from collections import namedtuple

import numpy as np
import pandas as pd

from foresaid.find.words import term_row, terms_table
from foresaid.text.lexicon import compile_lexicon, scan

TERMS, EXCLUSIONS, OPPOSITE = range(3)  # parts of an event
Hit = namedtuple("Hit", "part group start end")
COLUMNS = {"claim": "int64", "event": "int64", "opposite": "bool", "words": "str", "distance": "float64"}


def find_words(claims, events):
    """Find the pairs of claim (a list of Claim) and event in which every group of the event's terms has a hit.

    All hits lie in the piece of the claim that holds its cue, and not all of them in asides. An exclusion anywhere in
    the claim rules the pair out. Returns one row per pair: claim and event (row numbers), opposite (whether a word for
    the contrary hit), words (of the text, that hit), distance (words between the cue and a group's nearest hit, mean
    over the groups).
    """
    terms, places = _terms_of(events)
    rows = []
    if len(terms) and claims:
        hits = scan(compile_lexicon(terms), [claim.text for claim in claims])
        hits = hits.assign(**{name: values[hits["term_row"].to_numpy()] for name, values in places.items()})
        groups = [len(one) for one in events["terms"]]
        for (claim, event), own in _candidates(hits, groups).groupby(["article", "event"], sort=True):
            found = [Hit(*hit) for hit in own[["part", "group", "start", "end"]].itertuples(index=False, name=None)]
            pair = _judge(claims[claim], groups[event], found)
            if pair:
                rows.append((claim, event, *pair))
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def _candidates(hits, groups):
    """The hits of pairs of claim and event in which every group has one: few of all."""
    pair = hits["article"].to_numpy() * (len(groups) + 1) + hits["event"].to_numpy()
    wanted = (hits["part"] == TERMS).to_numpy()
    each = pd.DataFrame({"pair": pair, "group": hits["group"]})[wanted].drop_duplicates()["pair"].value_counts()
    full = each.index[each.to_numpy() == np.array(groups)[each.index.to_numpy() % (len(groups) + 1)]]
    return hits[np.isin(pair, full.to_numpy())]


def _judge(claim, groups, hits):
    """(opposite, words, distance) if the claim is about the event with these hits, else None."""
    if any(hit.part == EXCLUSIONS for hit in hits):
        return None
    hits = sorted((hit for hit in hits if claim.holds(hit.start, hit.end)), key=lambda hit: (hit.start, hit.end))
    terms = [hit for hit in hits if hit.part == TERMS]
    near = {}
    for hit in terms:
        near[hit.group] = min(near.get(hit.group, np.inf), claim.distance(hit.start, hit.end))
    if len(near) < groups or all(claim.is_aside(hit.start, hit.end) for hit in terms):
        return None
    words = dict.fromkeys(claim.text[hit.start:hit.end].lower() for hit in hits)
    return any(hit.part == OPPOSITE for hit in hits), ", ".join(words), sum(near.values()) / groups


def _terms_of(events):
    """The lexicon's terms, each group of an event under a key of its own; for each term its event, part and group."""
    rows, places = [], []
    for number, event in enumerate(events.itertuples(index=False)):
        lists = [(TERMS, group, words) for group, words in enumerate(event.terms)]
        lists += [(EXCLUSIONS, 0, event.exclusions), (OPPOSITE, 0, event.opposite)]
        for part, group, words in lists:
            rows += [term_row("event", f"{number} {part} {group}", word) for word in words]
            places += [(number, part, group)] * len(words)
    columns = np.array(places, dtype=np.int64).reshape(-1, 3)
    return terms_table(rows), {"event": columns[:, 0], "part": columns[:, 1], "group": columns[:, 2]}
