"""CSV and TSV: delimiter, encoding and quoting found; one bad row costs one row."""

import csv
import io
from collections import deque

from foresaid.corpus.readers.columns import KNOWN, plain_name
from foresaid.corpus.readers.encodings import find_encoding
from foresaid.corpus.readers.streams import CutShort, open_bounded, read_head
from foresaid.errors import ForesaidError

DELIMITERS = (",", ";", "\t", "|")
EMPTY = "the file is empty. It should have a line of column names and a row for each article."
MOST_FIELD = 16 << 20  # characters in one cell


class Lines:
    """Text lines that can be put back: what a row has swallowed by an open quote is read again."""

    def __init__(self, stream):
        self.stream, self.back, self.number, self.taken = stream, deque(), 0, []

    def __iter__(self):
        return self

    def __next__(self):
        """The next line, remembered for the row that is being read."""
        line = self.back.popleft() if self.back else next(self.stream).replace("\0", "")
        self.number += 1
        self.taken.append(line)
        return line

    def give_back_all_but_first(self):
        """Put back what the row has taken beyond its first line."""
        self.back.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1


def read_delimited(path, report):
    """Yield (place, {column: value}) for every good row of a CSV or TSV file; the bad ones go into the report."""
    encoding, note = find_encoding(path)
    report.notes += [note] if note else []
    head = read_head(path, 1 << 18).decode(encoding, "replace")
    if not head.strip():
        raise ForesaidError(f"{path}: {EMPTY}")
    dialect = find_dialect(head)
    with io.TextIOWrapper(open_bounded(path), encoding=encoding, errors="replace", newline="") as stream:
        lines = Lines(stream)
        csv.field_size_limit(MOST_FIELD)
        header = report.header = _read_header(path, lines, dialect)
        yield from _read_rows(lines, header, dialect, report)


def find_dialect(head):
    """Find the delimiter and the way of quoting from the first lines of a file."""
    lines = head.splitlines(keepends=True)[:60]
    best = max(DELIMITERS, key=lambda delimiter: _fit(lines, delimiter))
    escaped = '\\"' in head and '""' not in head.replace(f'{best}""{best}', "")
    return {"delimiter": best, "escapechar": "\\" if escaped else None, "doublequote": not escaped}


def _fit(lines, delimiter):
    """How well a delimiter fits: names known in the header first, then columns."""
    try:
        header = next((row for row in csv.reader(lines, delimiter=delimiter) if any(row)), [])
    except csv.Error:
        return (0, 0)
    return (sum(plain_name(name) in KNOWN for name in header), len(header))


def _read_header(path, lines, dialect):
    for row in csv.reader(lines, **dialect):
        lines.taken = []
        if any(cell.strip() for cell in row):
            names = [cell.strip().lstrip("\ufeff") for cell in row]
            return [name or f"column {number}" for number, name in enumerate(names, 1)]
    raise ForesaidError(f"{path}: {EMPTY}")


def _read_rows(lines, header, dialect, report):
    while True:
        lines.taken, first = [], lines.number + 1
        try:
            row, why = next(csv.reader(lines, strict=True, **dialect)), ""
        except StopIteration:
            return
        except CutShort:
            report.notes.append(f"The file ends early or is damaged after line {first - 1}; what came before was read.")
            return
        except csv.Error as error:
            row, why = None, str(error)
        if row is not None and not any(cell.strip() for cell in row):
            continue
        report.read += 1
        if row is None or len(row) != len(header):
            row, why = _mend_row(lines, len(header), dialect, why)
        if row is None:
            report.drop(why, f"line {first}")
        else:
            yield f"line {first}", _pair(header, row)


def _pair(header, row):
    record = {}
    for name, cell in zip(header, row, strict=True):
        record.setdefault(name, cell)
    return record


def _mend_row(lines, width, dialect, why):
    """A row that does not fit: its first line alone, read leniently, or nothing; the other lines are read again."""
    lines.give_back_all_but_first()
    try:
        row = next(csv.reader(lines.taken[:1], **dialect), [])
    except csv.Error as error:
        return None, f"not a row ({error})"
    while len(row) > width and row[-1] == "":
        row.pop()  # delimiters at the end of a line
    if len(row) == width and row[-1].count("\n") == 0:
        return row, ""
    if why:
        return None, f"not a row ({why})"
    return None, f"{'too many' if len(row) > width else 'too few'} columns"
