"""The ledger on disk: one append-only table of chained entries in a SQLite file.

Why SQLite: it is one file, in the standard library, made to be killed at any moment. In WAL mode an entry is appended
to a log and counts only once its commit record is written through (synchronous=FULL), so that an acknowledged entry
is never lost and half of one never seen. Readers go on while somebody writes, and BEGIN IMMEDIATE makes two writers
wait for one another, each finding the head that the other left. A file of lines would need a lock, a torn last line
mended and an index, all written by us. The one thing WAL cannot do is a network drive, which is refused. Triggers
refuse UPDATE, DELETE and whatever does not fit the end of the chain. Light: no pandas.
"""

import json
import sqlite3
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime

from foresaid.errors import ForesaidError
from foresaid.ledger.chain import FIELDS, FIRST, Entry, canonical, seal
from foresaid.ledger.places import refuse_network_drive
from foresaid.ledger.schema import GUARDS, MAKE, SCHEMA
from foresaid.ledger.troubles import error_code, in_words
from foresaid.paths import ledger_dir

PATIENCE = 60  # seconds to wait for another writer


def ledger_path():
    """The ledger's file; it need not be there."""
    return ledger_dir() / "ledger.sqlite"


def append(drafts, at=None):
    """Enter drafts that say something new, all or none of them; on return they are safe on the disk.

    A draft whose body is that of the last version of its key (apart from `unread`) is left out. Returns one Entry or
    None per draft, in order. `at` is the time in UTC, by default the clock's. Raises ForesaidError where the ledger
    cannot be written: nothing was entered then.
    """
    with _writing() as database:
        at = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
        number, previous = _head(database) or (0, FIRST)
        made = []
        for draft in drafts:
            version, known = _last_version(database, draft)
            entry = None
            if known is None or _reading(known, draft) != _reading(draft.body, draft):
                entry = seal(number + 1, draft, version + 1, at, previous)
                _insert(database, entry)
                number, previous = entry.number, entry.sha256
            made.append(entry)
        return made


def restore(entries):
    """Append whole entries as they were sealed elsewhere, all or none. They must follow the last one."""
    with _writing() as database:
        for entry in entries:
            _insert(database, entry)


def read_entries(kind="", dataset="", last=None):
    """Read entries in their order, up to number `last`, those of a kind or dataset only if given; a list of Entry."""
    wanted = {"kind = ?": kind, "dataset = ?": dataset, "number <= ?": last}
    wanted = {test: value for test, value in wanted.items() if value not in ("", None)}
    where = " AND ".join(wanted) or "1"
    order = f"SELECT {', '.join(FIELDS)} FROM entries WHERE {where} ORDER BY number"  # noqa: S608 - tests of our own
    with _reading_database() as database:
        return [] if database is None else [Entry(*row) for row in database.execute(order, tuple(wanted.values()))]


def read_datasets():
    """The datasets that the ledger has entries of, sorted."""
    with _reading_database() as database:
        order = "SELECT DISTINCT dataset FROM entries ORDER BY dataset"
        return [] if database is None else [name for (name,) in database.execute(order)]


def read_head():
    """Number and SHA-256 of the last entry, or None where the ledger is empty."""
    with _reading_database() as database:
        return None if database is None else _head(database)


def missing_guards():
    """The triggers against changes that the file lacks, by name; and what SQLite itself finds damaged."""
    with _reading_database() as database:
        if database is None:
            return [], []
        there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
        damage = [text for (text,) in database.execute("PRAGMA integrity_check(5)") if text != "ok"]
        return [name for name in GUARDS if name not in there], damage


def _head(database):
    return database.execute("SELECT number, sha256 FROM entries ORDER BY number DESC LIMIT 1").fetchone()


def _last_version(database, draft):
    """Number and body of the last version of a draft's key, or 0 and None."""
    row = database.execute("SELECT version, body FROM entries WHERE kind = ? AND dataset = ? AND key = ? "
                           "ORDER BY version DESC LIMIT 1", (draft.kind, draft.dataset, draft.key)).fetchone()
    return (row[0], json.loads(row[1])) if row else (0, None)


def _reading(body, draft):
    return canonical({name: value for name, value in body.items() if name not in draft.unread})


def _insert(database, entry):
    marks = ", ".join("?" * len(FIELDS))
    order = f"INSERT INTO entries ({', '.join(FIELDS)}) VALUES ({marks})"  # noqa: S608 - names of our own
    database.execute(order, tuple(entry.as_dict().values()))


@contextmanager
def _writing():
    """The ledger's database, made if need be, within one transaction that is committed at the end."""
    path = ledger_path()
    refuse_network_drive(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ForesaidError(f"{path.parent}: the ledger cannot be kept here ({error.strerror or error}). "
                            "Set FORESAID_HOME to a folder of yours.") from error
    with in_words(path, PATIENCE), closing(_open_for_writing(path)) as database:
        database.execute("BEGIN IMMEDIATE")
        try:
            _make_tables(database, path)
            yield database
            database.execute("COMMIT")
        except BaseException:
            if database.in_transaction:
                database.execute("ROLLBACK")
            raise


def _open_for_writing(path):
    database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        mode = _switch_to_wal(database)
        if mode != "wal":
            raise ForesaidError(f"{path}: this drive lets no write-ahead log be kept (the file stays in mode "
                                f"'{mode}'). Set FORESAID_HOME to a folder on a disk of this computer.")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA fullfsync = ON")  # macOS: through the drive's own memory too
        database.execute("PRAGMA checkpoint_fullfsync = ON")
    except BaseException:
        database.close()
        raise
    return database


def _switch_to_wal(database):
    """Put the file into WAL mode. Two that make it at once may refuse each other without waiting: try again."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return database.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _make_tables(database, path):
    """Make the table where the file is new; inside the transaction, so that it is whole or not there."""
    if not _schema_of(database, path):
        for order in MAKE:
            database.execute(order)


def _schema_of(database, path):
    """The version of the file's tables, 0 where there are none yet."""
    schema = database.execute("PRAGMA user_version").fetchone()[0]
    if schema > SCHEMA:
        raise ForesaidError(f"{path} was written by a later version of Foresaid. Update the program.")
    return schema


@contextmanager
def _reading_database():
    """The database for reading, or None where there is none yet or nobody has finished making it."""
    path = ledger_path()
    if not path.is_file():
        yield None
        return
    with in_words(path, PATIENCE), closing(sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)) as database:
        database.execute("PRAGMA query_only = ON")
        yield database if _schema_of(database, path) else None
