"""The expectations calendar: when it was said against when it should happen."""

import pandas as pd

from foresaid.measure.periods import list_periods, period_start, to_days

EARLIER, LATER = "earlier", "later"
HALF_A_YEAR = pd.Timedelta(days=183)  # more than this is read in months, less in weeks
FEW = 0.02  # of the statements: so many at the beginning, strewn over several periods, stand in one row


def place_expectations(forecasts, every=None):
    """Add to dated forecasts with a horizon when they were said and by when it should happen, as periods.

    The end of a horizon that is an interval counts by its middle. `said` and `expected` are ordered categories of
    period names; `expected` goes on after the last day of publication as long again as the data is, then says "later".
    Where the first fiftieth of the statements is strewn over more than three periods, these are one: "earlier".

    `every` is day, week or month; without it weeks for up to half a year of data, else months.

    Returns one row per forecast that has a date and a horizon: the forecast's columns, said, expected.
    """
    timed = forecasts[forecasts["published"].notna() & forecasts["horizon_to_max"].notna()].reset_index(drop=True)
    if timed.empty:
        return timed.assign(said=pd.Categorical([]), expected=pd.Categorical([]))
    every, names, last = _axis(timed["published"], every)
    first = min(names)
    end = timed["horizon_to_min"] + (timed["horizon_to_max"] - timed["horizon_to_min"]) / 2
    said, expected = period_start(timed["published"], every), period_start(end, every)
    early = [EARLIER] if said.min() < first else []
    spoken = [name for period, name in names.items() if period <= last]
    before = early[0] if early else names[first]  # a time that is past before the calendar begins
    due = expected.map(names).fillna(LATER).where(expected >= first, before)
    return timed.assign(
        said=pd.Categorical(said.map(names).fillna(EARLIER), categories=[*early, *spoken], ordered=True),
        expected=pd.Categorical(due, categories=[*early, *names.values(), LATER], ordered=True))


def count_expectations(placed, coverage=None, every=None):
    """Count placed forecasts (place_expectations, with the same `every`) for each cell of the calendar.

    With `coverage` the cells of a period without articles are null: nothing could be said there.

    Returns one row per cell that lies ahead, in the order of time: said, expected, statements; a cell that lies behind
    has a row only where a statement's words name a time already past.
    """
    cells = placed.groupby(["said", "expected"], observed=False).size().rename("statements").reset_index()
    ahead = cells["expected"].cat.codes >= cells["said"].cat.codes
    cells = cells[ahead | (cells["statements"] > 0)].reset_index(drop=True)
    if coverage is None or placed.empty:
        return cells
    every, names, _ = _axis(placed["published"], every)
    articles = coverage[coverage["articles"].fillna(0) > 0]
    heard = {EARLIER, *(names.get(period) for period in period_start(to_days(articles["date"]), every).unique())}
    return cells.assign(statements=cells["statements"].astype("Int64").where(cells["said"].isin(heard)))


def _axis(published, every):
    """The kind of period, the calendar's periods with their names, and the last one in which something was said."""
    if every is None:
        every = "week" if published.max() - published.min() <= HALF_A_YEAR else "month"
    said = period_start(published, every).sort_values(ignore_index=True)
    first, last = said.iloc[0], said.iloc[-1]
    dense = said.iloc[int(FEW * len(said))]
    if len(list_periods(first, dense, every)) > 4:
        first = dense
    reach = list_periods(first, last + (last - first) + pd.Timedelta(days=1), every)["period"]
    return every, _names(reach, every), last


def _names(periods, every):
    """A name for each period that is read beside its neighbours: '6 Feb 17', 'Feb 17'."""
    several = len(set(periods.dt.year)) > 1
    form = "%b" if every == "month" else "%d %b"
    return {period: period.strftime(form + (" %y" if several else "")).lstrip("0") for period in periods}
