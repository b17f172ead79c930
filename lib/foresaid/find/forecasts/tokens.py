"""Words of many sentences at once, as whole numbers, so that everything about them can be computed in numpy."""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pyarrow as pa

from foresaid.text.letters import SIZE, code_points

PAD = "\x00"
PADS = 5  # between two sentences, so that a look five words to either side never sees another sentence
BLANK, LETTER, DIGIT, SIGN = range(4)
APOSTROPHE, SMALL_A, SMALL_Z = ord("'"), ord("a"), ord("z")
REPLACEMENT = 0xFFFD  # stands for a lone surrogate, which no UTF-8 can hold
SAME = (
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("„", '"'),
    ("«", '"'),
    ("»", '"'),
    ("–", "-"),
    ("—", "-"),
    ("\u2011", "-"),
    ("\u0130", "I"),
    (PAD, " "),
)


@dataclass(frozen=True)
class Tokens:
    """The words of a run of sentences. All arrays have one entry a word except the first four and `base`."""

    raw: str  # the sentences joined, as they were
    low: str  # the same folded: lower case, plain quotes; no character moved
    codes: np.ndarray  # the code points of raw
    known: np.ndarray  # the different folded words
    word: np.ndarray  # place in `known`
    start: np.ndarray  # offset into raw
    end: np.ndarray
    sentence: np.ndarray  # number of the sentence; pads belong to the one before
    pad: np.ndarray  # True between sentences
    capital: np.ndarray  # the word begins with a capital
    base: np.ndarray  # one a sentence: where it begins in raw

    @cached_property
    def words(self):
        """The folded words themselves, as a list."""
        return self.known[self.word].tolist()


def fold(text, kept=""):
    r"""Lower case with plain quotes and dashes; every character keeps its place.

    >>> fold("“Don’t”")
    '"don\'t"'
    """
    for char, plain in SAME:
        if char != kept:
            text = text.replace(char, plain)
    return text.lower()


def split_words(sentences):
    """The words of these sentences, with their offsets: letters ("don't"), numbers ("1,000.5") and single signs.

    >>> split_words(["It won't cost $1,000.5."]).words[PADS:-PADS]
    ['it', "won't", 'cost', '$', '1,000.5', '.']
    """
    pads = PAD * PADS
    raw = pads + pads.join(one.replace(PAD, " ") for one in sentences) + pads
    codes = code_points(raw)
    low = np.take(_folded(), codes, mode="clip")
    beyond = codes >= SIZE
    if beyond.any():
        low[beyond] = codes[beyond]
    kind = _joined(low)
    begins = np.flatnonzero(np.concatenate([[True], (kind[1:] != kind[:-1]) | (kind[1:] == SIGN)]))
    ends = np.append(begins[1:], len(kind))
    full = kind[begins] != BLANK
    start, end = begins[full], ends[full]
    known, word = _numbered(low[kind != BLANK], end - start)
    first = codes[start]
    lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences))
    base = np.cumsum(lengths + PADS) - lengths
    sentence = np.maximum(np.searchsorted(base, start, side="right") - 1, 0)
    capital = ((first >= 65) & (first <= 90)) | ((first >= 0xC0) & (first <= 0xDE) & (first != 0xD7))
    return Tokens(raw, _text(low), codes, known, word, start, end, sentence, first == 0, capital, base)


@cache
def _kinds():
    """What each character is to a word: BLANK, LETTER, DIGIT or SIGN."""
    table = np.full(SIZE, SIGN, dtype=np.uint8)
    for code in range(SIZE):
        sign = chr(code)
        if sign.isspace():
            table[code] = BLANK
        elif sign.isdecimal():
            table[code] = DIGIT
        elif sign.isalnum():
            table[code] = LETTER
    return table


@cache
def _folded():
    """What `fold` makes of each character; NUL stays, it parts sentences."""
    table = np.arange(SIZE, dtype=np.uint32)
    for code in np.flatnonzero(_kinds() == LETTER).tolist():
        low = chr(code).lower()
        table[code] = ord(low) if len(low) == 1 else code
    for char, plain in SAME:
        if char != PAD:
            table[ord(char)] = ord(plain.lower())
    table[0xD800:0xE000] = REPLACEMENT
    return table


def _joined(low):
    """The kind of each character, where signs inside numbers and contractions count as part of them."""
    kind = np.take(_kinds(), low, mode="clip")
    inside = np.flatnonzero((low == ord(".")) | (low == ord(",")))  # never at a rim: pads stand there
    numbers = inside[(kind[inside - 1] == DIGIT) & (kind[inside + 1] == DIGIT)]
    marks = np.flatnonzero(low == APOSTROPHE)
    after = low[marks + 1]
    marks = marks[(kind[marks - 1] == LETTER) & (after >= SMALL_A) & (after <= SMALL_Z)]
    for second in np.flatnonzero(np.diff(marks) < 20).tolist():  # "rock'n'roll": a word holds one apostrophe
        between = kind[marks[second] + 1 : marks[second + 1]]
        if kind[marks[second]] == SIGN and (between == LETTER).all():
            kind[marks[second]] = LETTER
            marks[second + 1] = marks[second]
    kind[numbers] = DIGIT
    kind[marks] = LETTER
    return kind


def _numbered(solid, lengths):
    """The different words, and the number of each word, from their code points behind one another."""
    sizes = 1 + (solid >= 0x80) + (solid >= 0x800).astype(np.int64) + (solid >= 0x10000)
    rims = np.concatenate([[0], np.cumsum(lengths)])
    offsets = np.concatenate([[0], np.cumsum(sizes)])[rims].astype(np.int32)
    data = _text(solid).encode()
    words = pa.StringArray.from_buffers(len(lengths), pa.py_buffer(offsets), pa.py_buffer(data)).dictionary_encode()
    return words.dictionary.to_numpy(zero_copy_only=False), words.indices.to_numpy().astype(np.int64)


def _text(codes):
    return codes.astype("<u4").tobytes().decode("utf-32-le")
