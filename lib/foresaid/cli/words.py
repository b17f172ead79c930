"""The commands about words: `foresaid check` looks over files of words, `foresaid dictionary` lists the tables."""

import importlib
import sys
from pathlib import Path

import click

from foresaid.errors import ForesaidError
from foresaid.phrasing import counted

BEGIN = "<!-- tables: made by `foresaid dictionary --write`, do not edit by hand -->"
END = "<!-- end of tables -->"

# kind of file → module and function that lists its problems, or reads it; imported only when there is one to check
CHECKS = {
    "topics": ("find.topics", "check_codebook"), "actors": ("find.actors", "check_gazetteer"),
    "forecasts": ("find.forecasts", "check_forecast_words"), "furniture": ("corpus.furniture", "read_furniture_words"),
    "events": ("events", "check_events"), "matches": ("events", "check_matches"),
    "resolutions": ("events", "check_outcomes"),
}


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
def check_command(paths):
    """Check files of words: codebooks, gazetteers, cue words, page furniture, events and their outcomes.

    PATH is a file or a folder, for example data or data/topics/world.yml. Says for every problem the file, the line,
    what is wrong and what would be right. The exit code is 2 if there is one.
    """
    found = 0
    for path, kind in _checks(paths):
        problems = _problems(path, kind)
        found += len(problems)
        click.echo(f"{path}: {_summary(path, kind, problems)}")
        for problem in problems:
            click.echo(f"  {problem}")
    if found:
        sys.exit(2)


@click.command("dictionary")
@click.option("--write", is_flag=True, help="Put the list into data/README.md, between its two marks.")
def dictionary_command(write):
    """Print every table: what one row is, its columns, types and meanings."""
    from foresaid.paths import DATA
    from foresaid.tables import dictionary
    if not write:
        click.echo(dictionary())
        return
    path = DATA / "README.md"
    path.write_text(put_between(path.read_text(encoding="utf8"), dictionary()), encoding="utf8")
    click.echo(f"{path}: the tables are up to date.")


def put_between(text, tables):
    """Return the text with the tables between its two marks.

    Raises ForesaidError if a mark is missing.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ForesaidError(f"data/README.md lacks the lines '{BEGIN}' and '{END}'. "
                            "Put them where the tables should stand.")
    return f"{before}{BEGIN}\n\n{tables.strip()}\n\n{END}{after}"


def _checks(paths):
    """What to check, each file or folder once: [(path, kind)]."""
    found = {}
    for given in map(Path, paths):
        if not given.exists():
            raise ForesaidError(f"There is no file or folder {given}.")
        if given.is_dir():
            inside = {one: _kind_of(one) for one in _files_in(given)}
            inside = {_unit(one): kind for one, kind in inside.items() if kind}
            if not inside:
                raise ForesaidError(f"{given} holds no file of words. {KNOWN}")
            found |= inside
        else:
            # a YAML file that is named is meant to be a codebook, also where its first line is the mistake
            kind = _kind_of(given) or ("topics" if given.suffix in (".yml", ".yaml") else None)
            if not kind:
                raise ForesaidError(f"{given} is no file of words that can be checked. {KNOWN}")
            found[_unit(given)] = kind
    return list(found.items())


KNOWN = ("Known are codebooks (topics/*.yml), gazetteers (actors/*.csv), the words for forecasts (forecasts/), page "
         "furniture (furniture.yml), events (events/*.yml, *.matches.csv) and outcomes (resolutions/*.csv).")


def _files_in(folder):
    """The files of a folder and of those in it, without datasets and lessons."""
    return [one for one in sorted(folder.rglob("*")) if one.is_file() and not {"datasets", "lessons"} & {*one.parts}]


def _unit(path):
    """What is checked as one: a file, but the words for forecasts as a folder, since its files name one another."""
    return path.parent if path.parent.name == "forecasts" else path


def _kind_of(path):
    """Of which kind a file is, a name of CHECKS; None if it is no file of words."""
    table, yaml = path.suffix == ".csv", path.suffix in (".yml", ".yaml")
    if path.parent.name == "forecasts" and table:
        return "forecasts"
    if path.name == "furniture.yml":
        return "furniture"
    if path.name.endswith(".matches.csv"):
        return "matches"
    first = {"resolutions": (table, "event_id"), "events": (yaml, "events:"), "topics": (yaml, "topics:"),
             "actors": (table, "actor")}
    return next((kind for kind, (fits, word) in first.items() if fits and _is_kind(path, kind, word)), None)


def _is_kind(path, folder, word):
    """Whether a file is of a kind: by its folder, or by the word with which its first line of content begins."""
    if path.parent.name == folder:
        return True
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        lines = (line for line in (file.readline(1000) for _ in range(50)) if line.strip() and line[0] != "#")
        return next(lines, "").startswith(word)


def _problems(path, kind):
    """The problems of a file or folder, or the one at which its check stops."""
    module, name = CHECKS[kind]
    try:
        found = getattr(importlib.import_module(f"foresaid.{module}"), name)(path)
    except ForesaidError as error:
        return [error]
    return found if isinstance(found, list) else []  # a mere reader stops at its first problem


def _summary(path, kind, problems):
    """One line about a file: its problems, or what is in it."""
    if problems:
        return counted(len(problems), "problem")
    return f"no problems ({INSIDE[kind](path)})" if kind in INSIDE else "no problems"


def _topics_inside(path):
    from foresaid.find.topics import read_codebook
    terms = read_codebook(path)
    wanted = terms[~terms["exclude"]]
    return f"{wanted['key'].nunique()} topics, {len(wanted)} terms, {terms['exclude'].sum()} exclusions"


def _actors_inside(path):
    from foresaid.find.actors import read_gazetteer
    actors = read_gazetteer(path)
    kinds = actors.drop_duplicates("actor")["kind"].value_counts()
    return f"{actors['actor'].nunique()} actors: " + ", ".join(f"{number} {kind}" for kind, number in kinds.items())


def _events_inside(path):
    from foresaid.events.parsing import parse_events
    return f"{len(parse_events(path)[0])} events"


def _lines_inside(path):
    from foresaid.events import count_lines
    return ", ".join(f"{number} {what}" for what, number in count_lines(path).items()) or "no lines"


INSIDE = {"topics": _topics_inside, "actors": _actors_inside, "events": _events_inside, "matches": _lines_inside,
          "resolutions": _lines_inside}
