"""Days, weeks and months: which one a moment belongs to, and which ones a span is made of. Weeks start on Monday."""

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean, listing

EVERY = {"day": "D", "week": "W-SUN", "month": "M"}  # W-SUN: a week that ends with Sunday
DAYS = {"day": 1, "week": 7, "month": 30}
MOST = 5_000  # periods: 13 years of days, 95 years of weeks; a page with more weighs tens of megabytes


def period_start(times, every="week"):
    """The first day of the day, week or month of each moment, as naive midnight; moments are taken as UTC.

    >>> period_start(pd.Series(pd.to_datetime(["2017-03-12", "2017-03-13"]))).dt.date.astype(str).tolist()
    ['2017-03-06', '2017-03-13']
    """
    days = to_days(times)
    if check_every(every) == "day":
        return days
    if every == "week":
        return days - pd.to_timedelta(days.dt.day_of_week, unit="D").astype("timedelta64[us]")
    return days - pd.to_timedelta(days.dt.day - 1, unit="D").astype("timedelta64[us]")


def to_days(times):
    """Moments as their UTC day at naive midnight."""
    times = pd.Series(pd.to_datetime(times, utc=True))
    return times.dt.tz_localize(None).dt.normalize().astype("datetime64[us]")


def list_periods(first, last, every="week"):
    """Every period that touches the span from one day to another, both included.

    Returns one row per period: period (its first day), until (its last day), cut (the span holds it only in part).

    >>> list_periods("2017-03-08", "2017-03-19").astype(str).values.tolist()
    [['2017-03-06', '2017-03-12', 'True'], ['2017-03-13', '2017-03-19', 'False']]

    Raises ForesaidError for more than 5,000 periods.
    """
    first, last = pd.Timestamp(first), pd.Timestamp(last)
    if (last - first).days / DAYS[check_every(every)] > MOST:
        longer = "" if every == "month" else ", or take every = month"
        raise ForesaidError(f"From {first:%Y-%m-%d} to {last:%Y-%m-%d} there are more than {MOST:,} {every}s, too many "
                            f"for a chart. Name start and end{longer}.")
    spans = pd.period_range(first, last, freq=EVERY[check_every(every)])
    period = spans.start_time.astype("datetime64[us]")
    until = spans.end_time.normalize().astype("datetime64[us]")
    return pd.DataFrame({"period": period, "until": until, "cut": (period < first) | (until > last)})


def check_every(every):
    """Return `every` if it is day, week or month."""
    if every not in EVERY:
        raise ForesaidError(f"every = {every!r} is no period.{did_you_mean(every, EVERY)} It takes {listing(EVERY)}.")
    return every
