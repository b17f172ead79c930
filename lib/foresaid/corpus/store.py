"""Datasets on disk: a folder of Parquet files each, written whole or not at all.

A write goes through a journal: every new file is written beside the old one (`articles.parquet.new`), then
`journal.json` names them (this is the moment at which the write counts), then each takes its place. Whoever opens a
dataset and finds a journal finishes the moves first. So a crash, a full disk or a kill at any moment leaves the old
dataset or the new one, never half of each, and the cache in `findings/` stays where it is.
"""

import json
import os
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.paths import checked_name, datasets_dir
from foresaid.tables import TABLES, conform, schema

STORED = ("articles", "parts", "clusters", "imports")
ABOUT = {"title": "", "about": "", "topics": ["world"], "actors": ["world"]}
JOURNAL = "journal.json"


def dataset_path(name):
    """The folder of a dataset. Raises ForesaidError where there is none, with the way to get one."""
    folder = datasets_dir() / checked_name(name)
    _finish_write(folder)
    if not (folder / "dataset.json").is_file():
        raise ForesaidError(_no_such_dataset(name))
    return folder


def _no_such_dataset(name):
    from foresaid.corpus.datasets import GETTABLE
    if name in GETTABLE:
        return f"Dataset '{name}' is not here yet. Get it with: foresaid get {name}"
    known = [*_names(), *GETTABLE]
    return (f"There is no dataset '{name}'.{did_you_mean(name, known)} `foresaid datasets` lists what is here; "
            f"make it with: foresaid import PATH --into {name}")


def has_dataset(name):
    """Whether a dataset of this name is here."""
    folder = datasets_dir() / checked_name(name)
    return (folder / "dataset.json").is_file() or (folder / JOURNAL).is_file()


def dataset_about(name):
    """What a dataset says of itself: name, title, about, topics, actors (the codebooks and gazetteers that apply)."""
    path = dataset_path(name) / "dataset.json"
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        return {**ABOUT, **about, "name": name}
    except (OSError, ValueError, TypeError) as error:  # TypeError: JSON, but no object
        raise ForesaidError(_say_damaged(path, error)) from error


def read_dataset_table(name, table, columns=None):
    """Read a stored table of a dataset: articles, parts, clusters or imports; only `columns` if given.

    Rows stand in the order in which they were imported. Raises ForesaidError for a file that is damaged.
    """
    if table not in STORED:
        raise ForesaidError(f"Table '{table}' is not stored with a dataset.{did_you_mean(table, STORED)} "
                            f"Stored are {', '.join(STORED)}.")
    wanted = TABLES[table].names if columns is None else list(columns)
    return conform(read_arrow(name, table, wanted).to_pandas(), table)[wanted]


def read_arrow(name, table, columns):
    """Columns of a stored table as an Arrow table. Raises ForesaidError for a file that is missing or damaged."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    path = dataset_path(name) / f"{table}.parquet"
    try:
        return pq.read_table(path, columns=columns)
    except (OSError, pa.ArrowException) as error:
        raise ForesaidError(_say_damaged(path, error)) from error


def _say_damaged(path, error):
    what = str(error).split(": ")[-1].split(". ")[0].rstrip(".")
    return (f"Dataset '{path.parent.name}': {path.name} cannot be read ({what}). "
            f"Delete the folder {path.parent} and import the dataset again.")


def write_dataset(name, tables, about):
    """Write the stored tables and the description of a dataset; tables that are not given stay as they are.

    Raises ForesaidError where the disk is full or may not be written; the old dataset is whole then.
    """
    folder = datasets_dir() / checked_name(name)
    fresh = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _finish_write(folder)
        for table, frame in tables.items():
            fresh.append(folder / f"{table}.parquet.new")
            _write_table(frame, table, fresh[-1])
        fresh.append(folder / "dataset.json.new")
        _write_text(fresh[-1], json.dumps({**ABOUT, **about, "name": name}, ensure_ascii=False, indent=1))
        _write_journal(folder, [path.name for path in fresh])
    except OSError as error:
        for path in fresh:
            path.unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()  # only where nothing was there before: a folder that holds something stays
        raise ForesaidError(f"Dataset '{name}' could not be written to {folder} ({error.strerror or error}). "
                            "What was there before is unchanged.") from error
    _finish_write(folder)


def _write_table(frame, table, path):
    import pyarrow as pa
    import pyarrow.parquet as pq
    data = pa.Table.from_pandas(conform(frame, table), schema=schema(table), preserve_index=False)
    with path.open("wb") as file:
        pq.write_table(data, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())


def _write_text(path, text):
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _write_journal(folder, names):
    _write_text(folder / (JOURNAL + ".tmp"), json.dumps(names))
    os.replace(folder / (JOURNAL + ".tmp"), folder / JOURNAL)
    _sync_folder(folder)


def _finish_write(folder):
    """Move the files that a journal names into place; nothing to do where there is no journal."""
    journal = folder / JOURNAL
    try:
        names = json.loads(journal.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return
    for name in names:
        fresh = folder / Path(name).name
        with suppress(FileNotFoundError):  # moved already, before a kill or by another reader at the same moment
            os.replace(fresh, folder / fresh.name.removesuffix(".new"))
    _sync_folder(folder)
    journal.unlink(missing_ok=True)


def _sync_folder(folder):
    if os.name == "posix":  # Windows cannot open folders, and syncs their entries by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def writing(name):
    """Hold the dataset for a change, so that two imports at once do not lose each other's articles."""
    path = datasets_dir() / f".{checked_name(name)}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise ForesaidError(f"{path.parent}: datasets cannot be written here ({error.strerror or error}). "
                            "Set FORESAID_HOME to a folder of yours.") from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise ForesaidError(f"Dataset '{name}' is being written by another import. "
                                "Try again when it is done.") from error
        yield


def _lock(file):
    if os.name == "posix":
        import fcntl
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # let go when the file closes, also by a kill
    else:
        import msvcrt
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)


def _names():
    folder = datasets_dir()
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".") and has_dataset(path.name))


def list_datasets(log=None):
    """The datasets that are here.

    Returns one row per dataset: name, title, articles, sources, first, last, undated, no_text. With `log`, a damaged
    dataset does not hide the others: `log` is called with a sentence about it. Without, ForesaidError is raised.
    """
    rows = []
    for name in _names():
        try:
            rows.append(_count_dataset(name))
        except ForesaidError as error:
            if log is None:
                raise
            log(str(error))
    columns = ["name", "title", "articles", "sources", "first", "last", "undated", "no_text"]
    return pd.DataFrame(rows, columns=columns)


def _count_dataset(name):
    articles = read_dataset_table(name, "articles", ["source", "published", "body"])
    dates = articles["published"]
    return {"name": name, "title": dataset_about(name)["title"], "articles": len(articles),
            "sources": articles["source"].nunique(), "first": dates.min(), "last": dates.max(),
            "undated": int(dates.isna().sum()), "no_text": int((articles["body"] == "none").sum())}
