"""Which sources stand behind a number: shares in which each source counts the same, and where their set changes."""

import numpy as np
import pandas as pd

from foresaid.measure.intervals import wilson

USUAL = 3     # a source with fewer articles in its usual period may miss one by chance
PRESENT = 0.1  # of its usual number: with less, a source counts as not there
WEIGHT = 0.1  # of a period's articles: what comes or goes below it cannot move the pooled share much


def equal_shares(found, cover, keys, floor=20):
    """Mean of the sources' shares per period, each source with at least `floor` articles counting the same.

    The interval combines the sources' Wilson intervals (MOVER, Zou and Donner 2008).

    Returns one row per period and value: period, `keys`, share_equal, equal_low, equal_high; only periods with two or
    more such sources.
    """
    base = cover.groupby(["period", "source"])["articles"].sum().reset_index()
    base = base[base["articles"] >= max(floor, 1)]
    base["none_high"] = wilson(np.zeros(len(base)), base["articles"])[1]
    hits = found.groupby(["period", *[key for key in keys if key != "source"], "source"])["article_id"].nunique()
    hits = hits.reset_index(name="hits").merge(base, on=["period", "source"])
    share = hits["hits"] / hits["articles"]
    low, high = wilson(hits["hits"], hits["articles"])
    # sources without a hit are not in `hits`; they add only to the upper end, and their part is known per period
    parts = hits.assign(share=share, down=(share - low) ** 2, up=(high - share) ** 2 - hits["none_high"] ** 2)
    sums = parts.groupby(["period", *keys])[["share", "down", "up"]].sum().reset_index()
    periods = base.assign(zero=base["none_high"] ** 2).groupby("period").agg(n=("source", "size"), zero=("zero", "sum"))
    periods = periods[periods["n"] >= 2].reset_index()
    values = found[keys].drop_duplicates() if keys else pd.DataFrame(index=[0])
    table = values.merge(periods, how="cross").merge(sums, how="left", on=["period", *keys])
    table[["share", "down", "up"]] = table[["share", "down", "up"]].fillna(0.0)
    mean = table["share"] / table["n"]
    down, up = np.sqrt(table["down"]), np.sqrt((table["up"] + table["zero"]).clip(lower=0))
    return table[["period", *keys]].assign(share_equal=mean, equal_low=(mean - down / table["n"]).clip(0, 1),
                                           equal_high=(mean + up / table["n"]).clip(0, 1))


def set_changes(cover, floor=20):
    """Where the set of sources changes, so that the pooled line must break.

    A source is in the set of a period if it has at least a tenth of its usual number of articles there (its median over
    the periods in which it has any; sources with a usual number below 3 are left out: they miss a period by chance).
    The line breaks before a period if the sources that came make up a tenth or more of its articles, or those that went
    a tenth or more of the last drawn period's. Periods with fewer than `floor` articles are not drawn.

    Returns one row per period with articles: period, sources (number with articles), break_before.
    """
    counts = cover.pivot_table(index="period", columns="source", values="articles", aggfunc="sum")
    usual = counts.median()
    inside = counts.ge((usual * PRESENT).clip(lower=1)) & usual.ge(USUAL)
    total = counts.sum(axis=1)
    drawn = total >= max(floor, 1)
    now, before = inside[drawn], inside[drawn].shift(fill_value=False)
    articles = counts[drawn].fillna(0)
    came = (articles.where(now & ~before, 0).sum(axis=1) / total[drawn]) >= WEIGHT
    went = (articles.shift(fill_value=0).where(before & ~now, 0).sum(axis=1) / total[drawn].shift()) >= WEIGHT
    breaks = (came | went) & (np.arange(len(now)) > 0)
    table = pd.DataFrame({"sources": counts.notna().sum(axis=1), "break_before": False}, index=counts.index)
    table.loc[drawn, "break_before"] = breaks
    return table.reset_index()
