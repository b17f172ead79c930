"""A plan: which reports to render, from which notebook, over which articles. Plain TOML that a desk can edit.

Each `[[report]]` has a name (the folder's), a notebook (a file in notebooks/, or a path beside the plan), and if wanted
title, dataset, period ("2017-W12"; or start and end among the parameters) and parameters. reports/README.md shows one.
"""

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.paths import NOTEBOOKS, PLANS, checked_name
from foresaid.reports.periods import read_period

KEYS = ("name", "title", "notebook", "dataset", "period", "parameters")


@dataclass(frozen=True)
class PlannedReport:
    """One report of a plan; parameters as written, with dataset, start and end among them."""

    name: str
    title: str
    notebook: Path
    parameters: dict = field(default_factory=dict)
    place: str = ""  # where it stands: "default.toml, line 4"
    plan: str = ""   # the plan's name and the report's place in it, for the catalogue's order
    number: int = 0


def find_plan(plan="default"):
    """The file of a plan: a path, or the name of a file in reports/ without its ending."""
    path = Path(plan)
    if path.suffix == ".toml" or path.is_file():
        if not path.is_file():
            raise ForesaidError(f"There is no plan {path}. Write one (reports/README.md says how), or name one of: "
                                f"{', '.join(known_plans())}.")
        return path
    own = PLANS / f"{plan}.toml"
    if not re.fullmatch(r"[\w-]+", str(plan)) or not own.is_file():
        raise ForesaidError(f"There is no plan '{plan}' in reports/.{did_you_mean(plan, known_plans())} "
                            f"There are: {', '.join(known_plans()) or 'none'}.")
    return own


def known_plans():
    """Names of the plans in reports/."""
    return sorted(path.stem for path in PLANS.glob("*.toml"))


def read_plan(path):
    """Read a plan and check it: keys, names, notebooks, periods. Returns its reports in order."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = "it is not UTF-8" if isinstance(error, ValueError) else error.strerror
        raise ForesaidError(f"{path}: the plan cannot be read ({why}). It must be TOML in UTF-8; "
                            "reports/README.md shows a plan.") from None
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ForesaidError(f"{path.name}: {error}. It must be TOML; reports/README.md shows a plan.") from None
    lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*report\s*\]\]", line)]
    check_keys(told, ("report",), path.name)
    entries = told.get("report")
    if not isinstance(entries, list) or not entries or not all(isinstance(one, dict) for one in entries):
        raise ForesaidError(f"{path.name} holds no report. Begin one with a line [[report]].")
    lines = lines if len(lines) == len(entries) else [None] * len(entries)
    reports = [replace(read_report(entry, say_place(path, line), path), plan=path.stem, number=number)
               for number, (entry, line) in enumerate(zip(entries, lines, strict=True))]
    check_unique(reports)
    return reports


def say_place(path, line):
    """Where a report stands in a plan."""
    return f"{path.name}, line {line}" if line else path.name


def read_report(entry, place, plan):
    """Read one [[report]]."""
    check_keys(entry, KEYS, place)
    for key in ("name", "notebook"):
        if key not in entry:
            raise ForesaidError(f"{place}: the report has no {key}. Add a line: {key} = \"…\"")
    for key in ("name", "title", "notebook", "dataset", "period"):
        if key in entry and not isinstance(entry[key], str):
            raise ForesaidError(f"{place}: {key} must be a text in quotes, not {entry[key]!r}.")
    if not isinstance(entry.get("parameters", {}), dict):
        raise ForesaidError(f"{place}: parameters must be a table like {{ every = \"week\" }}.")
    try:
        name = checked_name(entry["name"], "report")
    except ForesaidError as error:
        raise ForesaidError(f"{place}: {error}") from None
    return PlannedReport(name, entry.get("title") or name, find_notebook(entry["notebook"], plan, place),
                         read_values(entry, place), place)


def read_values(entry, place):
    """The parameters of a report, with its dataset and its period's days."""
    values = dict(entry.get("parameters", {}))
    if "dataset" in entry:
        values = {"dataset": entry["dataset"], **values}
    if "period" in entry:
        if "start" in values or "end" in values:
            raise ForesaidError(f"{place}: it has a period and also start or end. Keep one of them.")
        try:
            start, end = read_period(entry["period"])
        except ForesaidError as error:
            raise ForesaidError(f"{place}: {error}") from None
        values = {**values, "start": start, "end": end}
    return values


def point_at(report, dataset):
    """The same report over all days of another dataset, under a name and title that say so."""
    name = checked_name(f"{checked_name(dataset)}-{report.name}", "report")
    kept = {name: value for name, value in report.parameters.items() if name not in ("sources", "event")}  # its own
    return replace(report, name=name, title=f"{report.title}: {dataset}",
                   parameters={**kept, "dataset": dataset, "start": "", "end": ""})


def find_notebook(notebook, plan, place):
    """The file of a notebook: a name in notebooks/, or a path beside the plan."""
    name = notebook if notebook.endswith(".ipynb") else f"{notebook}.ipynb"
    for path in (NOTEBOOKS / name, plan.parent / name):
        if path.is_file():
            return path
    known = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    raise ForesaidError(f"{place}: there is no notebook '{notebook}'.{did_you_mean(notebook, known)} "
                        f"In notebooks/ are: {', '.join(known) or 'none'}.")


def check_keys(entry, known, place):
    """Refuse a key that nothing reads."""
    for key in entry:
        if key not in known:
            raise ForesaidError(f"{place}: there is no key '{key}'.{did_you_mean(key, known)} "
                                f"It takes: {', '.join(known)}.")


def check_unique(reports):
    """Two reports of one name would write into the same folder."""
    seen = {}
    for report in reports:
        if report.name in seen:
            raise ForesaidError(f"{report.place}: the name '{report.name}' is taken already ({seen[report.name]}). "
                                "Give each report its own.")
        seen[report.name] = report.place
