"""Folds for cross-validation: all sentences of an article are in one."""

import numpy as np

FOLDS = 5


def folds_of(articles):
    """A fold for each row; an article's sentences are in one fold."""
    names = sorted(set(articles))
    order = np.random.default_rng(0).permutation(len(names))
    fold_of = {name: int(place) % FOLDS for name, place in zip(names, order, strict=True)}
    return np.array([fold_of[name] for name in articles])
