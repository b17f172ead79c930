"""The words of a whole batch as numbers, so that everything about them can be asked of all of them at once.

A token is a word ("re-election", "Trump's", "U.S" and "1,000" are one) or a single other sign. What a token is stands
in bits: its classes from data/quotes/words.csv, its ending, its sign.
"""

from dataclasses import dataclass
from functools import cache
from itertools import chain

import numpy as np
import pandas as pd

from foresaid.find.quotes.stems import stem_of
from foresaid.paths import DATA
from foresaid.text.letters import BLANK, DIGIT, SIZE, UPPER, WORD, kinds, plain

# in the order of their weight: where a token is of several classes, the first one says what kind it is
CLASSES = ("mark", "comma", "stop", "colon", "dash", "bracket", "that", "person", "thing", "self", "relative", "to",
           "of", "poss", "det", "be", "modal", "have", "do", "not", "and", "sub", "time", "prep", "object", "adverb",
           "ly", "capital", "digit", "ing", "ed")
BIT = {name: 1 << place for place, name in enumerate(CLASSES)}
PLAIN = len(CLASSES)  # the kind of a word without a class
SIGNS = {"comma": ",;", "stop": ".?!…\0", "colon": ":", "dash": "-–—", "mark": "\"“”„«»‘’'", "bracket": "()[]{}<>/|*•"}
JOINS = "'-.,&@"  # inside a word when letters or figures stand on both sides
NEWLINE = ord("\n")
LOWER = bytes(range(256)).lower()  # ASCII only
SLOTS = 20  # bits of the table that finds a word's number by its hash
PRIMES = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
EIGHT = np.array([(1 << 8 * size) - 1 for size in range(9)], dtype=np.uint64)


@dataclass(frozen=True)
class Vocabulary:
    """Known words: their numbers (0 is any other word), their classes, and a number that a word's forms share."""

    words: list
    bits: np.ndarray
    stem: np.ndarray
    hashes: np.ndarray
    slots: np.ndarray
    factor: np.uint64


@dataclass(frozen=True)
class Tokens:
    """All tokens of a batch, one entry each: where, which word, what it is, and the sentence it stands in."""

    start: np.ndarray
    end: np.ndarray
    word: np.ndarray
    bits: np.ndarray
    line: np.ndarray     # number of the line; lines end at line breaks and with texts
    letters: np.ndarray  # one a character: its byte, and 24 more
    breaks: np.ndarray   # one a line: the place where it ends


def mask(*names):
    """The bits of these classes together."""
    return sum(BIT[name] for name in names)


def kind_of(bits):
    """The first class of each token as a number, PLAIN where it has none."""
    lowest = (bits & -bits).astype(np.float32)
    return np.where(bits == 0, PLAIN, np.frexp(lowest)[1] - 1)


def split_tokens(buffer, vocabulary):
    """The tokens of all texts of a Buffer."""
    letters = _letters(buffer)
    start, end = _borders(buffer, letters)
    word = _lookup(letters, start, end, vocabulary)
    bits = vocabulary.bits[word] | np.take(_sign_bits(), buffer.codes[start], mode="clip")
    breaks = np.flatnonzero((letters[:len(buffer.codes)] == NEWLINE) | (letters[:len(buffer.codes)] == 0))
    sizes = np.diff(np.searchsorted(start, breaks), prepend=0, append=len(start))
    line = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    return Tokens(start, end, word, bits | _endings(letters, start, end), line, letters, breaks)


def _letters(buffer):
    """Every character as a byte: small letters, plain apostrophes and hyphens; above ASCII by its lowest bits."""
    codes = buffer.codes
    letters = codes.astype(np.uint8)
    high = np.flatnonzero(codes > 127)
    letters[high] = np.take(_fold(), codes[high], mode="clip")
    return np.frombuffer(letters.tobytes().translate(LOWER) + bytes(24), dtype=np.uint8)


def places_of(letters, signs):
    """Where characters stand that may be one of these bytes; what lies above ASCII must be looked at again."""
    table = bytes(byte in signs for byte in range(256))
    return np.flatnonzero(np.frombuffer(letters.tobytes().translate(table), dtype=bool))


def _borders(buffer, letters):
    """Where tokens begin and end."""
    word = (buffer.kinds & WORD).view(bool)
    join = places_of(letters, JOINS.encode())
    join = join[(join > 0) & (join < len(word) - 1)]
    join = join[word[join - 1] & word[join + 1]]
    word[join] = True
    change = np.flatnonzero(word[1:] != word[:-1]) + 1
    if word[0]:
        change = np.concatenate([[0], change])
    sign = np.flatnonzero(~(word | ((buffer.kinds & BLANK) != 0)))
    start = np.concatenate([change[0::2], sign])
    order = np.argsort(start, kind="stable")
    return start[order], np.concatenate([change[1::2], sign + 1])[order]


def _lookup(letters, start, end, vocabulary):
    """The number of each token's word."""
    hashes = _hashes(letters, start, end)
    word = vocabulary.slots[_slots(hashes, vocabulary.factor)]
    return np.where(vocabulary.hashes[word] == hashes, word, 0).astype(np.int32)


def _hashes(letters, start, end):
    """A number for the letters of each token; those of more than 24 letters count as their first 24."""
    eights = np.ndarray(shape=(len(letters) - 7,), dtype="<u8", buffer=letters, strides=(1,))
    length = end - start
    made = eights[start] & EIGHT[np.minimum(length, 8)]
    long = np.flatnonzero(length > 8)
    at, size = start[long], length[long]
    made[long] ^= (eights[at + 8] & EIGHT[np.minimum(size - 8, 8)]) * PRIMES[0]
    longer = long[size > 16]
    made[longer] ^= (eights[start[longer] + 16] & EIGHT[np.minimum(length[longer] - 16, 8)]) * PRIMES[1]
    return made


def _endings(letters, start, end):
    """The bits ly, ed and ing of words of four letters and more."""
    twos = np.ndarray(shape=(len(letters) - 1,), dtype="<u2", buffer=letters, strides=(1,))
    last = twos[np.maximum(end - 2, 0)]
    long = end - start > 3
    bits = np.zeros(len(start), dtype=np.int32)
    for ending, name in (("ly", "ly"), ("ed", "ed"), ("ng", "ing")):
        bits[long & (last == int.from_bytes(ending.encode(), "little"))] = BIT[name]
    return bits


@cache
def _sign_bits():
    bits = np.zeros(SIZE, dtype=np.int32)
    for name, signs in SIGNS.items():
        for sign in signs:
            bits[ord(sign)] = BIT[name]
    bits[(kinds() & UPPER) != 0] = BIT["capital"]
    bits[(kinds() & DIGIT) != 0] = BIT["digit"]
    bits[-1] = 0
    return bits


@cache
def _fold():
    """The byte of each character above ASCII; below they are themselves."""
    codes = np.array([ord(chr(code).lower()[0]) for code in range(SIZE)])
    codes = np.where(plain() == ord("'"), ord("'"), np.where(plain() == ord("-"), ord("-"), codes))
    return np.where(codes < 128, codes, 128 + codes % 128).astype(np.uint8)


def make_vocabulary(words, classes, factor=None):
    """Number words: the given ones in their order from 1, then those that only `classes` (a frame word, class) has.

    `factor`: a number by which no two words share a slot, if it is known; else it is looked for.
    """
    listed = list(dict.fromkeys(["", *words, *classes["word"]]))
    number = {word: place for place, word in enumerate(listed)}
    bits = np.zeros(len(listed), dtype=np.int32)
    for word, kind in zip(classes["word"], classes["class"], strict=True):
        bits[number[word]] |= BIT[kind]
    bits[number.get("of", 0)] |= BIT["of"]
    bits[0] = 0
    hashes = _hashes_of(listed)
    known = [] if factor is None else [np.uint64(factor)]
    factor = next(one for one in chain(known, _factors()) if len(np.unique(_slots(hashes, one))) == len(listed))
    slots = np.zeros(1 << SLOTS, dtype=np.int16)
    slots[_slots(hashes, factor)] = np.arange(len(listed))
    stems = {}
    stem = np.array([stems.setdefault(stem_of(word), len(stems)) for word in listed])
    return Vocabulary(listed, bits, stem, hashes, slots, factor)


def _hashes_of(words):
    data = [word.encode("ascii", "replace") for word in words]
    lengths = np.array([len(one) for one in data])
    ends = np.cumsum(lengths)
    return _hashes(np.frombuffer(b"".join(data) + bytes(24), dtype=np.uint8).copy(), ends - lengths, ends)


def _slots(hashes, factor):
    return ((hashes * factor) >> np.uint64(64 - SLOTS)).astype(np.int64)


def _factors():
    """Odd numbers to try, always the same ones."""
    seed = 0x9E3779B97F4A7C15
    while True:
        seed = (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        yield np.uint64(seed | 1)


def read_classes(folder=DATA / "quotes"):
    """words.csv: word, class."""
    return pd.read_csv(folder / "words.csv", comment="#", keep_default_na=False, dtype="str")
