"""When the event is to happen: the words, and a window of dates with the publication date as anchor."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from foresaid.find.forecasts.phrases import phrase_pattern, row_finder

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
M = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
W = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
S = r"(?:spring|summer|autumn|fall|winter)"
U = r"(?:hour|day|week|month|quarter|year|decade|generation|season|centurie|century)s?"
N = (
    r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|fifty|hundred|an?|few|a\s+few|several|"
    r"a\s+couple\s+of|couple\s+of|many)"
)
Y = r"(?:19|20|21)\d\d(?!\s*(?:people|troops|jobs|votes|points|%|percent))"
PART = (
    r"(?:(?:the\s+)?(?:very\s+)?(?:end|beginning|start|middle|close|turn)\s+of(?:\s+the)?|(?:the\s+)?(?:first|second|latter|last)\s+half\s+of|"
    r"(?:the\s+)?(?:first|second|third|fourth|last|final)\s+(?:quarter|week|month|weekend|days?)\s+(?:of|in)(?:\s+the)?|early(?:\s+in)?|late(?:r)?(?:\s+in)?|mid-?|sometime(?:\s+in)?|as\s+(?:early|soon|late)\s+as|around|about)"
)
PREP = r"(?:by|before|until|till|in\s+just|in|during|on|from|after|through|throughout|for|over|within|since|starting|beginning|at|not\s+until|no\s+later\s+than)"
HEAD = rf"(?:(?:\b{PREP}\s+)?(?:{PART}\s*)?)"
EVENT = (
    r"(?:(?:presidential|general|midterm|parliamentary|federal|national|upcoming|next|final|first|second|spring|november|runoff|run-off)\s+)*"
    r"(?:elections?|vote|referendum|summit|inauguration|primary|primaries|debate|runoff|run-off|ceasefire|convention|brexit|transition|"
    r"world\s+cup|olympics|games|tournament|election\s+day)"
)
PATTERNS = [
    (
        "span",
        rf"\b(?:(?:with)?in|over|during|for|across)\s+(?:the\s+)?(?:next|coming|following|course\s+of\s+the\s+next)\s+(?:({N})(?:\s+(?:to|or)\s+({N}))?[\s-]+)?({U})\b",
    ),
    (
        "span",
        rf"\b(?:with)?in\s+(?:just\s+|as\s+little\s+as\s+|only\s+|about\s+|around\s+|under\s+|less\s+than\s+|the\s+space\s+of\s+)?({N})(?:\s*(?:to|or|-)\s*({N}))?[\s-]+({U})(?:'?\s+time)?\b",
    ),
    (
        "stretch",
        r"\b(?:by|before|until|till|at|towards?|through|over|for)\s+(?:the\s+)?(?:very\s+)?(?:end|close|rest|remainder|beginning|start|middle|course)\s+of\s+(?:the|this|next|his|her)\s+(?:calendar\s+|fiscal\s+|financial\s+|coming\s+)?(week|weekend|month|quarter|year|decade|century|season|summer|winter|spring|autumn|fall|term)\b",
    ),
    (
        "stretch",
        rf"\b(?:by|before|until|till|in|during|over|through)\s+(?:the\s+|this\s+|late\s+|early\s+|mid-?)*({S})\b(?!\s+(?:\d{{4}}|of\b))()",
    ),
    ("span", rf"\b(?:take|takes|last|lasts)\s+(?:\w+\s+)?({N})(?:\s+(?:to|or)\s+({N}))?\s+({U})\b"),
    (
        "ages",
        r"\b(?:(?:take|takes|last|lasts|continue|for)\s+)((?:many\s+)?(?:years|decades|months|weeks|generations)(?:\s+(?:or|if\s+not)\s+(?:even\s+)?(?:years|decades|months|centuries))?)\b(?!\s+(?:to\s+come|from|ahead))",
    ),
    (
        "ages",
        r"\bin\s+the\s+(?:\w+\s+and\s+)?()(?:days|weeks|months|years|decades)(?:\s+and\s+\w+)?\s+(?:ahead|to\s+come)\b",
    ),
    ("span", rf"\b(?:the\s+)?(?:next|coming)\s+({N})(?:\s+(?:to|or)\s+({N}))?[\s-]+({U})\b"),
    ("span", rf"\b({N})(?:\s+(?:to|or)\s+({N}))?\s+({U})\s+(?:from\s+now|hence|away|down\s+the\s+(?:road|line))\b"),
    ("date", rf"{HEAD}(?:(?:{W}),?\s+)?(?:the\s+)?({M})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s+({Y}))?"),
    ("date_dmy", rf"{HEAD}(?:(?:{W}),?\s+)?(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({M})(?:,?\s+({Y}))?"),
    ("month", rf"{HEAD}(?:next\s+|this\s+|the\s+)?({M})(?:,?\s+(?:of\s+)?({Y}))"),
    ("season", rf"{HEAD}(?:next\s+|this\s+|the\s+)?({S})\s+(?:of\s+)?({Y})"),
    (
        "month",
        rf"(?:\b{PREP}\s+(?:{PART}\s*)?|\b(?:next|this(?!\s+may)|come|{PART})\s*)(?:next\s+|this(?!\s+may)\s+)?({M})(?!\s*\d)()",
    ),
    ("year", rf"(?:\b{PREP}\s+(?:the\s+year\s+)?(?:{PART}\s*)?|{PART}\s*)({Y})(?:\s*(?:-|to|and)\s*(?:{Y}|\d\d))?"),
    (
        "relative",
        rf"{HEAD}(?:the\s+)?(next|this|coming|later\s+this|earlier\s+this)\s+(?:coming\s+|following\s+|calendar\s+|fiscal\s+)?({U}|{S}|{W}|weekend|evening|afternoon|morning|term)\b",
    ),
    ("relative", r"(?:by|before|until|at)\s+(?:the\s+)?()(year|month|week)(?:'s)?[\s-]end\b"),
    ("relative", r"\b(later)\s+(?:in\s+)?(?:the\s+)(week|month|year|day|evening)\b"),
    (
        "weekday",
        rf"\b(?:by|until|till|before|as\s+(?:early|soon|late)\s+as)\s+(?:about\s+|around\s+)?(?:\d{{1,2}}(?::\d\d)?\s*(?:a\.?m\.?|p\.?m\.?)?\s+)?(?:on\s+)?({W})\b",
    ),
    (
        "weekday",
        rf"\b(?:on|by|until|before|from|this|next|come|after|late|early|through)\s+(?:the\s+)?({W})(?:\s+(?:night|morning|evening|afternoon))?\b",
    ),
    (
        "day",
        r"(?:\b(?:by|until|before|as\s+early\s+as|as\s+soon\s+as|from)\s+)?\b(tomorrow|tonight|today)\b(?:\s+(?:night|morning|evening|afternoon))?",
    ),
    ("century", rf"{HEAD}(?:the\s+)?(?:next\s+|this\s+|the\s+|21st\s+)(century)\b"),
    (
        "event",
        rf"\b(?:on|in|at|by|before|after|until|during|following|ahead\s+of|beyond)\s+(?:the\s+|this\s+|next\s+|november's\s+|his\s+|her\s+|their\s+|an\s+|a\s+)?(?:\w+'s\s+)?{EVENT}(?:\s+(?:on|in)\s+(?:{M}(?:\s+\d{{1,2}})?|{Y}))?",
    ),
    (
        "event",
        r"\b(?:next|this)\s+(?:\w+\s+)?(?:elections?|round|summit|meeting|term|congress|parliament|government|administration)\b|\bnext\s+time\b|\belection\s+(?:day|night)\b|\bafter\s+brexit\b|\bpost-brexit\b",
    ),
    (
        "duration",
        rf"\b(?:for|over|after|up\s+to|at\s+least)\s+(?:about\s+|around\s+|another\s+|up\s+to\s+|at\s+least\s+|more\s+than\s+|the\s+course\s+of\s+|some\s+)?({N})(?:\s+(?:to|or)\s+({N}))?(?:\s+more)?[\s-]+({U})\b",
    ),
    ("ages", r"\b(?:within|in\s+a\s+matter\s+of|for\s+(?:many|some))\s+()(?:days|weeks|months|years|decades)\b"),
    ("years", rf"\b(?:between|from)\s+({Y})\s+(?:and|to|until)\s+({Y})\b"),
    (
        "holiday",
        r"\b(?:by|before|after|until|at|around|over|this)\s+(christmas|easter|ramadan|thanksgiving|new\s+year(?:'s)?(?:\s+(?:eve|day))?|midsummer|the\s+holidays|labor\s+day|memorial\s+day|halloween)\b",
    ),
    ("relative", r"\b(?:over|during|by)\s+the\s+()(weekend)\b"),
    (
        "when",
        r"\b(?:once|until|by\s+the\s+time|as\s+soon\s+as|when|after|before)\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|its\s+|their\s+|he\s+|she\s+|it\s+|they\s+|we\s+|you\s+|i\s+|[a-z'-]+\s+){1,6}?"
        r"(?:is|are|has|have|takes?|leaves?|comes?|begins?|starts?|ends?|goes|steps?|meets?|becomes?|happens?|gets?|enters?|takes|makes|reaches|moves|votes?|expires?)\b[^,;:.!?\"]{0,60}",
    ),
    ("weekday_bare", rf"(?<!of\s)(?<!last\s)(?<!past\s)\b({W})(?:\s+(?:night|morning|evening|afternoon))?\b(?!')"),
    ("span_age", r"\b(?:by|before)\s+then\b|\bby\s+that\s+(?:time|point)\b"),
]
PAST = re.compile(r"\b(?:last|previous|past|earlier|ago|since|yesterday)\b")
PAST_VERB = re.compile(
    r"\b(?:said|told|was|were|had|took|made|met|held|began|came|went|gave|got|saw|won|lost|(?!expected|predicted|projected|forecast|scheduled|planned|estimated)[a-z]{3,}ed)\b"
)
SAID = re.compile(
    r"\b(?:said|told|says|wrote|tweeted|announced|reported|warned|added|speaking|released|published|interview|statement|reporters|conference)\b[^,.;\"]{0,30}$"
)


@dataclass(frozen=True)
class Horizon:
    """When: offsets of the words in the sentence, the window's first day, the earliest and latest reading of its last."""

    start: int
    end: int
    begins: date | None
    ends_min: date | None
    ends_max: date | None
    status: str


def horizon_matcher(table):
    """All the patterns for when, those of the table of vague phrases last."""
    vague = phrase_pattern(table["phrase"]), row_finder(table["phrase"].tolist()), table.to_dict("records")
    return [(name, re.compile(pattern)) for name, pattern in PATTERNS], vague


HINT = re.compile(
    r"\d|day|week|month|year|decade|centur|generation|season|soon|term|run\b|future|tomorrow|tonight|long|short|time|january|february|march|april|may\b|june|july|august|"
    r"september|october|november|december|spring|summer|autumn|fall|winter|next|coming|ahead|election|vote|then|brexit|quarter|eventual|ultimate|end|once|forever|imminent|immediate|"
    r"overnight|later|point|going|down|ever|summit|referendum|debate|inaug|course|primar|after|before|jan|feb|aug|sept|oct|nov|dec"
)


def find_horizon(low, cue, published, matcher, weights):
    """The horizon of the claim at `cue` in a folded sentence; `published` is a date or None. None if no words say when.

    `weights` (feature to number, learned) choose among the sentence's expressions of time; none scores above 0: no horizon.
    """
    best, best_score = None, 0.0
    for expression in find_expressions(low, matcher):
        if is_over(expression, low, published):
            continue
        worth = sum(weights.get(name, 0.0) for name in expression_features(low, cue, expression))
        if worth > best_score:
            best, best_score = expression, worth
    if best is None:
        return None
    name, match, begin, end = best
    window = (None, None, None) if published is None else _window(name, match, low[begin:end], published)
    fuzzy = name in ("vague", "ages") or (name in ("span", "duration") and _is_fuzzy(match))
    status = "vague" if fuzzy else "event" if name in ("event", "span_age", "when") else "explicit"
    return Horizon(begin, end, *window, status)


def find_expressions(low, matcher):
    """Every expression of time in a folded sentence: (pattern, match or row, begin, end); longer patterns first, no overlaps."""
    patterns, (vague, row_of, rows) = matcher
    if not HINT.search(low):
        return []
    found, taken = [], []
    for name, pattern in patterns:
        for match in pattern.finditer(low):
            begin, end = match.span()
            while begin < end and low[begin].isspace():
                begin += 1
            if not any(begin < stop and end > start for start, stop in taken):
                taken.append((begin, end))
                found.append((name, match, begin, end))
    for match in vague.finditer(low):
        if not any(match.start() < stop and match.end() > start for start, stop in taken):
            found.append(("vague", rows[row_of(match[0])], *match.span()))
    return found


def expression_features(low, cue, expression):
    """What speaks for or against an expression of time as the claim's horizon: its kind, its place, what stands around it."""
    name, match, begin, end = expression
    if name == "vague":
        name = "vague " + ("adverb" if " " not in match["phrase"] else "phrase")
    words = low[begin:end]
    first = words.split(None, 1)[0] if words.split() else ""
    if begin <= cue[0] < end:
        place = "at"
    elif begin >= cue[1]:
        place = "after"
    else:
        place = "first" if not low[:begin].strip(" \"'-") else "before"
    between = low[cue[1] : begin] if place == "after" else low[end : cue[0]]
    far = min(len(between) // 25, 6)
    yield "always"
    yield f"kind {name}"
    yield f"place {place}"
    yield f"{name} {place}"
    yield f"far {place} {far}"
    yield f"first {first if first in FIRSTS else 'other'}"
    if PAST_VERB.search(between):
        yield f"past {place}"
        yield f"past {name}"
    if SAID.search(low[max(0, begin - 60) : begin]):
        yield "said"
        yield f"said {name}"
    if PAST.search(low[max(0, begin - 10) : begin]):
        yield "ago"
    if re.search(r"[;:]|\b(?:and|but|which|who|that|while|because|after|when)\b", between):
        yield f"clause {place}"
    if '"' in between:
        yield f"quote {place}"
    if NEXT.match(low, end):
        yield f"noun {name}"


FIRSTS = {
    "in",
    "by",
    "on",
    "at",
    "for",
    "before",
    "after",
    "until",
    "during",
    "over",
    "within",
    "when",
    "once",
    "this",
    "next",
    "the",
    "from",
    "early",
    "later",
    "late",
    "through",
    "as",
    "mid",
    "since",
    "tomorrow",
    "today",
    "tonight",
}
NEXT = re.compile(
    r"\s+(?!(?:and|or|but|if|as|in|on|at|by|for|to|with|when|after|before|because|that|the|a|he|she|it|they|said|from|is|are|was|will|would)\b)[a-z]"
)


def is_over(expression, low, published):
    """Whether a year says that the time was over at publication."""
    name, match, begin, end = expression
    if name not in ("year", "month", "date", "date_dmy", "season"):
        return name == "relative" and low[begin:end].startswith("earlier")
    year = re.search(r"\b(?:19|20|21)\d\d\b", low[begin:end])
    return bool(year) and int(year[0]) < (published.year if published else 2003)


def _is_fuzzy(match):
    return any(
        word in (match[1] or "coming" if match[3].endswith("s") else match[1] or "")
        for word in ("few", "several", "couple", "many", "coming")
    )


def _window(name, match, words, published):
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
