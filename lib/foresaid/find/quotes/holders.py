"""Who holds what a reporting word ties to somebody: the words before it ("the minister has said") or behind it."""

import numpy as np

from foresaid.find.quotes.tokens import BIT, mask

GROUP = mask("be", "have", "do", "modal", "not", "adverb", "ly")  # stands between a subject and its verb
BREAK = mask("comma", "stop", "colon", "dash", "mark")            # ends a phrase
CLAUSE = BREAK | mask("be", "have", "do", "modal", "person", "self", "relative", "sub", "that", "to")
SUBJECT = mask("person", "thing", "self")
PAUSE = mask("comma", "dash")
ASIDE = mask("relative", "ing", "sub", "prep", "adverb", "ly", "have", "be", "that", "time")  # opens no second name
# how a holder was found
BESIDE, APPOSED, SAME, OPENING, NONE, COLON = range(6)


class Holders:
    """Finds holders. Everything is asked of all reporting words at once; what is returned are numbers of tokens."""

    def __init__(self, context, near, is_cue):
        self.context, self.near, self.is_cue = context, near, is_cue
        self._mark_ends()

    def _mark_ends(self):
        near, bits = self.near, self.context.tokens.bits
        before, behind = np.concatenate([[0], bits[:-1]]), np.concatenate([bits[1:], [0]])
        small = (bits & BIT["capital"]) == 0
        verb = small & ((bits & BIT["ed"]) != 0) & ((before & mask("det", "poss")) == 0)
        verb &= (behind & mask("prep", "time")) == 0
        joined = ((before & BIT["capital"]) != 0) & ((behind & mask("capital", "det")) != 0)  # "Roe and Doe"
        parts = ((bits & BIT["and"]) != 0) & ~joined
        on_day = ((bits & BIT["prep"]) != 0) & ((behind & BIT["time"]) != 0)
        side = ((bits & BIT["prep"]) != 0) & ((bits & BIT["of"]) == 0)
        ends = mask("be", "have", "do", "modal", "comma", "mark", "stop", "colon", "that", "to", "relative", "sub")
        near.mark("verb", (bits & GROUP) == 0)
        near.mark("begin", ((bits & CLAUSE) != 0) | parts | verb)
        near.mark("end", ((bits & (CLAUSE | BIT["time"])) != 0) | parts | side)
        near.mark("unnamed", (bits & mask("capital", "digit")) == 0)
        near.mark("subject end", ((bits & ends) != 0) | verb | self.is_cue & small | on_day
                  | small & ((bits & BIT["time"]) != 0))

    def before(self, cue):
        """The last token before the verb and what helps it ("has also said"), -1 if the sentence begins there."""
        found = self.near.at_or_before("verb", np.maximum(cue - 1, 0))
        return np.where((cue > 0) & (found >= self.context.first[cue]), found, -1)

    def left(self, cue, before):
        """The holder before each reporting word: first token, last token (-1: none), how it was found."""
        first, last, how = self._beside(cue, before)
        good = how < NONE
        near, p, head = self.near, np.maximum(before, 0), self.context.first[cue]
        # ", adding", "and warned", "refused to say": whoever did what the sentence said before
        shared = ~good & (before >= 0) & near.has(p, PAUSE | mask("and", "to", "sub", "prep"))
        lead, lead_end = self._opening(head)
        led = shared & (lead_end >= lead) & (lead_end < cue)
        own = np.where(good, np.arange(len(cue)), -1)
        earlier = np.maximum(np.maximum.accumulate(np.concatenate([[-1], own]))[:-1], 0) if len(cue) else own
        same = shared & good[earlier] & (head[earlier] == head)
        same &= ~led | (p - cue[earlier] < 6) | near.has(head, BIT["mark"])
        first = np.select([good, same, led], [first, first[earlier], lead], -1)
        last = np.select([good, same, led], [last, last[earlier], lead_end], -1)
        return first, last, np.select([good, same, led], [how, SAME, OPENING], NONE)

    def _beside(self, cue, before):
        """The noun phrase right before the verb, with what stands beside it in commas ("Roe, the minister, said")."""
        near, p, head = self.near, np.maximum(before, 0), self.context.first[cue]
        pronoun = near.has(p, SUBJECT | BIT["relative"])
        outer = near.at_or_before(PAUSE, np.maximum(p - 1, 0))
        apposed = near.has(p, PAUSE) & ~near.has(cue, BIT["ing"]) & (outer > head) & (p - outer < 30)
        aside = near.has(outer + 1, ASIDE)
        end = np.where(apposed, np.maximum(outer - 1, 0), p)
        first = np.where(pronoun, p, self._phrase_begin(end, head))
        last = np.where(apposed & ~aside, p - 1, end)
        stopped = near.has(p, BREAK | mask("and", "to", "that", "sub", "prep"))
        good = (before >= 0) & (pronoun | ~stopped | apposed) & (first <= last)
        return first, last, np.where(good, np.where(apposed, APPOSED, BESIDE), NONE)

    def _phrase_begin(self, last, head):
        """The first token of the noun phrase that ends at `last`, not before `head`."""
        near = self.near
        first = np.maximum(near.at_or_before("begin", last) + 1, head)
        for _ in range(3):
            first = first + ((first < last) & near.has(first, mask("and", "sub", "adverb", "ly")))
        name = np.maximum(near.at_or_before("unnamed", last) + 1, first)  # "In Geneva Roe": only the name
        return np.where(near.has(first, BIT["prep"]), np.minimum(name, last), first)

    def _opening(self, head):
        """The subject with which a sentence opens, behind "On Monday," and the like: first and last token."""
        near, first = self.near, np.maximum(head, 0)
        comma = near.at_or_after(BIT["comma"], first)
        led = near.has(first, mask("prep", "sub", "ing")) & (comma - first < 15)
        first = near.clip(np.where(led, comma + 1, first))
        for _ in range(3):
            first = near.clip(first + near.has(first, mask("and", "adverb", "ly", "comma", "mark")))
        return first, np.where(near.has(first, SUBJECT), first, near.at_or_after("subject end", first) - 1)

    def right(self, first):
        """The last token of the noun phrase that begins at `first`, with what stands beside it in commas."""
        near = self.near
        first = near.clip(first)
        pronoun = near.has(first, SUBJECT | BIT["object"])
        last = np.where(pronoun, first, near.at_or_after("end", first) - 1)
        then = near.clip(last + 2)
        barred = SUBJECT | mask("and", "relative", "sub", "prep", "ing", "that", "mark", "adverb", "time")
        more = near.has(then, mask("det", "poss")) | ~near.has(then, barred)
        end = near.at_or_after(BREAK, then) - 1
        more &= near.has(last + 1, BIT["comma"]) & ~pronoun & ~self.is_cue[then] & (end - then < 20)
        return np.where(more, end, last)

    def rest(self, first):
        """The last token before the next comma, stop or mark: a holder with all that describes it."""
        return self.near.at_or_after(BREAK | BIT["bracket"], self.near.clip(first)) - 1
