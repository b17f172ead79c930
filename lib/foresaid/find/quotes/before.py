"""What is said before a reporting word, or on both sides of it: "…, Roe said", "…," said Roe, according to Roe."""

import numpy as np

from foresaid.find.quotes.holders import APPOSED, BREAK, PAUSE
from foresaid.find.quotes.tokens import BIT
from foresaid.find.quotes.ways import ACCORDING, AROUND, INVERTED, LEFT, Ways


class AllWays(Ways):
    """The other ways: those whose content begins before the reporting word."""

    def left(self):
        """Content before the holder: "…, Roe said"."""
        where = np.flatnonzero(self.made["held"] <= APPOSED)
        cue, edge = self.made["cue"][where], self.made["s_first"][where]
        first, last, how = self._content_before(edge, cue, cue)
        return self.rows(where, way=LEFT, how=how, first=first, last=last)

    def inverted(self):
        """Content before the reporting word, the holder behind it: "…," said Roe; "…", according to Roe."""
        near, cue = self.near, self.made["cue"]
        where = np.flatnonzero(near.has(cue - 1, PAUSE | BIT["mark"]) & (cue > 0))
        begin = near.clip(cue[where] + 1 + self.accords[where])
        end = np.where(self.accords[where], self.holders.rest(begin), self.holders.right(begin))
        fits = (end > cue[where]) & (end - cue[where] < 30)
        where, begin, end = where[fits], begin[fits], end[fits]
        first, last, how = self._content_before(cue[where], cue[where], end)
        return self.rows(where, way=INVERTED, how=how, first=first, last=last, s_first=begin, s_last=end)

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
        context, near, cue_all = self.context, self.near, self.made["cue"]
        paused = (cue_all > context.first[cue_all] + 2) & near.has(cue_all - 1, PAUSE | BIT["mark"])
        where = np.flatnonzero(self.accords & ~paused)  # what stands before a pause is inverted
        cue = self.made["cue"][where]
        begin = near.clip(cue + 2)
        end = self.holders.rest(begin)
        head, tail = context.first[cue], context.last[cue]
        opens = cue - head < 3
        first = np.where(opens, near.clip(end + 2), head)
        first = np.where(opens & (first > tail), -1, first)
        before = cue - 1 - near.has(cue - 1, BIT["comma"])
        last = np.where(opens, tail - near.has(tail, BIT["stop"]), before)
        return self.rows(where, way=ACCORDING, how=np.where(opens, 10, 11), first=first, last=last, s_first=begin,
                          s_last=end)

    def around(self):
        """"The bridge, Roe said, was safe": content on both sides."""
        near, cue = self.near, self.made["cue"]
        head, tail = self.context.first[cue], self.context.last[cue]
        comma = near.at_or_after(PAUSE, near.clip(cue + 1))
        edge = np.where(self.accords, cue, self.made["s_first"])
        where = np.flatnonzero((self.accords | (self.made["held"] <= APPOSED)) & (edge > head + 1)
                               & near.has(edge - 1, PAUSE) & (comma - cue < 4 + 20 * self.accords) & (comma < tail - 1))
        begin, end = self.made["s_first"].copy(), self.made["s_last"].copy()
        begin[self.accords] = near.clip(cue[self.accords] + 2)
        end[self.accords] = self.holders.rest(begin[self.accords])
        tail = tail - near.has(tail, BIT["stop"])
        return self.rows(where, way=np.where(self.accords, ACCORDING, LEFT)[where], how=AROUND, first=head[where],
                          last=tail[where], s_first=begin[where], s_last=end[where])
