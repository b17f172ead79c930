"""Sheets that people fill in a spreadsheet: read as they come back, with the line of every row and of every slip.

A spreadsheet saves the same table with commas, semicolons or tabs, with or without a mark at its head, in UTF-8 or in
the machine's own letters. What the cells say is checked by whoever asked for them; here they only become rows.
"""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from foresaid.corpus.readers.encodings import find_encoding
from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.find.words import Problem

LARGEST = 50_000_000  # bytes; a sheet of 50,000 pairs with their sentences has about 30 million
MOST_TOLD = 10  # problems in one message
DELIMITERS = ",;\t"
LIKE_NUMBER = re.compile(r"\d+([eE]\d+)?")  # a spreadsheet makes 1.2E+34 of such an id
APOSTROPHE = re.compile(r"'(?=[=+@|%-]|[\w./:-]+$)")  # as a table goes out where a cell looks like formula or number
YES_NO = {"yes": True, "true": True, "1": True, "ja": True, "wahr": True, "no": False, "false": False, "0": False,
          "nein": False, "falsch": False, "": False}


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read: rows as (line, {column: cell}), a list of Problem, and a note on its letters or ''."""

    rows: list
    problems: list
    note: str = ""


def read_sheet(path, needed, known=(), *, strict=False):
    """Read a sheet: every row has the columns `needed` and `known`, '' where it says nothing; blank rows are left out.

    Names of columns may be in capitals and have blanks, cells have none at their ends. `strict` is for files that
    travel with the project: they are UTF-8, have no other columns, and lines that begin with # are for the reader.
    Returns a Sheet, without rows where a needed column is missing. Raises ForesaidError for a file that is not there or
    no sheet.
    """
    text, note = _read_text(Path(path), strict)
    columns = tuple(dict.fromkeys((*known, *needed)))
    (first, cells), *lines = _read_lines(path, text) or [(1, [])]
    head = [cell.strip().casefold().replace(" ", "_") for cell in cells]
    problems = [Problem(path, first, slip) for slip in _slips_in_head(head, needed, columns, strict)]
    rows = []
    for line, cells in lines if all(name in head for name in needed) else ():
        if strict and cells[0].startswith("#"):
            continue
        if any(cell.strip() for cell in cells[len(head):]):
            problems.append(Problem(path, line, f"{len(cells)} cells, but the first line names {len(head)} columns. "
                                    "Put a cell with a comma in quotes."))
        told = {name: APOSTROPHE.sub("", cell.strip(), count=1) for name, cell in zip(head, cells, strict=False)}
        rows.append((line, {name: told.get(name, "") for name in columns}))
    return Sheet(rows, problems, note)


def refuse_all(problems, after=""):
    """Raise the problems of a file in one message, a line each, and then the sentence `after`; none, none."""
    if problems:
        told = [str(one) for one in sorted(problems, key=lambda one: one.line)]
        rest = [f"… and {len(told) - MOST_TOLD:,} more."] * (len(told) > MOST_TOLD)
        raise ForesaidError("\n".join([*told[:MOST_TOLD], *rest, *([after] if after else [])]))


def read_yes_no(text):
    """True or False as people write it, False where they write nothing; None for something else.

    >>> read_yes_no("Yes"), read_yes_no(""), read_yes_no("perhaps")
    (True, False, None)
    """
    return YES_NO.get(text.lower())


def as_text(name):
    """An id that no spreadsheet takes for a number: with an apostrophe before it, which read_sheet takes off.

    >>> as_text("12345678901234567e89"), as_text("ce450f3303283c48fb16")
    ("'12345678901234567e89", 'ce450f3303283c48fb16')
    """
    return f"'{name}" if LIKE_NUMBER.fullmatch(name) else name


def _read_text(path, strict):
    """The text of a sheet, and a note where its letters had to be guessed."""
    if not path.is_file():
        near = [one.name for one in path.parent.glob("*.csv")] if path.parent.is_dir() else []
        raise ForesaidError(f"There is no sheet {path}.{did_you_mean(path.name, near)}")
    if path.stat().st_size > LARGEST:
        raise ForesaidError(f"{path.name} has more than {LARGEST:,} bytes; that is no sheet that somebody filled in.")
    data = path.read_bytes()
    if data[:4] == b"PK\x03\x04":
        raise ForesaidError(f"{path.name} is a workbook (XLSX). Save the sheet as CSV and name that file.")
    encoding, note = ("utf-8-sig", "") if strict else find_encoding(path)
    try:
        text = data.decode(encoding, "strict" if strict else "replace").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ForesaidError(f"{path.name}, line {line}: a letter that is not UTF-8. Save the sheet again as "
                            "'CSV UTF-8'.") from error
    if "\0" in text:
        raise ForesaidError(f"{path.name} is no text. Save the sheet as CSV and name that file.")
    return text, note


def _read_lines(path, text):
    """The lines that are not blank as (number of the first, for a cell may have several; cells)."""
    if text.lower().startswith("sep="):  # what Excel puts first where somebody chose another delimiter
        text = "\n" + text.partition("\n")[2]
    head = text.lstrip("\r\n").split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=head.count))
    lines, line = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ForesaidError(f"{Path(path).name}, line {line}: not a row of CSV ({error}). Look at its "
                            "quotes.") from None
    return lines


def _slips_in_head(head, needed, known, strict):
    """What is wrong with the names of the columns, as sentences."""
    missing = [name for name in needed if name not in head]
    if missing:
        near = did_you_mean(missing[0], [name for name in head if name not in known])
        named = listing(f"'{name}'" for name in missing)
        yield f"there is no column {named}.{near} The first line names the columns: {','.join(known)}."
    for name in dict.fromkeys(head):
        if name not in known and strict:
            yield f"the column '{name}' is not known.{did_you_mean(name, known)} It takes {', '.join(known)}."
        if head.count(name) > 1 and (strict or name in known):
            yield f"the column '{name}' stands twice. Take one out."
