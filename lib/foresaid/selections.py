"""Which days a report speaks about: the last complete period of the data, and the periods before it."""

from dataclasses import replace

import pandas as pd

from foresaid.errors import ForesaidError, NoArticles
from foresaid.findings import read, select
from foresaid.measure.periods import check_every, list_periods, period_start

ENOUGH = 100  # articles that make a period worth a page of its own


def select_period(dataset, start="", end="", every="week", sources=()):
    """Select the articles of a period: the one named by start and end, else the last complete one in the data.

    A period is complete if the data goes on to its last day; with fewer than 100 articles it gives way to the latest
    complete one that has as many, and where none has, to the latest complete one with any article.
    Raises NoArticles where no article has a date.
    """
    check_every(every)
    if start or end:
        return select(dataset, start, end, sources)
    published = read(select(dataset, sources=sources), "articles")["published"].dropna()
    if published.empty:
        raise NoArticles(f"No article of '{dataset}' has a date, so there is no period to report on. "
                         "Name start and end, or import the articles with their dates.")
    counts = period_start(published, every).value_counts()
    days = published.dt.tz_localize(None).dt.normalize()
    periods = list_periods(days.min(), days.max(), every)
    periods = periods.assign(articles=periods["period"].map(counts).fillna(0)).query("articles > 0")
    complete = periods[periods["until"] <= days.max()]
    periods = complete if len(complete) else periods
    enough = periods[periods["articles"] >= ENOUGH]
    last = (enough if len(enough) else periods).iloc[-1]
    return select(dataset, f"{last['period']:%Y-%m-%d}", f"{last['until']:%Y-%m-%d}", sources)


def select_before(selection, times=4):
    """Select the `times` periods of the same length that end on the day before the selection begins.

    Raises ForesaidError without a start and an end or if times is not 1 to 52, NoArticles if nothing is there.
    """
    if not selection.start or not selection.end:
        raise ForesaidError("Only a selection with a start and an end has periods before it. Name both.")
    if not 1 <= times <= 52:
        raise ForesaidError(f"back = {times} periods cannot be compared with. It can be 1 to 52.")
    start, end = pd.Timestamp(selection.start), pd.Timestamp(selection.end)
    length = end - start + pd.Timedelta(days=1)
    first, last = start - times * length, start - pd.Timedelta(days=1)
    return select(selection.dataset, f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}", selection.sources)


def same_sources(now, before, floor=20):
    """Narrow two selections to the sources that have at least `floor` articles in each, so that they can be compared.

    Raises NoArticles, naming both numbers, where no source is left.
    """
    counts = [read(one, "articles")["source"].value_counts() for one in (now, before)]
    both = sorted(set(counts[0][counts[0] >= floor].index) & set(counts[1][counts[1] >= floor].index))
    if not both:
        raise NoArticles(f"No source has {floor} articles both from {now.start} to {now.end} and from {before.start} "
                         f"to {before.end}, so nothing can be compared. Lower the floor or choose another period.")
    return replace(now, sources=tuple(both)), replace(before, sources=tuple(both))
