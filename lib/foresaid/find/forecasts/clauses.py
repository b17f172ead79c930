"""Where a claim begins and ends inside its sentence, and the condition it depends on."""

import re

OPENS = re.compile(
    r"\b(?:(?<!even )if|unless|as long as|so long as|provided(?=\s+(?:that|the|it|he|she|they|we|you|i)\b)|"
    r"assuming(?:\s+that)?|supposing|in the event (?:of|that)|(?:just )?in case(?:\s+of)?|in that case|"
    r"on condition that|on the condition that|depending on|depends on|contingent on|pending|otherwise|barring|absent|"
    r"failing|should|were (?:he|she|it|they|we|i|the)\b|had (?:he|she|it|they|we|i)\b)\b"
)
AS_IF = re.compile(
    r"\b(?:as|ask(?:s|ed|ing)?|see|sees|saw|know|knows|knew|wonder(?:s|ed|ing)?|unclear|decide|determine|"
    r"whether|find out|doubt|unsure|tell|question is)\s+(?:\w+\s+)?$"
)
NO_CLAUSE = re.compile(r"if (?:not|any|anything|ever|so|necessary|possible|only)\b(?!\s+(?:for|the|a)\b)")
SHOULD = re.compile(  # turned round: "should the talks fail"
    r"should\s+(?:the|a|an|any|this|that|these|such|he|she|it|they|we|you|his|her|their|its|[a-z]+(?:'s)?\s+[a-z]+|[a-z]+)\s"
)
OPENS_ONLY = {"otherwise", "barring", "absent", "failing", "pending", "in that case"}  # at a clause's begin only
INVERTED = {"should", "were", "had"}
STOP = re.compile(r"[,;:.!?]|\s-\s|\bthen\b")


def find_clause(low, cue, breaks):
    """Offsets of the clause around a cue in a folded sentence; `breaks` are the begins and ends of Traces.breaks."""
    begin, end = 0, len(low)
    for start, stop in zip(*breaks, strict=True):
        if stop <= cue[0]:
            begin = stop
        elif start >= cue[1] + 3:
            end = start
            break
    while begin < cue[0] and (low[begin].isspace() or low[begin] in "\"',"):
        begin += 1
    while end > cue[1] and (low[end - 1].isspace() or low[end - 1] in "\"',."):
        end -= 1
    return begin, end


def find_condition(low, cue):
    """Offsets of the words of a condition that the claim at `cue` depends on, or None.

    >>> low = "if talks fail, prices could double."
    >>> low[slice(*find_condition(low, (20, 25)))]
    'if talks fail'
    """
    for found in OPENS.finditer(low):
        if not _is_condition(low, found, cue):
            continue
        stop = STOP.search(low, found.end())
        end = stop.start() if stop else len(low)
        if found.start() < cue[0] < end and not found.start() <= cue[0] < found.end():
            main = re.search(r",|\bthen\b", low[found.end() :])
            end = min(end, cue[0]) if not main else end
        while end > found.end() and low[end - 1] in " \"'":
            end -= 1
        return found.start(), end
    return None


def _is_condition(low, found, cue):
    """Whether opening words open a condition: not "as if", "if any" or "she should"; the cue itself may open one."""
    words = found[0]
    first = words.split()[0]
    if first in INVERTED:
        return _opens_clause(low, found.start()) and (first != "should" or SHOULD.match(low, found.start()) is not None)
    if words in OPENS_ONLY:
        return _opens_clause(low, found.start())
    if "if" in words.split():
        at = found.end() - 2
        return not (AS_IF.search(low[max(0, found.start() - 40) : found.start()]) or NO_CLAUSE.match(low, at))
    return True


def _opens_clause(low, start):
    before = low[max(0, start - 12) : start].rstrip(" \"'")
    return not before or before[-1] in ",;:-." or before.endswith((" and", " but", " that", "said"))
