"""One pass over a batch of articles: from texts to all tables of findings.

`analyse` is a pure function. Whatever scales (a pool of processes, the cache, one day a cluster) calls it on
partitions.
"""

import warnings
from dataclasses import replace
from functools import cache

import pandas as pd

from foresaid.find.actors import find_actors
from foresaid.find.batch import Batch
from foresaid.find.forecasts import find_forecasts
from foresaid.find.quotes import find_quotes
from foresaid.find.topics import find_topics
from foresaid.find.vocabulary import Words, load_words
from foresaid.find.wordfiles import words_sha256
from foresaid.tables import FINDINGS, TABLES, conform, empty
from foresaid.text.buffer import join_texts
from foresaid.text.layout import lay_out_sentences, place_hits
from foresaid.text.lexicon import scan

__all__ = ["Words", "analyse", "load_words", "words_sha256"]

MOST_CHARACTERS = 5_000_000  # in one pass; keeps a worker's memory below 600 MB
NEEDED = {"article_id": "str", "text": "str", "title": "str", "source": "str", "authors": "str",
          "published": "datetime64[us, UTC]"}


def analyse(articles, words, parts=None):
    """Find sentences, topics, actors, quotes and forecasts in a frame of articles.

    Needs article_id and text; title, published, source and authors may be missing or null. `parts` (the table) says
    which stretches are bylines, captions and the like. Returns a dict of five tables, each as foresaid.tables has it,
    in the order of the articles. Where a finder fails on an article, a warning names both, and the article lacks that
    finding; the others are there.
    """
    articles = _prepared(articles)
    pieces = list(_analysed(articles, words, parts))
    return {name: join_tables([piece[name] for piece in pieces], name) for name in FINDINGS}


def batch_of(articles, words, parts=None):
    """What the finder of forecasts is given of these articles: for looking at how it decides."""
    return _batch(_prepared(articles), words, parts, _made)


def join_tables(tables, name):
    """Put tables of one kind below one another; their categories become one set."""
    if len(tables) == 1:
        return tables[0]
    tables = [table for table in tables if len(table)]
    if not tables:
        return empty(name)
    plain = [table.astype(dict.fromkeys(table.columns[table.dtypes == "category"], "str")) for table in tables]
    return conform(pd.concat(plain, ignore_index=True), name)


def _prepared(articles):
    """The columns that finders read, in their types, with lone surrogates replaced (no table can hold them)."""
    made = {}
    for name, kind in NEEDED.items():
        column = articles[name] if name in articles else pd.Series([None] * len(articles), dtype="object")
        column = column.reset_index(drop=True)
        if kind == "str" and column.dtype == "object":
            column = column.map(_mended)
        made[name] = pd.to_datetime(column, utc=True).astype(kind) if name == "published" else column.astype(kind)
    return pd.DataFrame(made, index=pd.RangeIndex(len(articles)))


def _mended(value):
    if not isinstance(value, str):
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in value)
    return value


def _analysed(articles, words, parts):
    """Analyse all at once if it fits and goes well, else the halves."""
    size = int(articles["text"].str.len().sum())
    if len(articles) < 2 or size <= MOST_CHARACTERS:
        try:
            made = _analyse_once(articles, words, parts)
        except Exception:  # noqa: BLE001  one hostile article must not take its neighbours with it: find which one
            made = _analyse_once(articles, words, parts, _or_warn) if len(articles) < 2 else None
        if made:
            yield made
            return
    half = len(articles) // 2
    for piece in (articles.iloc[:half], articles.iloc[half:]):
        yield from _analysed(piece.reset_index(drop=True), words, parts)


def _made(name, articles, make):
    """A finding of some articles in its table's types."""
    found = make()
    return found if _has_types(found, name) else conform(found, name)


@cache
def _types(name):
    return empty(name).dtypes.to_dict()


def _has_types(frame, name):
    """Whether a frame is as conform would make it; free categories must stand in order, without unused ones."""
    types = _types(name)
    if list(frame.columns) != list(types) or not isinstance(frame.index, pd.RangeIndex):
        return False
    free = {column.name for column in TABLES[name].columns if column.type == "category" and not column.values}
    return all(str(kind) == "category" if column in free else kind == types[column]
               for column, kind in frame.dtypes.items())


def _batch(articles, words, parts, attempt):
    buffer = join_texts(articles["text"].tolist() + articles["title"].tolist())
    sentences = lay_out_sentences(buffer, articles["article_id"].array, _placed(parts, articles))
    hits = place_hits(words.lexicon, scan(words.lexicon, buffer), sentences, buffer)
    topics = attempt("topics", articles, lambda: find_topics(hits, sentences, articles))
    actors = attempt("actors", articles, lambda: find_actors(hits, sentences, articles, words.actors))
    batch = Batch(articles, sentences, hits, topics, actors)
    return replace(batch, quotes=attempt("quotes", articles, lambda: find_quotes(batch)))


def _analyse_once(articles, words, parts, attempt=_made):
    """All tables of these articles; `attempt` makes each finding's."""
    batch = _batch(articles, words, parts, attempt)
    forecasts = attempt("forecasts", articles, lambda: find_forecasts(batch, words.forecasts))
    return {"sentences": _sentences_table(batch.sentences), "topics": batch.topics, "actors": batch.actors,
            "quotes": batch.quotes, "forecasts": forecasts}


def _or_warn(name, articles, make):
    """A finding of one article, or none and a warning."""
    try:
        return _made(name, articles, make)
    except Exception as error:  # noqa: BLE001  said aloud, and the article's other findings are kept
        article = articles["article_id"].iloc[0] if len(articles) else ""
        warnings.warn(f"Article '{article}': its {name} could not be found and are left out "
                      f"({type(error).__name__}: {error}).", stacklevel=2)
        return empty(name)


def _placed(parts, articles):
    """The parts of these articles, with the article's row number."""
    if parts is None or not len(parts):
        return None
    place = pd.Series(range(len(articles)), index=articles["article_id"])
    place = place[~place.index.duplicated()]
    mine = parts[parts["article_id"].isin(place.index)]
    return pd.DataFrame({
        "article": place.loc[mine["article_id"]].to_numpy(), "part": mine["part"].astype("str").to_numpy(),
        "start": mine["start"].to_numpy(dtype="int64"), "end": mine["end"].to_numpy(dtype="int64")})


def _sentences_table(sentences):
    """The layout as the table sentences: no row numbers, no offsets in titles."""
    title = (sentences["part"] == "title").to_numpy()
    spans = {name: pd.arrays.IntegerArray(sentences[name].to_numpy(dtype="int64", copy=True), title.copy())
             for name in ("start", "end")}
    return _made("sentences", sentences, lambda: sentences.assign(**spans)[TABLES["sentences"].names])
