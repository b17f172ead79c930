"""Sentence ends without a blank behind them: "… it said.Next, …", "… it said.- Next, …", as agencies' pages give them.

Only where it is safe: behind a plain word in small letters, or before a word that often begins a sentence; never inside
"U.S.-led", "Jan.-March", initials, figures, addresses of pages and of people.
"""

import re

import numpy as np

from foresaid.text.abbreviations import ALL, BEGINNERS, TITLES
from foresaid.text.letters import BLANK, LOWER, STOP, UPPER

DASHES = np.array([ord(sign) for sign in "-–—"])
QUOTES = "\"”"
BEFORE = re.compile(r"(?:^|[\s\"“”'‘’(\[-])([^\W\d_]{2,}|(?:19|20)\d\d)['’]?[)\]]?\Z")
AFTER = re.compile(
    r"(?P<dash>[-–—]?)(?P<blank>\s?)[\"“‘(\[]?(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+)*)"
    r"[,:;.?!…]*[\"”’')\]]*(?=[\s\0]|\Z|[-–—])"
)
DOMAINS = ("com", "org", "net")
REACH = 40  # characters around a stop that are looked at


def glued_stops(buffer):
    """Where sentences end though no blank follows: (the positions behind them, those of dashes that replace a blank).

    Both are offsets into the buffer; a dash is where the next sentence's words begin one later.
    """
    codes, kinds = buffer.codes, buffer.kinds
    stop = np.flatnonzero((kinds & STOP) != 0)
    solid = (kinds[stop + 1] & (BLANK | STOP | LOWER)) == 0  # the buffer ends with a separator
    stop = stop[solid & (codes[stop + 1] != 0)]
    stop = stop[_may_end(buffer, stop)]
    ends, dashes = [], []
    for place in stop.tolist():
        after = _end_of(buffer.text, place)
        if after is not None:
            (dashes if chr(codes[after]) in "-–—" else ends).append(after)
    return np.array(ends, dtype=np.int64), np.array(dashes, dtype=np.int64)


def _may_end(buffer, stop):
    """Whether a capital follows within the six signs behind each stop: what is worth looking at closely."""
    kinds = buffer.kinds
    last = len(kinds) - 1
    return np.any([kinds[np.minimum(stop + ahead, last)] & UPPER for ahead in range(1, 7)], axis=0)


def _end_of(text, stop):
    """The offset at which the sentence with a stop at `stop` ends, or None if it goes on."""
    line = max(text.rfind("\n", max(0, stop - 2000), stop), text.rfind("\0", max(0, stop - 2000), stop)) + 1
    before = BEFORE.search(text, max(line, stop - REACH), stop)
    after = stop + 1
    if text[after] in QUOTES and (text[after] == "”" or text.count('"', max(line, stop - 2000), stop) % 2):
        after += 1
    found = AFTER.match(text, after, after + REACH)
    if before is None or found is None or not found["word"][0].isupper():
        return None
    if found["blank"] and not found["dash"]:
        return None  # an ordinary end of a sentence
    return None if _goes_on(before[1], found) else after


def _goes_on(token, found):
    """Whether the stop behind a token may be no end: an abbreviation's, or one inside a name or an address."""
    low, word = token.casefold(), found["word"]
    if low in TITLES or word.casefold() in DOMAINS:
        return True
    if word.casefold().replace("’", "'") in BEGINNERS:
        return False
    if low in ALL:
        return True
    if found["dash"]:
        return not (found["blank"] or token.islower() or token.isdigit())
    return not (token.islower() or token.isdigit()) or not (word[1:].islower() or len(word) == 1)
