"""How likely the words say the event is: 1 to 5, and a probability interval under the scale ICD 203 or our own.

Numbers in the text win, then the words of a scale, then bare modals; negation turns the scale round.
"""

import re
from typing import NamedTuple

from foresaid.find.forecasts.phrases import phrase_pattern, row_finder
from foresaid.find.forecasts.traces import CHANCE, NOT, ODDS
from foresaid.find.forecasts.traces import PERCENT as PERCENT_SIGN

NEGATION = re.compile(
    r"\b(?:not(?!\s+(?:only|just|merely)\b)|never|no|nobody|none|neither|nor|nothing|hardly|barely|cannot|without|"
    r"(?<!\ba )(?:few|little)|no one)\b|n't\b"
)
BARE = {
    "will",
    "'ll",
    "shall",
    "going to",
    "gonna",
    "would",
    "'d",
    "may",
    "might",
    "could",
    "can",
    "should",
    "ought to",
    "cannot",
    "can't",
    "can not",
}
WEAK = {"may", "might", "could"}  # the modal stays possible, whatever is expected, and negated it stays so
NEAR = {"will": 5, "'ll": 5, "shall": 5, "going to": 5, "gonna": 5, "would": 3, "'d": 3}  # words from phrase to modal
FIRM = ("warn", "predict")  # "warned that it will": the modal stays as certain as it is
GOVERNS = re.compile(  # words that tell how sure the modal behind them is, however far ahead they stand
    r"(?:do|does|did)(?: not|n't)(?: necessarily)? mean|(?:den|reject|dismiss)\w+ |concern|worr|afraid|whether"
)
GOVERNED = 60  # characters between such words, or "whether", and the modal
NOBODY = re.compile(
    r"(?:^|[,;:\"(]|\b(?:that|and|but|because|there|if)\s)\s*(?:nobody|nothing|none|neither|no)\b(?!\s+(?:doubt|matter|wonder|"
    r"longer|question)\b)[^,;:]{0,40}$"
)
UNITS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "a": 1,
    "hundred": 100,
}
AFTER_END = re.compile(r"[,;:.]|\bbut\b|(?<!not )\bonly\b")
NOT_AFTER = re.compile(r"(?:\w+ )?(?:not|never|no)\b(?! (?:only|just|merely)\b)|\w*n't\b")
SIGN = re.compile(r"[,;:]")
PERCENT = re.compile(
    r"(\d+(?:\.\d+)?)(?:\s*(?:-|to)\s*(\d+(?:\.\d+)?))?\s*(?:%|percent|per cent|pct)[\s-]*"
    r"(?:(?:\w+\s+){0,2}?)(?:chances?|probability|likelihood|odds|possibility|likely|certain|sure|unlikely)\b"
)
PERCENT_AFTER = re.compile(
    r"(?:chances?|probability|likelihood|odds)\b(?:\s+\w+){0,8}?\s+(?:at|is|was|to|of|are|were)\s+(?:about\s+|around\s+|just\s+|only\s+)?"
    r"(\d+(?:\.\d+)?)(?:\s*(?:-|to)\s*(\d+(?:\.\d+)?))?\s*(?:%|percent|per cent|pct)"
)
ONE_IN = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|\d+)[\s-](?:in|out\s+of)[\s-](?:a[\s-])?(two|three|four|five|six|seven|eight|nine|ten|hundred|\d+)"
    r"(?:[\s-](?:chance|odds|shot|probability))"
)
FRACTION = re.compile(r"\b(?:a|one)[\s-](third|quarter|fifth|tenth)\s+chance")
PARTS = {"third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
TO_ONE = re.compile(  # as bookmakers say it: so many to one against, unless the words say on or in favour
    r"\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|a\s+hundred)(?:\s+to\s+|-to-|-)(\d+|one|two|three)"
    r"(?=(?:\s+(?:on|against|in\s+favou?r|odds|chance|shot)\b)|[\s,.;]*$)(\s+on\b|\s+in\s+favou?r\b)?"
)
HARDLY = re.compile(r"\b(?:few|little|many|much|hardly|barely)\b")
POSSIBLE = 3
# "no risk", "not possible" deny, "little risk" leaves some; "possible that it will not" is as open as before
DENIED = {"no": (1, "negative", (0.02, 0.1, 0.25)), "little": (2, "negative", (0.05, 0.2, 0.4))}
NOT_MODAL = re.compile(  # around a capital May: the name or the month
    r"(?:\b(?i:theresa|mrs|ms|mr|minister|pm|early|late|in|on|by|until|of|from|since|this|next|last|\d+)\.?\s|^\W*)May\b|"
    r"\bMay(?:\s+\d|['’]s\b|,|:|\s(?:To|Will|Has|Is|Was|Says|Said|And|Would|to|will|has|is|was|says|said|and|would)\b)"
)
NEVER_FLIPPED = ("out of the question",)


class Likelihood(NamedTuple):
    """How likely the words say it is; `words` are those of likelihood.csv or a number's, "" where none was found."""

    level: int
    polarity: str
    p: tuple  # low, middle, high
    scale: str
    words: str = ""
    negated: bool = False  # p is 1 less what the words alone mean


def likelihood_matcher(table):
    """Everything read from likelihood.csv that is needed on a sentence."""
    rows = table.to_dict("records")
    phrases = table["phrase"].tolist()
    return phrase_pattern(phrases), row_finder(phrases), rows


def find_number(text):
    """A probability given as a number: (low, high, words) or None.

    >>> find_number("a 55 to 60 percent chance of rain")
    (0.55, 0.6, '55 to 60 percent chance')
    >>> find_number("a one-in-four chance")
    (0.25, 0.25, 'one-in-four chance')
    >>> find_number("odds of 3 to 1 against")
    (0.25, 0.25, '3 to 1')
    """
    found = PERCENT.search(text) or PERCENT_AFTER.search(text)
    if found:
        low = float(found[1]) / 100
        high = float(found[2]) / 100 if found[2] else low
        if "unlikely" in found[0]:
            low, high = 1 - high, 1 - low
        return (low, high, found[0].strip()) if 0 <= low <= high <= 1 else None
    found = ONE_IN.search(text)
    if found:
        over, under = map(_count, found.groups())
        return (over / under, over / under, found[0]) if under > 0 and over <= under else None
    found = FRACTION.search(text)
    if found:
        return PARTS[found[1]], PARTS[found[1]], found[0]
    found = TO_ONE.search(text) if "odds" in text or "shot" in text else None
    return _odds(found) if found else None


def _odds(found):
    first, second, in_favour = found.groups()
    against, on = _count(first), _count(second)
    if not against + on:
        return None
    p = round((against if in_favour else on) / (against + on), 4)
    return p, p, found[0]


def _count(word):
    return UNITS.get(word.removeprefix("a ").strip()) or int(word)


def level_of(p):
    """The likelihood from 1 to 5 of a probability.

    >>> [level_of(p) for p in (0.03, 0.3, 0.5, 0.7, 0.95)]
    [1, 2, 3, 4, 5]
    """
    return 1 + sum(p > edge for edge in (0.07, 0.4, 0.6, 0.88))


def find_likelihood(low, cue, clause, matcher, traces):
    """Likelihood of the claim at `cue` within `clause` (offset pairs into the folded sentence `low`).

    `traces` are the bits of the sentence and where in it phrases may begin.
    """
    bits, likely = traces
    number = find_number(low[slice(*clause)]) if bits & ODDS or (bits & CHANCE and bits & PERCENT_SIGN) else None
    can_negate = bool(bits & NOT)
    negated = can_negate and _is_cue_negated(low, cue, clause)
    polarity = "negative" if negated else "positive"
    if number:
        p_low, p_high, words = number
        middle = (p_low + p_high) / 2
        return Likelihood(level_of(middle), polarity, (p_low, middle, p_high), "text", words)
    best, rank = _best_phrase(low, cue, clause, matcher, likely)
    if best is None:
        return Likelihood(1 if negated else 4, polarity, (0.02, 0.1, 0.25) if negated else (0.5, 0.7, 0.9), "own")
    found, row, words = best
    flip = can_negate and _is_flipped(low, cue, clause, (found.span(), words, rank)) and _how(low, clause, found)
    return _answer(row, words, flip, "negative" if row["likelihood"] < 3 else polarity)


def are_modal(raw, likely):
    """The places of phrases without those where "May" is a name or a month.

    >>> are_modal("Mrs May may win in May.", [4, 8, 19]), are_modal("Prices May Fall Again", [7])
    ([8], [7])
    """
    if "May" not in raw:
        return likely
    titled = all(not word[0].islower() or len(word) < 5 for word in raw.split())  # only small words are small

    def is_name(at):
        return raw.startswith("May", at) and not (titled and not NOT_MODAL.search(raw, max(0, at - 10), at + 10))

    return [at for at in likely if not is_name(at)]


def _is_flipped(low, cue, clause, phrase):
    """Whether negations turn a phrase round: one of its own, or of the cue's; before the cue, two undo each other."""
    (begin, end), words, rank = phrase
    fixed = words.startswith(NEVER_FLIPPED) or NEGATION.search(words) is not None
    own = not fixed and is_negated(low, (begin, end), clause)
    if words in BARE:
        return own or (not fixed and begin < cue[1] and end > cue[0] and _has_nobody(low, cue, clause))
    if rank not in (1, 2) or (begin < cue[1] and end > cue[0]):
        return own
    if begin >= cue[1]:
        return own or (not fixed and _is_cue_negated(low, cue, clause))
    return own != is_negated(low, cue, (max(clause[0], end), clause[1]))


def _how(low, clause, found):
    """How a phrase is negated: itself, wholly ("no") or with something left ("little"), or by what it says ("that")."""
    near = low[max(clause[0], found.start() - 18) : found.start()].rsplit(",", 1)[-1]
    return "little" if HARDLY.search(near) else "no" if NEGATION.search(near) and found[0] not in BARE else "that"


def _is_cue_negated(low, cue, clause):
    return is_negated(low, cue, clause) or _has_nobody(low, cue, clause)


def _has_nobody(low, cue, clause):
    """Whether the clause's subject is nobody: "nothing will change", "no deal will be reached"."""
    return low[cue[0] : cue[1]] in BARE and NOBODY.search(low[clause[0] : cue[0]]) is not None


def _best_phrase(low, cue, clause, matcher, likely):
    """The phrase that says most: of the scale and near, then our own, then bare modals; of equals the nearest."""
    pattern, row_of, rows = matcher
    modal = " ".join(low[slice(*cue)].split())
    best, best_rank, last = None, (9, 0), clause[0]
    for begin in likely:
        found = pattern.match(low, begin, clause[1]) if last <= begin < clause[1] else None
        number = row_of(found[0]) if found else None
        if number is None:
            continue
        row, words = rows[number], " ".join(found[0].split())
        governs = GOVERNS.match(words) is not None
        if governs and not _governs(low, modal, cue, found):
            continue
        last = found.end()
        rank = 3 if words in BARE else 1 if row["icd203_low"] == row["icd203_low"] else 2
        distance = abs(begin - cue[0])
        says_less = rank == 2 and not governs and modal in BARE and not _softens(low, modal, cue, found)
        if says_less or (rank == 1 and distance > 60):
            rank = 4
        if (rank, distance) < best_rank:
            best, best_rank = (found, row, words), (rank, distance)
    return best, best_rank[0]


def _governs(low, modal, cue, found):
    """Whether words such as "whether" or "it does not mean that" stand before a modal of their own clause."""
    begin, end = found.span()
    fits = NEAR.get(modal) == 5 or (modal in BARE and not found[0].startswith("whether"))
    near = fits and end <= cue[0] <= end + GOVERNED and not SIGN.search(low, end, cue[0])
    return near and not NEGATION.search(low, max(0, begin - 8), begin)


def _softens(low, modal, cue, found):
    """Whether a phrase without a scale says more than a bare modal cue: right behind it, or close before it."""
    begin, end = found.span()
    if begin < cue[1] and end > cue[0]:
        return True
    if " ".join(found[0].split()).startswith(FIRM):
        return False
    if begin >= cue[1]:
        return len(low[cue[1] : begin].split()) < 2
    return modal not in WEAK and len(low[end : cue[0]].split()) <= NEAR.get(modal, 5)


def _answer(row, words, flip, polarity):
    exact = row["icd203_low"] == row["icd203_low"]
    name = "icd203" if exact else "own"
    p = tuple(row[f"{name}_{part}"] for part in ("low", "mid", "high"))
    scale = "own" if not exact else "icd203" if row["icd203_term"] == "exact" else "icd203_nearest"
    level = int(row["likelihood"])
    if not flip:
        return Likelihood(level, polarity, p, scale, words)
    if level == POSSIBLE and flip in DENIED:
        return Likelihood(*DENIED[flip], "own", f"{flip} {words}")
    if level == POSSIBLE or words.removesuffix(" well") in WEAK:
        return Likelihood(level, "negative", turn(p), scale, words, True)
    return Likelihood(6 - level, "negative", turn(p), scale, words, True)


def turn(p):
    """The interval of the contrary: (low, middle, high) of the event becomes that of its absence.

    >>> turn((0.2, 0.3, 0.45))
    (0.55, 0.7, 0.8)
    """
    return tuple(round(1 - one, 4) for one in reversed(p))


def is_negated(low, span, clause):
    """Whether a negation belongs to these words: just before, inside, or within three words after."""
    begin, end = span
    before = low[max(clause[0], begin - 14) : begin].rsplit(",", 1)[-1]
    after = AFTER_END.split(low[end : min(clause[1], end + 22)], maxsplit=1)[0]
    after = " ".join(after.split()[:3])
    inside = low[begin:end]
    return bool(
        NEGATION.search(before[-12:])
        or (NEGATION.search(inside) and not inside.startswith("un"))
        or NEGATION.match(after)
        or NOT_AFTER.match(after)
    )
