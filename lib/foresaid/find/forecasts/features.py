"""What the finder looks at: the words of a sentence, and around each cue its subject, its verb, quotes and conditions.

A feature is a whole number made from its template and its parts; nothing is looked up by name while articles are read.
"""

from dataclasses import dataclass

import numpy as np

from foresaid.find.forecasts.places import Places, any_in, class_at, first_not, subject
from foresaid.find.forecasts.tokens import split_words
from foresaid.find.forecasts.vocabulary import Vocabulary, number_words
from foresaid.find.forecasts.wordclasses import NUMBER

__all__ = ["BITS", "Cues", "Vocabulary", "find_features", "look", "number_words"]

BITS = 40  # features are spread over 2**BITS numbers: enough that no two meet
WORD_TEMPLATES = (  # template, what of each word, how many words in a row
    (1, "ids", 1),
    (2, "ids", 2),
    (3, "fine", 1),
    (4, "fine", 2),
    (5, "coarse", 3),
)
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)
SKIPPED = ("adverb", "not", "be", "have")


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
        return _cue_features(self.place, self.cues, self.context)

    def sentence_features(self):
        """The same, one entry a sentence."""
        return _sentence_features(self.place, self.cues, self.context)


def look(tokens, cues, vocabulary, context):
    """What is to be seen in these sentences.

    `context` holds one number a sentence and kind of context (rows: kinds), such as what the sentence before says.
    """
    place = Places(tokens, number_words(tokens, vocabulary), vocabulary)
    return Seen(place, cues, context, np.flatnonzero(~tokens.pad))


def find_features(sentences, cues, vocabulary, context):
    """Every feature of these sentences in a row, for training: parallel arrays sentence and feature."""
    seen = look(split_words(sentences), cues, vocabulary, context)
    levels = (
        (seen.place.sentence[seen.words], seen.word_features()),
        (cues.sentence, seen.cue_features()),
        (np.arange(len(sentences)), seen.sentence_features()),
    )
    rows = [(sentence, feature) for sentence, features in levels for feature in features]
    return np.concatenate([sentence for sentence, _ in rows]), np.concatenate([feature for _, feature in rows])


def _cue_features(place, cues, context):
    p = np.searchsorted(place.tokens.start, cues.start, side="right") - 1
    q = np.maximum(np.searchsorted(place.tokens.start, cues.end, side="left") - 1, p)
    ids, cls, c, k = place.ids, place.cls, cues.term, cues.kind
    top = len(ids) - 1
    f1, f2, f3 = (np.maximum(p - step, 0) for step in (1, 2, 3))
    g1, g2, g3 = (np.minimum(q + step, top) for step in (1, 2, 3))
    verb = first_not(q + 1, cls, SKIPPED, top)
    holder = subject(place, p)
    have = (cls[g1] == NUMBER["have"]) | (cls[g2] == NUMBER["have"])
    negated = any_in(cls, NUMBER["not"], p - 2, q + 2, top)
    inside = place.quotes[p] % 2
    said_before = class_at(place, place.last_of(("said", "says", "hope"))[p])
    said_after = class_at(place, place.next_of(("said", "says"))[q])
    cond_before = place.last_of(("if",))[p] >= 0
    cond_after = place.next_of(("if",))[q] >= 0
    finite = class_at(
        place, place.last_of(("be", "was", "have", "had", "will", "would", "past", "said", "says", "may", "do"))[p]
    )
    question = (
        place.cls[np.minimum(place.begin[place.sentence[p]] + place.length[place.sentence[p]] - 1, top)]
        == NUMBER["question"]
    )
    word0 = ids[p]
    fine, coarse = place.fine, place.coarse
    head = np.minimum(np.maximum(holder - 1, 0), top)
    after, before = np.minimum(q + 4, top), np.maximum(p - 4, 0)
    shapes = [
        (10, c),
        (11, k),
        (12, c, ids[f1]),
        (13, c, ids[f2]),
        (14, c, ids[f1], ids[f2]),
        (15, c, ids[g1]),
        (16, c, ids[g2]),
        (17, c, ids[g1], ids[g2]),
        (18, c, ids[g3]),
        (19, c, ids[f1], ids[g1]),
        (20, c, cls[f1], cls[g1]),
        (21, c, cls[f2], cls[f1]),
        (22, c, cls[g1], cls[g2]),
        (23, k, cls[f1], cls[g1], cls[g2]),
        (24, c, ids[verb]),
        (25, k, ids[verb]),
        (26, c, ids[verb], negated),
        (27, c, ids[holder]),
        (28, c, cls[holder]),
        (29, k, cls[holder], ids[verb]),
        (30, k, ids[holder], ids[verb]),
        (31, c, inside),
        (32, c, inside, cls[holder]),
        (33, c, said_before),
        (34, c, said_after),
        (35, k, said_before, cls[holder], inside),
        (36, c, cond_before, cond_after),
        (37, c, question),
        (38, c, have, finite),
        (39, c, finite),
        (40, c, negated, cls[holder]),
        (41, k, ids[f3]),
        (42, c, word0),
        (43, k, cls[f3], cls[f2], cls[f1]),
        (44, c, place.order[p] == 0),
        (45, k, finite, cls[holder], cls[verb]),
        (47, c, fine[verb]),
        (48, k, fine[verb], negated),
        (49, c, fine[holder]),
        (50, k, coarse[holder], coarse[verb]),
        (51, k, cls[holder], fine[verb]),
        (52, c, fine[f1], fine[g1]),
        (53, c, fine[f1]),
        (54, c, fine[g1]),
        (55, c, fine[f2]),
        (56, c, fine[g2]),
        (57, k, coarse[f2], coarse[f1], coarse[g1]),
        (58, k, coarse[g1], coarse[g2], coarse[g3]),
        (59, k, fine[holder], fine[verb]),
        (100, c, fine[head]),
        (101, k, fine[head], coarse[verb]),
        (102, c, fine[after]),
        (103, c, fine[before]),
        (104, k, cls[holder], coarse[verb], inside, question),
        (46, c, have, cond_before | cond_after, said_before),
    ]
    for template, *parts in shapes:
        yield mix(template, *parts)
    for kind, row in enumerate(context):
        yield mix(60 + kind, c, row[cues.sentence])


def _sentence_features(place, cues, context):
    every = np.arange(len(place.tokens.base))
    first = place.begin
    second = np.minimum(first + 1, len(place.ids) - 1)
    last = np.minimum(first + np.maximum(place.length - 1, 0), len(place.ids) - 1)
    n_cues = np.minimum(np.bincount(cues.sentence, minlength=len(every)), 6)
    size = np.searchsorted([6, 10, 15, 20, 27, 35, 50], place.length)
    yield mix(80, place.ids[first])
    yield mix(81, place.ids[first], place.ids[second])
    yield mix(82, place.ids[last])
    yield mix(83, n_cues)
    yield mix(84, size)
    yield mix(85, np.minimum(place.n_quotes, 4))
    yield mix(86, every * 0)
    for kind, row in enumerate(context):
        yield mix(90 + kind, row)
