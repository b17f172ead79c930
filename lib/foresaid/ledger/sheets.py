"""The sheet on which people resolve: written as CSV for any spreadsheet, read back with every slip and its line."""

import csv
from dataclasses import dataclass
from pathlib import Path

from foresaid.corpus.exporting import inert, replaced
from foresaid.days import read_day
from foresaid.errors import ForesaidError
from foresaid.find.words import Problem
from foresaid.ledger.resolving import Targets, check_outcome, read_status
from foresaid.sheets import as_text, read_sheet, read_yes_no

COLUMNS = ("dataset", "event_id", "title", "proposition", "judged", "deadline", "forecasts", "said_by", "status",
           "occurred_on", "evidence", "resolver", "blinded")
NEEDED = ("event_id", "status", "occurred_on", "evidence", "resolver")


@dataclass(frozen=True)
class Filled:
    """A sheet that was read: outcomes as (dataset, outcome), rows without a status, a list of Problem, a note or ''."""

    outcomes: list
    skipped: int
    problems: list
    note: str


def write_sheet(due, path, blind=False, force=False):
    """Write what is due (list_due) as a sheet to fill in: a row each, the columns status to resolver empty.

    UTF-8 with the mark that Excel needs, and no cell that a spreadsheet takes for a formula or a number by mistake.
    Raises ForesaidError where the file exists and `force` is not set, or where it cannot be written.
    """
    with replaced(path, force) as fresh, fresh.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in due.to_dict("records"):
            row = {**row, "deadline": f"{row['deadline']:%Y-%m-%d}", "blinded": "yes" if blind else "no"}
            row["event_id"] = as_text(row["event_id"])
            writer.writerow([inert(row.get(column, "")) for column in COLUMNS])


def read_filled(path, today, resolver=""):
    """Read a sheet that people filled in; `resolver` stands where a row names none. Returns a Filled.

    Raises ForesaidError for a file that is no sheet of write_sheet.
    """
    sheet = read_sheet(path, NEEDED, COLUMNS)
    _refuse_export(path)
    targets, outcomes, seen = Targets(), [], {}
    rows, problems = [one for one in sheet.rows if one[1]["status"]], list(sheet.problems)
    for line, record in rows:
        outcome, slips = _read_outcome(record, targets, (today, resolver))
        first = seen.setdefault((outcome[0], record["event_id"]), line)  # two datasets may have an event of one name
        slips += [f"'{record['event_id']}' stands already in line {first}. Take one out."] * (first != line)
        problems += [Problem(path, line, slip) for slip in slips]
        outcomes.append(outcome)
    return Filled(outcomes, len(sheet.rows) - len(rows), problems, sheet.note)


def _refuse_export(path):
    with Path(path).open("rb") as file:
        if b"sha256" in file.readline(1000):
            raise ForesaidError(f"{path}: this is an export of the ledger's entries for reading. What can be imported "
                                "are sheets of `foresaid ledger due --csv`, and exports as .jsonl.")


def _read_outcome(record, targets, given):
    """An outcome as (dataset, columns of table outcomes), and what is wrong with it."""
    (today, resolver), slips = given, []
    name = record["event_id"]
    outcome = {"event_id": name, "status": read_status(record["status"]), "occurred_on": None,
               "evidence": record["evidence"], "resolver": record["resolver"] or resolver,
               "blinded": read_yes_no(record["blinded"])}
    if record["occurred_on"]:
        outcome["occurred_on"], slip = read_day(record["occurred_on"])
        slips += [f"occurred_on: {slip}"] if slip else []
    if outcome["blinded"] is None:
        slips.append(f"blinded is '{record['blinded'][:40]}'. Write yes or no.")
    try:
        target = targets.find(name, record["dataset"])
    except ForesaidError as error:
        return ("", outcome), [*slips, str(error)]
    if not any(slip.startswith("occurred_on") for slip in slips):
        slips += check_outcome(outcome, target, today)
    return (target.dataset, outcome), slips
