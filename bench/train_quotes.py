"""Make data/quotes/model.json out of coded attributions: python bench/train_quotes.py ARTICLES ATTRIBUTIONS.

Both are PolNeAR's (jsonl.gz): articles with id, split and text; attributions with id, primary and relations, each with
spans of source, cue and content. Only the split `train` is read. Each stage learns on what the stages before say of
articles that they have not seen (five folds by article); prints what the whole reaches that way. Takes about five
minutes; the same files and versions of numpy and scikit-learn give the same model.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd
from coded import read_coded

from foresaid.find.quotes import HOPELESS, end_with, hold_with, take
from foresaid.find.quotes.candidates import find_candidates
from foresaid.find.quotes.choose import choose
from foresaid.find.quotes.context import Nearest, read_context
from foresaid.find.quotes.ends import find_ends, see_ends
from foresaid.find.quotes.judge import see_all
from foresaid.find.quotes.see import Sight, see_ways
from foresaid.find.quotes.sources import find_sources, mark_edges, see_sources
from foresaid.find.quotes.stems import stem_of
from foresaid.find.quotes.tokens import make_vocabulary, read_classes, split_tokens
from foresaid.find.quotes.trees import LEVELS, SPLITS
from foresaid.paths import DATA
from foresaid.text.buffer import join_texts
from foresaid.text.layout import lay_out_sentences

WORD = re.compile(r"\w+(?:['’-]\w+)*")
OFTEN = 25              # times in the articles: a word that may be looked at beside reporting words
LEAST, RATE = 2, 0.06   # a reporting word was one so often, and in that share of its occurrences;
KIN, KIN_RATE = 5, 0.12  # or the forms of its stem together were, and itself in half of RATE
HOPE = -1.2             # log-odds: a reporting word without two candidates above it is none
FOLDS = 5
RIDGE, ROUNDS = 5.0, 120
SMALL = 5               # hundredths: smaller weights are left out
TREES = {"max_iter": 100, "learning_rate": 0.12, "max_depth": LEVELS, "max_leaf_nodes": None, "min_samples_leaf": 40,
         "l2_regularization": 5, "early_stopping": False, "random_state": 0}
HIGH = 10**9            # the bar of a split that is none
BARS = [round(0.26 + 0.02 * step, 2) for step in range(12)]


def read_train(articles_path, gold_path):
    """Texts and their attributions with a content, in the same order."""
    texts = {one["id"]: one["text"] for one in read_coded(articles_path) if one["split"] == "train"}
    gold = {one["id"]: [rel for rel in one["relations"] if rel["content"]]
            for one in read_coded(gold_path) if one["primary"] and one["id"] in texts}
    return list(texts.values()), [gold[name] for name in texts]


def words_of(text, start=0, end=None):
    return [(one.start(), one[0].lower().replace("’", "'"))
            for one in WORD.finditer(text, start, len(text) if end is None else end)]


def choose_words(texts, gold, classes):
    """The words that report often enough, themselves or with their kin, and the common words."""
    total = Counter(word for text in texts for _, word in words_of(text))
    reporting = Counter()
    for text, relations in zip(texts, gold, strict=True):
        reporting.update(word for _, word in {one for rel in relations if rel["source"] for start, end in rel["cue"]
                                              for one in words_of(text, start, end)})
    kin, kin_total = Counter(), Counter()
    for counter, made in ((reporting, kin), (total, kin_total)):
        for word, n in counter.items():
            made[stem_of(word)] += n
    plain = set(classes["word"])

    def reports(word, n):
        if word in plain or len(word) < 3 or n < LEAST or word.endswith("ly"):
            return False
        mine, ours, stem = reporting[word], kin[stem_of(word)], stem_of(word)
        return ((mine >= LEAST and mine >= RATE * n)
                or (word.isalpha() and mine >= RATE / 2 * n and ours >= max(KIN, KIN_RATE * kin_total[stem])))

    cues = {word for word, n in total.items() if reports(word, n)}
    common = [word for word, n in total.items() if n >= OFTEN and word.isalpha() and word.isascii()]
    return sorted(cues | {"according"}), sorted(set(common) - cues)


def overlap(start, end, spans):
    """The part of the longer one, found or coded, that both share."""
    shared = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
    return shared / max(end - start, sum(b - a for a, b in spans)) if shared else 0.0


def match(rows, gold):
    """For each row the coded attribution that its content fits: (how right its word and holder are, which); or None."""
    made = []
    for article, start, end, s_start, s_end, cue in rows:
        best = None
        for rel in gold[article]:
            if overlap(start, end, rel["content"]) < 0.5:
                continue
            at_cue = not rel["cue"] or any(a <= cue < b for a, b in rel["cue"])
            held = s_start >= 0 and overlap(s_start, s_end, rel["source"]) >= 0.5
            right = (1 if at_cue else 0.4) * (1 if held else 0.55) if rel["source"] else 0.5
            if best is None or right > best[0]:
                best = right, rel, at_cue, held
        made.append(best)
    return made


def fit(seen, labels):
    """Weights of a logistic model with a ridge: Newton's steps on the diagonal, with momentum."""
    columns, size = seen.shape[1], int(seen.max()) + 1
    weights, step = np.zeros(size), np.zeros(size)
    bias = float(np.log(labels.mean() / (1 - labels.mean())))
    flat = seen.ravel()
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-(bias + weights[seen].sum(1))))
        slope = np.bincount(flat, np.repeat(p - labels, columns), size) + RIDGE * weights
        curve = np.bincount(flat, np.repeat(p * (1 - p), columns), size) + RIDGE
        step = 0.9 * step - slope / curve / (columns + 1)
        weights = weights + step
        bias -= (p - labels).sum() / (p * (1 - p)).sum() / (columns + 1)
    return weights, bias


@dataclass
class Stage:
    """A linear model's names and sizes of things seen, its odds for articles it has not seen, and its weights."""

    names: list
    sizes: list
    odds: np.ndarray
    fitted: tuple


def learn(seen, labels, article, teaches):
    """Train a stage on the rows that teach; odds for all rows by models that have not seen their article."""
    names, sizes = list(seen), [int(column.max()) + 1 for column in seen.values()]
    shift = np.cumsum([0, *sizes[:-1]])
    matrix = np.stack([(column + by).astype(np.int32) for column, by in zip(seen.values(), shift, strict=True)], axis=1)
    odds = np.zeros(len(labels), dtype=np.float32)
    for fold in range(FOLDS):
        mine = article % FOLDS == fold
        weights, bias = fit(matrix[~mine & teaches], labels[~mine & teaches])
        known = matrix[mine] < len(weights)
        odds[mine] = bias + (weights[np.minimum(matrix[mine], len(weights) - 1)] * known).sum(1)
    return Stage(names, sizes, odds, fit(matrix[teaches], labels[teaches]))


def score(rows, chosen, gold):
    """Content at 0.5 and the same with the right holder: F1 each. As PolNeAR pairs: best first, each side once."""
    of = defaultdict(list)
    for number in chosen.tolist():
        of[rows[number][0]].append(rows[number])
    hits = held = neutral = 0
    for article, relations in enumerate(gold):
        pairs = sorted(((overlap(f[1], f[2], rel["content"]), i, j) for i, f in enumerate(of[article])
                        for j, rel in enumerate(relations)), reverse=True)
        used = set(), set()
        for part, i, j in pairs:
            if part < 0.5 or i in used[0] or j in used[1]:
                continue
            used[0].add(i)
            used[1].add(j)
            row, rel = of[article][i], relations[j]
            neutral += not rel["source"]
            hits += bool(rel["source"])
            held += bool(rel["source"]) and row[3] >= 0 and overlap(row[3], row[4], rel["source"]) >= 0.5
    total = len(chosen) - neutral + sum(bool(rel["source"]) for relations in gold for rel in relations)
    return 2 * hits / total, 2 * held / total


class Reading:
    """The training texts, read with a vocabulary."""

    def __init__(self, texts, reporting, common):
        ids = pd.array([str(number) for number in range(len(texts))], dtype="str")
        self.buffer = join_texts(texts)
        sentences = lay_out_sentences(join_texts(texts + [""] * len(texts)), ids, None)
        self.vocabulary = make_vocabulary([*reporting, *common], read_classes())
        reports = np.arange(len(self.vocabulary.words)) <= len(reporting)
        reports[0] = False
        self.context = read_context(split_tokens(self.buffer, self.vocabulary), self.buffer, sentences)
        self.near = Nearest(self.context.tokens.bits)
        self.is_cue = reports[self.context.tokens.word] & (self.context.sentence >= 0)
        self.sight = Sight(self.context, self.near, self.is_cue, self.vocabulary.stem)
        self.found = find_candidates(self.context, self.near, self.vocabulary, reports)

    def article(self, found):
        return self.buffer.owner(self.context.tokens.start[found["cue"]])

    def rows(self, found):
        """article, content start and end, source start and end (-1: none), word's start: offsets in the text."""
        tokens, article = self.context.tokens, self.article(found)
        base, held = self.buffer.bases[article], found["s_first"] >= 0
        return np.stack([article, tokens.start[found["first"]] - base, tokens.end[found["last"]] - base,
                         np.where(held, tokens.start[found["s_first"]] - base, -1),
                         np.where(held, tokens.end[found["s_last"]] - base, -1),
                         tokens.start[found["cue"]] - base], axis=1).tolist()


def learn_ways(reading, gold):
    """The first stage: a candidate is as right as its best end makes it."""
    found = reading.found
    ends = find_ends(reading.context, found, reading.near)
    fits = match(reading.rows(take(found, ends["row"]) | {"last": ends["last"]}), gold)
    labels = np.zeros(len(found["cue"]))
    np.maximum.at(labels, ends["row"], [one[0] if one else 0 for one in fits])
    return learn(see_ways(reading.sight, found), labels, reading.article(found), np.ones(len(labels), dtype=bool))


def learn_ends(reading, gold, found):
    """The second: an end is right if it makes the content fit; candidates that none makes fit teach nothing."""
    ends = find_ends(reading.context, found, reading.near)
    at_ends = take(found, ends["row"]) | {"last": ends["last"]}
    fits = np.array([one is not None for one in match(reading.rows(at_ends), gold)])
    able = np.zeros(len(found["cue"]), dtype=bool)
    able[ends["row"][fits]] = True
    seen = see_ends(reading.sight, found, ends)
    return ends, learn(seen, fits.astype(float), reading.article(at_ends), able[ends["row"]])


def learn_sources(reading, gold, found):
    """The third: a holder is right if it fits the coded one; only attributions with fitting content teach."""
    edges = mark_edges(reading.context, reading.near, reading.is_cue)
    sources = find_sources(reading.context, found, reading.near, edges)
    row, rels = sources["row"], [one and one[1] for one in match(reading.rows(found), gold)]
    at = reading.rows(take(found, row) | {"s_first": sources["first"], "s_last": sources["last"]})
    labels = np.array([bool(rels[i]) and overlap(one[3], one[4], rels[i]["source"]) >= 0.5
                       for i, one in zip(row.tolist(), at, strict=True)])
    teaches = np.array([bool(rel and rel["source"]) for rel in rels])[row]
    seen = see_sources(reading.sight, found, sources)
    return sources, learn(seen, labels.astype(float), reading.article(found)[row], teaches)


def learn_trees(seen, labels, article):
    """The fourth: trees for all articles, and what trees that have not seen an article say of it."""
    from sklearn.ensemble import HistGradientBoostingRegressor

    matrix = np.stack([np.asarray(column, dtype=np.float32) for column in seen.values()], axis=1)
    said = np.zeros(len(labels))
    for fold in range(FOLDS):
        mine = article % FOLDS == fold
        said[mine] = HistGradientBoostingRegressor(**TREES).fit(matrix[~mine], labels[~mine]).predict(matrix[mine])
    return said, HistGradientBoostingRegressor(**TREES).fit(matrix, labels)


def worth(fits):
    """How right each attribution is: its content, its word, its holder."""
    return np.array([(1 if one[2] else 0.4) * ((1 if one[3] else 0.7) if one[1]["source"] else 0.5) if one else 0
                     for one in fits])


def main(articles_path, gold_path):
    texts, gold = read_train(articles_path, gold_path)
    reporting, common = choose_words(texts, gold, read_classes())
    reading = Reading(texts, reporting, common)
    ways = learn_ways(reading, gold)
    seen = np.bincount(reading.context.tokens.word[reading.found["cue"][ways.odds > HOPE]],
                       minlength=len(reading.vocabulary.words))
    reporting = [word for place, word in enumerate(reporting, 1) if seen[place] >= 2]
    reading = Reading(texts, reporting, common)
    ways = learn_ways(reading, gold)
    hopeful = ways.odds > HOPELESS
    print(f"{len(reporting)} reporting words, {len(hopeful)} candidates, {hopeful.sum()} of them hopeful")
    found, odds = take(reading.found, hopeful), {"way": ways.odds[hopeful]}
    choices, ends = learn_ends(reading, gold, found)
    found, row, odds["end"], odds["second"] = end_with(found, choices, ends.odds)
    odds["way"] = odds["way"][row]
    choices, sources = learn_sources(reading, gold, found)
    held, odds["source"] = hold_with(found, choices, sources.odds)
    rows, article = reading.rows(held), reading.article(held)
    seen = see_all(reading.sight, found, odds, article)
    said, trees = learn_trees(seen, worth(match(rows, gold)), article)
    reached = {bar: score(rows, choose(found, said, bar), gold) for bar in BARS}
    for bar, (content, both) in reached.items():
        print(f"bar {bar}: content {content:.4f}, with the right holder {both:.4f}")
    bar = max(BARS, key=lambda one: sum(reached[one]))
    stages = {"ways": ways, "ends": ends, "sources": sources}
    write({"threshold": bar, "factor": int(reading.vocabulary.factor), "reporting": reporting, "words": common},
          stages, export(list(seen), trees))


def export(names, trees):
    """Trees of scikit-learn as flat lists of whole numbers."""
    made = {"columns": names, "base": round(float(trees._baseline_prediction.ravel()[0]), 5), "asked": [], "bars": [],
            "leaves": []}
    for (tree,) in trees._predictors:
        asked, bars, leaves = [0] * SPLITS, [HIGH] * SPLITS, [0] * (SPLITS + 1)
        nodes = [(0, 0)]
        while nodes:
            place, number = nodes.pop()
            node = tree.nodes[number]
            if place >= SPLITS:
                leaves[place - SPLITS] = round(float(node["value"]) * 10_000)
            elif node["is_leaf"]:
                nodes.append((2 * place + 1, number))  # nothing is above HIGH: all go to the left
            else:
                asked[place], bars[place] = int(node["feature_idx"]), round(float(node["num_threshold"]) * 1000)
                nodes += [(2 * place + 1, int(node["left"])), (2 * place + 2, int(node["right"]))]
        for name, values in (("asked", asked), ("bars", bars), ("leaves", leaves)):
            made[name] += values
    return made


def weights_of(stage):
    """The weights that matter, in hundredths: steps from value to value, and scores."""
    weights, bias = stage.fitted
    weights = np.concatenate([weights, np.zeros(sum(stage.sizes) - len(weights))])
    made = {}
    for name, begin, size in zip(stage.names, np.cumsum([0, *stage.sizes[:-1]]).tolist(), stage.sizes, strict=True):
        whole = np.round(weights[begin:begin + size] * 100).astype(int)
        values = np.flatnonzero(np.abs(whole) >= SMALL)
        made[name] = [np.diff(values, prepend=0).tolist(), whole[values].tolist()]
    return {"bias": round(bias, 4), "weights": made}


def write(plain, stages, trees):
    """One line for each thing, so that a change shows where it is."""
    lines = [line(name, value) for name, value in plain.items()]
    for name, stage in stages.items():
        made = weights_of(stage)
        inner = ",\n".join(line(one, value) for one, value in made["weights"].items())
        lines.append(f'"{name}": {{{line("bias", made["bias"])}, "weights": {{\n{inner}\n}}}}')
    lines.append('"trees": {' + ",\n".join(line(name, value) for name, value in trees.items()) + "}")
    (DATA / "quotes" / "model.json").write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


def line(name, value):
    return f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}"


if __name__ == "__main__":
    main(*sys.argv[1:3])
