"""Tables out, to files that other programs open: CSV and Excel, with nothing in them that a spreadsheet executes."""

import csv
import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from foresaid.errors import ForesaidError

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # a spreadsheet takes such a cell for a formula
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
EXCEL_CELL = 32_767  # characters in a cell
EXCEL_ROWS = 1_048_576  # rows in a sheet, the header included
EXCEL_FIRST = pd.Timestamp("1900-03-01")  # Excel counts a 29 February 1900 that never was
CHUNK = 5_000  # rows turned into Python values at a time


def inert(value):
    """A text that no spreadsheet takes for a formula: an apostrophe before the signs that begin one.

    >>> inert("=1+1"), inert(" @SUM(A1)"), inert("Minus 3"), inert("-12.5%"), inert(-3)
    ("'=1+1", "' @SUM(A1)", 'Minus 3', '-12.5%', -3)
    """
    if not isinstance(value, str):
        return value
    value = value.replace("\0", "")
    return f"'{value}" if value.lstrip(" \ufeff").startswith(FORMULA) and not PLAIN_NUMBER.fullmatch(value) else value


def write_csv(frame, path, force=False):
    """Write a table as CSV (UTF-8, comma, times in ISO). Returns notes on what had to be changed: none here.

    Raises ForesaidError where the file exists and `force` is not set, or where it cannot be written.
    """
    with replaced(path, force) as fresh, fresh.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)  # its \r\n makes it quote both signs inside a cell
        writer.writerow(frame.columns)
        for row in _rows(frame):
            writer.writerow(["" if value is None else _iso(value) for value in row])
    return []


def write_xlsx(frame, path, force=False):
    """Write a table as an Excel file, one sheet. Returns notes: how many cells were longer than Excel allows.

    Raises ForesaidError where the table has more rows than a sheet, and as `write_csv` does.
    """
    import xlsxwriter
    if len(frame) + 1 > EXCEL_ROWS:
        raise ForesaidError(f"{path}: the table has {len(frame):,} rows; a sheet of Excel takes "
                            f"{EXCEL_ROWS - 1:,}. Use --csv.")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "nan_inf_to_errors": False, "constant_memory": True}
    cut = 0
    with replaced(path, force) as fresh, xlsxwriter.Workbook(str(fresh), options) as book:
        sheet, form = book.add_worksheet("table"), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(_with_header(frame)):
            cut += sum(_write_cell(sheet, number, column, value, form) for column, value in enumerate(row))
    note = (f"{path}: {cut:,} cells have more than the {EXCEL_CELL:,} characters that Excel takes and were cut there; "
            "a CSV file has them whole.")
    return [note] if cut else []


def _with_header(frame):
    yield list(frame.columns)
    yield from _rows(frame)


def _write_cell(sheet, row, column, value, form):
    """Write one cell; say whether it had to be cut."""
    if value is None:
        return False
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, column, value)
    elif isinstance(value, pd.Timestamp) and value.tz_localize(None) >= EXCEL_FIRST:
        sheet.write_datetime(row, column, value.tz_localize(None).to_pydatetime(warn=False), form)
    else:
        text = _iso(value)
        sheet.write_string(row, column, text[:EXCEL_CELL])
        return len(text) > EXCEL_CELL
    return False


def _iso(value):
    if isinstance(value, pd.Timestamp):
        return value.isoformat().replace("+00:00", "Z")
    return value


def _rows(frame):
    """Yield rows as lists of plain values: None, bool, int, float, Timestamp or inert text."""
    for start in range(0, len(frame), CHUNK):
        part = frame.iloc[start:start + CHUNK]
        columns = [[_plain(value) for value in part[name].astype("object")] for name in part]
        yield from zip(*columns, strict=True)


def _plain(value):
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        value = value.tolist() if hasattr(value, "tolist") else value
        return inert("; ".join(map(str, value))) if isinstance(value, (list, tuple)) else value
    if pd.isna(value) or value in (float("inf"), float("-inf")):
        return None
    return value


@contextmanager
def replaced(path, force):
    """Give a fresh file to write to, which takes the place of `path` when all went well."""
    path = _checked_place(Path(path), force)
    fresh = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        os.close(handle)
        fresh = Path(name)
        yield fresh
        fresh.chmod(0o666 & ~_umask())
        os.replace(fresh, path)
    except OSError as error:
        raise ForesaidError(f"{path}: could not be written ({error.strerror or error}).") from error
    finally:
        if fresh is not None:
            fresh.unlink(missing_ok=True)


def _checked_place(path, force):
    """Where a file may be written, a link followed to what it names: a device is never replaced, not even by force."""
    if path.is_dir():
        raise ForesaidError(f"{path}: this is a folder. Name a file.")
    if path.exists() and not path.is_file():
        raise ForesaidError(f"{path}: this is no ordinary file. Name a file that may be written.")
    if path.exists() and not force:
        raise ForesaidError(f"{path}: the file exists. Name another, or add --force to replace it.")
    if not path.parent.is_dir():
        raise ForesaidError(f"{path}: there is no folder {path.parent}. Make it first, or name another.")
    return path.resolve()


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask
