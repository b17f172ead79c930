"""When the event is to happen: which of the sentence's expressions of time belongs to the claim, and its window."""

import re
from dataclasses import dataclass
from datetime import date

from foresaid.find.forecasts.times import find_expressions, horizon_matcher, is_over
from foresaid.find.forecasts.windows import find_window

__all__ = ["Horizon", "expression_features", "find_expressions", "find_horizon", "horizon_matcher", "is_over"]

PAST = re.compile(r"\b(?:last|previous|past|earlier|ago|since|yesterday)\b")
PAST_VERB = re.compile(
    r"\b(?:said|told|was|were|had|took|made|met|held|began|came|went|gave|got|saw|won|lost|(?!expected|predicted|projected|forecast|scheduled|planned|estimated)[a-z]{3,}ed)\b"
)
SAID = re.compile(
    r"\b(?:said|told|says|wrote|tweeted|announced|reported|warned|added|speaking|released|published|interview|statement|reporters|conference)\b[^,.;\"]{0,30}$"
)
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


@dataclass(frozen=True)
class Horizon:
    """When: offsets of the words in the sentence, its window's first day, the earliest and latest last."""

    start: int
    end: int
    begins: date | None
    ends_min: date | None
    ends_max: date | None
    status: str


def find_horizon(low, cue, published, matcher, weights, groups=None):
    """The horizon of the claim at `cue` in a folded sentence; `published` is a date or None. None if no words say when.

    `weights` (feature to number, learned) choose among the sentence's expressions of time; above 0 the best one wins.
    """
    best, best_score = None, 0.0
    for expression in find_expressions(low, matcher, groups):
        if is_over(expression, low, published):
            continue
        worth = sum(weights.get(name, 0.0) for name in expression_features(low, cue, expression))
        if worth > best_score:
            best, best_score = expression, worth
    if best is None:
        return None
    name, match, begin, end = best
    window = (None, None, None) if published is None else find_window(name, match, low[begin:end], published)
    fuzzy = name in ("vague", "ages") or (name in ("span", "duration") and _is_fuzzy(match))
    status = "vague" if fuzzy else "event" if name in ("event", "span_age", "when") else "explicit"
    return Horizon(begin, end, *window, status)


def expression_features(low, cue, expression):
    """What speaks for or against an expression of time as the claim's horizon: its sort, place and surroundings."""
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


def _is_fuzzy(match):
    return any(
        word in (match[1] or "coming" if match[3].endswith("s") else match[1] or "")
        for word in ("few", "several", "couple", "many", "coming")
    )
