"""Bring files into a dataset: read, clean, find what is new, find copies, write all at once.

The same file again adds nothing; a new file adds only articles that are not there yet. Old rows keep their place and
new ones follow, so that partitions that were analysed before stay as they are.
"""

import json
from datetime import UTC, datetime, timedelta

import pandas as pd

from foresaid.corpus import store
from foresaid.corpus.readers import find_files, read_file
from foresaid.corpus.readers.rows import made_ids
from foresaid.errors import ForesaidError
from foresaid.tables import conform, empty

OLDEST = pd.Timestamp("1600-01-01", tz="UTC")  # the first newspaper appeared in 1605


def import_files(paths, name, options, log=None):
    """Read files or folders into the dataset `name`, which is made if need be.

    Returns the table imports, one row per file that was read now. `log` is called with a sentence for each file
    that could not be read or is there already; one bad file never stops the others. Raises ForesaidError if none
    could be read.
    """
    say = log or (lambda sentence: None)
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
    now = pd.Timestamp(datetime.now(UTC)).floor("s")
    articles, parts, imports = old["articles"], old["parts"], []
    for rows, report in batch:
        fresh, fresh_parts = _clean_new(rows, report, articles)
        _note_dates(fresh, report, now)
        fresh = fresh.assign(import_id=report.sha256[:16], first_seen=now)
        articles = _below(articles, fresh, "articles")
        parts = _below(parts, fresh_parts, "parts")
        imports.append(_import_row(report, fresh, now))
    from foresaid.corpus.duplicates import find_clusters
    made = conform(pd.DataFrame(imports), "imports")
    tables = {"articles": articles, "parts": parts, "clusters": find_clusters(articles),
              "imports": _below(old["imports"], made, "imports")}
    store.write_dataset(name, tables, _about(name, options))
    return made


def _clean_new(rows, report, articles):
    """Clean the rows that are not in the dataset yet. Returns (articles, parts)."""
    from foresaid.corpus.clean import clean_articles
    rows = _settle_ids(rows, report)
    rows = _drop_known(rows, articles, report)
    fresh, parts, notes = clean_articles(rows)
    report.notes += notes
    before = len(fresh)
    fresh = _drop_known(fresh, articles, report)
    if len(fresh) < before:
        parts = parts[parts["article_id"].isin(fresh["article_id"])]
    fresh, renamed = _rename_clashing(fresh, articles, report)
    return fresh, parts.assign(article_id=parts["article_id"].map(lambda one: renamed.get(one, one)))


def _settle_ids(rows, report):
    """Every row its own id: the file's where it is the only one of its kind, else one made from link or text."""
    missing = rows["article_id"].isna() | (rows["article_id"].fillna("").str.strip() == "")
    repeated = rows["article_id"].duplicated(keep="first") & ~missing
    if repeated.any():
        report.notes.append(f"{int(repeated.sum()):,} row(s) bear an id that stands on an earlier row; "
                            "they got one made from their link or text.")
    made = rows.assign(article_id=rows["article_id"].mask(missing | repeated, made_ids(rows)))
    twice = made.duplicated("article_id")
    if twice.any():
        report.drop("the same article stands earlier in the file", number=int(twice.sum()))
    return made[~twice].reset_index(drop=True)


def _drop_known(rows, articles, report):
    """Leave out rows that the dataset has: the same id with the same link or text, or the same link and text."""
    if articles.empty or rows.empty:
        return rows
    old = articles.set_index("article_id")[["url", "text"]]
    same_id = rows["article_id"].isin(old.index)
    there = rows[["article_id"]].merge(old, left_on="article_id", right_index=True, how="left")
    same_url = (there["url"].to_numpy() == rows["url"].to_numpy()) & rows["url"].notna().to_numpy()
    same_text = there["text"].fillna("").to_numpy() == rows["text"].fillna("").to_numpy()
    pairs = set(zip(articles["url"].dropna(), articles.loc[articles["url"].notna(), "text"].fillna(""), strict=True))
    same_pair = pd.Series([pair in pairs for pair in zip(rows["url"].fillna(""), rows["text"].fillna(""), strict=True)],
                          index=rows.index)
    known = (same_id & (same_url | same_text)) | same_pair
    if known.any():
        report.drop("already in the dataset", number=int(known.sum()))
    return rows[~known].reset_index(drop=True)


def _rename_clashing(fresh, articles, report):
    """Another article bears the id already: put the file's mark before it. Returns (rows, {old id: new id})."""
    clash = fresh["article_id"].isin(articles["article_id"])
    if not clash.any():
        return fresh, {}
    renamed = {one: f"{report.sha256[:8]}-{one}" for one in fresh.loc[clash, "article_id"]}
    report.notes.append(f"{len(renamed):,} id(s) belong to other articles of the dataset; "
                        f"these became '{report.sha256[:8]}-…'.")
    return fresh.assign(article_id=fresh["article_id"].map(lambda one: renamed.get(one, one))), renamed


def _note_dates(fresh, report, now):
    dates = fresh["published"]
    if len(fresh) and dates.isna().all():
        report.notes.append("No article has a date: they give findings, but stand in no series over time.")
    elif dates.isna().any():
        report.notes.append(f"{int(dates.isna().sum()):,} article(s) are undated.")
    for number, what in ((int((dates > now + timedelta(days=1)).sum()), "in the future"),
                         (int((dates < OLDEST).sum()), "before there were newspapers")):
        if number:
            report.notes.append(f"{number:,} article(s) are dated {what}; check the column.")


def _below(old, new, table):
    return conform(pd.concat([old, new], ignore_index=True), table) if len(old) else conform(new, table)


def _import_row(report, fresh, now):
    return {"import_id": report.sha256[:16], "path": report.path, "format": report.format, "sha256": report.sha256,
            "rows_read": report.read, "rows_kept": len(fresh), "rows_dropped": sum(report.dropped.values()),
            "dropped": json.dumps(report.dropped, ensure_ascii=False),
            "notes": json.dumps([*report.notes, *report.problems], ensure_ascii=False),
            "first_published": fresh["published"].min(), "last_published": fresh["published"].max(),
            "zone": report.zone, "imported_at": now}


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
