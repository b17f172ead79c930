"""Learn who holds a forecast: weights of what is seen about each possible holder (find/forecasts/speaker.py).

    python bench/train_speaker.py TRAIN.jsonl.gz

TRAIN holds coded sentences with the one before and after, as for bench/train.py, and their speakers. Writes the weights
into model.json, among its choices. The model is a choice among the possible holders of one statement (conditional
logit, McFadden 1974): what grows is the chance that the chosen one has the coded name, less a penalty on large weights.
Learned between neighbours only, the weights do nearly as well in whole articles as those learned in whole articles
(right speakers 0.699 against 0.704, cross-validated). The same file gives the same weights with the same library
versions and one thread. Needs the extra `train`.
"""

import json
import os
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from foresaid.find.forecasts.candidates import find_candidates
from foresaid.find.forecasts.classify import LABELS
from foresaid.find.forecasts.decision import decide, pick_cues
from foresaid.find.forecasts.fields import Statements
from foresaid.find.forecasts.names import AUTHOR
from foresaid.find.forecasts.speaker import Weights, find_holders, weigh
from foresaid.find.forecasts.tokens import split_words
from foresaid.find.forecasts.words import read_forecast_words
from foresaid.find.quotes import find_quotes
from foresaid.paths import DATA

FOLDS = 5
LEAST = 3  # how often something must be seen
STRENGTH = 0.12  # inverse of the penalty, by cross-validation
OFFICES = frozenset(
    ["the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "gov", "rep", "president", "prime", "minister", "former",
     "secretary", "senator", "jr", "sr"]
)


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
            made.append((row, [(is_same(holder.name, row["speaker"]), holder.seen) for holder in holders]))
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
    names = sorted({row["article"] for row, _ in seen})
    order = np.random.default_rng(0).permutation(len(names))
    fold = {name: int(place) % FOLDS for name, place in zip(names, order, strict=True)}
    right = 0
    for number in range(FOLDS):
        weights = Weights(learn([one for one in seen if fold[one[0]["article"]] != number]))
        held = [holders for row, holders in seen if fold[row["article"]] == number]
        right += sum(max(one, key=lambda holder: weigh(holder[1], weights))[0] for one in held)
    print(f"cross-validated share of right speakers: {right / len(seen):.3f} of {len(seen)}")


def is_same(found, coded):
    """Whether two names are of one speaker: equal, or of a person the last, first or any two names of the other."""
    if AUTHOR in (found, coded) or found.strip().casefold() == coded.strip().casefold():
        return found == coded or found.strip().casefold() == coded.strip().casefold() != AUTHOR.casefold()
    short, long = sorted(map(_parts, (found, coded)), key=len)
    low, all_low = [one.casefold() for one in short], [one.casefold() for one in long]
    if low == all_low:
        return bool(low)
    named = bool(low) and all(one[0].isupper() for one in long)
    rim = all_low[-len(low):] == low or all_low[: len(low)] == low
    return named and (rim or (len(low) > 1 and set(low) <= set(all_low)))


def _parts(name):
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s\b", "", name)).encode("ascii", "ignore").decode()
    return [one for one in re.findall(r"[A-Za-z0-9]+", plain) if one.casefold() not in OFFICES and len(one) > 1]


def main(path):
    """Learn from the coded sentences and write the weights into the finder's model."""
    from train import batch_of, read_rows

    rows, words = read_rows(path), read_forecast_words()
    weights = learn_speaker(rows, batch_of(rows, words.terms), words)
    file = DATA / "forecasts" / "model.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    data["choices"]["speaker"] = weights
    file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights in {file.name}")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_file():
        sys.exit("Say which coded sentences to learn from: python bench/train_speaker.py path/to/train.jsonl.gz")
    main(sys.argv[1])
