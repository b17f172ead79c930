"""The sheet on which people resolve: written as CSV for any spreadsheet, read back with every slip and its line."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from foresaid.corpus.exporting import inert, replaced
from foresaid.corpus.readers.encodings import find_encoding
from foresaid.errors import ForesaidError, listing
from foresaid.ledger.days import read_day
from foresaid.ledger.resolving import Targets, check_outcome
from foresaid.tables import STATUSES

COLUMNS = ("dataset", "event_id", "title", "proposition", "judged", "deadline", "forecasts", "said_by", "status",
           "occurred_on", "evidence", "resolver", "blinded")
NEEDED = ("event_id", "status", "occurred_on", "evidence", "resolver")
LIKE_NUMBER = re.compile(r"\d+([eE]\d+)?")  # a spreadsheet makes 1.2E+34 of such an id
YES_NO = {"yes": True, "true": True, "1": True, "ja": True, "wahr": True, "no": False, "false": False, "0": False,
          "nein": False, "falsch": False, "": False}
MOST_BYTES = 32 << 20
MOST_TOLD = 50  # problems in one message


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read: outcomes as (dataset, outcome), rows without a status, problems as (line, sentence)."""

    outcomes: list
    skipped: int
    problems: list
    note: str = ""


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
            name = row["event_id"]
            row["event_id"] = f"'{name}" if LIKE_NUMBER.fullmatch(name) else name
            writer.writerow([inert(row.get(column, "")) for column in COLUMNS])


def read_sheet(path, today, resolver=""):
    """Read a sheet that people filled in; `resolver` stands where a row names none. Returns a Sheet.

    Commas, semicolons and tabs are understood, and the encodings that spreadsheets write. Columns may be moved or
    added. Raises ForesaidError for a file that is no sheet.
    """
    text, note = _read_text(path)
    header, rows = _read_rows(path, text)
    _check_header(path, header)
    targets, outcomes, skipped, problems, seen = Targets(), [], 0, [], {}
    for line, cells in rows:
        record = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header):]):
            problems.append((line, f"{len(cells)} cells, but the first line names {len(header)} columns."))
        elif not record.get("status"):
            skipped += any(cell.strip() for cell in cells)
        else:
            outcome, slips = _read_outcome(record, targets, (today, resolver))
            first = seen.setdefault(outcome[1]["event_id"], line)
            slips += [f"'{outcome[1]['event_id']}' stands already in line {first}. Take one out."] * (first != line)
            problems += [(line, slip) for slip in slips]
            outcomes.append(outcome)
    return Sheet(outcomes, skipped, problems, note)


def refuse(path, problems):
    """Raise the problems of a sheet in one message, a line each; does nothing if there are none."""
    if problems:
        told = [f"{path}, line {line}: {slip}" for line, slip in problems[:MOST_TOLD]]
        told += [f"… and {len(problems) - MOST_TOLD} more."] * (len(problems) > MOST_TOLD)
        raise ForesaidError("\n".join([*told, "Nothing was recorded. Mend the lines and import the sheet again."]))


def _read_text(path):
    path = Path(path)
    if not path.is_file():
        raise ForesaidError(f"There is no file {path}.")
    if path.stat().st_size > MOST_BYTES:
        raise ForesaidError(f"{path}: a sheet of more than {MOST_BYTES >> 20} MB is none of ours. Cut it in pieces.")
    encoding, note = find_encoding(path)
    return path.read_bytes().decode(encoding, "replace").lstrip("\ufeff"), note


def _read_rows(path, text):
    """The header's names, and the rows as (number of their first line, cells)."""
    if text.lower().startswith("sep="):  # what Excel puts first where somebody chose another delimiter
        _, _, text = text.partition("\n")
        text = "\n" + text
    head = text.lstrip("\r\n").split("\n", 1)[0]
    reader, rows, line = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count)), [], 1
    try:
        for cells in reader:
            rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ForesaidError(f"{path}, line {line}: not a row of CSV ({error}). Look at its quotes.") from error
    rows = [(number, cells) for number, cells in rows if cells]
    if not rows:
        raise ForesaidError(f"{path}: the sheet is empty. Make one with: foresaid ledger due --csv {path}")
    return [cell.strip().lower().replace(" ", "_") for cell in rows[0][1]], rows[1:]


def _check_header(path, header):
    if "sha256" in header:
        raise ForesaidError(f"{path}: this is an export of the ledger's entries for reading. What can be imported are "
                            "sheets of `foresaid ledger due --csv`, and exports as .jsonl.")
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise ForesaidError(f"{path}: the sheet has no column {listing(missing)}. Its first line should name "
                            f"{', '.join(COLUMNS)}.")
    twice = [name for name in NEEDED if header.count(name) > 1]
    if twice:
        raise ForesaidError(f"{path}: the column '{twice[0]}' stands twice. Take one out.")


def _read_outcome(record, targets, given):
    """An outcome as (dataset, columns of table outcomes), and what is wrong with it."""
    (today, resolver), slips = given, []
    name = record["event_id"].removeprefix("'")
    outcome = {"event_id": name, "status": _status(record["status"]), "occurred_on": None,
               "evidence": record.get("evidence", ""), "resolver": record.get("resolver", "") or resolver,
               "blinded": YES_NO.get(record.get("blinded", "").lower())}
    if record.get("occurred_on"):
        outcome["occurred_on"], slip = read_day(record["occurred_on"].removeprefix("'"))
        slips += [f"occurred_on: {slip}"] if slip else []
    if outcome["blinded"] is None:
        slips.append(f"blinded is '{record['blinded'][:40]}'. Write yes or no.")
    try:
        target = targets.find(name, record.get("dataset", ""))
    except ForesaidError as error:
        return ("", outcome), [*slips, str(error)]
    if not any(slip.startswith("occurred_on") for slip in slips):
        slips += check_outcome(outcome, target, today)
    return (target.dataset, outcome), slips


def _status(text):
    """A status however it was typed.

    >>> _status("Did not happen"), _status("Happend")
    ('did_not_happen', 'Happend')
    """
    plain = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
    return plain if plain in STATUSES else text
