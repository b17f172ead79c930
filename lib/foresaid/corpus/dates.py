"""When an article appeared, out of the many ways in which exports write it.

A date without a time is a calendar day and stays that day (midnight UTC); a time without a zone is read in the zone
that the reader names. Whether 3/4/2017 is in March or April is decided once for a file, by evidence, and said.
"""

import re
import warnings
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd

from foresaid.errors import ForesaidError

NOTHING = {"", "none", "null", "nan", "nat", "n/a", "na", "-", "unknown", "undated", "0000-00-00",
           "0000-00-00 00:00:00"}
TIME = r"(?:[T,\s]+(?P<time>\d{1,2}:\d{2}.*))?"
YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<a>\d{1,2})[-/.](?P<b>\d{1,2})" + TIME)
YEAR_LAST = re.compile(r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<year>\d{4}|\d{2})" + TIME)
MONTH_ONLY = re.compile(r"(?P<year>\d{4})[-/.](?P<a>\d{1,2})")
COMPACT = re.compile(r"(?P<year>(?:19|20)\d{2})(?P<a>\d{2})(?P<b>\d{2})(?:T?(?P<time>\d{6})Z?)?")
EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{13}")
CLOCK = re.compile(r"\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?\s*(.*)")
OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{2}):?(\d{2})")
ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8,
         "PDT": -7, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9}
CENTURY = 70  # two-digit years: 69 is 2069, 70 is 1970, as POSIX has it


@dataclass(frozen=True)
class Dates:
    """What a file's dates came to: UTC times, how exactly each is known, and sentences on how they were read."""

    published: pd.Series
    precision: pd.Series
    notes: list = field(default_factory=list)


@dataclass(frozen=True)
class _Read:
    """One print read: naive or aware time, precision, and whether the zone had to be assumed."""

    time: datetime | None = None
    precision: str = "unknown"
    why: str = ""  # why there is no time: impossible, unread, year


def checked_zone(name):
    """Return a time zone by its name. Raises ForesaidError for a name that is none.

    >>> checked_zone("Europe/Berlin").key
    'Europe/Berlin'
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ForesaidError(f"{name!r} is no time zone. "
                            "Use a name such as UTC, Europe/Berlin or America/New_York.") from error


def parse_dates(values, zone="UTC", day_first=None):
    """Read dates as exports print them.

    Returns Dates: published (UTC, null where there is none), precision (second, day, month, unknown), notes.
    `day_first` settles what 3/4/2017 means; without it the other dates of the file decide.

    >>> parse_dates(["7 February 2017", "2017-02-31"]).precision.tolist()
    ['day', 'unknown']
    """
    local = checked_zone(zone)
    prints = [_clean(value) for value in values]
    kinds = Counter(prints)
    kinds.pop("", None)
    notes = []
    if day_first is None:
        day_first, note = _decide_day_first(kinds)
        notes += [note] if note else []
    reads = {text: _read(text, day_first) for text in kinds}
    reads = _midnights_are_days(reads)
    reads[""] = _Read()
    notes += _count_failures(kinds, reads) + _zone_notes(kinds, reads, zone)
    made = [reads[text] for text in prints]
    published = pd.Series([_to_utc(read, local) for read in made], dtype="datetime64[us, UTC]")
    return Dates(published, pd.Series([read.precision for read in made], dtype="str"), notes)


def _clean(value):
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, datetime):
        return "" if value is pd.NaT else value.isoformat(sep=" ")
    text = " ".join(str(value).split())[:100]
    return "" if text.casefold() in NOTHING else text


def _decide_day_first(kinds):
    """Decide whether the day stands before the month in prints such as 3/4/2017. Returns (bool, note or '')."""
    pairs = []
    for text in kinds:
        match = YEAR_LAST.fullmatch(text)
        if match:
            pairs.append((int(match["a"]), int(match["b"]), _year(match["year"]), text))
    if not pairs:
        return True, ""
    days = [text for a, b, _, text in pairs if a > 12 >= b]
    months = [text for a, b, _, text in pairs if b > 12 >= a]
    if days and not months:
        return True, f"Dates such as '{days[0]}' were read with the day first: no month is above 12."
    if months and not days:
        return False, f"Dates such as '{months[0]}' were read with the month first: no month is above 12."
    if days and months:
        first = len(days) >= len(months)
        return first, (f"Dates contradict each other ('{days[0]}' has the day first, '{months[0]}' the month); "
                       f"read with the {'day' if first else 'month'} first where both are possible.")
    return _decide_by_span(pairs)


def _decide_by_span(pairs):
    """Both readings are possible: take the one that puts the file into the shorter stretch of time."""
    def span(day, month):
        numbers = [year * 372 + part[month] * 31 + part[day] for *part, year, _ in pairs]
        return max(numbers) - min(numbers)
    day_first, month_first = span(0, 1), span(1, 0)
    first = day_first <= month_first
    how = ("a guess: nothing in the file tells" if day_first == month_first
           else "a guess: so they lie closer together")
    return first, (f"Dates such as '{pairs[0][3]}' were read with the {'day' if first else 'month'} first ({how}). "
                   "Settle it with day_first: true or false in a map file.")


def _year(text):
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < CENTURY else 1900)


@lru_cache(maxsize=65536)
def _read(text, day_first):
    """Read one print; a time that is aware keeps its zone, one without stays naive."""
    try:
        return (_read_numbers(text, day_first) or _read_epoch(text) or _read_iso(text) or _read_mail(text)
                or _read_words(text))
    except (ValueError, OverflowError, OSError, ArithmeticError):
        return _Read(why="impossible")


def _read_numbers(text, day_first):
    match = YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text)
    if match:
        return _with_time(datetime(_year(match["year"]), int(match["a"]), int(match["b"])), match["time"])
    match = YEAR_LAST.fullmatch(text)
    if match:
        first, second = int(match["a"]), int(match["b"])
        day, month = (first, second) if (day_first and second <= 12) or first > 12 else (second, first)
        return _with_time(datetime(_year(match["year"]), month, day), match["time"])
    match = MONTH_ONLY.fullmatch(text)
    if match:
        return _Read(datetime(int(match["year"]), int(match["a"]), 1), "month")
    return _Read(why="year") if re.fullmatch(r"\d{4}", text) else None


def _with_time(day, text):
    if not text:
        return _Read(day, "day")
    if re.fullmatch(r"\d{6}", text):  # a compact stamp as GDELT has it: UTC by its definition
        return _Read(datetime.combine(day, datetime.strptime(text, "%H%M%S").time(), UTC), "second")
    match = CLOCK.fullmatch(text)
    if not match:
        raise ValueError(text)
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4][0] in "Pp" else 0)
    time = day.replace(hour=hour, minute=minute, second=min(second, 59))  # a leap second is no error
    return _Read(time.replace(tzinfo=_offset(match[5])), "second")


def _offset(text):
    from datetime import timezone
    text = text.strip().strip("()[]").strip()
    if not text:
        return None
    if text.upper() in ZONES:
        return timezone(timedelta(hours=ZONES[text.upper()]))
    if text.upper() in ("ET", "EASTERN"):
        return ZoneInfo("America/New_York")
    match = OFFSET.fullmatch(text)
    if not match:
        raise ValueError(text)
    delta = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(delta if match[1] == "+" else -delta)


def _read_epoch(text):
    if not EPOCH.fullmatch(text):
        return None
    seconds = float(text) / (1000 if len(text) == 13 else 1)
    return _Read(datetime.fromtimestamp(seconds, UTC), "second")


def _read_iso(text):
    try:
        return _Read(datetime.fromisoformat(text), "second" if ":" in text else "day")
    except ValueError:
        return None


def _read_mail(text):
    try:
        return _Read(parsedate_to_datetime(text), "second") if ":" in text else None
    except (ValueError, TypeError, IndexError):
        return None


def _read_words(text):
    """Read a date with the month as a word, twice with different defaults, to see what it does not say."""
    from dateutil import parser
    if not re.search(r"[^\W\d_]{3}", text) or not re.search(r"\d", text):
        return _Read(why="unread")
    zones = {**{name: hours * 3600 for name, hours in ZONES.items()}, "ET": -5 * 3600}
    reads = []
    for default in (datetime(1999, 1, 1), datetime(1992, 2, 2)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an unknown zone's name: the time is then read as one without a zone
            try:
                reads.append(parser.parse(text, default=default, tzinfos=zones))
            except (ValueError, OverflowError, TypeError):
                return _Read(why="unread")
    one, other = reads
    if one.year != other.year or one.month != other.month:
        return _Read(why="unread")
    if one.day != other.day:
        return _Read(one.replace(day=1), "month")
    return _Read(one, "second" if re.search(r"\d:\d\d|\d\s*[ap]\.?m", text, re.I) else "day")


def _midnights_are_days(reads):
    """Where every time without a zone is midnight, a program wrote days as times: they are days."""
    timed = [read for read in reads.values() if read.precision == "second" and read.time.tzinfo is None]
    if not timed or any((read.time.hour, read.time.minute, read.time.second) != (0, 0, 0) for read in timed):
        return reads
    return {text: _Read(read.time, "day") if read.precision == "second" and read.time.tzinfo is None else read
            for text, read in reads.items()}


def _to_utc(read, local):
    if read.time is None:
        return pd.NaT
    if read.precision in ("day", "month"):
        return read.time.replace(tzinfo=UTC)
    try:
        return (read.time if read.time.tzinfo else read.time.replace(tzinfo=local)).astimezone(UTC)
    except OverflowError:  # year 1 or 9999, pushed over the edge by its zone
        return read.time.replace(tzinfo=UTC)


def _count_failures(kinds, reads):
    words = {"impossible": "an impossible date", "unread": "a date that could not be read",
             "year": "only a year"}
    notes = []
    for why, what in words.items():
        failed = [text for text in kinds if reads[text].why == why]
        if failed:
            number = sum(kinds[text] for text in failed)
            notes.append(f"{number:,} article(s) had {what} (such as '{failed[0]}') and are undated.")
    return notes


def _zone_notes(kinds, reads, zone):
    number = sum(kinds[text] for text in kinds
                 if reads[text].precision == "second" and reads[text].time.tzinfo is None)
    return [f"{number:,} time(s) had no zone and were read as {zone}."] if number else []
