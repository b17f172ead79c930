"""What decides: sums of weights, one for each thing that is seen, and trees over those sums.

Everything was learned on PolNeAR's training part (Newell, Margolin and Ruths 2018) by bench/train_quotes.py.
"""

import json
from dataclasses import dataclass
from functools import cache

import numpy as np

from foresaid.find.quotes.tokens import Vocabulary, make_vocabulary, read_classes
from foresaid.find.quotes.trees import Trees, read_trees
from foresaid.paths import DATA

STAGES = ("ways", "ends", "sources")
PIECE = 8192  # rows


@dataclass(frozen=True)
class Weights:
    """The weights of each value of each thing seen; the last of them stands for all values never seen."""

    of: dict
    bias: float


@dataclass(frozen=True)
class Model:
    """The vocabulary, which of its words report, the weights of each stage, the trees that judge, and their bar."""

    vocabulary: Vocabulary
    reports: np.ndarray
    weights: dict
    trees: Trees
    threshold: float


@cache
def read_model(folder=DATA / "quotes"):
    """Read words.csv and model.json."""
    data = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    vocabulary = make_vocabulary([*data["reporting"], *data["words"]], read_classes(folder), data["factor"])
    reports = np.zeros(len(vocabulary.words), dtype=bool)
    reports[1:1 + len(data["reporting"])] = True
    weights = {stage: Weights({name: _spread(*one) for name, one in data[stage]["weights"].items()},
                              data[stage]["bias"]) for stage in STAGES}
    return Model(vocabulary, reports, weights, read_trees(data["trees"]), data["threshold"])


def _spread(steps, scores):
    values = np.cumsum(np.array(steps, dtype=np.int64))
    weights = np.zeros(int(values[-1]) + 2 if len(values) else 1, dtype=np.float32)
    weights[values] = np.array(scores, dtype=np.float32) / 100
    return weights


def take(found, where):
    """Some of the candidates, or of anything that is a dict of arrays."""
    return {name: column[where] for name, column in found.items()}


def weigh_pieces(see, known, items, weights):
    """The log-odds of each of `items`, as see(*known, items) sees them: so many at a time as stay in the cache."""
    number = len(items["row"])
    made = [weigh(see(*known, take(items, slice(at, at + PIECE))), weights) for at in range(0, number, PIECE)]
    return np.concatenate(made) if made else np.zeros(0, dtype=np.float32)


def weigh(seen, weights):
    """The log-odds of each row of `seen`, a dict of whole numbers by name."""
    total = np.full(len(next(iter(seen.values()))), weights.bias, dtype=np.float32)
    for name, values in seen.items():
        if name in weights.of:
            table = weights.of[name]
            total += np.take(table, values, mode="clip")
    return total
