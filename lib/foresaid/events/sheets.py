"""Sheets that people keep in a spreadsheet: CSV with a line of column names, read with the lines of its problems."""

import csv
import io
import re
from pathlib import Path

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.find.words import Problem

DAY = re.compile(r"\d{4}-\d\d-\d\d")
LARGEST = 50_000_000  # bytes; a sheet of 50,000 pairs with their sentences has about 30 million


def read_sheet(path, needed, known):
    """Read a CSV file (comma, semicolon or tab; lines that begin with # are for the reader).

    Returns ([(line, {column: cell})], problems): every record has all `known` columns, '' where it says nothing.
    """
    text = _read_text(Path(path))
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    problems = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        problems += _check_header(path, header, needed, known)
        if any(name not in header for name in needed):
            return [], problems
        return _records(path, reader, (header, known), problems), problems
    except csv.Error as error:
        return [], [*problems, Problem(path, reader.line_num, f"this line cannot be read as CSV ({error}). "
                                       "Look at its quotes.")]


def _read_text(path):
    """The text of a sheet. Raises ForesaidError if it is too large or not UTF-8."""
    if path.stat().st_size > LARGEST:
        raise ForesaidError(f"{path.name} has more than {LARGEST:,} bytes. Keep only the lines that people judged.")
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ForesaidError(f"{path.name}, line {line}: a letter that is not UTF-8. Save the sheet again as "
                            "'CSV UTF-8'.") from error


def _check_header(path, header, needed, known):
    problems = []
    missing = [name for name in needed if name not in header]
    if missing:
        problems.append(Problem(path, 1, f"there is no column {listing(missing)}. The first line names the columns: "
                                f"{','.join(known)}."))
    problems += [Problem(path, 1, f"the column '{name}' is not known.{did_you_mean(name, known)} It takes "
                         f"{', '.join(known)}.") for name in header if name not in known]
    problems += [Problem(path, 1, f"the column '{name}' stands twice. Take one out.")
                 for name in dict.fromkeys(header) if header.count(name) > 1]
    return problems


def _records(path, reader, columns, problems):
    (header, known), records, line = columns, [], reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            if len(cells) > len(header):
                problems.append(Problem(path, line, f"{len(cells)} cells, but the first line names {len(header)} "
                                        "columns. Put a cell with a comma in quotes."))
            record = dict.fromkeys(known, "")
            # a leading ' is how a table goes out to spreadsheets where a cell looks like a formula or a number
            record.update({name: cell.strip().removeprefix("'") for name, cell in zip(header, cells, strict=False)})
            records.append((line, record))
        line = reader.line_num + 1
    return records


def read_day(text):
    """A day written like 2017-03-31 as a Timestamp; None if it is none.

    >>> read_day("2017-03-31"), read_day("31.3.2017"), read_day("2017-02-30")
    (Timestamp('2017-03-31 00:00:00'), None, None)
    """
    try:
        return pd.Timestamp(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
