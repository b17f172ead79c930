"""Forecast statements counted among themselves: how sure, who, by when, about what.

The unit is the statement, the base all statements of the same place. Their intervals take articles as what is drawn at
random, because the statements of one article resemble each other (see bursts).
"""

import pandas as pd

from foresaid.measure.bursts import burst_wilson, ratio_error
from foresaid.measure.periods import period_start
from foresaid.measure.series import count_articles

SURENESS = {1: "almost no chance", 2: "unlikely", 3: "possible", 4: "likely", 5: "almost certain"}


def name_sureness(forecasts):
    """Add `sureness`, the likelihood 1 to 5 in words, as an ordered category; one row per statement as before."""
    named = pd.Categorical(forecasts["likelihood"].map(SURENESS), categories=list(SURENESS.values()), ordered=True)
    return forecasts.assign(sureness=named)


def spread(statements, column, name):
    """One row per statement and entry of a list column, the entry in the column `name`; empty lists vanish.

    >>> spread(pd.DataFrame({"id": [1, 2], "topics": [["war", "oil"], []]}), "topics", "topic")["topic"].tolist()
    ['war', 'oil']
    """
    return (statements.drop(columns=name, errors="ignore").explode(column).dropna(subset=[column])
            .rename(columns={column: name}).reset_index(drop=True))


def share_within(statements, by, per=None, of=None, floor=0):
    """Share of statements that have each value of `by`, among all statements or among those of each value of `per`.

    `of` gives the statements to count among where `statements` is a selection or a spreading of them; `per` is a
    column or a list of them. Values of an ordered category keep their order and are there with 0 too, others come
    largest first; groups below `floor` statements have no share.

    Returns one row per value (and per): per, by, hits, total, share, low, high (95 %, articles as what is drawn).

    >>> said = pd.DataFrame({"article_id": ["1", "2", "3", "4"], "kind": ["a", "b", "a", "a"]})
    >>> share_within(said, "kind")[["kind", "hits", "share"]].values.tolist()
    [['a', 3, 0.75], ['b', 1, 0.25]]
    """
    keys = _keys(per)
    statements, whole = (_name_sources(one, keys) for one in (statements, statements if of is None else of))
    base, articles = _base(whole, keys)
    found = statements.groupby([*keys, "article_id", by], observed=True).size().rename("y").reset_index()
    found = found.merge(articles, on=[*keys, "article_id"])
    found = found.assign(yy=found["y"] ** 2, xy=found["y"] * found["x"])
    sums = found.groupby([*keys, by], observed=True)[["y", "yy", "xy"]].sum().reset_index()
    grid = base.merge(_values(statements, by), how="cross")
    how = "left" if _ordered(statements[by]) else "inner"
    table = grid.merge(sums, how=how, on=[*keys, by])
    table[["y", "yy", "xy"]] = table[["y", "yy", "xy"]].fillna(0)
    counted = _with_share(table, floor).rename(columns={"y": "hits", "x": "total"})
    counted = counted.astype({"hits": "int64", "total": "int64"})
    if not _ordered(statements[by]):
        counted = counted.sort_values(["hits", by], ascending=[False, True], kind="stable", ignore_index=True)
    return counted[[*keys, by, "hits", "total", "share", "low", "high"]]


def share_within_periods(statements, by, coverage, per=None, of=None, *, every="week", floor=20):
    """Share of a period's statements that have each value of `by`, per value of `per` (source, or nothing).

    Undated statements are left out. A period with fewer than `floor` statements has no share: where nothing is said
    there is nothing to share out, which is not a zero.

    Returns one row per value of `per` and `by` and period: period, until, per, by, hits, total (statements), share,
    low, high (see share_within), articles (all that were collected there), complete.
    """
    keys = ["period", *_keys(per)]
    timed, whole = (_name_sources(_timed(one, every), keys)
                    for one in (statements, statements if of is None else of))
    grid = _calendar(coverage, per, every)
    values = _values(timed, by) if len(timed) else _values(statements, by)
    grid = values.merge(grid, how="cross") if not per else grid.merge(values, how="cross")
    table = share_within(timed, by, keys, whole, floor)
    table = grid.merge(table, how="left", on=[*keys, by])
    totals = whole.groupby(keys, observed=True).size().rename("all").reset_index()
    total = table[keys].merge(totals, how="left", on=keys)["all"].fillna(0).astype("int64")
    hits = table["hits"].fillna(0).where(total > 0).astype("Int64")  # silence is no zero
    table = table.assign(total=total, hits=hits)
    return table[["period", "until", *_keys(per), by, "hits", "total", "share", "low", "high", "articles", "complete"]]


def _keys(per):
    return [per] if isinstance(per, str) else list(per or [])


def _name_sources(statements, keys):
    """A missing source is '' here as in the shares of articles."""
    return statements.assign(source=statements["source"].astype("str").fillna("")) if "source" in keys else statements


def _base(whole, keys):
    """One row per group: n (articles), x (statements), xx; and one per group and article: x."""
    articles = whole.groupby([*keys, "article_id"], observed=True).size().rename("x").reset_index()
    sums = articles.assign(n=1, xx=articles["x"] ** 2)
    if keys:
        return sums.groupby(keys, observed=True)[["n", "x", "xx"]].sum().reset_index(), articles
    return sums[["n", "x", "xx"]].sum().to_frame().T, articles


def _with_share(table, floor):
    drawn = table["x"] >= max(floor, 1)
    low, high = burst_wilson(table["y"], table["x"], table["n"], ratio_error(table))
    return table.assign(share=(table["y"] / table["x"]).where(drawn), low=pd.Series(low, table.index).where(drawn),
                        high=pd.Series(high, table.index).where(drawn))


def _values(statements, by):
    if _ordered(statements[by]):
        return pd.DataFrame({by: pd.Categorical(statements[by].cat.categories, dtype=statements[by].dtype)})
    return statements[[by]].dropna().drop_duplicates()


def _timed(statements, every):
    dated = statements[statements["published"].notna()]
    return dated.assign(period=period_start(dated["published"], every))


def _calendar(coverage, per, every):
    """One row per period (and source): period, until, source, articles, complete."""
    grid = count_articles(coverage, every)
    if per:
        return grid.drop(columns="words")
    return grid.groupby("period").agg(until=("until", "first"), articles=("articles", "sum"),
                                      complete=("complete", "first")).reset_index()


def _ordered(series):
    return isinstance(series.dtype, pd.CategoricalDtype) and series.dtype.ordered
