"""A small network that reads the words of a sentence in their order, beside the linear model that counts features.

Four steps: each word becomes a vector (its own, its cue's class, quoted or capital); five words in a row make marks;
the marks of seventeen places around each cue make the cue's marks; the strongest of both, their mean and what stands
beside the sentence make the scores. Everything is a product of small matrices over all sentences of a run at once.
"""

from base64 import b64decode, b64encode
from copy import copy
from dataclasses import dataclass, fields
from functools import cache
from zlib import crc32

import numpy as np
from threadpoolctl import ThreadpoolController

from foresaid.find.forecasts.wordclasses import SHAPE_ID

NEAR, AROUND = 2, 8  # words to either side: of a word, of a cue
LONGEST_CUE = 4  # words of a cue that are marked
CHUNK = 4000  # words at a time: what is made of them stays in the processor's own memory
NEIGHBOUR_BITS = 8


@dataclass(frozen=True)
class Network:
    """The network's numbers; `classes` are the cue classes it knows, of which 0 stands for no cue."""

    classes: tuple
    words: np.ndarray  # a vector a word of the vocabulary
    cues: np.ndarray  # a vector a cue class
    marks: np.ndarray  # vectors of: inside quotes, capital
    near: np.ndarray  # 5 places x vector x marks
    near_bias: np.ndarray
    around: np.ndarray  # (17 places x marks) x cue's marks
    around_bias: np.ndarray
    hidden: np.ndarray
    hidden_bias: np.ndarray
    out: np.ndarray
    out_bias: np.ndarray
    blend: np.ndarray  # weight of the linear scores, weight of the network's, then a bias a label


ARRAYS = tuple(one.name for one in fields(Network) if one.name != "classes")


def blend_scores(network, linear, read):
    """The scores of both models as one: log of the odds, a column a label."""
    return network.blend[0] * linear + network.blend[1] * read + network.blend[2:]


def read_sentences(network, seen, which=None):
    """The network's scores of sentences, all or those numbered `which`: a row a sentence, a column a label."""
    return _read(network, seen.place, mark_cues(seen, network.classes), describe_context(seen.context), which)


def _one_thread():
    """Keeps matrix products on one thread: so small, they are slower on several."""
    return _pools().limit(limits=1, user_api="blas")


@cache
def _pools():
    return ThreadpoolController()


def weigh_words(network, seen, number):
    """What each word of one sentence does to its scores: a row a word, the scores with it less those without it.

    A word is left out by putting the vector of a pad in its place.
    """
    place = seen.place
    first = place.begin[number]
    words = np.arange(first, first + place.length[number])
    cue, context = mark_cues(seen, network.classes), describe_context(seen.context)
    which, made = np.array([number]), []
    whole = _read(network, place, cue, context, which)
    for word in words:
        changed = copy(place)
        changed.ids = place.ids.copy()
        changed.ids[word] = SHAPE_ID["pad"]
        made.append(whole[0] - _read(network, changed, cue, context, which)[0])
    return words, np.array(made)


def mark_cues(seen, classes):
    """For each word the class of the cue it belongs to: its place in `classes` and one more, 0 for none."""
    start = seen.place.tokens.start
    first = np.searchsorted(start, seen.cues.start, side="right") - 1
    last = np.maximum(np.searchsorted(start, seen.cues.end, side="left") - 1, first)
    numbers, place = np.unique(seen.cues.kind, return_inverse=True)
    known = {crc32(name.encode()): number for number, name in enumerate(classes, 1)}
    kind = np.array([known.get(number, 0) for number in numbers.tolist()], dtype=np.int64)[place]
    marked = np.zeros(len(start), dtype=np.int64)
    for step in range(LONGEST_CUE):
        marked[np.minimum(first + step, last)] = kind
    return marked


def describe_context(context):
    """What stands beside each sentence as zeros and ones: cue classes before and after, quotes left open, a title."""
    ahead, behind, quoted, title = context
    bits = [column for row in (ahead, behind) for column in (row < 0, *_bits(row))]
    bits += [quoted == value for value in (-1, 0, 1, 2)]
    return np.stack([*bits, title == 1], axis=1).astype(np.float32)


def _bits(row):
    return [(row >= 0) & (np.maximum(row, 0) >> bit & 1 == 1) for bit in range(NEIGHBOUR_BITS)]


def _read(network, place, cue, context, which=None):
    """The scores of sentences, of all or of those numbered `which`; those of a like length are read together."""
    which = np.arange(len(place.begin)) if which is None else which
    order = np.argsort(-place.length[which], kind="stable")
    made, first = np.empty((len(which), network.out.shape[1]), dtype=np.float32), 0
    with _one_thread():
        words = Kinds(network, place, cue)
        while first < len(order):
            longest = max(1, place.length[which[order[first]]])
            some = order[first : first + max(1, CHUNK // longest)]
            rows = which[some]
            made[some] = _decide(network, *_look(network, words, place, rows), context[rows])
            first += len(some)
    return made


class Kinds:
    """The different words of a run, each with its cue's class and marks, and what each adds to the marks around it.

    The words of an article repeat, so that a product for each kind of word takes a tenth of one for each word.
    """

    def __init__(self, network, place, cue):
        count = len(network.cues)
        kind = ((place.ids * count + cue) * 2 + place.quotes % 2) * 2 + place.tokens.capital
        known = np.zeros(len(network.words) * count * 4, dtype=bool)
        known[kind] = True
        kinds = np.flatnonzero(known)
        numbers = np.zeros(len(known), dtype=np.int64)
        numbers[kinds] = np.arange(1, len(kinds) + 1)  # 0 is kept for pads
        self.cue, self.number = cue, np.where(place.pad, 0, numbers[kind])
        ids, rest = np.divmod(kinds, count * 4)
        vectors = network.words[ids] + network.cues[rest // 4]
        vectors += rest[:, None] // 2 % 2 * network.marks[0] + rest[:, None] % 2 * network.marks[1]
        vectors = np.vstack([np.zeros_like(vectors[:1]), vectors]).astype(np.float32)
        self.adds = [vectors @ matrix for matrix in network.near]


def _look(network, words, place, rows):
    """Marks of sentences: the best of their cues', the strongest and the mean of their words'."""
    length, longest = place.length[rows], max(1, place.length[rows].max())
    at = place.begin[rows] + np.arange(-NEAR, longest + NEAR)[:, None]  # a row a place, a column a sentence
    held = (at >= place.begin[rows]) & (at < place.begin[rows] + length)
    at = np.where(held, at, 0)  # a pad
    number, held, cue = words.number[at], held[NEAR:-NEAR], words.cue[at[NEAR:-NEAR]].T
    marks = np.zeros((longest + 2 * AROUND, len(rows), len(network.near_bias)), dtype=np.float32)
    near = marks[AROUND:-AROUND]
    near += network.near_bias
    added = np.empty_like(near)
    for step, adds in enumerate(words.adds):
        near += np.take(adds, number[step : step + longest], axis=0, out=added, mode="clip")
    np.maximum(near, 0, out=near)
    near[~held] = 0
    sentence, spot = np.nonzero(cue)
    window = marks[spot[:, None] + np.arange(2 * AROUND + 1), sentence[:, None]].reshape(len(spot), -1)
    of_cue = np.maximum(window @ network.around + network.around_bias, 0)
    best = np.zeros((len(rows), of_cue.shape[1]), dtype=np.float32)
    with_cue, first = np.unique(sentence, return_index=True)
    if len(first):
        best[with_cue] = np.maximum.reduceat(of_cue, first)
    return best, near.max(axis=0), near.sum(axis=0) / np.maximum(length, 1)[:, None]


def _decide(network, best, strongest, mean, context):
    """Scores of sentences from their marks and from what stands beside them."""
    seen = np.concatenate([best, strongest, mean, context], axis=1).astype(np.float32)
    return np.maximum(seen @ network.hidden + network.hidden_bias, 0) @ network.out + network.out_bias


def pack_network(network):
    """A network as plain values for a file: matrices as bytes with a step a column, vectors as they are."""
    return {"classes": list(network.classes)} | {name: _pack(getattr(network, name)) for name in ARRAYS}


def unpack_network(data):
    """A network from the values that `pack_network` made."""
    return Network(tuple(data["classes"]), **{name: _unpack(data[name]) for name in ARRAYS})


def _pack(array):
    if array.ndim == 1:
        return [round(float(one), 5) for one in array]
    flat = array.reshape(-1, array.shape[-1])
    step = np.maximum(np.abs(flat).max(axis=0) / 127, 1e-9).astype(np.float32)
    small = np.clip(np.round(flat / step), -127, 127).astype(np.int8)
    return {"shape": array.shape, "step": [round(float(one), 7) for one in step], "bytes": b64encode(small).decode()}


def _unpack(packed):
    if isinstance(packed, list):
        return np.array(packed, dtype=np.float32)
    small = np.frombuffer(b64decode(packed["bytes"]), dtype=np.int8).reshape(-1, packed["shape"][-1])
    return (small * np.array(packed["step"], dtype=np.float32)).reshape(packed["shape"])
