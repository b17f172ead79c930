"""Make data/quotes/model.json out of coded attributions: python bench/train_quotes.py ARTICLES ATTRIBUTIONS.

Both are PolNeAR's (jsonl.gz): articles with id, split and text; attributions with id, primary and relations, each with
spans of source, cue and content. Only the split `train` is read. Prints what five-fold cross-validation by article
reaches. Numpy only; the same files give the same model.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict

import numpy as np
import pandas as pd

from foresaid.find.quotes.candidates import find_candidates
from foresaid.find.quotes.choose import choose
from foresaid.find.quotes.context import read_context
from foresaid.find.quotes.tokens import make_vocabulary, read_classes, split_tokens
from foresaid.find.quotes.weigh import see
from foresaid.paths import DATA
from foresaid.text.buffer import join_texts
from foresaid.text.layout import lay_out_sentences

WORD = re.compile(r"\w+(?:['’-]\w+)*")
OFTEN = 60         # times in the articles: a word that may be looked at beside reporting words
LEAST, RATE = 2, 0.06  # a reporting word was one so often, and in that share of its occurrences
RIDGE, ROUNDS = 5.0, 120
THRESHOLD = -0.8
SMALL = 4          # hundredths: smaller weights are left out


def read(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_train(articles_path, gold_path):
    """Texts and their attributions with a content, in the same order."""
    texts = {one["id"]: one["text"] for one in read(articles_path) if one["split"] == "train"}
    gold = {one["id"]: [rel for rel in one["relations"] if rel["content"]]
            for one in read(gold_path) if one["primary"] and one["id"] in texts}
    return list(texts.values()), [gold[name] for name in texts]


def words_of(text, start=0, end=None):
    return [(one.start(), one[0].lower().replace("’", "'"))
            for one in WORD.finditer(text, start, len(text) if end is None else end)]


def choose_words(texts, gold, classes):
    """The words that report often enough, and the common words."""
    total = Counter(word for text in texts for _, word in words_of(text))
    reporting = Counter()
    for text, relations in zip(texts, gold, strict=True):
        reporting.update(word for _, word in {one for rel in relations if rel["source"] for start, end in rel["cue"]
                                              for one in words_of(text, start, end)})
    plain = set(classes["word"])
    cues = {word for word, n in reporting.items()
            if n >= LEAST and n >= RATE * total[word] and word not in plain and len(word) > 2}
    common = [word for word, n in total.items() if n >= OFTEN and word.isalpha() and word.isascii()]
    return sorted(cues | {"according"}), sorted(set(common) - cues)


def overlap(start, end, spans):
    """The part of the longer one, found or coded, that both share."""
    shared = sum(max(0, min(end, b) - max(start, a)) for a, b in spans)
    return shared / max(end - start, sum(b - a for a, b in spans)) if shared else 0.0


def label(rows, gold):
    """How right each candidate is, 0 to 1: content, reporting word and holder."""
    labels = np.zeros(len(rows))
    for number, (article, start, end, s_start, s_end, cue) in enumerate(rows):
        for rel in gold[article]:
            if overlap(start, end, rel["content"]) < 0.5:
                continue
            at_cue = not rel["cue"] or any(a <= cue < b for a, b in rel["cue"])
            held = s_start >= 0 and overlap(s_start, s_end, rel["source"]) >= 0.5
            right = (1 if at_cue else 0.4) * (1 if held else 0.55) if rel["source"] else 0.5
            labels[number] = max(labels[number], right)
    return labels


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


def main(articles_path, gold_path):
    texts, gold = read_train(articles_path, gold_path)
    classes = read_classes()
    reporting, common = choose_words(texts, gold, classes)
    ids = pd.array([str(number) for number in range(len(texts))], dtype="str")
    buffer = join_texts(texts)
    sentences = lay_out_sentences(join_texts(texts + [""] * len(texts)), ids, None)
    for last in (False, True):  # the second time without the words that never carried an attribution
        words = [*reporting, *common]
        vocabulary = make_vocabulary(words, classes)
        reports = np.arange(len(vocabulary.words)) <= len(reporting)
        reports[0] = False
        context = read_context(split_tokens(buffer, vocabulary), buffer, sentences)
        found = find_candidates(context, vocabulary, reports)
        rows = as_rows(context.tokens, buffer, found)
        labels = label(rows, gold)
        names, sizes, seen = stack(see(context, found))
        odds = validate(seen, labels, np.array([row[0] for row in rows]))
        for threshold in (-1.1, -0.9, THRESHOLD, -0.7, -0.5):
            print(len(reporting), threshold, score(rows, choose(found, odds, threshold), gold))
        if not last:
            kept = context.tokens.word[found["cue"][choose(found, odds, THRESHOLD)]]
            useful = np.bincount(kept, minlength=len(vocabulary.words)) >= 2
            reporting = [word for place, word in enumerate(reporting, 1) if useful[place]]
    write(names, sizes, fit(seen, labels), reporting, common)


def as_rows(tokens, buffer, found):
    """article, content start and end, source start and end (-1: none), reporting word's start: offsets in the text."""
    article = buffer.owner(tokens.start[found["cue"]])
    base, held = buffer.bases[article], found["s_first"] >= 0
    return np.stack([article, tokens.start[found["first"]] - base, tokens.end[found["last"]] - base,
                     np.where(held, tokens.start[found["s_first"]] - base, -1),
                     np.where(held, tokens.end[found["s_last"]] - base, -1), tokens.start[found["cue"]] - base],
                    axis=1).tolist()


def stack(seen):
    """One number for each thing seen and its value: the matrix for `fit`."""
    names, sizes = list(seen), [int(column.max()) + 1 for column in seen.values()]
    shift = np.cumsum([0, *sizes[:-1]])
    return names, sizes, np.stack([column + by for column, by in zip(seen.values(), shift, strict=True)], axis=1)


def validate(seen, labels, article):
    """The odds of each candidate by a model that has not seen its article."""
    odds = np.zeros(len(labels))
    for fold in range(5):
        mine = article % 5 == fold
        weights, bias = fit(seen[~mine], labels[~mine])
        known = seen[mine] < len(weights)
        odds[mine] = bias + (weights[np.minimum(seen[mine], len(weights) - 1)] * known).sum(1)
    return odds


def write(names, sizes, fitted, reporting, common):
    weights, bias = fitted
    weights = np.concatenate([weights, np.zeros(sum(sizes) - len(weights))])
    made = {}
    for name, begin, size in zip(names, np.cumsum([0, *sizes[:-1]]).tolist(), sizes, strict=True):
        whole = np.round(weights[begin:begin + size] * 100).astype(int)
        values = np.flatnonzero(np.abs(whole) >= SMALL)
        made[name] = [values.tolist(), whole[values].tolist()]
    data = {"threshold": THRESHOLD, "bias": round(bias, 4), "reporting": reporting, "words": common, "weights": made}
    lines = ",\n".join(line(name, value) for name, value in data.items() if name != "weights")
    inner = ",\n".join(line(name, value) for name, value in made.items())
    (DATA / "quotes" / "model.json").write_text(f'{{{lines},\n"weights": {{\n{inner}\n}}}}\n', encoding="utf-8")


def line(name, value):
    return f"{json.dumps(name)}: {json.dumps(value, separators=(',', ':'))}"


if __name__ == "__main__":
    main(*sys.argv[1:3])
