"""A folder is whole or not there, and a good run is never lost to a failed one."""

import json
import os

import pytest

from foresaid.reports.disk import (
    locked,
    move_into_place,
    new_folder,
    publish,
    read_run,
    remove_stale,
    renew_latest,
    write_file,
)


@pytest.fixture
def put(tmp_path):
    def build(status, period="2017-W10", end="2017-03-12", finished="1", text="page"):
        folder = new_folder(tmp_path)
        run = {"report": "topics", "period": period, "status": status, "end": end, "finished": finished, "text": text}
        (folder / "index.html").write_text(text)
        (folder / "run.json").write_text(json.dumps(run))
        return publish(folder, tmp_path, run).relative_to(tmp_path).as_posix()
    return build


def latest(tmp_path):
    return (tmp_path / "topics" / "latest" / "index.html").read_text()


def leftovers(tmp_path):
    return [path.name for path in tmp_path.glob(".building-*")]


def test_a_good_run_is_replaced_by_a_good_one(put, tmp_path):
    assert put("ok", text="old") == put("ok", text="new", finished="2") == "topics/2017-W10"
    assert (tmp_path / "topics/2017-W10/index.html").read_text() == latest(tmp_path) == "new"
    assert leftovers(tmp_path) == []


def test_a_failed_run_stands_beside_the_good_one_and_never_in_latest(put, tmp_path):
    put("ok", text="good")
    assert put("failed", text="bad") == "topics/2017-W10/failed"
    assert (tmp_path / "topics/2017-W10/index.html").read_text() == latest(tmp_path) == "good"
    put("ok", text="better")
    assert not (tmp_path / "topics/2017-W10/failed").exists()


def test_a_failed_run_alone_keeps_its_page(put, tmp_path):
    assert put("failed", text="bad") == "topics/2017-W10"
    assert not (tmp_path / "topics" / "latest").exists()


def test_latest_is_the_newest_period_and_never_empty_where_there_is_a_full_one(put, tmp_path):
    put("empty", text="nothing")
    assert latest(tmp_path) == "nothing"
    put("ok", period="2017-W11", end="2017-03-19", text="eleven")
    put("ok", period="2017-W10", end="2017-03-12", text="ten, run later", finished="9")
    put("empty", period="2017-W12", end="2017-03-26", text="nothing")
    assert latest(tmp_path) == "eleven"


def test_latest_is_no_link_and_carries_no_failed_run(put, tmp_path):
    put("ok")
    put("failed")
    renew_latest(tmp_path, "topics")
    assert not (tmp_path / "topics/latest").is_symlink()
    assert not (tmp_path / "topics/latest/failed").exists()


def test_the_old_folder_comes_back_if_the_new_one_cannot_be_moved(tmp_path, monkeypatch):
    place, new = tmp_path / "place", new_folder(tmp_path)
    place.mkdir()
    (place / "page").write_text("old")
    replace = os.replace

    def fails(source, target):
        if source == new:
            raise OSError("disk")
        replace(source, target)
    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="disk"):
        move_into_place(new, place)
    assert (place / "page").read_text() == "old"


def test_a_folder_without_page_or_with_a_torn_record_is_no_run(tmp_path):
    assert read_run(tmp_path) is None
    (tmp_path / "run.json").write_text("{")
    (tmp_path / "index.html").write_text("")
    assert read_run(tmp_path) is None


def test_a_file_is_written_as_a_whole(tmp_path):
    write_file(tmp_path / "index.html", "é\n")
    assert (tmp_path / "index.html").read_bytes() == b"\xc3\xa9\n"
    assert leftovers(tmp_path) == []


def test_what_a_killed_run_left_goes_after_a_day(tmp_path):
    young, old = new_folder(tmp_path), new_folder(tmp_path)
    os.utime(old, (0, 0))
    remove_stale(tmp_path)
    assert (young.exists(), old.exists()) == (True, False)


def test_the_lock_is_held_by_one_at_a_time(tmp_path):
    from foresaid.errors import ForesaidError
    with locked(tmp_path), pytest.raises(ForesaidError, match="held by another run"), locked(tmp_path, patience=0):
        pass
    with locked(tmp_path, patience=0):
        pass


def test_a_full_disk_leaves_no_rests_and_latest_is_made_up_for_later(put, tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")
    with monkeypatch.context() as short:
        short.setattr("foresaid.reports.disk.shutil.copytree", full)
        with pytest.raises(OSError, match="No space"):
            put("ok", text="page")
    with monkeypatch.context() as short:
        short.setattr("foresaid.reports.disk.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            write_file(tmp_path / "index.html", "text")
    assert leftovers(tmp_path) == []
    assert not (tmp_path / "index.html").exists()
    renew_latest(tmp_path, "topics")
    assert latest(tmp_path) == "page"
