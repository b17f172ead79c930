"""Learn who holds a forecast: weights of what is seen about each possible holder (find/forecasts/speaker.py).

Called by bench/train.py. The model is a choice among the possible holders of one statement (conditional logit, McFadden
1974): what grows is the chance that the chosen one has the coded name, less a penalty on large weights. Learned between
neighbours only, the weights do nearly as well in whole articles as those learned in whole articles (right speakers
0.699 against 0.704, cross-validated).
"""

from collections import Counter
from dataclasses import replace

import numpy as np
from folds import FOLDS, folds_of
from scipy import sparse
from scipy.optimize import minimize
from scoring import same_speaker

from foresaid.find.forecasts.candidates import find_candidates
from foresaid.find.forecasts.classify import LABELS
from foresaid.find.forecasts.decision import decide, pick_cues
from foresaid.find.forecasts.fields import Statements
from foresaid.find.forecasts.speaker import Weights, find_holders, weigh
from foresaid.find.forecasts.tokens import split_words
from foresaid.find.quotes import find_quotes

LEAST = 3  # how often something must be seen
STRENGTH = 0.12  # inverse of the penalty, by cross-validation


def learn_speaker(rows, batch, words):
    """Weights by what is seen. `batch` holds three sentences for each of the coded `rows` (see bench/train.py)."""
    seen = see_holders(rows, batch, words)
    report(seen)
    return {name: round(weight, 2) for name, weight in sorted(learn(seen).items()) if abs(weight) >= 0.02}


def see_holders(rows, batch, words):
    """For each coded forecast: its row, and of each possible holder whether he has the coded name, and what is seen."""
    batch = replace(batch, quotes=find_quotes(batch))
    candidates = find_candidates(batch)
    tokens = split_words(candidates.texts)
    decided = decide(candidates, tokens, words.model)
    number = candidates.rows // 3
    wanted = (candidates.rows % 3 == 1) & np.array([rows[one]["label"] == "F" for one in number.tolist()])
    kinds = np.where(wanted, LABELS.index("forecast"), LABELS.index("none"))
    statements, made = Statements(batch, words, candidates, tokens), []
    for one, hit, ordinal in pick_cues(candidates, kinds, decided.of_cue):
        if ordinal == 0:
            row = rows[number[one]]
            holders = find_holders(*statements.placed(one, hit), words.made["speaker"])
            made.append((row, [(same_speaker(holder.name, row["speaker"]), holder.seen) for holder in holders]))
    return made


def learn(seen):
    """Weights that make the coded holders most probable, where they were found; others teach nothing."""
    seen = [holders for _, holders in seen if any(right for right, _ in holders)]
    counts = Counter(thing for holders in seen for _, things in holders for thing in things)
    names = sorted(thing for thing, count in counts.items() if count >= LEAST)
    column = {name: place for place, name in enumerate(names)}
    holders = [holder for holders in seen for holder in holders]
    places = [(row, column[thing]) for row, (_, things) in enumerate(holders) for thing in things if thing in column]
    row, col = np.array(places).T
    matrix = sparse.csr_matrix((np.ones(len(row)), (row, col)), shape=(len(holders), len(names)))
    right = np.array([one for one, _ in holders])
    sizes = np.array([len(one) for one in seen])
    starts, group = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)

    def cost(weights):
        scores = matrix @ weights
        grown = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        total, good = np.add.reduceat(grown, starts), np.add.reduceat(grown * right, starts)
        slope = matrix.T @ (grown / total[group] - grown * right / good[group])
        return np.log(total / good).sum() + weights @ weights / (2 * STRENGTH), slope + weights / STRENGTH

    found = minimize(cost, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return dict(zip(names, found.x.tolist(), strict=True))


def report(seen):
    """Print how often the chosen holder has the coded name, cross-validated with folds by article."""
    folds, right = folds_of([row["article"] for row, _ in seen]).tolist(), 0
    for turn in range(FOLDS):
        weights = Weights(learn([one for one, fold in zip(seen, folds, strict=True) if fold != turn]))
        held = [holders for (_, holders), fold in zip(seen, folds, strict=True) if fold == turn]
        right += sum(max(one, key=lambda holder: weigh(holder[1], weights))[0] for one in held)
    print(f"cross-validated share of right speakers: {right / len(seen):.3f} of {len(seen)}")
