"""How likely each candidate is an attribution: a sum of weights, one for each thing that is seen about it.

The weights were learned on PolNeAR's training part (Newell, Margolin and Ruths 2018) by bench/train_quotes.py.
"""

import json
from dataclasses import dataclass
from functools import cache

import numpy as np

from foresaid.find.quotes.tokens import BIT, PLAIN, Vocabulary, kind_of, make_vocabulary, mask, read_classes
from foresaid.paths import DATA

END = PLAIN + 1   # the kind of no token at all
KINDS = 33        # numbers of kinds, with room
WAYS = 8
HOWS = 16


@dataclass(frozen=True)
class Model:
    """What decides: the vocabulary, which of its words report, and the weights of each value of each thing seen."""

    vocabulary: Vocabulary
    reports: np.ndarray
    weights: dict
    bias: float
    threshold: float


@cache
def read_model(folder=DATA / "quotes"):
    """Read words.csv and model.json."""
    data = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    vocabulary = make_vocabulary([*data["reporting"], *data["words"]], read_classes(folder))
    reports = np.zeros(len(vocabulary.words), dtype=bool)
    reports[1:1 + len(data["reporting"])] = True
    weights = {}
    for name, (values, scores) in data["weights"].items():
        weights[name] = np.zeros(max(values) + 2, dtype=np.float32)  # the last one stands for all values never seen
        weights[name][values] = np.array(scores, dtype=np.float32) / 100
    return Model(vocabulary, reports, weights, data["bias"], data["threshold"])


def weigh(context, found, model):
    """The log-odds of each candidate."""
    total = np.full(len(found["cue"]), model.bias, dtype=np.float32)
    for name, seen in see(context, found).items():
        if name in model.weights:
            weights = model.weights[name]
            total += weights[np.minimum(seen, len(weights) - 1)]
    return total


def see(context, found):
    """What is seen about each candidate: a dict of whole numbers by name."""
    tokens = context.tokens
    bits, size = tokens.bits, len(tokens.bits)
    cue, before, way, how = (found[name] for name in ("cue", "before", "way", "how"))
    s_first, s_last, first, last = (found[name] for name in ("s_first", "s_last", "first", "last"))
    end = context.last[cue]

    def kind(places, none):
        return np.where(none, END, kind_of(bits[np.clip(places, 0, size - 1)]))

    def word_at(places, none):
        return np.where(none, 0, tokens.word[np.clip(places, 0, size - 1)].astype(np.int64))

    word = tokens.word[cue].astype(np.int64)
    behind = kind(cue + 1, cue + 1 > end)
    ahead = kind(before, before < 0)
    ways = way * HOWS + how
    group = _group(bits, cue, before)
    quoted = (context.quote[cue] >= 0) * 4 + (context.quote[first] >= 0) * 2 + ((bits[cue] & BIT["capital"]) != 0)
    cut = found["cut"]
    cut_kind, cut_then = kind(last + 1, last >= end), kind(last + 2, last + 1 >= end)
    gap = np.clip(np.where(s_first < 0, 9, np.where(s_last < cue, cue - s_last - 1, 8)), 0, 9)
    opening = kind(first, first < 0)
    holder = kind(s_first, s_first < 0)
    ending = np.select([(bits[cue] & BIT["ed"]) != 0, (bits[cue] & BIT["ing"]) != 0], [1, 2], 0)
    return {
        "way": ways, "way word": word * WAYS + way, "word behind": word * KINDS + behind,
        "word ahead": word * KINDS + ahead, "ahead behind": ahead * KINDS + behind, "way behind": ways * KINDS + behind,
        "way ahead": ways * KINDS + ahead, "holder": holder * KINDS + kind(s_last, s_first < 0),
        "way holder": holder * WAYS + way, "holder length": np.clip(s_last - s_first + 1, 0, 10) * WAYS + way,
        "held": found["held"] * WAYS + way, "length": _size(last - first + 1) * WAYS + way,
        "way group": group * WAYS + way, "quoted": quoted * WAYS + way, "opening": opening * WAYS + way,
        "gap": gap * WAYS + way, "depth": _size(cue - np.maximum(context.first[cue], 0) + 1) * WAYS + way,
        "behind two": behind * KINDS + kind(cue + 2, cue + 2 > end), "ending behind": ending * KINDS + behind,
        "ending ahead": ending * KINDS + ahead, "cut": (cut * KINDS + cut_kind) * KINDS + cut_then,
        "cut rest": (cut * 16 + _size(end - last + 1)) * 16 + _size(last - first + 1),
        "cut how": (cut * HOWS + how) * KINDS + cut_kind, "cut word": word * WAYS + way * (way > 0) + cut,
        "cut next": word_at(last + 2, cut == 0) * 4 + cut, "cut opening": opening * 4 + cut,
        "next word": word_at(cue + 1, cue + 1 > end) * WAYS + way,
        "word before": word_at(before, before < 0) * WAYS + way,
        "holder word": word_at(s_last, s_first < 0) * WAYS + way, "first word": word_at(first, first < 0) * WAYS + way,
        "previous word": word_at(cue - 1, cue < 1), "holder first": word_at(s_first, s_first < 0),
    }


def _size(number):
    """A number's size in doublings, 0 to 15: 1 is 0, 2 and 3 are 1, 4 to 7 are 2."""
    return np.clip(np.frexp(np.maximum(number, 1).astype(np.float32))[1] - 1, 0, 15)


def _group(bits, cue, before):
    """Which of "be", a modal, "have", "not" and "do" stand between what is before a verb and the verb; as bits."""
    seen = np.zeros(len(cue), dtype=bits.dtype)
    for back in range(1, 5):
        at = cue - back
        seen |= np.where((before >= 0) & (at > before), bits[np.maximum(at, 0)], 0)
    parts = (mask("be"), mask("modal"), mask("have"), mask("not"), mask("do"))
    flags = sum(((seen & part) != 0).astype(np.int64) << place for place, part in enumerate(parts))
    return flags * 3 + np.select([(bits[cue] & BIT["ed"]) != 0, (bits[cue] & BIT["ing"]) != 0], [1, 2], 0)
