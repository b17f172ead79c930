"""From which probability on a sentence is a statement: thresholds and readings from cross-validated probabilities."""

from itertools import pairwise

import numpy as np

from foresaid.find.forecasts.classify import LABELS

NOISE = 0.004  # in the sum of two F1: less than one training differs from the next
STRICT_PRECISION, BROAD_RECALL, LEAST_CHANCE = 0.8, 0.9, 0.1  # what the readings strict and broad aim at


def best_thresholds(chance, labels):
    """Factors on the probabilities of forecast and intention that give the best F1 of both, cross-validated.

    Of pairs as good as the best one, up to NOISE, the one that favours neither kind over the other is taken: what is
    more probably a forecast than an intention should be called one.
    """
    grid = np.arange(0.8, 2.6, 0.1)
    both = {
        (first, second): sum(f1(labels, (chance * [first, second, 1.5, 1]).argmax(axis=1), kind) for kind in (0, 1))
        for first in grid for second in grid
    }
    most = max(both.values())
    good = [pair for pair, value in both.items() if value >= most - NOISE]
    best = min(good, key=lambda pair: (round(abs(np.log(pair[0] / pair[1])), 6), -both[pair]))
    return {"forecast": round(float(best[0]), 2), "intention": round(float(best[1]), 2), "retrospective": 1.5}


def best_readings(chance, labels, thresholds):
    """From which probability of its kind on a statement belongs to the strict and to the broad reading, by label.

    Strict: from there on at least STRICT_PRECISION of those that the default finds are right. Broad: at least
    BROAD_RECALL of the coded ones have that probability, whatever they were called; never below LEAST_CHANCE.
    """
    found = (chance * [thresholds.get(label, 1.0) for label in LABELS]).argmax(axis=1)
    made = {"strict": {}, "broad": {}}
    for kind, label in enumerate(LABELS[:3]):
        own = np.sort(chance[found == kind, kind])
        right = np.sort(chance[(found == kind) & (labels == kind), kind])
        precision = (len(right) - np.searchsorted(right, own)) / np.arange(len(own), 0, -1)
        enough = np.flatnonzero(precision >= STRICT_PRECISION)
        strict = own[enough[0]] if len(enough) else 1.0
        broad = np.quantile(chance[labels == kind, kind], 1 - BROAD_RECALL) if (labels == kind).any() else 1.0
        made["strict"][label] = round(float(strict), 3)
        made["broad"][label] = round(float(max(broad, LEAST_CHANCE)), 3)
    return made


def f1(labels, found, kind):
    """Harmonic mean of precision and recall for one kind."""
    return 2 * ((labels == kind) & (found == kind)).sum() / max((labels == kind).sum() + (found == kind).sum(), 1)


def report(chance, labels, thresholds):
    """Print cross-validated F1 by kind."""
    found = (chance * [thresholds.get(label, 1.0) for label in LABELS]).argmax(axis=1)
    print("cross-validated F1", {LABELS[kind]: round(float(f1(labels, found, kind)), 3) for kind in range(3)})


def report_reliability(chance, labels):
    """Print how often sentences of a given probability of being a forecast are one."""
    edges = np.linspace(0, 1, 11)
    for low, high in pairwise(edges):
        inside = (chance[:, 0] >= low) & (chance[:, 0] < high)
        if inside.any():
            print(f"  said {chance[inside, 0].mean():.2f}  was {(labels[inside] == 0).mean():.2f}  n {inside.sum()}")
