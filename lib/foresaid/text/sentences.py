"""Sentence boundaries for a whole batch: what could end a sentence found in numpy, full stops judged by rules.

A line break always ends a sentence. Written for news: titles, initials, months before days, "U.S.", states and
companies, quotations that go on after their own question mark, blanks lost between sentences.
"""

import numpy as np
import pandas as pd

from foresaid.text.abbreviations import ALL, BEFORE_FIGURES, BEGINNERS, OFTEN_INSIDE, TITLES
from foresaid.text.buffer import join_texts
from foresaid.text.glued import glued_stops
from foresaid.text.letters import BLANK, DIGIT, LOWER, NEWLINE, STOP

LONGEST = 3000  # longer ones (tables, lists without stops) are cut at a blank
PLAIN = 5  # a full stop after so many small letters is no abbreviation's
CLOSERS = np.array([ord(sign) for sign in "\"'”’»)]›"])
OPENERS = np.array([ord(sign) for sign in "\"'“‘«([‹„"])


def split_sentences(texts):
    """Split a list of texts (or a Buffer) into sentences.

    Returns one row per sentence in the order of the texts: article (number of the text), start, end (code points,
    blanks at the rims left out).

    >>> [*map(tuple, split_sentences(["Mr. Fox ran. It rained."]).to_numpy().tolist())]
    [(0, 0, 12), (0, 13, 23)]
    """
    buffer = join_texts(texts)
    glued, dashes = glued_stops(buffer)
    borders = np.sort(np.concatenate(
        [_line_ends(buffer), _stops(buffer), glued, dashes, dashes + 1, buffer.bases, buffer.bases + buffer.lengths]))
    start, end = trim(buffer, borders[:-1], borders[1:])
    if len(dashes):
        between = np.isin(start, dashes) & (end == start + 1)  # a dash that stands for a blank is no sentence
        start, end = start[~between], end[~between]
    start, end = _cut_long(buffer, start, end)
    article = buffer.owner(start)
    base = buffer.bases[article]
    return pd.DataFrame({"article": article, "start": start - base, "end": end - base}, copy=False)


def trim(buffer, start, end):
    """Narrow spans to what is not blank at their rims; empty ones go."""
    hollow = buffer.hollow
    for _ in range(3):  # mostly there is one blank or none
        start = start + hollow[start]
        end = end - hollow[end - 1]
    if (hollow[start] | hollow[end - 1]).any():
        start = buffer.solid[np.searchsorted(buffer.solid, start)]
        last = np.searchsorted(buffer.solid, end) - 1
        end = np.where(last < 0, 0, buffer.solid[last] + 1)
    full = start < end
    return start[full], end[full]


def _line_ends(buffer):
    return np.flatnonzero((buffer.kinds & NEWLINE) != 0)


def _stops(buffer):
    """Where sentences end at a stop sign: the position after it and its closing quotes and brackets."""
    codes, kinds = buffer.codes, buffer.kinds
    stop = np.flatnonzero((kinds & STOP) != 0)
    stop = stop[(kinds[stop + 1] & STOP) == 0]  # the last of a run; the batch ends with a separator
    after = stop + 1
    for _ in range(4):
        after = after + np.isin(codes[after], CLOSERS)
    keep = (kinds[after] & BLANK) != 0
    stop, after = stop[keep], after[keep]
    following = after + 1
    if buffer.hollow[following].any():
        following = buffer.solid[np.searchsorted(buffer.solid, after)]
    word = following.copy()
    for _ in range(3):
        word = word + np.isin(codes[word], OPENERS)
    quoted = following != word
    good = ((kinds[word] & LOWER) == 0) | quoted
    plain = np.all([kinds[stop - back] & LOWER for back in range(1, PLAIN + 1)], axis=0)
    dotted = codes[stop] == ord(".")
    good[dotted & plain] = True
    judged = np.flatnonzero(dotted & ~plain)
    good[judged] = list(_ends(buffer, stop[judged], word[judged], quoted[judged]))
    return after[good]


def _ends(buffer, stops, words, quoted):
    """Whether each full stop ends a sentence, judged by the token before it and the word after it."""
    text, codes, kinds = buffer.text, buffer.codes, buffer.kinds
    blanks = np.concatenate([[-1], np.flatnonzero((kinds & BLANK) | (codes == 0))])
    begins = blanks[np.searchsorted(blanks, stops) - 1] + 1
    ends = blanks[np.searchsorted(blanks, words)]
    opens_line = (begins == 0) | (kinds[begins - 1] & NEWLINE != 0) | (codes[begins - 1] == 0)
    for begin, stop, word, end, quote, kind, opens in zip(
            begins.tolist(), stops.tolist(), words.tolist(), ends.tolist(), quoted.tolist(), kinds[words].tolist(),
            opens_line.tolist(), strict=True):
        token = text[begin:stop].lstrip("\"'“‘([") if stop - begin < 24 else "somelongtoken"
        if kind & LOWER and not quote:
            yield len(token) > 3 and token.isalpha() and token.islower() and token not in ALL
        elif opens and token.isdigit():
            yield False  # the number of a list's item
        else:
            yield not _abbreviates(token, text[word:min(end, word + 24)], quote, kind)


def _abbreviates(token, following, quoted, kind):
    """Whether the full stop after a token belongs to it and the sentence goes on."""
    low = token.lower()
    if low in TITLES:
        return True
    if low in BEFORE_FIGURES and kind & DIGIT:
        return True
    if len(token) == 1 and token.isalpha() and token.isupper() and low != "i":
        return not quoted  # an initial
    if low in OFTEN_INSIDE or ("." in token and _is_acronym(token)):
        return not quoted and following.lower().rstrip(",.:;?!").replace("’", "'") not in BEGINNERS
    return False


def _is_acronym(token):
    """Single letters with full stops between, as in U.S or R-Ky.

    >>> _is_acronym("U.S"), _is_acronym("now.He")
    (True, False)
    """
    return all(len(one) <= 1 for one in token.split("."))


def _cut_long(buffer, start, end):
    long = np.flatnonzero(end - start > LONGEST)
    if not len(long):
        return start, end
    cuts = []
    for row in long.tolist():
        at = int(start[row])
        while end[row] - at > LONGEST:
            blank = np.flatnonzero(buffer.kinds[at + 1:at + LONGEST] & BLANK)
            at += int(blank[-1]) + 1 if len(blank) else LONGEST
            cuts.append(at)
    return trim(buffer, np.sort(np.concatenate([start, cuts])), np.sort(np.concatenate([end, cuts])))
