"""Every way in which a reporting word could tie words to somebody, for all reporting words of a batch at once.

A reporting word may have its holder before it ("Roe said") or behind ("said Roe"), and what is said behind it ("said
that …") or before it ("…, Roe said"). Each way that the words around allow is a candidate; weigh.py chooses.
"""

import numpy as np

from foresaid.find.quotes.holders import APPOSED, BREAK, COLON, GROUP, PAUSE, SUBJECT, Holders
from foresaid.find.quotes.tokens import BIT, mask

RIGHT, LEFT, INVERTED, ACCORDING, SPEAKER = range(5)  # ways
PLAIN, HEARER, AFTER_COLON, AT_QUOTE, AT_THAT = range(5)  # how content on the right begins
AHEAD = 14  # tokens from a reporting word to its "that"; to its quote some more
WHOLE, COMMA, JOINT, SECOND = range(4)  # where content on the right ends
HEARING = ("told", "tell", "tells", "telling", "asked", "asks", "asking", "assured", "reminded", "urged", "warned",
           "informed")
COLUMNS = ("cue", "before", "s_first", "s_last", "held", "way", "how", "first", "last", "cut")


def find_candidates(context, vocabulary, reports):
    """The candidates, as a dict of arrays, by reporting word.

    cue: its token; before: the last token before the verb (-1: none); s_first, s_last: the holder's tokens (-1: none),
    held: how it was found; way: one of the five; how: how the content was found; first, last: the content's tokens;
    cut: where the content ends. `reports`: which words of the vocabulary are reporting words.
    """
    is_cue = (reports[context.tokens.word] | _beside_quotes(context)) & (context.sentence >= 0)
    ways = Ways(context, vocabulary, is_cue)
    parts = [*ways.right(), ways.left(), ways.inverted(), ways.according(), ways.speaker()]
    found = {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}
    nobody = found["s_last"] < found["s_first"]
    found["s_first"][nobody], found["s_last"][nobody] = -1, -1
    good = (found["first"] >= 0) & (found["last"] >= found["first"])
    order = np.flatnonzero(good)
    order = order[np.argsort(found["cue"][order], kind="stable")]
    return {name: column[order] for name, column in found.items()}


def _beside_quotes(context):
    """Verbs in -ed behind a quote and a name, whatever they mean: "…," she surmised."""
    bits = context.tokens.bits
    flags = np.zeros(len(bits), dtype=bool)
    close = context.q_last[:-1]
    holder = np.ones(len(close), dtype=bool)
    for step in range(1, 5):
        at = np.minimum(close + step, len(bits) - 1)
        verb = (bits[at] & (BIT["ed"] | BIT["capital"])) == BIT["ed"]
        flags[at[holder & verb]] = True
        holder &= (bits[at] & (SUBJECT | mask("capital", "det", "adverb", "ly"))) != 0
    return flags


class Ways:
    """The candidates of each way."""

    def __init__(self, context, vocabulary, is_cue):
        self.context, self.line = context, context.tokens.line
        self.holders = Holders(context, is_cue)
        self.near, self.is_cue = self.holders.near, is_cue
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

    def _rows(self, where, **columns):
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
        context, near = self.context, self.near
        where = np.flatnonzero(~self.accords)
        cue = self.made["cue"][where]
        first, how = self._begin(cue)
        quoted = context.quote[first]
        whole = (quoted >= 0) & (context.q_first[quoted] == first)
        last = self._end(cue, first, whole)
        yield self._rows(where, way=RIGHT, how=how, first=first, last=last, cut=WHOLE)
        comma = near.at_or_after(BIT["comma"], first)
        joint = near.at_or_after(mask("and", "sub", "relative"), near.clip(first + 2))
        second = near.at_or_after(BIT["comma"], near.clip(comma + 1))
        for name, cut in ((COMMA, comma), (JOINT, joint), (SECOND, second)):
            fits = ~whole & (cut < last - 1) & (cut > first) & (context.quote[near.clip(cut)] == quoted)
            if name == JOINT:
                fits &= cut < comma
            yield self._rows(where[fits], way=RIGHT, how=how[fits], first=first[fits], last=cut[fits] - 1, cut=name)

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

    def left(self):
        """Content before the holder: "…, Roe said"."""
        where = np.flatnonzero(self.made["held"] <= APPOSED)
        cue, edge = self.made["cue"][where], self.made["s_first"][where]
        first, last, how = self._content_before(edge, cue, cue)
        return self._rows(where, way=LEFT, how=how, first=first, last=last)

    def inverted(self):
        """Content before the reporting word, the holder behind it: "…," said Roe; "…", according to Roe."""
        near, cue = self.near, self.made["cue"]
        where = np.flatnonzero(near.has(cue - 1, PAUSE | BIT["mark"]) & (cue > 0))
        begin = near.clip(cue[where] + 1 + self.accords[where])
        end = np.where(self.accords[where], self.holders.rest(begin), self.holders.right(begin))
        fits = (end > cue[where]) & (end - cue[where] < 30)
        where, begin, end = where[fits], begin[fits], end[fits]
        first, last, how = self._content_before(cue[where], cue[where], end)
        return self._rows(where, way=INVERTED, how=how, first=first, last=last, s_first=begin, s_last=end)

    def _content_before(self, edge, cue, after):
        """Content that ends before the token `edge` and may go on behind the attribution's last token `after`.

        Returns first and last token and how: 5 a quote, 6 it has unquoted words before it, 7 and 8 the same with a
        quote that goes on behind, 9 no quote.
        """
        context, near, line = self.context, self.near, self.line
        x = np.maximum(edge - 1, 0)
        pause = near.has(x, PAUSE)
        mark = np.where(pause & near.has(x - 1, BIT["mark"]), np.maximum(x - 1, 0), x)
        quote = context.quote[mark]
        closes = (quote >= 0) & (context.q_last[quote] == mark) & (line[mark] == line[cue]) & (edge > 0)
        opening = context.q_first[quote]
        begins = context.first[opening]
        led = closes & (begins >= 0) & (begins < opening) & (line[begins] == line[opening])
        first = np.where(closes, np.where(led, begins, context.q_begin[quote]), context.first[cue])
        last = np.where(closes, mark, x - 1)
        good = (edge > 0) & (closes | pause & (x > context.first[cue]))
        more = self._goes_on(cue, after)
        on = closes & (more >= 0)
        how = np.where(closes, 5 + led + 2 * on, 9)
        return np.where(good, first, -1), np.where(on, context.q_end[more], last), how

    def _goes_on(self, cue, after):
        """The quote that opens behind an attribution, at its comma or as the next sentence; -1 if there is none."""
        context, near = self.context, self.near
        pause = near.clip(near.at_or_after(BREAK, near.clip(after + 1)))
        tail = context.last[cue]
        late = (context.quote[near.clip(pause + 1)] < 0) & (tail > after) & (tail - after < 40)
        pause = np.where(late, tail, pause)
        then = near.clip(pause + 1)
        quote = context.quote[then]
        fits = near.has(pause, BREAK & ~BIT["mark"]) & (pause - after < 40) & (quote >= 0)
        return np.where(fits & (context.q_first[quote] == then) & (self.line[then] == self.line[cue]), quote, -1)

    def according(self):
        """"According to Roe, …" and "… according to Roe"."""
        context, near = self.context, self.near
        where = np.flatnonzero(self.accords)
        cue = self.made["cue"][where]
        begin = near.clip(cue + 2)
        end = self.holders.rest(begin)
        head, tail = context.first[cue], context.last[cue]
        opens = cue - head < 3
        first = np.where(opens, near.clip(end + 2), head)
        first = np.where(opens & (first > tail), -1, first)
        before = cue - 1 - near.has(cue - 1, BIT["comma"])
        last = np.where(opens, tail - near.has(tail, BIT["stop"]), before)
        return self._rows(where, way=ACCORDING, how=np.where(opens, 10, 11), first=first, last=last, s_first=begin,
                          s_last=end)

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
        fixed = {"held": COLON, "way": SPEAKER, "cut": WHOLE}
        return made | {name: np.full(len(colon), value) for name, value in fixed.items()}
