"""Datasets on disk stay whole, whatever happens in the middle of a write."""

import os

import pandas as pd
import pytest

from foresaid.corpus import store
from foresaid.errors import ForesaidError
from foresaid.tables import check, empty


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path))


def tables(*ids):
    articles = pd.DataFrame({"article_id": list(ids), "title": [f"Title {one}" for one in ids], "body": "full"})
    return {"articles": articles, **{name: empty(name) for name in ("parts", "clusters", "imports")}}


def ids_of(name):
    return store.read_dataset_table(name, "articles")["article_id"].tolist()


def test_what_was_written_is_read_with_all_columns_and_types():
    store.write_dataset("week", tables("b", "a"), {"title": "A week"})
    articles = check(store.read_dataset_table("week", "articles"), "articles")
    assert articles["article_id"].tolist() == ["b", "a"]
    assert articles["body"].cat.categories.tolist() == ["full", "partial", "none"]
    assert store.read_dataset_table("week", "articles", ["title"])["title"].tolist() == ["Title b", "Title a"]
    assert store.dataset_about("week") == {"name": "week", "title": "A week", "about": "",
                                           "topics": ["world"], "actors": ["world"]}


def test_a_full_disk_leaves_the_old_dataset_whole(monkeypatch):
    store.write_dataset("week", tables("a"), {})

    def full(handle):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ForesaidError, match=r"No space left on device.*unchanged"):
        store.write_dataset("week", tables("a", "b"), {})
    assert ids_of("week") == ["a"]


def test_the_folder_of_a_failed_write_holds_no_rests(monkeypatch, tmp_path):
    store.write_dataset("week", tables("a"), {})
    before = sorted(path.name for path in store.dataset_path("week").iterdir())
    monkeypatch.setattr(store, "_write_journal", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(ForesaidError, match="full"):
        store.write_dataset("week", tables("b"), {})
    assert sorted(path.name for path in store.dataset_path("week").iterdir()) == before
    assert ids_of("week") == ["a"]


class Killed(BaseException):
    """As if the process had been killed at this point."""


@pytest.mark.parametrize("moves", [0, 1, 3])
def test_a_kill_after_the_journal_gives_the_new_dataset_whole(monkeypatch, moves):
    store.write_dataset("week", tables("a"), {"title": "Old"})
    replace, done = os.replace, []

    def some(source, target):
        if len(done) > moves:  # the first move is the journal's own
            raise Killed
        done.append(target)
        replace(source, target)
    monkeypatch.setattr(store.os, "replace", some)
    with pytest.raises(Killed):
        store.write_dataset("week", tables("a", "b"), {"title": "New"})
    monkeypatch.setattr(store.os, "replace", replace)
    assert (ids_of("week"), store.dataset_about("week")["title"]) == (["a", "b"], "New")
    assert not list(store.dataset_path("week").glob("*.new"))


def test_a_kill_before_the_journal_leaves_the_old_dataset_whole(monkeypatch):
    store.write_dataset("week", tables("a"), {"title": "Old"})

    def kill(*_):
        raise Killed
    monkeypatch.setattr(store, "_write_journal", kill)
    with pytest.raises(Killed):
        store.write_dataset("week", tables("b"), {"title": "New"})
    assert (ids_of("week"), store.dataset_about("week")["title"]) == (["a"], "Old")


def test_a_missing_dataset_is_told_with_the_way_to_get_it():
    store.write_dataset("ukraine", tables("a"), {})
    with pytest.raises(ForesaidError, match="Did you mean 'ukraine'"):
        store.dataset_path("ukrane")
    with pytest.raises(ForesaidError, match="foresaid get news2017"):
        store.dataset_path("news2017")
    with pytest.raises(ForesaidError, match="cannot be the name"):
        store.dataset_path("../secret")


def test_a_damaged_file_is_named():
    store.write_dataset("week", tables("a"), {})
    (store.dataset_path("week") / "articles.parquet").write_bytes(b"PAR1 not really")
    with pytest.raises(ForesaidError, match=r"articles.parquet cannot be read"):
        ids_of("week")


@pytest.mark.skipif(os.name != "posix", reason="locks are tried with flock")
def test_two_imports_at_once_do_not_lose_each_other():
    with store.writing("week"), pytest.raises(ForesaidError, match="another import"), store.writing("week"):
        pass


def test_datasets_are_listed_with_their_numbers():
    assert store.list_datasets().empty
    made = tables("a", "b")
    made["articles"] = made["articles"].assign(source=["Herald", None], published=[pd.Timestamp("2018-03-05"), None])
    store.write_dataset("week", made, {"title": "A week"})
    row = store.list_datasets().iloc[0].to_dict()
    assert (row["name"], row["articles"], row["sources"], row["undated"]) == ("week", 2, 1, 1)
    assert row["first"] == row["last"] == pd.Timestamp("2018-03-05", tz="UTC")


def test_a_damaged_dataset_does_not_hide_the_others():
    store.write_dataset("good", tables("a"), {})
    store.write_dataset("worse", tables("a"), {})
    store.write_dataset("worst", tables("a"), {})
    (store.dataset_path("worse") / "articles.parquet").write_bytes(b"no parquet")
    (store.dataset_path("worst") / "dataset.json").write_text("[]")
    said = []
    assert store.list_datasets(log=said.append)["name"].tolist() == ["good"]
    assert [sentence.split(" cannot")[0] for sentence in said] == ["Dataset 'worse': articles.parquet",
                                                                  "Dataset 'worst': dataset.json"]
    with pytest.raises(ForesaidError, match="Delete the folder"):
        store.list_datasets()
