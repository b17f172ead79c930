"""Which of a sentence's expressions of time belongs to a claim: what speaks for and against each of them.

The features are learned from (see bench/train.py) and weighed by the weights in model.json, choices.horizon.
"""

import re

from foresaid.find.forecasts.windows import find_window

PAST_VERB = re.compile(
    r"\b(?:said|told|was|were|had|took|made|met|held|began|came|went|gave|got|saw|won|lost|"
    r"(?!expected|predicted|projected|forecast|scheduled|planned|estimated)[a-z]{3,}ed)\b"
)
BREAK = re.compile(r"[;:]|\b(?:and|but|which|who|that|while|because|after|when|if|as)\b")
SAID = re.compile(
    r"\b(?:said|told|says|wrote|tweeted|announced|reported|warned|added|speaking|released|published|interview|statement|"
    r"reporters|conference)\b[^,.;\"]{0,30}$"
)
OVER = re.compile(r"\b(?:last|previous|past|earlier|ago|since|yesterday)\b")
VERB = re.compile(
    r"\b(?:was|were|had|said|told|did|has|have|is|are|will|would|'ll|may|might|could|can|to|should|[a-z]{3,}ed)\b"
)
CONDITION = re.compile(r"\b(?:if|unless|whether|should)\b[^,;:.]*$")
DIGITS = re.compile(r"\d+")
WAS = re.compile(r"\b(?:was|were|had|did|[a-z]{3,}(?<!ne)ed)\b")
WORD = re.compile(r"[a-z']+|\d+|[^\w\s]")
OPEN = {"when", "as", "after", "during", "event", "pair"}  # sorts whose words are not from a closed set
FAR = (0, 1, 2, 3, 5, 8, 12, 18, 26)  # words between cue and expression
BEGINS = (-1, 0, 7, 31, 92, 200, 400)  # days from publication to the window
ENDS = (0, 1, 7, 31, 92, 366, 1500, 6000)
LENGTHS = (1, 2, 3, 5, 7, 9, 12)


def choose(low, cue, found, published, weights):
    """The expression that is the claim's horizon, with its window: (expression, window), or None if none is.

    `found` are the expressions in the folded sentence, `cue` is where the claim's cue stands, `weights` are numbers by
    feature: an expression's weights add up to its worth, and the best one above 0 wins.
    """
    best, worth_of_best = None, 0.0
    for expression, window, features in describe(low, cue, found, published):
        worth = sum(weights.get(name, 0.0) for name in features)
        if worth > worth_of_best:
            best, worth_of_best = (expression, window), worth
    return best


def describe(low, cue, found, published):
    """Each expression with its window and its features; the window is three None if there is no date to count from."""
    for expression in found:
        name, match, begin, end = expression
        window = (None, None, None)
        if published is not None:
            window = find_window(name, match, low[begin:end], published)
        sort = _sort(name, match)
        place = _place(low, cue, begin, end)
        features = [
            "always",
            f"sort {sort}",
            f"sort {sort} {place}",
            f"place {place}",
            *_words(low, sort, place, expression),
            *_between(low, cue, sort, (place, begin, end)),
            *_before(low, sort, begin),
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


def _words(low, sort, place, expression):
    """Its own words: the first, the last, all; the length and tense of an open event."""
    name, _, begin, end = expression
    text = low[begin:end]
    words = DIGITS.sub("#", text).split()
    first = words[0]
    yield f"first {first}"
    yield f"first {first} {place}"
    yield f"first {sort} {first}"
    yield f"last {words[-1].strip(PUNCTUATION)}"
    if len(words) < 5:
        yield f"all {' '.join(words)}"
    for word in set(words[:7] if name in OPEN else words):
        yield f"word {word}"
    if name in OPEN:
        yield f"length {name} {step(len(words), LENGTHS)}"
        if WAS.search(text):
            yield f"past {name}"
            yield f"past {name} {first}"


PUNCTUATION = "'\".,"


def _between(low, cue, sort, where):
    """What lies between the expression and the cue."""
    place, begin, end = where
    between = low[cue[1] : begin] if place == "after" else "" if place == "at" else low[end : cue[0]]
    far = step(len(between.split()), FAR)
    yield f"far {place} {far}"
    yield f"far {sort} {place == 'after'} {min(far, 6)}"
    yield f"breaks {place} {min(len(BREAK.findall(between)), 3)}"
    yield f"verbs {place} {min(len(VERB.findall(between)), 4)}"
    if PAST_VERB.search(between):
        yield f"told {sort}"
    if '"' in between:
        yield f"quote {place}"
    after = WORD.match(low, end + (low[end : end + 1] == " "))
    yield f"next {after[0] if after else '$'}"
    yield f"next {sort} {after[0] if after else '$'}"


def _before(low, sort, begin):
    """The words that lead to the expression: the last one, the last verb, a reporting verb, a condition."""
    near = low[max(0, begin - 90) : begin]
    words = WORD.findall(near[-24:])
    yield f"before {words[-1] if words else '^'}"
    verbs = VERB.findall(near)
    verb = verbs[-1] if verbs else "none"
    verb = "ed" if verb.endswith("ed") else verb
    yield f"verb {verb}"
    yield f"verb {sort} {verb}"
    if SAID.search(near[-60:]):
        yield "said"
        yield f"said {sort}"
    if OVER.search(near[-10:]):
        yield "ago"
    if CONDITION.search(near):
        yield "condition"
        yield f"condition {sort}"


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
        yield f"undated {sort}"
        return
    begins, ends = (window[0] - published).days, (window[2] - published).days
    yield f"begins {sort} {step(begins, BEGINS)}"
    yield f"ends {step(ends, ENDS)}"


def step(number, edges):
    """How many of the edges a number lies beyond.

    >>> step(4, (0, 3, 5))
    2
    """
    return sum(number > edge for edge in edges)
