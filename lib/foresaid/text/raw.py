"""All hits of a lexicon in a batch before the longest are chosen: the automaton's pass and its checks, in numpy."""

from itertools import chain

import numpy as np

from foresaid.text.letters import BLANK, SKIP, WORD, folded, kinds, plain

SMALL_A, SMALL_Z, TO_CAPITAL = 97, 122, 32


def letters_of(codes, standin, kind=None):
    """The bytes that the automaton sees: stand-ins, with ASCII letters at the start of a word as capitals."""
    kind = np.take(kinds(), codes, mode="clip") if kind is None else kind
    made = np.take(standin, codes, mode="clip")
    word = (kind & WORD).view(bool)
    begins = word.copy()
    begins[1:] &= ~word[:-1]
    begins &= (made >= SMALL_A) & (made <= SMALL_Z)
    made -= begins.view(np.uint8) * np.uint8(TO_CAPITAL)
    return made


def find_raw(lexicon, buffer):
    """Every hit with its boundaries, case and blanks checked: start and end in the buffer, and the term's row."""
    codes, kind, places = _closed_up(buffer)
    found = lexicon.automaton.find_matches_as_indexes(letters_of(codes, lexicon.standin, kind), overlapping=True)
    flat = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found))
    pattern, start, end = flat[0::3], flat[1::3], flat[2::3]
    start, end, term = _each_term(lexicon, pattern, start, end)
    start, end, term = _whole_words(lexicon.flags, kind, (start, end, term))
    good = _spelled_alike(lexicon, codes, start, term)
    start, end, term = start[good], end[good], term[good]
    if places is not None:
        start, end = places[start], places[end - 1] + 1
    return start, end, term


def _closed_up(buffer):
    """The batch with runs of blanks made one and invisible characters gone, and where each character was."""
    blank = (buffer.kinds & BLANK) != 0
    gone = (buffer.kinds & SKIP) != 0
    gone[1:] |= blank[1:] & blank[:-1]
    if not gone.any():
        return buffer.codes, buffer.kinds, None
    places = np.flatnonzero(~gone)
    return buffer.codes[places], buffer.kinds[places], places


def _each_term(lexicon, pattern, start, end):
    """One row per hit and term: several terms may be spelled alike."""
    many = lexicon.first[pattern + 1] - lexicon.first[pattern]
    if (many == 1).all():
        return start, end, lexicon.rows[lexicon.first[pattern]]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return np.repeat(start, many), np.repeat(end, many), lexicon.rows[np.repeat(lexicon.first[pattern], many) + within]


def _whole_words(flags, kind, hits):
    """Drop hits that begin or end inside a word; a prefix goes on to the end of its word."""
    start, end, term = hits
    word = (kind & WORD).view(bool)
    left, right, prefix = (flags[name].to_numpy()[term] for name in ("left", "right", "prefix"))
    good = ~(left & (start > 0) & word[start - 1]) & (prefix | ~(right & word[end]))
    start, end, term, prefix = start[good], end[good], term[good], prefix[good]
    if prefix.any():
        outside = np.flatnonzero(~word)
        end[prefix] = outside[np.searchsorted(outside, end[prefix])]
    return start, end, term


def _spelled_alike(lexicon, codes, start, term):
    """Whether the text's characters are the term's, where the bytes alone do not tell: its case, or shared bytes."""
    good = np.ones(len(term), dtype=bool)
    for name, table, spelling in (("case", plain(), 0), ("shared", folded(), 1)):
        rows = np.flatnonzero(lexicon.flags[name].to_numpy()[term])
        if not len(rows):
            continue
        lengths = lexicon.flags["length"].to_numpy()[term[rows]]
        begins = np.cumsum(lengths) - lengths
        within = np.arange(lengths.sum()) - np.repeat(begins, lengths)
        text = np.take(table, codes[np.repeat(start[rows], lengths) + within], mode="clip")
        wanted = np.concatenate([lexicon.spelled[one][spelling] for one in term[rows].tolist()])
        good[rows] = np.logical_and.reduceat(text == wanted, begins)
    return good
