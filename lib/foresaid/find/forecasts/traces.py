"""What the words of a batch give a trace of: reporting verbs, breaks between clauses, negations, words for when.

Found for all sentences at once, so that the fields of a statement need no search where there is nothing to find.
"""

from dataclasses import dataclass
from itertools import chain

import numpy as np

from foresaid.find.forecasts.telling import ACTS, HALTS, LL, PARTS, PASTS, SUPPOSED, TOLD, bits_of
from foresaid.find.forecasts.tokens import Tokens

LONGEST = 40  # longer words are not remembered
MOST = 200_000  # nor more words than these
BLANK = ord(" ")
VERB, LIKELY, SPLIT, JOIN, EDGE, IF, NOT, PERCENT, CHANCE, ODDS, ACCORDING = (1 << number for number in range(11))
WORDS = {
    SPLIT: "but while whereas although because",  # clauses part before these
    JOIN: "and but while whereas so yet or although though because which who when as",  # and before these after a comma
    EDGE: "that but while because when where whether although though if which who",  # no subject reaches over these
    IF: "if unless long provided assuming supposing event case condition depending depends contingent should were had "
    "otherwise barring absent failing pending",
    NOT: "not never no nobody none neither nor nothing hardly barely cannot without few little",
    PERCENT: "percent cent pct %",
    CHANCE: "chance chances probability likelihood odds possibility likely certain sure unlikely",
    ODDS: "chance chances probability likelihood odds shot",
    ACCORDING: "according view opinion words quoted",
}
BITS = {}
for _bit, _words in WORDS.items():
    for _word in _words.split():
        BITS[_word] = BITS.get(_word, 0) | _bit


class WordTraces(dict):
    """For each word that came by: its bits, the bits of its times, where in it a phrase of likelihood may begin."""

    def __init__(self, verbs, phrases, times):
        super().__init__()
        firsts = [phrase.casefold().split()[0].rstrip("*") for phrase in phrases]
        self.verbs, self.times = verbs, times
        self.tails = tuple(first for first in firsts if first.startswith("'"))
        self.firsts = {first.split("'")[0].split("-")[0] for first in firsts}
        self.open = tuple(phrase[:-1].casefold() for phrase in phrases if phrase.endswith("*") and " " not in phrase)

    def __missing__(self, word):
        head, mark, _ = word.partition("'")
        bits = BITS.get(head, 0) | BITS.get(word, 0) | bits_of(head) | (NOT if word.endswith("n't") else 0)
        if mark and head and word.endswith("'ll"):
            bits |= LL
        if head in self.verbs:
            bits |= VERB
        at = 0
        if mark and word[len(head) :].startswith(self.tails):
            bits, at = bits | LIKELY, len(head)
        elif head in self.firsts or head.startswith(self.open):
            bits |= LIKELY
        made = bits, self.times.groups_in(word), at, len(head) or 1
        if len(word) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[word] = made
        return made


@dataclass(frozen=True)
class Spots:
    """Places of one sort in sentences: offsets within the sentence, ascending."""

    rims: list
    begin: list
    end: list

    def of(self, number):
        """The begins and ends in one sentence."""
        own = slice(self.rims[number], self.rims[number + 1])
        return self.begin[own], self.end[own]


@dataclass(frozen=True)
class Traces:
    """The traces in a run of sentences; `bits` and `times` are lists with one entry a sentence."""

    bits: list
    times: list
    verbs: Spots
    likely: Spots
    breaks: Spots  # where a clause may end and the next begin
    edges: Spots  # the end of what no subject of a verb reaches back over
    quotes: Spots
    telling: list  # bits of the words that tell how clauses hang together (see telling.py), whose places are in `told`
    told: Spots

    def telling_of(self, number):
        """The begins, ends and bits of the telling words in one sentence."""
        own = slice(self.told.rims[number], self.told.rims[number + 1])
        return self.told.begin[own], self.told.end[own], self.telling[own]


def find_traces(tokens: Tokens, known):
    """Look every different word up once in `known` (WordTraces), then place what it says in the sentences."""
    facts = chain.from_iterable(map(known.__getitem__, tokens.known.tolist()))
    facts = np.fromiter(facts, dtype=np.int64, count=4 * len(tokens.known)).reshape(-1, 4)
    bits, times, at, heads = facts[tokens.word].T
    starts = np.searchsorted(tokens.start, tokens.base)
    gap = np.append(tokens.start[1:] > tokens.end[:-1], False)  # a blank follows
    first = np.take(tokens.codes, tokens.start)
    sign = _signs(tokens, first)
    head_end = tokens.start + heads

    def spots(*kinds):
        place, begin, end = (np.concatenate(one) for one in zip(*kinds, strict=True))
        return _spots(tokens, place, begin, end)

    def words(bit, begins=tokens.start, which=None):
        place = np.flatnonzero((bits & bit) != 0 if which is None else which)
        return place, begins[place], head_end[place]

    telling, told = _telling(tokens, sign, gap, (bits, head_end))
    return Traces(
        bits=np.bitwise_or.reduceat(bits, starts).tolist(),
        times=np.bitwise_or.reduceat(times, starts).tolist(),
        verbs=spots(words(VERB)),
        likely=spots(words(LIKELY, tokens.start + at)),
        breaks=spots(words(SPLIT), *_breaks(tokens, sign, gap, bits)),
        edges=spots(words(EDGE, which=((bits & EDGE) != 0) & ~tokens.capital), *_edges(tokens, sign, gap)),
        quotes=spots(_alone(tokens, np.isin(first, [ord(mark) for mark in '“”"']))),
        telling=telling,
        told=told,
    )


def _telling(tokens, sign, gap, words):
    """The bits of telling words and signs, and their places: a dash counts between blanks or where two stand."""
    bits, head_end = words
    plain = np.flatnonzero((bits & (PARTS | HALTS | ACTS | PASTS | TOLD | SUPPOSED)) != 0)
    wills = np.flatnonzero((bits & LL) != 0)
    dash = sign == ord("-")
    wide = np.flatnonzero(dash & gap & np.append(False, gap[:-1]))
    wide = wide[(tokens.codes[tokens.start[wide] - 1] == BLANK) & (tokens.codes[tokens.end[wide]] == BLANK)]
    twice = np.flatnonzero(dash & ~gap & np.append(dash[1:], False))
    place = np.concatenate([plain, wills, wide, twice])
    begin = np.concatenate([tokens.start[plain], head_end[wills], tokens.start[wide] - 1, tokens.start[twice]])
    end = np.concatenate([head_end[plain], tokens.end[wills], tokens.end[wide] + 1, tokens.end[twice] + 1])
    what = np.concatenate([bits[plain], np.full(len(wills), ACTS), np.full(len(wide) + len(twice), PARTS)])
    return what[np.argsort(begin, kind="stable")].tolist(), _spots(tokens, place, begin, end)


def _signs(tokens, first):
    """The folded first character of each word that is one character long, else 0."""
    single = np.where(tokens.end - tokens.start == 1, first, 0)
    return np.where(np.isin(single, [ord(dash) for dash in "–—\u2011"]), ord("-"), single)


def _alone(tokens, which):
    place = np.flatnonzero(which)
    return place, tokens.start[place], tokens.end[place]


def _breaks(tokens, sign, gap, bits):
    """Semicolons and colons, commas before a conjunction, dashes between blanks."""
    comma = np.flatnonzero((sign == ord(",")) & gap)
    comma = comma[(bits[comma + 1] & JOIN) != 0]
    return (
        _alone(tokens, (sign == ord(";")) | (sign == ord(":"))),
        (comma, tokens.start[comma], tokens.start[comma + 1]),
        _dashes(tokens, sign, gap),
    )


def _dashes(tokens, sign, gap):
    dash = np.flatnonzero((sign == ord("-")) & gap & np.append(False, gap[:-1]))
    return dash, tokens.start[dash] - 1, tokens.end[dash] + 1


def _edges(tokens, sign, gap):
    """Quote marks, semicolons and colons, full stops that are no initial's, dashes between blanks."""
    stop = np.flatnonzero((sign == ord(".")) & gap)
    before = tokens.codes[tokens.start[stop] - 1]
    stop = stop[(before < ord("A")) | (before > ord("Z"))]
    return (
        _alone(tokens, np.isin(sign, [ord(mark) for mark in '“”";:'])),
        (stop, tokens.start[stop], tokens.end[stop] + 1),
        _dashes(tokens, sign, gap),
    )


def _spots(tokens, place, begin, end):
    order = np.argsort(begin, kind="stable")
    sentence = tokens.sentence[place[order]]
    base = tokens.base[sentence]
    rims = np.searchsorted(sentence, np.arange(len(tokens.base) + 1))
    return Spots(rims.tolist(), (begin[order] - base).tolist(), (end[order] - base).tolist())
