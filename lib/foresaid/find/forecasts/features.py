"""What the finder looks at: the words of a sentence, and around each cue its subject, its verb, quotes and conditions.

A feature is a whole number made from its template and its parts; nothing is looked up by name while articles are read.
"""

from dataclasses import dataclass

import numpy as np

from foresaid.find.forecasts.tokens import Tokens, split_words
from foresaid.find.forecasts.wordclasses import NUMBER, SHAPE_ID, SHAPES, class_table, shape_of

BITS = 40  # features are spread over 2**BITS numbers: enough that no two meet
MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)
SKIPPED = [NUMBER[name] for name in ("adverb", "not", "be", "have")]
BACK = 7  # words to look back for a subject


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


@dataclass(frozen=True)
class Cues:
    """The cues of a run of sentences: one entry a cue, in order of sentence and place."""

    sentence: np.ndarray  # number of the sentence in the run
    start: np.ndarray  # offset into the joined text
    end: np.ndarray
    term: np.ndarray  # stable number of the cue's words
    kind: np.ndarray  # stable number of the cue's class


def number_words(tokens: Tokens, vocabulary: Vocabulary):
    """A number for each word: its place in the vocabulary, or its shape; names are one word."""
    get, known = vocabulary.number.get, vocabulary.number
    shapes = {}
    for word in set(tokens.words).difference(known):
        shapes[word] = SHAPE_ID["pad"] if word == "\x00" else shape_of(word)
    table = {**known, **shapes} if len(shapes) > 4 * len(known) else None
    if table is not None:
        ids = np.fromiter(map(table.__getitem__, tokens.words), dtype=np.int64, count=len(tokens.words))
    else:
        ids = np.fromiter(
            [get(word, 0) or shapes.get(word, 0) for word in tokens.words], dtype=np.int64, count=len(tokens.words)
        )
    return as_names(ids, tokens, vocabulary)


def as_names(ids, tokens, vocabulary):
    """Capitalised words inside a sentence become one: names would teach a model who won, not how forecasts read."""
    first = np.ones(len(ids), dtype=bool)
    first[1:] = tokens.pad[:-1]
    quote = np.zeros(len(ids), dtype=bool)
    quote[1:] = vocabulary.classes[ids[:-1]] == NUMBER["quote"]
    grammar = (vocabulary.classes[ids] != NUMBER["other"]) & (ids >= len(SHAPES))
    loud = np.bincount(tokens.sentence, weights=tokens.capital & ~tokens.pad, minlength=len(tokens.base))
    size = np.maximum(np.bincount(tokens.sentence, weights=~tokens.pad, minlength=len(tokens.base)), 1)
    headline = (loud / size > 0.5)[tokens.sentence]
    inside = tokens.capital & ~first & ~quote & ~grammar & ~headline
    unknown = tokens.capital & (first | quote | headline) & (ids < len(SHAPES)) & (ids != SHAPE_ID["number"])
    return np.where(inside | unknown, SHAPE_ID["name"], ids)


def mix(template, *parts):
    """One number out of a template's and its parts' numbers, spread over 2**BITS."""
    value = np.full(np.shape(parts[0]), template * 0x9E3779B1 + 0x7F4A7C15, dtype=np.uint64)
    for part in parts:
        value = (value ^ np.asarray(part, dtype=np.int64).astype(np.uint64)) * MIX[0]
        value ^= value >> np.uint64(29)
    value *= MIX[1]
    return (value >> np.uint64(64 - BITS)).astype(np.int64)


def find_features(sentences, cues, vocabulary, context):
    """Features of these sentences: parallel arrays sentence, feature, cue (-1 where no cue is meant).

    `context` holds one number a sentence and kind of context (rows: kinds), such as what the sentence before says.
    """
    tokens = split_words(sentences)
    ids = number_words(tokens, vocabulary)
    place = _Places(tokens, ids, vocabulary)
    rows = [*_word_features(place), *_cue_features(place, cues, context), *_sentence_features(place, cues, context)]
    sentence = np.concatenate([row[0] for row in rows])
    feature = np.concatenate([row[1] for row in rows])
    cue = np.concatenate([row[2] for row in rows])
    return tokens, sentence, feature, cue


class _Places:
    """The words with what is known of each place: class, whether inside quotes, what came before in the sentence."""

    def __init__(self, tokens, ids, vocabulary):
        self.tokens, self.ids, self.cls = tokens, ids, vocabulary.classes[ids]
        self.fine, self.coarse = vocabulary.fine[ids], vocabulary.coarse[ids]
        self.sentence, self.pad = tokens.sentence, tokens.pad
        quotes = self.cls == NUMBER["quote"]
        count = np.cumsum(quotes)
        begin = np.searchsorted(tokens.start, tokens.base, side="left")  # first word of each sentence
        self.begin = np.minimum(begin, len(ids) - 1)
        before = count[self.begin] - quotes[self.begin]
        self.quotes = count - before[self.sentence]  # quote marks up to here
        self.n_quotes = np.bincount(self.sentence, weights=quotes, minlength=len(tokens.base)).astype(np.int64)
        self.order = np.arange(len(ids)) - self.begin[self.sentence]
        self.length = np.bincount(self.sentence, weights=~self.pad, minlength=len(tokens.base)).astype(np.int64)

    def last_of(self, names):
        """For each place, the place of the last word before it in one of these classes within its sentence, or -1."""
        hit = np.isin(self.cls, [NUMBER[name] for name in names])
        last = np.maximum.accumulate(np.where(hit, np.arange(len(hit)), -1))
        last = np.concatenate([[-1], last[:-1]])
        return np.where(last >= self.begin[self.sentence], last, -1)

    def next_of(self, names):
        """For each place, the place of the next word at or after it in one of these classes in its sentence, or -1."""
        hit = np.isin(self.cls, [NUMBER[name] for name in names])
        size = len(hit)
        ahead = np.minimum.accumulate(np.where(hit, np.arange(size), size)[::-1])[::-1]
        ok = (ahead < size) & (self.sentence[np.minimum(ahead, size - 1)] == self.sentence)
        return np.where(ok, ahead, -1)


def _word_features(place):
    words = np.flatnonzero(~place.pad)
    nothing = np.full(len(words), -1)
    sentence = place.sentence[words]
    yield sentence, mix(1, place.ids[words]), nothing
    yield sentence, mix(2, place.ids[words], place.ids[words + 1]), nothing
    yield sentence, mix(3, place.fine[words]), nothing
    yield sentence, mix(4, place.fine[words], place.fine[words + 1]), nothing
    yield (
        sentence,
        mix(5, place.coarse[words], place.coarse[words + 1], place.coarse[np.minimum(words + 2, len(place.ids) - 1)]),
        nothing,
    )


def _cue_features(place, cues, context):
    p = np.searchsorted(place.tokens.start, cues.start, side="right") - 1
    q = np.maximum(np.searchsorted(place.tokens.start, cues.end, side="left") - 1, p)
    number = np.arange(len(p))
    ids, cls, c, k = place.ids, place.cls, cues.term, cues.kind
    top = len(ids) - 1
    f1, f2, f3 = (np.maximum(p - step, 0) for step in (1, 2, 3))
    g1, g2, g3 = (np.minimum(q + step, top) for step in (1, 2, 3))
    verb = _first_not(q + 1, cls, SKIPPED, top)
    subject = _subject(place, p)
    have = np.isin(cls[g1], [NUMBER["have"]]) | np.isin(cls[g2], [NUMBER["have"]])
    negated = _any_in(cls, NUMBER["not"], p - 2, q + 2, top)
    inside = place.quotes[p] % 2
    said_before = _class_at(place, place.last_of(("said", "says", "hope"))[p])
    said_after = _class_at(place, place.next_of(("said", "says"))[q])
    cond_before = place.last_of(("if",))[p] >= 0
    cond_after = place.next_of(("if",))[q] >= 0
    finite = _class_at(
        place, place.last_of(("be", "was", "have", "had", "will", "would", "past", "said", "says", "may", "do"))[p]
    )
    question = (
        place.cls[np.minimum(place.begin[place.sentence[p]] + place.length[place.sentence[p]] - 1, top)]
        == NUMBER["question"]
    )
    word0 = ids[p]
    fine, coarse = place.fine, place.coarse
    head = np.minimum(np.maximum(subject - 1, 0), top)
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
        (27, c, ids[subject]),
        (28, c, cls[subject]),
        (29, k, cls[subject], ids[verb]),
        (30, k, ids[subject], ids[verb]),
        (31, c, inside),
        (32, c, inside, cls[subject]),
        (33, c, said_before),
        (34, c, said_after),
        (35, k, said_before, cls[subject], inside),
        (36, c, cond_before, cond_after),
        (37, c, question),
        (38, c, have, finite),
        (39, c, finite),
        (40, c, negated, cls[subject]),
        (41, k, ids[f3]),
        (42, c, word0),
        (43, k, cls[f3], cls[f2], cls[f1]),
        (44, c, place.order[p] == 0),
        (45, k, finite, cls[subject], cls[verb]),
        (47, c, fine[verb]),
        (48, k, fine[verb], negated),
        (49, c, fine[subject]),
        (50, k, coarse[subject], coarse[verb]),
        (51, k, cls[subject], fine[verb]),
        (52, c, fine[f1], fine[g1]),
        (53, c, fine[f1]),
        (54, c, fine[g1]),
        (55, c, fine[f2]),
        (56, c, fine[g2]),
        (57, k, coarse[f2], coarse[f1], coarse[g1]),
        (58, k, coarse[g1], coarse[g2], coarse[g3]),
        (59, k, fine[subject], fine[verb]),
        (100, c, fine[head]),
        (101, k, fine[head], coarse[verb]),
        (102, c, fine[after]),
        (103, c, fine[before]),
        (104, k, cls[subject], coarse[verb], inside, question),
        (46, c, have, cond_before | cond_after, said_before),
    ]
    sentence = cues.sentence
    for template, *parts in shapes:
        yield sentence, mix(template, *parts), number
    for kind, row in enumerate(context):
        yield sentence, mix(60 + kind, c, row[sentence]), number


def _sentence_features(place, cues, context):
    every = np.arange(len(place.tokens.base))
    nothing = np.full(len(every), -1)
    first = place.begin
    second = np.minimum(first + 1, len(place.ids) - 1)
    last = np.minimum(first + np.maximum(place.length - 1, 0), len(place.ids) - 1)
    n_cues = np.minimum(np.bincount(cues.sentence, minlength=len(every)), 6)
    size = np.searchsorted([6, 10, 15, 20, 27, 35, 50], place.length)
    yield every, mix(80, place.ids[first]), nothing
    yield every, mix(81, place.ids[first], place.ids[second]), nothing
    yield every, mix(82, place.ids[last]), nothing
    yield every, mix(83, n_cues), nothing
    yield every, mix(84, size), nothing
    yield every, mix(85, np.minimum(place.n_quotes, 4)), nothing
    yield every, mix(86, every * 0), nothing
    for kind, row in enumerate(context):
        yield every, mix(90 + kind, row), nothing


def _class_at(place, where):
    return np.where(where >= 0, place.cls[np.maximum(where, 0)], -1)


def _first_not(begin, cls, skipped, top):
    """The first place from `begin` on, at most four further, whose class is not skipped."""
    at = np.minimum(begin, top)
    for _ in range(4):
        at = np.where(np.isin(cls[at], skipped), np.minimum(at + 1, top), at)
    return at


def _any_in(cls, wanted, begin, end, top):
    found = np.zeros(len(begin), dtype=bool)
    for step in range(8):
        at = begin + step
        found |= (at <= end) & (cls[np.clip(at, 0, top)] == wanted)
    return found


def _subject(place, p):
    """The likely head of the subject: the nearest noun-like or pronoun word before the cue."""
    noun = [
        NUMBER[name]
        for name in ("i", "you", "they", "it", "who", "name", "other", "number", "group", "body", "that", "time")
    ]
    at = np.maximum(p - 1, 0)
    found = np.isin(place.cls[at], noun) | place.pad[at]
    for _ in range(BACK):
        at = np.where(found, at, np.maximum(at - 1, 0))
        found = np.isin(place.cls[at], noun) | place.pad[at]
    return at
