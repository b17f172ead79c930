"""Expressions of time in a folded sentence: where they stand and of which sort they are."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from foresaid.find.forecasts.openevents import find_open_events
from foresaid.find.forecasts.phrases import phrase_pattern, row_finder
from foresaid.find.forecasts.timepatterns import CORES, GROUPS, PATTERNS, REACH

PAIR = re.compile(r"\s*(?:,|-|/)?\s*(?:(?:and|or|to|into|through|until|till)\s+)?(?:even\s+|possibly\s+|perhaps\s+)?")
WORD = re.compile(r"[a-z]+|\d+")
BIT = {name: 1 << number for number, name in enumerate((*GROUPS, "vague"))}
LOOKS_BACK = re.compile(  # a record: "the first fall in ten years", "for the second time in a decade"
    r"\b(?:(?:first|second|third|fourth|fifth|last)\s+time|(?:the|a|one)\s+(?:\w+\s+)?(?:first|only)|"
    r"(?:the|a|its|his|her|their|our|'s|of|be|is|was)\s+most|"
    r"(?<!at\s)(?:biggest|largest|worst|best|lowest|highest|slowest|fastest|longest|shortest|strongest|weakest|deadliest|"
    r"sharpest|hottest|warmest|coldest|driest|wettest|greatest|heaviest|toughest|poorest|richest|youngest|oldest|tightest|"
    r"closest|deepest|steepest|smallest|bloodiest|busiest|broadest|widest|hardest|fiercest|gravest))\b"
    r"(?!.*\b(?:will|would|could|may|might|can|should|shall|is|are|was|were|and|but|if|when|expected|due|set|planned|"
    r"scheduled|likely|going|able|plans?|hopes?|wants?)\b)[^,.;:\"]{0,70}$"
)
YEAR = re.compile(r"\b((?:19|20|21)\d\d)('?s)?\b")
AHEAD = re.compile(r"\b(?:few|just|coming|next|the|time|come)\b")
BACK_SORTS = ("span", "duration", "amount", "ages", "century")
COMMON = (  # words that tell little about a vague phrase, the most common ones first
    "the to of a and in for on with at from this that all its his her their one over some any no out own before come "
    "being very while too not expected within now once time long possible here day end good"
)


@dataclass(frozen=True)
class TimePattern:
    """A pattern for expressions of one sort, and its core: a quicker pattern that something in every match fits."""

    name: str
    pattern: re.Pattern
    core: re.Pattern | None

    def matches(self, low):
        """The matches in a folded sentence; where there is a core, only around it."""
        if self.core is None:
            return self.pattern.finditer(low)
        cores = list(self.core.finditer(low))
        if not cores:
            return ()
        end = low.find(" ", cores[-1].end() + REACH)  # at a blank: half a word may look like a whole one
        return self.pattern.finditer(low, max(0, cores[0].start() - REACH), end if end >= 0 else len(low))


@dataclass(frozen=True)
class TimeMatcher:
    """All the patterns for when, and the words that open them. `plans` fills up with what to try for which groups."""

    groups: dict  # word: the bits of its groups
    patterns: list  # bits needed, TimePattern
    vague: tuple  # pattern that begins with the sign before the phrase, function from words to row, rows
    always: int  # groups that every sentence counts as having
    plans: dict = field(default_factory=dict)

    def groups_in(self, text):
        """The groups, as bits, of which a folded text holds a word."""
        found = self.always
        for word in WORD.findall(text):
            found |= self.groups.get(word, 0)
            if word.isdigit():
                found |= BIT["figure"] | (BIT["year"] if len(word) == 4 and word[:2] in ("19", "20", "21") else 0)
        return found

    def plan(self, groups):
        """The patterns worth trying on a sentence with these groups."""
        if groups not in self.plans:
            self.plans[groups] = [one for needed, one in self.patterns if groups & needed == needed]
        return self.plans[groups]


def horizon_matcher(table):
    """All the patterns for when, those of the table of vague phrases last, each with the words that it needs."""
    groups = {}
    phrases = table["phrase"].tolist()
    telling = [_telling(WORD.findall(one.casefold())) for one in phrases if not one.endswith("*")]
    for name, words in (*((name, words.split()) for name, words in GROUPS.items()), ("vague", telling)):
        for word in words:
            groups[word] = groups.get(word, 0) | BIT[name]
    patterns = [(sum(BIT[need] for need in one[1].split()), _compiled(*one)) for one in PATTERNS]
    always = BIT["vague"] if any(phrase.endswith("*") for phrase in phrases) else 0
    pattern = re.compile(rf"[\W_](?:{phrase_pattern(phrases).pattern})")  # looks quickly for places to try
    vague = pattern, row_finder(phrases), table.to_dict("records")
    return TimeMatcher(groups, patterns, vague, always)


def _compiled(name, needs, pattern):
    """A pattern ready for use; those with a core begin at the rim of a word, so that few places are tried."""
    core = CORES.get(f"{name} {needs}")
    if core is None:
        return TimePattern(name, re.compile(pattern), None)
    return TimePattern(name, re.compile(rf"\b(?:{pattern})"), re.compile(core))


def _telling(words):
    """The word of a phrase that says most surely that the phrase is there: the least common, then the longest."""
    common = COMMON.split()
    rank = {word: place for place, word in enumerate(common, -len(common))}
    return max(words, key=lambda word: (rank.get(word, 0), len(word)), default="")


def find_expressions(low, matcher, groups=None):
    """Every expression of time in a folded sentence: (sort, match or row, begin, end), in the order of their begins.

    Patterns that come first take their words for themselves. Open events ("when she leaves next week") and pairs
    ("today or tomorrow") may hold other expressions. `groups` are the bits of `matcher.groups_in(low)`, if known.
    """
    groups = matcher.groups_in(low) if groups is None else groups
    found = _by_pattern(low, matcher, groups) if groups & ~BIT["open"] else []
    pairs = _pairs(low, sorted(found, key=_begin)) if len(found) > 1 else []
    if groups & BIT["open"]:
        taken = {one[2:] for one in found}
        found += [one for one in find_open_events(low) if one[2:] not in taken]
    return sorted(found + pairs, key=_begin)


def _begin(expression):
    return expression[2]


def _by_pattern(low, matcher, groups):
    found, taken = [], []
    for sort in matcher.plan(groups & ~BIT["vague"]):
        for match in sort.matches(low):
            begin, end = match.span()
            while begin < end and low[begin].isspace():
                begin += 1
            if not taken or not any(begin < stop and end > start for start, stop in taken):
                taken.append((begin, end))
                found.append((sort.name, match, begin, end))
    if groups & BIT["vague"]:
        vague, row_of, rows = matcher.vague
        for match in vague.finditer(f" {low}"):
            begin, end = match.start(), match.end() - 1
            if not any(begin < stop and end > start for start, stop in taken):
                found.append(("vague", rows[row_of(match[0][1:])], begin, end))
    return found


def _pairs(low, found):
    """Two expressions side by side that say one time: "today or tomorrow", "late on Monday or early Tuesday"."""
    return [
        ("pair", (one, other), one[2], other[3])
        for one, other in pairwise(found)
        if PAIR.fullmatch(low, one[3], other[2])
    ]


def is_over(expression, low, published):
    """Whether a year says that the time was over at publication, or a record that the words look back."""
    name, _, begin, end = expression
    if name in BACK_SORTS and low.startswith(("in ", "for "), begin) and not AHEAD.search(low, begin, end):
        return LOOKS_BACK.search(low, max(0, begin - 100), begin) is not None
    if name not in ("year", "month", "date", "date_dmy", "season", "event"):
        return name == "relative" and low[begin:end].startswith("earlier")
    year = YEAR.search(low, begin, end)
    return bool(year) and int(year[1]) + 9 * bool(year[2]) < (published.year if published else 2003)
