"""The numbers of the decision: a linear model over the features, and a small network over the words."""

import json
from base64 import b85decode, b85encode
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zlib import compress, decompress
from zlib import error as zlib_error

import numpy as np

from foresaid.errors import ForesaidError
from foresaid.find.forecasts.features import BITS
from foresaid.find.forecasts.network import Network, pack_network, unpack_network
from foresaid.find.forecasts.vocabulary import Vocabulary

LABELS = ("forecast", "intention", "retrospective", "none")
FORMAT = 3
SLOTS = 1 << 21  # places of the table in which a feature's weights are found


@dataclass(frozen=True)
class Model:
    """The numbers that decide. `place` leads from a feature to its row in `weights` (one column a label)."""

    vocabulary: Vocabulary
    keys: np.ndarray
    weights: np.ndarray
    place: np.ndarray
    bias: np.ndarray
    choices: dict  # what: {feature: weight}, for choices among few things (which time, which speaker)
    about: dict
    network: Network | None = field(default=None, repr=False, compare=False)
    tables: dict = field(default_factory=dict, repr=False, compare=False)  # weights of word templates, made on demand

    @cached_property
    def counted(self):
        """The weights, with a last column that is 1 for each feature and 0 in the row of unknown ones."""
        known = np.ones((len(self.weights), 1), dtype=np.float32)
        known[-1] = 0
        return np.ascontiguousarray(np.hstack([self.weights, known]))  # rows together, as they are taken


def read_model(path):
    """Read a model's file, as `write_model` made it."""
    path = Path(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT or data["bits"] != BITS or tuple(data["labels"]) != LABELS:
            raise ValueError(f"format {data['format']}")
        keys = np.cumsum(_unpacked(data["keys"], "<u8").astype(np.int64))
        weights = _unpacked(data["weights"], np.int8).reshape(len(LABELS), len(keys)).T * np.float32(data["step"])
        groups = _unpacked(data["groups"], np.uint8).reshape(2, -1).astype(np.int64)
        vocabulary = Vocabulary.of(data["words"].split(), groups)
        rest = np.array(data["bias"]), data["choices"], data["about"], _network(data["network"])
    except (OSError, ValueError, KeyError, TypeError, zlib_error) as error:
        raise ForesaidError(
            f"{path.name} is not a model of this version ({error}). Make it again with `make train GOLD=path`."
        ) from error
    return make_model(vocabulary, keys, weights, rest)


def _network(data):
    return None if data is None else unpack_network(data)


def make_model(vocabulary, keys, weights, rest):
    """A model ready to use out of its parts; of two features that meet in one slot the heavier one stays.

    `rest` is bias, choices, about and, unless there is none, the network.
    """
    order = np.argsort(np.abs(weights).sum(axis=1), kind="stable")
    place = np.full(SLOTS, len(keys), dtype=np.int32)
    place[keys[order] & (SLOTS - 1)] = order
    padded = np.vstack([weights, np.zeros((1, weights.shape[1]))]).astype(np.float32)
    return Model(vocabulary, np.append(keys, -1), padded, place, *rest)


def write_model(path, model):
    """Write a model: sorted features as gaps, weights as bytes, the network. The same numbers give the same file."""
    keys, weights = model.keys[:-1], model.weights[:-1]
    step = round(float(np.abs(weights).max(initial=0) / 127) or 1.0, 9)
    order = np.argsort(keys)
    small = np.clip(np.round(weights[order] / step), -127, 127).astype(np.int8)
    groups = np.stack([model.vocabulary.fine, model.vocabulary.coarse]).astype(np.uint8)
    data = {
        "format": FORMAT,
        "bits": BITS,
        "labels": LABELS,
        "about": model.about,
        "step": step,
        "bias": [round(float(one), 6) for one in model.bias],
        "choices": model.choices,
        "network": None if model.network is None else pack_network(model.network),
        "words": " ".join(model.vocabulary.number),
        "groups": _packed(groups),
        "keys": _packed(np.diff(keys[order], prepend=0).astype("<u8")),
        "weights": _packed(small.T),
    }
    Path(path).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _packed(array):
    return b85encode(compress(np.ascontiguousarray(array).tobytes(), 9)).decode()


def _unpacked(text, kind):
    return np.frombuffer(decompress(b85decode(text)), dtype=kind)
