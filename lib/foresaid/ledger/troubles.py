"""What can go wrong with the ledger's file, so said that a reader can mend it: a full disk, a drive without locks."""

import sqlite3
from contextlib import contextmanager

from foresaid.errors import ForesaidError


@contextmanager
def in_words(path, patience):
    """Turn what SQLite raises about the ledger's file into a sentence that tells what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise ForesaidError(f"{path}: {_say(error, patience)}") from error


def _say(error, patience):
    kept = "Nothing was entered; all entries before are as they were."
    return {
        sqlite3.SQLITE_FULL: f"the disk is full. {kept} Make room and run this again.",
        sqlite3.SQLITE_IOERR: f"the disk refuses to be written or read ({error}). {kept} Is it full, or a network "
                              "drive? Make room, or set FORESAID_HOME to a folder on a disk of this computer.",
        sqlite3.SQLITE_PROTOCOL: f"the drive cannot lock the file ({error}), as network drives cannot. {kept} "
                                 "Set FORESAID_HOME to a folder on a disk of this computer.",
        sqlite3.SQLITE_BUSY: f"another program has been writing to the ledger for {patience} seconds. {kept} "
                             "Wait for it to end, then run this again.",
        sqlite3.SQLITE_READONLY: f"the file may not be written ({error}). {kept} Allow it, or set FORESAID_HOME.",
        sqlite3.SQLITE_CANTOPEN: f"the file cannot be opened ({error}). Is the disk full, or may the folder not be "
                                 "written? Make room or allow it; on a network drive, set FORESAID_HOME elsewhere.",
        sqlite3.SQLITE_NOTADB: "this is no ledger. Move the file away, or restore it from a copy.",
        sqlite3.SQLITE_CORRUPT: "the file is damaged. Restore it from a copy, or from an export: "
                                "foresaid ledger import FILE.jsonl",
    }.get(error_code(error), f"the ledger cannot be used ({error}).")


def error_code(error):
    """SQLite's number for an error, without what only says where."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF  # the low byte says what, the rest why
