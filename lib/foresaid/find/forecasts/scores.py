"""Scores and probabilities of sentences: the model's weights, added up over the features of words, cues and sentences.

Sums run over arrays with one entry a word or cue; the features themselves are never collected. Of word templates with
few values the weights are looked up in tables that are made once.
"""

import numpy as np

from foresaid.find.forecasts.classify import LABELS, SLOTS, Model
from foresaid.find.forecasts.features import WORD_TEMPLATES, Seen, mix

MOST_VALUES = 100_000  # word templates with more values are not made into tables
COUNT = len(LABELS)  # the column, after those of the labels, that counts the features known to the model


def score(model: Model, seen: Seen):
    """Scores of sentences (rows) and of single cues for each label (columns)."""
    of_cue = add_up(model, seen.cue_features())
    total = np.add.reduceat(_of_words(model, seen), np.searchsorted(_sentences(seen), np.arange(len(seen.place.begin))))
    total += np.add.reduceat(of_cue, np.searchsorted(seen.cues.sentence, np.arange(len(total))))
    total += add_up(model, seen.sentence_features())
    scale = 1 / np.sqrt(np.maximum(total[:, COUNT], 1))
    return total[:, :COUNT] * scale[:, None] + model.bias, of_cue[:, :COUNT]


def probabilities(scores):
    """Scores to probabilities that sum to one in each row."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def add_up(model, features):
    """The weights (a column a label) and the number of known ones of arrays of features, entry by entry."""
    total = None
    for one in features:
        weights = np.take(model.counted, rows_of(model, one), axis=0)
        total = weights.astype(np.float64) if total is None else np.add(total, weights, out=total)
    return total


def rows_of(model, features):
    """The row of each feature in the model's weights; the last row, of zeros, for unknown ones."""
    rows = np.take(model.place, features & (SLOTS - 1))
    return np.where(np.take(model.keys, rows) == features, rows, len(model.keys) - 1)


def _sentences(seen):
    return seen.place.sentence[seen.words]


def _of_words(model, seen):
    """What `add_up` gives for the features of words."""
    total = 0.0
    for template, what, run in WORD_TEMPLATES:
        values = getattr(seen.place, what)
        parts = [values[seen.words + step] for step in range(run)]
        table = word_table(model, template, what, run)
        if table is None:
            rows = add_up(model, [mix(template, *parts)])
        else:
            size = round(len(table) ** (1 / run))
            rows = np.take(table, sum(part * size ** (run - 1 - step) for step, part in enumerate(parts)), axis=0)
        total = rows if template == 1 else np.add(total, rows, out=total)
    return total


def word_table(model, template, what, run):
    """The weights of a word template for all its values, or None if there are too many."""
    size = len(model.vocabulary.classes) if what == "ids" else int(getattr(model.vocabulary, what).max()) + 1
    if size**run > MOST_VALUES:
        return None
    if template not in model.tables:
        parts = np.unravel_index(np.arange(size**run), (size,) * run)
        model.tables[template] = add_up(model, [mix(template, *parts)])
    return model.tables[template]
