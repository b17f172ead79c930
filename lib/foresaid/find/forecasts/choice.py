"""Which of a sentence's expressions of time belongs to a claim: what speaks for and against each of them.

The features are learned from (see bench/train.py) and weighed by the weights in model.json, choices.horizon.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from foresaid.find.forecasts.telling import ACTS, SUPPOSED, TOLD, bits_of, count_between, telling_in
from foresaid.find.forecasts.windows import find_window

OVER = re.compile(r"\b(?:last|previous|past|earlier|ago|since|yesterday)\b")
DIGITS = re.compile(r"\d+")
WAS = re.compile(r"\b(?:was|were|had|did|[a-z]{3,}(?<!ne)ed)\b")
REST = re.compile(r"\w+")
WORD = re.compile(r"[a-z']+|\d+|[^\w\s]")
OPEN = {"when", "as", "after", "during", "event", "pair"}  # sorts whose words are not from a closed set
LEADS = 90  # characters before an expression that lead to it
FAR = (0, 1, 2, 3, 5, 8, 12, 18, 26)  # words between cue and expression
BEGINS = (-1, 0, 7, 31, 92, 200, 400)  # days from publication to the window
ENDS = (0, 1, 7, 31, 92, 366, 1500, 6000)
LENGTHS = (1, 2, 3, 5, 7, 9, 12)


def choose(low, cue, found, published, weights, telling=None):
    """The expression that is the claim's horizon, with its window: (expression, window), or None if none is.

    `found` are the expressions in the folded sentence, `cue` is where the claim's cue stands, `weights` are numbers by
    feature: an expression's weights add up to its worth, and the best one above 0 wins. `telling`: telling_in(low), if
    known.
    """
    best, worth_of_best = None, 0.0
    for expression, window, features in describe(low, cue, found, published, telling):
        worth = sum([weights.get(name, 0.0) for name in features])
        if worth > worth_of_best:
            best, worth_of_best = (expression, window), worth
    return best


def describe(low, cue, found, published, telling=None):
    """Each expression with its window and its features; the window is three None if there is no date to count from."""
    telling = telling_in(low) if telling is None else telling
    for expression in found:
        name, match, begin, end = expression
        window = (None, None, None)
        if published is not None:
            window = find_window(name, match, low[begin:end], published)
        sort = _sort(name, match)
        place = _place(low, cue, begin, end)
        text = low[begin:end]
        features = [
            *_words(name, sort, place, text),
            *_between(low, cue, sort, (place, begin, end), telling),
            *_before(low, sort, begin, telling),
            *_others(cue, sort, place, (expression, found)),
            *_dates(sort, window, published),
        ]
        yield expression, window, features


def _sort(name, match):
    if name == "vague":
        return "vague adverb" if " " not in match["phrase"] else "vague phrase"
    return f"pair {match[0][0]}" if name == "pair" else name


def _place(low, cue, begin, end):
    """Where an expression stands: around its cue, after it, before it, or first in the sentence."""
    if begin < cue[1] and cue[0] < end:
        return "at"
    if begin >= cue[1]:
        return "after"
    return "before" if low[:begin].strip(" \"'-([") else "first"


@lru_cache(maxsize=10_000)
def _words(name, sort, place, text):
    """Its sort and place, and its own words: the first, the last, all; the length and tense of an open event."""
    words = DIGITS.sub("#", text).split()
    first = words[0]
    made = [
        "always",
        f"sort {sort}",
        f"sort {sort} {place}",
        f"place {place}",
        f"first {first}",
        f"first {first} {place}",
        f"first {sort} {first}",
        f"last {words[-1].strip(PUNCTUATION)}",
    ]
    if len(words) < 5:
        made.append(f"all {' '.join(words)}")
    made += [f"word {word}" for word in dict.fromkeys(words[:7] if name in OPEN else words)]
    if name in OPEN:
        made.append(f"length {name} {step(len(words), LENGTHS)}")
        if WAS.search(text):
            made += [f"past {name}", f"past {name} {first}"]
    return tuple(made)


PUNCTUATION = "'\".,"


def _between(low, cue, sort, where, telling):
    """What lies between the expression and the cue."""
    place, begin, end = where
    rims = (cue[1], begin) if place == "after" else (end, end) if place == "at" else (end, cue[0])
    between = low[slice(*rims)]
    after = WORD.match(low, end + (low[end : end + 1] == " "))
    after = after[0] if after else "$"
    far = step(len(between.split()), FAR)
    if between:
        halts, acts, past = count_between(telling, *rims)
        found = far, min(halts, 3), min(acts, 4), past, '"' in between
    else:
        found = far, 0, 0, False, False
    return *_gap(sort, place, *found), f"next {after}", f"next {sort} {after}"


@lru_cache(maxsize=10_000)
def _gap(sort, place, far, breaks, verbs, told, quote):
    """The features of a gap of so many words, breaks and verbs, with a verb of the past or a quote mark."""
    made = [
        f"far {place} {far}",
        f"far {sort} {place == 'after'} {min(far, 6)}",
        f"breaks {place} {breaks}",
        f"verbs {place} {verbs}",
    ]
    if told:
        made.append(f"told {sort}")
    if quote:
        made.append(f"quote {place}")
    return tuple(made)


def _before(low, sort, begin, telling):
    """The words that lead to the expression: the last one, the last verb, a reporting verb, a condition."""
    words = WORD.findall(low, max(0, begin - 24), begin)
    over = OVER.search(low[max(0, begin - 10) : begin]) is not None
    verb, said, supposed = _led(low, begin, telling)
    return *_lead(sort, verb, said, over, supposed), f"before {words[-1] if words else '^'}"


def _led(low, begin, telling):
    """The last verb in the characters before an offset, and whether words of telling or supposing lead there."""
    begins, ends, bits = telling
    verb, said, supposed = None, None, None
    rim = begin - LEADS
    for place in range(bisect_left(begins, begin) - 1, -1, -1):
        first, last, what = begins[place], ends[place], bits[place]
        if first < rim:
            break
        if last > begin:
            continue
        if what & ACTS and verb is None:
            verb = low[first:last]
        if what & TOLD and said is None:
            said = begin - last <= 30 and not any(sign in low[last:begin] for sign in ',.;"')
        if what & SUPPOSED and supposed is None:
            supposed = not any(sign in low[last:begin] for sign in ",;:.")
    if rim > 0 and (verb is None or supposed is None):  # what the rim leaves of a word counts: weights were learned so
        rest = REST.match(low, rim, begin)
        what = bits_of(rest[0]) if rest else 0
        verb = rest[0] if what & ACTS and verb is None else verb
        if what & SUPPOSED and supposed is None:
            supposed = not any(sign in low[rest.end() : begin] for sign in ",;:.")
    verb = "none" if verb is None else "ed" if verb.endswith("ed") else verb
    return verb, bool(said), bool(supposed)


@lru_cache(maxsize=10_000)
def _lead(sort, verb, said, over, condition):
    """The features of what leads to an expression but for the last word."""
    made = [f"verb {verb}", f"verb {sort} {verb}"]
    if said:
        made += ["said", f"said {sort}"]
    if over:
        made.append("ago")
    if condition:
        made += ["condition", f"condition {sort}"]
    return tuple(made)


def _others(cue, sort, place, among):
    """The other expressions: how many, around this one or inside it, nearer to the cue."""
    expression, found = among
    _, _, begin, end = expression
    yield f"of {min(len(found), 4)}"
    nearer = 0
    for other in found:
        if other is expression:
            continue
        name, _, start, stop = other
        if start <= begin and stop >= end:
            yield f"inside {name}"
            yield f"inside {sort} {name}"
        if start >= begin and stop <= end:
            yield f"holds {name}"
            yield f"holds {sort} {name}"
        nearer += cue[1] <= start < begin if place == "after" else end <= stop <= cue[0]
        if start >= cue[1] and place != "after":
            yield f"later one {place}"
    yield f"nearer {place} {min(nearer, 2)}"


def _dates(sort, window, published):
    """Where the window lies against the day of publication."""
    if published is None or window[0] is None:
        return (f"undated {sort}",)
    begins, ends = (window[0] - published).days, (window[2] - published).days
    return f"begins {sort} {step(begins, BEGINS)}", f"ends {step(ends, ENDS)}"


def step(number, edges):
    """How many of the edges, which ascend, a number lies beyond.

    >>> step(4, (0, 3, 5))
    2
    """
    return bisect_left(edges, number)
