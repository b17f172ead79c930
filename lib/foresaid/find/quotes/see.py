"""What is seen about each candidate, as whole numbers by name; and the rulers that the later stages share."""

import numpy as np

from foresaid.find.quotes.tokens import BIT, PLAIN, kind_of, mask

END = PLAIN + 1   # the kind of no token at all
KINDS = 33        # numbers of kinds, with room
WAYS = 8
HOWS = 16
VERB = mask("be", "have", "modal", "do")
PAUSE = mask("comma", "dash")
FAR = 31


class Sight:
    """Looks at the tokens of a batch: kinds, words, and how many of a kind stand in a stretch."""

    def __init__(self, context, near, is_cue, stem):
        tokens = context.tokens
        self.context, self.near, self.is_cue, self.bits, self.stem = context, near, is_cue, tokens.bits, stem
        bits, verb = tokens.bits, (tokens.bits & VERB) != 0
        verb |= (bits & (BIT["ed"] | BIT["capital"])) == BIT["ed"]
        kinds = {"verb": verb, "subject": (bits & mask("person", "thing", "self")) != 0, "pause": (bits & PAUSE) != 0,
                 "cue": is_cue, "capital": (bits & BIT["capital"]) != 0}
        self.counts = {name: np.zeros(len(bits) + 1, dtype=np.int32) for name in kinds}
        for name, flags in kinds.items():
            np.cumsum(flags, out=self.counts[name][1:])
        self.kinds = kind_of(bits).astype(np.uint8)

    def kind(self, places, none=None):
        """The kind of each token; END where `none` holds."""
        kinds = self.kinds.take(places, mode="clip").astype(np.int64)
        return kinds if none is None else np.where(none, END, kinds)

    def word(self, places, none=None):
        """The number of each token's word; 0 where `none` holds."""
        words = self.context.tokens.word.take(places, mode="clip").astype(np.int64)
        return words if none is None else np.where(none, 0, words)

    def many(self, name, first, last, most):
        """How many of a kind stand from `first` to `last`, `most` at most."""
        return np.clip(self.counts[name].take(last + 1) - self.counts[name].take(first), 0, most)

    def form(self, cue):
        """1 for words in -ed, 2 for words in -ing."""
        return np.select([(self.bits[cue] & BIT["ed"]) != 0, (self.bits[cue] & BIT["ing"]) != 0], [1, 2], 0)


def size(number):
    """A number's size in doublings, 0 to 15: 1 is 0, 2 and 3 are 1, 4 to 7 are 2."""
    return np.clip(np.frexp(np.maximum(number, 1).astype(np.float32))[1] - 1, 0, 15)


def half_size(number):
    """A number's size in half doublings, 0 to 15: 1 is 0, 2 is 2, 3 is 3, 4 is 4."""
    return np.clip((np.log2(np.maximum(number, 1).astype(np.float32)) * 2).astype(np.int64), 0, 15)


def see_ways(sight, found):
    """What is seen about each candidate."""
    context, bits, stem = sight.context, sight.bits, sight.stem
    kind, word_at = sight.kind, sight.word
    cue, before, way, how = (found[name] for name in ("cue", "before", "way", "how"))
    s_first, s_last, first, last = (found[name] for name in ("s_first", "s_last", "first", "last"))
    head, end = np.maximum(context.first[cue], 0), context.last[cue]
    nobody, ways = s_first < 0, way * HOWS + how
    word = word_at(cue)
    behind, later, third = (kind(cue + step, cue + step > end) for step in (1, 2, 3))
    ahead = kind(before, before < 0)
    back = [kind(cue - step, cue - step < head) for step in (1, 2, 3)]
    quoted = (context.quote[cue] >= 0) * 4 + (context.quote[first] >= 0) * 2 + ((bits[cue] & BIT["capital"]) != 0)
    gap = np.clip(np.where(nobody, 9, np.where(s_last < cue, cue - s_last - 1, 8)), 0, 9)
    opening, form = kind(first), sight.form(cue)
    previous, following = _beside(cue)
    lone, final = (previous < 0) | (previous < head), (following < 0) | (following > end)
    return {
        "way": ways, "way word": word * WAYS + way, "word how": word * HOWS + how, "word behind": word * KINDS + behind,
        "word ahead": word * KINDS + ahead, "stem way": stem[word] * WAYS + way,
        "stem behind": stem[word] * KINDS + behind, "stem ahead": stem[word] * KINDS + ahead,
        "ahead behind": ahead * KINDS + behind, "way behind": ways * KINDS + behind, "way ahead": ways * KINDS + ahead,
        "holder": kind(s_first, nobody) * KINDS + kind(s_last, nobody),
        "way holder": kind(s_first, nobody) * WAYS + way,
        "holder length": np.clip(s_last - s_first + 1, 0, 10) * WAYS + way, "held": found["held"] * WAYS + way,
        "length": size(last - first + 1) * WAYS + way, "way group": _group(bits, cue, before) * WAYS + way,
        "quoted": quoted * WAYS + way, "opening": opening * WAYS + way, "gap": gap * WAYS + way,
        "depth": size(cue - head + 1) * WAYS + way, "form behind": form * KINDS + behind,
        "form ahead": form * KINDS + ahead, "next word": word_at(cue + 1, cue + 1 > end) * WAYS + way,
        "word before": word_at(before, before < 0) * WAYS + way, "holder word": word_at(s_last, nobody) * WAYS + way,
        "first word": word_at(first) * WAYS + way, "previous word": word_at(cue - 1, cue <= head),
        "holder first": word_at(s_first, nobody), "second": word_at(cue + 2, cue + 2 > end) * WAYS + way,
        "second first": word_at(first + 1) * WAYS + way, "behind three": (behind * KINDS + later) * KINDS + third,
        "before three": (back[0] * KINDS + back[1]) * KINDS + back[2],
        "around": (back[0] * KINDS + behind) * KINDS + later, "second before": word_at(cue - 2, cue - 2 < head),
        "third": word_at(cue + 3, cue + 3 > end), "cue before": word_at(previous, lone) * WAYS + way,
        "cue behind": word_at(following, final) * WAYS + way,
        "cue before far": np.where(lone, FAR, np.minimum(cue - previous, FAR)) * WAYS + way,
        "cue behind far": np.where(final, FAR, np.minimum(following - cue, FAR)) * WAYS + way,
        "tail": kind(end) * WAYS + way, "head": kind(head) * WAYS + way, "head word": word_at(head),
    }


def _beside(cue):
    """The reporting words before and behind each, -1 where there is none; rows stand in their order."""
    words, row = np.unique(cue, return_inverse=True)
    words = np.concatenate([[-1], words, [-1]])
    return words[row], words[row + 2]


def _group(bits, cue, before):
    """Which of "be", a modal, "have", "not" and "do" stand between what is before a verb and the verb; as bits."""
    seen = np.zeros(len(cue), dtype=bits.dtype)
    for back in range(1, 5):
        at = cue - back
        seen |= np.where((before >= 0) & (at > before), bits[np.maximum(at, 0)], 0)
    parts = (mask("be"), mask("modal"), mask("have"), mask("not"), mask("do"))
    flags = sum(((seen & part) != 0).astype(np.int64) << place for place, part in enumerate(parts))
    return flags * 3 + np.select([(bits[cue] & BIT["ed"]) != 0, (bits[cue] & BIT["ing"]) != 0], [1, 2], 0)
