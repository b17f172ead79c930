"""Hedging: how often a source leaves it open whether something will happen, and how probable it makes things sound.

A forecast is left open where its words only say that something may happen ("could", "might", "cannot be ruled out":
likelihood 3). How sure somebody sounds is not how right they are.
"""

import numpy as np
import pandas as pd

from foresaid.measure.bursts import Z, ratio_error
from foresaid.measure.periods import period_start
from foresaid.measure.statements import share_within, share_within_periods

OPEN = 3


def hedging_of(forecasts, floor=20):
    """How sure each source's forecasts sound, over all the time.

    Returns one row per source, the one with most forecasts first (so no ranking by sureness): source, forecasts,
    articles (with one), share_open (left open) with share_open_low and share_open_high, probability (mean of the
    middles of their intervals) with probability_low and probability_high, median_probability; NaN below `floor`
    forecasts.
    """
    named = forecasts.assign(source=forecasts["source"].astype("str").fillna(""))
    left_open = share_within(_open(named), "left_open", "source", named, floor)
    left_open = left_open.rename(columns={"share": "share_open", "low": "share_open_low", "high": "share_open_high"})
    table = _probability(named, ["source"], floor).merge(
        left_open[["source", "share_open", "share_open_low", "share_open_high"]], on="source")
    columns = ["source", "forecasts", "articles", "share_open", "share_open_low", "share_open_high", "probability",
               "probability_low", "probability_high", "median_probability"]
    return table.sort_values(["forecasts", "source"], ascending=[False, True], ignore_index=True)[columns]


def hedging_per_period(forecasts, coverage, every="week", floor=20):
    """Share of each source's forecasts that are left open, per period, with mean and median probability.

    Returns one row per source and period: what share_within_periods returns for the value "left open", and
    probability (mean of the middles), probability_low, probability_high, median_probability.
    """
    series = share_within_periods(_open(forecasts), "left_open", coverage, "source", forecasts, every=every,
                                  floor=floor)
    dated = forecasts[forecasts["published"].notna()].assign(source=forecasts["source"].astype("str").fillna(""))
    dated = dated.assign(period=period_start(dated["published"], every))
    means = _probability(dated, ["period", "source"], floor).drop(columns=["forecasts", "articles"])
    return series.drop(columns="left_open").merge(means, how="left", on=["period", "source"])


def _open(forecasts):
    """The forecasts that are left open, marked as the only value of an ordered category: no such forecast is a zero."""
    chosen = forecasts[forecasts["likelihood"].eq(OPEN).fillna(False)]
    return chosen.assign(left_open=pd.Categorical(["left open"] * len(chosen), ["left open"], ordered=True))


def _probability(forecasts, keys, floor):
    """One row per group: keys, forecasts, articles, probability with its interval, median_probability."""
    known = forecasts[forecasts["p_mid"].notna()]
    each = known.groupby([*keys, "article_id"], observed=True)["p_mid"].agg(y="sum", x="size").reset_index()
    each = each.assign(n=1, yy=each["y"] ** 2, xy=each["y"] * each["x"], xx=each["x"] ** 2)
    sums = each.groupby(keys, observed=True)[["n", "y", "x", "yy", "xy", "xx"]].sum().reset_index()
    median = known.groupby(keys, observed=True)["p_mid"].median().rename("median_probability").reset_index()
    drawn, mean, error = sums["x"] >= max(floor, 1), sums["y"] / sums["x"], ratio_error(sums)
    made = sums.assign(forecasts=sums["x"].astype("int64"), articles=sums["n"], probability=mean.where(drawn),
                       probability_low=np.clip(mean - Z * error, 0, 1).where(drawn),
                       probability_high=np.clip(mean + Z * error, 0, 1).where(drawn)).merge(median, on=keys)
    made["median_probability"] = made["median_probability"].where(drawn)
    return made.drop(columns=["n", "y", "x", "yy", "xy", "xx"])
