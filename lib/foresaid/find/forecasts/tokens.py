"""Words of many sentences at once, as whole numbers, so that everything about them can be computed in numpy."""

import re
from dataclasses import dataclass

import numpy as np

PAD = "\x00"
PADS = 5  # between two sentences, so that a look five words to either side never sees another sentence
TOKEN = re.compile(r"\s+|[^\W\d_]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*|.", re.DOTALL)
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
    """The words of a run of sentences. All arrays have one entry a word except `base`, `low` and `raw`."""

    raw: str  # the sentences joined, as they were
    low: str  # the same folded: lower case, plain quotes; no character moved
    words: list  # folded words
    start: np.ndarray  # offset into raw
    end: np.ndarray
    sentence: np.ndarray  # number of the sentence; pads belong to the one before
    pad: np.ndarray  # True between sentences
    capital: np.ndarray  # the word begins with a capital
    base: np.ndarray  # one a sentence: where it begins in raw


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
    """The words of these sentences, with their offsets."""
    pads = PAD * PADS
    raw = pads + pads.join(one.replace(PAD, " ") for one in sentences) + pads
    low = fold(raw, kept=PAD)
    pieces = TOKEN.findall(low)
    lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    codes = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    keep = ~is_blank(codes)[starts] if len(starts) else np.zeros(0, dtype=bool)
    words = [piece for piece, kept in zip(pieces, keep.tolist(), strict=True) if kept]
    start, end = starts[keep], ends[keep]
    first = codes[start]
    pad = first == 0
    lengths = np.fromiter(map(len, sentences), dtype=np.int64, count=len(sentences))
    base = np.cumsum(lengths + PADS) - lengths
    sentence = np.searchsorted(base, start, side="right") - 1
    capital = ((first >= 65) & (first <= 90)) | ((first >= 0xC0) & (first <= 0xDE) & (first != 0xD7))
    return Tokens(raw, low, words, start, end, np.maximum(sentence, 0), pad, capital, base)


def is_blank(codes):
    """Which code points are white space for our pattern."""
    blank = (codes == 32) | ((codes >= 9) & (codes <= 13)) | ((codes >= 28) & (codes <= 31)) | (codes == 0x85)
    return (
        blank
        | (codes == 0xA0)
        | (codes == 0x1680)
        | ((codes >= 0x2000) & (codes <= 0x200A))
        | ((codes == 0x2028) | (codes == 0x2029) | (codes == 0x202F) | (codes == 0x205F) | (codes == 0x3000))
    )
