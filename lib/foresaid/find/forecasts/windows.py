"""Windows of dates for expressions of time, with the day of publication as anchor."""

import re
from calendar import monthrange
from datetime import date, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import MO, TH, relativedelta

from foresaid.find.forecasts.days import DAYS, MONTH, SEASON, add_units, next_weekday, season_of, stretch, within

UNTIL = re.compile(r"\s*(?:by|until|till|no\s+later|through|between\s+now\s+and)\b")
BEFORE = re.compile(r"\s*(?:before|ahead\s+of)\b")
FROM = re.compile(r"\s*(?:after|from|since|beyond|starting|beginning)\b")
BEFORE_ALL = re.compile(r"\s*before\b(?!.*\b(?:end|close|middle|mid|half|quarter)\b)")  # before any part of it
ENDS = re.compile(r"\s*(?:by|before|until|till|between\s+now\s+and)\b")
NUMBER = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100}
FUZZY = {"few": (2, 5), "several": (3, 9), "couple of": (2, 3), "dozen": (12, 12), "many": (5, 20), "coming": (1, 5)}


def find_window(name, match, words, published):
    """The first day and the earliest and latest last day of an expression of time; three None where no calendar has it.

    `name` and `match` are an expression's sort and match (see times.find_expressions), `words` what matched.
    """
    make = _WINDOWS[name]
    try:
        begins, low, high = make(match, words, published)
    except (ValueError, OverflowError):  # a 31st of February, a year beyond the calendar
        return None, None, None
    begins = max(begins, published) if begins else published
    low, high = min(low, high), max(low, high)
    if low < begins <= high:
        low = begins
    if name not in CLOSED and FROM.match(words):
        return low, add_units(low, 1, "year"), add_units(low, 10, "year")
    if high < begins:
        begins = low = high
    return begins, low, high


CLOSED = {"span", "vague", "pair", "years"}  # "from" opens none of these


def _unit(word):
    word = word.rstrip("s")
    return "century" if word.startswith("centur") else word


def _count(word):
    if not word:
        return None
    word = " ".join(word.split())
    plain = word.removeprefix("a ") if word not in ("a", "an") else word
    if plain in FUZZY:
        return FUZZY[plain]
    number = NUMBER.get(word)
    number = float(word) if number is None else number
    return number, number


def _span(match, words, published):
    first, second, unit = match.groups()
    unit_name = _unit(unit)
    low, high = _count(first) or (FUZZY["coming"] if unit.endswith("s") and unit_name != "century" else (1, 1))
    if second:
        high = _count(second)[1]
    return published, add_units(published, low, unit_name), add_units(published, high, unit_name)


def _year_part(year, words, published):
    decade = year % 10 == 0 and re.search(r"\d'?s$", words) is not None
    begins, ends = date(year, 1, 1), date(year + 9 * decade, 12, 31)
    return within(begins, ends, words)


def _year(match, words, published):
    begins, low, high = _year_part(int(match[1]), words, published)
    if ENDS.match(words):
        if BEFORE_ALL.match(words):
            low = high = date(int(match[1]), 1, 1) - timedelta(days=1)
        return published, low, high
    return begins, low, high


def _month(match, words, published):
    month = MONTH[match[1].rstrip(".")]
    if match[2]:
        year = int(match[2])
    else:
        year = _said_year(words, published)
        year = year or published.year + (month < published.month or (month == published.month and "next" in words))
    begins, low, high = within(date(year, month, 1), date(year, month, monthrange(year, month)[1]), words)
    if ENDS.match(words):
        if BEFORE_ALL.match(words):
            low = high = date(year, month, 1) - timedelta(days=1)
        return published, low, high
    return begins, low, high


def _season(match, words, published):
    first, last = SEASON[match[1]]
    year = int(match[2]) if match.lastindex and match.lastindex > 1 and match[2] else None
    year = year or _said_year(words, published) or published.year
    return season_of(first, last, year, words)


def _date_of(month, day, year, published, words):
    month = MONTH[month.rstrip(".")]
    said = int(year) if year else _said_year(words, published)
    made = date(said or published.year, month, int(day))
    if said is None and (published - made).days > 60:
        made = date(published.year + 1, month, int(day))
    return _on(made, words, published)


def _said_year(words, published):
    """The year that "this year" or "next year" behind a month or day names; None without such words."""
    said = re.search(r"\b(this|next)\s+year$", words)
    return published.year + (said[1] == "next") if said else None


def _on(made, words, published):
    if UNTIL.match(words):
        return published, made, made
    if BEFORE.match(words):
        return published, made - timedelta(days=1), made - timedelta(days=1)
    return made, made, made


def _weekday(match, words, published):
    return _on(next_weekday(match[1], "next" in words, published), words, published)


def _day(match, words, published):
    """Tomorrow, or today and its parts: "tonight", "in the afternoon"."""
    made = published + timedelta(days=match[1] == "tomorrow")
    return _on(made, words, published)


def _relative(match, words, published):
    which, what = match[1], match[2].rstrip("s")
    following = which in ("next", "coming")
    if what in DAYS:
        return _on(next_weekday(what, following, published), words, published)
    if what in ("evening", "afternoon", "morning", "day"):
        made = published + timedelta(days=int(following))
        return made, made, made
    begins, ends = stretch(what, following, published)
    made = within(begins, ends, words)
    if ENDS.match(words):
        if BEFORE_ALL.match(words):
            before = max(begins - timedelta(days=1), published)
            return published, before, before
        return published, made[1], made[2]
    return made


def _ages(match, words, published):
    """An uncounted number of units: from a few to many."""
    low, high = {
        "hour": (0, 1),
        "day": (3, 10),
        "week": (14, 60),
        "month": (60, 270),
        "year": (730, 7300),
        "decade": (3650, 18250),
        "generation": (7300, 29200),
        "centurie": (36500, 73000),
    }[re.search(r"hour|day|week|month|year|decade|generation|centurie", words)[0]]
    return published, published + timedelta(days=low), published + timedelta(days=high)


def _stretch_of(match, words, published):
    said = _said_year(words, published)
    if said and match[1] in SEASON:
        return season_of(*SEASON[match[1]], said, words)
    begins, ends = stretch(match[1], "next" in words, published)
    made = within(begins, ends, words)
    if ENDS.match(words):
        if BEFORE_ALL.match(words):
            before = max(begins - timedelta(days=1), published)
            return published, before, before
        return published, made[1], made[2]
    return made


def _duration(match, words, published):
    first, second, unit = match.groups()
    low, high = _count(first)
    if second:
        high = _count(second)[1]
    return published, add_units(published, low, _unit(unit)), add_units(published, high, _unit(unit))


def _years(match, words, published):
    return date(int(match[1]), 1, 1), date(int(match[2]), 12, 31), date(int(match[2]), 12, 31)


HOLIDAYS = {  # by the first letters: month and day, or the rule by which it moves
    "chr": relativedelta(month=12, day=25),
    "ram": relativedelta(month=4, day=15),  # moves through all seasons in a lifetime: near it for a decade only
    "tha": relativedelta(month=11, day=1, weekday=TH(4)),
    "new": relativedelta(month=12, day=31),
    "mid": relativedelta(month=6, day=24),
    "hol": relativedelta(month=12, day=31),
    "lab": relativedelta(month=9, day=1, weekday=MO(1)),
    "mem": relativedelta(month=5, day=31, weekday=MO(-1)),
    "hal": relativedelta(month=10, day=31),
}


def _holiday(match, words, published):
    name = match[1][:3]
    days = (_holiday_in(name, year) for year in (published.year, published.year + 1))
    return _on(next(day for day in days if day >= published), words, published)


def _holiday_in(name, year):
    return easter(year) if name == "eas" else date(year, 1, 1) + HOLIDAYS[name]


def _century(match, words, published):
    end = date((published.year // 100 + 1) * 100, 12, 31)
    return published, end, end


def _event(match, words, published):
    """No calendar has the event's day: it may be over in a month or only in four years, or in a year that is named."""
    year = re.search(r"\b(?:19|20|21)\d\d\b", words)
    if year and int(year[0]) >= published.year and not words.startswith(("after", "following", "beyond")):
        begins, _, ends = _year_part(int(year[0]), year[0], published)
        begins = max(begins, published)
        return published if words.startswith(("before", "until", "by")) else begins, begins, ends
    return published, add_units(published, 1, "month"), add_units(published, 4, "year")


def _lifetime(match, words, published):
    return published, add_units(published, 5, "year"), add_units(published, 50, "year")


def _pair(match, words, published):
    """From the first to the last day of two expressions that stand together."""
    windows = [find_window(name, one, words_of(one, words), published) for name, one, _, _ in match]
    if None in (windows[0][0], windows[1][0]):
        raise ValueError("one of them is on no calendar")
    begins, low, high = (order(*ends) for order, ends in zip((min, min, max), zip(*windows, strict=True), strict=True))
    return begins, low, high


def words_of(match, words):
    """The words of an expression by its match; those of a row of the table of vague phrases."""
    return match["phrase"] if isinstance(match, dict) else match[0].strip()


def _vague(row, words, published):
    unit = row["unit"]
    return (
        add_units(published, row["from"], unit),
        add_units(published, row["to_min"], unit),
        add_units(published, row["to_max"], unit),
    )


_WINDOWS = {
    "span": _span,
    "year": _year,
    "month": _month,
    "season": _season,
    "weekday": _weekday,
    "day": _day,
    "relative": _relative,
    "century": _century,
    "ages": _ages,
    "duration": _duration,
    "years": _years,
    "holiday": _holiday,
    "when": _event,
    "as": _event,
    "after": _event,
    "during": _event,
    "then": _event,
    "lifetime": _lifetime,
    "pair": _pair,
    "amount": _duration,
    "amount_bare": _ages,
    "year_bare": _year,
    "month_bare": _month,
    "weekday_bare": _weekday,
    "stretch": _stretch_of,
    "event": _event,
    "vague": _vague,
    "date": lambda match, words, published: _date_of(match[1], match[2], match[3], published, words),
    "date_dmy": lambda match, words, published: _date_of(match[2], match[1], match[3], published, words),
}
