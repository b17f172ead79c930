"""Who may hold an attribution: the phrases around its reporting word, and what is seen about each."""

import numpy as np

from foresaid.find.quotes.context import ranges
from foresaid.find.quotes.ends import STEPS, without_twins
from foresaid.find.quotes.holders import BREAK, SUBJECT
from foresaid.find.quotes.see import HOWS, KINDS, WAYS, half_size
from foresaid.find.quotes.tokens import BIT, mask
from foresaid.find.quotes.ways import ACCORDING, AROUND, INVERTED, PASSIVE, SPEAKER

PHRASES, PAUSES = 5, 3  # so many phrases before the reporting word, and pauses behind it, are looked at
LONGEST = 60            # tokens of a phrase behind
EDGE = BREAK | mask("prep", "and", "relative", "sub", "that", "to", "be", "have", "modal", "do", "bracket", "not")
AS_FOUND, OPENING, WHOLE, SUBJECTS, BEHIND = 0, 11, 12, 13, 14  # steps; phrases before have 1 to 10


def mark_edges(context, near, is_cue):
    """Remember as "edge" the tokens that no short noun phrase contains; returns them as 0 and 1."""
    bits = context.tokens.bits
    before = np.concatenate([[0], bits[:-1]])
    small = (bits & BIT["capital"]) == 0
    flags = ((bits & EDGE) != 0) & ((bits & BIT["of"]) == 0)
    flags |= small & (is_cue | ((bits & BIT["ed"]) != 0) & ((before & mask("det", "poss")) == 0))
    near.mark("edge", flags)
    return flags.astype(np.int64)


def find_sources(context, found, near, edges):
    """Phrases for each attribution: dict of arrays row, first, last, step (how it was found)."""
    rows = np.arange(len(found["cue"]))
    steps = [(found["s_first"] >= 0, found["s_first"], found["s_last"], AS_FOUND),
             *_before(context, found, near, edges), *_behind(context, found, near)]
    made = []
    for where, first, last, step in steps:
        fits = where & (first >= 0) & (last >= first)
        made.append((rows[fits], first[fits], last[fits], step))
    return without_twins(len(rows), made)


def _before(context, found, near, edges):
    """The phrases before a reporting word, each to its own end and to the verb; what opens the sentence; a pronoun."""
    cue, head = found["cue"], context.first[found["cue"]]
    here = (found["way"] != SPEAKER) & (head >= 0)
    stop = np.maximum(found["before"], np.maximum(head, 0))
    stop = stop - near.has(stop, BREAK)
    at, left = np.maximum(cue, 1), here
    for step in range(PHRASES):
        end = at - 1
        for _ in range(3):
            end = end - edges[near.clip(end)]
        begin = np.maximum(near.at_or_before("edge", near.clip(end)) + 1, head)
        good = left & (end >= head)
        yield good, begin, end, 1 + step
        yield good & (end < stop) & (stop < cue), begin, stop, 1 + PHRASES + step
        at, left = np.maximum(begin, 1), left & (begin > head)
    start = np.maximum(head, 0)
    for _ in range(2):
        start = near.clip(start + near.has(start, BREAK | mask("and", "sub", "prep", "adverb", "ly")))
    end = near.at_or_after("edge", start) - 1
    yield here & (end < cue), start, end, OPENING
    yield here & (stop < cue) & (stop > start), start, stop, WHOLE
    subject = near.at_or_before(SUBJECT, np.maximum(cue - 1, 0))
    yield here & (subject >= head), subject, subject, SUBJECTS


def _behind(context, found, near):
    """The phrase behind a reporting word: to its own end, and to each of the next pauses."""
    cue, way = found["cue"], found["way"]
    tail = np.maximum(context.last[cue], cue)
    behind = np.isin(way, (INVERTED, ACCORDING, PASSIVE)) & (found["s_first"] > cue)
    start = near.clip(np.where(behind, found["s_first"], cue + 1))
    here = (behind | (way != SPEAKER) & (start <= tail)) & (found["how"] != AROUND)
    yield here, start, near.at_or_after("edge", start) - 1, BEHIND
    at = start
    for step in range(PAUSES):
        at = near.at_or_after(BREAK, near.clip(at + 1))
        last = at - 1 - near.has(at - 1, BIT["stop"])
        yield here & (at <= tail + 1) & (at - start < LONGEST), start, last, BEHIND + 1 + step


def share_sources(row, sources):
    """The phrases again for candidates with their ends, where `row` says which candidate without an end each was.

    Returns them and for each phrase its place with the candidate's other end, if that stands before; else -1.
    """
    begin, end = (np.searchsorted(sources["row"], row, side=side) for side in ("left", "right"))
    which, sizes = ranges(begin, end - 1), end - begin
    twin = np.repeat(np.where(np.diff(row, prepend=-1) == 0, sizes, 0), sizes)
    made = {name: column[which] for name, column in sources.items()} | {"row": np.repeat(np.arange(len(row)), sizes)}
    return made, np.where(twin > 0, np.arange(len(which)) - twin, -1)


def overlap_of(found, sources):
    """Where each phrase stands to the content: it begins behind its beginning, ends before its end, shares words."""
    first, last, row = sources["first"], sources["last"], sources["row"]
    c_first, c_last = found["first"][row], found["last"][row]
    return ((first >= c_first) * 1 + (last <= c_last) * 2
            + (np.minimum(last, c_last) >= np.maximum(first, c_first)) * 4)


def see_sources(sight, found, sources):
    """What is seen about each phrase: a dict of whole numbers by name."""
    context, bits, kind, word_at = sight.context, sight.bits, sight.kind, sight.word
    row, first, last, step = (sources[name] for name in ("row", "first", "last", "step"))
    cue, way, how = found["cue"][row], found["way"][row], found["how"][row]
    word, ways, before = word_at(cue), way * HOWS + how, last < cue
    leads = (first <= context.first[cue]) | (way == SPEAKER)
    begin, end, prev, then = kind(first), kind(last), kind(first - 1, leads), kind(last + 1)
    low = np.where(before, last + 1, cue + 1)
    high = np.maximum(np.where(before, cue, first), low) - 1
    gap = half_size(high - low + 2) + 16 * ~before
    quoted = (context.quote[first] >= 0) * 2 + (context.quote[cue] >= 0)
    capital = ((bits[first] & BIT["capital"]) != 0) * 2 + ((bits[last] & BIT["capital"]) != 0)
    length, form = half_size(last - first + 1), sight.form(cue)
    ahead = kind(found["before"][row], found["before"][row] < 0)
    path, inner = (_crossed(sight, *stretch) for stretch in ((low, high), (first, last)))
    return {
        "step way": step * 128 + ways, "step held": (step * 8 + found["held"][row]) * WAYS + way,
        "begin": begin * WAYS + way, "begin prev": begin * KINDS + prev, "end then": (end * KINDS + then) * 2 + before,
        "prev then": (prev * KINDS + then) * 2 + before, "gap": gap * WAYS + way, "gap ahead": gap * KINDS + ahead,
        "gap form": gap * 4 + form, "path": (path * 4 + form) * 2 + before, "path way": path * WAYS + way,
        "path ahead": path * KINDS + ahead, "inner": inner * 16 + length, "inner then": inner * KINDS + then,
        "overlap": overlap_of(found, sources) * WAYS + way, "quoted": quoted * WAYS + way,
        "length way": length * WAYS + way,
        "capital": capital * 16 + length, "capital end": capital * KINDS + then, "first word": word_at(first),
        "last word": word_at(last) * 2 + before, "previous word": word_at(first - 1, leads),
        "next word": word_at(last + 1) * 2 + before, "cue gap": word * STEPS + gap, "cue step": word * STEPS + step,
        "stem step": sight.stem[word] * STEPS + step, "step ahead": step * KINDS + ahead,
        "step form": (step * 4 + form) * KINDS + begin, "step end": (step * KINDS + end) * KINDS + then,
        "second word": word_at(np.minimum(first + 1, last)), "start": (first == context.first[cue]) * STEPS + step,
        "ways inner": ways * 64 + inner, "behind": kind(cue + 1) * STEPS + step,
        "word before": word_at(cue - 1, cue <= context.first[cue]) * STEPS + step,
    }


def _crossed(sight, first, last):
    """How many verbs, pauses and reporting words stand in a stretch, up to three each, as one number."""
    verbs, pauses, cues = (sight.many(name, first, last, 3) for name in ("verb", "pause", "cue"))
    return (verbs * 4 + pauses) * 4 + cues
