"""Why a sentence is what the finder says: what was seen in it, and how much each thing weighed, in plain words.

The finder adds up weights of features, many of which say nearly the same ("the word after the cue is 'win'", "it is a
word like 'win'"). Here they are added up by what they look at, so that a reader sees one line for one thing; what is
usual (no question, outside quotes) counts with the cue itself. The weights of all reasons add up to the logarithm of
the odds of the label against the other one.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from foresaid.find.forecasts.candidates import CONTEXT as NEIGHBOURS
from foresaid.find.forecasts.candidates import Candidates, cues_of, find_candidates
from foresaid.find.forecasts.classify import LABELS, Model
from foresaid.find.forecasts.decision import Decision, decide
from foresaid.find.forecasts.features import LENGTHS, Seen, look
from foresaid.find.forecasts.network import weigh_words
from foresaid.find.forecasts.scores import rows_of
from foresaid.find.forecasts.templates import (
    CLASS_WORDS,
    CONTEXT,
    CUE_TEMPLATES,
    MARKED,
    PLACE_WORDS,
    SENTENCE_TEMPLATES,
    WORD_TEMPLATES,
)
from foresaid.find.forecasts.tokens import Tokens, split_words
from foresaid.find.forecasts.wordclasses import CLASSES

WHOLE = "what sentences with a cue mostly are"
IN_ORDER = "how the words read in their order"
MOST_WORDS = 3  # that are named of those
PEOPLE = ("i", "you", "they", "it", "who", "name", "group", "body", "time", "number")  # said of a subject
VALUES = {  # parts that are a class of words or a number: what is said of a value, '' if it is the usual one
    "said before": lambda value: _class(value, "before it"),
    "said after": lambda value: _class(value, "after it"),
    "tense": lambda value: _class(value, "as the verb before it"),
    "ahead": lambda value: _neighbour(value, "before"),
    "behind": lambda value: _neighbour(value, "after"),
    "quote open": lambda value: ("", "", "a whole quote in the sentence before", "an open quote before")[value + 1],
    "cues": lambda value: f"it holds {_many(value, 'cue')}{' or more' if value == 6 else ''}",
    "length": lambda value: f"it has {_length(value)} words",
    "quote marks": lambda value: f"it holds {_many(value, 'quote mark')}{' or more' if value == 4 else ''}",
    "always": lambda value: "",
}


@dataclass(frozen=True)
class Reason:
    """A thing seen, in words, and what it weighed: above 0 for the label, below 0 against it (natural log of odds)."""

    words: str
    weight: float


@dataclass(frozen=True)
class Look:
    """What the finder saw and decided in a batch, kept so that it can be asked why."""

    model: Model
    candidates: Candidates
    tokens: Tokens
    seen: Seen
    decided: Decision

    @cached_property
    def places(self):
        """Row of the batch's sentences → number of the candidate; sentences without a cue are none."""
        return {row: number for number, row in enumerate(self.candidates.rows.tolist())}

    @cached_property
    def features(self):
        """All features: for words, cues and sentences one array a template, in the order of the templates."""
        return [list(level) for level in
                (self.seen.word_features(), self.seen.cue_features(), self.seen.sentence_features())]

    def cues(self, number):
        """The words of a candidate's cues, in the order of the text."""
        hits = self.candidates.hits
        own = hits[(hits["candidate"] == number).to_numpy()]
        text = self.candidates.texts[number]
        return [text[start:end] for start, end in zip(own["from_"], own["to"], strict=True)]


def look_again(batch, words):
    """See and decide a batch as find_forecasts does and keep everything; None if no sentence holds a cue."""
    candidates = find_candidates(batch)
    if not len(candidates.rows):
        return None
    tokens = split_words(candidates.texts)
    seen = look(tokens, cues_of(candidates), words.model.vocabulary, candidates.context)
    return Look(words.model, candidates, tokens, seen, decide(candidates, tokens, words.model))


def weigh_reasons(look, number, label, other="none"):
    """The reasons for `label` and against `other` in a candidate sentence, the heaviest for it first.

    Their weights add up to log(P(label) / P(other)) as the model gives it.
    """
    pieces = list(_pieces(look, number))
    rows = rows_of(look.model, np.array([feature for _, feature in pieces], dtype=np.int64))
    weights = look.model.weights[rows].astype(np.float64)
    known = max(int((rows < len(look.model.weights) - 1).sum()), 1)
    column, against = LABELS.index(label), LABELS.index(other)
    gains = (weights[:, column] - weights[:, against]) / np.sqrt(known)
    total = defaultdict(float, {WHOLE: float(look.model.bias[column] - look.model.bias[against])})
    if look.decided.read is not None and not np.isnan(look.decided.read[number]).any():
        share, read, *bias = look.model.network.blend.astype(np.float64)
        scores = look.decided.read[number]
        total[WHOLE] = share * total[WHOLE] + bias[column] - bias[against]
        total[_in_order(look, number, column, against)] = read * float(scores[column] - scores[against])
        gains = gains * share
    for (words, _), gain in zip(pieces, gains.tolist(), strict=True):
        total[words] += gain
    return sorted((Reason(*one) for one in total.items()), key=lambda one: (-one.weight, one.words))


def _in_order(look, number, column, against):
    """What the network's share is called: with the words that move it most."""
    at, moved = weigh_words(look.model.network, look.seen, number)
    gain = np.abs(moved[:, column] - moved[:, against])
    tokens = look.tokens
    heavy = sorted(np.argsort(-gain, kind="stable")[:MOST_WORDS].tolist())
    words = [tokens.raw[tokens.start[at[one]]:tokens.end[at[one]]] for one in heavy if gain[one] > 0]
    return f"{IN_ORDER}, most of all {', '.join(map(quoted, words))}" if words else IN_ORDER


def _pieces(look, number):
    """Every feature of a sentence with the words for what it looks at."""
    seen, (of_words, of_cues, of_sentences) = look.seen, look.features
    own = np.flatnonzero(seen.cues.sentence == number).tolist()
    cues = {(seen.cues.start[cue], seen.cues.end[cue]): _cue(look, cue) for cue in own}
    spots = seen.words[seen.place.sentence[seen.words] == number].tolist()
    columns = [column[np.searchsorted(seen.words, spots)].tolist() for column in of_words]
    for (_, _, run), column in zip(WORD_TEMPLATES, columns, strict=True):
        for spot, feature in zip(spots, column, strict=True):
            yield _run_words(look.tokens, spot, run, cues), feature
    for (_, *names), column in zip(CUE_TEMPLATES, of_cues, strict=True):
        for cue in own:
            yield _cue_words(look, cue, names, len(own) > 1), int(column[cue])
    for (_, *names), column in zip(SENTENCE_TEMPLATES, of_sentences, strict=True):
        yield part_words(look.tokens, seen.sentence_parts, names, number) or WHOLE, int(column[number])


def _run_words(tokens, begin, run, cues):
    """One to three words in a row, as far as the sentence goes; a cue where they are one."""
    places = [at for at in range(begin, begin + run) if not tokens.pad[at]]
    span = tokens.start[places[0]], tokens.end[places[-1]]
    if span in cues:
        return cues[span]
    return f"the {'word' if len(places) == 1 else 'words'} {quoted(tokens.raw[slice(*span)])}"


def _cue(look, cue):
    return f"the cue {quoted(look.tokens.raw[look.seen.cues.start[cue]:look.seen.cues.end[cue]])}"


def _cue_words(look, cue, names, several):
    seen = [one for one in names if one not in ("cue", "class", "ids self")]
    words = part_words(look.tokens, look.seen.cue_parts, seen, cue)
    own = several and not set(seen) <= set(CONTEXT)  # what stands beside the sentence is no matter of one cue
    return f"{_cue(look, cue)}: {words}" if words and own else words or _cue(look, cue)


def part_words(tokens, parts, names, entry):
    """What these parts say of one entry, a cue or a sentence: each place once; '' where all is as usual."""
    said = {}
    for name in names:
        what, _, place = name.partition(" ")
        if place in PLACE_WORDS and what in ("ids", "cls", "fine", "coarse"):
            said[place] = _place_words(tokens, parts, place, entry)
        else:
            said[name] = say_part(name, int(parts[name][entry]))
    order = [*PLACE_WORDS, *said]
    return " and ".join(said[name] for name in sorted(said, key=order.index) if said[name])


def say_part(name, value):
    """What a part that is no word means at a value, '' if it is the usual one: "it stands inside a quote"."""
    if name in MARKED:
        return MARKED[name] if value else ""
    return VALUES[name](value)


def _place_words(tokens, parts, place, entry):
    at = int(parts.where[place][entry])
    if tokens.pad[at]:
        return ""
    kind = CLASSES[int(parts.place.cls[at])]
    what = f" ({CLASS_WORDS[kind]})" if place == "subject" and kind in PEOPLE else ""
    return f"{PLACE_WORDS[place]}: {quoted(tokens.raw[tokens.start[at]:tokens.end[at]])}{what}"


def one_line(text, longest=400):
    r"""A text on one line without characters that cannot be seen, cut where it is very long.

    >>> one_line("It will\n rain")
    'It will rain'
    """
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= longest else line[:longest - 1] + "…"


def quoted(text, longest=60):
    """Words between quotes, on one line.

    >>> quoted("will  win")
    "'will win'"
    """
    return f"'{one_line(text, longest)}'"


def _class(value, where):
    return f"{CLASS_WORDS.get(CLASSES[value], CLASSES[value])} {where}" if value >= 0 else ""


def _neighbour(bits, where):
    if bits < 0:
        return ""
    held = [name for number, name in enumerate(NEIGHBOURS) if bits >> number & 1]
    return f"the sentence {where} holds " + (f"cues ({', '.join(held)})" if held else "no cue")


def _length(size):
    return f"{LENGTHS[-1]} or more" if size == len(LENGTHS) else f"fewer than {LENGTHS[size]}"


def _many(number, thing):
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"
