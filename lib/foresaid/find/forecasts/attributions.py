"""Attributions around a sentence: where a quote goes on, its speaker stands before or after it."""

import re

from foresaid.find.forecasts.nounphrases import noun_phrase, subject

BACK, AHEAD = 700, 90  # characters to look at before and after the sentence
NEAR = 200
QUOTE = re.compile(r"[“\"]([^“”\"]*)(?:[”\"]|$)")
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
CLOSED = re.compile(r"[“”\".]")


def is_participle(low, start, end):
    """Whether a verb is passive: "is expected", "as predicted" report nobody."""
    return low[start:end] in PARTICIPLES and PASSIVE.search(low[max(0, start - 24) : start]) is not None


def is_inverted(low, start):
    """Whether a comma, a quote mark, a dash or nothing stands before the verb: ", said Ms Roe"."""
    while start and low[start - 1].isspace():
        start -= 1
    return not start or low[start - 1] in ',"-'


def attribution_before(article, matcher):
    """The last attribution in the text before the sentence: the quote goes on. Offsets are lost."""
    key = "before", article.sent_start
    if key not in article.memory:
        article.memory[key] = _before(article, matcher)
    return article.memory[key]


def _before(article, matcher):
    tail = article.text[max(0, article.sent_start - BACK) : article.sent_start]
    low = tail.casefold() if len(tail.casefold()) == len(tail) else tail.lower()
    if len(low) != len(tail):
        return None
    spans = [match.span() for match in QUOTE.finditer(tail)]
    for start, end in _verbs_backwards(low, matcher):
        if any(begin < start < stop for begin, stop in spans) or is_participle(low, start, end):
            continue
        who = subject(tail, start)
        if who is None and is_inverted(low, start):
            who = noun_phrase(tail, end, matcher)
        if who is not None:
            return (who[0], None, None)
    return None


def _verbs_backwards(low, matcher):
    """Where reporting verbs stand, the last first; mostly it is among the last characters."""
    near = max(0, len(low) - NEAR)
    yield from reversed([match.span() for match in matcher.pattern.finditer(low, near)])
    earlier = [match.span() for match in matcher.pattern.finditer(low, 0, near + 20)]
    yield from reversed([span for span in earlier if span[0] < near])


def attribution_after(article, matcher):
    """An attribution that opens the text after the sentence: "… ." Ms Roe said."""
    tail = article.text[article.sent_end : article.sent_end + AHEAD]
    match = matcher.pattern.search(tail)
    if not match or CLOSED.search(tail[: match.start()].strip()) or len(tail[: match.start()].split()) > 5:
        return None
    who = subject(tail, match.start()) or noun_phrase(tail, match.end(), matcher)
    return (who[0], None, None) if who else None
