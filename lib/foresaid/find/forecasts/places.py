"""Places of words in their sentences, and what stands around them: the nearest verb, subject, quote or condition."""

import numpy as np

from foresaid.find.forecasts.wordclasses import CLASSES, NUMBER

BACK = 7  # words to look back for a subject


class Places:
    """The words with what is known of each place: class, whether inside quotes, what came before in the sentence."""

    def __init__(self, tokens, ids, vocabulary):
        self.tokens, self.ids, self.cls = tokens, ids, vocabulary.classes[ids]
        self.fine, self.coarse = vocabulary.fine[ids], vocabulary.coarse[ids]
        self.sentence, self.pad = tokens.sentence, tokens.pad
        quotes = self.cls == NUMBER["quote"]
        count = np.cumsum(quotes)
        begin = np.searchsorted(tokens.start, tokens.base, side="left")  # first word of each sentence
        self.begin = np.minimum(begin, len(ids) - 1)
        before = count[self.begin] - quotes[self.begin]
        self.quotes = count - before[self.sentence]  # quote marks up to here
        self.n_quotes = np.bincount(self.sentence[quotes], minlength=len(tokens.base))
        self.order = np.arange(len(ids)) - self.begin[self.sentence]
        self.length = np.bincount(self.sentence[~self.pad], minlength=len(tokens.base))

    def last_of(self, names):
        """For each place, the place of the last word before it in one of these classes within its sentence, or -1."""
        hit = among(names)[self.cls]
        last = np.maximum.accumulate(np.where(hit, np.arange(len(hit)), -1))
        last = np.concatenate([[-1], last[:-1]])
        return np.where(last >= self.begin[self.sentence], last, -1)

    def next_of(self, names):
        """For each place, the place of the next word at or after it in one of these classes in its sentence, or -1."""
        hit = among(names)[self.cls]
        size = len(hit)
        ahead = np.minimum.accumulate(np.where(hit, np.arange(size), size)[::-1])[::-1]
        ok = (ahead < size) & (self.sentence[np.minimum(ahead, size - 1)] == self.sentence)
        return np.where(ok, ahead, -1)


def among(names):
    """For each class of words, whether it is one of these."""
    table = np.zeros(len(CLASSES), dtype=bool)
    table[[NUMBER[name] for name in names]] = True
    return table


def class_at(place, where):
    """The class of the word at each place, -1 where there is none."""
    return np.where(where >= 0, place.cls[np.maximum(where, 0)], -1)


def first_not(begin, cls, skipped, top):
    """The first place from `begin` on, at most four further, whose class is not skipped."""
    at, skips = np.minimum(begin, top), among(skipped)
    for _ in range(4):
        at = np.where(skips[cls[at]], np.minimum(at + 1, top), at)
    return at


def any_in(cls, wanted, begin, end, top):
    """Whether a word of one class stands between two places (eight words at most)."""
    found = np.zeros(len(begin), dtype=bool)
    for step in range(8):
        at = begin + step
        found |= (at <= end) & (cls[np.clip(at, 0, top)] == wanted)
    return found


def subject(place, p):
    """The likely head of the subject: the nearest noun-like or pronoun word before the cue."""
    noun = among(("i", "you", "they", "it", "who", "name", "other", "number", "group", "body", "that", "time"))
    at = np.maximum(p - 1, 0)
    found = noun[place.cls[at]] | place.pad[at]
    for _ in range(BACK):
        at = np.where(found, at, np.maximum(at - 1, 0))
        found = noun[place.cls[at]] | place.pad[at]
    return at
