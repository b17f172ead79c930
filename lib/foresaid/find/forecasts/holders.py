"""Everybody who might hold a claim, and what is seen about each: the article, and who says something nearby."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import NamedTuple

from foresaid.find.forecasts.attributions import is_inverted, is_participle
from foresaid.find.forecasts.nounphrases import noun_phrase, opening_name, subject
from foresaid.find.forecasts.telling import first_part
from foresaid.find.forecasts.traces import ACCORDING, VERB

FAR = frozenset(["before", "after"])  # attributions that alone say nothing about an unquoted sentence
AHEAD = 400  # characters to look for an attribution behind the sentence
ACCORDING_TO = re.compile(r"\b(?:according to|in the (?:view|opinion|words) of|as quoted by)\s+")
SECOND_VERB = re.compile(r"(?:\band\s+(?:\w+ly\s+)?|,\s*)$")


@dataclass(frozen=True)
class Article:
    """What the search for a speaker may look at: the article's text and its attributions, in the text's order.

    An attribution: its holder's words, their offsets, the verb, the offsets of what is said, its type (table quotes).

    `memory` keeps what was found out about the text, for the article's other sentences.
    """

    text: str
    said: tuple = ()
    reach: tuple = ()  # for each attribution how far it and those before it reach
    memory: dict = field(default_factory=dict)


class Sentence(NamedTuple):
    """A sentence as it is, folded, where it stands in the article, and its traces (see Traces)."""

    raw: str
    low: str
    begin: int
    bits: int
    verbs: tuple
    edges: list
    quotes: list
    telling: tuple


def read_attributions(texts, batch):
    """The articles of a batch with the attributions of the table quotes that name somebody."""
    said = [[] for _ in texts]
    quotes = batch.quotes
    if quotes is not None and len(quotes):
        number = {article: place for place, article in enumerate(batch.articles["article_id"].tolist())}
        start, end, first, last = (
            quotes[name].to_numpy(dtype="int64", na_value=-1).tolist()
            for name in ("source_start", "source_end", "content_start", "content_end")
        )
        verbs, kinds = quotes["cue"].str.lower().tolist(), quotes["type"].astype("str").tolist()
        of = [number[one] for one in quotes["article_id"].tolist()]
        for article, *spans, verb, kind in zip(of, start, end, first, last, verbs, kinds, strict=True):
            if spans[0] >= 0:
                said[article].append((spans[0], spans[1], verb, spans[2], spans[3], kind))
    return [
        Article(
            text,
            tuple((text[one[0] : one[1]], *one) for one in rows),
            tuple(accumulate((max(one[1], one[4]) for one in rows), max)),
        )
        for text, rows in zip(texts, said, strict=True)
    ]


class Claim(NamedTuple):
    """One reason to take somebody for the holder: his words, their offsets in the article, what is seen."""

    words: str
    start: int
    end: int
    seen: list


def find_claims(sentence, cue, article, words):
    """What ties the claim at `cue` to somebody, and what is seen about the author as its holder.

    Nothing is seen about the author where nobody else comes into question.
    """
    place = Place(sentence, cue, article)
    claims = [*_attributed(place, article), *_verbs(place, words), *_according(place, words)]
    ways = {claim.seen[0] for claim in claims}
    if place.quoted == "no" and ways <= FAR:
        return [], []
    return claims, ["A", f"A quoted {place.quoted}", *(f"A way {way} {place.quoted}" for way in sorted(ways))]


class Place:
    """Where a claim stands: offsets in the article, and quotation marks."""

    def __init__(self, sentence, cue, article):
        self.sentence, self.cue = sentence, cue
        self.begin, self.end = sentence.begin, sentence.begin + len(sentence.raw)
        self.at, self.to = sentence.begin + cue[0], sentence.begin + cue[1]
        opened = is_open(article.text, sentence.begin)
        self.spans = quote_spans(sentence.raw, opened, sentence.quotes)
        inside = next((span for span in self.spans if span[0] <= cue[0] < span[1]), None)
        whole = inside is not None and inside[0] == 0 and inside[1] >= len(sentence.raw) - 1
        self.quoted = "whole" if whole else "part" if inside else "open" if opened else "no"


def _attributed(place, article):
    """The attributions whose content the claim stands in, that stand in its sentence, and those beside."""
    said, at, first_row = article.said, place.at, bisect_right(article.reach, place.begin + 1)
    before, after = said[first_row - 1] if first_row else None, None
    for one in islice(said, first_row, None):
        _, start, end, _, first, last, _ = one
        inside = start < place.end and end > place.begin
        if first <= at < last:
            yield _claim(place, one, "cover" if inside else "quote")
        elif start >= place.end and first >= place.end:
            after = one
            break
        elif end <= place.begin + 1 and last <= place.begin + 1:
            before = one
        elif inside:
            yield _claim(place, one, "in")
    if place.quoted == "no":
        return
    if before is not None:
        yield _claim(place, before, "before")
    if after is not None and min(after[1], after[4]) <= place.end + AHEAD:
        yield _claim(place, after, "after")


def _claim(place, one, way):
    words, start, end, verb, first, last, kind = one
    seen = [way, f"{way} {kind} {place.quoted}", f"{way} verb {verb}"]
    if way in ("cover", "in"):
        ahead = end <= place.at
        gap = _size(place.at - end if ahead else start - place.to)
        seen += [f"{way} ahead {ahead} gap {gap}", f"{way} {kind} gap {gap}"]
        low, base = place.sentence.low, place.begin
        begin, stop = (max(end, first) - base, place.at - base) if ahead else (place.to - base, start - base)
        seen.append(f"{way} ahead {ahead} cut {first_part(low, place.sentence.telling, max(begin, 0), max(stop, 0))}")
        if way == "in":
            seen.append(f"in ends {'before' if last <= place.at else 'behind'} {_size(abs(place.at - last))}")
    elif way == "before":
        gap = _size(place.begin - max(last, end))
        seen += [f"before gap {gap}", f"before {kind} gap {gap} {place.quoted}"]
    elif way == "after":
        gap = _size(min(start, first) - place.end)
        seen += [f"after gap {gap} {place.quoted}", f"after source {start - place.end < 4}"]
    else:
        seen += [f"quote first {_size(place.at - first)}", f"quote rest {_size(last - place.at)}",
                 f"quote source {start > place.at}"]
    return Claim(words, start, end, seen)


def _verbs(place, words):
    """Reporting verbs of the sentence with their subjects."""
    sentence = place.sentence
    if not sentence.bits & VERB:
        return
    low, cue = sentence.low, place.cue
    for start, end in zip(*sentence.verbs, strict=True):
        inside = any(begin <= start < stop for begin, stop in place.spans)
        if inside and place.quoted in ("no", "open"):
            continue
        verb = low[start:end]
        passive = is_participle(low, start, end)
        who = None if passive else _subject_of(sentence, (start, end), cue, words)
        if who is None:
            continue
        ahead, at_cue = end <= cue[0], start < cue[1] and end > cue[0]
        gap = 0 if at_cue else cue[0] - end if ahead else start - cue[1]
        order = "at" if at_cue else "ahead" if ahead else "behind"
        cut = first_part(low, sentence.telling, *((end, cue[0]) if ahead else (cue[1], max(cue[1], start))))
        ways = (f"{place.quoted} {inside}", verb, f"gap {_size(gap)}", f"cut {cut}")
        seen = ["verb", *(f"verb {order} {way}" for way in ways)]
        yield Claim(who[0], sentence.begin + who[1], sentence.begin + who[2], seen)


def _according(place, words):
    """The holder behind "according to" or "in the view of"."""
    sentence, cue = place.sentence, place.cue
    match = ACCORDING_TO.search(sentence.low) if sentence.bits & ACCORDING else None
    if match is None or any(begin <= match.start() < stop for begin, stop in place.spans):
        return
    who = noun_phrase(sentence.raw, match.end(), words)
    if who is not None:
        order = "ahead" if match.start() < cue[0] else "behind"
        gap = cue[0] - match.end() if order == "ahead" else match.start() - cue[1]
        seen = ["according", f"according {order} {place.quoted}", f"according {order} gap {_size(gap)}"]
        yield Claim(who[0], sentence.begin + who[1], sentence.begin + who[2], seen)


def _subject_of(sentence, verb, cue, words):
    """Who does what the verb (its offsets) says."""
    raw, low, (start, end) = sentence.raw, sentence.low, verb
    inverted, who = is_inverted(low, start), None
    if cue[1] <= start and inverted:  # "…, said Ms Roe"
        who = noun_phrase(raw, end, words)
    if who is None:
        place = bisect_right(sentence.edges, start)
        who = subject(raw, start, sentence.edges[place - 1] if place else 0)
    if who is None and inverted:
        who = noun_phrase(raw, end, words)
    if who is None and SECOND_VERB.search(low[max(0, start - 60) : start]):
        who = opening_name(raw, start)
    return who


def _size(number):
    """A number's size in doublings: 1 is 1, 2 and 3 are 2, 4 to 7 are 3, from 512 on 10."""
    return number.bit_length() if 0 < number < 512 else 10 if number > 0 else 0


def is_open(text, end):
    """Whether a quote that began before the offset `end` goes on behind it: the last mark before it opens one."""
    first = max(0, end - 900)
    last = -1
    for mark in '"“”':
        last = max(last, text.rfind(mark, max(first, last + 1), end))
    if last < 0 or text.find("\n\n", last, end) >= 0:
        return False
    if text[last] != '"':
        return text[last] == "“"
    opens = last == first or text[last - 1].isspace() or text[last - 1] in "(["
    return opens and last + 1 < end and not text[last + 1].isspace()


def quote_spans(raw, opened, marks):
    """Offsets of quoted stretches, from the places of the marks; one that never closes ends with the sentence.

    >>> quote_spans('we will win," she said. "Soon.', True, [12, 24])
    [(0, 13), (24, 30)]
    """
    spans, begin = [], 0 if opened else None
    first = marks[0] if marks else 0
    closes = first > 0 and raw[first] != "“" and not raw[first - 1].isspace() and raw[first - 1] not in "([-"
    if begin is None and closes:
        begin = 0
    for place in marks:
        if raw[place] == "“" or (raw[place] == '"' and begin is None):
            begin = place
        elif begin is not None:
            spans.append((begin, place + 1))
            begin = None
    if begin is not None and begin < len(raw):
        spans.append((begin, len(raw)))
    return spans
