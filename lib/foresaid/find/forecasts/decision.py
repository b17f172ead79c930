"""Which sentences make a statement of which kind, and which of their cues stand for it."""

import re
from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from foresaid.find.forecasts.candidates import cues_of
from foresaid.find.forecasts.classify import LABELS
from foresaid.find.forecasts.features import look
from foresaid.find.forecasts.network import blend_scores, read_sentences
from foresaid.find.forecasts.scores import probabilities, score
from foresaid.tables import READINGS

NONE, FORECAST = LABELS.index("none"), LABELS.index("forecast")
SURE = 0.03  # from this probability on, a sentence with a cue of class "sure" is a forecast
PLAIN = 0.92  # above this probability of none by the linear model a sentence is not read any further
MAIN = {"will", "would", "may", "expect", "predict", "likely", "risk", "sure"}
BONUS = dict.fromkeys(MAIN, 0.5) | {"sure": 100.0}  # which cue stands for a claim that holds several
LEAST, LEAST_SHARE = 0.35, 0.35  # what a further claim must gain, alone and against the strongest
BETWEEN = re.compile(r";|\b(?:and|but|or|while|whereas|yet|so|because|which|who)\b")


@dataclass(frozen=True)
class Decision:
    """What was decided: of each candidate its kind and the strictest reading that keeps it, as numbers."""

    kinds: np.ndarray  # place in LABELS
    readings: np.ndarray  # place in READINGS
    chance: np.ndarray  # a row a candidate, a column a label
    of_cue: np.ndarray  # a row a cue, a column a label: its share in the linear score
    read: np.ndarray | None  # a row a candidate, a column a label: the network's scores, NaN for those it did not read


def decide(candidates, tokens, model):
    """The kind of each candidate sentence, also of those that only the broad reading keeps."""
    cues = cues_of(candidates)
    seen = look(tokens, cues, model.vocabulary, candidates.context)
    of_sentence, of_cue = score(model, seen)
    sure = np.unique(cues.sentence[(candidates.hits["key"] == "sure").to_numpy()])
    read = None
    if model.network is not None:
        doubtful = probabilities(of_sentence)[:, NONE] <= PLAIN
        doubtful[sure] = True
        of_sentence, read = _read_doubtful(model.network, seen, of_sentence, doubtful)
    chance = probabilities(of_sentence)
    kinds = choose(chance, model.about.get("thresholds"))
    kinds[sure[chance[sure, FORECAST] >= SURE]] = FORECAST
    kinds, readings = grade(chance, kinds, model.about.get("readings", {}))
    return Decision(kinds, readings, chance, of_cue, read)


def _read_doubtful(network, seen, linear, doubtful):
    """The scores of both models, and the network's, which reads the doubtful sentences only.

    A fifth of all sentences with a cue need no reading: less than one in a hundred of these would have made a
    statement, and nearly all of those one of the broad reading only.
    """
    which = np.flatnonzero(doubtful)
    read = np.full(linear.shape, np.nan, dtype=np.float32)
    read[which] = read_sentences(network, seen, which)
    return np.where(doubtful[:, None], blend_scores(network, linear, read), linear), read


def grade(chance, kinds, readings):
    """Kinds with those that only the broad reading keeps, and the strictest reading that keeps each.

    `readings` says from which probability of its label on the readings strict and broad keep a statement; where it
    does not say, there is none of that reading.
    """
    strict, broad = (
        np.array([readings.get(name, {}).get(label, np.inf) for label in LABELS]) for name in ("strict", "broad")
    )
    beyond = (chance >= broad) & (kinds == NONE)[:, None]
    kinds = np.where(beyond.any(axis=1), np.where(beyond, chance, -1).argmax(axis=1), kinds)
    own = chance[np.arange(len(kinds)), kinds]
    names = np.where(beyond.any(axis=1), "broad", np.where(own >= strict[kinds], "strict", "default"))
    return kinds, np.array([READINGS.index(name) for name in names.tolist()], dtype=np.int64)


def choose(chance, thresholds):
    """The kind of each sentence: the most probable label once each is weighed by its threshold."""
    weight = np.ones(len(LABELS))
    for label, value in (thresholds or {}).items():
        weight[LABELS.index(label)] = value
    return (chance * weight).argmax(axis=1)


def pick_cues(candidates, kinds, of_cue):
    """Which cues stand for statements: (sentence, cue, ordinal), the strongest of each clause that bears its kind."""
    hits = candidates.hits
    sentence = hits["candidate"].to_numpy()
    gain = of_cue[np.arange(len(sentence)), kinds[sentence]] - of_cue[:, NONE]
    bonus = np.array([BONUS.get(str(name), 0.0) for name in hits["key"].cat.categories])
    value = (gain + bonus[hits["key"].cat.codes.to_numpy()]).tolist()
    keys, spans = hits["key"].astype(str).tolist(), (hits["from_"].tolist(), hits["to"].tolist())
    rims = np.searchsorted(sentence, np.arange(len(kinds) + 1)).tolist()
    chosen = []
    for number in np.flatnonzero(kinds != NONE).tolist():
        first, last = rims[number], rims[number + 1]
        if last - first == 1:
            chosen.append((number, first, 0))
            continue
        best = max(range(first, last), key=value.__getitem__)
        least = max(LEAST, value[best] * LEAST_SHARE)
        more = [hit for hit in range(first, last) if value[hit] >= least and keys[hit] in MAIN and hit != best]
        kept = _parted([best, *sorted(more, key=lambda hit: -value[hit])], candidates.texts[number], spans)
        chosen += [(number, hit, ordinal) for ordinal, hit in enumerate(kept)]
    return chosen


def _parted(hits, text, spans):
    """The hits that stand in clauses of their own, those named first before others; in the order of the text."""
    kept = hits[:1]
    for hit in hits[1:]:
        place = bisect_left(kept, hit)
        near = kept[max(0, place - 1) : place + 1]  # parted from these is parted from all
        if all(_are_parted(text, spans, *sorted((hit, other))) for other in near):
            kept.insert(place, hit)
    return kept


def _are_parted(text, spans, first, second):
    between = text[spans[1][first] : spans[0][second]]
    return len(between.split()) >= 4 and BETWEEN.search(between.lower()) is not None


def widen(text, hit, own, spans):
    """The cue with the cues that stand right beside it: "will probably"."""
    starts, ends = spans
    begin, end = starts[hit], ends[hit]
    for other in own:
        if starts[other] >= end and not text[end : starts[other]].strip():
            end = ends[other]
    for other in reversed(own):
        if begin >= ends[other] and not text[ends[other] : begin].strip():
            begin = starts[other]
    return begin, end
