"""Stretches of the calendar that words name: this or next week, a season, the end of a year; days so many units on."""

import re
from calendar import monthrange
from datetime import date, timedelta

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = {name: number for number, name in enumerate(MONTHS, 1)}
MONTH |= {name[:3]: number for name, number in MONTH.items() if name != "may"} | {"sept": 9}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASON = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
UNIT_DAYS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1,
    "week": 7,
    "month": 30.44,
    "quarter": 91.3,
    "year": 365.25,
    "decade": 3652.5,
    "century": 36525,
    "generation": 9131,
    "season": 91.3,
}
UNIT_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200, "generation": 300}
PART = re.compile("end|close|half|beginning|start|turn|quarter|early|mid|late|by|before")  # one of these names a part


def add_units(day, count, unit):
    """A day so many days, weeks, months or years later.

    >>> add_units(date(2022, 1, 31), 1, "month")
    datetime.date(2022, 2, 28)
    """
    if unit in UNIT_MONTHS and count == int(count):
        months = int(count) * UNIT_MONTHS[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year > 9999:
            return date.max
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    days = count * UNIT_DAYS[unit]
    whole = int(days) + (days > int(days))
    return date.max if whole > (date.max - day).days else day + timedelta(days=whole)


def within(begins, ends, words):
    """A part of a stretch of days: its end, first half, early, mid, late."""
    if not PART.search(words):
        return begins, ends, ends
    whole = (ends - begins).days + 1

    def at(share):
        return begins + timedelta(days=int(whole * share))

    if re.search(r"\bend\s+of|close\s+of|[\s-]end\b", words):
        return (begins if re.match(r"\s*(?:by|before|until)", words) else at(0.8)), ends, ends
    if re.search(r"\bfirst\s+half|beginning|start\s+of|turn\s+of", words):
        return begins, at(0.5), at(0.5)
    if re.search(r"first\s+quarter", words):
        return begins, at(0.25), at(0.25)
    if re.search(r"second\s+quarter", words):
        return at(0.25), at(0.5), at(0.5)
    if re.search(r"third\s+quarter", words):
        return at(0.5), at(0.75), at(0.75)
    if re.search(r"(?:second|latter|last)\s+half|fourth\s+quarter|last\s+quarter|final\s+quarter", words):
        return at(0.5 if "half" in words else 0.75), ends, ends
    if re.search(r"\bearly\b", words) and not re.search(r"as\s+early", words):
        return begins, at(0.25), at(0.4)
    if re.search(r"\bmid", words):
        return at(0.33), at(0.5), at(0.66)
    if re.search(r"\blater?\b", words):
        return at(0.6), ends, ends
    if re.match(r"\s*(?:by|before)\b", words):
        return begins, begins, ends if re.match(r"\s*by", words) else begins
    return begins, ends, ends


def season_of(first, last, year, words):
    """A season by its first and last month, or the part of it that the words name."""
    end_year = year + (last < first)
    return within(date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]), words)


def next_weekday(name, following, published):
    """The next day of this name, the day of publication included unless it is to follow."""
    ahead = (DAYS.index(name) - published.weekday()) % 7
    if following and ahead == 0:
        ahead = 7
    return published + timedelta(days=ahead)


def stretch(what, following, published):
    """First and last day of this or the next day, week, month, quarter, season, year, decade."""
    if what in ("day", "night"):
        return published, published
    if what in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday()) + timedelta(days=7 * following)
        return (monday + timedelta(days=5 * (what == "weekend"))), monday + timedelta(days=6)
    if what == "month":
        begins = add_units(published.replace(day=1), int(following), "month")
        return begins, begins.replace(day=monthrange(begins.year, begins.month)[1])
    if what == "quarter":
        begins = add_units(date(published.year, 3 * ((published.month - 1) // 3) + 1, 1), int(following), "quarter")
        return begins, add_units(begins, 1, "quarter") - timedelta(days=1)
    if what in SEASON:
        first, last = SEASON[what]
        year = published.year + (published.month > first + 2 and published.month > last)
        begins, ends = season_of(first, last, year, "")[:2]
        if following and begins <= published:
            begins, ends = add_units(begins, 1, "year"), add_units(ends, 1, "year")
        return begins, ends
    if what in ("decade", "centurie", "century", "generation", "term"):
        count, unit = (4, "year") if what == "term" else (1, "century" if what.startswith("centur") else what)
        return published, add_units(published, count, unit)
    begins = date(published.year + following, 1, 1)
    return begins, date(published.year + following, 12, 31)
