"""Who holds a forecast: the nearest fitting attribution in the sentence, or in the quote it goes on from."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from foresaid.find.forecasts.attributions import attribution_after, attribution_before, is_inverted, is_participle
from foresaid.find.forecasts.names import AUTHOR, Speaker, resolve
from foresaid.find.forecasts.nounphrases import noun_phrase, opening_name, subject
from foresaid.find.forecasts.phrases import phrase_pattern
from foresaid.find.forecasts.traces import ACCORDING, VERB

ACCORDING_TO = re.compile(r"\b(?:according to|in the (?:view|opinion|words) of|as quoted by)\s+")
SECOND_VERB = re.compile(r"(?:\band\s+(?:\w+ly\s+)?|,\s*)$")
NO_REPORT = re.compile(r"\b(?:and|who|which|that|to)\b")


@dataclass(frozen=True)
class Article:
    """What the search for a speaker may look at: the article's text and where the sentence stands in it.

    `memory` keeps what was found out about the text, for the article's other sentences.
    """

    text: str
    sent_start: int
    sent_end: int
    memory: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Sentence:
    """A sentence as it is, folded, and its traces: bits, and offsets of its verbs, edges and quote marks."""

    raw: str
    low: str
    bits: int
    verbs: tuple
    edges: list
    quotes: list


@dataclass(frozen=True, eq=False)
class SpeakerWords:
    """The words of speakers.csv by kind, a pattern of the reporting verbs, all words that describe a holder."""

    kinds: dict
    pattern: re.Pattern
    described: frozenset


def speaker_matcher(table):
    """What is needed of the table speakers.csv."""
    kinds = {kind: set(rows["word"].str.casefold()) for kind, rows in table.groupby("kind")}
    described = frozenset().union(*(words for kind, words in kinds.items() if kind != "verb"))
    return SpeakerWords(kinds, phrase_pattern(sorted(kinds.get("verb", ()))), described)


def find_speaker(sentence, cue, article, matcher):
    """The holder of the claim at `cue` in a Sentence."""
    spans = quote_spans(sentence.raw, is_open(article), sentence.quotes)
    inside = next((span for span in spans if span[0] <= cue[0] < span[1]), None)
    found = _according(sentence, inside, matcher) if sentence.bits & ACCORDING else None
    if found is None and sentence.bits & VERB:
        found = _attribution(sentence, cue, (spans, inside), matcher)
    if found is None and inside is not None:
        found = attribution_after(article, matcher) or attribution_before(article, matcher)
    if found is None:
        return Speaker(AUTHOR, "author")
    return resolve(found, sentence.raw, article, matcher)


def is_open(article):
    """Whether a quote that began before the sentence goes on in it: the last mark before it opens one."""
    text, end = article.text, article.sent_start
    first = max(0, end - 900)
    last = max(text.rfind("“", first, end), text.rfind("”", first, end), text.rfind('"', first, end))
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


def _according(sentence, inside, matcher):
    match = ACCORDING_TO.search(sentence.low)
    if not match or (inside and inside[0] <= match.start() < inside[1]):
        return None
    return noun_phrase(sentence.raw, match.end(), matcher)


def _attribution(sentence, cue, quotes, matcher):
    """The subject of the reporting verb that governs the cue."""
    low, (spans, inside) = sentence.low, quotes
    best, best_distance = None, None
    for start, end in zip(*sentence.verbs, strict=True):
        if any(begin <= start < stop for begin, stop in spans) or is_participle(low, start, end):
            continue
        ahead, at_cue = end <= cue[0], start <= cue[0] < end
        if not (ahead or at_cue or inside or _trailing(low, start)):
            continue
        distance = 0 if at_cue else abs(start - cue[0]) + (0 if ahead or inside else 40)
        if best is not None and distance >= best_distance:
            continue
        who = _subject_of(sentence, (start, end), cue, matcher)
        if who is not None:
            best, best_distance = who, distance
    return best


def _subject_of(sentence, verb, cue, matcher):
    """Who does what the verb (its offsets) says."""
    raw, low, (start, end) = sentence.raw, sentence.low, verb
    inverted, who = is_inverted(low, start), None
    if cue[1] <= start and inverted:  # "…, said Ms Roe"
        who = noun_phrase(raw, end, matcher)
    if who is None:
        place = bisect_right(sentence.edges, start)
        who = subject(raw, start, sentence.edges[place - 1] if place else 0)
    if who is None and inverted:
        who = noun_phrase(raw, end, matcher)
    if who is None and SECOND_VERB.search(low[max(0, start - 60) : start]):
        who = opening_name(raw, start)
    return who


def _trailing(low, start):
    """A verb after the claim reports it only behind a comma or a quote: "…, he said"."""
    begin = max(low.rfind(",", 0, start), low.rfind('"', 0, start))
    chunk = low[begin + 1 : start]
    return begin >= 0 and len(chunk.split()) <= 7 and not NO_REPORT.search(chunk)
