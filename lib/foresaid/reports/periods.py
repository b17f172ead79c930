"""The period a report covers: from its parameters, never from the clock, and the folder's name made from it."""

import calendar
import re
from datetime import date, timedelta

from foresaid.errors import ForesaidError

FORMS = "2017, 2017-03, 2017-W10, 2017-03-06 or 2017-02-06:2017-03-26"


def read_period(text):
    """First and last day of a period: a year, a month, an ISO week, a day, or two days parted by a colon.

    >>> read_period("2017-W10"), read_period("2017-02")
    (('2017-03-06', '2017-03-12'), ('2017-02-01', '2017-02-28'))
    """
    try:
        first, last = _read(str(text))
    except ValueError:
        raise ForesaidError(f"{str(text)[:40]!r} is no period. Write {FORMS}.") from None
    if first > last:
        raise ForesaidError(f"The period {text} ends before it begins. Exchange its days.")
    return first.isoformat(), last.isoformat()


def _read(text):
    if ":" in text:
        first, last = text.split(":", 1)
        return date.fromisoformat(first), date.fromisoformat(last)
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", text, re.ASCII | re.IGNORECASE):
        first = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return first, first + timedelta(days=6)
    if found := re.fullmatch(r"(\d{4})-(\d\d)", text, re.ASCII):
        year, month = int(found[1]), int(found[2])
        if not 1 <= month <= 12:
            raise ValueError(text)
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if re.fullmatch(r"\d{4}", text, re.ASCII):
        return date(int(text), 1, 1), date(int(text), 12, 31)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return date.fromisoformat(text), date.fromisoformat(text)
    raise ValueError(text)


def name_period(start, end):
    """The folder's name of a period: the shortest that says it.

    >>> name_period("2017-03-06", "2017-03-12"), name_period("2017-02-06", "2017-03-26"), name_period("", "")
    ('2017-W10', '2017-02-06_2017-03-26', 'all')
    """
    if not start and not end:
        return "all"
    if not start or not end:
        return f"from_{start}" if start else f"until_{end}"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    year, week, _ = first.isocalendar()
    for short in (start, f"{year}-W{week:02d}", start[:7], start[:4]):
        if _read(short) == (first, last):
            return short
    return f"{start}_{end}"


def say_period(start, end):
    """A period in words.

    >>> say_period("2017-02-06", "2017-03-26"), say_period("2017-03-06", "2017-03-12")
    ('6 February to 26 March 2017', '6 to 12 March 2017')
    """
    if not start and not end:
        return ""
    if not start or not end:
        return f"from {say_day(start)}" if start else f"until {say_day(end)}"
    if start == end:
        return say_day(start)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {say_day(end)}"
    begin = f"{first.day} {calendar.month_name[first.month]}" if first.year == last.year else say_day(start)
    return f"{begin} to {say_day(end)}"


def say_day(day):
    """A day in words.

    >>> say_day("2017-03-06")
    '6 March 2017'
    """
    found = date.fromisoformat(day)
    return f"{found.day} {calendar.month_name[found.month]} {found.year}"
