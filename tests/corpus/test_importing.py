"""Files come into a dataset whole, once, and in their order."""

import json
import os

import pandas as pd
import pytest

from foresaid.corpus import store
from foresaid.corpus.importing import describe_import, import_files
from foresaid.corpus.readers.options import Options
from foresaid.errors import ForesaidError


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name, *articles):
    with open(name, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(article) + "\n" for article in articles)
    return name


def article(number, **more):
    return {"id": str(number), "url": f"https://example.org/{number}", "title": f"Title {number}", "source": "Herald",
            "published": f"2018-03-{number:02d}", "text": f"The minister spoke for {number} hours about the harbour.",
            **more}


def ids(name="week"):
    return store.read_dataset_table(name, "articles")["article_id"].tolist()


def test_an_import_writes_every_table_and_its_report():
    made = import_files([put("a.jsonl", article(2), article(1), {"id": "9"})], "week",
                        Options(title="A week", zone="Europe/Berlin"))
    assert ids() == ["2", "1"]
    row = made.iloc[0]
    assert (row["path"], row["format"], row["rows_read"], row["rows_kept"], row["rows_dropped"], row["zone"]) == (
        "a.jsonl", "jsonl", 3, 2, 1, "Europe/Berlin")
    assert json.loads(row["dropped"]) == {"neither text, title nor link": 1}
    assert row["first_published"] == pd.Timestamp("2018-03-01", tz="UTC")
    lines = describe_import(row)
    assert lines[:3] == ["a.jsonl (jsonl): 3 rows read, 2 articles added, 1 left out",
                         "  left out: 1 × neither text, title nor link", "  published 2018-03-01 to 2018-03-02"]
    articles = store.read_dataset_table("week", "articles")
    assert articles["import_id"].tolist() == [row["import_id"]] * 2
    assert articles["first_seen"].notna().all()
    assert store.dataset_about("week")["title"] == "A week"


def test_the_same_file_again_adds_nothing():
    import_files([put("a.jsonl", article(1))], "week", Options())
    said = []
    assert import_files(["a.jsonl"], "week", Options(), said.append).empty
    assert said == ["a.jsonl: already in 'week', nothing to add."]
    assert ids() == ["1"]


def test_a_grown_file_adds_only_what_is_new_below_what_is_there():
    import_files([put("a.jsonl", article(2), article(3))], "week", Options())
    before = store.read_dataset_table("week", "articles")
    grown = put("b.jsonl", article(1), article(2), article(3, text="Changed at its source."))
    made = import_files([grown], "week", Options())
    assert ids() == ["2", "3", "1"]
    assert json.loads(made["dropped"][0]) == {"already in the dataset": 2}
    pd.testing.assert_frame_equal(store.read_dataset_table("week", "articles").head(2), before)


def test_another_article_under_a_known_id_gets_its_own():
    import_files([put("a.jsonl", article(1))], "week", Options())
    made = import_files([put("b.jsonl", article(1, url="https://example.org/other", text="Another story altogether."))],
                        "week", Options())
    assert ids() == ["1", f"{made['import_id'][0][:8]}-1"]


def test_two_files_of_one_import_are_told_apart_in_the_same_way():
    import_files([put("a.jsonl", article(1)), put("b.jsonl", article(1), article(2))], "week", Options())
    assert ids() == ["1", "2"]


def test_ids_are_made_from_links_where_the_file_has_none_or_one_twice():
    import_files([put("a.jsonl", article(1, id=None), article(2), article(3, id="2"), article(2))], "week", Options())
    first, second, third = ids()
    assert (len(first), second, len(third)) == (16, "2", 16)
    notes = store.read_dataset_table("week", "imports")["notes"][0]
    assert "1 row(s) bear an id that stands on an earlier row" in notes


def test_one_bad_file_does_not_stop_the_others():
    open("zero.csv", "w").close()
    said = []
    made = import_files(["zero.csv", "none.csv", put("a.jsonl", article(1))], "week", Options(), said.append)
    assert made["path"].tolist() == ["a.jsonl"]
    assert [sentence.split(":")[0] for sentence in sorted(said)] == ["none.csv", "zero.csv"]


def test_nothing_readable_is_an_error_and_makes_no_dataset():
    open("zero.csv", "w").close()
    with pytest.raises(ForesaidError, match=r"zero.csv: the file is empty"):
        import_files(["zero.csv"], "week", Options())
    with pytest.raises(ForesaidError, match=r"None of these could be read: zero.csv, none.csv"):
        import_files(["zero.csv", "none.csv"], "week", Options())
    assert not store.has_dataset("week")


def test_articles_without_dates_come_in_with_a_note():
    with open("a.csv", "w") as file:
        file.write("title,text\nOne,The harbour opened again after the storm.\n")
    made = import_files(["a.csv"], "week", Options())
    assert made["rows_kept"].tolist() == [1]
    assert "No article has a date" in made["notes"][0]


def test_a_date_in_the_future_is_kept_and_noted():
    made = import_files([put("a.jsonl", article(1, published="2087-01-01"))], "week", Options())
    assert "1 article(s) are dated in the future" in made["notes"][0]
    assert f"{made['last_published'][0]:%Y}" == "2087"


def test_a_date_that_cannot_be_true_makes_an_article_undated():
    path = put("a.jsonl", article(1, published="9999-12-31"), article(2, published="1066-10-14"), article(3))
    made = import_files([path], "week", Options())
    assert ("2 article(s) had a date before there were newspapers or after 2099 (such as '9999-12-31') and are undated"
            in made["notes"][0])
    kept = store.read_dataset_table("week", "articles")
    assert kept["published"].isna().tolist() == [True, True, False]
    assert kept["published_precision"].tolist()[:2] == ["unknown", "unknown"]


def test_a_full_disk_leaves_the_old_articles(monkeypatch):
    import_files([put("a.jsonl", article(1))], "week", Options())

    def full(handle):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ForesaidError, match="No space left"):
        import_files([put("b.jsonl", article(2))], "week", Options())
    assert ids() == ["1"]
