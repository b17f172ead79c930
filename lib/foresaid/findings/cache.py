"""Findings of a dataset, computed once and kept beside it: only what changed is computed again.

A dataset is cut into slices of SLICE articles in their stored order. The findings of a slice lie in
`findings/<key>/`, where the key is the SHA-256 of its articles, their parts and the words that were used;
`findings/current.json` lists the keys in order. They are written beside and then renamed, so that a crash leaves the
old findings or the new ones.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from foresaid.analyse import analyse, load_words, words_sha256
from foresaid.corpus.store import dataset_about, dataset_path, read_arrow
from foresaid.findings.arrow import pack, to_arrow, unpack
from foresaid.findings.readings import count_rows
from foresaid.tables import FINDINGS
from foresaid.workers import run_many

SLICE = 1000  # articles: below it what a slice costs by itself is felt, above it what it takes in memory
COLUMNS = ["article_id", "text", "title", "published", "source", "authors"]
FORMAT = "1"  # changes when the cache's own layout does


def analyse_dataset(name, jobs=None, force=False):
    """Bring a dataset's findings up to date; `force` computes all of them again.

    Returns a dict: dataset, articles, the number of rows of each finding, analysed (articles that were computed now),
    seconds and cpu_seconds. Raises ForesaidError if there is no such dataset or a file of words has a mistake.
    """
    began = time.perf_counter()
    folder, about = dataset_path(name), dataset_about(name)
    words_hash = words_sha256(about["topics"], about["actors"])
    cache = folder / "findings"
    cache.mkdir(exist_ok=True)
    with _locked(cache):
        current = _read_current(cache)
        state = {"format": FORMAT, "words": words_hash, "files": _stamp(folder)}
        done, cpu = 0, 0.0
        if force or not _is_fresh(cache, current, state):
            current, done, cpu = _bring_up_to_date(cache, folder, (about, words_hash), jobs, force)
            current = {**state, **current}
            _write_current(cache, current)
            _prune(cache, current["keys"])
    return {"dataset": name, "articles": current["articles"], **current["rows"], "analysed": done,
            "seconds": time.perf_counter() - began, "cpu_seconds": cpu}


def finding_files(name, table):
    """The Parquet files of a finding, in the order of the articles; analyses first what is not fresh."""
    analyse_dataset(name)
    cache = dataset_path(name) / "findings"
    return [cache / key / f"{table}.parquet" for key in _read_current(cache)["keys"]]


def _bring_up_to_date(cache, folder, about_words, jobs, force):
    """Analyse the slices that the cache lacks. Returns what current.json says, articles analysed and CPU seconds."""
    about, words_hash = about_words
    slices = _slices(folder)
    keys = [_key(one, words_hash) for one in slices]
    todo = {key: one for key, one in zip(keys, slices, strict=True) if force or not _is_whole(cache / key)}
    cpu = 0.0
    if todo:
        words = load_words(about["topics"], about["actors"])
        packed = ((key, pack(articles), pack(parts)) for key, (articles, parts) in todo.items())
        cpu = sum(run_many(partial(_analyse_slice, words, cache), packed, jobs))
    rows = {table: sum(count_rows(cache / key / f"{table}.parquet", table) for key in keys) for table in FINDINGS}
    done = sum(len(articles) for articles, _ in todo.values())
    return {"keys": keys, "articles": sum(len(articles) for articles, _ in slices), "rows": rows}, done, cpu


def _slices(folder):
    """The dataset's articles in slices, each with its parts, as Arrow tables."""
    articles = read_arrow(folder.name, "articles", COLUMNS).combine_chunks()
    there = (folder / "parts.parquet").is_file()
    parts = read_arrow(folder.name, "parts", ["article_id", "start", "end", "part"]) if there else None
    if parts is not None:
        parts = parts.set_column(3, "part", pc.cast(parts["part"], pa.string())).combine_chunks()
        place = pc.index_in(parts["article_id"], value_set=articles["article_id"])
        parts = parts.append_column("place", place).sort_by([("place", "ascending"), ("start", "ascending")])
    return [(articles.slice(at, SLICE), _parts_of(parts, at)) for at in range(0, len(articles), SLICE)]


def _parts_of(parts, at):
    if parts is None:
        return None
    place = parts["place"]
    mine = pc.and_(pc.greater_equal(place, at), pc.less(place, at + SLICE))
    return parts.filter(mine).drop_columns(["place"])


def _key(one, words_hash):
    made = hashlib.sha256(f"{FORMAT} {words_hash}".encode())
    for table in one:
        made.update(pack(table) or b"none")
    return made.hexdigest()


def _analyse_slice(words, cache, item):
    """Analyse one slice and write its findings; returns the CPU seconds it took."""
    began = time.process_time()
    key, articles, parts = item
    tables = analyse(unpack(articles), words, unpack(parts))
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=cache))
    try:
        for name, table in tables.items():
            pq.write_table(to_arrow(table, name), fresh / f"{name}.parquet", compression="zstd")
        if (cache / key).exists():
            shutil.rmtree(cache / key)
        os.replace(fresh, cache / key)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return time.process_time() - began


def _is_whole(folder):
    return all((folder / f"{name}.parquet").is_file() for name in FINDINGS)


def _is_fresh(cache, current, state):
    return (all(current.get(name) == value for name, value in state.items())
            and all(_is_whole(cache / key) for key in current["keys"]))


def _stamp(folder):
    """What tells that the dataset's files are the ones that were hashed: size, time of writing, inode."""
    found = {}
    for name in ("articles.parquet", "parts.parquet"):
        if (folder / name).is_file():
            stat = (folder / name).stat()
            found[name] = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
    return found


def _read_current(cache):
    try:
        return json.loads((cache / "current.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:  # cut short by a crash of the machine: compute again
        return {}


def _write_current(cache, current):
    fresh = cache / ".current.json.new"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(current, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, cache / "current.json")


def _prune(cache, keys):
    for path in cache.iterdir():
        if path.is_dir() and path.name not in keys:
            shutil.rmtree(path)


@contextmanager
def _locked(cache):
    """Let one process at a time work on the cache; another one waits."""
    with (cache / ".lock").open("a") as file:
        if os.name == "posix":
            import fcntl
            fcntl.flock(file, fcntl.LOCK_EX)  # let go when the file closes
        else:
            import msvcrt
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # it gives up after ten seconds
                    time.sleep(1)
        yield
