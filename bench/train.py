"""Make data/forecasts/model.json out of hand-coded sentences: `make train GOLD=path/to/train.jsonl.gz`.

One line of GOLD is a sentence with the one before and after: id, article, published, prev, text, next, label (F, I, R,
N) and for F its horizon. The same file gives the same model, bit for bit, with the same library versions and one
thread. Needs the extra `train` (scikit-learn, scipy); the product needs neither.
"""

import gzip
import json
import os
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums in one order: the same bits every time
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.linalg import svds
from sklearn.cluster import KMeans
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from foresaid.find.batch import Batch
from foresaid.find.forecasts import features as seen
from foresaid.find.forecasts.candidates import cues_of, find_candidates
from foresaid.find.forecasts.classify import LABELS, make_model, write_model
from foresaid.find.forecasts.finder import find_forecasts
from foresaid.find.forecasts.horizon import describe, find_expressions, is_over
from foresaid.find.forecasts.tokens import fold, split_words
from foresaid.find.forecasts.wordclasses import KNOWN
from foresaid.find.forecasts.words import read_forecast_words
from foresaid.paths import DATA
from foresaid.tables import empty
from foresaid.text.lexicon import compile_lexicon, scan

CODES = dict(zip("FIRN", range(4), strict=True))
FOLDS = 5
LEAST_WORD, LEAST_FEATURE, LEAST_EXPRESSION = 4, 5, 4  # how often a word or feature must occur
STRENGTH = {"sentence": 6.0, "choice": 0.2}  # inverse regularisation, by cross-validation on the coded sentences
STRICT_PRECISION, BROAD_RECALL, LEAST_CHANCE = 0.8, 0.9, 0.1  # what the readings strict and broad aim at
CONTEXTS, DIMENSIONS, GROUPS = 3000, 64, (200, 40)


def main(path):
    """Train, report what cross-validation says, write the model."""
    rows = read_rows(path)
    nothing = make_model(
        seen.Vocabulary.of([]), np.zeros(0, dtype=np.int64), np.zeros((0, 4)), (np.zeros(4), {"horizon": {}}, {})
    )
    batch = batch_of(rows, read_forecast_words(model=nothing).terms)
    vocabulary = learn_vocabulary(rows)
    candidates = find_candidates(batch)
    own = candidates.rows % 3 == 1  # rows come in threes: before, the sentence, after
    number = candidates.rows[own] // 3
    labels = np.array([CODES[rows[one]["label"]] for one in number])
    folds = folds_of([rows[one]["article"] for one in number])
    kept = np.bincount(labels, minlength=4) / np.bincount([CODES[row["label"]] for row in rows], minlength=4)
    print("candidates keep", dict(zip("FIRN", kept.round(4).tolist(), strict=True)))
    matrix, keys = features_of(candidates, own, vocabulary)
    weights, bias, chance = learn_kinds(matrix, labels, folds)
    thresholds = best_thresholds(chance, labels)
    report(chance, labels, thresholds)
    drawn = np.array([rows[one].get("sample") != "uncertain" for one in number])  # the rest as often as in the news
    readings = best_readings(chance[drawn], labels[drawn], thresholds)
    print("readings", readings)
    about = {"sentences": len(rows), "features": len(keys), "thresholds": thresholds, "readings": readings}
    model = make_model(vocabulary, keys, weights, (bias, {"horizon": {}}, about))
    choices = {"horizon": learn_horizon(rows, batch, read_forecast_words(model=model))}
    model_path = DATA / "forecasts" / "model.json"
    write_model(model_path, make_model(vocabulary, keys, weights, (bias, choices, about)))
    print(f"{model_path.name}: {model_path.stat().st_size / 1e6:.2f} MB")


def read_rows(path):
    """The coded sentences, one a line, plain or gzipped."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def batch_of(rows, terms):
    """The rows as a batch of three-sentence articles, with their cue hits."""
    parts = [(row["prev"] or "", row["text"], row["next"] or "") for row in rows]
    texts = [" ".join(part) for part in parts]
    lengths = np.array([[len(one) for one in part] for part in parts])
    starts = np.cumsum(np.column_stack([np.zeros(len(rows), dtype=int), lengths[:, :2] + 1]), axis=1)
    articles = pd.DataFrame(
        {
            "article_id": [row["id"] for row in rows],
            "text": texts,
            "title": None,
            "source": None,
            "authors": None,
            "published": pd.to_datetime([row["published"] for row in rows], utc=True, format="mixed"),
        }
    )
    sentences = pd.DataFrame(
        {
            "article": np.repeat(np.arange(len(rows)), 3),
            "article_id": np.repeat(articles["article_id"].to_numpy(), 3),
            "sentence_id": [f"{row['id']}:{place}" for row in rows for place in range(3)],
            "part": "body",
            "start": starts.ravel(),
            "end": (starts + lengths).ravel(),
        }
    )
    lexicon = compile_lexicon(terms)
    hits = scan(lexicon, texts)
    place = (hits["start"].to_numpy()[:, None] >= starts[hits["article"]]).sum(axis=1) - 1
    sentence = hits["article"].to_numpy() * 3 + place
    inside = hits["end"].to_numpy() <= sentences["end"].to_numpy()[sentence]
    rows_of = hits["term_row"].to_numpy()[inside]
    found = pd.DataFrame({name: lexicon.category(name, rows_of) for name in ("finding", "key", "term")})
    found = found.assign(
        article=hits["article"].to_numpy()[inside],
        sentence=sentence[inside],
        start=hits["start"].to_numpy()[inside],
        end=hits["end"].to_numpy()[inside],
    )
    return Batch(articles, sentences, found, empty("topics"), empty("actors"))


def learn_vocabulary(rows):
    """Words in small letters that occur often enough, and groups of words that stand in like places."""
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
    return seen.Vocabulary.of(words, group_words(around, plain))


def group_words(texts, vocabulary):
    """Two rows of groups, fine and coarse: k-means over the company words keep (PPMI, SVD)."""
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
    return [KMeans(number, n_init=1, random_state=0, max_iter=40).fit_predict(points) for number in GROUPS]


def features_of(candidates, own, vocabulary):
    """A sparse matrix of the coded candidates' features (counts over the root of their number), and the features."""
    sentence, feature = seen.find_features(candidates.texts, cues_of(candidates), vocabulary, candidates.context)
    place = np.where(own, np.cumsum(own) - 1, -1)[sentence]
    sentence, feature = place[place >= 0], feature[place >= 0]
    keys, column = np.unique(feature, return_inverse=True)
    matrix = sparse.csr_matrix((np.ones(len(sentence)), (sentence, column)), shape=(own.sum(), len(keys)))
    often = np.bincount(matrix.indices, minlength=len(keys)) >= LEAST_FEATURE
    matrix, keys = matrix[:, np.flatnonzero(often)], keys[often]
    size = np.asarray(matrix.sum(axis=1)).ravel()
    return (sparse.diags(1 / np.sqrt(np.maximum(size, 1))) @ matrix).tocsr(), keys


def folds_of(articles):
    """A fold for each row; an article's sentences are in one fold."""
    names = sorted(set(articles))
    order = np.random.default_rng(0).permutation(len(names))
    fold_of = {name: int(place) % FOLDS for name, place in zip(names, order, strict=True)}
    return np.array([fold_of[name] for name in articles])


def learn_kinds(matrix, labels, folds):
    """Weights by label, bias, and cross-validated probabilities: three detectors, then one calibration over them."""

    def detectors(rows):
        fits = [
            LogisticRegression(
                C=STRENGTH["sentence"], solver="liblinear", dual=True, tol=0.01, max_iter=200, random_state=0
            ).fit(matrix[rows], labels[rows] == kind)
            for kind in range(3)
        ]
        return np.vstack([fit.coef_ for fit in fits]).T, np.concatenate([fit.intercept_ for fit in fits])

    scores = np.zeros((len(labels), 3))
    for fold_number in range(FOLDS):
        weights, bias = detectors(np.flatnonzero(folds != fold_number))
        held = np.flatnonzero(folds == fold_number)
        scores[held] = matrix[held] @ weights + bias
    chance = np.zeros((len(labels), 4))
    for fold_number in range(FOLDS):
        rest = folds != fold_number
        chance[~rest] = (
            LogisticRegression(C=10, max_iter=1000).fit(scores[rest], labels[rest]).predict_proba(scores[~rest])
        )
    calibration = LogisticRegression(C=10, max_iter=1000).fit(scores, labels)
    weights, bias = detectors(np.arange(len(labels)))
    return weights @ calibration.coef_.T, bias @ calibration.coef_.T + calibration.intercept_, chance


def best_thresholds(chance, labels):
    """Factors on the probabilities of forecast and intention that give the best F1 of both, cross-validated."""
    grid = np.arange(0.8, 2.6, 0.1)
    best = max(
        ((first, second) for first in grid for second in grid),
        key=lambda pair: sum(f1(labels, (chance * [*pair, 1.5, 1]).argmax(axis=1), kind) for kind in (0, 1)),
    )
    return {"forecast": round(float(best[0]), 2), "intention": round(float(best[1]), 2), "retrospective": 1.5}


def best_readings(chance, labels, thresholds):
    """From which probability of its kind on a statement belongs to the strict and to the broad reading, by label.

    Strict: from there on at least STRICT_PRECISION of those that the default finds are right. Broad: at least
    BROAD_RECALL of the coded ones have that probability, whatever they were called; never below LEAST_CHANCE.
    """
    found = (chance * [thresholds.get(label, 1.0) for label in LABELS]).argmax(axis=1)
    made = {"strict": {}, "broad": {}}
    for kind, label in enumerate(LABELS[:3]):
        own = np.sort(chance[found == kind, kind])
        right = np.sort(chance[(found == kind) & (labels == kind), kind])
        precision = (len(right) - np.searchsorted(right, own)) / np.arange(len(own), 0, -1)
        enough = np.flatnonzero(precision >= STRICT_PRECISION)
        strict = own[enough[0]] if len(enough) else 1.0
        broad = np.quantile(chance[labels == kind, kind], 1 - BROAD_RECALL) if (labels == kind).any() else 1.0
        made["strict"][label] = round(float(strict), 3)
        made["broad"][label] = round(float(max(broad, LEAST_CHANCE)), 3)
    return made


def f1(labels, found, kind):
    """Harmonic mean of precision and recall for one kind."""
    return 2 * ((labels == kind) & (found == kind)).sum() / max((labels == kind).sum() + (found == kind).sum(), 1)


def report(chance, labels, thresholds):
    """Print cross-validated F1 by kind and a reliability table of the forecast's probability."""
    weight = [thresholds.get(label, 1.0) for label in LABELS]
    found = (chance * weight).argmax(axis=1)
    for kind in range(3):
        print(f"cross-validated F1 {LABELS[kind]}: {f1(labels, found, kind):.3f}")
    edges = np.linspace(0, 1, 11)
    for low, high in pairwise(edges):
        inside = (chance[:, 0] >= low) & (chance[:, 0] < high)
        if inside.any():
            print(f"  said {chance[inside, 0].mean():.2f}  was {(labels[inside] == 0).mean():.2f}  n {inside.sum()}")


def learn_horizon(rows, batch, words):
    """Weights that choose among a sentence's expressions of time the one that was coded as the horizon.

    How much an expression must be worth is the value that gives the best cross-validated F1 of the chosen ones.
    """
    found = find_forecasts(batch, words)
    found = found[found["sentence_id"].str.endswith(":1") & (found["kind"] == "forecast")]
    found = found.drop_duplicates("article_id").set_index("article_id")
    rows = [row for row in rows if row["label"] == "F" and row["id"] in found.index]
    cues = found[["cue_start", "cue_end"]].sub(found["sent_start"], axis=0).astype(int)
    samples = [
        (number, dict.fromkeys(features, 1), is_coded)
        for number, row in enumerate(rows)
        for features, is_coded in described(row, tuple(cues.loc[row["id"]]), words.made["horizon"])
    ]
    sentence, features, right = (list(column) for column in zip(*samples, strict=True))
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(features).tocsr()
    often = np.asarray((matrix > 0).sum(axis=0)).ravel() >= LEAST_EXPRESSION
    matrix, right, sentence = matrix[:, np.flatnonzero(often)], np.array(right), np.array(sentence)
    folds = folds_of([row["article"] for row in rows])[sentence]
    scores, fit = np.zeros(len(right)), LogisticRegression(C=STRENGTH["choice"], max_iter=1000, solver="liblinear")
    for fold_number in range(FOLDS):
        rest = folds != fold_number
        scores[~rest] = fit.fit(matrix[rest], right[rest]).decision_function(matrix[~rest])
    least, best = best_choice(scores, right, sentence, sum(bool(coded_horizons(row)) for row in rows))
    print(f"cross-validated F1 of horizons: {best:.3f}")
    fit.fit(matrix, right)
    weights = dict(zip(vectors.get_feature_names_out()[often], fit.coef_[0], strict=True))
    weights["always"] += fit.intercept_[0] - least
    return {name: round(float(value), 3) for name, value in sorted(weights.items())}


def described(row, cue, matcher):
    """Each expression of time of a coded sentence: its features, and whether it was coded as the horizon."""
    low, coded = fold(row["text"]), coded_horizons(row)
    day = pd.Timestamp(row["published"]).date() if row["published"] else None
    found = [one for one in find_expressions(low, matcher) if not is_over(one, low, day)]
    for (_, _, begin, end), _, features in describe(low, cue, found, day):
        yield features, any(alike(row["text"][begin:end], one) for one in coded)


def coded_horizons(row):
    """The horizons that were coded for a sentence."""
    coded = row["horizon"] if isinstance(row["horizon"], list) else [row["horizon"]]
    return [one for one in coded if one]


def best_choice(scores, right, sentence, coded):
    """The least score of a chosen expression, one a sentence, that gives the best F1; and that F1."""
    order = np.lexsort((np.arange(len(scores)), -scores))
    _, first = np.unique(sentence[order], return_index=True)
    kept = order[np.sort(first)]
    hits = np.cumsum(right[kept])
    values = 2 * hits / (np.arange(1, len(kept) + 1) + coded)
    return float(scores[kept[values.argmax()]]), float(values.max())


def alike(one, other):
    """At least half of the words of each are in the other; letters and figures count, "'s" does not."""
    first, second = (set(re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", text.casefold()))) for text in (one, other))
    both = len(first & second)
    return 2 * both >= len(first) and 2 * both >= len(second) and both > 0


if __name__ == "__main__":
    if len(sys.argv) > 1 and not Path(sys.argv[1]).is_file():
        sys.exit(f"There is no file {sys.argv[1]}.")
    if len(sys.argv) != 2:
        sys.exit("Say which coded sentences to learn from: make train GOLD=path/to/train.jsonl.gz")
    main(sys.argv[1])
