"""Sentence boundaries for a whole batch: what could end a sentence found in numpy, full stops judged by rules.

A line break always ends a sentence. Written for news: titles, initials, months before days, "U.S.", states and
companies, quotations that go on after their own question mark, blanks lost between sentences.
"""

import numpy as np
import pandas as pd

from foresaid.text.abbreviations import BEFORE_FIGURES, BEGINNERS, OFTEN_INSIDE, TITLES
from foresaid.text.buffer import join_texts
from foresaid.text.letters import BLANK, DIGIT, LOWER, NEWLINE, SIZE, UPPER, WORD

LONGEST = 3000  # longer ones (tables, lists without stops) are cut at a blank
STOP, CLOSER, OPENER = 1, 2, 4
_SIGNS = np.zeros(SIZE, dtype=np.uint8)
for _signs, _bit in ((".!?…", STOP), ("\"'”’»)]›", CLOSER), ("\"'“‘«([‹„", OPENER)):
    for _sign in _signs:
        _SIGNS[ord(_sign)] |= _bit


def split_sentences(texts):
    """Split a list of texts (or a Buffer) into sentences.

    Returns one row per sentence in the order of the texts: article (number of the text), start, end (code points,
    blanks at the rims left out).

    >>> [*map(tuple, split_sentences(["Mr. Fox ran. It rained."]).to_numpy().tolist())]
    [(0, 0, 12), (0, 13, 23)]
    """
    buffer = join_texts(texts)
    ends = np.unique(np.concatenate([_line_ends(buffer), _stops(buffer)]))
    start, end = trim(buffer, *_spans(buffer, ends))
    start, end = _cut_long(buffer, start, end)
    article = buffer.owner(start)
    base = buffer.bases[article]
    return pd.DataFrame({"article": article, "start": start - base, "end": end - base}, copy=False)


def trim(buffer, start, end):
    """Narrow spans to what is not blank at their rims; empty ones go."""
    solid = np.flatnonzero(((buffer.kinds & BLANK) == 0) & (buffer.codes != 0))
    if not len(solid):
        return start[:0], end[:0]
    first = np.searchsorted(solid, start)
    last = np.searchsorted(solid, end) - 1
    full = first <= last
    return solid[first[full]], solid[last[full]] + 1


def _spans(buffer, ends):
    """Spans between the ends, parted between texts as well."""
    borders = np.unique(np.concatenate([ends, buffer.bases, buffer.bases + buffer.lengths]))
    return borders[:-1], borders[1:]


def _line_ends(buffer):
    return np.flatnonzero(buffer.kinds & NEWLINE)


def _stops(buffer):
    """Where sentences end at a stop sign: the position after it and its closing quotes and brackets."""
    signs = np.take(_SIGNS, buffer.codes, mode="clip")
    stop = np.flatnonzero(signs & STOP)
    if not len(stop):
        return stop
    stop = stop[(signs[stop + 1] & STOP) == 0]  # the last of a run; the batch ends with a separator
    after = stop + 1
    for _ in range(4):
        after = after + ((signs[after] & CLOSER) != 0)
    keep = (buffer.kinds[after] & BLANK) != 0
    stop, after = stop[keep], after[keep]
    solid = np.flatnonzero((buffer.kinds & BLANK) == 0)
    following = solid[np.searchsorted(solid, after)]
    word = following.copy()
    for _ in range(3):
        word = word + (((signs[word] & OPENER) != 0) & (buffer.codes[word] != 0))
    quoted = following != word
    small = (buffer.kinds[word] & LOWER) != 0
    good = ~small | quoted
    judged = np.flatnonzero(buffer.codes[stop] == ord("."))
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
            yield len(token) > 3 and token.isalpha() and token.islower() and token not in TITLES | OFTEN_INSIDE
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
    initial = len(token) == 1 and token.isalpha() and token.isupper()
    if initial and token != "I":
        return not quoted
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
