"""The ledger only grows, and every entry is chained to the one before."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from foresaid.errors import ForesaidError
from foresaid.ledger.chain import FIRST, Draft, Entry, hash_of, say_head, seal
from foresaid.ledger.places import drive_of
from foresaid.ledger.store import append, ledger_path, read_entries, read_head
from foresaid.ledger.verifying import first_break, verify

NOON = datetime(2018, 3, 5, 12, tzinfo=UTC)


def draft(key="f1", **body):
    return Draft("forecast", key, "mine", body, ("confidence",))


def change(order):
    """What somebody does who opens the file with another program."""
    with closing(sqlite3.connect(ledger_path(), isolation_level=None)) as database:
        database.execute(order)


def rewrite(order):
    """The same by somebody who first takes the guards away, and puts them back afterwards."""
    with closing(sqlite3.connect(ledger_path(), isolation_level=None)) as database:
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        database.execute(order)
        for _, sql in guards:
            database.execute(sql)


def test_an_entry_says_everything_and_is_chained_to_the_one_before(own_ledger):
    append([draft("f1", words="rain"), draft("f2", words="sun")], NOON)
    one, two = read_entries()
    assert one == Entry(1, "forecast", "f1", 1, "mine", '{"words":"rain"}', "2018-03-05T12:00:00.000000Z", FIRST,
                        hash_of((1, "forecast", "f1", 1, "mine", '{"words":"rain"}', "2018-03-05T12:00:00.000000Z", FIRST)))
    assert (two.number, two.previous) == (2, one.sha256)
    assert read_head() == (2, two.sha256)


def test_the_same_again_is_no_new_entry_and_another_reading_is_a_new_version(own_ledger):
    append([draft(words="rain", confidence=0.9)], NOON)
    assert append([draft(words="rain", confidence=0.4)], NOON) == [None]
    assert [(one.number, one.version) for one in append([draft(words="snow")], NOON)] == [(2, 2)]
    assert append([draft("f2", words="sun"), draft("f2", words="sun")], NOON)[1] is None
    assert [(one.number, one.key, one.version) for one in read_entries()] == [(1, "f1", 1), (2, "f1", 2), (3, "f2", 1)]


def test_the_same_key_in_another_dataset_is_another_forecast(own_ledger):
    append([Draft("forecast", "f1", "mine", {}), Draft("forecast", "f1", "yours", {}), Draft("outcome", "f1", "mine", {})])
    assert [one.version for one in read_entries()] == [1, 1, 1]
    assert [one.number for one in read_entries("forecast", "yours")] == [2]


@pytest.mark.parametrize("order", [
    "UPDATE entries SET body = '{}'", "DELETE FROM entries WHERE number = 2",
    "INSERT INTO entries SELECT 9, kind, 'f9', 1, dataset, body, recorded_at, sha256, sha256 FROM entries WHERE number = 2",
    "INSERT OR REPLACE INTO entries SELECT number, kind, key, version, dataset, '{}', recorded_at, previous, sha256 FROM entries",
    "INSERT OR REPLACE INTO entries SELECT 3, kind, key, version, dataset, '{}', recorded_at, sha256, sha256 FROM entries WHERE number = 2"])
def test_the_file_itself_refuses_every_change(own_ledger, order):
    append([draft("f1", words="rain"), draft("f2", words="sun")])
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        change(order)
    assert verify().whole


def test_an_empty_ledger_is_whole_and_reading_makes_no_file(own_ledger):
    assert (verify().whole, verify().entries, verify().head) == (True, 0, None)
    assert (read_entries(), read_head(), say_head(read_head())) == ([], None, "empty")
    assert not own_ledger.exists()


@pytest.mark.parametrize(("order", "said"), [
    ("UPDATE entries SET body = '{\"words\":\"hail\"}' WHERE number = 2", "entry 2 was changed: its hash is not that of what it says"),
    ("UPDATE entries SET recorded_at = '2017-01-01T00:00:00.000000Z' WHERE number = 3", "entry 3 was changed: its hash is not that of what it says"),
    ("UPDATE entries SET body = x'ff' WHERE number = 2", "entry 2 was changed: its hash is not that of what it says"),
    ("DELETE FROM entries WHERE number = 2", "entry 2 is missing: 3 comes after 1"),
    ("DELETE FROM entries WHERE number = 1", "entry 1 is missing: 2 comes after 0"),
    (f"UPDATE entries SET previous = '{FIRST}' WHERE number = 2", "entry 2 does not follow entry 1: it names another hash before it")])
def test_the_first_broken_link_is_named(own_ledger, order, said):
    append([draft("f1", words="rain"), draft("f2", words="sun"), draft("f3", words="snow")])
    rewrite(order)
    assert verify().broken == said


def test_an_entry_sealed_well_but_out_of_its_keys_order_is_a_break():
    one = seal(1, draft(), 1, "2018-03-05T12:00:00Z", FIRST)
    assert first_break([one, seal(2, draft(), 3, "2018-03-05T12:00:00Z", one.sha256)]) == "entry 2 is version 3 of its key, and should be version 2"
    assert first_break([seal(1, Draft("rumour", "f1", "mine", {}), 1, "", FIRST)]) == "entry 1 is none that Foresaid writes (kind 'rumour')"


def test_a_whole_history_made_anew_shows_against_a_published_head(own_ledger):
    append([draft("f1", words="rain"), draft("f2", words="sun")])
    published = say_head(read_head())
    ledger_path().unlink()
    append([draft("f1", words="hail"), draft("f2", words="sun"), draft("f3", words="fog")])
    assert verify().whole
    assert verify(published).broken.startswith("entry 2 is not what was published: it is 2:")


def test_a_published_head_holds_while_the_ledger_grows(own_ledger):
    append([draft("f1", words="rain")])
    published = say_head(read_head())
    append([draft("f2", words="sun")])
    assert verify(published).whole
    assert verify(published[:14]).whole, "twelve digits of the hash are enough"
    assert verify("7" + published[1:]).broken == "entry 7 was published, but the ledger has 2 entries"
    with pytest.raises(ForesaidError, match="a head is written as a report prints it"):
        verify("812")


def test_a_clock_that_jumps_back_is_a_note_and_no_break(own_ledger):
    append([draft("f1", words="rain")], NOON)
    append([draft("f2", words="sun")], NOON - timedelta(days=400))
    found = verify()
    assert found.whole
    assert list(found.notes) == ["The clock went back 1 time(s), first at entry 2 (2017-01-29T12:00:00.000000Z); the order of entries is their number, so nothing is wrong with the chain."]


def test_a_guard_that_was_taken_away_is_told(own_ledger):
    append([draft()])
    change("DROP TRIGGER entries_stay")
    assert verify().notes == ("The file lacks a guard against changes (entries_stay): another program has changed it.",)


def test_nothing_of_a_batch_is_entered_where_one_draft_cannot_be(own_ledger):
    append([draft("f1", words="rain")])
    with pytest.raises(ValueError, match="not JSON compliant"):
        append([draft("f2", words="sun"), draft("f3", p=float("nan"))])
    assert [one.key for one in read_entries()] == ["f1"]


def test_what_is_no_ledger_is_said_so(own_ledger):
    own_ledger.mkdir(parents=True)
    ledger_path().write_bytes(b"something else entirely" * 100)
    for use in (read_head, lambda: append([draft()])):
        with pytest.raises(ForesaidError, match="this is no ledger"):
            use()


def test_a_ledger_of_a_later_program_is_left_alone(own_ledger):
    append([draft()])
    change("PRAGMA user_version = 2")
    with pytest.raises(ForesaidError, match="later version of Foresaid"):
        append([draft("f2")])


def test_a_network_drive_is_known_by_its_mount(tmp_path):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n//nas/x /mnt/my\\040disk cifs rw 0 0\n")
    assert drive_of("/home/mara/data/ledger", mounts) == "nfs4"
    assert drive_of("/mnt/my disk/ledger", mounts) == "cifs"
    assert drive_of("/homes/ledger", mounts) == "ext4"
    assert drive_of("/home", tmp_path / "none") == ""


def test_the_ledger_refuses_a_network_drive(own_ledger, monkeypatch):
    monkeypatch.setattr("foresaid.ledger.places.drive_of", lambda path: "nfs4")
    with pytest.raises(ForesaidError, match=r"network drive \(nfs4\).*Set FORESAID_HOME to a folder on a disk of this computer"):
        append([draft()])
    assert not own_ledger.exists()


def test_a_drive_that_keeps_no_log_is_refused(own_ledger, monkeypatch):
    monkeypatch.setattr("foresaid.ledger.store._switch_to_wal", lambda database: "delete")
    with pytest.raises(ForesaidError, match="lets no write-ahead log be kept"):
        append([draft()])


def test_a_ledger_of_a_later_program_is_neither_read_nor_written(own_ledger):
    append([draft("f1")], NOON)
    change("PRAGMA user_version = 99")
    for act in (read_head, read_entries, lambda: append([draft("f2")], NOON)):
        with pytest.raises(ForesaidError, match="later version of Foresaid"):
            act()
