"""A batch of texts as one row of code points: what the scan and the sentence splitter read."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foresaid.text.letters import BLANK, code_points, kinds

BETWEEN = "\0"  # stands after every text; no term holds it, it is neither a blank nor part of a word


@dataclass(frozen=True)
class Buffer:
    """Texts behind one another. Text i is text[bases[i]:bases[i] + lengths[i]]."""

    text: str
    codes: np.ndarray    # code point of every character
    kinds: np.ndarray    # what it is: bits of foresaid.text.letters
    bases: np.ndarray    # where each text begins
    lengths: np.ndarray  # its length in code points

    @cached_property
    def hollow(self):
        """Whether each character is blank or NUL; the last separator counts as solid."""
        hollow = ((self.kinds & BLANK) != 0) | (self.codes == 0)
        hollow[-1] = False
        return hollow

    @cached_property
    def solid(self):
        """Where the other characters stand."""
        return np.flatnonzero(~self.hollow)

    def owner(self, positions):
        """The number of the text in which each position lies."""
        return np.searchsorted(self.bases, positions, side="right") - 1


def join_texts(texts):
    """Put texts (None counts as empty) behind one another.

    >>> buffer = join_texts(["ab", None, "c"])
    >>> buffer.bases.tolist(), buffer.lengths.tolist()
    ([0, 3, 4], [2, 0, 1])
    """
    if isinstance(texts, Buffer):
        return texts
    texts = [text if isinstance(text, str) else "" for text in texts]
    lengths = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    bases = np.concatenate([[0], np.cumsum(lengths + 1)])[:-1].astype(np.int64)
    text = BETWEEN.join(texts) + BETWEEN
    codes = code_points(text)
    return Buffer(text, codes, np.take(kinds(), codes, mode="clip"), bases, lengths)
