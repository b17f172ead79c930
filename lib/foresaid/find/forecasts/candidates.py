"""Which sentences are worth a closer look: those that hold a cue, with what stands around them."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import pandas as pd

from foresaid.find.forecasts.features import Cues
from foresaid.find.forecasts.tokens import PADS
from foresaid.tables import READABLE

CONTEXT = (
    "will",
    "would",
    "may",
    "expect",
    "predict",
    "likely",
    "plan",
    "risk",
)  # cue classes the neighbours are asked for
QUOTES = '"“”'


@dataclass(frozen=True)
class Candidates:
    """Sentences with a cue: their places in the batch's sentences, their texts, their cues' hits, their context."""

    rows: np.ndarray
    texts: list
    hits: pd.DataFrame  # cue hits of these sentences, with `candidate` (place in rows) and offsets into the sentence
    context: np.ndarray  # kinds by sentences


def stable(words):
    """A number for each word that is the same everywhere and always."""
    return np.array([crc32(str(word).encode()) for word in words], dtype=np.int64)


def find_candidates(batch):
    """The sentences of a batch that hold a forecast cue and stand in a readable part."""
    sentences = batch.sentences
    hits = batch.hits[(batch.hits["finding"] == "cue").to_numpy()]
    readable = sentences["part"].isin(READABLE).to_numpy()
    hits = hits[readable[hits["sentence"].to_numpy()]]
    hits = hits[~is_name(batch, hits)]
    hits = hits.sort_values(["sentence", "start"], kind="stable")
    rows, place = np.unique(hits["sentence"].to_numpy(), return_inverse=True)
    texts = cut_texts(batch.articles, sentences.iloc[rows])
    begin = sentences["start"].to_numpy()[rows]
    offsets = hits["start"].to_numpy() - begin[place], hits["end"].to_numpy() - begin[place]
    hits = hits.assign(candidate=place, from_=offsets[0], to=offsets[1])
    return Candidates(rows, texts, hits, find_context(batch, hits, rows))


def is_name(batch, hits):
    """Whether a hit of "may" is the month or a name: "May" inside a sentence that is no title."""
    doubtful = np.zeros(len(hits), dtype=bool)
    texts, begin = batch.articles["text"].tolist(), batch.sentences["start"].to_numpy()
    title = (batch.sentences["part"] == "title").to_numpy()
    rows = zip(*(hits[name].tolist() for name in ("article", "sentence", "start")), strict=True)
    may = (hits["term"] == "may").tolist()
    for place, (article, sentence, start) in enumerate(rows):
        if may[place] and not title[sentence]:
            doubtful[place] = start > begin[sentence] + 1 and texts[article][start:start + 3] == "May"
    return doubtful


def cut_texts(articles, sentences):
    """The words of sentences, from the text or, for a title, from the title."""
    bodies, titles = articles["text"].tolist(), articles["title"].tolist()
    columns = (sentences[name].tolist() for name in ("article", "part", "start", "end"))
    return [
        (titles if part == "title" else bodies)[article][start:end]
        for article, part, start, end in zip(*columns, strict=True)
    ]


def find_context(batch, hits, rows):
    """What stands beside each candidate: cue classes before and after, quote marks left open before, its part."""
    sentences = batch.sentences
    size = len(sentences)
    bit = {name: 1 << number for number, name in enumerate(CONTEXT)}
    bits = hits["key"].cat.rename_categories(str).map(lambda key: bit.get(key, 0)).astype(np.int64).to_numpy()
    mask = np.zeros(size, dtype=np.int64)
    np.bitwise_or.at(mask, hits["sentence"].to_numpy(), bits)
    article = sentences["article"].to_numpy()
    title = (sentences["part"] == "title").to_numpy()
    before, after = rows - 1, np.minimum(rows + 1, size - 1)
    has_before = (before >= 0) & (article[before] == article[rows]) & ~title[before] & ~title[rows]
    has_after = (rows + 1 < size) & (article[after] == article[rows]) & ~title[after] & ~title[rows]
    previous = cut_texts(batch.articles, sentences.iloc[np.maximum(before, 0)])
    marks = [sum(text.count(mark) for mark in QUOTES) for text in previous]
    marks = np.where(has_before, np.array(marks, dtype=np.int64), -1)
    quoted = np.where(marks < 0, -1, np.where(marks == 0, 0, 1 + marks % 2))
    return np.stack(
        [
            np.where(has_before, mask[np.maximum(before, 0)], -1),
            np.where(has_after, mask[after], -1),
            quoted,
            title[rows].astype(np.int64),
        ]
    )


def cues_of(candidates):
    """The candidates' cues as arrays, offsets into the joined text (see tokens.split_words)."""
    hits = candidates.hits
    lengths = np.array([len(text) for text in candidates.texts], dtype=np.int64)
    base = (np.cumsum(lengths + PADS) - lengths)[hits["candidate"].to_numpy()]
    kind_of = hits["key"].cat
    term_of = hits["term"].cat
    return Cues(
        sentence=hits["candidate"].to_numpy(),
        start=hits["from_"].to_numpy() + base,
        end=hits["to"].to_numpy() + base,
        term=stable(term_of.categories)[term_of.codes],
        kind=stable(kind_of.categories)[kind_of.codes],
    )
