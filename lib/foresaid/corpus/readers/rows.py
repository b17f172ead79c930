"""From a file's records to rows: the fields of an article, an id each, dates read, nothing else changed."""

import hashlib
import re
from urllib.parse import urlsplit

import pandas as pd

from foresaid.corpus.dates import parse_dates
from foresaid.tables import TABLES, conform

NOTHING = {"", "nan", "none", "null", "n/a"}
LONE = re.compile("[\ud800-\udfff]")
SHORT_FIELDS = ("url", "source", "title", "subtitle", "authors", "editor", "agency", "section", "language")
SECRET_LINK = re.compile(r"[\x00-\x20\x7f]")


def text_of(value):
    """A value of any kind as text, or None: nested values other than lists of names are no text.

    Half a surrogate pair, which no file can hold, becomes U+FFFD: as long as before, so that offsets stay true.
    """
    if value is None or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, str):
        return LONE.sub("\ufffd", value) if not value.isascii() and LONE.search(value) else value
    if isinstance(value, dict):
        return next((text_of(value[key]) for key in ("name", "title", "uri") if isinstance(value.get(key), str)), None)
    if isinstance(value, (list, tuple)):
        parts = [part for part in map(text_of, value) if part]
        return "; ".join(parts) or None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))  # a column of whole numbers that a gap has turned into floats
    return str(value)


def short_text(value):
    """A field of one line: blanks at the ends cut, None for the words that programs write for nothing."""
    text = text_of(value)
    text = " ".join(text.split()) if text else ""
    return None if text.casefold() in NOTHING else text


def web_link(value):
    """A link if it is http or https, else None.

    >>> web_link("javascript:alert(1)"), web_link(" https://example.org/a ")
    (None, 'https://example.org/a')
    """
    text = (text_of(value) or "").strip()
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and parts.hostname and not SECRET_LINK.search(text)
    except ValueError:
        return None
    return text if good else None


def pick(records, columns):
    """The values of a field: of the first of its columns that holds one."""
    if len(columns) == 1:
        column = columns[0]
        return [record.get(column) for record in records]
    return [next((record[column] for column in columns if record.get(column) not in (None, "")), None)
            for record in records]


def make_rows(records, columns, report, day_first=None):
    """Make rows out of records: table articles, texts untouched. Rows stand in the order of the file.

    `records` are (place, {column: value}); rows with neither text, title nor link are dropped and counted.
    """
    places, values = [place for place, _ in records], [value for _, value in records]
    made = {field: pick(values, columns[field]) for field in columns}
    made["text"] = [text_of(value) for value in made.get("text", [None] * len(values))]
    links = made.get("url", [])
    for name in SHORT_FIELDS:
        if name in made:
            made[name] = [short_text(value) for value in made[name]]
    if "url" in made:
        made["url"] = [web_link(link) for link in links]
        _note(report, sum(1 for link, raw in zip(made["url"], links, strict=True) if link is None and short_text(raw)),
              "link(s) were not http or https and were left out.")
    ids = [text_of(value) for value in made.pop("article_id", [None] * len(values))]
    made["article_id"] = ids
    dates = parse_dates(made.get("published", [None] * len(values)), report.zone or "UTC", day_first)
    made["published"], made["published_precision"] = dates.published, dates.precision
    report.notes += dates.notes
    rows = conform(pd.DataFrame({name: made[name] for name in made if name in TABLES["articles"].names}), "articles")
    return _drop_empty(rows, places, report)


def _drop_empty(rows, places, report):
    empty = (rows["text"].fillna("").str.strip() == "") & rows["title"].isna() & rows["url"].isna()
    for place in [places[number] for number in empty.to_numpy().nonzero()[0]]:
        report.drop("neither text, title nor link", place)
    return rows[~empty].reset_index(drop=True)


def _note(report, number, what):
    if number:
        report.notes.append(f"{number:,} {what}")


def give_ids(rows):
    """Give every row without an id one made from its link, or else from its title and text. Returns new rows."""
    missing = rows["article_id"].isna() | (rows["article_id"] == "")
    if not missing.any():
        return rows
    return rows.assign(article_id=rows["article_id"].mask(missing, made_ids(rows[missing])))


def made_ids(rows):
    """Ids from content, the same wherever and whenever the article is read."""
    keys = [url if isinstance(url, str) else f"{_or_blank(title)}\n{_or_blank(text)}"
            for url, title, text in zip(rows["url"], rows["title"], rows["text"], strict=True)]
    return pd.Series([hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:16] for key in keys],
                     index=rows.index, dtype="str")


def _or_blank(value):
    return value if isinstance(value, str) else ""
