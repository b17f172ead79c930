"""Findings are kept by content: only what changed is computed again; a selection sees its own articles only."""

import json

import pandas as pd
import pytest

from foresaid.analyse import load_words
from foresaid.corpus.store import dataset_path, read_dataset_table, write_dataset
from foresaid.errors import ForesaidError, NoArticles
from foresaid.findings import Selection, analyse_dataset, cache, read, select
from foresaid.tables import FINDINGS, check, conform, empty

DAYS = ["2017-02-06T08:00Z", "2017-02-07T23:59Z", "2017-02-08T00:00Z", None]


def articles(*texts):
    return conform(pd.DataFrame({
        "article_id": [f"a{number}" for number in range(len(texts))], "title": "Tariffs on Russia", "text": texts,
        "source": ["Post", "Echo", "Post", "Echo"][:len(texts)], "n_words": 5,
        "published": pd.to_datetime(DAYS[:len(texts)], utc=True)}), "articles")


def save(frame):
    ids = frame["article_id"]
    parts = pd.DataFrame({"article_id": ids, "start": 0, "end": 4, "part": "lead", "rule": "first"})
    clusters = pd.DataFrame({"article_id": ids, "cluster_id": ids, "role": "first", "similarity": 1.0})
    write_dataset("small", {"articles": frame, "parts": conform(parts, "parts"), "imports": empty("imports"),
                            "clusters": conform(clusters, "clusters")}, {"title": "Small"})


@pytest.fixture(scope="module")
def words():
    return load_words()


@pytest.fixture
def small(tmp_path, monkeypatch, words):
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path))
    monkeypatch.setattr(cache, "load_words", lambda topics, actors: words)
    monkeypatch.setattr(cache, "words_sha256", lambda topics, actors: words.sha256)
    monkeypatch.setattr(cache, "SLICE", 2)
    save(articles("Russia will vote.", "China may not.", "Nothing.", "Iran plans an election."))
    return "small"


def folders():
    return {path.name for path in (dataset_path("small") / "findings").iterdir() if path.is_dir()}


def test_the_first_run_analyses_all_and_the_second_nothing(small):
    first, second = analyse_dataset(small, jobs=1), analyse_dataset(small, jobs=1)
    assert (first["analysed"], second["analysed"]) == (4, 0)
    assert first["sentences"] == second["sentences"] == 8
    assert analyse_dataset(small, jobs=1, force=True)["analysed"] == 4


def test_only_the_slice_that_changed_is_analysed_again_and_its_old_findings_go(small):
    analyse_dataset(small, jobs=1)
    before = folders()
    save(articles("Russia will vote.", "China may not.", "Nothing.", "Iran has an election."))
    assert analyse_dataset(small, jobs=1)["analysed"] == 2
    assert (len(before), len(folders()), len(before & folders())) == (2, 2, 1)


def test_the_same_content_written_again_is_not_analysed_again(small):
    analyse_dataset(small, jobs=1)
    save(read_dataset_table(small, "articles"))
    assert analyse_dataset(small, jobs=1)["analysed"] == 0


def test_a_change_of_the_words_or_rules_makes_all_new(small, monkeypatch):
    analyse_dataset(small, jobs=1)
    monkeypatch.setattr(cache, "words_sha256", lambda topics, actors: "other")
    assert analyse_dataset(small, jobs=1)["analysed"] == 4


def test_a_lost_file_and_a_damaged_list_are_made_again(small):
    analyse_dataset(small, jobs=1)
    next((dataset_path(small) / "findings").glob("*/topics.parquet")).unlink()
    assert analyse_dataset(small, jobs=1)["analysed"] == 2
    (dataset_path(small) / "findings" / "current.json").write_text('{"keys": [')
    assert analyse_dataset(small, jobs=1)["articles"] == 4


def test_a_failed_run_leaves_the_old_findings_and_no_rubbish(small, monkeypatch):
    analyse_dataset(small, jobs=1)
    before = folders()

    def fails(*_):
        raise ForesaidError("no")
    save(articles("New.", "China may not.", "Nothing.", "Iran plans an election."))
    monkeypatch.setattr(cache, "analyse", fails)
    with pytest.raises(ForesaidError):
        analyse_dataset(small, jobs=1)
    assert folders() == before
    assert len(json.loads((dataset_path(small) / "findings" / "current.json").read_text())["keys"]) == 2


def test_processes_write_what_one_process_writes(small):
    analyse_dataset(small, jobs=1)
    alone = {name: read(Selection(small), name) for name in FINDINGS}
    analyse_dataset(small, jobs=2, force=True)
    for name in FINDINGS:
        pd.testing.assert_frame_equal(read(Selection(small), name), alone[name])


@pytest.mark.parametrize(("arguments", "ids"), [
    ({}, ["a0", "a1", "a2", "a3"]),
    ({"start": "2017-02-07"}, ["a1", "a2"]),
    ({"end": "2017-02-07"}, ["a0", "a1"]),
    ({"start": "2017-02-06", "end": "2017-02-06"}, ["a0"]),
    ({"sources": ["Echo"]}, ["a1", "a3"]),
    ({"sources": ["Echo"], "start": "2017-01-01"}, ["a1"]),
])
def test_every_table_holds_the_selected_articles_only(small, arguments, ids):
    selection = select(small, **arguments)
    for name in ("articles", "parts", "clusters", "sentences", "topics"):
        table = check(read(selection, name), name)
        assert table["article_id"].drop_duplicates().tolist() == ids, name
    for name in ("actors", "quotes", "forecasts"):
        assert set(check(read(selection, name), name)["article_id"]) <= set(ids)


def test_categories_are_those_that_occur_in_alphabetical_order(small):
    assert read(select(small, sources=["Post"]), "actors")["actor"].cat.categories.tolist() == ["Russia"]
    assert read(select(small), "actors")["actor"].cat.categories.tolist() == ["China", "Iran", "Russia"]
    assert read(select(small), "sentences")["part"].cat.categories.tolist()[0] == "title"


def test_coverage_counts_the_selected_dated_articles(small):
    coverage = read(select(small, start="2017-02-07"), "coverage")
    assert coverage[["source", "articles"]].to_numpy().tolist() == [["Echo", 1], ["Post", 1]]


@pytest.mark.parametrize(("arguments", "message"), [
    ({"dataset": "smal"}, "Did you mean 'small'"),
    ({"start": "2017-02-30"}, "start is '2017-02-30'"),
    ({"end": "soon"}, "end is 'soon'; it should be a date like"),
    ({"start": "2017-02-07", "end": "2017-02-06"}, "begins on 2017-02-07, after its end"),
    ({"sources": ["Pots"]}, "no source 'Pots'. Did you mean 'Post'"),
])
def test_a_selection_that_makes_no_sense_is_refused_in_a_sentence(small, arguments, message):
    with pytest.raises(ForesaidError, match=message):
        select(**{"dataset": small, **arguments})


def test_a_period_without_articles_is_said_to_be_empty(small):
    with pytest.raises(NoArticles, match="No article of 'small' between 2018-01-01 and 2018-01-31"):
        select(small, "2018-01-01", "2018-01-31")


def test_an_unknown_table_is_refused(small):
    with pytest.raises(ForesaidError, match=r"no table 'topic'\. Did you mean 'topics'"):
        read(select(small), "topic")


def test_a_dataset_without_articles_has_empty_findings(tmp_path, monkeypatch):
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path))
    save(articles())
    assert analyse_dataset("small")["sentences"] == 0
    assert [len(read(Selection("small"), name)) for name in FINDINGS] == [0] * 5


def test_articles_that_have_a_headline_only_are_analysed_though_nothing_of_them_is_tagged(small):
    write_dataset("small", {"articles": articles(None, None, "Iran plans an election."), "parts": empty("parts"),
                            "imports": empty("imports"), "clusters": empty("clusters")}, {"title": "Small"})
    analyse_dataset(small)
    assert read(select(small), "actors")["article_id"].nunique() >= 1


def test_damaged_findings_are_made_again(small):
    before = read(select(small), "topics")
    for path in (dataset_path(small) / "findings").glob("*/topics.parquet"):
        path.write_bytes(b"no parquet")
    assert read(select(small), "topics").equals(before)


@pytest.mark.parametrize("table", ["articles", "parts"])
def test_a_damaged_dataset_is_named_with_what_to_do(small, table):
    (dataset_path(small) / f"{table}.parquet").write_bytes(b"no parquet")
    with pytest.raises(ForesaidError, match=rf"'small': {table}.parquet cannot be read .* Delete the folder .*small and"):
        analyse_dataset(small)
