"""A plan from beginning to end: check everything, make the datasets ready, render what changed, sum up.

Each report runs in a process of its own. A report that fails does not stop the others.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from foresaid.errors import ForesaidError, NoArticles, did_you_mean
from foresaid.paths import checked_name, datasets_dir, reports_dir
from foresaid.reports.catalogue import write_catalogue
from foresaid.reports.disk import FAILED, is_good, locked, read_run, remove_stale, renew_latest
from foresaid.reports.parameters import check_values, read_parameters
from foresaid.reports.periods import name_period, read_period
from foresaid.reports.record import run_key, words_hash

GRACE = 60  # seconds a report gets beyond its cells' time for starting, page and disk


@dataclass(frozen=True)
class Job:
    """A report that is ready to run: everything checked."""

    report: str
    title: str
    notebook: Path
    given: dict       # the parameters that differ from the notebook's own: what papermill puts in
    parameters: dict  # all parameters, defaults included
    key: str = ""
    plan: dict = field(default_factory=dict)  # name of the plan, place in it

    @property
    def start(self):
        """The first day, or '' for no bound."""
        return self.parameters.get("start") or ""

    @property
    def end(self):
        """The last day, or ''."""
        return self.parameters.get("end") or ""

    @property
    def period(self):
        """The name of its folder."""
        return name_period(self.start, self.end)

    @property
    def dataset(self):
        """The dataset it reads, '' if the notebook names none."""
        return self.parameters.get("dataset") or ""


@dataclass(frozen=True)
class Options:
    """How a plan is rendered."""

    only: tuple = ()
    values: tuple = ()     # pairs of name and value, from -p
    period: str = ""
    force: bool = False
    jobs: int = 0          # 0: two, or one where there is one processor
    timeout: int = 600


def prepare_jobs(reports, options):
    """Check a plan's reports with the options of the command line; nothing has run yet.

    Returns the jobs in order. Raises ForesaidError for whatever is wrong: names, parameters, types, days.
    """
    chosen = choose(reports, options.only)
    return [prepare_job(report, read_notebook(report.notebook), options) for report in chosen]


def choose(reports, only):
    """The reports named by --only, or all."""
    names = [report.name for report in reports]
    for name in only:
        if name not in names:
            raise ForesaidError(f"The plan has no report '{name}'.{did_you_mean(name, names)} "
                                f"It has: {', '.join(names)}.")
    return [report for report in reports if not only or report.name in only]


def read_notebook(path):
    """A notebook as plain JSON, without nbformat, which is slow to import."""
    try:
        notebook = json.loads(path.read_text(encoding="utf8"))
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError):
        raise ForesaidError(f"{path.name} is no Jupyter notebook of version 4. Save it again in JupyterLab.") from None
    if not all(isinstance(cell, dict) and "cell_type" in cell and "source" in cell for cell in cells):
        raise ForesaidError(f"{path.name} holds a cell without type or source. Save it again in JupyterLab.")
    return notebook


def prepare_job(report, notebook, options):
    """Check one report's parameters and build its job; the command line's come before the plan's."""
    parameters = read_parameters(notebook, report.notebook.name)
    values = check_values(report.parameters, parameters, f"{report.place}: {report.notebook.name}")
    given = dict(options.values)
    if options.period:
        start, end = read_period(options.period)
        given = {**given, "start": start, "end": end}
    values = {**values, **check_values(given, parameters, report.notebook.name)}
    everything = {**{name: one.default for name, one in parameters.items()}, **values}
    check_values({name: everything[name] for name in ("start", "end") if name in everything}, parameters,
                 report.notebook.name)
    return Job(report.name, report.title, report.notebook, values, everything,
               plan={"name": report.plan, "place": report.number})


def add_key(job):
    """The job with its key, once its dataset is there."""
    return replace(job, key=run_key(read_notebook(job.notebook), job.title, job.parameters))


def is_unchanged(job, root):
    """True if the page of this very run is there already."""
    run = read_run(root / job.report / job.period)
    return is_good(run) and run.get("key") == job.key


def missing_datasets(jobs):
    """Datasets that are not here but can be got; raises ForesaidError for one that cannot."""
    missing = [name for name in dict.fromkeys(job.dataset for job in jobs if job.dataset)
               if not (datasets_dir() / checked_name(name) / "articles.parquet").is_file()]
    if missing:
        from foresaid.corpus.datasets import GETTABLE
        from foresaid.corpus.store import dataset_path
        for name in missing:
            if name not in GETTABLE:
                dataset_path(name)
    return missing


def make_ready(jobs, say):
    """Get the datasets that are missing; nothing is got before all are known to be there or to be had."""
    for name in missing_datasets(jobs):
        from foresaid.corpus.datasets import get_dataset
        say(f"Getting {name} …")
        get_dataset(name)


def check_sources(jobs):
    """Refuse outlets that a dataset does not have, before anything is analysed or run."""
    from foresaid.findings import select
    for job in jobs:
        if job.dataset and job.parameters.get("sources"):
            with suppress(NoArticles):  # a period without articles of theirs is a page that says so
                select(job.dataset, job.start, job.end, job.parameters["sources"])


def analyse(jobs, say):
    """Analyse the datasets of the reports that will run; what is analysed already is left as it is."""
    for name in dict.fromkeys(job.dataset for job in jobs if job.dataset):
        from foresaid.findings import analyse_dataset
        say(f"Analysing {name} …")
        analyse_dataset(name)


def render_plan(reports, options, say=print):
    """Render what changed; returns [(job, state, run or None, folder)] in the plan's order.

    States: ok, empty, failed, unchanged. The catalogue is written at the end, also after failures.
    """
    root = reports_dir().resolve()
    jobs = prepare_jobs(reports, options)
    make_ready(jobs, say)
    check_sources(jobs)
    jobs = [add_key(job) for job in jobs]
    due = [job for job in jobs if options.force or not is_unchanged(job, root)]
    results = {job.report: (job, "unchanged", None, root / job.report / job.period) for job in jobs if job not in due}
    if due:
        remove_stale(root)
        analyse(due, say)
        results.update(render_jobs(due, root, options, say))
    with locked(root):
        for job in jobs:
            renew_latest(root, job.report)  # a full disk or a kill may have kept a page from it
        write_catalogue(root)
    return [results[job.report] for job in jobs]


def render_jobs(jobs, root, options, say):
    """Run the jobs in processes, a few at a time; a line when each ends."""
    workers = options.jobs or min(2, os.cpu_count() or 1)
    results = {}
    with ThreadPoolExecutor(min(workers, len(jobs))) as pool:  # these threads only wait for processes
        waiting = {pool.submit(render_job, job, root, options.timeout): job for job in jobs}
        for done in as_completed(waiting):
            job, (state, run, folder) = waiting[done], done.result()
            results[job.report] = (job, state, run, folder)
            say(say_result(job, state, run))
    return results


def render_job(job, root, timeout):
    """Render one report in a process of its own and wait; returns state, record and folder.

    Where the process itself is killed, a second one writes the record that says so, without running anything.
    """
    told = {"report": job.report, "title": job.title, "notebook": str(job.notebook.resolve()), "given": job.given,
            "parameters": job.parameters, "period": job.period, "start": job.start, "end": job.end, "key": job.key,
            "timeout": timeout, "root": str(root), "words": words_hash(job.dataset), "plan": job.plan}
    longest = whole_time(job, timeout)
    answer = start_process(told, longest)
    if "died" in answer:
        answer = start_process({**told, **answer}, longest)
    if "run" in answer:
        return answer["run"]["status"], answer["run"], Path(answer["place"])
    why = answer.get("error") or answer["died"]
    return FAILED, {"error": {"kind": "died", "message": why}}, root / job.report / job.period


def start_process(told, longest):
    """Give a job to a new process; returns what it answers, or under `died` why it does not."""
    try:
        done = subprocess.run([sys.executable, "-m", "foresaid.reports.render"], input=json.dumps(told), text=True,
                              capture_output=True, encoding="utf8", check=False, timeout=longest)
    except subprocess.TimeoutExpired:
        return {"died": f"the report took longer than {longest} seconds and was stopped"}
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {"died": f"its process ended with code {done.returncode}. {last_line(done.stderr)}".strip()}


def whole_time(job, timeout):
    """The longest a report's process may take: its cells' time, and some for starting."""
    cells = sum(1 for cell in read_notebook(job.notebook)["cells"] if cell["cell_type"] == "code")
    return timeout * max(1, cells) + GRACE


def last_line(text):
    """The last line that says something."""
    return next((line.strip() for line in reversed((text or "").splitlines()) if line.strip()), "")


def say_result(job, state, run):
    """One line about a report."""
    if state == FAILED:
        error = run["error"]
        where = f"cell {error['cell']}, " if error.get("cell") is not None else ""
        return f"  {job.report} {job.period}: failed ({where}{error.get('name') or error['kind']}): {error['message']}"
    if state == "unchanged":
        return f"  {job.report} {job.period}: unchanged"
    size = run["page_bytes"] / 1e6
    return f"  {job.report} {job.period}: {state}, {run['charts']} charts, {size:.1f} MB, {run['seconds']:.1f} s"
