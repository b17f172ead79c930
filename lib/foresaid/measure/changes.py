"""What changed: this period against the one before, and the highest points of a series."""

from foresaid.errors import ForesaidError
from foresaid.measure.intervals import newcombe
from foresaid.measure.shares import share_of


def compare_periods(findings, coverage, findings_before, coverage_before, by, floor=20):
    """What rose and what fell: each value's share now against its share in the time before.

    The two spans need not be equally long: shares are compared, not counts.

    Returns one row per value that occurs in either, biggest rise first: `by`, hits, articles, share, low, high,
    hits_before, articles_before, share_before, difference (share − share_before), difference_low, difference_high
    (95 %, Newcombe), clear (the interval leaves 0 out). Raises ForesaidError where one of the spans has fewer than
    `floor` articles: nothing can be compared then.
    """
    for name, cover in (("period", coverage), ("period before", coverage_before)):
        if cover["articles"].sum() < floor:
            raise ForesaidError(f"The {name} has {cover['articles'].sum()} articles; a comparison needs {floor}. "
                                "Choose a longer period or an earlier one.")
    now = share_of(findings, coverage, by, floor).drop(columns="mentions")
    before = share_of(findings_before, coverage_before, by, floor)[[by, "hits", "articles"]]
    table = now.merge(before, how="outer", on=by, suffixes=("", "_before"))
    for name, cover in (("articles", coverage), ("articles_before", coverage_before)):
        table[name] = int(cover["articles"].sum())
    table[["hits", "hits_before"]] = table[["hits", "hits_before"]].fillna(0).astype("int64")
    return _differences(table, by)


def _differences(table, by):
    counts = [table[name] for name in ("hits", "articles", "hits_before", "articles_before")]
    share, before = counts[0] / counts[1], counts[2] / counts[3]
    low, high = newcombe(*counts)
    table = table.assign(share=share, share_before=before, difference=share - before,
                         difference_low=low, difference_high=high, clear=(low > 0) | (high < 0))
    table = table.sort_values(["difference", "share", by], ascending=[False, False, True], kind="stable")
    return table.reset_index(drop=True)[[by, "hits", "articles", "share", "low", "high", "hits_before",
                                         "articles_before", "share_before", "difference", "difference_low",
                                         "difference_high", "clear"]]


def find_peaks(series, by=None, n=3, value="share"):
    """The highest points of a series that a chart draws, one per summit: no drawn neighbour on its line is higher.

    Returns at most `n` rows of the series, highest first.

    >>> import pandas as pd
    >>> days = pd.date_range("2017-03-06", periods=4)
    >>> find_peaks(pd.DataFrame({"period": days, "share": [0.1, 0.4, 0.3, None]}), n=2)["share"].tolist()
    [0.4]
    """
    keys = [by] if isinstance(by, str) else list(by or [])
    rows = series[series[value].notna()].sort_values([*keys, "period"], kind="stable")
    height = rows.groupby(keys, sort=False)[value] if keys else rows[value]
    left, right = height.shift(1), height.shift(-1)
    summit = (rows[value] > left.fillna(-1)) & (rows[value] >= right.fillna(-1)) & (rows[value] > 0)
    order = [value, "period", *keys]
    peaks = rows[summit].sort_values(order, ascending=[False, *[True] * (len(order) - 1)], kind="stable")
    return peaks.head(n).reset_index(drop=True)


def rank_changes(comparison, top_n=8):
    """The clearest moves of a comparison: at most `top_n` values that rose and as many that fell, biggest rise first.

    A move whose interval leaves 0 out goes before one that may be chance; ties by size.

    >>> import pandas as pd
    >>> moves = pd.DataFrame({"topic": list("abcd"), "difference": [0.3, 0.1, -0.1, -0.2], "clear": True})
    >>> rank_changes(moves, 1)["topic"].tolist()
    ['a', 'd']
    """
    size = comparison["difference"].abs()
    ranked = comparison.assign(size=size).sort_values(["clear", "size"], ascending=[False, False], kind="stable")
    rose = ranked[ranked["difference"] > 0].head(top_n)
    fell = ranked[ranked["difference"] < 0].head(top_n)
    chosen = comparison.loc[[*rose.index, *fell.index]]
    return chosen.sort_values("difference", ascending=False, kind="stable").reset_index(drop=True)
