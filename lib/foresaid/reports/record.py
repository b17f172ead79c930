"""What is known of a run: run.json, the key that tells whether anything changed, the tables as CSV.

A notebook that reads events, outcomes or the ledger has to be run again when these change, and only such a one.
"""

import csv
import hashlib
import io
import json
import re

import foresaid
from foresaid.errors import ForesaidError
from foresaid.find.wordfiles import words_sha256
from foresaid.fingerprints import code_hash, hash_file, hash_files, versions
from foresaid.paths import datasets_dir, home
from foresaid.reports.outputs import FIGURES, LEDGER, TABLE

SCHEMA = 1
JUDGING = ("events", "forms", "ledger", "lessons", "resolved", "scores")  # parts that know how something ended


def words_hash(dataset):
    """SHA-256 of the words that a dataset is analysed with, its own codebooks included; '' where there is none."""
    if not dataset or not (datasets_dir() / dataset / "dataset.json").is_file():
        return ""
    from foresaid.corpus.store import dataset_about
    about = dataset_about(dataset)
    return words_sha256(about["topics"], about["actors"])


def dataset_hash(name):
    """SHA-256 over the files that say which articles a dataset holds; '' where there is none of that name."""
    folder = datasets_dir() / name
    if not (folder / "articles.parquet").is_file():
        return ""
    return hash_files(path for path in folder.iterdir() if path.suffix == ".parquet" or path.name == "dataset.json")


def notebook_hash(notebook):
    """SHA-256 over a notebook's cells: their kinds, tags and sources, without outputs and counts."""
    cells = [[cell["cell_type"], sorted(cell.get("metadata", {}).get("tags", [])), "".join(cell["source"])]
             for cell in notebook["cells"]]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def judging_hash(notebook, dataset):
    """SHA-256 of a dataset's events, corrections and outcomes and of the ledger's head; '' if a notebook uses none."""
    names = [name for module, names in foresaid._TOUR.items() if module.split(".")[0] in JUDGING for name in names]
    used = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))}|foresaid\.(?:{'|'.join(JUDGING)}))\b")
    if not any(used.search("".join(cell["source"])) for cell in notebook["cells"] if cell["cell_type"] == "code"):
        return ""
    from foresaid.events.places import events_path, matches_path, outcomes_path
    from foresaid.ledger.chain import say_head
    from foresaid.ledger.store import read_head
    try:
        told = [say_head(read_head())]
    except ForesaidError as error:  # the notebook meets it too, and its page says so
        told = [str(error)]
    paths = [place(dataset) for place in (events_path, matches_path, outcomes_path)] if dataset else []
    told += [hash_file(path) if path.is_file() else "" for path in paths]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def run_key(notebook, title, parameters):
    """The key of a run: the same key means the same page, so it need not be made again."""
    dataset = parameters.get("dataset", "")
    told = {"schema": SCHEMA, "notebook": notebook_hash(notebook), "title": title, "parameters": parameters,
            "code": code_hash(), "words": words_hash(dataset), "dataset": dataset_hash(dataset) if dataset else "",
            "judging": judging_hash(notebook, dataset), "versions": versions()}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def about_dataset(name, start="", end=""):
    """A dataset in run.json: path below the home folder, hash of its articles, rows, first and last day, sources.

    `up_to` is the last day of an article between `start` and `end`.
    """
    if not name:
        return None
    import pyarrow.parquet as parquet
    path = datasets_dir() / name / "articles.parquet"
    about = {"name": name, "title": name, "path": path.parent.relative_to(home()).as_posix()}
    if not path.is_file():
        return about
    written = path.parent / "dataset.json"
    if written.is_file():
        about["title"] = json.loads(written.read_text(encoding="utf8")).get("title") or name
    columns = parquet.read_table(path, columns=["published", "source"]).to_pandas()
    days = columns["published"].dropna().dt.strftime("%Y-%m-%d")
    within = days[(days >= start) & (days <= end)] if end else days[days >= start]
    about["sha256"] = hash_file(path)
    return {**about, "rows": len(columns), "sources": int(columns["source"].nunique()), "first": days.min() if len(days)
            else "", "last": days.max() if len(days) else "", "up_to": within.max() if len(within) else ""}


def key_figures(notebook):
    """The key figures that a run showed, in order, each label once."""
    found = {}
    for data in outputs_with(notebook, FIGURES):
        for one in data if isinstance(data, list) else []:
            if isinstance(one, dict) and "label" in one:
                found.setdefault(str(one["label"]), {name: one.get(name)
                                                     for name in ("label", "value", "unit", "n", "change")})
    return list(found.values())


def ledger_read(notebook):
    """The ledger as a run read it: entries and the head's sha256 (null if empty); None if it read none."""
    return next(iter(outputs_with(notebook, LEDGER)), None)


def tables_of(notebook):
    """The tables that a run showed: [(file name without ending, caption, CSV text, rows)]."""
    found, names = [], set()
    for data in outputs_with(notebook, TABLE):
        name = base = re.sub(r"[^a-z0-9_-]+", "-", str(data.get("name", "")).lower()).strip("-")[:60] or "table"
        number = 2
        while name in names:
            name, number = f"{base}-{number}", number + 1
        names.add(name)
        found.append((name, str(data.get("caption", "")), to_csv(data["columns"], data["rows"]), len(data["rows"])))
    return found


def outputs_with(notebook, kind):
    """The data of one MIME type among a notebook's outputs, in order."""
    return [output["data"][kind] for cell in notebook.cells if cell.cell_type == "code"
            for output in cell.get("outputs", []) if kind in output.get("data", {})]


def to_csv(columns, rows):
    """A table as CSV in which no cell is a formula.

    >>> print(to_csv(["a", "b"], [["=1+1", -2], ["-5 %", None]]), end="")
    a,b
    '=1+1,-2
    '-5 %,
    """
    from foresaid.corpus.exporting import inert
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in [columns, *rows]:
        writer.writerow([inert(value) for value in row])
    return text.getvalue()
