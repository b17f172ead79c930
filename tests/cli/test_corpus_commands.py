"""foresaid get, import, datasets, export."""

import pytest


@pytest.fixture
def run(tmp_path, monkeypatch, run_command):
    """Run a command in a folder and home of its own. Returns (exit code, stdout, stderr)."""
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return run_command


def test_from_a_file_to_a_list_and_out_again(run, tmp_path):
    assert run("datasets")[1].startswith("No dataset yet.")
    (tmp_path / "a.csv").write_text("title,text,date,outlet\nOne,The harbour opened again.,2018-03-05,Herald\n")
    code, out, err = run("import", "a.csv", "--into", "week", "--title", "A week", "--topics", "world")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "a.csv (csv): 1 rows read, 1 articles added, 0 left out"
    assert out.splitlines()[-1] == "Dataset 'week': 1 articles added from 1 file(s)."
    assert run("datasets")[1].splitlines() == ["name  articles  sources       first        last  undated",
                                               "week         1        1  2018-03-05  2018-03-05        0"]
    code, out, err = run("export", "week", "articles", "--csv", "out.csv")
    assert (code, out, err) == (0, "out.csv: 1 rows of table articles.\n", "")
    assert "The harbour opened again." in (tmp_path / "out.csv").read_text()


def test_a_bad_file_is_named_and_only_nothing_at_all_is_an_error(run, tmp_path):
    (tmp_path / "zero.csv").touch()
    (tmp_path / "good.csv").write_text("title,text\nOne,The harbour opened again.\n")
    assert run("import", "zero.csv", "--into", "week") == (
        2, "", ("foresaid: zero.csv: the file is empty. Foresaid reads CSV, TSV, JSONL, JSON, Parquet and plain text, "
                "each also gzipped.\n"))
    code, _, err = run("import", "zero.csv", "good.csv", "--into", "week")
    assert (code, err.startswith("foresaid: zero.csv: the file is empty.")) == (0, True)


@pytest.mark.parametrize(("words", "said"), [
    (["get", "smaple"], "Did you mean 'sample'"),
    (["export", "none", "articles", "--csv", "a.csv"], "no dataset 'none'"),
    (["export", "week", "artikles", "--csv", "a.csv"], "Did you mean 'articles'"),
    (["export", "week", "articles"], "say where to"),
    (["import", "a.csv", "--into", "Bad Name"], "cannot be the name of a dataset"),
    (["import", "a.csv", "--into", "x", "--zone", "Mars"], "no time zone"),
    (["import", "a.csv", "--into", "x", "--format", "cvs"], "Did you mean 'csv'"),
    (["import", "a.csv", "--into", "x", "--map", "none.yml"], "none.yml: the map file cannot be read")])
def test_slips_are_told_in_one_line(run, tmp_path, words, said):
    (tmp_path / "a.csv").write_text("title,text\nOne,Text\n")
    code, _, err = run(*words)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert err.count("\n") == 1


def test_control_signs_of_a_file_do_not_reach_the_terminal(run, tmp_path):
    (tmp_path / "a.csv").write_text("title,text,\x1b[2Jdate\nOne,Text,x\n")
    assert "\x1b" not in run("import", "a.csv", "--into", "week")[1]


def test_a_full_disk_is_told_without_a_traceback(run, monkeypatch):
    from foresaid.corpus import store

    def full(log=None):
        raise OSError(28, "No space left on device", "/somewhere/index.json")
    monkeypatch.setattr(store, "list_datasets", full)
    code, _, err = run("datasets")
    assert code == 1
    assert err.startswith("foresaid: /somewhere/index.json: No space left on device. Make room there")


def test_a_damaged_dataset_is_told_beside_the_list_of_the_others(run, tmp_path):
    (tmp_path / "a.csv").write_text("title,text\nOne,The harbour opened again.\n")
    run("import", "a.csv", "--into", "good")
    run("import", "a.csv", "--into", "bad")
    (tmp_path / "home/data/datasets/bad/articles.parquet").write_bytes(b"no parquet")
    code, out, err = run("datasets")
    assert code == 0
    assert out.splitlines()[1].split()[0] == "good"
    assert err.startswith("foresaid: Dataset 'bad': articles.parquet cannot be read")
