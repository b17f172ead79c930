"""Killed at any moment, on a full disk, with two writers at once: what was acknowledged is there, nothing is torn."""

import importlib
import os
import subprocess
import sys

import pytest

from foresaid.errors import ForesaidError
from foresaid.ledger import store
from foresaid.ledger.chain import Draft
from foresaid.ledger.store import append, read_entries
from foresaid.ledger.verifying import verify
from foresaid.paths import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="needs signals and limits of POSIX")
WRITE = """
import sys
from foresaid.ledger.chain import Draft
from foresaid.ledger.store import append
for number in range(40):
    append([Draft("forecast", f"{sys.argv[1]}{number}", "mine", {"words": "rain"})])
"""
WRITE_UNTIL_FULL = """
import resource, sys
from foresaid.errors import ForesaidError
from foresaid.ledger.chain import Draft
from foresaid.ledger.store import append
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
for number in range(1000):
    try:
        append([Draft("forecast", f"f{number}-{part}", "mine", {"words": "x" * 3000}) for part in range(2)])
    except ForesaidError as error:
        print(f"full: {error}")
        break
    print(number, flush=True)
"""


def run(code, *words):
    return subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True, encoding="utf8")


@posix
def test_twenty_writers_killed_at_random_moments_lose_nothing(own_ledger, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    bench = importlib.import_module("ledger_kill")
    monkeypatch.delitem(sys.modules, "ledger_kill")
    acknowledged = bench.kill_writers(20, own_ledger.parents[1])
    found = bench.check_ledger(acknowledged)
    assert {name: found[name] for name in ("lost", "torn", "broken", "notes")} == {"lost": 0, "torn": 0, "broken": "", "notes": ()}
    assert found["entries"] >= len(acknowledged) > 0


def test_two_writers_at_once_make_one_chain(own_ledger):
    writers = [run(WRITE, name) for name in ("a", "b")]
    assert [one.wait(timeout=120) for one in writers] == [0, 0]
    for one in writers:
        one.stdout.close()
    assert [one.number for one in read_entries()] == list(range(1, 81))
    assert verify().whole


@posix
def test_a_file_that_may_not_grow_loses_nothing_and_says_what_to_do(own_ledger):
    with run(WRITE_UNTIL_FULL) as writer:
        *acknowledged, last = writer.stdout.read().splitlines()
    assert last.startswith("full: ")
    assert "Nothing was entered; all entries before are as they were." in last
    assert "Make room" in last
    keys = [one.key for one in read_entries()]
    assert keys == [f"f{number}-{part}" for number in range(len(acknowledged)) for part in range(2)]
    assert verify().whole
    append([Draft("forecast", "later", "mine", {})])
    assert verify().entries == 2 * len(acknowledged) + 1


def test_a_full_disk_is_told_and_the_ledger_stays_whole(own_ledger, monkeypatch):
    append([Draft("forecast", "f1", "mine", {"words": "rain"})])
    opened = store._open_for_writing

    def small(path):
        database = opened(path)
        database.execute("PRAGMA max_page_count = 8")
        return database

    with monkeypatch.context() as patch:
        patch.setattr(store, "_open_for_writing", small)
        with pytest.raises(ForesaidError, match=r"the disk is full\. Nothing was entered; .* Make room and run this again"):
            append([Draft("forecast", "f2", "mine", {}), Draft("forecast", "f3", "mine", {"words": "x" * 100_000})])
    assert [one.key for one in read_entries()] == ["f1"]
    append([Draft("forecast", "f2", "mine", {})])
    assert (verify().whole, verify().entries) == (True, 2)


def test_a_writer_that_waits_too_long_says_so(own_ledger, monkeypatch):
    append([Draft("forecast", "f1", "mine", {})])
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    with store._writing() as holding:
        assert holding.in_transaction
        with pytest.raises(ForesaidError, match="another program has been writing to the ledger"):
            append([Draft("forecast", "f2", "mine", {})])
    assert [one.key for one in read_entries()] == ["f1"]


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_named(own_ledger):
    own_ledger.parents[1].chmod(0o500)
    try:
        with pytest.raises(ForesaidError, match="Set FORESAID_HOME"):
            append([Draft("forecast", "f1", "mine", {})])
    finally:
        own_ledger.parents[1].chmod(0o700)
