"""Intervals for what comes in bursts: an article that looks ahead does so several times.

The statements of one article resemble each other, so intervals for independent statements would be too narrow. Here
the articles are what is drawn at random, each with all its statements: the error of a ratio of sums over articles.
"""

import numpy as np

from foresaid.measure.intervals import wilson

Z = 1.959964  # 95 %
NONE_SEEN = 3.688879  # the highest expectation under which not to see one is likelier than 2.5 % (Poisson)


def ratio_error(sums):
    """Standard error of y / x summed over articles, by linearisation (Cochran 1977, Sampling Techniques, 6.4).

    `sums` has one row per group: n (articles), y, x, and the sums over articles of their products yy, xy, xx. Returns
    an array; NaN for fewer than two articles.

    >>> import pandas as pd
    >>> ratio_error(pd.DataFrame({"n": [3], "y": [3.0], "x": [6.0], "yy": [3.0], "xy": [6.0], "xx": [12.0]})).tolist()
    [0.0]
    """
    n, y, x, yy, xy, xx = (sums[name].to_numpy(dtype="float64") for name in ("n", "y", "x", "yy", "xy", "xx"))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = y / x
        squares = np.clip(yy - 2 * ratio * xy + ratio**2 * xx, 0, None)
        return np.where(n > 1, np.sqrt(n / (n - 1) * squares) / x, np.nan)


def burst_wilson(hits, total, articles, error):
    """95 % interval for a share of statements: Wilson with the effective number of statements (Dean and Pagano 2015).

    The effective number is how many independent statements would have the same error; it lies between the numbers of
    articles and of statements. Where all or none have the property, it is the number of articles. Returns two arrays.

    >>> low, high = burst_wilson([5], [10], [10], [0.158])
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.24], [0.76])
    """
    hits, total, articles, error = (np.asarray(one, dtype="float64") for one in (hits, total, articles, error))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = hits / total
        effective = share * (1 - share) / error**2
    effective = np.where(np.isfinite(effective) & (effective > 0), effective, articles)
    effective = np.clip(effective, np.minimum(1, total), total)
    low, high = wilson(share * effective, effective)
    return np.where(hits == 0, 0.0, low), np.where(hits == total, 1.0, high)


def rate_interval(rate, error, base):
    """95 % interval for a rate, symmetric on the log scale so that it stays above 0; `base` is what the rate is per.

    Where nothing was seen, it runs from 0 to what a Poisson count could hide. Returns two arrays.

    >>> low, high = rate_interval([2.0, 0.0], [0.5, 0.0], [10, 10])
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([1.23, 0.0], [3.26, 0.37])
    """
    rate, error, base = (np.asarray(one, dtype="float64") for one in (rate, error, base))
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = np.exp(Z * error / rate)
        low, high = np.where(rate > 0, rate / reach, 0.0), np.where(rate > 0, rate * reach, NONE_SEEN / base)
    known = np.isfinite(rate)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)
