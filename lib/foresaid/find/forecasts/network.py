"""A small network that reads the words of a sentence in their order, beside the linear model that counts features.

Four steps: each word becomes a vector (its own, its cue's class, quoted or capital); five words in a row make marks;
the marks of seventeen places around each cue make the cue's marks; the strongest of both, their mean and what stands
beside the sentence make the scores. Everything is a product of small matrices over all sentences of a run at once.
"""

from base64 import b64decode, b64encode
from copy import copy
from dataclasses import dataclass, fields, replace
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


def read_sentences(network, seen):
    """The network's scores of sentences, a row a sentence, a column a label."""
    cue, begin = mark_cues(seen, network.classes), seen.place.begin
    ends = np.append(begin[1:], len(seen.place.ids))
    context = describe_context(seen.context)
    made, first = [], 0
    with _one_thread():
        while first < len(begin):
            last = max(first + 1, int(np.searchsorted(ends, begin[first] + CHUNK, side="right")))
            made.append(_read(network, seen, cue, slice(first, last), context[first:last]))
            first = last
    return np.concatenate(made)


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
    cue, context = mark_cues(seen, network.classes), describe_context(seen.context)[number : number + 1]
    which, made = slice(number, number + 1), []
    with _one_thread():
        whole = _read(network, seen, cue, which, context)
        for word in words:
            changed = copy(place)
            changed.ids = place.ids.copy()
            changed.ids[word] = SHAPE_ID["pad"]
            made.append(whole[0] - _read(network, replace(seen, place=changed), cue, which, context)[0])
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


def _read(network, seen, cue, which, context):
    """The scores of the sentences `which`."""
    place = seen.place
    begin = place.begin[which]
    ends = np.append(place.begin, len(place.ids))[which.stop]
    words = slice(int(begin[0]), int(ends))
    pad, sentence = place.pad[words], place.sentence[words]
    vectors = network.words[place.ids[words]] + network.cues[cue[words]]
    vectors += place.quotes[words, None] % 2 * network.marks[0] + place.tokens.capital[words, None] * network.marks[1]
    vectors[pad] = 0
    near = np.repeat(network.near_bias[None], len(vectors), axis=0)
    for step, matrix in enumerate(network.near):
        low, high = max(0, NEAR - step), len(vectors) - max(0, step - NEAR)
        near[low:high] += vectors[low + step - NEAR : high + step - NEAR] @ matrix
    np.maximum(near, 0, out=near)
    near[pad] = 0
    starts = begin - begin[0]
    rims = np.append(starts, len(near))
    counts = np.maximum(np.add.reduceat(~pad, starts), 1)[:, None]
    strongest, mean = np.maximum.reduceat(near, starts), np.add.reduceat(near, starts) / counts
    at = np.flatnonzero(cue[words])
    spots = at[:, None] + np.arange(-AROUND, AROUND + 1)
    inside = (spots >= 0) & (spots < len(near))
    spots = np.where(inside, spots, 0)
    inside &= sentence[spots] == sentence[at][:, None]
    window = (near[spots] * inside[..., None]).reshape(len(at), -1)
    of_cue = np.maximum(window @ network.around + network.around_bias, 0)
    best = np.zeros((len(starts), of_cue.shape[1]), dtype=np.float32)
    np.maximum.at(best, np.searchsorted(rims, at, side="right") - 1, of_cue)
    seen_ = np.concatenate([best, strongest, mean, context], axis=1).astype(np.float32)
    return np.maximum(seen_ @ network.hidden + network.hidden_bias, 0) @ network.out + network.out_bias


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
