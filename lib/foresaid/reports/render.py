"""One report from its notebook to its folder. Runs in a process of its own: `python -m foresaid.reports.render`.

Reads a job as JSON from standard input, writes one line of JSON: what run.json says, and where it is.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from foresaid.errors import ForesaidError
from foresaid.fingerprints import code_hash, revision, versions
from foresaid.reports.disk import is_good, locked, new_folder, publish, read_run
from foresaid.reports.engine import Ran, run_notebook, say_rest_not_run
from foresaid.reports.guard import keep_grammars_out
from foresaid.reports.page import Facts, is_figure, missing_charts, outputs_of, render_page
from foresaid.reports.periods import say_day, say_period
from foresaid.reports.record import (
    SCHEMA,
    about_dataset,
    key_figures,
    ledger_read,
    notebook_hash,
    tables_of,
)

NAMES = ("report", "title", "plan", "period", "start", "end", "parameters", "key")


def render_report(job):
    """Run a job's notebook and put its page, notebook, record, log and tables where they belong.

    A job has report, title, plan, notebook (path), parameters (checked), period, start, end, key, timeout, root.
    Returns the run's record and its folder. A notebook that fails is a record too, no exception.
    """
    keep_grammars_out()
    import nbformat
    began = time.perf_counter()
    root = Path(job["root"])
    folder = new_folder(root)
    try:
        notebook = nbformat.read(job["notebook"], as_version=4)
        source = notebook_hash(notebook)
        with open(folder / "log.txt", "w", encoding="utf8") as log:
            notebook, ran = run_in_fresh_folder(notebook, job, log)
        about = about_dataset(job["parameters"].get("dataset"), job["start"], job["end"])
        run = {**{name: job[name] for name in NAMES}, "schema": SCHEMA, "dataset": about,
               "notebook": {"name": Path(job["notebook"]).name, "sha256": source}, "versions": versions(),
               "words_sha256": job["words"],
               "code": {**revision(), "sha256": code_hash()},
               "cells": ran.cells, **fate(ran), "key_figures": key_figures(notebook),
               "ledger": ledger_read(notebook)}
        run = write_page(notebook, run, folder, root)
        write_tables(notebook, run, folder)
        write_notebook(notebook, folder)
        write_log(run, folder)
        run["seconds"] = round(time.perf_counter() - began, 2)
        run["finished"] = datetime.now(UTC).isoformat(timespec="seconds")
        write_json(run, folder / "run.json")
        with locked(root):
            place = publish(folder, root, run)
        return run, place
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_in_fresh_folder(notebook, job, log):
    """Run the notebook where nothing lies about; what it writes is gone afterwards.

    A job with `died` is not run: its process ended the first time, and the record has to say so.
    """
    if job.get("died"):
        return notebook, never_ran(notebook, job["died"])
    cwd = tempfile.mkdtemp(prefix="foresaid-")
    try:
        return run_notebook(notebook, job["given"], cwd, job["timeout"], log)
    finally:
        shutil.rmtree(cwd, ignore_errors=True)


def never_ran(notebook, why):
    """The record of a run whose process ended without one."""
    ran = Ran(error={"kind": "died", "name": "Died", "message": why, "cell": None})
    say_rest_not_run(notebook, ran)
    return ran


def fate(ran):
    """Status, error and failed cell of a run."""
    if ran.error is None:
        return {"status": "ok", "error": None, "failed_cell": None}
    if ran.error["name"] in ("NoArticles", "NoEvents"):
        return {"status": "empty", "error": ran.error, "failed_cell": None}
    return {"status": "failed", "error": ran.error, "failed_cell": ran.error["cell"]}


def write_page(notebook, run, folder, root):
    """Render the page; one that lost a chart is a failed run, with a banner that says so."""
    run = {**run, "charts": sum(1 for output in outputs_of(notebook) if is_figure(output))}
    html = render_page(notebook, facts_of(run, notebook, root))
    lost = 0 if run["status"] == "empty" else missing_charts(notebook, html)
    if lost and run["status"] == "ok":
        run.update(status="failed", error={
            "kind": "charts", "name": "MissingCharts", "cell": None,
            "message": f"{lost} of {run['charts']} charts would be blank. Show each figure as the last line of its "
                       "cell, with plotly's default renderer"})
        html = render_page(notebook, facts_of(run, notebook, root))
    if run["status"] == "empty":
        run["charts"] = 0
    (folder / "index.html").write_text(html, encoding="utf8", newline="\n")
    run["page_bytes"] = (folder / "index.html").stat().st_size
    return run


def facts_of(run, notebook, root):
    """What the page says about its run."""
    about = run["dataset"] or {}
    aside = run["status"] == "failed" and is_good(read_run(root / run["report"] / run["period"]))
    return Facts(title=run["title"], period=say_period(run["start"], run["end"]), dataset=about.get("title", ""),
                 data_up_to=say_day(about["up_to"]) if about.get("up_to") else "", status=run["status"],
                 error=tell(run["error"], notebook, aside), home="../../../index.html" if aside else "../../index.html")


def tell(error, notebook, aside):
    """An error for the head of a page: what went wrong, in which step, what is left."""
    if error is None:
        return None
    where = say_step(notebook, error["cell"])
    own = error["name"] in ("ForesaidError", "NoArticles") or error["kind"] != "error"
    said = error["message"] if own else f"{error['name']}: {error['message']}"
    later = 0 if error["cell"] is None else count_steps(notebook.cells[error["cell"] + 1:])
    kept = f"Everything before the failure is kept below; {later} later step{'' if later == 1 else 's'} did not run."
    more = f"{kept} The last good page of this period was left as it is, one folder above." if aside else kept
    return {**error, "said": f"{where}: {said}" if where else said, "more": more}


def say_step(notebook, cell):
    """Name a cell by its number among the steps: 'Step 4'."""
    if cell is None:
        return ""
    return f"Step {count_steps(notebook.cells[:cell + 1])}"


def count_steps(cells):
    """How many of the cells are steps: cells of code."""
    return sum(1 for one in cells if one.cell_type == "code")


def write_tables(notebook, run, folder):
    """Write the tables that the notebook showed as CSV, and name them in the record."""
    tables = tables_of(notebook)
    if tables:
        (folder / "tables").mkdir()
    for name, _, text, _ in tables:
        (folder / "tables" / f"{name}.csv").write_text(text, encoding="utf8", newline="\n")
    run["tables"] = [{"file": f"tables/{name}.csv", "caption": caption, "rows": rows}
                     for name, caption, _, rows in tables]


def write_notebook(notebook, folder):
    """Write the notebook with its outputs, sorted, the same bytes for the same run."""
    write_json(notebook, folder / "notebook.ipynb", indent=1)


def write_json(value, path, indent=2):
    """Write JSON with sorted keys."""
    path.write_text(json.dumps(value, indent=indent, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf8",
                    newline="\n")


def write_log(run, folder):
    """Add to the kernel's own words how each cell went."""
    lines = [f"{run['report']} {run['period']}: {run['status']}"]
    lines += [f"cell {one['cell']}: {one['status']}, {one['seconds']:.3f} s" for one in run["cells"]]
    if run["error"]:
        lines.append(f"{run['error']['name']}: {run['error']['message']}")
    with open(folder / "log.txt", "a", encoding="utf8", newline="\n") as log:
        log.write("\n".join(lines) + "\n")


def main():
    """Render the job on standard input; exit code 0 also for a failed run, whose record says so."""
    out = os.fdopen(os.dup(1), "w", encoding="utf8")
    os.dup2(2, 1)  # whatever prints by the way goes to standard error
    try:
        run, place = render_report(json.load(sys.stdin))
        told = {"run": run, "place": str(place)}
    except ForesaidError as error:
        told = {"error": str(error)}
    json.dump(told, out)
    out.flush()


if __name__ == "__main__":
    main()
