"""run.json, the key and the CSV files say what was run."""

import json

import pytest

from foresaid.reports.record import about_dataset, key_figures, ledger_read, notebook_hash, run_key, tables_of, to_csv

FIGURES, TABLE = "application/vnd.foresaid.figures+json", "application/vnd.foresaid.table+json"


def test_key_figures_are_kept_once_a_label(tiny):
    one = {"label": "Articles", "value": 8, "unit": "count", "n": None, "change": -2}
    notebook = tiny.node(tiny.shown(**{FIGURES: [one]}), tiny.shown(**{FIGURES: [{**one, "value": 9}]}))
    assert key_figures(notebook) == [one]


def test_tables_become_csv_with_safe_names(tiny):
    table = {"name": "../Top terms", "caption": "c", "columns": ["a"], "rows": [["x"]]}
    notebook = tiny.node(tiny.shown(**{TABLE: table}), tiny.shown(**{TABLE: table}))
    assert tables_of(notebook) == [("top-terms", "c", "a\nx\n", 1), ("top-terms-2", "c", "a\nx\n", 1)]


@pytest.mark.parametrize("value", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "|x", "\ufeff=1"])
def test_no_cell_is_a_formula(value):
    assert to_csv(["a"], [[value]]).split("\n")[1].lstrip('"').startswith("'")


def test_numbers_stay_numbers():
    assert to_csv(["a", "b", "c", "d"], [[-1, -0.5, None, "-12.5%"]]) == "a,b,c,d\n-1,-0.5,,-12.5%\n"


def test_the_key_follows_source_and_parameters_but_not_outputs(tiny):
    plain, shown = tiny.notebook(tiny.cell("show()")), tiny.notebook(tiny.shown(**{"text/plain": "x"}))
    assert run_key(plain, "t", {"n": 1}) == run_key(shown, "t", {"n": 1})
    assert run_key(plain, "t", {"n": 1}) != run_key(plain, "t", {"n": 2})
    assert run_key(plain, "t", {"n": 1}) != run_key(plain, "other", {"n": 1})
    assert notebook_hash(plain) != notebook_hash(tiny.notebook(tiny.cell("show() ")))


def test_the_key_follows_the_datasets_files(tiny, own_home):
    folder = own_home / "data" / "datasets" / "mine"
    folder.mkdir(parents=True)
    (folder / "articles.parquet").write_bytes(b"one")
    before = run_key(tiny.notebook(), "t", {"dataset": "mine"})
    (folder / "articles.parquet").write_bytes(b"two")
    assert run_key(tiny.notebook(), "t", {"dataset": "mine"}) != before


def test_the_key_follows_the_datasets_own_codebook(tiny, own_home, tmp_path):
    book, folder = tmp_path / "mine.yml", own_home / "data" / "datasets" / "mine"
    folder.mkdir(parents=True)
    (folder / "articles.parquet").write_bytes(b"one")
    (folder / "dataset.json").write_text(json.dumps({"topics": [str(book)], "actors": []}), encoding="utf8")
    book.write_text("topics: {trade: {terms: [tariff]}}", encoding="utf8")
    before = run_key(tiny.notebook(), "t", {"dataset": "mine"})
    book.write_text("topics: {trade: {terms: [quota]}}", encoding="utf8")
    assert run_key(tiny.notebook(), "t", {"dataset": "mine"}) != before


def test_a_dataset_is_described_without_the_machines_paths(sample):
    about = about_dataset(sample, "2018-03-01", "2018-03-31")
    assert (about["path"], about["rows"], about["first"]) == ("data/datasets/sample", 46, "2018-03-05")
    assert "2018-03-01" < about["up_to"] <= "2018-03-31"
    assert about_dataset(sample, "2035-01-01")["up_to"] == ""
    assert len(about["sha256"]) == 64


def test_only_a_notebook_that_judges_is_run_again_when_the_ledger_grows(tiny, own_home):
    from foresaid.ledger.chain import Draft
    from foresaid.ledger.store import append
    plain, judging = tiny.notebook(tiny.cell("fs.read(news)")), tiny.notebook(tiny.cell("fs.outcomes_of(dataset)"))
    before = [run_key(one, "t", {"dataset": "mine"}) for one in (plain, judging)]
    append([Draft("forecast", "f1", "mine", {})])
    after = [run_key(one, "t", {"dataset": "mine"}) for one in (plain, judging)]
    assert [one == two for one, two in zip(before, after, strict=True)] == [True, False]


@pytest.mark.parametrize("name", ["events/mine.yml", "events/mine.matches.csv", "resolutions/mine.csv"])
def test_a_notebook_that_judges_is_run_again_when_an_outcome_arrives(tiny, own_home, tmp_path, monkeypatch, name):
    monkeypatch.setattr("foresaid.paths.DATA", tmp_path)
    judging = tiny.notebook(tiny.cell("outcomes = fs.outcomes_of(dataset)"))
    before = run_key(judging, "t", {"dataset": "mine"})
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text("changed", encoding="utf8")
    assert run_key(judging, "t", {"dataset": "mine"}) != before
    assert run_key(judging, "t", {"dataset": ""}) == run_key(judging, "t", {"dataset": ""})


def test_a_run_says_which_ledger_it_read(tiny):
    from foresaid.show import LEDGER
    head = {"entries": 2, "sha256": "ab" * 32}
    assert ledger_read(tiny.node(tiny.shown(**{LEDGER: head}))) == head
    assert ledger_read(tiny.node(tiny.shown(**{"text/plain": "x"}))) is None
