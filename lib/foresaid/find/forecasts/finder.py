"""Forecast statements of a batch: candidates, decision, and the table of statements with all its fields."""

from hashlib import sha256
from operator import itemgetter

import numpy as np
import pandas as pd

from foresaid.find.forecasts.candidates import find_candidates
from foresaid.find.forecasts.classify import LABELS
from foresaid.find.forecasts.decision import decide, pick_cues
from foresaid.find.forecasts.fields import Statements
from foresaid.find.forecasts.tokens import split_words
from foresaid.tables import READINGS, TABLES, empty

SPANS = ("", "cue_", "speaker_", "horizon_text_")  # the fields with offsets


def find_forecasts(batch, words):
    """The forward-looking statements of a batch: one row a statement, in the order of articles and clauses.

    Those that only the broad reading keeps are there too, marked in `reading` (see foresaid.findings.keep_reading).
    """
    candidates = find_candidates(batch)
    if not len(candidates.rows):
        return empty("forecasts")
    tokens = split_words(candidates.texts)
    decided = decide(candidates, tokens, words.model)
    chosen = pick_cues(candidates, decided.kinds, decided.of_cue)
    if not chosen:
        return empty("forecasts")
    statements = Statements(batch, words, candidates, tokens)
    kind = [LABELS[label] for label in decided.kinds.tolist()]
    fields = [statements.describe(number, hit, kind[number]) for number, hit, _ in chosen]
    number = np.array([one for one, _, _ in chosen])
    where = _where(batch, candidates, chosen)
    offset = np.where(where.pop("title"), -1, where.pop("begin"))
    spans = {name: column for field in SPANS for name, column in _offsets(field, fields, offset).items()}
    sure = {
        "confidence": decided.chance[number, decided.kinds[number]].round(4),
        "reading": pd.Categorical.from_codes(decided.readings[number], categories=list(READINGS)),
    }
    done = where | spans | sure
    return pd.DataFrame({column.name: done[column.name] if column.name in done
                         else _typed(list(map(itemgetter(column.name), fields)), column)
                         for column in TABLES["forecasts"].columns})


def _typed(values, column):
    """Plain values in the type of their column."""
    if column.type == "category":
        code = {value: place for place, value in enumerate(column.values)}
        return pd.Categorical.from_codes([code.get(value, -1) for value in values], categories=list(column.values))
    if column.type == "integer":
        numbers = np.array(values, dtype=np.float64)
        missing = np.isnan(numbers)
        return pd.arrays.IntegerArray(np.where(missing, 1, numbers).astype(np.int64), missing)
    if column.type == "string":
        return pd.array(values, dtype="str")
    if column.type == "date":
        return np.array(values, dtype="datetime64[D]").astype("datetime64[s]")
    if column.type == "strings":
        return pd.Series(values, dtype="object").array
    return np.array(values, dtype=np.float64 if column.type == "number" else bool)


def _where(batch, candidates, chosen):
    """The columns that say where each statement stands."""
    number = np.array([one for one, _, _ in chosen])
    rows = candidates.rows[number]
    part, article = (batch.sentences[name].array.take(rows) for name in ("part", "article"))
    begin, end = (batch.sentences[name].to_numpy(dtype=np.int64)[rows] for name in ("start", "end"))
    title = np.asarray(part == "title")
    columns = {name: batch.articles[name].array.take(article) for name in ("article_id", "published", "source")}
    ids, texts = columns["article_id"].tolist(), [candidates.texts[one] for one in number.tolist()]
    names = [
        forecast_id(article, text, ordinal)
        for article, text, (_, _, ordinal) in zip(ids, texts, chosen, strict=True)
    ]
    return columns | {
        "forecast_id": pd.array(names, dtype="str"),
        "sentence_id": batch.sentences["sentence_id"].array.take(rows),
        "part": part,
        "sentence": pd.array(texts, dtype="str"),
        "sent_start": pd.arrays.IntegerArray(begin.copy(), title.copy()),
        "sent_end": pd.arrays.IntegerArray(end.copy(), title.copy()),
        "begin": begin,
        "title": title,
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
