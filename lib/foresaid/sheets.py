"""Sheets that people fill in a spreadsheet: read back as they come, with the line of every row.

A spreadsheet saves the same table with commas, semicolons or tabs, with or without a mark at its head, in UTF-8 or in
the machine's own letters. What it holds is checked by whoever asked for it; here it only becomes rows.
"""

import csv
import io
from pathlib import Path

from foresaid.errors import ForesaidError, did_you_mean

LARGEST = 20_000_000  # bytes
DELIMITERS = ",;\t"


def read_sheet(path, needed, known=()):
    """Read a sheet's rows: a list of (line, {column: text}), cells without blanks at their ends, no empty rows.

    `needed` columns must stand in its first row, `known` ones may; others are passed over. Raises ForesaidError for a
    file that is not there, is no text, or lacks a column.
    """
    path = Path(path)
    text = _text_of(path)
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        head = [name.strip().casefold() for name in next(reader, [])]
        _check_head(head, needed, path)
        wanted = {name: head.index(name) for name in (*needed, *known) if name in head}
        rows = []
        line = reader.line_num
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line + 1, {name: row[at].strip() if at < len(row) else "" for name, at in wanted.items()}))
            line = reader.line_num
    except csv.Error as error:
        raise ForesaidError(f"{path.name}, line {reader.line_num}: {error}. Save the sheet again as CSV.") from None
    return rows


def refuse_rows(path, problems, what):
    """Raise one error that tells the problems of a sheet, at most ten of them, by line; none, none."""
    if problems:
        shown = "\n".join(f"  line {line}: {text}" for line, text in sorted(problems)[:10])
        more = f"\n  and {len(problems) - 10:,} more" if len(problems) > 10 else ""
        raise ForesaidError(f"{Path(path).name}: {what}\n{shown}{more}")


def _text_of(path):
    if not path.is_file():
        near = [one.name for one in path.parent.glob("*.csv")] if path.parent.is_dir() else []
        raise ForesaidError(f"There is no sheet {path}.{did_you_mean(path.name, near)}")
    if path.stat().st_size > LARGEST:
        raise ForesaidError(f"{path.name} has more than {LARGEST:,} bytes; that is no sheet that somebody filled in.")
    raw = path.read_bytes()
    if raw[:4] == b"PK\x03\x04":
        raise ForesaidError(f"{path.name} is a workbook (XLSX). Save the sheet as CSV and name that file.")
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")  # what Excel writes as plain "CSV" in the West
    if "\0" in text:
        raise ForesaidError(f"{path.name} is no text. Save the sheet as CSV and name that file.")
    return text


def _check_head(head, needed, path):
    lacking = [name for name in needed if name not in head]
    if lacking:
        raise ForesaidError(f"{path.name}, line 1: there is no column '{lacking[0]}'.{did_you_mean(lacking[0], head)} "
                            f"It needs: {', '.join(needed)}.")
