"""What surrounds each token: its sentence, its quote, and the nearest tokens of a kind to either side."""

from dataclasses import dataclass

import numpy as np

from foresaid.find.quotes.marks import find_marks
from foresaid.find.quotes.tokens import BIT
from foresaid.tables import READABLE


@dataclass(frozen=True)
class Context:
    """Arrays with one entry a token, except those of quoted stretches (q_…), which end with an empty stretch."""

    tokens: object
    sentence: np.ndarray  # row in batch.sentences, -1 outside readable ones
    first: np.ndarray     # the sentence's first token, -1 outside
    last: np.ndarray      # and its last
    quote: np.ndarray     # number of the quoted stretch, -1 outside
    q_first: np.ndarray   # the opening mark's token
    q_last: np.ndarray    # the closing mark's, or the last token of the paragraph
    q_begin: np.ndarray   # the opening mark of the quote that this stretch goes on with, else its own
    q_end: np.ndarray     # the closing mark of the last stretch that goes on with this one, else its own


def read_context(tokens, buffer, sentences):
    """Find the sentence and the quote of each token."""
    row, first, last = _sentences(tokens, buffer, sentences)
    _mend_stops(tokens.bits, row, last)
    spans = np.array(find_marks(buffer, tokens), dtype=np.int64).reshape(-1, 3)
    q_first = np.searchsorted(tokens.start, spans[:, 0])
    q_last = np.searchsorted(tokens.start, spans[:, 1]) - 1
    quote = np.full(len(tokens.start), -1, dtype=np.int32)
    quote[ranges(q_first, q_last)] = np.repeat(np.arange(len(spans)), q_last - q_first + 1)
    q_first, q_last = np.append(q_first, -1), np.append(q_last, -1)
    return Context(tokens, row, first, last, quote, q_first, q_last, *_chains(q_first, q_last, spans[:, 2] > 0))


def ranges(first, last):
    """All whole numbers of the ranges first..last, one range after the other.

    >>> ranges(np.array([2, 7]), np.array([4, 7])).tolist()
    [2, 3, 4, 7]
    """
    sizes = last - first + 1
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes - first, sizes)


def _sentences(tokens, buffer, sentences):
    readable = sentences["part"].isin(READABLE).to_numpy() & (sentences["part"] != "title").to_numpy()
    rows = np.flatnonzero(readable)
    base = buffer.bases[sentences["article"].to_numpy()[rows]]
    begin = np.searchsorted(tokens.start, sentences["start"].to_numpy()[rows] + base)
    end = np.searchsorted(tokens.start, sentences["end"].to_numpy()[rows] + base)
    full = end > begin
    rows, begin, end = rows[full], begin[full], end[full]
    places = ranges(begin, end - 1)
    of = np.full(len(tokens.start), -1, dtype=np.int32)
    of[places] = np.repeat(np.arange(len(rows)), end - begin)
    return (np.append(values, -1).astype(np.int32)[of] for values in (rows, begin, end - 1))


def _mend_stops(bits, row, last):
    """A full stop inside a sentence is an abbreviation's unless a quotation mark follows."""
    stops = np.flatnonzero((bits & BIT["stop"]) != 0)
    stops = stops[(row[stops] >= 0) & (last[stops] > stops)]
    bits[stops[(bits[stops + 1] & BIT["mark"]) == 0]] &= ~BIT["stop"]


def _chains(first, last, goes_on):
    begin, end = first.copy(), last.copy()
    places = np.flatnonzero(goes_on[:-1]).tolist()
    for one in places:
        begin[one + 1] = begin[one]
    for one in reversed(places):
        end[one] = end[one + 1]
    return begin, end


def _rank(ranks, tokens):
    """How many marked tokens stand before each: 64 of them are one number, and `counts` says how many stand before."""
    packed, counts = ranks
    place, below = tokens >> 6, (np.uint64(1) << (tokens & 63).astype(np.uint64)) - np.uint64(1)
    return counts.take(place) + np.bitwise_count(packed.take(place) & below)


class Nearest:
    """Looks for the nearest token of some kinds, at a token or beside it."""

    def __init__(self, bits):
        self.bits, self.size, self._places, self._room = bits, len(bits), {}, np.empty_like(bits)

    def mark(self, name, flags):
        """Remember tokens under a name."""
        places = np.concatenate([[-1], np.flatnonzero(flags), [self.size]])
        packed = np.zeros(self.size // 64 + 1, dtype="<u8")
        packed.view(np.uint8)[:(self.size + 7) // 8] = np.packbits(flags, bitorder="little")
        counts = np.bitwise_count(packed)
        self._places[name] = places, packed, np.cumsum(counts, dtype=np.int64) - counts

    def at_or_after(self, what, tokens):
        """The first token of that kind from each one on; the number of tokens where there is none."""
        places, *ranks = self._of(what)
        return places.take(_rank(ranks, tokens) + 1)

    def at_or_before(self, what, tokens):
        """The last token of that kind up to each one; -1 where there is none."""
        places, *ranks = self._of(what)
        return places.take(_rank(ranks, tokens + 1))

    def _of(self, what):
        if what not in self._places:
            self.mark(what, np.bitwise_and(self.bits, what, out=self._room) != 0)
        return self._places[what]

    def clip(self, tokens):
        """Keep numbers of tokens inside the batch."""
        return np.clip(tokens, 0, self.size - 1)

    def has(self, tokens, wanted):
        """Whether these tokens have one of the wanted bits."""
        return (self.bits.take(tokens, mode="clip") & wanted) != 0
