"""`foresaid analyse`: find topics, actors, forecasts and quotes in a dataset or a file."""

import os
import warnings
from pathlib import Path

import click

from foresaid.errors import ForesaidError

COUNTED = ("sentences", "topics", "actors", "quotes", "forecasts")


@click.command("analyse", short_help="Find topics, actors and forecasts in a dataset or a file.")
@click.argument("target", metavar="DATASET|PATH")
@click.option("--out", metavar="DIR", help="Write the findings as Parquet files into this folder; needed for a file.")
@click.option("--no-clean", is_flag=True, help="A file only: leave its texts untouched, so that offsets fit them.")
@click.option("--topics", metavar="A,B", help="Codebooks: names in data/topics or paths. A dataset remembers them.")
@click.option("--actors", metavar="A,B", help="Gazetteers: names in data/actors or paths. A dataset remembers them.")
@click.option("--strict", "reading", flag_value="strict", help="Write only the surest forecasts; needs --out.")
@click.option("--broad", "reading", flag_value="broad", help="Write the doubtful forecasts too; needs --out.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at work at once; by default one per core.")
@click.option("--force", is_flag=True, help="A dataset only: analyse everything again, also what has not changed.")
def analyse_command(target, out, no_clean, topics, actors, reading, jobs, force):
    """Find sentences, topics, actors, quotes and forecasts in a dataset, or in a file with --out.

    A dataset's findings are kept beside it, and only what has changed since is analysed again. A name that is a
    dataset's means the dataset; write ./NAME for a file of that name. The column `reading` of the forecasts says which
    of them a stricter reading would keep.
    """
    chosen = {name: _names(value) for name, value in (("topics", topics), ("actors", actors)) if value is not None}
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", UserWarning)
        report = _analyse(target, (out, reading), (not no_clean, chosen, jobs, force))
    for message in dict.fromkeys(str(one.message) for one in told if issubclass(one.category, UserWarning)):
        click.echo(f"foresaid: {message}", err=True)
    click.echo(_summary(report))
    if out:
        click.echo(f"Written to {out}: " + ", ".join(f"{name}.parquet" for name in COUNTED))


def _analyse(target, where, how):
    """Analyse a dataset or a file; returns the report with `analysed` and `cpu_seconds`."""
    from foresaid.findings.cache import analyse_dataset
    (out, reading), (clean, chosen, jobs, force) = where, how
    if reading and not out:
        raise ForesaidError(f"--{reading} says which forecasts are written; add a folder for them: --out DIR. In a "
                            f'notebook: fs.read(news, "forecasts", reading="{reading}")')
    if _is_dataset(target):
        if not clean:
            raise ForesaidError("--no-clean is for a file; a dataset's texts were cleaned when it was imported.")
        if chosen:
            _remember(target, chosen)
        report = analyse_dataset(target, jobs, force)
        if out:
            report |= _export(target, out, reading)
        return report
    if force:
        raise ForesaidError("--force is for a dataset; a file is always analysed anew.")
    return _analyse_file(target, (out, reading), (clean, chosen, jobs))


def _is_dataset(target):
    """Whether the target is a dataset's name; raises ForesaidError if it is neither that nor a file."""
    from foresaid.corpus.store import dataset_path, has_dataset
    from foresaid.paths import NAME
    if NAME.fullmatch(target) and has_dataset(target):
        return True
    path = Path(target)
    if path.is_file():
        return False
    if path.is_dir():
        raise ForesaidError(f"{target} is a folder. Name one file, or make a dataset of it: "
                            f"foresaid import {target} --into NAME")
    if NAME.fullmatch(target):
        dataset_path(target)  # says what was probably meant
    raise ForesaidError(f"There is no file {target}, and no dataset of that name. `foresaid datasets` lists them.")


def _analyse_file(path, where, how):
    from foresaid.analyse import load_words
    from foresaid.findings.files import analyse_file
    (out, reading), (clean, chosen, jobs) = where, how
    if not out:
        raise ForesaidError(f"Where shall the findings of {path} go? Add a folder: --out DIR")
    words = load_words(**chosen)
    began = sum(os.times()[:4])  # own and of finished workers
    report = analyse_file(path, out, clean, words, jobs, reading or "default")
    return {**report, "analysed": report["articles"], "cpu_seconds": sum(os.times()[:4]) - began}


def _export(name, out, reading):
    """Write a dataset's findings as one file each; returns the rows of each."""
    from foresaid.findings.files import write_findings
    from foresaid.findings.selection import Selection, read
    whole = Selection(name)
    found = {table: read(whole, table) for table in COUNTED if table != "forecasts"}
    return write_findings([{**found, "forecasts": read(whole, "forecasts", reading or "default")}], out)


def _remember(name, chosen):
    """Put codebooks and gazetteers into the dataset's description, so that its reports use them too."""
    from foresaid.corpus.store import dataset_about, write_dataset
    from foresaid.find.wordfiles import word_files
    for kind, names in chosen.items():
        word_files(kind, names)
    names = {kind: [str(Path(one).resolve()) if Path(one).suffix else one for one in names]
             for kind, names in chosen.items()}
    write_dataset(name, {}, {**dataset_about(name), **names})


def _names(value):
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _summary(report):
    """What was found, in two lines.

    >>> print(_summary({"articles": 2, "sentences": 9, "topics": 3, "actors": 1, "quotes": 0, "forecasts": 1,
    ...                 "analysed": 0, "cpu_seconds": 0.0}))
    2 articles, 9 sentences: 3 topic hits, 1 actor mention, 0 quotes, 1 forecast
    Nothing had changed.
    """
    things = (("topics", "topic hit"), ("actors", "actor mention"), ("quotes", "quote"), ("forecasts", "forecast"))
    found = ", ".join(_many(report[name], thing) for name, thing in things)
    first = f"{_many(report['articles'], 'article')}, {_many(report['sentences'], 'sentence')}: {found}"
    if not report["analysed"]:
        return f"{first}\nNothing had changed." if report["articles"] else first
    speed = f", {report['analysed'] / report['cpu_seconds']:,.0f} a CPU second" if report["cpu_seconds"] else ""
    return f"{first}\nAnalysed now: {_many(report['analysed'], 'article')}{speed}."


def _many(number, thing):
    """A number with its noun.

    >>> _many(1, "quote"), _many(1200, "quote")
    ('1 quote', '1,200 quotes')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
