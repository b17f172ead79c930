"""Calibration: of what was called 70 % likely, did 70 % come true? And the parts of the Brier score.

Here the claim is what is counted, as it was worded: when the press says "likely" of something, how often does it come.
"""

import numpy as np
import pandas as pd

from foresaid.measure.bursts import burst_wilson, ratio_error
from foresaid.scores.points import score_points, weights
from foresaid.scores.resample import RESAMPLES, bootstrap_ratios
from foresaid.scores.scoring import FLOOR, check_weigh, key_list, name_groups

PARTS = ["brier", "reliability", "resolution", "uncertainty", "within"]


def calibrate(judged, by=None, weigh="statement", *, floor=FLOOR, resamples=RESAMPLES):
    """The reliability table: claims in bins by p_mid, the mean of p beside how often they came true.

    A bin is a tenth: p_mid rounded to 0, 10, … 100 %, and half-way values away from 50 %, so that turning every claim
    round turns the table. The bins stand before the data is seen and small ones are not merged: two tables can be laid
    beside each other, and a small bin shows by its n and its interval. `weigh` is `statement` here, because "12 of 20
    came true" can be counted after; `event` lets each event count once in its group (as score_forecasts does).

    The 95 % interval takes events as what is drawn. From `floor` events on of which some came true and some did not, it
    is a bootstrap; below, where that would be too narrow or empty, Wilson's with the effective number of claims, which
    is the number of events where all or none came true (`method` says which).

    Returns one row per group and bin that has a claim: by, bin (0, 0.1 … 1), p (mean), share (came true), low, high,
    forecasts, events, hits (claims that came true), method (bootstrap, wilson).
    """
    keys = key_list(by)
    points = _weighted(judged, keys, weigh)
    points = points.assign(bin=tenth(points["p_mid"].to_numpy(dtype="float64")))
    return observe(points, [*keys, "bin"], floor, resamples).rename(columns={"p_mid": "p"})


def tenth(p):
    """The bin of a probability: the nearest tenth, half-way values away from 0.5.

    >>> tenth(np.array([0.03, 0.35, 0.5, 0.65, 0.97])).tolist()
    [0.0, 0.3, 0.5, 0.7, 1.0]
    """
    tens = np.round(p * 10, 6)  # 0.35 is 3.5 and no hair less
    return np.where(tens < 5, np.ceil(tens - 0.5), np.floor(tens + 0.5)) / 10 + 0.0  # and no minus before 0


def observe(points, keys, floor=FLOOR, resamples=RESAMPLES):
    """How often the claims of each group came true, with its interval by event (see calibrate).

    `points` are rows of score_points with `weight`. Returns one row per group: keys, p_mid (mean), share, low, high,
    forecasts, events, hits, method.
    """
    made = points.assign(x=points["weight"], y=points["weight"] * points["verdict"],
                         p=points["weight"] * points["p_mid"])
    each = made.groupby([*keys, "event_id"], observed=True).agg(
        x=("x", "sum"), y=("y", "sum"), p=("p", "sum"), forecasts=("x", "size"), hits=("verdict", "sum")).reset_index()
    each = each.assign(n=1, yy=each["y"] ** 2, xy=each["x"] * each["y"], xx=each["x"] ** 2)
    table = each.groupby(keys, observed=True)[["n", "x", "y", "p", "yy", "xy", "xx", "forecasts", "hits"]].sum()
    table = table.reset_index()
    table = table.assign(share=table["y"] / table["x"], p_mid=table["p"] / table["x"],
                         events=table["n"].astype("int64"), hits=table["hits"].astype("int64"))
    table = _with_intervals(table, each, keys, (floor, resamples))
    return table[[*keys, "p_mid", "share", "low", "high", "forecasts", "events", "hits", "method"]]


def _with_intervals(table, each, keys, draw):
    """low, high and method for the groups of `table`; `each` has their events' sums, `draw` is (floor, resamples)."""
    low, high = (np.array(ends) for ends in burst_wilson(table["y"], table["x"], table["n"], ratio_error(table)))
    drawn = table["events"].ge(max(draw[0], 2)) & table["share"].between(0, 1, inclusive="neither") & (draw[1] > 0)
    for at, (_, rows) in enumerate(each.groupby(keys, observed=True)):  # in the order of the table
        if drawn.iloc[at]:
            ends = bootstrap_ratios(rows[["y"]], rows[["x"]], draw[1])
            low[at], high[at] = ends[0][0], ends[1][0]
    return table.assign(low=low, high=high, method=np.where(drawn, "bootstrap", "wilson"))


def decompose(judged, by=None, weigh="event"):
    """The parts of the Brier score of p_mid (Murphy 1973): reliability - resolution + uncertainty + within = brier.

    reliability: how far the bins' p are from what came true (0 is best); resolution: how far what came true differs
    between the bins (more is better); uncertainty: what a forecaster gets who always says the share that came true.
    The bins are calibrate's tenths; claims within one have different p, and what that adds is `within` (their variance
    less twice their covariance with what came true, Stephenson et al. 2008).

    Returns one row per group: by, forecasts, events, bins (how many), brier, reliability, resolution, uncertainty,
    within.
    """
    keys = key_list(by)
    points = _weighted(judged, keys, weigh)
    points = points.assign(bin=tenth(points["p_mid"].to_numpy(dtype="float64")))
    rows = [[*name, *_parts(group)] for name, group in points.groupby(["_", *keys], observed=True)]
    return pd.DataFrame(rows, columns=["_", *keys, "forecasts", "events", "bins", *PARTS]).drop(columns="_")


def _weighted(judged, keys, weigh):
    """The claims with a verdict and what each counts in its group."""
    check_weigh(weigh)
    points = score_points(name_groups(judged, keys))
    return points.assign(weight=weights(points, keys, weigh))


def _parts(group):
    """Numbers and parts of one group's Brier score."""
    w = (group["weight"] / group["weight"].sum()).to_numpy()
    p, y = (group[name].to_numpy(dtype="float64") for name in ("p_mid", "verdict"))
    bin_of = group["bin"].rank(method="dense").astype("int64").to_numpy() - 1
    size = np.bincount(bin_of, w)
    p_bin, y_bin = np.bincount(bin_of, w * p) / size, np.bincount(bin_of, w * y) / size
    mean = w @ y
    off = p - p_bin[bin_of]
    return [len(group), group["event_id"].nunique(), len(size), w @ (p - y) ** 2, size @ (p_bin - y_bin) ** 2,
            size @ (y_bin - mean) ** 2, mean * (1 - mean), w @ (off**2 - 2 * off * (y - y_bin[bin_of]))]
