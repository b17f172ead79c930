"""The commands about words: `foresaid check` looks over files of words, `foresaid dictionary` lists the tables."""

import sys
from pathlib import Path

import click

from foresaid.errors import ForesaidError

BEGIN = "<!-- tables: made by `foresaid dictionary --write`, do not edit by hand -->"
END = "<!-- end of tables -->"


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
def check_command(paths):
    """Check files of words: codebooks, gazetteers, cue words, page furniture, events and their outcomes.

    PATH is a file or a folder, for example data or data/topics/world.yml. Says for every problem the file, the line,
    what is wrong and what would be right. The exit code is 2 if there is one.
    """
    found = 0
    for path, check in _checks(paths):
        problems = check(path)
        found += len(problems)
        click.echo(f"{path}: {_summary(path, check, problems)}")
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
    """What to check, each file or folder once: [(path, function that lists its problems)]."""
    found = {}
    for given in map(Path, paths):
        if not given.exists():
            raise ForesaidError(f"There is no file or folder {given}.")
        if given.is_dir():
            inside = {one: _check_of(one) for one in _files_in(given)}
            inside = {_unit(one): check for one, check in inside.items() if check}
            if not inside:
                raise ForesaidError(f"{given} holds no file of words. {KNOWN}")
            found |= inside
        else:
            check = _check_of(given) or _check_topics_if_yaml(given)
            if not check:
                raise ForesaidError(f"{given} is no file of words that can be checked. {KNOWN}")
            found[_unit(given)] = check
    return list(found.items())


KNOWN = ("Known are codebooks (topics/*.yml), gazetteers (actors/*.csv), the words for forecasts (forecasts/), page "
         "furniture (furniture.yml), events (events/*.yml, *.matches.csv) and outcomes (resolutions/*.csv).")


def _files_in(folder):
    """The files of a folder and of those in it, without datasets and lessons."""
    return [one for one in sorted(folder.rglob("*")) if one.is_file() and not {"datasets", "lessons"} & {*one.parts}]


def _unit(path):
    """What is checked as one: a file, but the words for forecasts as a folder, since its files name one another."""
    return path.parent if path.parent.name == "forecasts" else path


def _check_of(path):
    """The function that lists a file's problems, or None if it is no file of words."""
    if path.parent.name == "forecasts" and path.suffix == ".csv":
        return _check_forecasts
    if path.name == "furniture.yml":
        return _check_furniture
    if path.name.endswith(".matches.csv"):
        return _check_matches
    if path.suffix == ".csv" and _is_kind(path, "resolutions", "event_id"):
        return _check_outcomes
    if path.suffix in (".yml", ".yaml") and _is_kind(path, "events", "events:"):
        return _check_events
    if path.suffix in (".yml", ".yaml") and _is_kind(path, "topics", "topics:"):
        return _check_topics
    if path.suffix == ".csv" and _is_kind(path, "actors", "actor"):
        return _check_actors
    return None


def _check_topics_if_yaml(path):
    """A YAML file that is named on its own is meant to be a codebook, also where its first line is the mistake."""
    return _check_topics if path.suffix in (".yml", ".yaml") else None


def _is_kind(path, folder, word):
    """Whether a file is of a kind: by its folder, or by the word with which its first line of content begins."""
    if path.parent.name == folder:
        return True
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        lines = (line for line in (file.readline(1000) for _ in range(50)) if line.strip() and line[0] != "#")
        return next(lines, "").startswith(word)


def _listed(check, path):
    """The problems that a check lists, or the one it stops at."""
    try:
        return check(path)
    except ForesaidError as error:
        return [error]


def _check_topics(path):
    from foresaid.find.topics import check_codebook
    return _listed(check_codebook, path)


def _check_actors(path):
    from foresaid.find.actors import check_gazetteer
    return _listed(check_gazetteer, path)


def _check_forecasts(path):
    from foresaid.find.forecasts import check_forecast_words
    return _listed(check_forecast_words, path)


def _check_furniture(path):
    from foresaid.corpus.furniture import read_furniture_words

    def check(one):
        read_furniture_words(one)
        return []  # it stops at its first problem

    return _listed(check, path)


def _check_events(path):
    from foresaid.events import check_events
    return _listed(check_events, path)


def _check_matches(path):
    from foresaid.events import check_matches
    return _listed(check_matches, path)


def _check_outcomes(path):
    from foresaid.events import check_outcomes
    return _listed(check_outcomes, path)


def _summary(path, check, problems):
    """One line about a file: its problems, or what is in it."""
    if problems:
        return "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    contents = INSIDE.get(check)
    return f"no problems ({contents(path)})" if contents else "no problems"


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


INSIDE = {_check_topics: _topics_inside, _check_actors: _actors_inside, _check_events: _events_inside,
          _check_matches: _lines_inside, _check_outcomes: _lines_inside}
