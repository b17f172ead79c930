"""Who holds a forecast: of all who might, the one whom the most speaks for; the weights are learned."""

import re
from dataclasses import dataclass
from functools import lru_cache

from foresaid.find.forecasts.antecedents import named
from foresaid.find.forecasts.holders import find_claims
from foresaid.find.forecasts.names import AUTHOR, Speaker, kind_of
from foresaid.find.forecasts.phrases import phrase_pattern


@dataclass(frozen=True, eq=False)
class SpeakerWords:
    """The words of speakers.csv by kind, a pattern of the reporting verbs, words that describe a holder."""

    kinds: dict
    pattern: re.Pattern
    described: frozenset
    organisations: frozenset


def speaker_matcher(table):
    """What is needed of the table speakers.csv."""
    kinds = {kind: frozenset(rows["word"].str.casefold()) for kind, rows in table.groupby("kind")}
    described = frozenset().union(*(words for kind, words in kinds.items() if kind != "verb"))
    organisations = kinds.get("organisation", frozenset()) | kinds.get("body", frozenset())
    return SpeakerWords(kinds, phrase_pattern(sorted(kinds.get("verb", ()))), described, organisations)


class Weights(dict):
    """What speaks how much for a holder; things never seen while learning weigh nothing."""

    def __missing__(self, thing):
        return 0.0


@dataclass
class Holder:
    """Somebody who might hold the claim: a name, the offsets of the words, and what is seen about him."""

    name: str
    start: int | None
    end: int | None
    seen: list


def find_speaker(sentence, cue, article, words, weights):
    """The holder of the claim at `cue` in a Sentence; offsets are the sentence's."""
    holders = find_holders(sentence, cue, article, words)
    best = holders[0] if len(holders) == 1 else max(holders, key=lambda one: weigh(one.seen, weights))
    if best.name == AUTHOR:
        return Speaker(AUTHOR, "author")
    start, end = best.start - sentence.begin, best.end - sentence.begin
    inside = start >= 0 and end <= len(sentence.raw)
    return Speaker(best.name, kind_of(best.name, words), *((start, end) if inside else ()))


def weigh(seen, weights):
    """How much all that was seen speaks for a holder."""
    return sum(map(weights.__getitem__, seen))


def find_holders(sentence, cue, article, words):
    """All who might hold the claim at `cue`; the author is the first."""
    claims, author = find_claims(sentence, cue, article, words)
    made = {AUTHOR: Holder(AUTHOR, None, None, author)}
    for claim in claims:
        way, (span, who) = claim.seen[0], named(claim.words, claim.start, article, words)
        for name, key, more in who:
            seen = [*claim.seen, *_by_way(more, way)]
            known = made.get(key)
            if known is None:
                made[key] = Holder(name, *span, seen)
                continue
            known.seen += seen
            if span[0] >= sentence.begin > known.start:
                known.start, known.end = span
    return list(made.values())


@lru_cache(maxsize=20_000)
def _by_way(why, way):
    """Why a name was meant, alone and together with what led to it."""
    return *why, *(f"{one}|{way}" for one in why)
