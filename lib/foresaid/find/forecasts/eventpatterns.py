"""Patterns of horizons that hang on an event: "after the election", "once the talks end", "until then"."""

NOT_INSIDE = (  # no phrase that names an event reaches over these
    r"(?!(?:and|but|or|that|which|who|whom|whose|because|although|though|if|unless|will|would|could|may|might|can|"
    r"should|shall|must|said|says|told|is|are|was|were|has|have|had|to|when|where|while|for|with|from|at|in|on|by|as|"
    r"about|into|than|not)\b)"
)
NAME = rf"(?:{NOT_INSIDE}[\w'-]+\s+)"  # one word of an event's name
POLL = (
    r"(?:election\s+(?:years?|season|cycle|campaign|day|night)|elections?|vote|referendum|summits?|inauguration|primary|primaries|debates?|runoff|run-off|ceasefire|truce|"
    r"conventions?|brexit|transition|world\s+cup|olympics|games|tournament|championships?|election\s+day|midterms|"
    r"elections?\s+(?:night|campaign)|talks|negotiations|conference|meetings?|hearings?|trial|visit|final|finals|race|"
    r"contests?|caucus(?:es)?|sessions?|ballot|balloting|congress|era|epoch|phase|war|campaign|matchup|match-up|"
    r"rematch|season|forums?|anniversary|deadline|break|recess|holidays?|festivities|mission|match)"
)
EVENT_PATTERNS = [  # as timepatterns.PATTERNS
    (
        "event",
        "poll",
        (
            r"\b(?:in|at|by|before|after|until|during|following|ahead\s+of|beyond|through|on|throughout|"
            rf"heading\s+into|going\s+into)\s+{NAME}{{0,6}}?{POLL}\b(?:\s+(?:on|in)\s+(?:(?:january|february|"
            r"march|april|may|june|july|august|september|october|november|december)(?:\s+\d{1,2})?|(?:20|21)\d\d))?"
        ),
    ),
    (
        "event",
        "event next",
        (
            r"\b(?:the\s+)?(?:next|this)\s+(?:[a-z-]+\s+)?(?:elections?|round|summit|meeting|term|congress|parliament|"
            r"government|administration|campaign|primary|season|cycle)\b|\bnext\s+time(?:\s+(?:around|round))?\b|"
            r"\bunder\s+(?:the|a|his|her|our|their|its)\s+(?:next|new|future|coming|incoming)\s+[a-z]+\b|"
            r"\b(?:on\s+)?election\s+(?:day|night)\b|\bafter\s+brexit\b|\bpost-brexit\b|\bthis\s+time\s+(?:around|round)\b"
        ),
    ),
    (
        "then",
        "then",
        r"\b(?:by|before|until|till|from|since)\s+then\b(?:\s+on\b)?|\bthereafter\b|\bafterwards?\b",
    ),
    (
        "then",
        "that moment",
        (
            r"\b(?:by|at|before|after|until|on|from|in)\s+(?:that|those|the\s+same|this)\s+"
            r"(?:time|point|date|day|days|moment|night|stage)\b|\bthat\s+day\b"
        ),
    ),
    ("then", "that past", r"\bafter\s+(?:that|which|this)\b|\bbefore\s+that\s+happens\b"),
]
EVENT_GROUPS = {
    "poll": "election elections vote referendum summit summits inauguration primary primaries debate debates runoff "
    "run ceasefire truce convention conventions brexit transition cup olympics games tournament championship "
    "championships midterms talks negotiations conference meeting meetings hearing hearings trial visit final finals "
    "race contest contests caucus caucuses session sessions ballot balloting congress era epoch phase war campaign "
    "matchup match rematch season forum forums anniversary deadline break recess holiday holidays festivities mission",
    "event": "election elections round summit meeting term congress parliament government administration campaign "
    "primary season cycle time brexit post under",
    "next": "next this election brexit new future coming incoming",
    "open": "when whenever once until till soon time after before prior during throughout following ahead run as",
    "then": "then thereafter afterwards afterward",
    "that": "that those same this which",
    "moment": "time point date day days moment night stage",
    "past": "after before",
}
