"""Shares and counts without time: overall, per source, as a cross table, as a ranking."""

import pandas as pd

from foresaid.measure.intervals import wilson
from foresaid.measure.periods import to_days


def share_of(findings, coverage, by=None, floor=20):
    """Share of all articles that hold a finding, per value of `by` (a column or a list; with source: of its articles).

    Returns one row per value (per pair of values for a list), highest share first: `by`, hits (distinct dated articles
    with a finding), mentions, articles (the base), share, low, high (Wilson, 95 %; NaN below `floor` articles).

    >>> day = pd.Timestamp("2017-03-06", tz="UTC")
    >>> coverage = pd.DataFrame({"date": [day], "source": ["Herald"], "articles": [40], "words": [9000]})
    >>> found = pd.DataFrame({"article_id": ["a", "a", "b"], "published": day, "source": "Herald", "topic": "trade"})
    >>> share_of(found, coverage).round(3).values.tolist()
    [[2.0, 3.0, 40.0, 0.05, 0.014, 0.165]]
    """
    keys = [by] if isinstance(by, str) else list(by or [])
    cover, found = _counted(findings, coverage, keys)
    base = ["source"] if "source" in keys else []
    articles = cover.groupby("source")["articles"].sum().reset_index()
    values = pd.DataFrame(index=[0])
    for key in keys:  # every pair of values, also those that never meet: that is a zero and no gap
        values = values if key == "source" else values.merge(found[[key]].drop_duplicates(), how="cross")
    table = values.merge(articles if base else pd.DataFrame({"articles": [articles["articles"].sum()]}), how="cross")
    table = table.merge(_hits(found, keys), how="left", on=keys) if keys else table.assign(**_total(found))
    table[["hits", "mentions"]] = table[["hits", "mentions"]].fillna(0).astype("int64")
    drawn = table["articles"].where(table["articles"] >= max(floor, 1))
    table["share"] = table["hits"] / drawn
    table["low"], table["high"] = wilson(table["hits"], drawn)
    table = table.sort_values(["share", *keys], ascending=[False, *[True] * len(keys)], kind="stable")
    return table[[*keys, "hits", "mentions", "articles", "share", "low", "high"]].reset_index(drop=True)


def share_by_source(findings, coverage, by=None, floor=20):
    """Share of each source's articles that hold a finding, per value of `by`.

    Returns one row per value and source, also where there is none: `by`, source, hits, mentions, articles, share, low,
    high; NaN for a source below `floor` articles.
    """
    return share_of(findings, coverage, [*([by] if isinstance(by, str) else by or []), "source"], floor)


def rate_of(findings, coverage, by=None):
    """Mentions per 1,000 words of everything that was collected, per value of `by`.

    Mentions come in bursts within an article, so no interval is given: one for independent counts would be too narrow.

    Returns one row per value, highest first: `by`, mentions, words, rate.
    """
    keys = [by] if isinstance(by, str) else list(by or [])
    cover, found = _counted(findings, coverage, keys)
    table = _hits(found, keys) if keys else pd.DataFrame([_total(found)])
    if "source" in keys:
        table = table.merge(cover.groupby("source")["words"].sum().reset_index(), on="source")
    else:
        table["words"] = cover["words"].sum()
    table["rate"] = 1000 * table["mentions"] / table["words"].where(table["words"] > 0)
    table = table.sort_values(["rate", *keys], ascending=[False, *[True] * len(keys)], kind="stable")
    return table[[*keys, "mentions", "words", "rate"]].reset_index(drop=True)


def rank_values(findings, by, top_n=10):
    """The values of `by` that occur in most articles, dated or not.

    Returns one row per value, first the one in most articles, equals by name: `by`, hits (distinct articles), mentions.

    >>> rank_values(pd.DataFrame({"article_id": ["a", "a", "b"], "actor": ["Ann", "Bob", "Bob"]}), "actor", 1)
      actor  hits  mentions
    0   Bob     2         2
    """
    found = findings[["article_id", by]].dropna().astype("str")
    ranked = _hits(found, [by]).sort_values(["hits", "mentions", by], ascending=[False, False, True])
    return ranked.head(top_n).reset_index(drop=True)


def count_by(findings, rows, columns):
    """Cross table of two columns in the long form that draw_heatmap takes; the values with most articles come first.

    Returns one row per pair, also those that never meet: `rows`, `columns`, hits (distinct articles; 0 where none).

    >>> found = pd.DataFrame({"article_id": ["a", "b"], "topic": ["trade", "war"], "source": ["Herald", "Post"]})
    >>> count_by(found, "topic", "source").values.tolist()
    [['trade', 'Herald', 1], ['trade', 'Post', 0], ['war', 'Herald', 0], ['war', 'Post', 1]]
    """
    found = findings[["article_id", rows, columns]].dropna().astype("str")
    grid = rank_values(found, rows, None)[[rows]].merge(rank_values(found, columns, None)[[columns]], how="cross")
    table = grid.merge(_hits(found, [rows, columns]), how="left", on=[rows, columns])
    return table[[rows, columns]].assign(hits=table["hits"].fillna(0).astype("int64"))


def _counted(findings, coverage, keys):
    """Coverage with articles, and the findings that stand on a day of a source that it counts."""
    cover = coverage.assign(day=to_days(coverage["date"]), source=coverage["source"].astype("str").fillna(""))
    cover = cover[cover["articles"].fillna(0).astype("int64") > 0]
    found = findings[["article_id", "published", *[key for key in keys if key != "source"], "source"]]
    found = found.assign(day=to_days(found["published"]), source=found["source"].astype("str").fillna(""))
    for key in keys:
        found[key] = found[key].astype("str")
    found = found[found[keys].notna().all(axis=1)]
    return cover, found.merge(cover[["day", "source"]].drop_duplicates(), on=["day", "source"])


def _hits(found, keys):
    return found.groupby(keys, sort=True)["article_id"].agg(hits="nunique", mentions="size").reset_index()


def _total(found):
    return {"hits": found["article_id"].nunique(), "mentions": len(found)}
