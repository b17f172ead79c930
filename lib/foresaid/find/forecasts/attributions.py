"""How a reporting verb stands in its sentence: as a participle that reports nobody, or before its subject."""

import re

PASSIVE = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|being|isn't|aren't|it's|they're|he's|she's|what's)\s+"
    r"(?:\w+ly\s+|also\s+|still\s+|not\s+|now\s+|long\s+|once\s+)*"
    r"|widely\s+|as\s+|than\s+)$"
)
PARTICIPLES = frozenset(
    [
        "expected", "anticipated", "predicted", "projected", "forecast", "estimated", "feared", "believed",
        "thought", "said", "reported", "hoped", "told", "warned", "asked", "assured", "promised", "announced",
        "claimed", "felt", "vowed", "pledged", "argued", "noted", "agreed", "declared", "speculated",
    ]
)


def is_participle(low, start, end):
    """Whether a verb is passive: "is expected", "as predicted" report nobody."""
    return low[start:end] in PARTICIPLES and PASSIVE.search(low[max(0, start - 24) : start]) is not None


def is_inverted(low, start):
    """Whether a comma, a quote mark, a dash or nothing stands before the verb: ", said Ms Roe"."""
    while start and low[start - 1].isspace():
        start -= 1
    return not start or low[start - 1] in ',"-'
