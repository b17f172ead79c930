"""Forecast statements counted among themselves: how sure, who, by when, about what."""

import pandas as pd

from foresaid.measure.intervals import wilson

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
    return statements.explode(column).dropna(subset=[column]).rename(columns={column: name}).reset_index(drop=True)


def share_within(statements, by, per=None, of=None, floor=0):
    """Share of statements that have each value of `by`, among all statements or among those of each value of `per`.

    `of` gives the statements to count among where `statements` is a selection or a spreading of them. Values of an
    ordered category keep their order, others come largest first; groups below `floor` statements have no share.

    Returns one row per value (and per): by, per, hits, total, share, low, high (Wilson, 95 %).

    >>> share_within(pd.DataFrame({"kind": ["a", "b", "a", "a"]}), "kind")[["kind", "hits", "share"]].values.tolist()
    [['a', 3, 0.75], ['b', 1, 0.25]]
    """
    whole = statements if of is None else of
    groups = [per, by] if per else [by]
    counted = statements.groupby(groups, observed=not _ordered(statements[by])).size().rename("hits").reset_index()
    if per:
        totals = whole.groupby(per, observed=True).size()
        counted["total"] = counted[per].astype(totals.index.dtype).map(totals).astype("int64")
    else:
        counted["total"] = len(whole)
    shares = counted["hits"] / counted["total"].where(counted["total"] >= max(floor, 1))
    low, high = wilson(counted["hits"].to_numpy(), counted["total"].to_numpy())
    counted = counted.assign(share=shares, low=pd.Series(low).where(shares.notna()),
                             high=pd.Series(high).where(shares.notna()))
    if not _ordered(statements[by]):
        counted = counted.sort_values(["hits", by], ascending=[False, True], kind="stable", ignore_index=True)
    return counted


def _ordered(series):
    return isinstance(series.dtype, pd.CategoricalDtype) and series.dtype.ordered
