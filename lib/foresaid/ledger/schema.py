"""The ledger's one table in SQL, and the triggers that refuse whatever is no new entry at the end of the chain."""

SCHEMA = 1  # PRAGMA user_version; a later version of the program may know more
GUARDS = ("entries_stay", "entries_are_kept", "entries_follow")

TABLE = """
CREATE TABLE entries (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, dataset TEXT NOT NULL,
    body TEXT NOT NULL, recorded_at TEXT NOT NULL, previous TEXT NOT NULL, sha256 TEXT NOT NULL,
    UNIQUE (kind, dataset, key, version))
"""
STAY = """
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: an entry is never changed'); END
"""
ARE_KEPT = """
CREATE TRIGGER entries_are_kept BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: an entry is never deleted'); END
"""
# also against INSERT OR REPLACE, which deletes without asking the trigger above; the zeros are chain.FIRST
FOLLOW = """
CREATE TRIGGER entries_follow BEFORE INSERT ON entries
WHEN NEW.number IS NOT (SELECT COALESCE(MAX(number), 0) + 1 FROM entries)
  OR NEW.previous IS NOT COALESCE((SELECT sha256 FROM entries ORDER BY number DESC LIMIT 1), printf('%064d', 0))
  OR NEW.version IS NOT (SELECT COALESCE(MAX(version), 0) + 1 FROM entries
                         WHERE kind = NEW.kind AND dataset = NEW.dataset AND key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: an entry follows the last one'); END
"""
MAKE = (TABLE, STAY, ARE_KEPT, FOLLOW, f"PRAGMA user_version = {SCHEMA}")
