"""A kernel runs the notebook, and the record is true however it ends."""

import subprocess
import sys

import pytest

from foresaid.reports.engine import run_notebook
from foresaid.reports.guard import keep_grammars_out

keep_grammars_out()
pytestmark = pytest.mark.notebooks
PLOTLY = "application/vnd.plotly.v1+json"


@pytest.fixture
def run(tiny, tmp_path):
    def go(*sources, parameters=None, timeout=60):
        cells = [tiny.cell(source, *(["parameters"] if place == 0 and parameters else []))
                 for place, source in enumerate(sources)]
        return run_notebook(tiny.node(*cells), parameters or {}, tmp_path, timeout)
    return go


def fates(ran):
    return [entry["status"] for entry in ran.cells]


def printed(notebook):
    return ["".join(output.get("text", "")) for cell in notebook.cells for output in cell.outputs]


def test_values_stay_data_whatever_they_hold(run):
    evil = '"""\'; import os; os._exit(7) #\\ {pm} {__class__} \u2028 é'
    notebook, ran = run("text = ''\nn = 1", "print(text == " + repr(evil) + ", n)",
                        parameters={"text": evil, "n": -5})
    assert ran.error is None
    assert printed(notebook) == ["True -5\n"]


def test_a_failed_cell_says_so_and_the_rest_was_not_run(run):
    _, ran = run("1", "1 / 0", "print('never')")
    assert fates(ran) == ["ok", "failed", "not run"]
    assert ran.error == {"kind": "error", "name": "ZeroDivisionError", "message": "division by zero", "cell": 1}


def test_a_dead_kernel_is_no_completed_cell(run):
    _, ran = run("1", "import os; os._exit(1)", "1")
    assert fates(ran) == ["ok", "failed", "not run"]
    assert (ran.error["kind"], ran.error["cell"]) == ("died", 1)


def test_a_cell_over_its_time_is_no_completed_cell(run):
    _, ran = run("1", "import time; time.sleep(60)", "1", timeout=1)
    assert fates(ran) == ["ok", "failed", "not run"]
    assert (ran.error["kind"], ran.error["cell"]) == ("timeout", 1)
    assert "longer than 1 seconds" in ran.error["message"]


def test_figures_come_as_data_and_guard_and_folder_are_in_place(run, tiny, tmp_path):
    notebook, ran = run(tiny.FIGURE, "import sys, os\nprint(sys.modules['rfc3987_syntax'], os.getcwd())\n"
                        "print(os.getcwd() in sys.path, get_ipython().history_manager.enabled)")
    assert ran.error is None
    assert list(notebook.cells[0].outputs[0].data) == [PLOTLY]
    assert printed(notebook)[-1] == f"None {tmp_path}\nFalse False\n"


def test_two_runs_give_the_same_notebook(run):
    first, _ = run("n = 1", "print(n)", parameters={"n": 2})
    second, _ = run("n = 1", "print(n)", parameters={"n": 2})
    assert first == second


def said_by(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_guard_is_not_in_the_package():
    code = "import sys, foresaid, foresaid.reports.batch, foresaid.cli; print('rfc3987_syntax' in sys.modules)"
    assert said_by(code) == "False\n"


def test_the_guard_keeps_the_grammars_out_of_a_report():
    code = ("import sys\nfrom foresaid.reports.guard import keep_grammars_out\nkeep_grammars_out()\nimport nbformat\n"
            "print(sys.modules['rfc3987_syntax'], 'lark' in sys.modules)")
    assert said_by(code) == "None False\n"
