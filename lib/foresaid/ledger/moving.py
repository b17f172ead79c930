"""Whole ledgers out and in again: an export has every entry with its hashes, so that an import can prove it."""

import json
from pathlib import Path

import pandas as pd

from foresaid.corpus.exporting import replaced, write_csv
from foresaid.errors import ForesaidError
from foresaid.ledger.chain import FIELDS, Entry, canonical
from foresaid.ledger.store import read_entries, restore
from foresaid.ledger.verifying import first_break

ENDINGS = (".csv", ".jsonl")


def export_entries(path, force=False):
    """Write every entry to a file: .jsonl (one entry a line, can be imported) or .csv (for reading).

    Returns the number of entries. Raises ForesaidError for another ending, for a file that exists unless `force`, and
    where it cannot be written.
    """
    path = Path(path)
    if path.suffix.lower() not in ENDINGS:
        raise ForesaidError(f"{path}: a ledger is exported as {' or '.join(ENDINGS)}. Name the file so.")
    entries = read_entries()
    if path.suffix.lower() == ".csv":
        write_csv(pd.DataFrame([one.as_dict() for one in entries], columns=list(FIELDS)), path, force)
    else:
        with replaced(path, force) as fresh, fresh.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps({**one.as_dict(), "body": one.read()}, ensure_ascii=False) + "\n"
                            for one in entries)
    return len(entries)


def import_entries(path, check=False):
    """Restore exported entries: all of them into an empty ledger, or those that follow what is there already.

    Returns (entries in the file, entries added); with `check` nothing is written. Raises ForesaidError with the line
    where the file is broken or differs from the ledger; nothing is added then.
    """
    entries, here = _read(path), read_entries()
    for number, (one, two) in enumerate(zip(entries, here, strict=False), 1):
        if one != two:
            raise ForesaidError(f"{path}, line {number}: entry {number} is not the one that stands in the ledger here. "
                                "Only an export that begins as this ledger does can be imported; to take it instead, "
                                "move the folder data/ledger away first.")
    fresh = entries[len(here):]
    if not check:
        restore(fresh)
    return len(entries), len(fresh)


def _read(path):
    if not Path(path).is_file():
        raise ForesaidError(f"There is no file {path}.")
    with open(path, encoding="utf-8-sig", errors="strict") as file:
        try:
            entries = [_read_line(path, number, line) for number, line in enumerate(file, 1) if line.strip()]
        except UnicodeDecodeError as error:
            raise ForesaidError(f"{path}: this is not UTF-8, so it is no export of a ledger.") from error
    broken = first_break(entries)
    if broken:
        raise ForesaidError(f"{path}: {broken}. Nothing was imported.")
    return entries


def _read_line(path, number, line):
    try:
        told = json.loads(line)
        entry = Entry(**{name: told[name] for name in FIELDS if name != "body"}, body=canonical(told["body"]))
        entry.body.encode()  # half a pair of surrogates is JSON, but no text
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ForesaidError(f"{path}, line {number}: this is no entry of a ledger. An export has one entry a line, "
                            f"with {', '.join(FIELDS)}.") from None
    wrong = [name for name in FIELDS if not isinstance(getattr(entry, name), type_of(name))]
    if wrong:
        raise ForesaidError(f"{path}, line {number}: '{wrong[0]}' is not what an entry has there.")
    return entry


def type_of(name):
    """The type of an entry's field."""
    return Entry.__annotations__[name]
