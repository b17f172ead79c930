"""What a claim is about: its own clause, without the side clauses in which other things only get a mention.

"Talks can only begin after the bill has passed" is a forecast about talks: "after the bill has passed" is left aside.
The words that say when stay, whatever they stand in, and so does the clause that holds the cue.
"""

import re

import pandas as pd

SIDE = re.compile(  # opens a side clause, which goes on to the next comma or the end
    r"(?<![\w'’-])(?:(?:even |only |just )?(?:if|when|after|before|once|until|till|because|since|though|whether)|"
    r"unless|although|while|as soon as|as long as|in case|following|despite|amid|which|whom?|whose|where)(?![\w'’-])",
    re.IGNORECASE)
PLACES = ("sentence", "sent_start", "start", "end", "cue_start", "cue_end", "horizon_text_start", "horizon_text_end")
STOP = re.compile(r"[,;:()]|\s[-–—]+\s|[-–—]{2,}")


def claim_span(row):
    """Where a forecast's claim stands in its sentence: (start, end); of a title, the whole."""
    if pd.isna(row.start) or pd.isna(row.sent_start):
        return 0, len(row.sentence)
    return int(row.start - row.sent_start), int(row.end - row.sent_start)


def claim_of(row):
    """The words of a forecast's claim."""
    return row.sentence[slice(*claim_span(row))]


def asides_of(row):
    """The stretches of a claim that are not what it is about, as [(start, end)] in the claim's words.

    `row` has the columns PLACES of the table forecasts.
    """
    text, first = claim_of(row), claim_span(row)[0]
    if pd.isna(row.cue_start) or pd.isna(row.sent_start):
        return []
    shift = int(row.sent_start) + first
    cue = int(row.cue_start) - shift, int(row.cue_end) - shift
    found = []
    for opener in SIDE.finditer(text):
        stop = STOP.search(text, opener.end())
        span = opener.start(), stop.start() if stop else len(text)
        if not _overlap(span, cue):
            found.append(span)
    if pd.isna(row.horizon_text_start):
        return found
    when = int(row.horizon_text_start) - shift, int(row.horizon_text_end) - shift
    return [piece for span in found for piece in _without(span, when)]


def _overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def _without(span, hole):
    """A stretch without another one: what is left of it, in one or two pieces.

    >>> _without((0, 10), (4, 6)), _without((0, 10), (8, 20)), _without((0, 3), (5, 6))
    ([(0, 4), (6, 10)], [(0, 8)], [(0, 3)])
    """
    if not _overlap(span, hole):
        return [span]
    return [piece for piece in ((span[0], hole[0]), (hole[1], span[1])) if piece[0] < piece[1]]
