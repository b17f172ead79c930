"""Forecasts per 1,000 words, over time: the same news measured by its length instead of by its articles."""

import numpy as np
import pandas as pd

from foresaid.measure.bursts import rate_interval, ratio_error
from foresaid.measure.periods import to_days


def add_rates(series, findings, articles, by=None):
    """Add to a series of shares how many findings there are per 1,000 words of all that was collected.

    `series` comes from share_per_period for the same findings and `by` (one column, not source); `articles` is the
    table of that name. Where the share is not drawn, the rate is not either. The interval takes articles as what is
    drawn at random (see bursts). Values of a category come in its order, others in the series' own.

    Returns the series with the columns words, rate, rate_low, rate_high.

    >>> day = pd.Timestamp("2017-03-06", tz="UTC")
    >>> series = pd.DataFrame({"period": [pd.Timestamp("2017-03-06")], "until": [pd.Timestamp("2017-03-12")],
    ...                        "share": [0.5]})
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "published": day, "n_words": [300, 700]})
    >>> add_rates(series, pd.DataFrame({"article_id": ["a", "a"]}), articles)[["words", "rate"]].values.tolist()
    [[1000.0, 2.0]]
    """
    keys = ["period", *([by] if by else [])]
    placed = _place(articles, series)
    base = placed.assign(n=1, xx=placed["x"] ** 2).groupby("period")[["n", "x", "xx"]].sum().reset_index()
    found = findings[["article_id", *keys[1:]]].dropna()
    own = found.groupby(["article_id", *keys[1:]], observed=True).size().rename("y").reset_index()
    own = own.merge(placed, on="article_id")
    own = own.assign(yy=own["y"] ** 2, xy=own["y"] * own["x"])
    if by:
        own[by] = own[by].astype("str")
    sums = own.groupby(keys)[["y", "yy", "xy"]].sum().reset_index()
    table = series.merge(base, how="left", on="period").merge(sums, how="left", on=keys)
    known = table["share"].notna() & table["x"].gt(0)
    table[["y", "yy", "xy"]] = table[["y", "yy", "xy"]].fillna(0.0).where(known)
    rate = table["y"] / table["x"]
    low, high = rate_interval(rate, ratio_error(table), table["x"])
    made = series.assign(words=(table["x"].fillna(0) * 1000).round().astype("int64").to_numpy(), rate=rate.to_numpy(),
                         rate_low=low, rate_high=high)
    return _in_order(made, findings, by)


def _place(articles, series):
    """Each article that lies in one of the series' periods: article_id, period, x (its thousands of words)."""
    periods = series[["period", "until"]].drop_duplicates().sort_values("period", ignore_index=True)
    dated = articles[articles["published"].notna()]
    days = to_days(dated["published"]).to_numpy()
    starts = periods["period"].to_numpy().astype(days.dtype)
    at = np.searchsorted(starts, days, side="right") - 1
    words = dated["n_words"].fillna(0).to_numpy(dtype="float64") / 1000
    placed = pd.DataFrame({"article_id": dated["article_id"].to_numpy(), "at": at, "x": words, "day": days})
    placed = placed[placed["at"] >= 0].merge(periods.rename_axis("at").reset_index(), on="at")
    return placed.loc[placed["day"] <= placed["until"], ["article_id", "period", "x"]]


def _in_order(series, findings, by):
    if by is None or not isinstance(findings[by].dtype, pd.CategoricalDtype):
        return series
    places = {str(value): place for place, value in enumerate(findings[by].cat.categories)}
    order = series[by].map(places)
    return series.assign(_order=order).sort_values(["_order", "period"], kind="stable", ignore_index=True).drop(
        columns="_order")
