"""The catalogue: one page over all runs, and the same as JSON.

Made from the run.json files alone, so that it can always be made again.
"""

import json

from foresaid.reports.disk import FAILED, LATEST, runs_of, write_file
from foresaid.reports.islands import script_hash
from foresaid.reports.page import environment, read_template
from foresaid.reports.periods import say_period

MOST_FIGURES = 4


def read_catalogue(root):
    """Every run of every report, in the order of the plan, newest period first.

    Returns one dict per run: report, title, period, period_words, start, end, status, dataset, href, figures (with
    `since`: the change from the period before), error, finished.
    """
    entries = []
    for folder in sorted(root.iterdir()) if root.is_dir() else []:
        if folder.is_dir() and not folder.name.startswith("."):
            runs = [entry_of(run, place, root) for run, place in runs_of(folder)]
            runs.sort(key=lambda one: (one["end"], one["start"], one["status"] != FAILED))
            entries.append(add_changes(runs)[::-1])
    entries.sort(key=lambda runs: (runs[0]["plan"]["name"], runs[0]["plan"]["place"]) if runs else ("", 0))
    return [entry for runs in entries for entry in runs]


def entry_of(run, place, root):
    """One line of the catalogue."""
    about = run.get("dataset") or {}
    return {"report": run["report"], "title": run.get("title") or run["report"], "period": run["period"],
            "period_words": say_period(run.get("start", ""), run.get("end", "")) or "all days",
            "start": run.get("start") or about.get("first") or "", "end": run.get("end") or about.get("last") or "",
            "status": run.get("status", ""), "dataset": about.get("title", ""), "charts": run.get("charts", 0),
            "href": f"{place.relative_to(root).as_posix()}/index.html",
            "figures": run.get("key_figures", [])[:MOST_FIGURES],
            "error": (run.get("error") or {}).get("message", "") if run.get("status") == FAILED else "",
            "finished": run.get("finished", ""), "plan": run.get("plan") or {"name": "", "place": 0}}


def add_changes(entries):
    """Add to each key figure its change since the run before, of the same report, dataset and label."""
    before, changed = {}, []
    for entry in entries:
        figures = []
        for one in entry["figures"]:
            place = entry["dataset"], one.get("label"), one.get("unit")
            old, new = before.get(place), one.get("value")
            both = all(isinstance(value, (int, float)) for value in (old, new))
            figures.append({**one, "since": new - old if both else None})
            if entry["status"] == "ok":
                before[place] = new
        changed.append({**entry, "figures": figures})
    return changed


def write_catalogue(root):
    """Write index.html and index.json from the runs on disk; call it under the lock."""
    root.mkdir(parents=True, exist_ok=True)
    entries = read_catalogue(root)
    write_file(root / "index.json", json.dumps({"schema": 1, "runs": entries}, indent=1, sort_keys=True,
                                               ensure_ascii=False) + "\n")
    write_file(root / "index.html", render_catalogue(entries, root))


def render_catalogue(entries, root):
    """The catalogue's page: one file, no request, each report with its runs."""
    script = read_template("catalogue.js")
    reports = {}
    for entry in entries:
        reports.setdefault(entry["report"], []).append(entry)
    groups = [{"name": name, "title": runs[0]["title"], "runs": runs,
               "latest": (root / name / LATEST / "index.html").is_file()} for name, runs in reports.items()]
    states = sorted({entry["status"] for entry in entries})
    return environment().get_template("catalogue.html.j2").render(
        groups=groups, states=states, css=read_template("page.css") + read_template("catalogue.css"), script=script,
        policy=f"default-src 'none'; script-src '{script_hash(script)}'; style-src 'unsafe-inline'; img-src data:; "
               "base-uri 'none'; form-action 'none'", say=say_figure, since=say_since)


def say_figure(figure):
    """A key figure's value in words.

    >>> say_figure({"value": 0.123, "unit": "share"}), say_figure({"value": 3824, "unit": "count"})
    ('12.3%', '3,824')
    """
    value, unit = figure.get("value"), figure.get("unit")
    if not isinstance(value, (int, float)):
        return "–" if value is None else str(value)
    return {"share": f"{value:.1%}", "rate": f"{value:,.1f}", "score": f"{value:.2f}"}.get(unit) or f"{value:,}"


def say_since(figure):
    """The change since the run before, or else the one that the report itself names; nothing if there is none.

    >>> say_since({"since": 0.021, "unit": "share"}), say_since({"since": None})
    ('+2.1 points', '')
    """
    since = figure.get("change") if figure.get("since") is None else figure["since"]
    if since is None:
        return ""
    if figure.get("unit") == "share":
        return f"{since * 100:+.1f} points"
    return {"rate": f"{since:+,.1f}", "score": f"{since:+.2f}"}.get(figure.get("unit")) or f"{since:+,}"
