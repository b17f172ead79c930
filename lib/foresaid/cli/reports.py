"""`foresaid report` renders a plan; `foresaid params` shows what a notebook can be asked."""

import json
import sys
from pathlib import Path

import click

from foresaid.cli.printing import say_columns
from foresaid.errors import ForesaidError


@click.command("report")
@click.argument("plan", default="default")
@click.option("-p", "values", nargs=2, multiple=True, metavar="NAME VALUE",
              help="Set a parameter in every selected notebook. Repeatable.")
@click.option("--only", multiple=True, metavar="NAME", help="Render only this report of the plan. Repeatable.")
@click.option("--dataset", default="", metavar="NAME",
              help="Render the plan for another dataset, as <NAME>-<report>, over all its days without --period.")
@click.option("--period", default="", metavar="PERIOD", help="2017, 2017-03, 2017-W10, a day, or DAY:DAY.")
@click.option("--force", is_flag=True, help="Render also what has not changed.")
@click.option("--dry-run", is_flag=True, help="Check everything and say what would be rendered; render nothing.")
@click.option("--jobs", type=click.IntRange(1, 64), default=None, help="How many reports at a time (2 by default).")
@click.option("--timeout", type=click.IntRange(1, 86400), default=600, show_default=True,
              help="Seconds that one cell may take.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON per report instead of words.")
def report_command(plan, values, dataset, as_json, dry_run, **given):
    """Render every report of a PLAN whose articles, words, code or parameters have changed.

    PLAN is a TOML file, or the name of one in reports/ (default: reports/default.toml). Exit codes: 0 all is well,
    1 a report failed, 2 something about the command, the plan or its parameters is wrong.
    """
    from foresaid.paths import reports_dir
    from foresaid.reports.batch import Options, render_plan
    from foresaid.reports.plan import find_plan, point_at, read_plan
    reports = read_plan(find_plan(plan))
    if dataset:
        reports = [point_at(report, dataset) for report in reports]
    options = Options(values=check_twice(values), only=given["only"], period=given["period"], force=given["force"],
                      jobs=given["jobs"] or 0, timeout=given["timeout"])
    if dry_run:
        say_plan(reports, options, as_json)
        return
    results = render_plan(reports, options, say=lambda line: click.echo(line, err=as_json))
    if as_json:
        for job, state, run, folder in results:
            click.echo(json.dumps(as_row(job, state, run, folder)))
    else:
        say_summary(results, reports_dir() / "index.html")
    if any(state == "failed" for _, state, _, _ in results):
        sys.exit(1)


def check_twice(values):
    """Refuse a parameter that was given twice with different values."""
    seen = dict(values)
    for name, value in values:
        if seen[name] != value:
            raise ForesaidError(f"-p {name} is given twice: {value!r} and {seen[name]!r}. Keep one.")
    return tuple(seen.items())


def say_plan(reports, options, as_json):
    """Say what would be rendered."""
    from foresaid.paths import reports_dir
    from foresaid.reports.batch import add_key, is_unchanged, missing_datasets, prepare_jobs
    jobs = prepare_jobs(reports, options)
    missing = missing_datasets(jobs)
    for job in jobs:
        there = job.dataset not in missing
        unchanged = there and not options.force and is_unchanged(add_key(job), reports_dir())
        state = "unchanged" if unchanged else "would be rendered" + ("" if there else ", once its dataset is here")
        if as_json:
            click.echo(json.dumps(as_row(job, state, None, reports_dir() / job.report / job.period)))
        else:
            told = ", ".join(f"{name}={value!r}" for name, value in job.parameters.items())
            click.echo(f"{job.report} {job.period}: {state} ({job.notebook.name}: {told})")


def as_row(job, state, run, folder):
    """A report's outcome as plain data."""
    return {"report": job.report, "period": job.period, "state": state, "folder": str(folder),
            "parameters": job.parameters, "error": (run or {}).get("error"), "seconds": (run or {}).get("seconds")}


def say_summary(results, index):
    """Sum up; the last line says which file to open."""
    counts = {}
    for _, state, _, _ in results:
        counts[state] = counts.get(state, 0) + 1
    click.echo(f"{len(results)} report{'' if len(results) == 1 else 's'}: "
               + ", ".join(f"{number} {state}" for state, number in counts.items()) + ".")
    for job, state, _, folder in results:
        if state == "failed":
            click.echo(f"  failed: {job.report} {job.period} → {folder / 'index.html'}")
    click.echo(f"Open {index}")


@click.command("params")
@click.argument("notebook")
def params_command(notebook):
    """Show the parameters of a NOTEBOOK: name, type, default, meaning, choices. Nothing is run.

    NOTEBOOK is a file, or the name of one in notebooks/.
    """
    from foresaid.reports.batch import read_notebook
    from foresaid.reports.parameters import read_parameters
    from foresaid.reports.plan import find_notebook
    path = Path(notebook)
    if not path.is_file():
        path = find_notebook(notebook, Path(), "foresaid params")
    parameters = read_parameters(read_notebook(path), path.name)
    if not parameters:
        click.echo(f"{path.name} takes no parameters.")
        return
    rows = [(one.name, one.type, repr(one.default), one.meaning) for one in parameters.values()]
    say_columns(rows, left=4)
