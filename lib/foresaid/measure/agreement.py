"""How far coders agree: percent, and Krippendorff's alpha, which takes away what chance alone would give."""

import numpy as np

LEVELS = ("nominal", "ordinal")


def percent_agreement(first, second):
    """The share of items on which two coders agree, 0 to 1, of those that both coded; NaN if there is none.

    >>> percent_agreement([1, 2, None, 4], [1, 3, 3, 4])
    0.666...
    """
    both = [(one, other) for one, other in zip(first, second, strict=True) if not (_missing(one) or _missing(other))]
    return sum(one == other for one, other in both) / len(both) if both else float("nan")


def krippendorff_alpha(codes, level="nominal"):
    """Krippendorff's alpha: 1 where coders always agree, 0 where they agree as often as chance would have it.

    `codes` has one row per coder and one column per item; None or NaN where a coder gave none. Under `ordinal` near
    values disagree less than far ones (values must be sortable). An item that only one coder coded does not count.
    NaN where nothing varies. Source: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).

    >>> krippendorff_alpha([["a", "b", "b", "c"], ["a", "b", "c", "c"]])
    0.666...
    """
    if level not in LEVELS:
        raise ValueError(f"level is one of {LEVELS}, not {level!r}")
    units = [[one for one in unit if not _missing(one)] for unit in zip(*codes, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = sorted({one for unit in units for one in unit})
    place = {value: at for at, value in enumerate(values)}
    coincidences = np.zeros((len(values), len(values)))
    for unit in units:
        counts = np.bincount([place[one] for one in unit], minlength=len(values)).astype(float)
        coincidences += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    totals = coincidences.sum(axis=0)
    distance = _distances(totals, level)
    expected = (np.outer(totals, totals) - np.diag(totals)) / max(totals.sum() - 1, 1)
    chance = (expected * distance).sum()
    return float(1 - (coincidences * distance).sum() / chance) if chance else float("nan")


def _distances(totals, level):
    """How much two values disagree: 0 or 1, or by how many codes lie between them."""
    if level == "nominal":
        return 1 - np.eye(len(totals))
    below = np.cumsum(totals) - totals / 2  # the middle of each value's ranks
    return (below[:, None] - below[None, :]) ** 2


def _missing(value):
    return value is None or value != value
