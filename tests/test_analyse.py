"""The one pass over a batch of articles, and the command that runs it."""

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from foresaid import analyse as module
from foresaid.analyse import analyse, load_words
from foresaid.cli import main
from foresaid.errors import ForesaidError
from foresaid.tables import FINDINGS, check, schema

CODEBOOK = "topics:\n  trade:\n    terms: [tariff*, trade deal]\n"
GAZETTEER = """actor,kind,country,aliases,capital,case,not,role,from,to,note
Freedonia,state,,Freedonian,Fredville,,,,,,
Rosa Quill,person,,Quill,,,,president of Freedonia,2017-01-20,,
"""


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    folder = tmp_path_factory.mktemp("words")
    (folder / "small.yml").write_text(CODEBOOK)
    (folder / "small.csv").write_text(GAZETTEER)
    return load_words([folder / "small.yml"], [folder / "small.csv"])


def story(**more):
    return pd.DataFrame([{"article_id": "a", "title": "Quill on tariffs", "source": "The Post",
                          "published": "2017-02-06T08:00:00Z",
                          "text": "Rosa Quill spoke. A trade deal will fail, Freedonia said.", **more}], dtype=object)


def rows(table, *columns):
    return table[list(columns)].astype("object").where(table[list(columns)].notna(), None).to_numpy().tolist()


def test_a_batch_gives_every_table_in_its_types(words):
    found = analyse(story(), words)
    assert tuple(found) == FINDINGS
    for name, table in found.items():
        check(table, name)


def test_sentences_are_numbered_and_the_title_is_one_without_offsets(words):
    assert rows(analyse(story(), words)["sentences"], "sentence_id", "part", "start", "end") == [
        ["a#t", "title", None, None], ["a#0", "body", 0, 17], ["a#1", "body", 18, 57]]


def test_an_article_with_only_a_headline_is_found_by_its_headline(words):
    found = analyse(pd.concat([story(text=text) for text in (None, "", " \n")], ignore_index=True), words)
    assert found["sentences"]["part"].tolist() == ["title"] * 3
    assert len(found["topics"]) == 3 * (analyse(story(), words)["topics"]["sentence_id"] == "a#t").sum() > 0


def test_topics_and_actors_are_found_in_title_and_text(words):
    found = analyse(story(), words)
    assert rows(found["topics"], "sentence_id", "topic", "term", "start", "end") == [
        ["a#t", "trade", "tariff*", None, None], ["a#1", "trade", "trade deal", 20, 30]]
    assert rows(found["actors"], "sentence_id", "actor", "surface", "start", "role") == [
        ["a#t", "Rosa Quill", "Quill", None, "president of Freedonia"],
        ["a#0", "Rosa Quill", "Rosa Quill", 0, "president of Freedonia"], ["a#1", "Freedonia", "Freedonia", 42, None]]


def test_a_forecast_is_found_and_knows_where_it_stands(words):
    forecasts = analyse(story(), words)["forecasts"]
    assert rows(forecasts, "article_id", "sentence_id", "source", "cue", "sent_start", "sent_end") == [
        ["a", "a#1", "The Post", "will", 18, 57]]


def test_an_article_with_nothing_but_id_and_text_gives_its_findings(words):
    found = analyse(pd.DataFrame({"article_id": ["a"], "text": ["Tariffs will rise."]}), words)
    assert rows(found["topics"], "article_id", "published", "source", "start") == [["a", None, None, 0]]


def test_bylines_and_furniture_are_sentences_but_hold_no_findings(words):
    text = "By Rosa Quill FREDVILLE — Tariffs rose. Read more on tariffs"
    parts = pd.DataFrame({"article_id": "a", "start": [0, 14, 0, 40], "end": [13, 25, 39, 60],
                          "part": ["byline", "dateline", "lead", "furniture"]})
    found = analyse(story(text=text, title=None), words, parts)
    assert rows(found["sentences"], "part", "start", "end") == [
        ["byline", 0, 13], ["dateline", 14, 25], ["lead", 26, 39], ["furniture", 40, 60]]
    assert rows(found["topics"], "start") == [[26]]
    assert len(found["actors"]) == 0


def test_a_batch_gives_what_its_articles_give_one_by_one(words):
    batch = pd.concat([story(article_id=str(number), text=text) for number, text in enumerate(
        ["Tariffs will rise.", "", None, "Quill may go.\n\nFreedonia waits.", "x. y."])], ignore_index=True)
    whole = analyse(batch, words)
    single = [analyse(batch.iloc[[number]], words) for number in range(len(batch))]
    for name in FINDINGS:
        pd.testing.assert_frame_equal(whole[name], module.join_tables([one[name] for one in single], name))


def test_the_articles_given_are_not_changed(words):
    batch = story(text="Tariffs \ud800 rose.")
    before = batch.copy(deep=True)
    analyse(batch, words)
    pd.testing.assert_frame_equal(batch, before)


@pytest.mark.parametrize("hostile", [
    None, "", " ", "\0", "\ud800\udfff tariffs", "a" * 1_000_000, "tariff " * 20_000, "will " * 5_000, "." * 10_000,
    "<script>alert(1)</script>", "“" * 3_000, "\u202e tariffs", "tariffs\0tariffs", float("nan")])
def test_a_hostile_article_leaves_its_neighbours_alone(words, hostile):
    batch = pd.concat([story(), story(article_id="bad", text=hostile, title=hostile), story(article_id="c")],
                      ignore_index=True)
    found = analyse(batch, words)
    assert found["topics"]["article_id"].value_counts()[["a", "c"]].tolist() == [2, 2]
    assert (found["sentences"].dropna()["end"] > found["sentences"].dropna()["start"]).all()


def test_a_finder_that_fails_on_one_article_is_named_and_the_rest_is_kept(words, monkeypatch):
    def fails(batch, words):
        if (batch.articles["article_id"] == "bad").any():
            raise ValueError("oh")
        return pd.DataFrame({"article_id": batch.articles["article_id"]})
    monkeypatch.setattr(module, "find_forecasts", fails)
    batch = pd.concat([story(), story(article_id="bad"), story(article_id="c")], ignore_index=True)
    with pytest.warns(UserWarning, match=r"Article 'bad': its forecasts .*ValueError: oh"):
        found = analyse(batch, words)
    assert found["forecasts"]["article_id"].tolist() == ["a", "c"]
    assert found["topics"]["article_id"].nunique() == 3


def test_large_batches_are_analysed_in_pieces(words, monkeypatch):
    batch = pd.concat([story(article_id=str(number)) for number in range(5)], ignore_index=True)
    whole = analyse(batch, words)
    monkeypatch.setattr(module, "MOST_CHARACTERS", 100)
    for name, table in analyse(batch, words).items():
        pd.testing.assert_frame_equal(table, whole[name])


def test_no_articles_give_empty_tables(words):
    assert {name: len(table) for name, table in analyse(story().iloc[:0], words).items()} == dict.fromkeys(FINDINGS, 0)


def test_offsets_point_at_the_words(words):
    text = "😀 é " * 50 + "Then Freedonia’s tariffs\u00a0rose — Quill will not."
    found = analyse(story(text=text), words)["actors"].dropna(subset="start")
    assert [text[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == ["Freedonia", "Quill"]


def test_the_words_hash_changes_with_the_files_and_not_with_their_place(tmp_path, words):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "small.yml").write_text(CODEBOOK)
    one, two = (module.words_sha256([tmp_path / name / "small.yml"], []) for name in ("one", "two"))
    (tmp_path / "two" / "small.yml").write_text(CODEBOOK.replace("tariff", "quota"))
    assert one == two != module.words_sha256([tmp_path / "two" / "small.yml"], [])


def test_an_unknown_codebook_is_named():
    with pytest.raises(ForesaidError, match=r"no topics 'wrld'.*Did you mean 'world'"):
        load_words(["wrld"])


def test_the_command_analyses_a_file_into_five_tables(tmp_path, capsys):
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": "x1", "text": "Russia  will attack,  he said.", "extra": {"deep": [1]}}\n'
                    '{"id": "x2", "text": "Prices rose."}\n')
    main(["analyse", str(file), "--out", str(tmp_path / "out"), "--no-clean"])
    for name in FINDINGS:
        assert pq.read_schema(tmp_path / "out" / f"{name}.parquet").names == schema(name).names
    sentences = pq.read_table(tmp_path / "out" / "sentences.parquet").to_pylist()
    assert [(one["sentence_id"], one["start"], one["end"]) for one in sentences] == [("x1#0", 0, 30), ("x2#0", 0, 12)]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.parquet" for name in FINDINGS)
    assert "2 articles, 2 sentences" in capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "message"), [
    (["nowhere.jsonl"], "There is no file nowhere.jsonl"),
    (["nothere"], "There is no dataset 'nothere'"),
    (["{file}"], "Add a folder: --out DIR"),
    (["{file}", "--out", "{out}", "--force"], "--force is for a dataset"),
    (["{file}", "--out", "{out}", "--topics", "wrld"], "Did you mean 'world'"),
    (["{file}", "--out", "{file}"], "cannot be written"),
])
def test_the_command_says_what_is_wrong_and_ends_with_2(arguments, message, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path))
    (tmp_path / "in.jsonl").write_text('{"id": "x", "text": "Prices rose."}\n')
    places = {"file": tmp_path / "in.jsonl", "out": tmp_path / "out"}
    with pytest.raises(SystemExit) as stop:
        main(["analyse", *(one.format(**places) for one in arguments)])
    assert stop.value.code == 2
    assert message in capsys.readouterr().err


def test_numbers_in_findings_are_integers_and_times_are_utc(words):
    found = analyse(story(), words)["topics"]
    assert str(found["start"].dtype) == "Int64"
    assert found["published"].dt.tz is not None
    assert np.issubdtype(found["published"].dt.tz_localize(None).dtype, np.datetime64)
