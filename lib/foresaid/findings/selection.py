"""What a report looks at: a dataset, a period, some of its sources; and every table restricted to that."""

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from foresaid.corpus.coverage import count_coverage
from foresaid.corpus.store import STORED, dataset_path, read_dataset_table
from foresaid.errors import ForesaidError, NoArticles, did_you_mean
from foresaid.findings.cache import analyse_dataset, finding_files
from foresaid.findings.readings import DEFAULT, keep_reading
from foresaid.tables import FINDINGS, TABLES, conform, empty

WHERE = ["article_id", "published", "source"]


@dataclass(frozen=True)
class Selection:
    """Articles of a dataset: from start to end (ISO dates, end inclusive; '' is open), of some sources (none is all).

    Undated articles are in where both start and end are open.
    """

    dataset: str
    start: str = ""
    end: str = ""
    sources: tuple = ()


def select(dataset, start="", end="", sources=()):
    """Check what a report asks for and return it as a Selection.

    Raises ForesaidError if there is no such dataset or source or a date cannot be read, NoArticles if nothing is left.
    """
    dataset_path(dataset)
    start, end = _checked_date(start, "start"), _checked_date(end, "end")
    if start and end and start > end:
        raise ForesaidError(f"The period begins on {start}, after its end on {end}. Swap the two.")
    sources = tuple(dict.fromkeys([sources] if isinstance(sources, str) else sources))
    articles = read_dataset_table(dataset, "articles", WHERE)
    known = sorted(articles["source"].dropna().unique())
    for source in sources:
        if source not in known:
            listed = ", ".join(known[:12]) + (" …" if len(known) > 12 else "") or "none"
            raise ForesaidError(f"Dataset '{dataset}' has no source '{source}'.{did_you_mean(source, known)} "
                                f"Its sources: {listed}.")
    selection = Selection(dataset, start, end, sources)
    if not _chosen(articles, selection).any():
        raise NoArticles(_nothing(selection))
    return selection


def read(selection, table, reading=DEFAULT):
    """Read a table of the dataset restricted to the selection's articles, in the dataset's order.

    `table` is articles, parts, clusters, imports (whole), coverage or a finding; findings that are not there yet are
    made first. Of forecasts, `reading` strict keeps the surest only, broad also the doubtful. Raises ForesaidError for
    another name or reading.
    """
    if table == "forecasts":
        return keep_reading(_read_finding(selection, table), reading)
    if reading != DEFAULT:
        raise ForesaidError(f"Only forecasts have a reading, not the table {table}. Leave reading={reading!r} out.")
    if table == "coverage":
        return count_coverage(read(selection, "articles"), read(selection, "clusters"))
    if table in FINDINGS:
        return _read_finding(selection, table)
    if table not in STORED:
        known = [*STORED, "coverage", *FINDINGS]
        raise ForesaidError(f"There is no table '{table}'.{did_you_mean(table, known)} There are: {', '.join(known)}.")
    frame = read_dataset_table(selection.dataset, table)
    if table == "imports":
        return frame
    if table == "articles":
        return frame[_chosen(frame, selection)].reset_index(drop=True)
    return frame if _is_whole(selection) else frame[frame["article_id"].isin(_ids(selection))].reset_index(drop=True)


def _read_finding(selection, table):
    try:
        files = finding_files(selection.dataset, table)
        found = _scan(files, selection, table)
    except FileNotFoundError:  # another process replaced them between the two lines
        found = _scan(finding_files(selection.dataset, table), selection, table)
    except pa.ArrowException:  # a damaged file: findings can always be made again
        analyse_dataset(selection.dataset, force=True)
        found = _scan(finding_files(selection.dataset, table), selection, table)
    return empty(table) if found is None or not len(found) else _as_frame(found, table)


def _scan(files, selection, table):
    if not files:
        return None
    data = ds.dataset([str(path) for path in files], format="parquet")
    return data.to_table(filter=_condition(selection, table))


def _condition(selection, table):
    if _is_whole(selection):
        return None
    if "published" not in TABLES[table].names:
        return ds.field("article_id").isin(pa.array(_ids(selection), type=pa.string()))
    tests = []
    first, after = _limits(selection)
    if first is not None:
        tests.append(ds.field("published") >= pa.scalar(first, type=pa.timestamp("us", tz="UTC")))
    if after is not None:
        tests.append(ds.field("published") < pa.scalar(after, type=pa.timestamp("us", tz="UTC")))
    if selection.sources:
        tests.append(ds.field("source").isin(list(selection.sources)))
    condition = tests[0]
    for test in tests[1:]:
        condition = condition & test
    return condition


def _as_frame(found, table):
    """Arrow to pandas; a category has the values that occur, in alphabetical order, or its table's own."""
    frame = found.unify_dictionaries().to_pandas()
    for column in TABLES[table].columns:
        if column.type == "category" and not column.values:
            used = frame[column.name].cat.remove_unused_categories()
            frame[column.name] = used.cat.reorder_categories(sorted(used.cat.categories))
        elif column.type == "category":
            frame[column.name] = frame[column.name].cat.set_categories(list(column.values))
        elif column.type == "integer":
            frame[column.name] = frame[column.name].astype("Int64")
    return frame if _has_types(frame, table) else conform(frame, table)


def _has_types(frame, table):
    made = empty(table)
    return list(frame.columns) == list(made.columns) and all(
        str(frame[name].dtype) == str(made[name].dtype) for name in made if str(made[name].dtype) != "object")


def _ids(selection):
    articles = read_dataset_table(selection.dataset, "articles", WHERE)
    return articles.loc[_chosen(articles, selection), "article_id"].tolist()


def _chosen(articles, selection):
    """Which articles are in, as a boolean column."""
    chosen = pd.Series(True, index=articles.index)
    first, after = _limits(selection)
    if first is not None:
        chosen &= articles["published"] >= first
    if after is not None:
        chosen &= articles["published"] < after
    return chosen & articles["source"].isin(selection.sources) if selection.sources else chosen


def _limits(selection):
    """First moment of the period and the first one after it, or None where it is open."""
    first = pd.Timestamp(selection.start, tz="UTC") if selection.start else None
    after = pd.Timestamp(date.fromisoformat(selection.end) + timedelta(days=1), tz="UTC") if selection.end else None
    return first, after


def _is_whole(selection):
    return not (selection.start or selection.end or selection.sources)


def _checked_date(value, name):
    """A date as ISO text; '' and None stay open."""
    text = "" if value is None else str(value).strip()
    if not text:
        return ""
    try:
        return date.fromisoformat(text[:10] if " 00:00:00" in text else text).isoformat()
    except ValueError as error:
        raise ForesaidError(f"{name} is {text!r}; it should be a date like 2017-02-06, or empty.") from error


def _nothing(selection):
    start, end = selection.start, selection.end
    if start and end:
        span = f" between {start} and {end}"
    else:
        span = f" from {start} on" if start else f" until {end}" if end else ""
    of = f" of {', '.join(selection.sources)}" if selection.sources else ""
    return f"No article of '{selection.dataset}'{span}{of}."
