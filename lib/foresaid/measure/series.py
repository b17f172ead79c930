"""Attention over time: in how many articles of a day, week or month something occurs, and in what share of them.

The unit is the article: one that names an actor ten times counts once. The base is every dated article with a
headline or a text (table coverage). A period without articles is a gap and never a zero.
"""

import pandas as pd

from foresaid.errors import ForesaidError
from foresaid.measure.intervals import wilson
from foresaid.measure.periods import list_periods, period_start, to_days
from foresaid.measure.sources import equal_shares, set_changes

WEEKEND = pd.Timedelta(days=2)  # so many days without articles at the data's edge are no sign that it was cut

__all__ = ["count_articles", "count_per_period", "period_start", "share_per_period"]


def share_per_period(findings, coverage, by=None, every="week", floor=20, *, clusters=None, start="", end=""):
    """Share of a period's articles that hold a finding, per value of `by` (a column or a list of them).

    `findings` needs article_id, published, source and `by`. Where `by` holds source, the base is its articles alone.

    Returns what count_per_period returns, and: share, low, high (Wilson, 95 %), share_equal, equal_low, equal_high
    (mean of the sources' shares, each source with at least `floor` articles counting the same; NaN with less than two),
    sources (number with articles), break_before (the set of sources is another than in the last period drawn; see
    set_changes); with `clusters` also share_collapsed. A share with fewer than `floor` articles below it is NaN.

    >>> day = pd.Timestamp("2017-03-06", tz="UTC")
    >>> coverage = pd.DataFrame({"date": [day], "source": ["Herald"], "articles": [40], "clusters": [40], "words": [9]})
    >>> found = pd.DataFrame({"article_id": ["a", "a", "b"], "published": day, "source": "Herald", "topic": "trade"})
    >>> share_per_period(found, coverage, by="topic")[["topic", "hits", "articles", "share"]].values.tolist()
    [['trade', 2, 40, 0.05]]
    """
    series = count_per_period(findings, coverage, by, every, clusters=clusters, start=start, end=end)
    drawn = series["articles"] >= max(floor, 1)
    hits = series["hits"].astype("float64").where(drawn)
    series["share"] = hits / series["articles"].where(drawn)
    series["low"], series["high"] = wilson(hits, series["articles"].where(drawn))
    if clusters is not None:
        base = series["articles_collapsed"].where(series["articles_collapsed"] >= max(floor, 1))
        series["share_collapsed"] = series["hits_collapsed"].astype("float64") / base
    keys, cover = _keys(by), _covered(coverage, every, start, end)
    equal = equal_shares(_placed(findings, cover, keys, every), cover, keys, floor)
    series = series.merge(equal, how="left", on=["period", *keys])
    series = series.merge(set_changes(cover, floor), how="left", on="period")
    series["sources"] = series["sources"].fillna(0).astype("int64")
    series["break_before"] = series["break_before"].astype("boolean").fillna(False).astype("bool")
    if "source" in keys:  # a source alone has no set, and its share is not a mean of several
        series["sources"], series["break_before"] = (series["articles"] > 0).astype("int64"), False
        series[["share_equal", "equal_low", "equal_high"]] = float("nan")
    return series


def count_per_period(findings, coverage, by=None, every="week", *, clusters=None, start="", end=""):
    """Number of articles of a period that hold a finding, per value of `by`; undated findings are left out.

    All periods from the coverage's first day to its last, or from `start` to `end` (ISO dates, both included), have
    their row; the values of `by` come with most articles first.

    Returns one row per value and period: period (its first day), until (its last), `by`, hits (distinct articles with a
    finding; null where there are no articles at all), mentions (findings in them), articles (all that were read),
    complete (False where `start` or `end` cuts the period, or where the data begins or stops more than two days inside
    it; two days may be a weekend); with `clusters`
    (table clusters) also hits_collapsed and articles_collapsed: the copies of a story count once a day and source.
    """
    keys, cover = _keys(by), _covered(coverage, every, start, end)
    found = _placed(findings, cover, keys, every)
    grid = _values(found, keys).merge(_calendar(cover, every, start, end), how="cross")
    counted = _count(found, ["period", *keys])
    if clusters is not None:
        counted = counted.merge(_count_stories(found, ["period", *keys], clusters), how="left", on=["period", *keys])
    base = _base(cover, ["period", *[key for key in keys if key == "source"]])
    series = grid.merge(counted, how="left", on=["period", *keys]).merge(base, how="left", on=list(base.columns[:-2]))
    return _tidy(series, keys, clusters is not None)


def count_articles(coverage, every="week", *, start="", end=""):
    """Number of articles per period and source: what was collected, before anything is said about the news.

    Returns one row per source and period: period, until, source, articles (0 where there are none), words, complete.
    """
    cover = _covered(coverage, every, start, end)
    sources = cover.groupby("source")["articles"].sum().sort_values(ascending=False, kind="stable")
    grid = pd.DataFrame({"source": sources.index.astype("str")}).merge(_calendar(cover, every, start, end), how="cross")
    counted = cover.groupby(["period", "source"])[["articles", "words"]].sum().reset_index()
    made = grid.merge(counted, how="left", on=["period", "source"])
    made[["articles", "words"]] = made[["articles", "words"]].fillna(0).astype("int64")
    return made[["period", "until", "source", "articles", "words", "complete"]]


def _keys(by):
    return [by] if isinstance(by, str) else list(by or [])


def _covered(coverage, every, start, end):
    """The coverage inside the span with its periods; a missing source is ''."""
    day = to_days(coverage["date"])
    numbers = coverage[["articles", "clusters", "words"]].fillna(0).astype("int64")
    cover = numbers.assign(day=day, source=coverage["source"].astype("str").fillna(""))
    inside = (cover["articles"] > 0) & day.notna()
    inside &= (day >= pd.Timestamp(start)) if start else True
    inside &= (day <= pd.Timestamp(end)) if end else True
    cover = cover[inside].reset_index(drop=True)
    return cover.assign(period=period_start(cover["day"], every))


def _placed(findings, cover, keys, every):
    """The findings that are dated, have a value and stand on a day of a source whose articles are counted."""
    found = findings[["article_id", "published", *[key for key in keys if key != "source"], "source"]]
    found = found.assign(day=to_days(found["published"]), source=found["source"].astype("str").fillna(""))
    for key in keys:
        found[key] = found[key].astype("str")
    found = found[found["day"].notna() & found[keys].notna().all(axis=1)]
    found = found.merge(cover[["day", "source"]].drop_duplicates(), on=["day", "source"])
    return found.assign(period=period_start(found["day"], every))


def _count(found, keys):
    groups = found.groupby(keys, sort=False)["article_id"]
    return groups.agg(hits="nunique", mentions="size").reset_index()


def _count_stories(found, keys, clusters):
    """Copies collapsed as the coverage collapses them: within a day and source."""
    story = found["article_id"].map(clusters.drop_duplicates("article_id").set_index("article_id")["cluster_id"])
    stories = found.assign(story=story.fillna(found["article_id"]))[[*dict.fromkeys([*keys, "story", "day", "source"])]]
    return stories.drop_duplicates().groupby(keys, sort=False).size().reset_index(name="hits_collapsed")


def _values(found, keys):
    """Every value of `by`, most articles first, equals by name."""
    if not keys:
        return pd.DataFrame(index=[0])
    totals = found.groupby(keys, sort=True)["article_id"].nunique().reset_index(name="total")
    return totals.sort_values(["total", *keys], ascending=[False, *[True] * len(keys)])[keys]


def _calendar(cover, every, start, end):
    if cover.empty and not (start and end):
        return pd.DataFrame({"period": pd.Series(dtype="datetime64[us]"), "until": pd.Series(dtype="datetime64[us]"),
                             "complete": pd.Series(dtype="bool")})
    first, last = cover["day"].min(), cover["day"].max()
    periods = list_periods(start or first, end or last, every)
    cut = periods["period"].lt(pd.Timestamp(start)) if start else periods["period"].lt(periods["period"].min())
    cut |= periods["until"].gt(pd.Timestamp(end)) if end else False
    # the data may begin or stop in the middle of a period that the selection holds in full
    cut |= periods["period"].lt(first - WEEKEND) & periods["until"].ge(first)
    cut |= periods["until"].gt(last + WEEKEND) & periods["period"].le(last)
    return periods[["period", "until"]].assign(complete=~cut)


def _base(cover, keys):
    base = cover.groupby(keys)[["articles", "clusters"]].sum().reset_index()
    return base.rename(columns={"clusters": "articles_collapsed"})


def _tidy(series, keys, collapsed):
    names = ["hits", "mentions", *(["hits_collapsed"] if collapsed else [])]
    series["articles"] = series["articles"].fillna(0).astype("int64")
    series["articles_collapsed"] = series["articles_collapsed"].fillna(0).astype("int64")
    # no finding among articles is a zero; no finding because there are no articles is unknown
    series[names] = series[names].fillna(0).astype("Int64")
    series[names] = series[names].where(series["articles"] > 0)
    _check(series)
    more = ["hits_collapsed", "articles_collapsed"] if collapsed else []
    return series[["period", "until", *keys, "hits", "mentions", "articles", *more, "complete"]]


def _check(series):
    over = series[(series["hits"] > series["articles"]).fillna(False)]
    if len(over):
        row = over.iloc[0]
        raise ForesaidError(f"{row['period']:%Y-%m-%d}: {row['hits']} articles with a finding, but only "
                            f"{row['articles']} articles in the coverage. Take both from the same selection.")
