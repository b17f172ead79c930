"""The expectations calendar: when it was said against when it should happen."""

import pandas as pd

from foresaid.measure.periods import list_periods, period_start

LATER = "later"
HALF_A_YEAR = pd.Timedelta(days=183)  # more than this is read in months, less in weeks


def place_expectations(forecasts, every=None):
    """Add to dated forecasts with a horizon when they were said and by when it should happen, as periods.

    The end of a horizon that is an interval counts by its middle. `said` and `expected` are ordered categories of
    period names; `expected` goes on after the last day of publication as long again as the data is, then says "later".

    `every` is day, week or month; without it weeks for up to half a year of data, else months.

    Returns one row per forecast that has a date and a horizon: the forecast's columns, said, expected.
    """
    timed = forecasts[forecasts["published"].notna() & forecasts["horizon_to_max"].notna()].reset_index(drop=True)
    if timed.empty:
        return timed.assign(said=pd.Categorical([]), expected=pd.Categorical([]))
    end = timed["horizon_to_min"] + (timed["horizon_to_max"] - timed["horizon_to_min"]) / 2
    if every is None:
        every = "week" if timed["published"].max() - timed["published"].min() <= HALF_A_YEAR else "month"
    said, expected = period_start(timed["published"], every), period_start(end, every)
    first, last = said.min(), said.max()
    reach = list_periods(first, last + (last - first) + pd.Timedelta(days=1), every)["period"]
    names = _names(reach, every)
    spoken = [names[period] for period in reach if period <= last]
    return timed.assign(
        said=pd.Categorical(said.map(names), categories=spoken, ordered=True),
        expected=pd.Categorical(expected.clip(lower=first).map(names).fillna(LATER),
                                categories=[*names.values(), LATER], ordered=True))


def count_expectations(placed):
    """Count placed forecasts (place_expectations) for each cell of the calendar, in the order of time.

    Returns one row per cell that lies ahead: said, expected, statements; a cell that lies behind has no row.
    """
    cells = placed.groupby(["said", "expected"], observed=False).size().rename("statements").reset_index()
    ahead = cells["expected"].cat.codes >= cells["said"].cat.codes
    return cells[ahead | (cells["statements"] > 0)].reset_index(drop=True)


def _names(periods, every):
    """A name for each period that is read beside its neighbours: '6 Feb 17', 'Feb 17'."""
    several = len(set(periods.dt.year)) > 1
    form = "%b" if every == "month" else "%d %b"
    return {period: period.strftime(form + (" %y" if several else "")).lstrip("0") for period in periods}
