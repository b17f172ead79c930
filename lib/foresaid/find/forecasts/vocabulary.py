"""The words a model knows, and the number that each word of a text counts as: itself, a shape, or a name."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from foresaid.find.forecasts.tokens import PAD, Tokens
from foresaid.find.forecasts.wordclasses import NUMBER, SHAPE_ID, SHAPES, class_table, shape_of


@dataclass(frozen=True)
class Vocabulary:
    """The words that a model knows, and each word's grammatical class."""

    number: dict
    classes: np.ndarray
    fine: np.ndarray  # group of words that stand in like places (some two hundred groups)
    coarse: np.ndarray  # the same with some forty groups

    @classmethod
    def of(cls, words, groups=()):
        """A vocabulary of these words; numbers below len(SHAPES) are shapes of unknown ones.

        `groups` are two rows, fine and coarse, with a number for each shape and word.
        """
        size = len(SHAPES) + len(words)
        fine, coarse = groups if len(groups) else (np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64))
        return cls({word: number for number, word in enumerate(words, len(SHAPES))}, class_table(words), fine, coarse)


def number_words(tokens: Tokens, vocabulary: Vocabulary):
    """A number for each word: its place in the vocabulary, or its shape; names are one word."""
    get = vocabulary.number.get
    known = [get(word) or _shape(word) for word in tokens.known.tolist()]
    return as_names(np.array(known, dtype=np.int64)[tokens.word], tokens, vocabulary)


@lru_cache(maxsize=100_000)
def _shape(word):
    return SHAPE_ID["pad"] if word == PAD else shape_of(word)


def as_names(ids, tokens, vocabulary):
    """Capitalised words inside a sentence become one: names would teach a model who won, not how forecasts read."""
    first = np.ones(len(ids), dtype=bool)
    first[1:] = tokens.pad[:-1]
    quote = np.zeros(len(ids), dtype=bool)
    quote[1:] = vocabulary.classes[ids[:-1]] == NUMBER["quote"]
    grammar = (vocabulary.classes[ids] != NUMBER["other"]) & (ids >= len(SHAPES))
    loud = np.bincount(tokens.sentence[tokens.capital & ~tokens.pad], minlength=len(tokens.base))
    size = np.maximum(np.bincount(tokens.sentence[~tokens.pad], minlength=len(tokens.base)), 1)
    headline = (loud / size > 0.5)[tokens.sentence]
    inside = tokens.capital & ~first & ~quote & ~grammar & ~headline
    unknown = tokens.capital & (first | quote | headline) & (ids < len(SHAPES)) & (ids != SHAPE_ID["number"])
    return np.where(inside | unknown, SHAPE_ID["name"], ids)
