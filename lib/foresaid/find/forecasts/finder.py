"""Forecast statements of a batch: candidates, decision, and the table of statements with all its fields."""

from hashlib import sha256

import numpy as np
import pandas as pd

from foresaid.find.forecasts.candidates import find_candidates
from foresaid.find.forecasts.classify import LABELS
from foresaid.find.forecasts.decision import decide, pick_cues
from foresaid.find.forecasts.fields import Statements
from foresaid.find.forecasts.tokens import split_words
from foresaid.tables import READINGS, conform

SPANS = ("", "cue_", "speaker_", "horizon_text_")  # the fields with offsets

KINDS = {
    "datetime64[D]": ("horizon_from", "horizon_to_min", "horizon_to_max"),
    "float64": ("p_low", "p_mid", "p_high", "likelihood"),
}


def find_forecasts(batch, words):
    """The forward-looking statements of a batch: one row a statement, in the order of articles and clauses.

    Those that only the broad reading keeps are there too, marked in `reading` (see foresaid.findings.keep_reading).
    """
    candidates = find_candidates(batch)
    if not len(candidates.rows):
        return conform(pd.DataFrame(), "forecasts")
    tokens = split_words(candidates.texts)
    decided = decide(candidates, tokens, words.model)
    chosen = pick_cues(candidates, decided.kinds, decided.of_cue)
    if not chosen:
        return conform(pd.DataFrame(), "forecasts")
    statements = Statements(batch, words, candidates, tokens)
    kind = [LABELS[label] for label in decided.kinds.tolist()]
    fields = [statements.describe(number, hit, kind[number]) for number, hit, _ in chosen]
    number = np.array([one for one, _, _ in chosen])
    where = _where(batch, candidates, chosen)
    said = {name: [row[name] for row in fields] for name in fields[0] if name not in SPANS}
    said |= {name: np.array(said[name], dtype=kind) for kind, names in KINDS.items() for name in names}
    offset = np.where(where["part"] == "title", -1, where.pop("begin"))
    spans = {name: column for field in SPANS for name, column in _offsets(field, fields, offset).items()}
    sure = {
        "confidence": decided.chance[number, decided.kinds[number]].round(4),
        "reading": [READINGS[one] for one in decided.readings[number].tolist()],
    }
    return conform(pd.DataFrame(where | spans | said | sure), "forecasts")


def _where(batch, candidates, chosen):
    """The columns that say where each statement stands."""
    number = np.array([one for one, _, _ in chosen])
    rows = candidates.rows[number]
    sentences = {name: batch.sentences[name].array.take(rows) for name in ("article", "sentence_id", "part")}
    begin, end = (batch.sentences[name].to_numpy(dtype=np.int64)[rows] for name in ("start", "end"))
    title = np.asarray(sentences["part"] == "title")
    article = np.asarray(sentences["article"])
    columns = {name: batch.articles[name].array.take(article) for name in ("article_id", "published", "source")}
    ids, texts = columns["article_id"].tolist(), [candidates.texts[one] for one in number.tolist()]
    return columns | {
        "forecast_id": [
            forecast_id(article, text, ordinal)
            for article, text, (_, _, ordinal) in zip(ids, texts, chosen, strict=True)
        ],
        "sentence_id": sentences["sentence_id"],
        "part": np.asarray(sentences["part"].astype("str")),
        "sentence": texts,
        "sent_start": pd.arrays.IntegerArray(begin.copy(), title.copy()),
        "sent_end": pd.arrays.IntegerArray(end.copy(), title.copy()),
        "begin": begin,
    }


def _offsets(field, rows, offset):
    """Where the words of a field begin and end in the article; null in titles and where there are none."""
    spans = np.array([row[field] or (-1, -1) for row in rows], dtype=np.int64)
    missing = (spans[:, 0] < 0) | (offset < 0)
    return {
        field + name: pd.arrays.IntegerArray(spans[:, column] + offset, missing.copy())
        for column, name in enumerate(("start", "end"))
    }


def forecast_id(article_id, sentence, ordinal):
    """The statement's id: stable as long as article, words and order of clauses are.

    >>> forecast_id("a", "It will  rain.", 0) == forecast_id("a", "It will rain.", 0)
    True
    """
    return sha256(
        f"{article_id}\n{' '.join(sentence.split())}\n{ordinal}".encode("utf-8", "surrogatepass")
    ).hexdigest()[:20]
