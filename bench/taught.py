"""Sentences beyond GOLD that the finder learns from: bench/taught.parquet, which holds no texts.

One row is a candidate sentence of an article: corpus, article and key (numbers made from the article's id and from the
sentence's words), and either `label` (F, I, R, N: coded by reading, after the coding manual) or the probabilities
forecast, intention, retrospective, none in steps of 1/255, which a large model gave that had itself been trained on the
coded sentences. The texts are looked up in datasets of these names, which must be there; nothing else is learned from
them.
"""

from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd

from foresaid.corpus.store import read_dataset_table
from foresaid.text.buffer import join_texts
from foresaid.text.layout import lay_out_sentences

TAUGHT = Path(__file__).with_name("taught.parquet")
LEAST_FOUND = 0.98
CHANCES = ["forecast", "intention", "retrospective", "none"]
BATCH = 500


def read_taught(path=TAUGHT):
    """The sentences with their neighbours: id, article, published, prev, text, next, label or None, chance or None."""
    table = pd.read_parquet(path)
    made = []
    for corpus, wanted in table.groupby("corpus", observed=True):
        made += _look_up(str(corpus), wanted)
    if len(made) < LEAST_FOUND * len(table):
        names = ", ".join(table["corpus"].cat.categories)
        raise SystemExit(f"{path.name}: only {len(made)} of {len(table)} sentences are in the datasets {names}. "
                         "Get or import them again: data/forecasts/README.md says how.")
    return made


def _look_up(corpus, wanted):
    articles = read_dataset_table(corpus, "articles", ["article_id", "text", "title", "published"])
    number = articles["article_id"].map(key_of)
    articles = articles[number.isin(set(wanted["article"]))].reset_index(drop=True)
    chances = wanted[CHANCES].to_numpy() / 255
    labels = wanted["label"].astype(object).where(wanted["label"].notna(), None).tolist()
    rows = dict(zip(zip(wanted["article"], wanted["key"], strict=True), range(len(wanted)), strict=True))
    made = []
    for first in range(0, len(articles), BATCH):
        for sentence in sentences_of(articles.iloc[first : first + BATCH].reset_index(drop=True)):
            place = rows.pop((key_of(sentence["article"]), key_of(sentence["text"])), None)
            if place is not None:
                chance = None if labels[place] else chances[place]
                made.append(sentence | {"label": labels[place], "chance": chance, "id": f"{corpus}-{len(made)}"})
    return made


def sentences_of(articles):
    """Every sentence of these articles with its neighbours: article, published, prev, text, next."""
    texts, titles = articles["text"].fillna("").tolist(), articles["title"].fillna("").tolist()
    days = [None if pd.isna(day) else day.isoformat() for day in articles["published"]]
    table = lay_out_sentences(join_texts(texts + titles), articles["article_id"].array, None)
    columns = (table[name].tolist() for name in ("article", "part", "start", "end"))
    cut = [(article, part, (titles if part == "title" else texts)[article][start:end])
           for article, part, start, end in _unglued(zip(*columns, strict=True), texts)]
    bodies = [("", "title", ""), *cut, ("", "title", "")]
    for before, (article, part, text), after in zip(bodies, cut, bodies[2:], strict=False):
        near = [text_ if part == kind == "body" and owner == article else "" for owner, kind, text_ in (before, after)]
        yield {"article": articles["article_id"][article], "published": days[article], "prev": near[0], "text": text,
               "next": near[1]}


def _unglued(rows, texts):
    """The sentences as they were when they were coded: none ended at a stop without a blank behind it."""
    made = []
    for article, part, start, end in rows:
        last = made[-1] if made else None
        glued = last and last[:2] == (article, part) == (article, "body") and not texts[article][last[3]].isspace()
        if glued and "\n" not in texts[article][last[3]:start]:
            made[-1] = *last[:3], end
        else:
            made.append((article, part, start, end))
    return made


def key_of(text):
    """A number for a text, whatever its blanks."""
    return int(np.frombuffer(sha256(" ".join(text.split()).encode()).digest()[:8], dtype="<i8")[0])
