"""Which candidates stand: the best one of each reporting word, and of two that claim the same words the better one."""

import numpy as np

NEIGHBOURS = 4  # reporting words apart


def choose(found, score, threshold):
    """The numbers of the candidates that stand, in the order of the text."""
    rows = np.flatnonzero(score > threshold)
    order = rows[np.lexsort((-score[rows], found["cue"][rows]))]
    cue = found["cue"][order]
    best = order[np.concatenate([[True], cue[1:] != cue[:-1]])] if len(order) else order
    return best[~_beaten(found["first"][best], found["last"][best], score[best])]


def _beaten(first, last, score):
    """Whether the content of each is, by more than half of the longer one, also that of a better one near by."""
    beaten = np.zeros(len(first), dtype=bool)
    size = last - first + 1
    for apart in range(1, min(NEIGHBOURS + 1, len(first))):
        here, there = slice(None, -apart), slice(apart, None)
        shared = np.minimum(last[here], last[there]) - np.maximum(first[here], first[there]) + 1
        same = shared * 2 > np.maximum(size[here], size[there])
        first_wins = score[here] >= score[there]
        beaten[there] |= same & first_wins
        beaten[here] |= same & ~first_wins
    return beaten
