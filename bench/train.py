"""Make data/forecasts/model.json out of hand-coded sentences: `make train GOLD=path/to/train.jsonl.gz`.

One line of GOLD is a sentence with the one before and after: id, article, published, prev, text, next, label (F, I, R,
N) and for F its speaker and horizon. Beside them the finder learns from bench/taught.parquet (see taught.py), whose
texts stand in datasets. The same files give the same model, bit for bit, with the same library versions and one
thread. Needs the extra `train` (scikit-learn, torch); the product needs neither.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # sums in one order: the same bits every time
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pandas as pd
from coded import read_coded
from folds import FOLDS, folds_of
from scipy import sparse
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from taught import read_taught
from thresholds import best_readings, best_thresholds, report, report_reliability
from train_horizon import learn_horizon
from train_network import Examples, join_examples, learn_reader, network_of, read_examples, see_examples, targets_of
from train_speaker import learn_speaker
from train_words import learn_vocabulary

from foresaid.find.batch import Batch
from foresaid.find.forecasts import features as seen
from foresaid.find.forecasts.candidates import cues_of, find_candidates
from foresaid.find.forecasts.classify import make_model, write_model
from foresaid.find.forecasts.scores import probabilities
from foresaid.find.forecasts.tokens import split_words
from foresaid.find.forecasts.words import read_forecast_words
from foresaid.paths import DATA
from foresaid.tables import empty
from foresaid.text.lexicon import compile_lexicon, scan

CODES = dict(zip("FIRN", range(4), strict=True))
LEAST_FEATURE = 5  # how often a feature must occur
STRENGTH = 6.0  # inverse regularisation, by cross-validation on the coded sentences
RUN = 6000  # sentences looked at at a time


def main(path):
    """Train, report what cross-validation says, write the model."""
    rows, taught = read_coded(path), read_taught()
    nothing = make_model(
        seen.Vocabulary.of([]), np.zeros(0, dtype=np.int64), np.zeros((0, 4)), (np.zeros(4), {"horizon": {}}, {})
    )
    terms = read_forecast_words(model=nothing).terms
    vocabulary, vectors = learn_vocabulary(rows + taught)
    every = rows + taught
    runs = [look_at(every[first : first + RUN], terms, vocabulary) for first in range(0, len(every), RUN)]
    number = np.concatenate([run.number + first for run, first in zip(runs, range(0, len(every), RUN), strict=True)])
    matrix, keys = features_of(runs)
    examples = join_examples([run.examples for run in runs])
    gold, labels = number < len(rows), np.array([CODES.get(row["label"], -1) for row in every])[number]
    kept = np.bincount(labels[gold], minlength=4) / np.bincount([CODES[row["label"]] for row in rows], minlength=4)
    print("candidates keep", dict(zip("FIRN", kept.round(4).tolist(), strict=True)))
    folds = np.where(gold, 0, -1)
    folds[gold] = folds_of([rows[one]["article"] for one in number[gold]])
    own = {row["article"].rpartition("/")[2]: fold for row, fold in
           zip((rows[one] for one in number[gold]), folds[gold].tolist(), strict=True)}
    folds[~gold] = [own.get(every[one]["article"], -1) for one in number[~gold]]
    targets = targets_of(np.maximum(labels, 0))
    targets[labels < 0] = [every[one]["chance"] for one in number[labels < 0]]
    weights, bias, linear = learn_kinds(matrix, labels, folds, gold)
    reader, read = learn_to_read(examples, targets, (folds, gold), vectors)
    blend = learn_blend(linear[gold], read[gold], labels[gold])
    chance = probabilities(blend[0] * linear[gold] + blend[1] * read[gold] + blend[2:])
    for name, scores in (("linear", linear[gold]), ("network", read[gold]), ("both", np.log(chance))):
        print(name, end=": ")
        report(probabilities(scores), labels[gold], best_thresholds(probabilities(scores), labels[gold]))
    thresholds = best_thresholds(chance, labels[gold])
    report_reliability(chance, labels[gold])
    drawn = np.array([rows[one].get("sample") != "uncertain" for one in number[gold]])  # the rest as often as in news
    readings = best_readings(chance[drawn], labels[gold][drawn], thresholds)
    print("readings", readings)
    about = {"sentences": len(rows), "taught": len(taught), "features": len(keys), "thresholds": thresholds,
             "readings": readings}
    network = network_of(reader, blend)
    model = make_model(vocabulary, keys, weights, (bias, {"horizon": {}}, about, network))
    batch = batch_of(rows, terms)
    choices = {"horizon": learn_horizon(rows, batch, read_forecast_words(model=model))}
    model = make_model(vocabulary, keys, weights, (bias, choices, about, network))
    choices |= {"speaker": learn_speaker(rows, batch, read_forecast_words(model=model))}
    model_path = DATA / "forecasts" / "model.json"
    write_model(model_path, make_model(vocabulary, keys, weights, (bias, choices, about, network)))
    print(f"{model_path.name}: {model_path.stat().st_size / 1e6:.2f} MB")


@dataclass(frozen=True)
class Run:
    """Some sentences as the finder sees them: their numbers, the network's examples, the linear model's features."""

    number: np.ndarray
    examples: Examples
    sentence: np.ndarray
    feature: np.ndarray


def look_at(rows, terms, vocabulary):
    """See the rows that are candidates; the features of those without a label are left out."""
    candidates = find_candidates(batch_of(rows, terms))
    own = candidates.rows % 3 == 1  # rows come in threes: before, the sentence, after
    number = candidates.rows[own] // 3
    sight = seen.look(split_words(candidates.texts), cues_of(candidates), vocabulary, candidates.context)
    sentence, feature = seen.find_features(sight)
    place = np.where(own, np.cumsum(own) - 1, -1)
    coded = np.array([row["label"] is not None for row in rows])[candidates.rows // 3]
    kept = (place[sentence] >= 0) & coded[sentence]
    return Run(number, see_examples(sight, own), place[sentence[kept]], feature[kept])


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


def features_of(runs):
    """A sparse matrix of all candidates' features (counts over the root of their number), and the features."""
    bases = np.cumsum([0, *(len(run.number) for run in runs)])
    sentence = np.concatenate([run.sentence + base for run, base in zip(runs, bases[:-1], strict=True)])
    keys, column = np.unique(np.concatenate([run.feature for run in runs]), return_inverse=True)
    matrix = sparse.csr_matrix((np.ones(len(sentence)), (sentence, column)), shape=(bases[-1], len(keys)))
    often = np.bincount(matrix.indices, minlength=len(keys)) >= LEAST_FEATURE
    matrix, keys = matrix[:, np.flatnonzero(often)], keys[often]
    size = np.asarray(matrix.sum(axis=1)).ravel()
    return (sparse.diags(1 / np.sqrt(np.maximum(size, 1))) @ matrix).tocsr(), keys


def learn_kinds(matrix, labels, folds, gold):
    """Weights by label, bias, and cross-validated scores of GOLD: three detectors, then one calibration over them.

    Rows without a label (below 0) are left out; coded ones beyond GOLD teach but are not what is measured.
    """

    def detectors(rows):
        fits = [
            LogisticRegression(
                C=STRENGTH, solver="liblinear", dual=True, tol=0.01, max_iter=200, random_state=0
            ).fit(matrix[rows], labels[rows] == kind)
            for kind in range(3)
        ]
        return np.vstack([fit.coef_ for fit in fits]).T, np.concatenate([fit.intercept_ for fit in fits])

    def calibration(rows):
        return LogisticRegression(C=10, max_iter=1000).fit(scores[rows], labels[rows])

    scores, made = np.zeros((len(labels), 3)), np.zeros((len(labels), 4))
    for turn in range(FOLDS):
        weights, bias = detectors(np.flatnonzero((folds != turn) & (labels >= 0)))
        held = np.flatnonzero(gold & (folds == turn))
        scores[held] = matrix[held] @ weights + bias
    for turn in range(FOLDS):
        held = gold & (folds == turn)
        made[held] = calibration(gold & ~held).decision_function(scores[held])
    last = calibration(gold)
    weights, bias = detectors(np.flatnonzero(labels >= 0))
    return weights @ last.coef_.T, bias @ last.coef_.T + last.intercept_, made


def learn_to_read(examples, targets, split, vectors):
    """The network, and its cross-validated scores of GOLD. `split`: folds, and which rows are GOLD's."""
    folds, gold = split
    read = np.zeros((len(examples), 4))
    for turn in range(FOLDS):
        rest, held = np.flatnonzero(folds != turn), np.flatnonzero(gold & (folds == turn))
        read[held] = read_examples(learn_reader(examples.only(rest), targets[rest], vectors), examples.only(held))
        print(f"network: fold {turn + 1} of {FOLDS}", flush=True)
    return learn_reader(examples, targets, vectors), read


def learn_blend(linear, read, labels):
    """Weight of the linear scores, weight of the network's, and a bias a label: what makes the labels likeliest."""

    def loss(numbers):
        scores = numbers[0] * linear + numbers[1] * read + numbers[2:]
        return -np.log(np.maximum(probabilities(scores)[np.arange(len(labels)), labels], 1e-12)).mean()

    made = minimize(loss, [0.4, 0.6, 0, 0, 0, 0], method="L-BFGS-B").x
    made[2:] -= made[5]  # only differences matter
    print("blend", made.round(3).tolist())
    return made


if __name__ == "__main__":
    if len(sys.argv) > 1 and not Path(sys.argv[1]).is_file():
        sys.exit(f"There is no file {sys.argv[1]}.")
    if len(sys.argv) != 2:
        sys.exit("Say which coded sentences to learn from: make train GOLD=path/to/train.jsonl.gz")
    main(sys.argv[1])
