"""Patterns of expressions of time in folded text, and the words without which each of them cannot match."""

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
PATTERNS = [  # sort, groups of words of which the sentence must hold one each (see GROUPS), pattern
    (
        "span",
        "unit ahead",
        rf"\b(?:(?:with)?in|over|during|for|across)\s+(?:the\s+)?(?:next|coming|following|course\s+of\s+the\s+next)\s+(?:({N})(?:\s+(?:to|or)\s+({N}))?[\s-]+)?({U})\b",
    ),
    (
        "span",
        "unit in",
        rf"\b(?:with)?in\s+(?:just\s+|as\s+little\s+as\s+|only\s+|about\s+|around\s+|under\s+|less\s+than\s+|the\s+space\s+of\s+)?({N})(?:\s*(?:to|or|-)\s*({N}))?[\s-]+({U})(?:'?\s+time)?\b",
    ),
    (
        "stretch",
        "rim stretch",
        r"\b(?:by|before|until|till|at|towards?|through|over|for)\s+(?:the\s+)?(?:very\s+)?(?:end|close|rest|remainder|beginning|start|middle|course)\s+of\s+(?:the|this|next|his|her)\s+(?:calendar\s+|fiscal\s+|financial\s+|coming\s+)?(week|weekend|month|quarter|year|decade|century|season|summer|winter|spring|autumn|fall|term)\b",
    ),
    (
        "stretch",
        "season",
        rf"\b(?:by|before|until|till|in|during|over|through)\s+(?:the\s+|this\s+|late\s+|early\s+|mid-?)*({S})\b(?!\s+(?:\d{{4}}|of\b))()",
    ),
    ("span", "unit lasting", rf"\b(?:take|takes|last|lasts)\s+(?:\w+\s+)?({N})(?:\s+(?:to|or)\s+({N}))?\s+({U})\b"),
    (
        "ages",
        "spans lasting",
        r"\b(?:(?:take|takes|last|lasts|continue|for)\s+)((?:many\s+)?(?:years|decades|months|weeks|generations)(?:\s+(?:or|if\s+not)\s+(?:even\s+)?(?:years|decades|months|centuries))?)\b(?!\s+(?:to\s+come|from|ahead))",
    ),
    (
        "ages",
        "spans ahead",
        r"\bin\s+the\s+(?:\w+\s+and\s+)?()(?:days|weeks|months|years|decades)(?:\s+and\s+\w+)?\s+(?:ahead|to\s+come)\b",
    ),
    ("span", "unit ahead", rf"\b(?:the\s+)?(?:next|coming)\s+({N})(?:\s+(?:to|or)\s+({N}))?[\s-]+({U})\b"),
    (
        "span",
        "unit hence",
        rf"\b({N})(?:\s+(?:to|or)\s+({N}))?\s+({U})\s+(?:from\s+now|hence|away|down\s+the\s+(?:road|line))\b",
    ),
    (
        "date",
        "month figure",
        rf"{HEAD}(?:(?:{W}),?\s+)?(?:the\s+)?({M})\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:)(?:,?\s+({Y}))?",
    ),
    (
        "date_dmy",
        "month figure",
        rf"{HEAD}(?:(?:{W}),?\s+)?(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({M})(?:,?\s+({Y}))?",
    ),
    ("month", "month year", rf"{HEAD}(?:next\s+|this\s+|the\s+)?({M})(?:,?\s+(?:of\s+)?({Y}))"),
    ("season", "season year", rf"{HEAD}(?:next\s+|this\s+|the\s+)?({S})\s+(?:of\s+)?({Y})"),
    (
        "month",
        "month",
        rf"(?:\b{PREP}\s+(?:{PART}\s*)?|\b(?:next|this(?!\s+may)|come|{PART})\s*)(?:next\s+|this(?!\s+may)\s+)?({M})(?!\s*\d)()",
    ),
    (
        "year",
        "year",
        rf"(?:\b{PREP}\s+(?:the\s+year\s+)?(?:{PART}\s*)?|{PART}\s*)({Y})(?:\s*(?:-|to|and)\s*(?:{Y}|\d\d))?",
    ),
    (
        "relative",
        "this spell",
        rf"{HEAD}(?:the\s+)?(?:up)?(next|this|coming|later\s+this|earlier\s+this)\s+(?:coming\s+|following\s+|calendar\s+|fiscal\s+)?({U}|{S}|{W}|weekend|evening|afternoon|morning|term)\b",
    ),
    ("relative", "end spell", r"(?:by|before|until|at)\s+(?:the\s+)?()(year|month|week)(?:'s)?[\s-]end\b"),
    ("relative", "later spell", r"\b(later)\s+(?:in\s+)?(?:the\s+)(week|month|year|day|evening)\b"),
    (
        "weekday",
        "day",
        rf"\b(?:by|until|till|before|as\s+(?:early|soon|late)\s+as)\s+(?:about\s+|around\s+)?(?:\d{{1,2}}(?::\d\d)?\s*(?:a\.?m\.?|p\.?m\.?)?\s+)?(?:on\s+)?({W})\b",
    ),
    (
        "weekday",
        "day",
        rf"\b(?:on|by|until|before|from|this|next|come|after|late|early|through)\s+(?:the\s+)?({W})(?:\s+(?:night|morning|evening|afternoon))?\b",
    ),
    (
        "day",
        "today",
        r"(?:\b(?:by|until|before|as\s+early\s+as|as\s+soon\s+as|from)\s+)?\b(tomorrow|tonight|today)\b(?:\s+(?:night|morning|evening|afternoon))?",
    ),
    ("century", "century", rf"{HEAD}(?:the\s+)?(?:next\s+|this\s+|the\s+|21st\s+)(century)\b"),
    (
        "event",
        "poll",
        rf"\b(?:in|at|by|before|after|until|during|following|ahead\s+of|beyond)\s+(?:the\s+|this\s+|next\s+|november's\s+|his\s+|her\s+|their\s+|an\s+|a\s+)?(?:\w+'s\s+)?{EVENT}(?:\s+(?:on|in)\s+(?:{M}(?:\s+\d{{1,2}})?|{Y}))?",
    ),
    (
        "event",
        "event next",
        r"\b(?:next|this)\s+(?:\w+\s+)?(?:elections?|round|summit|meeting|term|congress|parliament|government|administration)\b|\bnext\s+time\b|\belection\s+(?:day|night)\b|\bafter\s+brexit\b|\bpost-brexit\b",
    ),
    (
        "duration",
        "unit over",
        rf"\b(?:for|over|after|up\s+to|at\s+least)\s+(?:about\s+|around\s+|another\s+|up\s+to\s+|at\s+least\s+|more\s+than\s+|the\s+course\s+of\s+|some\s+)?({N})(?:\s+(?:to|or)\s+({N}))?(?:\s+more)?[\s-]+({U})\b",
    ),
    (
        "ages",
        "spans within",
        r"\b(?:within|in\s+a\s+matter\s+of|for\s+(?:many|some))\s+()(?:days|weeks|months|years|decades)\b",
    ),
    ("years", "year between", rf"\b(?:between|from)\s+({Y})\s+(?:and|to|until)\s+({Y})\b"),
    (
        "holiday",
        "holiday",
        r"\b(?:by|before|after|until|at|around|over|this)\s+(christmas|easter|ramadan|thanksgiving|new\s+year(?:'s)?(?:\s+(?:eve|day))?|midsummer|the\s+holidays|labor\s+day|memorial\s+day|halloween)\b",
    ),
    ("relative", "weekend", r"\b(?:over|during|by)\s+the\s+()(weekend)\b"),
    (
        "when",
        "when comes",
        (r"\b(?:once|until|by\s+the\s+time|as\s+soon\s+as|when|after|before)\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|its\s+|their\s+|he\s+|she\s+|it\s+|they\s+|we\s+|you\s+|i\s+|[a-z'-]+\s+){1,6}?"
        r"(?:is|are|has|have|takes?|leaves?|comes?|begins?|starts?|ends?|goes|steps?|meets?|becomes?|happens?|gets?|enters?|takes|makes|reaches|moves|votes?|expires?)\b[^,;:.!?\"]{0,60}"),
    ),
    (
        "weekday_bare",
        "day",
        rf"(?<!of\s)(?<!last\s)(?<!past\s)\b({W})(?:\s+(?:night|morning|evening|afternoon))?\b(?!')",
    ),
    ("span_age", "then", r"\b(?:by|before)\s+then\b|\bby\s+that\s+(?:time|point)\b"),
]

CORES = {  # what a pattern with a long optional beginning must hold, by sort and groups
    "date month figure": rf"{M}\s+\d",
    "date_dmy month figure": rf"\d(?:st|nd|rd|th)?\s+(?:of\s+)?{M}",
    "month month year": rf"{M},?\s+(?:of\s+)?(?:19|20|21)\d",
    "season season year": rf"{S}\s+(?:of\s+)?(?:19|20|21)\d",
    "month month": M,
    "year year": r"(?:19|20|21)\d\d",
    "century century": r"century",
    "relative this spell": r"(?:next|this|coming)\s+(?:coming\s+|following\s+|calendar\s+|fiscal\s+)?"
    rf"(?:{U}|{S}|{W}|weekend|evening|afternoon|morning|term)\b",
}
REACH = 80  # characters around its core that such a pattern may take in
SPANS = "days weeks months years decades generations"
UNITS = (
    "hour day week month quarter year decade generation season century centurie hours quarters seasons centurys "
    f"centuries {SPANS}"
)
DAYS = "monday tuesday wednesday thursday friday saturday sunday"
SEASONS = "spring summer autumn fall winter"
GROUPS = {  # a pattern is tried only where the sentence holds a word of each of the groups that it names
    "unit": UNITS,
    "spans": SPANS,
    "season": SEASONS,
    "spell": f"{UNITS} {SEASONS} {DAYS} weekend evening afternoon morning term",
    "stretch": f"week weekend month quarter year decade century season term {SEASONS}",
    "month": "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec",
    "day": DAYS,
    "figure": "",  # digits, see _groups_of
    "year": "",  # four digits, 1900 to 2199
    "in": "in within",
    "ahead": "next coming upcoming following ahead come",
    "rim": "end close rest remainder beginning start middle course",
    "lasting": "take takes last lasts continue for",
    "hence": "now hence away down",
    "this": "next this coming upcoming",
    "end": "end",
    "later": "later",
    "today": "tomorrow tonight today",
    "century": "century",
    "over": "for over after up at",
    "within": "within matter for",
    "between": "between from",
    "weekend": "weekend",
    "then": "then time point",
    "when": "once until time soon when after before",
    "comes": "is are has have take takes leave leaves come comes begin begins start starts end ends goes step steps "
    "meet meets become becomes happen happens get gets enter enters makes reaches moves vote votes expire expires",
    "next": "next this election brexit",
    "poll": "election elections vote referendum summit inauguration primary primaries debate runoff run ceasefire "
    "convention brexit transition cup olympics games tournament",
    "holiday": "christmas easter ramadan thanksgiving new midsummer holidays labor memorial halloween",
    "event": "election elections vote referendum summit inauguration primary primaries debate runoff run ceasefire "
    "convention brexit transition cup olympics games tournament round meeting term congress parliament government "
    "administration time",
}
