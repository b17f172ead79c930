"""Word 5-shingles as numbers: every five words in a row of a text as one 64-bit hash, for all texts of a batch at once.

Case, punctuation and the shape of quotes and dashes make no difference. Only numpy over the texts' bytes; the hashes
are the same on every machine and in every run.
"""

from itertools import pairwise

import numpy as np
import pyarrow as pa

SHINGLE = 5  # words
BATCH = 1 << 18  # characters of text at once: what fits the processor's cache

# each byte as it counts: letters in lower case, digits, bytes of other scripts; anything else is 0
LETTER = np.zeros(256, dtype=np.uint8)
for _byte in (*b"abcdefghijklmnopqrstuvwxyz0123456789", *range(128, 256)):
    LETTER[_byte] = _byte
for _byte in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ":
    LETTER[_byte] = _byte + 32
with np.errstate(over="ignore"):
    POWERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15, dtype=np.uint64))  # wraps on purpose


class Shingles:
    """The word 5-shingles of many texts as numbers: `hashes` one after the other, those of text i from first[i] on."""

    def __init__(self, texts):
        sizes = np.array([len(text) for text in texts], dtype="int64")  # code points: near enough to cut batches
        batch = np.cumsum(sizes) // BATCH
        pieces = [_hash_shingles(texts[low:high]) for low, high in _runs(batch)]
        self.hashes = np.concatenate([piece[0] for piece in pieces]) if pieces else np.empty(0, np.uint64)
        counts = np.concatenate([piece[1] for piece in pieces]) if pieces else np.empty(0, np.int64)
        self.words = np.concatenate([piece[2] for piece in pieces]) if pieces else np.empty(0, np.int64)
        self.whole = np.concatenate([piece[3] for piece in pieces]) if pieces else np.empty(0, np.uint64)
        self.first = np.r_[0, np.cumsum(counts)]

    def of(self, text):
        """The distinct shingles of one text, sorted."""
        return np.unique(self.hashes[self.first[text]:self.first[text + 1]])

    def contained(self, one, other):
        """Share of the shorter text's distinct shingles that stand in the other; 1 for the same text."""
        if self.whole[one] == self.whole[other]:
            return 1.0
        short, long = sorted((self.of(one), self.of(other)), key=len)
        return np.isin(short, long, assume_unique=True).mean() if len(short) else 0.0


def _runs(codes):
    """(start, end) of each run of equal codes."""
    edges = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    return [(low, high) for low, high in pairwise(edges) if high > low]


def _hash_shingles(texts):
    """(hashes of all shingles, their number per text, words per text, a hash of each whole text)."""
    column = pa.array(texts, type=pa.large_string())
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int64)[:len(texts) + 1]
    raw = np.frombuffer(column.buffers()[2] or b"", dtype=np.uint8)[:offsets[-1]]
    letters = LETTER[raw]
    _blank_signs(raw, letters)
    inside = letters != 0
    edge = np.diff(np.r_[False, inside, False].astype(np.int8))
    edge[offsets[:-1]] = np.where(_at(inside, offsets[:-1]), 1, edge[offsets[:-1]])  # a text begins a word
    starts = np.flatnonzero(edge == 1)
    if not len(starts):
        zero = np.zeros(len(texts), dtype=np.int64)
        return np.empty(0, np.uint64), zero, zero, zero.astype(np.uint64)
    lengths = np.diff(np.r_[starts, len(letters)])
    place = np.arange(starts[0], len(letters), dtype=np.int32) - np.repeat(starts.astype(np.int32), lengths)
    worth = letters[starts[0]:] * POWERS[place & 63]
    words = _mix(np.add.reduceat(worth, starts - starts[0]))
    text = np.searchsorted(offsets, starts, side="right") - 1
    n_words = np.bincount(text, minlength=len(texts))
    nth = np.arange(len(words)) - (np.cumsum(n_words) - n_words)[text]
    whole = np.zeros(len(texts), dtype=np.uint64)
    np.add.at(whole, text, _mix(words + nth.astype(np.uint64) * POWERS[7]))
    if len(words) < SHINGLE:
        return np.empty(0, np.uint64), np.zeros(len(texts), np.int64), n_words, whole
    count = len(words) - SHINGLE + 1
    shingle = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        shingle += words[step:step + count] * POWERS[step + 1]
    kept = text[:count] == text[SHINGLE - 1:]
    return _mix(shingle[kept]), np.bincount(text[:count][kept], minlength=len(texts)), n_words, whole


def _at(flags, places):
    """The flags at places, False for the place behind the last one."""
    return np.r_[flags, False][np.minimum(places, len(flags))]


def _blank_signs(raw, letters):
    """Curly quotes, dashes and the no-break space are no letters: the bytes E2 80 xx and C2 A0 and the like."""
    two = np.flatnonzero(raw[:-2] == 0xE2)
    two = two[raw[two + 1] == 0x80]
    letters[two] = letters[two + 1] = letters[two + 2] = 0
    one = np.flatnonzero(raw[:-1] == 0xC2)
    letters[one] = letters[one + 1] = 0


def _mix(numbers):
    """Spread the bits of hashes (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))
