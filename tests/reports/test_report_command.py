"""`foresaid report` from plan to page, with its exit codes."""

import json
import shutil

import pytest

from foresaid.cli import main

pytestmark = pytest.mark.notebooks

FORM = 'n: int = 1       # 1 to 9\nstart: str = ""   # first day\nend: str = ""     # last day'


@pytest.fixture
def run(own_home, capsys):
    """Run the command line; returns exit code, what it printed, and the reports' folder."""
    def go(*words):
        try:
            main([str(word) for word in words])
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        said = capsys.readouterr()
        return code, said.out + said.err, own_home / "reports"
    return go


@pytest.fixture
def good(tiny):
    return tiny.notebook(tiny.text("# How many?\n\nA count."), tiny.cell(FORM, "parameters"), tiny.cell(tiny.FIGURE),
                         tiny.cell("print(n)"))


def record(reports, name, period="all"):
    return json.loads((reports / name / period / "run.json").read_text(encoding="utf8"))


def tree(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_plan_becomes_pages_and_the_last_line_says_what_to_open(run, write_plan, good):
    code, said, reports = run("report", write_plan({"one": good}))
    assert code == 0
    assert said.splitlines()[-1] == f"Open {reports / 'index.html'}"
    assert tree(reports / "one") == [f"{place}/{name}" for place in ("all", "latest")
                                     for name in ("index.html", "log.txt", "notebook.ipynb", "run.json")]
    told = record(reports, "one")
    assert (told["schema"], told["status"], told["charts"], told["error"]) == (1, "ok", 1, None)
    assert told["parameters"] == {"n": 1, "start": "", "end": ""}
    assert [cell["status"] for cell in told["cells"]] == ["ok", "ok", "ok"]
    assert {"key", "versions", "code", "seconds", "finished", "key_figures", "tables", "page_bytes", "dataset",
            "words_sha256", "notebook", "failed_cell"} <= set(told)


def test_what_has_not_changed_is_not_run_again_and_forced_gives_the_same_bytes(run, write_plan, good):
    plan = write_plan({"one": good})
    _, _, reports = run("report", plan)
    before = {name: (reports / "one" / "all" / name).read_bytes() for name in ("index.html", "notebook.ipynb")}
    first = record(reports, "one")
    code, said, _ = run("report", plan)
    assert (code, "1 unchanged" in said) == (0, True)
    assert record(reports, "one") == first
    run("report", plan, "--force")
    assert {name: (reports / "one" / "all" / name).read_bytes() for name in before} == before
    _, said, _ = run("report", plan, "-p", "n", "2")
    assert "1 ok" in said


def test_a_batch_goes_on_after_a_failure_and_ends_with_1(run, write_plan, good, tiny):
    bad = tiny.notebook(tiny.cell("print('before')"), tiny.cell("1 / 0"), tiny.cell("print('after')"))
    code, said, reports = run("report", write_plan({"bad": bad, "one": good}))
    assert code == 1
    assert "1 failed, 1 ok" in said or "1 ok, 1 failed" in said
    assert said.splitlines()[-1].startswith("Open ")
    told = record(reports, "bad")
    assert (told["status"], told["failed_cell"]) == ("failed", 1)
    assert [cell["status"] for cell in told["cells"]] == ["ok", "failed", "not run"]
    page = (reports / "bad" / "all" / "index.html").read_text(encoding="utf8")
    assert "This report is incomplete" in page
    assert "Step 2: ZeroDivisionError: division by zero" in page
    assert "before" in page
    assert not (reports / "bad" / "latest").exists()


def test_a_failed_run_leaves_the_good_page_in_place(run, write_plan, good, tiny):
    plan = write_plan({"one": good})
    _, _, reports = run("report", plan)
    page = (reports / "one" / "all" / "index.html").read_bytes()
    bad = tiny.notebook(*good["cells"], tiny.cell("1 / 0"))
    code, _, _ = run("report", write_plan({"one": bad}))
    assert code == 1
    assert (reports / "one" / "all" / "index.html").read_bytes() == page
    assert (reports / "one" / "latest" / "index.html").read_bytes() == page
    assert record(reports, "one", "all/failed")["status"] == "failed"
    assert record(reports, "one")["status"] == "ok"


def test_a_report_whose_process_is_killed_leaves_a_record_too(run, write_plan, tiny, good):
    killer = tiny.notebook(tiny.cell("import os, signal; os.kill(os.getppid(), getattr(signal, 'SIGKILL', 9))"))
    code, said, reports = run("report", write_plan({"killer": killer, "one": good}))
    assert (code, "1 failed" in said, record(reports, "one")["status"]) == (1, True, "ok")
    told = record(reports, "killer")
    assert (told["status"], told["error"]["kind"], told["cells"][0]["status"]) == ("failed", "died", "not run")
    assert "its process ended with code" in (reports / "killer" / "all" / "index.html").read_text(encoding="utf8")


def test_no_articles_is_an_empty_page_and_no_failure(run, write_plan, tiny):
    none = tiny.notebook(tiny.text("# Any?"), tiny.cell(FORM, "parameters"), tiny.cell(
        "from foresaid.errors import NoArticles\nraise NoArticles(\"No article of 'x' between a and b\")"))
    code, said, reports = run("report", write_plan({"none": none}), "--period", "2017-W10")
    assert (code, "1 empty" in said) == (0, True)
    told = record(reports, "none", "2017-W10")
    assert (told["status"], told["charts"]) == ("empty", 0)
    page = (reports / "none" / "2017-W10" / "index.html").read_text(encoding="utf8")
    assert "No article of &#39;x&#39; between a and b" in page


def test_a_chart_that_would_be_blank_fails_the_report(run, write_plan, tiny):
    lost = tiny.notebook(tiny.cell(tiny.FIGURE.rsplit("figure", 1)[0] + "\nfigure.show(renderer='notebook_connected')"))
    code, _, reports = run("report", write_plan({"lost": lost}))
    assert code == 1
    assert record(reports, "lost")["error"]["message"].startswith("1 of 1 charts would be blank")


def test_tables_land_as_csv(run, write_plan, tiny):
    source = ("from IPython.display import display\ndisplay({'application/vnd.foresaid.table+json': {'name': 'top', "
              "'caption': 'c', 'columns': ['a'], 'rows': [['=1+1']]}, 'text/html': '<table></table>'}, raw=True)")
    _, _, reports = run("report", write_plan({"one": tiny.notebook(tiny.cell(source))}))
    assert (reports / "one/all/tables/top.csv").read_text() == "a\n'=1+1\n"
    assert record(reports, "one")["tables"] == [{"file": "tables/top.csv", "caption": "c", "rows": 1}]


@pytest.mark.parametrize(("words", "said"), [
    (["-p", "strat", "2"], "one.ipynb has no parameter 'strat'. Did you mean 'start'? It takes: n, start, end."),
    (["-p", "n", "x"], "n must be a whole number, not 'x'"),
    (["-p", "n", "99"], "n must be 1 to 9"),
    (["-p", "n", "1", "-p", "n", "2"], "-p n is given twice"),
    (["--only", "oen"], "no report 'oen'. Did you mean 'one'?"),
    (["--period", "someday"], "'someday' is no period"),
    (["--period", "2017:2016"], "is no period"),
    (["-p", "start", "2017-03-02", "-p", "end", "2017-03-01"], "start 2017-03-02 lies after end 2017-03-01"),
    (["-p", "n; import os", "1"], "no parameter 'n; import os'"),
])
def test_a_slip_is_one_line_and_2_before_anything_runs(run, write_plan, good, words, said):
    code, printed, reports = run("report", write_plan({"one": good}), *words)
    assert (code, said in printed, reports.exists()) == (2, True, False)
    assert "Traceback" not in printed


def test_a_dry_run_writes_nothing(run, write_plan, good):
    code, said, reports = run("report", write_plan({"one": good}), "--dry-run", "--period", "2017-W10")
    assert (code, reports.exists()) == (0, False)
    assert said == "one 2017-W10: would be rendered (one.ipynb: n=1, start='2017-03-06', end='2017-03-12')\n"


def test_json_is_one_line_a_report(run, write_plan, good):
    _, said, _ = run("report", write_plan({"one": good}), "--json", "--dry-run")
    row = json.loads(said)
    assert (row["report"], row["state"], row["parameters"]["n"]) == ("one", "would be rendered", 1)


def test_a_dataset_that_is_nowhere_stops_before_anything_runs(run, write_plan, tiny):
    notebook = tiny.notebook(tiny.cell('dataset: str = "nowhere"', "parameters"))
    code, said, reports = run("report", write_plan({"one": notebook}))
    assert (code, "nowhere" in said, (reports / "one").exists()) == (2, True, False)


def test_params_prints_the_form(run, tmp_path, good):
    (tmp_path / "one.ipynb").write_text(json.dumps(good))
    code, said, _ = run("params", tmp_path / "one.ipynb")
    assert code == 0
    assert said == "n      int   1   1 to 9\nstart  date  ''  first day\nend    date  ''  last day\n"


def test_a_file_that_is_no_notebook_is_named(run, tmp_path):
    (tmp_path / "one.ipynb").write_text("{}")
    code, said, _ = run("params", tmp_path / "one.ipynb")
    assert code == 2
    assert said == "foresaid: one.ipynb is no Jupyter notebook of version 4. Save it again in JupyterLab.\n"


def test_an_outlet_that_the_dataset_does_not_have_is_refused_before_anything_runs(run, write_plan, tiny):
    form = 'dataset: str = "sample"  # which\nsources: list = []  # names of outlets'
    plan = write_plan({"one": tiny.notebook(tiny.cell(form, "parameters"), tiny.cell("1 / 0"))})
    code, said, reports = run("report", plan, "-p", "sources", "Daily Lanter")
    assert code == 2
    assert "has no source 'Daily Lanter'. Did you mean 'Daily Lantern'?" in said
    assert not (reports / "one").exists()


def test_a_missing_latest_is_made_again_though_nothing_has_changed(run, write_plan, good):
    plan = write_plan({"one": good})
    _, _, reports = run("report", plan)
    shutil.rmtree(reports / "one" / "latest")
    assert run("report", plan)[0] == 0
    assert (reports / "one" / "latest" / "index.html").is_file()
