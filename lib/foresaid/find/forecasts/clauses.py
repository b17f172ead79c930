"""Where a claim begins and ends inside its sentence, and the condition it depends on."""

import re

STRICT_IF = re.compile(
    r"\b(?:if|unless|as long as|so long as|provided that|assuming that|assuming|in the event (?:of|that)|"
    r"in case of|on condition that|depending on|depends on|contingent on|"
    r"should (?=[a-z' ]{2,40}\b(?:fail|win|lose|be|become|leave|decide|happen|refuse|vote|go|come|choose|"
    r"pass|reject|take|continue|get)\b)|were (?:he|she|it|they|we|i)\b|were the|had (?:he|she|it|they|we|"
    r"i)\b)"
)
AS_IF = re.compile(
    r"\b(?:as|ask(?:s|ed|ing)?|see|sees|saw|know|knows|knew|wonder(?:s|ed|ing)?|unclear|decide|determine|"
    r"whether|find out|doubt|unsure)\s+(?:\w+\s+)?$"
)
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
    for found in STRICT_IF.finditer(low):
        word = found[0].split()[0]
        if word == "if" and AS_IF.search(low[: found.start()]):
            continue
        if word in ("should", "were", "had") and not _opens_clause(low, found.start()):
            continue
        if found.start() <= cue[0] < found.end():
            continue
        stop = STOP.search(low, found.end())
        end = stop.start() if stop else len(low)
        if cue[0] > found.start() and cue[0] < end:
            main = re.search(r",|\bthen\b", low[found.end() :])
            end = min(end, cue[0]) if not main else end
        while end > found.end() and low[end - 1] in " \"'":
            end -= 1
        return found.start(), end
    return None


def _opens_clause(low, start):
    before = low[:start].rstrip(" \"'")
    return not before or before[-1] in ",;:-." or before.endswith((" and", " but", " that", "said"))
