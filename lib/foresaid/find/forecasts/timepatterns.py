"""Patterns of expressions of time in folded text, and the words without which each of them cannot match."""

from foresaid.find.forecasts.eventpatterns import EVENT_GROUPS, EVENT_PATTERNS

M = (
    r"(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\b|"
    r"(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
)
W = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
S = r"(?:spring|summer|autumn|fall|winter)"
U = r"(?:minute|hour|day|week|month|quarter|year|decade|generation|season|centurie|century)s?"
N = (
    r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|"
    r"fifty|hundred|an?|few|a\s+few|several|a\s+couple\s+of|couple\s+of|a\s+dozen|many)"
)
AMOUNT = rf"({N})(?:\s*(?:to|or|-)\s*({N}))?(?:\s+more)?[\s-]+({U})\b"
Y = r"(?:19|20|21)\d\d(?!\s*(?:people|troops|jobs|votes|points|%|percent))"
CLOCK = (
    r"(?:(?:about\s+|around\s+)?(?:\d{1,2}(?::\d\d)?\s*(?:a\.?m\.?|p\.?m\.?)|\d{1,2}:\d\d|noon|midday|midnight|nightfall)"
    r"(?:\s+(?:e[sd]?t|gmt|aest|bst|pst|local\s+time))?,?\s+(?:on\s+)?)"
)
OF_DAY = r"(?:(?:'s)?\s+(?:late\s+|early\s+)?(?:night|morning|evening|afternoon)\b)"
PART = (
    r"(?:(?:the\s+)?(?:very\s+)?(?:end|beginning|start|middle|close|turn)\s+of(?:\s+the)?|"
    r"(?:the\s+)?(?:first|second|latter|last)\s+half\s+of|"
    r"(?:the\s+)?(?:first|second|third|fourth|last|final)\s+(?:quarter|week|month|weekend|days?)\s+(?:of|in)(?:\s+the)?|"
    r"early(?:\s+in)?|late(?:r)?(?:\s+in)?|mid-?|end-|sometime(?:\s+in)?|as\s+(?:early|soon|late)\s+as|around|about)"
)
PREP = (
    r"(?:by|before|until|till|in\s+just|in|during|on|from|after|through|throughout|for|over|within|since|around|into|"
    r"starting(?:\s+(?:on|in|from))?|beginning(?:\s+(?:on|in))?|at|not\s+until|no\s+later\s+than|as\s+of|ahead\s+of|"
    r"between\s+now\s+and|in\s+the\s+course\s+of|over\s+the\s+course\s+of|in\s+time\s+for)"
)
HEAD = rf"(?:(?:\b{PREP}\s+)?{CLOCK}?(?:{PART}\s*)?)"
SOME = (  # words before a number of units that make it longer, shorter or vaguer
    r"(?:(?:about|around|just|only|at\s+least|at\s+most|up\s+to|more\s+than|less\s+than|as\s+little\s+as|under|over|"
    r"another|some|almost|nearly|approximately|roughly|a\s+further|the\s+space\s+of|the\s+course\s+of)\s+)"
)
PATTERNS = [  # sort, groups of words of which the sentence must hold one each (see GROUPS), pattern
    (
        "span",
        "unit ahead",
        (
            rf"\b(?:within|in|over|during|for|across|throughout|through)\s+{SOME}?(?:(?:the|these)\s+)?"
            rf"(?:course\s+of\s+the\s+)?(?:next|coming|following|first)\s+(?:({N})(?:\s+(?:to|or)\s+({N}))?[\s-]+)?"
            rf"({U})\b(?:\s+or\s+(?:so|two|more)\b|\s+(?:and|or)(?:\s+possibly)?\s+(?:{U})\b)?"
        ),
    ),
    (
        "span",
        "unit in",
        rf"\b(?:within|in)\s+(?:between\s+)?{SOME}?({N})(?:\s*(?:to|or|and|-)\s*({N}))?(?:\s+more)?[\s-]+({U})(?:'?\s+time)?\b",
    ),
    (
        "stretch",
        "rim stretch",
        (
            r"\b(?:(?:by|before|until|till|at|towards?|through|over|for|around|in)\s+)?(?:the\s+)?(?:very\s+)?"
            r"(?:end|close|rest|remainder|beginning|start|middle|course)\s+of\s+(?:the|this|next|his|her)\s+"
            r"(?:calendar\s+|fiscal\s+|financial\s+|coming\s+|current\s+)*"
            r"(day|night|week|weekend|month|quarter|year|decade|century|season|summer|winter|spring|autumn|fall|term)\b"
        ),
    ),
    (
        "stretch",
        "season",
        (
            rf"\b(?:by|before|until|till|in|during|over|through|into|throughout|for)\s+"
            rf"(?:well\s+into\s+|the\s+|this\s+|late\s+|early\s+|coming\s+|mid-?)*({S})\b(?!\s+(?:\d{{4}}|of\b))()(?:\s+(?:this|next)\s+year)?"
        ),
    ),
    (
        "stretch",
        "stretch whole",
        (
            r"\b(?:during|through|throughout|for|into|in)\s+the\s+(?:current\s+|whole\s+|rest\s+of\s+the\s+)?"
            r"(?:fiscal\s+|financial\s+|calendar\s+)?(day|week|weekend|month|year)\b"
        ),
    ),
    (
        "lifetime",
        "rest",
        (
            r"\b(?:(?:for|in|through|throughout)\s+)?the\s+rest\s+of\s+(?:his|her|its|their|your|my|our|the)\s+"
            r"(?:natural\s+)?[a-z]+\b|\bthe\s+rest\s+of\s+the\s+way\b"
        ),
    ),
    (
        "ages",
        "spans ahead",
        r"\bin\s+the\s+(?:\w+\s+and\s+)?()(?:hours|days|weeks|months|years|decades)(?:\s+and\s+\w+)?\s+(?:ahead|to\s+come)\b",
    ),
    (
        "ages",
        "spans over",
        (
            rf"\bfor\s+((?:many\s+|at\s+least\s+)?(?:years|decades|months|weeks|generations|hours|days)(?:\s+more)?"
            rf"(?:,?\s+(?:or|and|if\s+not)\s+(?:even\s+|possibly\s+)?(?:{U}))?)\b(?!\s+(?:from|ahead))(?:\s+to\s+come\b)?"
        ),
    ),
    ("span", "unit ahead", rf"\b(?:(?:the|these)\s+)?(?:next|coming)\s+({N})(?:\s+(?:to|or)\s+({N}))?[\s-]+({U})\b"),
    (
        "span",
        "unit hence",
        rf"\b(?:by\s+)?({N})(?:\s+(?:to|or)\s+({N}))?\s+({U})\s+(?:from\s+now|hence|away|down\s+the\s+(?:road|line)|later)\b",
    ),
    (
        "date",
        "month figure",
        (
            rf"{HEAD}(?:(?:next\s+)?(?:{W})(?:\s+(?:night|morning|evening|afternoon))?,?\s+)?(?:the\s+)?({M})\s+"
            rf"(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:\s*(?:-|to|or|and)\s*\d{{1,2}}(?:st|nd|rd|th)?\b(?!:))?"
            rf"(?:,?\s+({Y})|,?\s+this\s+year|,?\s+next\s+year)?"
        ),
    ),
    (
        "date_dmy",
        "month figure",
        (
            rf"{HEAD}(?:(?:{W}),?\s+)?(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:-|to|or|and)\s*)?(\d{{1,2}})(?:st|nd|rd|th)?\s+"
            rf"(?:of\s+)?({M})(?:,?\s+({Y})|,?\s+this\s+year|,?\s+next\s+year)?"
        ),
    ),
    ("month", "month year", rf"{HEAD}(?:next\s+|this\s+|the\s+)?({M})(?:,?\s+(?:of\s+)?({Y}))"),
    ("season", "season year", rf"{HEAD}(?:next\s+|this\s+|the\s+)?({S})\s+(?:of\s+)?({Y})"),
    (
        "month",
        "month",
        (
            rf"(?:\b{PREP}\s+(?:{PART}\s*)?|\b(?:next|this(?!\s+may)|come|{PART})\s*)(?:next\s+|this(?!\s+may)\s+)?({M})"
            rf"(?!\s*\d)()(?:\s+(?:this|next)\s+year)?"
        ),
    ),
    (
        "year",
        "year",
        (
            rf"(?:\b{PREP}\s+(?:the\s+(?:year\s+|(?=\d{{3}}0'?s\b)))?(?:{PART}[\s-]*)?|{PART}\s*)(?:fiscal\s+(?:year\s+)?)?({Y})"
            rf"(?:\s*(?:-|/|to|and|or)\s*(?:{Y}|\d\d\b|(?:and\s+|or\s+)?beyond\b))?(?:'?s\b)?"
        ),
    ),
    (
        "relative",
        "this spell",
        (
            rf"{HEAD}(?:the\s+)?(?:up)?(next|this|coming|later\s+this|earlier\s+this)\s+(?:coming\s+|following\s+|calendar\s+|"
            rf"fiscal\s+|current\s+)?({U}|{S}|{W}|weekend|evening|afternoon|morning|term)\b"
        ),
    ),
    ("relative", "end spell", r"(?:by|before|until|at|around)\s+(?:the\s+)?()(year|month|week)(?:'s)?[\s-]end\b"),
    ("relative", "later spell", r"\b(later)\s+(?:in\s+)?(?:the\s+)(week|month|year|day|evening)\b"),
    (
        "weekday",
        "day",
        (
            rf"\b(?:by|until|till|before|at|from|as\s+(?:early|soon|late)\s+as)\s+(?:{CLOCK}|early\s+|late\s+)?"
            rf"(?:on\s+)?({W}){OF_DAY}?\b"
        ),
    ),
    (
        "weekday",
        "day",
        (
            rf"\b(?:later\s+)?(?:on|by|until|before|from|this|next|come|after|late|early|through|during|in|ahead\s+of|for)\s+"
            rf"(?:the\s+)?({W}){OF_DAY}?(?!\s+(?:deadline|vote)\b)\b"
        ),
    ),
    (
        "day",
        "today",
        (
            r"(?:\b(?:by|until|before|as\s+early\s+as|as\s+soon\s+as|from|later|late|early|until\s+late)\s+)?\b"
            r"(tomorrow|tonight|today)\b(?:\s+(?:night|morning|evening|afternoon))?"
        ),
    ),
    (
        "day",
        "of_day",
        (
            r"\b(?:(?:early|late|later)\s+)?(?:in|during|by|until|through|throughout|into)\s+(?:the\s+|late\s+|early\s+|mid-?)+"
            r"()(?:afternoon|evening|morning|night|middle\s+of\s+the\s+night)\b"
        ),
    ),
    ("century", "century", rf"{HEAD}(?:the\s+)?(?:next\s+|this\s+|the\s+|21st\s+)?(century)\b"),
    (
        "duration",
        "unit over",
        (
            rf"\b(?:for|over|after|up\s+to|at\s+least|another|beyond)\s+{SOME}*({N})(?:\s+(?:to|or)\s+({N}))?(?:\s+more)?"
            rf"[\s-]+({U})\b(?:\s+or\s+(?:more|so|longer)\b)?"
        ),
    ),
    ("duration", "unit over", rf"\b(?:for|after|over|beyond)\s+(?:yet\s+)?(an|one)(?:other|\s+more)()\s+({U})\b"),
    (
        "ages",
        "spans within",
        (
            r"\b(?:within|in|in\s+a\s+matter\s+of|for\s+(?:many|some)|in\s+some)\s+()(?:hours|days|weeks|months|years|decades)\b"
            r"(?:\s+or\s+(?:hours|days|weeks|months|years|decades)\b)?"
        ),
    ),
    ("years", "year between", rf"\b(?:between|from)\s+({Y})\s+(?:and|to|until)\s+({Y})\b"),
    (
        "holiday",
        "holiday",
        (
            r"\b(?:by|before|after|until|at|around|over|this|on|during|in\s+time\s+for)\s+(?:the\s+|lunar\s+)*(christmas|easter|"
            r"ramadan|thanksgiving|new\s+year(?:'s)?(?:\s+(?:eve|day))?|midsummer|holidays|labor\s+day|memorial\s+day|"
            r"halloween)\b(?:\s+(?:break|holidays|season))?"
        ),
    ),
    ("relative", "weekend", r"\b(?:over|during|by|into)\s+the\s+()(weekend)\b"),
    ("weekday_bare", "day", rf"(?<!of\s)(?<!last\s)(?<!past\s)\b({W}){OF_DAY}?\b"),
    (
        "amount",
        "unit",
        rf"(?<!past\s)(?<!the\slast\s)(?<!previous\s)\b{SOME}?{AMOUNT}(?!\s+(?:ago|old|earlier)\b)(?!-old)",
    ),
    (
        "amount_bare",
        "spans lasting",
        (
            r"(?<=(?:ake|kes|ook|ing|ast|sts| be)\s)()(?:many\s+)?(?:hours|days|weeks|months|years|decades|generations)"
            r"(?:,?\s+(?:or|and|if\s+not)\s+(?:even\s+)?(?:hours|days|weeks|months|years|decades|centuries|generations))?\b"
        ),
    ),
    ("month_bare", "surely", rf"\b(?!may\b|march\b)({M})(?!\s*\d)()"),
    *EVENT_PATTERNS,
    ("year_bare", "year", rf"\b(?:fiscal\s+(?:year\s+)?)?({Y})\b"),
]


def _behind(words, what):
    """A pattern: a blank or dash between one of these words, a figure or a second blank, and what is to follow."""
    ends = "|".join(rf"(?<=\b{word}[\s-])" for word in words.split())
    return rf"[\s-](?={what})(?:{ends}|(?<=[\d\s-][\s-]))"


NUMBER_ENDS = (  # the words that a number before a unit can end with
    "one two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty fifty hundred a an "
    "few several of dozen many more"
)
BEFORE_MONTH = (  # the words that may stand right before a month in the pattern of the sort month
    "by before until till just in during on from after through throughout for over within since around into starting "
    "beginning at than of now and next this come the end mid early late later sometime as soon about"
)
CORES = {  # what a pattern with a long optional beginning must hold, by sort and groups
    "date month figure": rf"{M}\s+\d",
    "date_dmy month figure": rf"\d(?:st|nd|rd|th)?\s+(?:of\s+)?{M}",
    "month month year": rf"{M},?\s+(?:of\s+)?(?:19|20|21)\d",
    "season season year": rf"{S}\s+(?:of\s+)?(?:19|20|21)\d",
    "month month": _behind(BEFORE_MONTH, M),
    "amount unit": _behind(NUMBER_ENDS, rf"{U}\b"),
    "year year": r"(?:19|20|21)\d\d",
    "century century": r"century",
    "relative this spell": r"(?:next|this|coming)\s+(?:coming\s+|following\s+|calendar\s+|fiscal\s+|current\s+)?"
    rf"(?:{U}|{S}|{W}|weekend|evening|afternoon|morning|term)\b",
}
REACH = 80  # characters around its core that such a pattern may take in
SPANS = "hours days weeks months years decades generations"
UNITS = (
    "minute minutes hour day week month quarter year decade generation season century centurie quarters seasons "
    f"centurys centuries {SPANS}"
)
DAYS = "monday tuesday wednesday thursday friday saturday sunday"
SEASONS = "spring summer autumn fall winter"
GROUPS = {  # a pattern is tried only where the sentence holds a word of each of the groups that it names
    "unit": UNITS,
    "spans": SPANS,
    "season": SEASONS,
    "spell": f"{UNITS} {SEASONS} {DAYS} weekend evening afternoon morning term night",
    "of_day": "afternoon evening morning night",
    "stretch": f"day night week weekend month quarter year decade century season term {SEASONS}",
    "month": "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec",
    "surely": "january february april june july august september october november december jan feb mar apr jun jul "
    "aug sept sep oct nov dec",  # may or march alone may be a verb
    "day": DAYS,
    "figure": "",  # digits, see times.TimeMatcher.groups_in
    "year": "",  # four digits, 1900 to 2199
    "in": "in within",
    "ahead": "next coming upcoming following ahead come first",
    "rim": "end close rest remainder beginning start middle course",
    "rest": "rest",
    "whole": "during through throughout for into in",
    "lasting": "take takes last lasts took taking lasting be",
    "hence": "now hence away down later",
    "this": "next this coming upcoming",
    "end": "end",
    "later": "later",
    "today": "tomorrow tonight today",
    "century": "century",
    "over": "for over after up at another beyond",
    "within": "within matter for in",
    "between": "between from",
    "weekend": "weekend",
    "holiday": "christmas easter ramadan thanksgiving new midsummer holidays labor memorial halloween",
} | EVENT_GROUPS
