"""Folders that are whole or not there: built aside, written through to the disk, then moved into place.

- `reports/<name>/<period>/` is a run: index.html, notebook.ipynb, run.json, log.txt, tables/*.csv
- `reports/<name>/<period>/failed/` is a run that failed where a good one stands: the good one stays
- `reports/<name>/latest/` is a copy of the newest good run, by the last day it covers, then by when it ran
"""

import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from foresaid.errors import ForesaidError

BUILDING = ".building-"
LATEST, FAILED = "latest", "failed"
STALE = 24 * 3600  # seconds after which a folder that a killed run left is removed


@contextmanager
def locked(root, patience=120):
    """Hold the folder's lock: one process at a time moves runs and writes the catalogue."""
    root.mkdir(parents=True, exist_ok=True)
    with open(root / ".lock", "a+b") as file:
        _take(file, patience)
        try:
            yield
        finally:
            _release(file)


def _take(file, patience):
    until = time.monotonic() + patience
    while True:
        try:
            return _lock(file)
        except OSError:
            if time.monotonic() > until:
                raise ForesaidError(f"{file.name} is held by another run for more than {patience} seconds. "
                                    "Wait for it to end, then start again.") from None
            time.sleep(0.05)


if sys.platform == "win32":
    import msvcrt

    def _lock(file):
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _release(file):
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(file):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _release(file):
        fcntl.flock(file, fcntl.LOCK_UN)


def new_folder(root):
    """An empty folder to build in, on the same disk as the place it will go to."""
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=BUILDING, dir=root))
    os.chmod(folder, 0o755)  # noqa: S103 - reports are for reading, also by a web server
    return folder


def remove_stale(root):
    """Remove what killed runs left behind a day ago or more."""
    for left in root.glob(f"{BUILDING}*"):
        if time.time() - left.stat().st_mtime > STALE:
            _remove(left)


def _remove(path):
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync(folder):
    """Write a folder's files through to the disk."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with open(path, "rb+") as file:
                os.fsync(file.fileno())
    _sync_folder(folder)


def _sync_folder(folder):
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def move_into_place(new, place):
    """Put a finished folder where another may stand; the old one stands until the new one is complete."""
    sync(new)
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        os.replace(new, place)
    else:
        old = Path(tempfile.mkdtemp(prefix=BUILDING, dir=new.parent)) / "old"
        os.replace(place, old)
        try:
            os.replace(new, place)
        except OSError:
            os.replace(old, place)
            raise
        shutil.rmtree(old.parent, ignore_errors=True)
    _sync_folder(place.parent)


def write_file(path, text):
    """Write a text file as a whole or not at all."""
    handle, name = tempfile.mkstemp(prefix=BUILDING, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        _remove(Path(name))  # where the disk was full


def read_run(folder):
    """The run.json of a folder, or None where there is no complete run."""
    try:
        with open(folder / "run.json", encoding="utf8") as file:
            run = json.load(file)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    return run if isinstance(run, dict) and (folder / "index.html").is_file() else None


def is_good(run):
    """True for a run whose page is as it should be, also where there was nothing to count."""
    return bool(run) and run.get("status") in ("ok", "empty")


def publish(new, root, run):
    """Move a finished run to its place and renew `latest`; a failed run never takes a good one's place.

    Returns the folder where it is now. Call it under the lock.
    """
    place = root / run["report"] / run["period"]
    if run["status"] == FAILED and is_good(read_run(place)):
        place = place / FAILED
    move_into_place(new, place)
    if run["status"] != FAILED:
        renew_latest(root, run["report"])
    return place


def renew_latest(root, name):
    """Make `latest` a copy of the newest good run: a full before an empty one, then by days, then by when it ran."""
    runs = [(run, folder) for run, folder in runs_of(root / name) if is_good(run)]
    if not runs:
        return
    newest, folder = max(runs, key=lambda one: (one[0]["status"] == "ok", one[0].get("end") or _last_day(one[0]),
                                                one[0].get("finished", "")))
    if (read_run(root / name / LATEST) or {}) == newest:
        return
    copy = new_folder(root)
    try:
        shutil.copytree(folder, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns(FAILED))
        move_into_place(copy, root / name / LATEST)
    finally:
        _remove(copy)  # where the disk was full


def _last_day(run):
    return (run.get("dataset") or {}).get("last") or ""


def runs_of(folder):
    """The complete runs of a report: pairs of run.json and folder, failed ones beside good ones included."""
    if not folder.is_dir():
        return []
    places = [place for place in sorted(folder.iterdir()) if place.is_dir() and place.name != LATEST]
    found = [(read_run(place), place) for one in places for place in (one, one / FAILED)]
    return [(run, place) for run, place in found if run]
