"""The ways in which a reporting word ties words to somebody, and those of them that look ahead of it.

A reporting word may have its holder before it ("Roe said") or behind ("said Roe"), and what is said behind it ("said
that …") or before it ("…, Roe said"); before.py has the latter.
"""

import numpy as np

from foresaid.find.quotes.holders import APPOSED, BREAK, COLON, GROUP, PAUSE, SAME, SUBJECT, Holders
from foresaid.find.quotes.tokens import BIT, mask

RIGHT, LEFT, INVERTED, ACCORDING, SPEAKER, PASSIVE, WHAT = range(7)  # ways
AROUND = 14  # how content on both sides was found
PLAIN, HEARER, AFTER_COLON, AT_QUOTE, AT_THAT = range(5)  # how content on the right begins
AHEAD = 14  # tokens from a reporting word to its "that"; to its quote some more
SIGNATURE = 15  # tokens of a dash and a name behind a quote
HEARING = ("told", "tell", "tells", "telling", "asked", "asks", "asking", "assured", "reminded", "urged", "warned",
           "informed")
COLUMNS = ("cue", "before", "s_first", "s_last", "held", "way", "how", "first", "last")


class Ways:
    """The candidates of each way, as dicts of arrays."""

    def __init__(self, context, near, vocabulary, is_cue):
        self.context, self.line = context, context.tokens.line
        self.holders = Holders(context, near, is_cue)
        self.near, self.is_cue = near, is_cue
        number = {word: place for place, word in enumerate(vocabulary.words)}
        self.hearing = np.zeros(len(vocabulary.words), dtype=bool)
        self.hearing[[number[word] for word in HEARING if word in number]] = True
        self.near.mark("cut", self._cuts())
        opens = np.zeros(self.near.size, dtype=bool)
        opens[context.q_first[:-1]] = True
        self.near.mark("opens", opens)
        cue = np.flatnonzero(is_cue)
        before = self.holders.before(cue)
        s_first, s_last, held = self.holders.left(cue, before)
        self.made = {"cue": cue, "before": before, "s_first": s_first, "s_last": s_last, "held": held}
        self.accords = context.tokens.word[cue] == number.get("according", -1)
        self.by = context.tokens.word == number.get("by", -1)

    def rows(self, where, **columns):
        """Some of the reporting words with more columns."""
        made = {name: column[where] for name, column in self.made.items()} | columns
        size = len(made["cue"])
        return {name: np.full(size, made.get(name, 0)) if np.ndim(made.get(name, 0)) == 0 else made[name]
                for name in COLUMNS}

    def _cuts(self):
        """Commas behind which another attribution begins: ", adding", ", and he said", ", Roe said,"."""
        near, is_cue = self.near, self.is_cue
        comma = np.flatnonzero((near.bits & PAUSE) != 0)
        at = [near.clip(comma + step) for step in range(1, 5)]
        cue = [is_cue[one] for one in at]
        has = near.has
        cut = cue[0] & has(at[0], BIT["ing"])
        cut |= has(at[0], BIT["and"]) & (cue[1] | has(at[1], SUBJECT) & (cue[2] | cue[3]))
        cut |= has(at[0], SUBJECT) & (cue[1] | cue[2] & has(at[1], GROUP))
        cut |= has(at[0], BIT["capital"]) & (cue[1] & has(at[2], BREAK)
                                             | cue[2] & has(at[3], BREAK) & has(at[1], BIT["capital"]))
        flags = np.zeros(near.size, dtype=bool)
        flags[comma[cut]] = True
        return flags

    def right(self):
        """Content behind the reporting word, to the sentence's end or to an earlier place where it may end."""
        context = self.context
        where = np.flatnonzero(~self.accords)
        cue = self.made["cue"][where]
        first, how = self._begin(cue)
        quoted = context.quote[first]
        whole = (quoted >= 0) & (context.q_first[quoted] == first)
        last = self._end(cue, first, whole)
        return self.rows(where, way=RIGHT, how=how, first=first, last=last)

    def _begin(self, cue):
        """Where content behind a reporting word begins, and how."""
        near, last = self.near, self.context.last[cue]
        behind = near.clip(cue + 1)
        first, how = behind, np.full(len(cue), PLAIN)
        for _ in range(3):
            day = near.has(first, BIT["prep"]) & near.has(first + 1, BIT["time"])
            first = first + ((near.has(first, mask("adverb", "ly", "time")) | day) & (first < last))
        clause = near.at_or_after(SUBJECT | mask("to", "sub", "that", "mark"), near.clip(cue + 2))
        stop = near.at_or_after(mask("stop", "mark", "be", "have", "modal", "do", "person", "self", "that"), behind)
        colon, quote = near.at_or_after(BIT["colon"], behind), near.at_or_after("opens", behind)
        led = near.has(quote - 1, mask("comma", "colon")) | (quote == behind)
        led &= (quote <= stop) & (self.line[near.clip(quote)] == self.line[cue])
        that = near.at_or_after(BIT["that"], behind)
        block = near.at_or_after(BREAK | SUBJECT & ~BIT["thing"] | mask("sub", "be", "have", "modal", "do", "relative"),
                                 behind)
        for kind, fits, start in (
                (HEARER, self.hearing[self.context.tokens.word[cue]] & (clause - cue < 9) & (clause <= last), clause),
                (AFTER_COLON, (colon - cue < AHEAD) & (colon < stop) & (colon < last), colon + 1),
                (AT_QUOTE, (quote - cue < AHEAD + 6) & led, quote),
                (AT_THAT, (that - cue < AHEAD) & (that <= block) & (that < last), that)):
            first, how = np.where(fits, start, first), np.where(fits, kind, how)
        for _ in range(2):
            first = first + near.has(first, mask("comma", "colon", "dash"))
        first = near.clip(first)
        return first + (near.has(first, BIT["prep"]) & (first < last) & (how == PLAIN)), how

    def _end(self, cue, first, whole):
        """Where content from `first` ends: with the sentence, before another attribution, or with its quote."""
        context, near = self.context, self.near
        last = np.maximum(context.last[cue], 0)
        last = last - (near.has(last, BIT["stop"]) & (last > first))
        cut = near.at_or_after("cut", first)
        last = np.where(cut <= last, cut - 1, last)
        within = context.quote[near.clip(last)]
        last = np.where((within >= 0) & (context.q_first[within] >= first), context.q_end[within], last)
        own = context.quote[first]
        close, chain = context.q_last[own], context.q_end[own]
        return np.where(whole & (near.has(close - 1, BIT["stop"]) | (chain > close)), chain, last)

    def speaker(self):
        """Speaker, colon, words, at the head of a line."""
        context, near = self.context, self.near
        colon = np.flatnonzero(((near.bits & BIT["colon"]) != 0) & (context.sentence >= 0))
        line = self.line[colon]
        head = np.searchsorted(self.line, line)
        last = np.searchsorted(self.line, line, side="right") - 1
        fits = (colon - head < 7) & (colon > head) & near.has(head, BIT["capital"]) & (last > colon)
        colon, head, last = colon[fits], head[fits], last[fits]
        quote = context.quote[near.clip(colon + 1)]
        last = np.where(quote >= 0, context.q_end[quote], last)
        made = {"cue": colon, "before": colon - 1, "s_first": head, "s_last": colon - 1, "first": colon + 1,
                "last": last, "how": np.where(quote >= 0, 12, 13)}
        fixed = {"held": COLON, "way": SPEAKER}
        return made | {name: np.full(len(colon), value) for name, value in fixed.items()}

    def signed(self):
        """A quote with a dash and a name behind it, on its line or on the next: "…" — Roe, minister."""
        context, near = self.context, self.near
        dash = np.flatnonzero(((near.bits & BIT["dash"]) != 0) & (context.sentence >= 0))
        dash = dash[dash > 0]
        quote = context.quote[dash - 1]
        last = np.searchsorted(self.line, self.line[dash], side="right") - 1
        last = last - near.has(last, BIT["stop"])
        fits = (quote >= 0) & (context.q_last[quote] == dash - 1) & near.has(dash + 1, BIT["capital"])
        fits &= (last > dash) & (last - dash < SIGNATURE)
        dash, quote, last = dash[fits], quote[fits], last[fits]
        made = {"cue": dash, "before": dash - 1, "s_first": dash + 1, "s_last": last, "first": context.q_begin[quote],
                "last": context.q_last[quote]}
        fixed = {"held": COLON, "way": SPEAKER, "how": 15}
        return made | {name: np.full(len(dash), value) for name, value in fixed.items()}

    def passive(self):
        """"The plan was rejected by Roe": what is said of stands before, the holder behind "by"."""
        near, cue = self.near, self.made["cue"]
        steps = [cue + step for step in range(1, 5)]
        by = np.select([self.by[near.clip(step)] for step in steps], steps, -1)
        where = np.flatnonzero((by > 0) & (self.made["s_first"] >= 0) & (self.made["held"] <= SAME)
                               & near.has(cue, BIT["ed"]) & (by <= self.context.last[cue]))
        begin = near.clip(by[where] + 1)
        end = self.holders.right(begin)
        first, last = self.made["s_first"][where], self.made["s_last"][where]
        return self.rows(where, way=PASSIVE, how=12, first=first, last=last, s_first=begin, s_last=end)

    def what(self):
        """"What Roe wants", "which Roe opposes": the word before the holder stands for the content."""
        edge = self.made["s_first"] - 1
        where = np.flatnonzero((edge >= 0) & (self.made["held"] <= APPOSED)
                               & self.near.has(edge, mask("relative", "that")))
        edge = edge[where]
        return self.rows(where, way=WHAT, how=13, first=edge, last=edge)
