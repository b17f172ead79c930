"""Windows of dates for expressions of time, with the day of publication as anchor."""

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
NUMBER = {
    word: number
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
} | {"a": 1, "an": 1, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100}
FUZZY = {"few": (2, 5), "several": (3, 9), "couple of": (2, 3), "many": (5, 20), "coming": (1, 5)}
UNIT_DAYS = {
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


def find_window(name, match, words, published):
    make = _WINDOWS[name]
    try:
        begins, low, high = make(match, words, published)
    except (ValueError, OverflowError):  # a 31st of February, a year beyond the calendar
        return None, None, None
    begins = max(begins, published) if begins else published
    low, high = min(low, high), max(low, high)
    if low < begins <= high:
        low = begins
    if re.match(r"\s*(?:after|from|since|beyond|starting|beginning)\b", words) and name not in ("span", "vague"):
        return low, add_units(low, 1, "year"), add_units(low, 10, "year")
    if high < begins:
        begins = low = high
    return begins, low, high


def add_units(day, count, unit):
    """A day so many days, weeks, months or years later.

    >>> add_units(date(2022, 1, 31), 1, "month")
    datetime.date(2022, 2, 28)
    """
    if unit in ("month", "quarter", "season", "year", "decade", "century", "generation") and count == int(count):
        months = (
            int(count)
            * {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200, "generation": 300}[
                unit
            ]
        )
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if year > 9999:
            return date.max
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    days = count * UNIT_DAYS[unit]
    whole = int(days) + (days > int(days))
    return date.max if whole > (date.max - day).days else day + timedelta(days=whole)


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
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    return _within(begins, ends, words)


def _within(begins, ends, words):
    """A part of a stretch of days: its end, first half, early, mid, late."""
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


def _year(match, words, published):
    begins, low, high = _year_part(int(match[1]), words, published)
    if re.match(r"\s*(?:by|before|until|till)\b", words):
        if re.match(r"\s*before", words) and not re.search(r"end\s+of", words):
            low = high = date(int(match[1]), 1, 1) - timedelta(days=1)
        return published, low, high
    return begins, low, high


def _month(match, words, published):
    month = MONTH[match[1].rstrip(".")]
    if match[2]:
        year = int(match[2])
    else:
        year = published.year + (month < published.month or (month == published.month and "next" in words))
    begins, low, high = _within(date(year, month, 1), date(year, month, monthrange(year, month)[1]), words)
    if re.match(r"\s*(?:by|before|until|till)\b", words):
        if re.match(r"\s*before", words) and not re.search(r"end\s+of", words):
            low = high = date(year, month, 1) - timedelta(days=1)
        return published, low, high
    return begins, low, high


def _season(match, words, published):
    first, last = SEASON[match[1]]
    year = int(match[2]) if match.lastindex and match.lastindex > 1 and match[2] else published.year
    return _season_of(first, last, year, words)


def _season_of(first, last, year, words):
    end_year = year + (last < first)
    return _within(date(year, first, 1), date(end_year, last, monthrange(end_year, last)[1]), words)


def _date_of(month, day, year, published, words):
    month = MONTH[month.rstrip(".")]
    year = int(year) if year else published.year
    made = date(year, month, int(day))
    if len(words) and not re.search(r"(?:19|20|21)\d\d", words) and (published - made).days > 60:
        made = date(year + 1, month, int(day))
    return _on(made, words, published)


def _on(made, words, published):
    if re.match(r"\s*(?:by|until|till|no\s+later)\b", words):
        return published, made, made
    if re.match(r"\s*before\b", words):
        return published, made - timedelta(days=1), made - timedelta(days=1)
    return made, made, made


def _weekday(match, words, published):
    return _on(_next_weekday(match[1], "next" in words, published), words, published)


def _next_weekday(name, following, published):
    ahead = (DAYS.index(name) - published.weekday()) % 7
    if following and ahead == 0:
        ahead = 7
    return published + timedelta(days=ahead)


def _day(match, words, published):
    made = published + timedelta(days=match[1] == "tomorrow")
    return _on(made, words, published)


def _relative(match, words, published):
    which, what = match[1], match[2].rstrip("s")
    following = which in ("next", "coming")
    if what in DAYS:
        return _on(_next_weekday(what, following, published), words, published)
    if what in ("evening", "afternoon", "morning", "day"):
        made = published + timedelta(days=int(following))
        return made, made, made
    begins, ends = _stretch(what, following, published)
    made = _within(begins, ends, words)
    if re.match(r"\s*(?:by|before|until|till)\b", words):
        if re.match(r"\s*before", words) and "end" not in words:
            before = max(begins - timedelta(days=1), published)
            return published, before, before
        return published, made[1], made[2]
    return made


def _stretch(what, following, published):
    """First and last day of this or the next week, month, quarter, season, year, decade."""
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
        begins, ends = _season_of(first, last, year, "")[0], _season_of(first, last, year, "")[1]
        if following and begins <= published:
            begins, ends = add_units(begins, 1, "year"), add_units(ends, 1, "year")
        return begins, ends
    if what in ("decade", "centurie", "century", "generation", "term"):
        count, unit = (4, "year") if what == "term" else (1, "century" if what.startswith("centur") else what)
        return published, add_units(published, count, unit)
    begins = date(published.year + following, 1, 1)
    return begins, date(published.year + following, 12, 31)


def _ages(match, words, published):
    low, high = {
        "day": (3, 10),
        "week": (14, 60),
        "month": (60, 270),
        "year": (730, 7300),
        "decade": (3650, 18250),
        "generation": (7300, 29200),
        "centurie": (36500, 73000),
    }[re.search(r"day|week|month|year|decade|generation|centurie", words)[0]]
    return published, published + timedelta(days=low), published + timedelta(days=high)


def _stretch_of(match, words, published):
    begins, ends = _stretch(match[1], "next" in words, published)
    made = _within(begins, ends, words)
    if re.match(r"\s*(?:by|before|until|till)\b", words):
        last = begins if re.match(r"\s*before", words) and "end" not in words else made[1]
        return published, last, max(last, made[2] if last != begins else last)
    return made


def _duration(match, words, published):
    first, second, unit = match.groups()
    low, high = _count(first)
    if second:
        high = _count(second)[1]
    return published, add_units(published, low, _unit(unit)), add_units(published, high, _unit(unit))


def _years(match, words, published):
    return date(int(match[1]), 1, 1), date(int(match[2]), 12, 31), date(int(match[2]), 12, 31)


HOLIDAYS = {
    "chr": (12, 25),
    "eas": (4, 10),
    "ram": (4, 15),
    "tha": (11, 25),
    "new": (12, 31),
    "mid": (6, 24),
    "the": (12, 31),
    "lab": (9, 4),
    "mem": (5, 28),
    "hal": (10, 31),
}  # movable ones near their middle: good to two weeks


def _holiday(match, words, published):
    month, day = HOLIDAYS[match[1][:3]]
    made = date(published.year, month, day)
    return _on(made if made >= published else date(published.year + 1, month, day), words, published)


def _century(match, words, published):
    end = date((published.year // 100 + 1) * 100, 12, 31)
    return published, end, end


def _event(match, words, published):
    return published, add_units(published, 1, "month"), add_units(published, 4, "year")


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
    "weekday_bare": _weekday,
    "stretch": _stretch_of,
    "event": _event,
    "span_age": _event,
    "vague": _vague,
    "date": lambda match, words, published: _date_of(match[1], match[2], match[3], published, words),
    "date_dmy": lambda match, words, published: _date_of(match[2], match[1], match[3], published, words),
}
