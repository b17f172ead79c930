"""Learn the words that the finder knows, and which of them stand in like places. Called by bench/train.py."""

from collections import Counter

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import svds
from sklearn.cluster import KMeans

from foresaid.find.forecasts import features as seen
from foresaid.find.forecasts.tokens import split_words
from foresaid.find.forecasts.wordclasses import KNOWN

LEAST_WORD = 12  # how often a word must occur
CONTEXTS, DIMENSIONS, GROUPS = 3000, 64, (200, 40)
SPREAD = 4.0  # of the words' vectors with which the network begins


def learn_vocabulary(rows):
    """Words in small letters that occur often enough, groups of words that stand in like places, a vector a word."""
    texts = [row["text"] for row in rows]
    tokens = split_words(texts)
    counts = Counter(
        word
        for word, capital in zip(tokens.words, tokens.capital.tolist(), strict=True)
        if not capital and word[0].isalpha()
    )
    words = sorted({word for word, count in counts.items() if count >= LEAST_WORD} | set(KNOWN) | set('.,;:"?!()-'))
    plain = seen.Vocabulary.of(words)
    around = [text for row in rows for text in (row["prev"], row["text"], row["next"]) if text]
    groups, points = group_words(around, plain)
    return seen.Vocabulary.of(words, groups), points * SPREAD


def group_words(texts, vocabulary):
    """Two rows of groups, fine and coarse: k-means over the company words keep (PPMI, SVD); a vector of it a word."""
    size = len(vocabulary.classes)
    ids = seen.number_words(split_words(texts), vocabulary)
    common = np.argsort(-np.bincount(ids, minlength=size), kind="stable")[:CONTEXTS]
    column = np.full(size, -1)
    column[common] = np.arange(CONTEXTS)
    counts = sparse.csr_matrix((size, CONTEXTS * 4))
    for block, step in enumerate((-2, -1, 1, 2)):
        middle, other = ids[2:-2], np.roll(ids, -step)[2:-2]
        kept = (column[other] >= 0) & (middle > 0)
        counts += sparse.csr_matrix(
            (np.ones(kept.sum()), (middle[kept], column[other[kept]] + block * CONTEXTS)), shape=counts.shape
        )
    counts = counts.tocoo()
    by_row, by_column = (np.asarray(counts.sum(axis=axis)).ravel() for axis in (1, 0))
    gain = np.log(counts.data * counts.sum() / (by_row[counts.row] * np.maximum(by_column[counts.col], 20)))
    positive = gain > 0
    matrix = sparse.csr_matrix((gain[positive], (counts.row[positive], counts.col[positive])), shape=counts.shape)
    left, values, _ = svds(matrix, k=DIMENSIONS, v0=np.ones(min(matrix.shape)))
    points = left * np.sqrt(values)
    points /= np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
    return [KMeans(number, n_init=1, random_state=0, max_iter=40).fit_predict(points) for number in GROUPS], points
