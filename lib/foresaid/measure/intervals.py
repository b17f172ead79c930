"""How far a share may be off: intervals that behave near 0 and 1, with few articles, and for differences.

They speak of chance alone: as if the articles were drawn at random. Copies, one source's habits and errors of the
finder come on top.
"""

from statistics import NormalDist

import numpy as np


def wilson(hits, total, confidence=0.95):
    """Interval for a share that behaves near 0 and 1 (Wilson 1927).

    Numbers give two numbers; arrays give two arrays. Without a base (total 0 or missing) both ends are NaN.

    >>> wilson(0, 20)
    (0.0, 0.161...)
    >>> low, high = wilson([1, 5], [10, 10])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.018, 0.237], [0.404, 0.763])
    """
    is_scalar = np.ndim(hits) == 0 and np.ndim(total) == 0
    hits, total = _floats(hits), _floats(total)
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits / total
        middle = (share + z**2 / (2 * total)) / (1 + z**2 / total)
        half = z / (1 + z**2 / total) * np.sqrt(share * (1 - share) / total + z**2 / (4 * total**2))
    # at 0 and at 1 the formula is exact on paper and off by a rounding in floats
    low = np.where(hits == 0, 0.0, np.clip(middle - half, 0, 1))
    high = np.where(hits == total, 1.0, np.clip(middle + half, 0, 1))
    low, high = (np.where(total > 0, end, np.nan) for end in (low, high))
    return (float(low), float(high)) if is_scalar else (low, high)


def newcombe(hits, total, hits_before, total_before):
    """95 % interval for the difference of two independent shares (Newcombe 1998, method 10: from two Wilson intervals).

    >>> low, high = newcombe(56, 70, 48, 80)
    >>> float(low.round(4)), float(high.round(4))
    (0.0524, 0.3339)
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share, before = (_floats(a) / _floats(b) for a, b in ((hits, total), (hits_before, total_before)))
    low, high = wilson(hits, total)
    low_before, high_before = wilson(hits_before, total_before)
    difference = share - before
    return (difference - np.hypot(share - low, high_before - before),
            difference + np.hypot(high - share, before - low_before))


def _floats(values):
    """Numbers as floats, nullable ones with NaN for null."""
    if hasattr(values, "to_numpy"):
        return values.to_numpy(dtype="float64", na_value=np.nan)
    return np.asarray(values, dtype="float64")
