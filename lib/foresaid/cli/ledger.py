"""`foresaid ledger …`: lock forecasts, see what is due, say how it ended, score it, verify the chain."""

import sys

import click

from foresaid.cli import ledger_people
from foresaid.cli.printing import printable, say_columns, say_first
from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.phrasing import cut

GROUPS = ("source", "speaker_kind", "speaker", "actor", "event_id", "likelihood", "likelihood_text", "horizon_status")

SENTENCE = 160  # characters of a sentence on a terminal
NUMBERS = ("brier_low", "brier_mid", "brier_high", "base_rate", "skill_coin", "skill_base_rate", "skill_status_quo")


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
    from foresaid.events.asked import pick_event
    from foresaid.ledger.outcomes import outcomes_of
    matches = match_events(forecasts, pick_event(dataset, event), read_matches(dataset), outcomes_of(dataset))
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
    from foresaid.ledger.locking import datasets_locked
    from foresaid.ledger.standing import gather, list_locked
    names = ledger_people.say_if_empty(datasets_locked(dataset))
    tables = [list_locked(gather(name, version), event, only_open).assign(dataset=name) for name in names]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    if csv_path:
        write_csv(table, csv_path, force)
        click.echo(f"{csv_path}: {len(table):,} locked forecasts.")
        return
    rest = say_first(table, limit, _say_forecast)
    click.echo(f"{len(table):,} locked forecasts.{rest}")


def _say_forecast(row):
    from foresaid.said import say_due, say_interval
    likely = " ".join(filter(None, [f"“{row['likelihood_text']}”" * bool(row["likelihood_text"]), say_interval(row)]))
    due = say_due({**row, "horizon_to_min": row["horizon_to_max"]}) or "says no time"
    version = f" (version {row['version']})" if row["version"] > 1 else ""
    day = "no date" if row["published"] != row["published"] else f"{row['published']:%Y-%m-%d}"
    told = [f"{row['number']}{version}", day, row["source"], row["speaker"], likely, due, row["events"], row["status"]]
    click.echo(printable(" · ".join(str(one) for one in told if one == one and one)))
    click.echo(f"    {printable(cut(row['sentence'], SENTENCE))}")


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


@ledger_command.command("score")
@click.option("--dataset", default="", metavar="NAME", help="Only this dataset's forecasts.")
@click.option("--scale", default="", metavar="NAME", help="Read the words again: icd203, ipcc, survey46 or survey123. "
                                                          "By default the numbers that were locked.")
@click.option("--by", default="", metavar="COLUMN", help="A score each: source, speaker_kind, event_id, likelihood …")
@click.option("--weigh", default="event", show_default=True, help="What counts once: each event or each statement.")
@click.option("--version", default="first", show_default=True, help="first or latest reading of each forecast.")
def score_command(dataset, scale, by, weigh, version):
    """Score locked forecasts whose event is resolved: Brier from 0 (right) to 1 (wrong), for each dataset.

    low, mid and high are the scores of the best, the middle and the worst probability within what the words may mean.
    """
    from foresaid.ledger.locking import datasets_locked
    from foresaid.ledger.standing import gather
    from foresaid.scores import judge_forecasts, rescale, score_forecasts
    if by and by not in GROUPS:
        raise ForesaidError(f"--by {by}: there is no score for each of that.{did_you_mean(by, GROUPS)} "
                            f"It is {listing(GROUPS)}.")
    for name in ledger_people.say_if_empty(datasets_locked(dataset)):
        now = gather(name, version)
        forecasts = rescale(now.forecasts, scale) if scale else now.forecasts
        judged = judge_forecasts(forecasts, now.matches, now.events, now.outcomes)
        table = score_forecasts(judged, by or None, weigh)
        click.echo(f"{name}: {len(now.forecasts):,} forecasts locked, scale {scale or 'as locked'}, each {weigh} once")
        _say_scores(table, by)


def _say_scores(table, by):
    """Print scores as lines of a table, with their intervals; nothing scored yet is said."""
    from foresaid.scores.scoring import FLOOR
    if table.empty:
        click.echo("  No locked forecast is about an event of data/events, and none was resolved by itself.")
        return
    lines = [(by or "all", "rank", "forecasts", "events", "matched", "resolved", "Brier low", "mid", "high",
              "base rate", "skill: coin", "base rate", "status quo")]
    lines += [(printable(row[by])[:40] if by else "all", _ranged(row, "rank", "d"),
               *(f"{row[name]:,}" for name in ("forecasts", "events", "matched")), f"{row['share_resolved']:.0%}",
               *(_ranged(row, name, ".3f") for name in NUMBERS)) for row in table.to_dict("records")]
    say_columns(lines, indent="  ")
    click.echo(f"  In brackets: 95 %, bootstrap by event; with fewer than {FLOOR} events there is none"
               f"{', and no rank: a few say little about who foresees better' if by else ''}.")


def _ranged(row, name, form):
    """A number with its 95 % interval, if it has one: "0.090 (0.041 to 0.150)"."""
    value, low, high = (row.get(one) for one in (name, f"{name}_low", f"{name}_high"))
    if _is_null(value):
        return "–"
    return f"{value:{form}}" + ("" if _is_null(low) else f" ({low:{form}} to {high:{form}})")


def _is_null(value):
    import pandas as pd
    return value is None or pd.isna(value)


for command in (ledger_people.due_command, ledger_people.resolve_command, ledger_people.export_command,
                ledger_people.import_command):
    ledger_command.add_command(command)
