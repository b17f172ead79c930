"""Where content ends: the places at which what follows a reporting word may stop, and what is seen about each."""

import numpy as np

from foresaid.find.quotes.holders import PAUSE
from foresaid.find.quotes.see import HOWS, KINDS, half_size
from foresaid.find.quotes.tokens import BIT, CLASSES, mask
from foresaid.find.quotes.ways import RIGHT

NEXT, PAUSES = 6, 4  # so many of the next borders, and of the next pauses, are looked at
BORDER = PAUSE | mask("and", "sub", "relative", "prep", "time", "to", "that", "bracket", "colon", "mark") & ~BIT["of"]
BORDERS = 80         # numbers of borders, with room
COMMA = CLASSES.index("comma")
NONE = np.float32(-9)
STEP, FIRST = 5, 33  # bits of a stretch's number below its length, and below its first token
STEPS, LENGTHS = 1 << STEP, (1 << FIRST) - 1
NO_KEY = np.iinfo(np.int64).max


def find_ends(context, found, near):
    """The ends of each candidate: dict of arrays row (of the candidate), last (token), step (how it was found).

    Steps: 0 as the candidate has it, then the next borders, then the next pauses, last the sentence's end.
    """
    first, last = found["first"], found["last"]
    made = [(np.arange(len(first)), 0, last, 0)]
    free = np.flatnonzero((found["way"] == RIGHT) & (last > first) & (context.q_first[context.quote[first]] != first))
    begin, stop = first[free], last[free]
    for kind, count, number in ((BORDER, NEXT, 1), (PAUSE | BIT["bracket"], PAUSES, 1 + NEXT)):
        at = begin
        for step in range(count):
            at = near.at_or_after(kind, near.clip(at + 1))
            closes = near.has(at, BIT["mark"]) & (context.q_last[context.quote[near.clip(at)]] == at)
            end = np.where(closes, at, at - 1)
            fits = (at <= stop) & (end >= begin) & (end < stop)
            made.append((free[fits], 0, end[fits], number + step))
    tail = context.last[found["cue"][free]]
    tail = tail - near.has(tail, BIT["stop"])
    fits = tail > stop
    made.append((free[fits], 0, tail[fits], 1 + NEXT + PAUSES))
    return without_twins(len(first), made)


def without_twins(number, made):
    """Stretches of `number` rows in their order, each once: dict of arrays row, first, last, step (which found it).

    `made`: tuples of row, first, last and step. A row's stretches stand side by side as whole numbers of which each
    says first token, length and step, so that sorting them sorts all rows at once.
    """
    keys = np.full((number, len(made)), NO_KEY)
    for place, (row, first, last, step) in enumerate(made):
        keys[row, place] = (np.int64(first) << FIRST) + ((last - first) << STEP) + step
    keys.sort(axis=1)
    new = keys != NO_KEY
    new[:, 1:] &= (keys[:, 1:] >> STEP) != (keys[:, :-1] >> STEP)
    row, keys = np.nonzero(new)[0], keys[new]
    first = keys >> FIRST
    return {"row": row, "first": first, "last": first + ((keys & LENGTHS) >> STEP), "step": keys & STEPS - 1}


def see_ends(sight, found, ends):
    """What is seen about each end: a dict of whole numbers by name."""
    context, kind, word_at, many = sight.context, sight.kind, sight.word, sight.many
    row, last, step = ends["row"], ends["last"], ends["step"]
    cue, first, how = found["cue"][row], found["first"][row], found["how"][row] + HOWS * (found["way"][row] > 0)
    tail = np.maximum(context.last[cue], last)
    word, opening = word_at(cue), kind(first)
    then, later, third = (kind(last + after, last + after > tail) for after in (1, 2, 3))
    border = np.where(then == COMMA, KINDS + later, then)
    length, rest = half_size(last - first + 1), half_size(tail - last + 1)
    verbs, subjects, pauses = (many(name, first, last, 3) for name in ("verb", "subject", "pause"))
    after = many("verb", last + 1, tail, 2)
    soon = sum((sight.is_cue[sight.near.clip(last + ahead)] & (last + ahead <= tail)) << place
               for place, ahead in enumerate((2, 3, 4)))
    inside = (context.quote[sight.near.clip(last + 1)] >= 0) * 2 + (context.quote[last] >= 0)
    following = word_at(last + 1, last + 1 > tail)
    return {
        "step": step, "how border": how * BORDERS + border, "opening border": opening * BORDERS + border,
        "border third": border * KINDS + third, "at then": kind(last) * KINDS + then,
        "word border": word * BORDERS + border,
        "length": length * HOWS * 2 + how, "length border": length * BORDERS + border,
        "rest border": rest * BORDERS + border, "rest length": rest * 16 + length, "word length": word * 16 + length,
        "verbs": ((verbs * 4 + subjects) * 3 + after) * BORDERS + border, "soon": soon * BORDERS + border,
        "inside": inside * BORDERS + border, "next": following, "second": word_at(last + 2, last + 2 > tail),
        "third": word_at(last + 3, last + 3 > tail), "next opening": following * KINDS + opening,
        "first word": word_at(first) * 16 + length, "last word": word_at(last), "word verbs": word * 4 + verbs,
        "opening verbs": (opening * 4 + verbs) * 16 + length, "pauses": (pauses * BORDERS + border) * 4 + verbs,
        "stem border": sight.stem[word] * BORDERS + border, "behind": kind(cue + 1) * BORDERS + border,
    }


def best_of(rows, score, number):
    """The best-scored item of each row: its place (-1: none) and its score. Items stand in the order of their rows."""
    place, best = np.full(number, -1), np.full(number, NONE)
    if len(rows):
        begin = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
        here, sizes = rows[begin], np.diff(begin, append=len(rows))
        best[here] = np.maximum.reduceat(score, begin)
        at = np.flatnonzero(score == np.repeat(best[here], sizes))[::-1]
        place[rows[at]] = at  # of equals the first one
    return place, best
