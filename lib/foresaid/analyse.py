"""One pass over a batch of articles: from texts to all tables of findings.

`analyse` is a pure function. Whatever scales (a pool of processes, the cache, one day a cluster) calls it on
partitions.
"""

import warnings

import pandas as pd

from foresaid.find.actors import find_actors
from foresaid.find.batch import Batch
from foresaid.find.forecasts import find_forecasts
from foresaid.find.quotes import find_quotes
from foresaid.find.topics import find_topics
from foresaid.find.vocabulary import Words, load_words, words_sha256
from foresaid.tables import FINDINGS, conform, empty
from foresaid.text.buffer import join_texts
from foresaid.text.layout import lay_out_sentences, place_hits
from foresaid.text.lexicon import scan

__all__ = ["Words", "analyse", "load_words", "words_sha256"]

MOST_CHARACTERS = 8_000_000  # in one pass; keeps a worker's memory bounded
NEEDED = {"article_id": "str", "text": "str", "title": "str", "source": "str", "authors": "str",
          "published": "datetime64[us, UTC]"}


def analyse(articles, words, parts=None):
    """Find sentences, topics, actors, quotes and forecasts in a frame of articles.

    Needs article_id and text; title, published, source and authors may be missing or null. `parts` (the table) says
    which stretches are bylines, captions and the like. Returns a dict of five tables, each as foresaid.tables has it,
    in the order of the articles. An article that cannot be analysed is left out with a warning that names it.
    """
    articles = _prepared(articles)
    pieces = list(_analysed(articles, words, parts))
    return {name: join_tables([piece[name] for piece in pieces], name) for name in FINDINGS}


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
            yield _analyse_once(articles, words, parts)
            return
        except Exception as error:  # noqa: BLE001  one hostile article must not take its neighbours with it
            if len(articles) < 2:
                name = articles["article_id"].iloc[0] if len(articles) else "none"
                warnings.warn(f"Article '{name}' could not be analysed and is left out "
                              f"({type(error).__name__}: {error}).", stacklevel=3)
                yield {name: empty(name) for name in FINDINGS}
                return
    half = len(articles) // 2
    for piece in (articles.iloc[:half], articles.iloc[half:]):
        yield from _analysed(piece.reset_index(drop=True), words, parts)


def _analyse_once(articles, words, parts):
    buffer = join_texts(articles["text"].tolist() + articles["title"].tolist())
    sentences = lay_out_sentences(buffer, articles["article_id"].array, _placed(parts, articles))
    hits = place_hits(words.lexicon, scan(words.lexicon, buffer), sentences, buffer)
    topics = conform(find_topics(hits, sentences, articles), "topics")
    actors = conform(find_actors(hits, sentences, articles, words.actors), "actors")
    batch = Batch(articles, sentences, hits, topics, actors)
    return {
        "sentences": _sentences_table(sentences), "topics": topics, "actors": actors,
        "quotes": conform(find_quotes(batch), "quotes"),
        "forecasts": conform(find_forecasts(batch, words.forecasts), "forecasts"),
    }


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
    title = (sentences["part"] == "title").to_numpy()
    spans = {name: pd.arrays.IntegerArray(sentences[name].to_numpy(dtype="int64", copy=True), title.copy())
             for name in ("start", "end")}
    return conform(sentences.assign(**spans), "sentences")
