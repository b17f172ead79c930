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
    bodies: list  # texts of the articles
    texts: list  # of the sentences
    hits: pd.DataFrame  # cue hits of these sentences, with `candidate` (place in rows) and offsets into the sentence
    context: np.ndarray  # kinds by sentences


def find_candidates(batch):
    """The sentences of a batch that hold a forecast cue and stand in a readable part."""
    sentences = batch.sentences
    texts = Texts(batch)
    hits = batch.hits[(batch.hits["finding"] == "cue").to_numpy()]
    readable = sentences["part"].isin(READABLE).to_numpy()
    hits = hits[readable[hits["sentence"].to_numpy()]]
    hits = hits[~is_name(texts, hits)]
    hits = hits.sort_values(["sentence", "start"], kind="stable")
    rows, place = np.unique(hits["sentence"].to_numpy(), return_inverse=True)
    begin = sentences["start"].to_numpy()[rows]
    offsets = hits["start"].to_numpy() - begin[place], hits["end"].to_numpy() - begin[place]
    hits = hits.assign(candidate=place, from_=offsets[0], to=offsets[1])
    return Candidates(rows, texts.bodies, texts.cut(rows), hits, find_context(batch, texts, hits, rows))


class Texts:
    """The texts of a batch and where its sentences stand in them."""

    def __init__(self, batch):
        self.bodies, self.titles = batch.articles["text"].tolist(), batch.articles["title"].tolist()
        sentences = batch.sentences
        self.article, self.start, self.end = (sentences[name].to_numpy() for name in ("article", "start", "end"))
        self.title = (sentences["part"] == "title").to_numpy()

    def cut(self, rows):
        """The words of sentences, from the text or, for a title, from the title."""
        columns = (column[rows].tolist() for column in (self.article, self.title, self.start, self.end))
        return [
            (self.titles if title else self.bodies)[article][start:end]
            for article, title, start, end in zip(*columns, strict=True)
        ]


def is_name(texts, hits):
    """Whether a hit of "may" is the month or a name: "May" inside a sentence that is no title."""
    doubtful = np.zeros(len(hits), dtype=bool)
    sentence, start = hits["sentence"].to_numpy(), hits["start"].to_numpy()
    inside = (hits["term"] == "may").to_numpy() & ~texts.title[sentence] & (start > texts.start[sentence] + 1)
    for place in np.flatnonzero(inside).tolist():
        body = texts.bodies[texts.article[sentence[place]]]
        doubtful[place] = body[start[place] : start[place] + 3] == "May"
    return doubtful


def find_context(batch, texts, hits, rows):
    """What stands beside each candidate: cue classes before and after, quote marks left open before, its part."""
    size = len(batch.sentences)
    bit = {name: 1 << number for number, name in enumerate(CONTEXT)}
    bits = np.array([bit.get(str(key), 0) for key in hits["key"].cat.categories], dtype=np.int64)
    mask = np.zeros(size, dtype=np.int64)
    np.bitwise_or.at(mask, hits["sentence"].to_numpy(), bits[hits["key"].cat.codes.to_numpy()])
    article, title = texts.article, texts.title
    before, after = rows - 1, np.minimum(rows + 1, size - 1)
    has_before = (before >= 0) & (article[before] == article[rows]) & ~title[before] & ~title[rows]
    has_after = (rows + 1 < size) & (article[after] == article[rows]) & ~title[after] & ~title[rows]
    marks = [sum(map(text.count, QUOTES)) for text in texts.cut(np.maximum(before, 0))]
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
    return Cues(
        sentence=hits["candidate"].to_numpy(),
        start=hits["from_"].to_numpy() + base,
        end=hits["to"].to_numpy() + base,
        term=stable(hits["term"]),
        kind=stable(hits["key"]),
    )


def stable(column):
    """For each word of a column of categories a number that is the same everywhere and always."""
    codes = column.cat.codes.to_numpy()
    numbers = np.zeros(len(column.cat.categories), dtype=np.int64)
    used = np.unique(codes)
    numbers[used] = [crc32(str(word).encode()) for word in column.cat.categories[used]]
    return numbers[codes]
