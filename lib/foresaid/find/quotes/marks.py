"""Quoted stretches of a whole batch: what stands between quotation marks of any kind.

Curly and angled marks say themselves whether they open. A straight one opens where a blank stands before it and none
behind, closes where it is the other way round, and else does what is due. Single marks count where a sign stands
beside the closing one ("'It is late,' she said"), so that an apostrophe does not. A mark that never closes in its
paragraph is no quote, unless a sign or the paragraph's beginning stands before it and the next paragraph opens with a
mark again: then the quote goes on there.
"""

import re
from functools import cache

import numpy as np

from foresaid.find.quotes.tokens import NEWLINE, places_of
from foresaid.text.letters import BLANK, SIZE, WORD

OPEN, CLOSE, STRAIGHT, LOW, SINGLE_OPEN, SINGLE_CLOSE, SINGLE = range(1, 8)
KINDS = {"“": OPEN, "«": OPEN, "”": CLOSE, "»": CLOSE, '"': STRAIGHT, "„": LOW, "‘": SINGLE_OPEN, "’": SINGLE_CLOSE,
         "'": SINGLE}
LONGEST = 6000  # characters of a quote
TAIL = 60       # characters at the end of a paragraph
ATTRIBUTED = re.compile(r", (?:(?:[\w.-]+ ){1,3}(?:said|says|added|told \w+)|"
                        r"(?:said|says|added) (?:[\w.-]+ ?){1,3})\.?\s*$")
APOSTROPHE = ord("'")
BESIDE, CLOSING, FREE = ([ord(sign) for sign in signs] for signs in (",.?!…;", ",.", "\0([—–"))
LEADING = [ord(sign) for sign in ".,:;?!…—–-"]  # before a quote that may go on in the next paragraph


def find_marks(buffer, tokens):
    """The quoted stretches: (start, end, goes_on), offsets into the buffer with the marks, in order.

    goes_on: the paragraph ended without a closing mark and the next stretch belongs to the same quote.
    """
    codes, kinds = buffer.codes, buffer.kinds
    place = places_of(tokens.letters[:len(codes)], _mark_bytes())
    kind = np.take(_mark_kinds(), codes[place], mode="clip")
    before, after = place - 1, place + 1  # a text ends with a separator, and so does the batch
    single = codes[place] == APOSTROPHE
    second = single & (codes[before] == APOSTROPHE)
    twice = single & ~second & (codes[after] == APOSTROPHE)  # '' is one mark
    inside = ((kinds[before] & kinds[after] & WORD) != 0)    # an apostrophe, or inches
    keep = np.flatnonzero((kind > 0) & ~inside & ~second)
    place, before, twice = place[keep], before[keep], twice[keep]
    after = np.minimum(after[keep] + twice, len(codes) - 1)
    kind = np.where(twice, STRAIGHT, kind[keep])
    free_before = ((kinds[before] & BLANK) != 0) | np.isin(codes[before], FREE)
    free_after = ((kinds[after] & BLANK) != 0) | (codes[after] == 0)
    beside = np.isin(codes[before], BESIDE) | np.isin(codes[after], CLOSING)
    for _ in range(3):
        before = before - (((kinds[before] & BLANK) != 0) & (codes[before] != NEWLINE))
    opens_line = (codes[before] == NEWLINE) | (codes[before] == 0)
    leads = opens_line | np.isin(codes[before], LEADING)
    columns = (place, 1 + twice, kind, np.searchsorted(tokens.breaks, place), free_before, free_after, beside,
               opens_line, leads)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return _cut(buffer.text, _pair(rows, tokens.breaks, np.flatnonzero(codes[tokens.breaks] == 0)))


def _cut(text, spans):
    """Leave out a quote that seems to go on in the next paragraph, but whose own paragraph ends with who said it."""
    made = []
    for start, end, goes_on in spans:
        if goes_on and ATTRIBUTED.search(text, max(start, end - TAIL), end):
            if made and made[-1][2]:
                made[-1] = (*made[-1][:2], False)
            continue
        made.append((start, end, goes_on))
    return made


def _pair(rows, breaks, texts):
    """Walk over the marks once."""
    spans, opened, now, single, low, led = [], None, -1, None, False, False
    for place, wide, kind, line, free_before, free_after, beside, opens_line, leads in rows:
        if line != now and opened is not None:
            if led and opens_line and kind in (OPEN, STRAIGHT) and _follows(breaks, texts, now, line):
                spans.append((opened, int(breaks[now]), True))
            opened = None
        if line != now:
            single, now = None, line
        if kind >= SINGLE_OPEN:
            if opened is None:
                if kind != SINGLE_CLOSE and free_before and not free_after:
                    single = place
                elif single is not None and kind != SINGLE_OPEN and beside and place - single < LONGEST:
                    spans.append((single, place + 1, False))
                    single = None
            continue
        if opened is not None and place - opened > LONGEST:
            opened = None
        if opened is None:
            if kind in (OPEN, LOW) or not (free_after and not free_before):
                opened, low, led, single = place, kind == LOW, leads, None
        elif kind == CLOSE or (kind == OPEN and low) or (kind == STRAIGHT and not (free_before and not free_after)):
            spans.append((opened, place + wide, False))
            opened = None
        else:
            opened, low, led = place, kind == LOW, leads
    return spans


def _follows(breaks, texts, line, later):
    """Whether a line is the next one with words in the same text."""
    if later - line > 3 or np.searchsorted(texts, line) != np.searchsorted(texts, later):
        return False
    return all(breaks[one] - breaks[one - 1] <= 2 for one in range(line + 1, later))


@cache
def _mark_bytes():
    return frozenset([ord("\'"), *(code if code < 128 else 128 + code % 128 for code in map(ord, KINDS))])


@cache
def _mark_kinds():
    table = np.zeros(SIZE, dtype=np.uint8)
    for sign, kind in KINDS.items():
        table[ord(sign)] = kind
    return table
