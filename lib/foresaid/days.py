"""Days as people and spreadsheets write them, 2022-02-24, 24.02.2022, 2/24/2022, and as a page says them: 24 Feb 2022.

What could be two days is refused. Light: no pandas.
"""

import re
from datetime import date

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: 0?0:00(?::00)?)?")
RIGHT = "Write it like 2022-02-24."


def read_day(text):
    """Read a day. Returns (date or None, what is wrong or '').

    With dots the day comes first, as everywhere where dots are used; with slashes either may, so both numbers must
    not be 12 or less unless they are equal.

    >>> read_day("24.02.2022")[0].isoformat(), read_day("2/24/2022")[0].isoformat()
    ('2022-02-24', '2022-02-24')
    >>> read_day("2/3/2022")[1]
    "'2/3/2022' can be 2022-03-02 or 2022-02-03. Write which, in this form."
    """
    text = text.strip()
    if found := ISO.fullmatch(text):
        return _day(text, *found.groups())
    if found := DOTTED.fullmatch(text):
        return _day(text, *reversed(found.groups()))
    if found := SLASHED.fullmatch(text):
        return _slashed(text, *found.groups())
    if text.isdecimal() and len(text) == 5:
        return None, f"'{text}' is how a spreadsheet counts days. {RIGHT}"
    return None, f"'{text[:40]}' is no day. {RIGHT}"


def say_day(day):
    """A day in words, '' where there is none.

    >>> say_day(date(2017, 3, 6))
    '6 Mar 2017'
    """
    return "" if day is None or day != day else f"{day.day} {day:%b %Y}"  # NaT is not itself


def _slashed(text, one, two, year):
    days = [day for day, _ in (_day(text, year, two, one), _day(text, year, one, two)) if day]
    if len(set(days)) == 2:
        return None, f"'{text}' can be {days[0]} or {days[1]}. Write which, in this form."
    return (days[0], "") if days else (None, f"'{text}' is no day of the calendar. {RIGHT}")


def _day(text, year, month, day):
    try:
        return date(int(year), int(month), int(day)), ""
    except ValueError:
        return None, f"'{text}' is no day of the calendar. {RIGHT}"
