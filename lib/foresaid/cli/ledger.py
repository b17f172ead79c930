"""`foresaid ledger …`: lock forecasts, see what is due, say how it ended, score it, verify the chain."""

import sys

import click

SENTENCE = 160  # characters of a sentence on a terminal


@click.group("ledger", short_help="Lock forecasts, resolve and score them.")
def ledger_command():
    """Keep forecasts in a ledger that only grows, say how they ended, and score them.

    Every entry carries a hash of itself and of the entry before it. Publish the head of the chain (`verify` prints it,
    and so does every report that uses the ledger): from then on no rewriting stays hidden.
    """


@ledger_command.command("add")
@click.argument("dataset")
@click.option("--start", default="", metavar="DATE", help="The first day of articles, like 2017-03-01.")
@click.option("--end", default="", metavar="DATE", help="The last day.")
@click.option("--source", "sources", multiple=True, metavar="NAME", help="Only this outlet. Repeatable.")
@click.option("--reading", default="default", show_default=True, help="strict, default or broad.")
@click.option("--event", default="", metavar="ID", help="Only forecasts about this event of data/events.")
def add_command(dataset, start, end, sources, reading, event):
    """Lock the forecasts of DATASET: their words, as they are read today.

    A forecast that is there with the same reading is no new entry. One that is read differently today becomes a new
    version; the first one stays the one that is scored.
    """
    from foresaid.findings import read, select
    from foresaid.ledger.chain import say_head
    from foresaid.ledger.locking import lock_forecasts
    from foresaid.ledger.store import read_head
    selection = select(dataset, start, end, sources)
    forecasts = read(selection, "forecasts", reading)
    if event:
        forecasts = _about(forecasts, dataset, event)
    articles = read(selection, "articles")
    made = lock_forecasts(forecasts, dataset, dict(zip(articles["article_id"], articles["url"], strict=True)))
    fresh = made["number"].dropna()
    where = f" (entries {fresh.min()} to {fresh.max()})" if len(fresh) else ""
    again = int((made["version"] > 1).sum())
    click.echo(f"{len(fresh) - again:,} forecasts of '{dataset}' locked{where}, {len(made) - len(fresh):,} were there "
               f"already, {again:,} are read differently today and became new versions.")
    click.echo(f"Head: {say_head(read_head())}")


def _about(forecasts, dataset, event):
    """The forecasts about one event."""
    from foresaid.events import match_events, read_matches
    from foresaid.ledger.outcomes import outcomes_of
    from foresaid.ledger.resolving import one_event
    matches = match_events(forecasts, one_event(dataset, event), read_matches(dataset), outcomes_of(dataset))
    return forecasts[forecasts["forecast_id"].isin(matches["forecast_id"])]


@ledger_command.command("list")
@click.option("--dataset", default="", metavar="NAME", help="Only this dataset's.")
@click.option("--event", default="", metavar="ID", help="Only forecasts about this event.")
@click.option("--open", "only_open", is_flag=True, help="Only those that are not resolved.")
@click.option("--version", default="first", show_default=True, help="first or latest reading of each forecast.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to print.")
@click.option("--csv", "csv_path", type=click.Path(), default=None, help="Write all of them to a CSV file instead.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def list_command(dataset, event, only_open, version, limit, csv_path, force):
    """List locked forecasts: the words, who, how likely, by when, and how it ended."""
    import pandas as pd

    from foresaid.corpus.exporting import write_csv
    from foresaid.ledger.standing import gather, list_locked
    names = _datasets(dataset)
    tables = [list_locked(gather(name, version), event, only_open).assign(dataset=name) for name in names]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    if csv_path:
        write_csv(table, csv_path, force)
        click.echo(f"{csv_path}: {len(table):,} locked forecasts.")
        return
    for row in table.head(limit).to_dict("records"):
        _say_forecast(row)
    rest = f" Shown are {limit}; --limit or --csv gives more." if len(table) > limit else ""
    click.echo(f"{len(table):,} locked forecasts.{rest}")


def _say_forecast(row):
    from foresaid.cli.corpus import printable
    from foresaid.said import say_due, say_interval
    likely = " ".join(filter(None, [f"“{row['likelihood_text']}”" * bool(row["likelihood_text"]), say_interval(row)]))
    due = say_due({**row, "horizon_to_min": row["horizon_to_max"]}) or "says no time"
    version = f" (version {row['version']})" if row["version"] > 1 else ""
    day = "no date" if row["published"] != row["published"] else f"{row['published']:%Y-%m-%d}"
    told = [f"{row['number']}{version}", day, row["source"], row["speaker"], likely, due, row["events"], row["status"]]
    click.echo(printable(" · ".join(str(one) for one in told if one == one and one)))
    click.echo(f"    {printable(_short(row['sentence']))}")


def _short(text):
    return text if len(text) <= SENTENCE else text[:SENTENCE - 1].rstrip() + "…"


def _datasets(name):
    """The dataset that was asked for, or all of the ledger; says so where the ledger holds none of it."""
    from foresaid.errors import ForesaidError, did_you_mean
    from foresaid.ledger.locking import locked_datasets
    known = locked_datasets()
    if name and name not in known:
        raise ForesaidError(f"The ledger holds nothing of '{name}' yet.{did_you_mean(name, known)} "
                            f"Lock its forecasts with: foresaid ledger add {name}")
    return [name] if name else known


@ledger_command.command("verify")
@click.option("--head", default="", metavar="N:HASH", help="A head that was published: is entry N still that one?")
def verify_command(head):
    """Verify the chain from its first entry to its head. Exit code 1: it is broken, and where."""
    from foresaid.ledger.chain import say_head
    from foresaid.ledger.verifying import verify
    found = verify(head)
    for note in found.notes:
        click.echo(f"foresaid: {note}", err=True)
    if not found.whole:
        click.echo(f"The ledger is broken: {found.broken}.", err=True)
        sys.exit(1)
    click.echo(f"The ledger is whole: {found.entries:,} entries. Head: {say_head(found.head)}")
