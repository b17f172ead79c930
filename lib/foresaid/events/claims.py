"""What a claim is about: its own clause, without the side clauses in which other things only get a mention.

"Talks can only begin after the bill has passed" is a forecast about talks; "after the bill has passed" is an aside.
Where paragraphs were lost two sentences may stand as one: then the claim is the piece that holds the cue.
"""

import re
from dataclasses import dataclass

import pandas as pd

PLACES = ("sentence", "sent_start", "start", "end", "cue_start", "cue_end", "horizon_text_start", "horizon_text_end")
SIDE = re.compile(  # opens a side clause, which goes on to the next comma or the end
    r"(?<![\w'’-])(?:(?:even |only |just )?(?:if|when|after|before|once|until|till|because|since|though|whether)|"
    r"unless|although|while|as soon as|as long as|in case|following|despite|amid|which|whom?|whose|where)(?![\w'’-])",
    re.IGNORECASE)
STOP = re.compile(r"[,;:()]|\s[-–—]+\s|[-–—]{2,}")
SEAM = re.compile(  # the end of a sentence inside a sentence
    r"[.!?][\"”')]*\s*[-–]{1,2}\s*(?=[\"“A-Z])|(?<=[a-z])[.!?](?=[A-Z][a-z])|[.!?][\"”]\s+(?=[A-Z])|"
    r"(?<=[a-z]{3})[.?!]\s+(?=[A-Z][a-z]+ )")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Claim:
    """A claim's words, where its cue stands in them (None in a title), the piece around it, and the asides."""

    text: str
    cue: tuple | None
    piece: tuple
    asides: tuple

    def holds(self, start, end):
        """Whether words lie in the piece of the claim that has its cue."""
        return self.piece[0] <= start and end <= self.piece[1]

    def is_aside(self, start, end):
        """Whether words lie in a side clause."""
        return any(_overlap((start, end), one) for one in self.asides)

    def distance(self, start, end):
        """How many words lie between a place and the cue; 0 in a title."""
        if self.cue is None or _overlap((start, end), self.cue):
            return 0
        between = (self.cue[1], start) if start >= self.cue[1] else (end, self.cue[0])
        return len(WORD.findall(self.text, *between))


def read_claim(row):
    """Read a forecast's claim. `row` has the columns PLACES of the table forecasts."""
    text = claim_of(row)
    if pd.isna(row.cue_start) or pd.isna(row.start) or pd.isna(row.sent_start):
        return Claim(text, None, (0, len(text)), ())
    first = int(row.start)
    cue = int(row.cue_start) - first, int(row.cue_end) - first
    when = None
    if pd.notna(row.horizon_text_start):
        when = int(row.horizon_text_start) - first, int(row.horizon_text_end) - first
    return Claim(text, cue, _piece(text, cue), tuple(_asides(text, cue, when)))


def claim_of(row):
    """The words of a forecast's claim: its clause of the sentence; of a title, the whole."""
    if pd.isna(row.start) or pd.isna(row.sent_start):
        return row.sentence
    return row.sentence[int(row.start - row.sent_start):int(row.end - row.sent_start)]


def _piece(text, cue):
    """Where the piece with the cue begins and ends."""
    begin, end = 0, len(text)
    for seam in SEAM.finditer(text):
        if seam.end() <= cue[0]:
            begin = seam.end()
        elif seam.start() >= cue[1]:
            return begin, seam.start()
    return begin, end


def _asides(text, cue, when):
    """The side clauses that hold neither the cue nor the words that say when, as [(start, end)]."""
    for opener in SIDE.finditer(text):
        stop = STOP.search(text, opener.end())
        span = opener.start(), stop.start() if stop else len(text)
        if not _overlap(span, cue):
            yield from [span] if when is None else _without(span, when)


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
