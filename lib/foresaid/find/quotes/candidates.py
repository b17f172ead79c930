"""Every way in which a reporting word could tie words to somebody, for all reporting words of a batch at once.

Each way that the words around allow is a candidate; weigh.py says how likely each is.
"""

import numpy as np

from foresaid.find.quotes.before import AllWays
from foresaid.find.quotes.holders import SUBJECT
from foresaid.find.quotes.tokens import BIT, mask
from foresaid.find.quotes.ways import COLUMNS


def find_candidates(context, near, vocabulary, reports):
    """The candidates, as a dict of arrays, by reporting word.

    cue: its token; before: the last token before the verb (-1: none); s_first, s_last: the holder's tokens (-1: none),
    held: how it was found; way: one of the seven; how: how the content was found; first, last: the content's tokens.
    `reports`: which words of the vocabulary are reporting words.
    """
    is_cue = (reports[context.tokens.word] | _beside_quotes(context)) & (context.sentence >= 0)
    ways = AllWays(context, near, vocabulary, is_cue)
    parts = [ways.right(), ways.left(), ways.inverted(), ways.according(), ways.speaker(), ways.signed(),
             ways.passive(), ways.what(), ways.around()]
    found = {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}
    nobody = found["s_last"] < found["s_first"]
    found["s_first"][nobody], found["s_last"][nobody] = -1, -1
    good = (found["first"] >= 0) & (found["last"] >= found["first"])
    order = np.flatnonzero(good)
    order = order[np.argsort(found["cue"][order], kind="stable")]
    return {name: column[order] for name, column in found.items()}


def _beside_quotes(context):
    """Verbs in -ed behind a quote and a name, whatever they mean: "…," she surmised."""
    bits = context.tokens.bits
    flags = np.zeros(len(bits), dtype=bool)
    close = context.q_last[:-1]
    holder = np.ones(len(close), dtype=bool)
    for step in range(1, 5):
        at = np.minimum(close + step, len(bits) - 1)
        verb = (bits[at] & (BIT["ed"] | BIT["capital"])) == BIT["ed"]
        flags[at[holder & verb]] = True
        holder &= (bits[at] & (SUBJECT | mask("capital", "det", "adverb", "ly"))) != 0
    return flags
