"""Bring files into a dataset: read, clean, find what is new, find copies, write all at once.

The same file again adds nothing; a new file adds only articles that are not there yet. Old rows keep their place and
new ones follow, so that partitions that were analysed before stay as they are.
"""

import json
from datetime import UTC, datetime, timedelta

import pandas as pd

from foresaid.corpus import store
from foresaid.corpus.dates import checked_zone
from foresaid.corpus.identity import find_known, rename_clashing, settle_ids
from foresaid.corpus.readers import find_files, read_file
from foresaid.corpus.readers.columns import read_map
from foresaid.corpus.readers.formats import FORMATS
from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.tables import conform, empty

OLDEST = pd.Timestamp("1600-01-01", tz="UTC")  # the first newspaper appeared in 1605
NEWEST = pd.Timestamp("2100-01-01", tz="UTC")  # 9999-12-31 and the like stand for "not known"


def import_files(paths, name, options, log=None):
    """Read files or folders into the dataset `name`, which is made if need be.

    Returns the table imports, one row per file that was read now. `log` is called with a sentence for each file
    that could not be read or is there already; one bad file never stops the others. Raises ForesaidError if none
    could be read.
    """
    say = log or (lambda sentence: None)
    _check_options(options)
    with store.writing(name):
        old = _read_old(name)
        batch, bad, again = _read_all(paths, options, set(old["imports"]["sha256"]))
        if not batch and not again and len(bad) == 1:
            raise ForesaidError(bad[0])
        for path in again:
            say(f"{path}: already in '{name}', nothing to add.")
        for sentence in bad:
            say(sentence)
        if not batch and not again:
            raise ForesaidError(f"None of these could be read: {', '.join(map(str, paths))}.")
        return add_rows(name, old, batch, options) if batch else empty("imports")


def _check_options(options):
    """A slip of the reader's is told once, not once a file."""
    checked_zone(options.zone)
    if options.format not in ("auto", *FORMATS):
        raise ForesaidError(f"There is no format '{options.format}'.{did_you_mean(options.format, FORMATS)} "
                            f"It takes auto, {listing(FORMATS)}.")
    if options.map:
        read_map(options.map)


def _read_all(paths, options, known):
    """Read what can be read. Returns ([(rows, report)], what is wrong with the others, files that are known)."""
    batch, bad, again = [], [], []
    for path in find_files(paths, options, bad):
        try:
            rows, report = read_file(path, options, skip=known)
        except ForesaidError as error:
            bad.append(str(error))
            continue
        if rows is None:
            again.append(path)
            continue
        known = known | {report.sha256}
        batch.append((rows, report))
    return batch, bad, again


def _read_old(name):
    if not store.has_dataset(name):
        return empty_tables()
    return {table: store.read_dataset_table(name, table) for table in store.STORED}


def empty_tables():
    """The tables of a dataset that holds nothing yet."""
    return {table: empty(table) for table in store.STORED}


def add_rows(name, old, batch, options):
    """Clean the rows of files that were read, add what is new to the old tables and write them.

    Returns the imports table of these files. `batch` is a list of (rows, report).
    """
    from foresaid.corpus.duplicates import find_clusters
    now = pd.Timestamp(datetime.now(UTC)).floor("s")
    reports = {report.sha256[:16]: report for _, report in batch}
    rows = _one_frame(batch)
    fresh, parts = _clean_new(rows, old["articles"], reports)
    fresh = fresh.assign(first_seen=now)
    made = conform(pd.DataFrame(_import_rows(fresh, reports, now)), "imports")
    articles = _below(old["articles"], fresh, "articles")
    parts = _below(old["parts"], parts, "parts")
    clusters = find_clusters(articles, parts) if len(fresh) else old["clusters"]
    store.write_dataset(name, {"articles": articles, "parts": parts,
                               "clusters": clusters, "imports": _below(old["imports"], made, "imports")},
                        _about(name, options))
    return made


def _one_frame(batch):
    """The rows of all files below each other, each with the mark of its import."""
    frames = [_without_absurd_dates(settle_ids(rows, report), report).assign(import_id=report.sha256[:16])
              for rows, report in batch]
    return conform(pd.concat(frames, ignore_index=True), "articles")


def _without_absurd_dates(rows, report):
    """The rows undated where their date cannot be true: one such row would stretch every chart over centuries."""
    absurd = (rows["published"] < OLDEST) | (rows["published"] >= NEWEST)
    if not absurd.any():
        return rows
    example = rows.loc[absurd, "published"].iloc[0]
    report.notes.append(f"{int(absurd.sum()):,} article(s) had a date before there were newspapers or after 2099 "
                        f"(such as '{example.date().isoformat()}') and are undated; check the column.")
    precision = rows["published_precision"].astype("object").mask(absurd, "unknown")
    return rows.assign(published=rows["published"].mask(absurd), published_precision=precision)


def _clean_new(rows, old, reports):
    """Clean the rows that are not in the dataset yet. Returns (articles, parts).

    Known rows are left out twice: before cleaning, which saves it, and after, when texts compare as they are stored.
    """
    from foresaid.corpus.clean import clean_articles
    rows = _leave_out(rows, find_known(rows, rows["article_id"], old), reports)
    given = rows["article_id"]
    rows, renamed = rename_clashing(rows, old)
    fresh, parts, notes = clean_articles(rows)
    known = find_known(fresh, given, old)
    fresh = _leave_out(fresh, known, reports)
    for import_id, number in renamed.items():
        reports[import_id].notes.append(f"{number:,} id(s) belong to other articles of the dataset; "
                                        f"'{import_id[:8]}-' was put before them.")
    first = next(iter(reports.values()))
    first.notes += notes if len(reports) == 1 else [f"All files of this import: {note}" for note in notes]
    return fresh, parts[parts["article_id"].isin(fresh["article_id"])] if known.any() else parts


def _leave_out(rows, known, reports):
    for import_id, number in rows.loc[known, "import_id"].value_counts().items():
        reports[import_id].drop("already in the dataset", number=int(number))
    return rows[~known].reset_index(drop=True)


def _below(old, new, table):
    return conform(pd.concat([old, new], ignore_index=True), table) if len(old) else conform(new, table)


def _import_rows(fresh, reports, now):
    """One row of table imports per file."""
    dates = fresh["published"]
    counts = pd.DataFrame({
        "import_id": fresh["import_id"], "published": dates, "undated": dates.isna(),
        "future": dates > now + timedelta(days=1),
    }).groupby("import_id").agg(kept=("undated", "size"), first=("published", "min"), last=("published", "max"),
                                undated=("undated", "sum"), future=("future", "sum"))
    nothing = {"kept": 0, "first": pd.NaT, "last": pd.NaT, "undated": 0, "future": 0}
    counts = counts.to_dict("index")
    return [_import_row(report, counts.get(import_id, nothing), now) for import_id, report in reports.items()]


def _import_row(report, count, now):
    notes = [*report.notes, *_date_notes(count), *report.problems]
    return {"import_id": report.sha256[:16], "path": report.path, "format": report.format, "sha256": report.sha256,
            "rows_read": report.read, "rows_kept": count["kept"], "rows_dropped": sum(report.dropped.values()),
            "dropped": json.dumps(report.dropped, ensure_ascii=False), "notes": json.dumps(notes, ensure_ascii=False),
            "first_published": count["first"], "last_published": count["last"], "zone": report.zone,
            "imported_at": now}


def _date_notes(count):
    notes = []
    if count["undated"] and count["undated"] == count["kept"]:
        notes.append("No article has a date: they give findings, but stand in no series over time.")
    elif count["undated"]:
        notes.append(f"{count['undated']:,} article(s) are undated.")
    if count["future"]:
        notes.append(f"{count['future']:,} article(s) are dated in the future; check the column.")
    return notes


def _about(name, options):
    """The dataset's description: what was there, changed by what the reader says now."""
    about = store.dataset_about(name) if store.has_dataset(name) else {"title": name}
    said = {"title": options.title, "about": options.about,
            "topics": list(options.topics), "actors": list(options.actors)}
    return {**about, **{key: value for key, value in said.items() if value}}


def describe_import(row):
    """The import report of one file, as lines to print: `row` is a row of table imports."""
    dropped = json.loads(row["dropped"])
    first = (f"{row['path']} ({row['format']}): {row['rows_read']:,} rows read, "
             f"{row['rows_kept']:,} articles added, {row['rows_dropped']:,} left out")
    lines = [first]
    lines += [f"  left out: {number:,} × {reason}" for reason, number in dropped.items()]
    if pd.notna(row["first_published"]):
        lines.append(f"  published {row['first_published']:%Y-%m-%d} to {row['last_published']:%Y-%m-%d}")
    return [*lines, *(f"  {note}" for note in json.loads(row["notes"]))]
