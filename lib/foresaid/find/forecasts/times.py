"""Expressions of time in a folded sentence: where they stand and of which sort they are."""

import re

from foresaid.find.forecasts.phrases import phrase_pattern, row_finder

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
PREP = (
    r"(?:by|before|until|till|in\s+just|in|during|on|from|after|through|throughout|for|over|within|since|"
    r"starting|beginning|at|not\s+until|no\s+later\s+than)"
)
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
        rf"\b(?:in|at|by|before|after|until|during|following|ahead\s+of|beyond)\s+(?:the\s+|this\s+|next\s+|november's\s+|his\s+|her\s+|their\s+|an\s+|a\s+)?(?:\w+'s\s+)?{EVENT}(?:\s+(?:on|in)\s+(?:{M}(?:\s+\d{{1,2}})?|{Y}))?",
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
        (r"\b(?:once|until|by\s+the\s+time|as\s+soon\s+as|when|after|before)\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|its\s+|their\s+|he\s+|she\s+|it\s+|they\s+|we\s+|you\s+|i\s+|[a-z'-]+\s+){1,6}?"
        r"(?:is|are|has|have|takes?|leaves?|comes?|begins?|starts?|ends?|goes|steps?|meets?|becomes?|happens?|gets?|enters?|takes|makes|reaches|moves|votes?|expires?)\b[^,;:.!?\"]{0,60}"),
    ),
    ("weekday_bare", rf"(?<!of\s)(?<!last\s)(?<!past\s)\b({W})(?:\s+(?:night|morning|evening|afternoon))?\b(?!')"),
    ("span_age", r"\b(?:by|before)\s+then\b|\bby\s+that\s+(?:time|point)\b"),
]

WORD = re.compile(r"[a-z]+|\d+")
UNIT_WORDS = frozenset(WORD.findall(
        "hour day week month quarter year decade generation season hours days weeks months quarters "
        "years decades generations seasons century centuries weekend evening afternoon morning term "
        "end"))
MONTH_WORDS = frozenset(WORD.findall(
        "january february march april may june july august september october november december jan "
        "feb mar apr jun jul aug sept sep oct nov dec"))
DAY_WORDS = frozenset(WORD.findall(
        "monday tuesday wednesday thursday friday saturday sunday"))
SEASON_WORDS = frozenset(WORD.findall(
        "spring summer autumn fall winter"))
# A pattern is tried only where one of these words stands in the sentence; "year" also wants four digits.
GATES = {
    "span": UNIT_WORDS, "stretch": UNIT_WORDS | SEASON_WORDS, "ages": UNIT_WORDS, "duration": UNIT_WORDS,
    "century": UNIT_WORDS,
    "relative": UNIT_WORDS | SEASON_WORDS | DAY_WORDS, "date": MONTH_WORDS, "date_dmy": MONTH_WORDS,
    "month": MONTH_WORDS,
    "season": SEASON_WORDS, "weekday": DAY_WORDS, "weekday_bare": DAY_WORDS,
    "day": frozenset(("tomorrow", "tonight", "today")),
    "span_age": frozenset(("then", "time", "point")),
    "when": frozenset(("once", "until", "time", "soon", "when", "after", "before")),
    "holiday": frozenset(WORD.findall(
        "christmas easter ramadan thanksgiving new midsummer holidays labor memorial halloween")),
    "event": frozenset(WORD.findall(
        "election elections vote referendum summit inauguration primary primaries debate runoff run "
        "ceasefire convention brexit transition cup olympics games tournament round meeting term "
        "congress parliament government administration time")),
}


def horizon_matcher(table):
    """All the patterns for when, those of the table of vague phrases last, each with the words that it needs."""
    phrases = table["phrase"].tolist()
    longest = (max(WORD.findall(one.casefold()), key=len, default="") for one in phrases if not one.endswith("*"))
    words = frozenset(longest)
    vague = phrase_pattern(phrases), row_finder(phrases), table.to_dict("records")
    always = any(phrase.endswith("*") for phrase in phrases)
    patterns = [(name, re.compile(pattern), GATES.get(name)) for name, pattern in PATTERNS]
    return patterns, vague, None if always else words


def find_expressions(low, matcher):
    """Every expression of time in a folded sentence: (sort, match or row, begin, end); no two overlap."""
    patterns, (vague, row_of, rows), vague_words = matcher
    words = set(WORD.findall(low))
    years = any(len(word) == 4 and word[:2] in ("19", "20", "21") for word in words if word.isdigit())
    found, taken = [], []
    for name, pattern, needed in patterns:
        if not years if needed is None else needed.isdisjoint(words):
            continue
        for match in pattern.finditer(low):
            begin, end = match.span()
            while begin < end and low[begin].isspace():
                begin += 1
            if not any(begin < stop and end > start for start, stop in taken):
                taken.append((begin, end))
                found.append((name, match, begin, end))
    if vague_words is None or not vague_words.isdisjoint(words):
        found += [("vague", rows[row_of(match[0])], *match.span()) for match in vague.finditer(low)
                  if not any(match.start() < stop and match.end() > start for start, stop in taken)]
    return found


def is_over(expression, low, published):
    """Whether a year says that the time was over at publication."""
    name, _, begin, end = expression
    if name not in ("year", "month", "date", "date_dmy", "season"):
        return name == "relative" and low[begin:end].startswith("earlier")
    year = re.search(r"\b(?:19|20|21)\d\d\b", low[begin:end])
    return bool(year) and int(year[0]) < (published.year if published else 2003)
