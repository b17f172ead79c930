"""When the event is to happen: which of the sentence's expressions of time belongs to the claim, and its window."""

from datetime import date
from typing import NamedTuple

from foresaid.find.forecasts.choice import choose, describe
from foresaid.find.forecasts.times import find_expressions, horizon_matcher, is_over

__all__ = ["Horizon", "describe", "find_expressions", "find_horizon", "horizon_matcher", "is_over"]

VAGUE = {"vague", "ages", "amount_bare"}
EVENTS = {"event", "then", "when", "as", "after", "during"}
FUZZY = ("few", "several", "couple", "many", "coming", "some")


class Horizon(NamedTuple):
    """When: offsets of the words in the sentence, its window's first day, the earliest and latest last."""

    start: int
    end: int
    begins: date | None
    ends_min: date | None
    ends_max: date | None
    status: str


def find_horizon(low, cue, published, matcher, weights, traces=(None, None)):
    """The horizon of the claim at `cue` in a folded sentence; `published` is a date or None. None if no words say when.

    `weights` (feature to number, learned) choose among the sentence's expressions of time; above 0 the best one wins.
    `traces`: the bits of `matcher.groups_in(low)` and telling_in(low), if known.
    """
    groups, telling = traces
    found = [one for one in find_expressions(low, matcher, groups) if not is_over(one, low, published)]
    chosen = choose(low, cue, found, published, weights, telling) if found else None
    if chosen is None:
        return None
    (name, match, begin, end), window = chosen
    return Horizon(begin, end, *window, _status(name, match))


def _status(name, match):
    if name == "pair":
        return _status(*match[1][:2])
    if name in VAGUE or (name in ("span", "duration", "amount") and _is_fuzzy(match)):
        return "vague"
    return "event" if name in EVENTS else "explicit"


def _is_fuzzy(match):
    """Whether a number of units is none that can be counted: "the next few weeks", "the coming months"."""
    number = match[1] or ("coming" if match[3].endswith("s") else "")
    return any(word in number for word in FUZZY)
