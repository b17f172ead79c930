"""Learn which expression of time is a claim's horizon (find/forecasts/choice.py). Called by bench/train.py."""

import numpy as np
import pandas as pd
from folds import FOLDS, folds_of
from scoring import same_words
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from foresaid.find.forecasts.finder import find_forecasts
from foresaid.find.forecasts.horizon import describe, find_expressions, is_over
from foresaid.find.forecasts.tokens import fold

LEAST_EXPRESSION = 4  # how often a feature must occur
STRENGTH = 0.2  # inverse regularisation, by cross-validation


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
    scores, fit = np.zeros(len(right)), LogisticRegression(C=STRENGTH, max_iter=1000, solver="liblinear")
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
        yield features, any(same_words(row["text"][begin:end], one) for one in coded)


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
