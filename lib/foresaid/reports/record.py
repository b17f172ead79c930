"""What is known of a run: run.json, the key that tells whether anything changed, the tables as CSV."""

import csv
import hashlib
import io
import json
import re
import subprocess
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from foresaid.paths import DATA, datasets_dir, home
from foresaid.reports.outputs import FIGURES, TABLE

SCHEMA = 1
PACKAGES = ("foresaid", "pandas", "numpy", "pyarrow", "duckdb", "ahocorasick-rs", "sentencex", "plotly", "matplotlib",
            "nbconvert", "nbclient", "papermill", "ipykernel")
CODE = Path(__file__).parents[1]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


@lru_cache
def versions():
    """The packages that take part in a report, and Python's own version."""
    import platform
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


@lru_cache
def revision():
    """The code's git revision, and whether its files differ from it; no revision where there is no git."""
    def git(*words):
        try:
            return subprocess.run(["git", "-C", str(CODE), *words], capture_output=True, text=True, check=False).stdout
        except FileNotFoundError:
            return ""
    head = git("rev-parse", "HEAD").strip()
    return {"revision": head or None, "dirty": bool(head and git("status", "--porcelain", "--untracked-files=no"))}


@lru_cache
def code_hash():
    """SHA-256 over the package's own files."""
    return hash_files(path for path in CODE.rglob("*") if path.suffix in (".py", ".j2", ".css", ".js"))


@lru_cache
def words_hash():
    """SHA-256 over every file of words in data/."""
    return hash_files(path for folder in ("topics", "actors", "forecasts") for path in (DATA / folder).rglob("*")
                      if path.is_file())


def dataset_hash(name):
    """SHA-256 over the files that say which articles a dataset holds; '' where there is none of that name."""
    folder = datasets_dir() / name
    if not (folder / "articles.parquet").is_file():
        return ""
    return hash_files(path for path in folder.iterdir() if path.suffix == ".parquet" or path.name == "dataset.json")


def hash_files(paths):
    """One SHA-256 over files: their names and contents, in order of the names."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        with open(path, "rb") as file:
            whole.update(f"{path.name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def notebook_hash(notebook):
    """SHA-256 over a notebook's cells: their kinds, tags and sources, without outputs and counts."""
    cells = [[cell["cell_type"], sorted(cell.get("metadata", {}).get("tags", [])), "".join(cell["source"])]
             for cell in notebook["cells"]]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def run_key(notebook, title, parameters):
    """The key of a run: the same key means the same page, so it need not be made again."""
    dataset = parameters.get("dataset", "")
    told = {"schema": SCHEMA, "notebook": notebook_hash(notebook), "title": title, "parameters": parameters,
            "code": code_hash(), "words": words_hash(), "dataset": dataset_hash(dataset) if dataset else "",
            "versions": versions()}
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
    with open(path, "rb") as file:
        about["sha256"] = hashlib.file_digest(file, "sha256").hexdigest()
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
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in [columns, *rows]:
        writer.writerow([disarm(value) for value in row])
    return text.getvalue()


def disarm(value):
    """Put a quote before a text that a spreadsheet would calculate; numbers stay numbers.

    >>> disarm("@SUM(A1)"), disarm("-12.5"), disarm(-12.5), disarm("plain")
    ("'@SUM(A1)", '-12.5', -12.5, 'plain')
    """
    if not isinstance(value, str):
        return value
    value = value.replace("\0", "")
    return f"'{value}" if value.lstrip(" \ufeff").startswith(FORMULA) and not PLAIN_NUMBER.fullmatch(value) else value
