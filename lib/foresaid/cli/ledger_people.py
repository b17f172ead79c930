"""What people do with the ledger: see what is due, say how it ended, carry sheets and whole ledgers in and out."""

from datetime import UTC, date, datetime

import click

from foresaid.cli.printing import printable, say_first
from foresaid.days import read_day
from foresaid.errors import ForesaidError
from foresaid.phrasing import counted


@click.command("due")
@click.option("--on", "day", default="", metavar="DATE", help="As of this day; by default today.")
@click.option("--dataset", default="", metavar="NAME", help="Only this dataset's.")
@click.option("--csv", "csv_path", type=click.Path(), default=None, help="Write all of it as a sheet to fill in.")
@click.option("--blind", is_flag=True, help="Hide who said it and how surely from whoever resolves.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many to print.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def due_command(day, dataset, csv_path, blind, limit, force):
    """List what can be resolved, the longest overdue first: events, and forecasts that belong to none.

    The sheet of --csv opens in any spreadsheet. Fill in status (happened, did_not_happen, partly, annulled, ambiguous,
    unscoreable), occurred_on, evidence and resolver; leave the status empty where you do not know. Then bring it back:
    foresaid ledger import SHEET
    """
    from foresaid.ledger.due import list_due
    from foresaid.ledger.locking import datasets_locked
    from foresaid.ledger.sheets import write_sheet
    names = say_if_empty(datasets_locked(dataset))
    table = list_due(_given_day(day, "--on") or date.today(), names, blind)
    if csv_path:
        write_sheet(table, csv_path, blind, force)
        hidden = ", source and speaker hidden" if blind else ""
        click.echo(f"{csv_path}: {len(table):,} rows to resolve{hidden}. Fill in status, occurred_on, evidence and "
                   f"resolver, then: foresaid ledger import {csv_path}")
        return
    rest = say_first(table, limit, _say_due)
    click.echo(f"{len(table):,} to resolve, {int((table['overdue'] > 0).sum()):,} of them overdue.{rest}")


def say_if_empty(names):
    """Return the datasets that the ledger holds; where there are none, say how to begin."""
    if not names:
        click.echo("The ledger is empty. Lock forecasts with: foresaid ledger add DATASET")
    return names


def _say_due(row):
    """Print one event or forecast that can be resolved."""
    from foresaid.ledger.telling import say_overdue
    late = say_overdue(row["overdue"])
    many = counted(row["forecasts"], "forecast")
    click.echo(printable(f"{row['event_id']} · {row['dataset']} · by {row['deadline']:%Y-%m-%d} · {late} · {many}"))
    _say_question(row)


def _say_question(row):
    """Print what is asked about an event or forecast, a line each."""
    lines = [row["title"], row["proposition"], row["judged"] and f"judged {row['judged']}", row["said_by"]]
    for line in dict.fromkeys(filter(None, lines)):
        click.echo(f"    {printable(line)}")


@click.command("resolve")
@click.argument("name", metavar="ID")
@click.argument("status")
@click.option("--on", "day", default="", metavar="DATE", help="The day on which it was decided, like 2017-03-29.")
@click.option("--evidence", required=True, metavar="TEXT", help="Where to check: an institution and a day.")
@click.option("--by", "resolver", required=True, metavar="NAME", help="Who resolves it.")
@click.option("--blind", is_flag=True, help="You have not seen who said it and how surely; nothing here will show it.")
@click.option("--dataset", default="", metavar="NAME", help="Of which dataset, if several have this ID.")
def resolve_command(name, status, day, evidence, resolver, blind, dataset):
    """Say how event ID ended: happened, did_not_happen, partly, annulled, ambiguous, unscoreable, or open again.

    ID is an event's, or that of a locked forecast that belongs to none; then say whether what its words announce came
    by then, leaving out any "not". One outcome resolves all forecasts of an event. A contrary one may come later: it
    is a new entry, and the last one counts.
    """
    from foresaid.ledger.due import describe
    from foresaid.ledger.outcomes import record_outcomes
    from foresaid.ledger.resolving import Targets, check_outcome, read_status
    from foresaid.ledger.standing import gather
    target = Targets(dataset).find(name, dataset)
    outcome = {"event_id": name, "status": read_status(status), "occurred_on": _given_day(day, "--on"),
               "evidence": evidence, "resolver": resolver, "blinded": blind}
    slips = check_outcome(outcome, target, date.today())
    if slips:
        raise ForesaidError("\n".join(f"'{name}': {slip}" for slip in slips))
    recorded, = record_outcomes([(target.dataset, outcome)], datetime.now(UTC))
    _say_question(describe(target, gather(target.dataset), blind))
    _say_recorded(recorded)


def _say_recorded(one):
    from foresaid.ledger.telling import say_recorded
    click.echo(printable(say_recorded(one)))


@click.command("export")
@click.argument("path", metavar="FILE", type=click.Path())
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def export_command(path, force):
    """Write all entries to FILE: .jsonl, which can be imported again with the same hashes, or .csv for reading."""
    from foresaid.ledger.moving import export_entries
    click.echo(f"{path}: {export_entries(path, force):,} entries.")


@click.command("import")
@click.argument("path", metavar="FILE", type=click.Path())
@click.option("--by", "resolver", default="", metavar="NAME", help="Who resolved, for rows that name nobody.")
@click.option("--check", is_flag=True, help="Say what is wrong and what would be recorded; record nothing.")
def import_command(path, resolver, check):
    """Take back a sheet that was filled in, or restore an exported ledger (.jsonl). All of it or nothing.

    An outcome that is known is no new entry; a contrary one is a new version, and is said so. A ledger can be restored
    where there is none yet, or where the one that is there is its beginning.
    """
    if path.lower().endswith(".jsonl"):
        _import_ledger(path, check)
    else:
        _import_sheet(path, resolver, check)


def _import_ledger(path, check):
    from foresaid.ledger.moving import import_entries
    there, added = import_entries(path, check)
    would = "would be added" if check else "added"
    click.echo(f"{path}: {there:,} entries, all links whole; {added:,} {would}, the others are here already.")


def _import_sheet(path, resolver, check):
    from foresaid.ledger.outcomes import record_outcomes
    from foresaid.ledger.sheets import read_filled
    from foresaid.sheets import refuse_all
    sheet = read_filled(path, date.today(), resolver)
    if sheet.note:
        click.echo(f"foresaid: {path}: {sheet.note}", err=True)
    refuse_all(sheet.problems, "Nothing was recorded. Mend the lines and import the sheet again.")
    if check:
        click.echo(f"{path}: {len(sheet.outcomes):,} outcomes are right, {sheet.skipped:,} rows have no status yet. "
                   "Nothing was recorded.")
        return
    made = record_outcomes(sheet.outcomes, datetime.now(UTC)) if sheet.outcomes else []
    for one in made:
        if one.news in ("contrary", "added"):
            _say_recorded(one)
    counts = {news: sum(one.news == news for one in made) for news in ("new", "added", "contrary", "known")}
    click.echo(f"{path}: {counts['new']:,} outcomes recorded, {counts['contrary']:,} contrary to what was known, "
               f"{counts['added']:,} with more evidence, {counts['known']:,} known already, {sheet.skipped:,} rows "
               "without a status.")


def _given_day(text, option):
    """A day from the command line, or None where none was given."""
    if not text:
        return None
    day, slip = read_day(text)
    if slip:
        raise ForesaidError(f"{option} {slip}")
    return day
