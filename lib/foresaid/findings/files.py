"""Analysis of one file into one Parquet file per finding, for scripts outside: the contract of DESIGN §4."""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pyarrow.parquet as pq

from foresaid.analyse import load_words
from foresaid.corpus.clean import clean_articles
from foresaid.corpus.readers import read_articles_file
from foresaid.errors import ForesaidError
from foresaid.findings.arrow import to_arrow
from foresaid.findings.cache import SLICE
from foresaid.findings.readings import DEFAULT, keep_reading, kept_readings
from foresaid.tables import FINDINGS, empty, schema
from foresaid.workers import analyse_many


def analyse_file(path, out, clean=True, words=None, jobs=None, reading=DEFAULT):
    """Analyse the articles of a file and write `out`/sentences.parquet, topics, actors, quotes and forecasts.

    Without `clean` the texts stay untouched and offsets point into what was given. `reading` says which forecasts are
    written: strict, default or broad. Returns a dict: articles and the number of rows of each finding. The files appear
    when all is done, or not at all. Raises ForesaidError for what cannot be read or written.
    """
    articles, parts = read_articles_file(path), None
    if clean:
        articles, parts, _ = clean_articles(articles)
    kept_readings(reading)  # a wrong one is refused before the work begins
    found = analyse_many(_pairs(articles, parts), words or load_words(), jobs)
    kept = ({**tables, "forecasts": keep_reading(tables["forecasts"], reading)} for tables in found)
    rows = write_findings(kept, out)
    return {"articles": len(articles), **rows}


def write_findings(found, out):
    """Write dicts of tables, one after the other, into one Parquet file per table; returns the rows of each."""
    out = Path(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=".foresaid-", dir=out))
    except OSError as error:
        raise ForesaidError(f"{out}: cannot be written ({error.strerror or error}). "
                            "Name another folder: --out DIR.") from error
    try:
        rows = _write_all(found, fresh)
        for name in FINDINGS:
            os.replace(fresh / f"{name}.parquet", out / f"{name}.parquet")
    except OSError as error:
        raise ForesaidError(f"{out}: cannot be written ({error.strerror or error}).") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return rows


def _write_all(found, folder):
    rows = dict.fromkeys(FINDINGS, 0)
    with ExitStack() as stack:
        files = {name: stack.enter_context(_writer(folder, name)) for name in FINDINGS}
        for tables in found:
            for name, table in tables.items():
                files[name].write_table(to_arrow(table, name))
                rows[name] += len(table)
        for name in FINDINGS:
            if not rows[name]:
                files[name].write_table(to_arrow(empty(name), name))
    return rows


def _writer(folder, name):
    return pq.ParquetWriter(folder / f"{name}.parquet", schema(name), compression="zstd")


def _pairs(articles, parts):
    for at in range(0, len(articles), SLICE):
        some = articles.iloc[at:at + SLICE]
        yield some, None if parts is None else parts[parts["article_id"].isin(some["article_id"])]
