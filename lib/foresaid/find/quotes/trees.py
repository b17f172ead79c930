"""Boosted trees of four levels as plain arrays."""

from dataclasses import dataclass

import numpy as np

LEVELS = 4
SPLITS = 2 ** LEVELS - 1  # in the order of the levels: 0; 1 and 2; 3 to 6; 7 to 14


@dataclass(frozen=True)
class Trees:
    """Each tree: the columns it asks, their bars, and what each of its leaves adds."""

    columns: list
    asked: np.ndarray   # tree, split
    bars: np.ndarray    # tree, split; above the bar it goes to the right
    leaves: np.ndarray  # tree, leaf
    base: float


def read_trees(data):
    """The trees of model.json, where bars and leaves are whole numbers of 1/1000 and 1/10,000."""
    return Trees(data["columns"], np.array(data["asked"]).reshape(-1, SPLITS),
                 np.array(data["bars"], dtype=np.float32).reshape(-1, SPLITS) / 1000,
                 np.array(data["leaves"], dtype=np.float32).reshape(-1, SPLITS + 1) / 10_000, data["base"])


def judge(seen, trees):
    """The trees' sum for each row of `seen`, a dict of numbers by name. One tree at a time stays in the cache."""
    columns = [np.ascontiguousarray(seen[name], dtype=np.float32) for name in trees.columns]
    total = np.full(len(columns[0]), trees.base, dtype=np.float32)
    for asked, bars, leaves in zip(trees.asked.tolist(), trees.bars, trees.leaves, strict=True):
        total += leaves.take(_leaf([columns[column] > bar for column, bar in zip(asked, bars, strict=True)]))
    return total


def _leaf(above):
    """Which leaf each row comes to, by whether it is above the bar of each split."""
    right = above[0]
    place, here = right.astype(np.uint8), [~right, right]
    for level in range(1, LEVELS):
        rights = [rows & over for rows, over in zip(here, above[2 ** level - 1:2 ** (level + 1) - 1], strict=True)]
        place += place
        for rows in rights:
            place += rows
        if level < LEVELS - 1:
            here = [side for rows, right in zip(here, rights, strict=True) for side in (rows ^ right, right)]
    return place
