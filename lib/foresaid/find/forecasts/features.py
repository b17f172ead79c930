"""What the finder looks at: the words of a sentence, and around each cue its subject, its verb, quotes and conditions.

A feature is a whole number made from its template (foresaid.find.forecasts.templates) and its parts; nothing is looked
up by name while articles are read.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foresaid.find.forecasts.places import Places, any_in, class_at, first_not, subject
from foresaid.find.forecasts.templates import CONTEXT, CUE_TEMPLATES, SENTENCE_TEMPLATES, WORD_TEMPLATES
from foresaid.find.forecasts.vocabulary import Vocabulary, number_words
from foresaid.find.forecasts.wordclasses import NUMBER

__all__ = ["BITS", "WORD_TEMPLATES", "Cues", "Vocabulary", "find_features", "look", "number_words"]

BITS = 40  # features are spread over 2**BITS numbers: enough that no two meet
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)
SKIPPED = ("adverb", "not", "be", "have")
FINITE = ("be", "was", "have", "had", "will", "would", "past", "said", "says", "may", "do")
LENGTHS = (6, 10, 15, 20, 27, 35, 50)  # words, where a sentence of the next size begins


@dataclass(frozen=True)
class Cues:
    """The cues of a run of sentences: one entry a cue, in order of sentence and place."""

    sentence: np.ndarray  # number of the sentence in the run
    start: np.ndarray  # offset into the joined text
    end: np.ndarray
    term: np.ndarray  # stable number of the cue's words
    kind: np.ndarray  # stable number of the cue's class


def mix(template, *parts):
    """One number out of a template's and its parts' numbers, spread over 2**BITS."""
    value = np.uint64(template * 0x9E3779B1 + 0x7F4A7C15)
    for part in parts:
        value = (np.asarray(part, dtype=np.int64).view(np.uint64) ^ value) * MIX[0]
        value ^= value >> np.uint64(29)
    value *= MIX[1]
    return (value >> np.uint64(64 - BITS)).view(np.int64)


@dataclass(frozen=True)
class Seen:
    """A run of sentences as the finder sees it. `context` is one row a kind of context, one column a sentence."""

    place: Places
    cues: Cues
    context: np.ndarray
    words: np.ndarray  # places of the words, without the pads between sentences

    def word_features(self):
        """One array of features after another, each with one entry a word."""
        for template, what, run in WORD_TEMPLATES:
            values = getattr(self.place, what)
            yield mix(template, *(values[self.words + step] for step in range(run)))  # pads follow every sentence

    def cue_features(self):
        """The same, one entry a cue."""
        yield from (_mixed(template, self.cue_parts) for template in CUE_TEMPLATES)

    def sentence_features(self):
        """The same, one entry a sentence."""
        yield from (_mixed(template, self.sentence_parts) for template in SENTENCE_TEMPLATES)

    @cached_property
    def cue_parts(self):
        """What is true of each cue, by the part's name."""
        return _cue_parts(self.place, self.cues, self.context)

    @cached_property
    def sentence_parts(self):
        """What is true of each sentence, by the part's name."""
        return _sentence_parts(self.place, self.cues, self.context)


def look(tokens, cues, vocabulary, context):
    """What is to be seen in these sentences.

    `context` holds one number a sentence and kind of context (rows: kinds), such as what the sentence before says.
    """
    place = Places(tokens, number_words(tokens, vocabulary), vocabulary)
    return Seen(place, cues, context, np.flatnonzero(~tokens.pad))


def find_features(seen):
    """Every feature of these sentences in a row, for training: parallel arrays sentence and feature."""
    levels = (
        (seen.place.sentence[seen.words], seen.word_features()),
        (seen.cues.sentence, seen.cue_features()),
        (np.arange(len(seen.place.begin)), seen.sentence_features()),
    )
    rows = [(sentence, feature) for sentence, features in levels for feature in features]
    return np.concatenate([sentence for sentence, _ in rows]), np.concatenate([feature for _, feature in rows])


def _mixed(template, parts):
    number, *names = template
    return mix(number, *(parts[name] for name in names))


class Parts(dict):
    """Parts by name; those of a word ("ids after") are looked up at its place when they are first asked for."""

    def __init__(self, place, where, said):
        super().__init__(said)
        self.place, self.where = place, where

    def __missing__(self, name):
        what, _, where = name.partition(" ")
        self[name] = getattr(self.place, what)[self.where[where]]
        return self[name]


def _cue_parts(place, cues, context):
    p = np.searchsorted(place.tokens.start, cues.start, side="right") - 1
    q = np.maximum(np.searchsorted(place.tokens.start, cues.end, side="left") - 1, p)
    cls, top = place.cls, len(place.ids) - 1
    where = {"self": p, "verb": first_not(q + 1, cls, SKIPPED, top), "subject": subject(place, p)}
    where |= {f"before{step if step > 1 else ''}": np.maximum(p - step, 0) for step in (1, 2, 3, 4)}
    where |= {f"after{step if step > 1 else ''}": np.minimum(q + step, top) for step in (1, 2, 3, 4)}
    where["head"] = np.minimum(np.maximum(where["subject"] - 1, 0), top)
    last = np.minimum(place.begin[place.sentence[p]] + place.length[place.sentence[p]] - 1, top)
    if_before = place.last_of(("if",))[p] >= 0
    if_after = place.next_of(("if",))[q] >= 0
    said = {
        "cue": cues.term,
        "class": cues.kind,
        "have": (cls[where["after"]] == NUMBER["have"]) | (cls[where["after2"]] == NUMBER["have"]),
        "negated": any_in(cls, NUMBER["not"], p - 2, q + 2, top),
        "quoted": place.quotes[p] % 2,
        "said before": class_at(place, place.last_of(("said", "says", "hope"))[p]),
        "said after": class_at(place, place.next_of(("said", "says"))[q]),
        "if before": if_before,
        "if after": if_after,
        "if": if_before | if_after,
        "tense": class_at(place, place.last_of(FINITE)[p]),
        "question": cls[last] == NUMBER["question"],
        "first": place.order[p] == 0,
    }
    said |= {name: row[cues.sentence] for name, row in zip(CONTEXT, context, strict=True)}
    return Parts(place, where, said)


def _sentence_parts(place, cues, context):
    top, size = len(place.ids) - 1, len(place.tokens.base)
    where = {
        "opening": place.begin,
        "opening2": np.minimum(place.begin + 1, top),
        "closing": np.minimum(place.begin + np.maximum(place.length - 1, 0), top),
    }
    said = {
        "cues": np.minimum(np.bincount(cues.sentence, minlength=size), 6),
        "length": np.searchsorted(LENGTHS, place.length),
        "quote marks": np.minimum(place.n_quotes, 4),
        "always": np.zeros(size, dtype=np.int64),
    }
    return Parts(place, where, said | dict(zip(CONTEXT, context, strict=True)))
