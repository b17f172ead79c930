"""Readers: one module a format. Each turns a file into rows of table articles and says what happened on the way."""

import os
from pathlib import Path

from foresaid.corpus.readers.columns import KNOWN, choose_columns, describe_columns, plain_name, read_map
from foresaid.corpus.readers.formats import WAY_OUT, can_read, find_format
from foresaid.corpus.readers.options import Options, Report
from foresaid.corpus.readers.rows import give_ids, make_rows
from foresaid.corpus.readers.streams import read_head, sha256_of
from foresaid.errors import ForesaidError


def find_files(paths, options, bad):
    """List the files that `paths` name; folders are walked. A path that is no file goes into `bad` with the reason."""
    found = []
    for path in map(Path, paths):
        if path.is_dir():
            inside = _walk(path)
            readable = [file for file in inside if options.format != "auto" or can_read(file)]
            found += readable
            others = [file.name for file in inside if file not in set(readable)]
            if others:
                bad.append(f"{path}: {len(others)} file(s) of other formats were left alone ({', '.join(others[:3])}"
                           f"{' …' if len(others) > 3 else ''}). {WAY_OUT}")
            elif not inside:
                bad.append(f"{path}: the folder is empty. {WAY_OUT}")
        elif path.is_file():
            found.append(path)
        else:
            bad.append(f"{path}: {'this is no regular file' if path.exists() else 'there is no such file or folder'}.")
    return list(dict.fromkeys(found))


def _walk(folder):
    files = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files += [Path(root) / name for name in sorted(names) if not name.startswith(".")]
    return [file for file in files if file.is_file()]


def read_file(path, options=None, skip=()):
    """Read one file. Returns (rows, Report): rows as table articles, texts untouched, ids as the file gives them.

    A file whose SHA-256 is in `skip` is not read: (None, Report). Raises ForesaidError for what cannot be read.
    """
    options = options or Options()
    report = Report(path=shown_name(path), zone=options.zone)
    try:
        report.sha256 = sha256_of(path)
        if report.sha256 in skip:
            return None, report
        head = read_head(path)
        report.format = find_format(path, head, options.format)
        mapped, day_first = read_map(options.map) if options.map else ({}, None)
        records = _read_records(path, report, mapped)
        if not records and not report.header:
            raise ForesaidError(_nothing_in(path, report))
        columns = choose_columns(path, report.header, mapped, options.map)
    except OSError as error:
        raise ForesaidError(f"{path}: the file cannot be read ({error.strerror or error}).") from error
    report.notes.insert(0, describe_columns(columns))
    rows = make_rows(records, columns, report, day_first)
    report.kept = len(rows)
    if not report.kept:
        raise ForesaidError(_nothing_in(path, report))
    return rows, report


def shown_name(path):
    """A file's name as reports show it: as it was given, but no folders of one's own machine.

    >>> shown_name("exports/week1.csv"), shown_name("/srv/anna/week1.csv")
    ('exports/week1.csv', 'week1.csv')
    """
    return Path(path).name if Path(path).is_absolute() else Path(path).as_posix()


def _nothing_in(path, report):
    if not report.read:
        return f"{path}: there is no article in it. Each row, line or item is an article."
    reasons = "; ".join(f"{number:,} × {reason}" for reason, number in report.dropped.items())
    first = f" First: {report.problems[0]}." if report.problems else ""
    return f"{path}: none of {report.read:,} rows could be read ({reasons}).{first}"


def _read_records(path, report, mapped):
    """All records of a file, only with the columns that may be fields; the report gets the header."""
    wanted = set(mapped.values())
    useful, header, records = {}, {}, []
    for place, record in _reader(report.format)(path, report, wanted):
        for name in record:
            if name not in useful:
                useful[name] = name in wanted or plain_name(name) in KNOWN
                header[name] = None
        records.append((place, {name: value for name, value in record.items() if useful[name]}))
    report.header = report.header or list(header)
    return records


def _reader(name):
    """The reader of a format: (path, report, wanted columns) → (place, record) one by one."""
    from foresaid.corpus.readers import delimited, json_arrays, jsonl, parquet, plain_text
    return {"csv": lambda path, report, wanted: delimited.read_delimited(path, report),
            "jsonl": lambda path, report, wanted: jsonl.read_jsonl(path, report),
            "json": lambda path, report, wanted: json_arrays.read_json(path, report),
            "parquet": parquet.read_parquet,
            "text": lambda path, report, wanted: plain_text.read_text(path, report)}[name]


def read_articles_file(path):
    """Read a file for `analyse --no-clean`. Returns table articles: ids as the file gives them, texts untouched.

    Articles without an id get one made from their link or text. Rows stand in the order of the file.
    """
    rows, _ = read_file(path)
    return give_ids(rows)
