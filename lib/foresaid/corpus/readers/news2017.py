"""The default dataset's own file: known columns, nine known outlets, and mends for its known damage.

On its way into the file every curly quote and dash became `"?` and every apostrophe before t, s, re … a straight
double quote. The mends are the ones that the hand-coded sentences went through, so that offsets agree with them.
"""

import re
from urllib.parse import urlsplit

from foresaid.corpus.readers.delimited import read_delimited
from foresaid.corpus.readers.rows import make_rows
from foresaid.errors import ForesaidError

COLUMNS = {"article_id": ["article_id"], "published": ["publish_date"], "url": ["article_source_link"],
           "title": ["title"], "subtitle": ["subtitle"], "text": ["text"]}
SOURCES = {"www.aljazeera.com": "Al Jazeera", "tass.com": "TASS", "abcnews.go.com": "ABC News", "www.rte.ie": "RTÉ",
           "www.huffingtonpost.com": "HuffPost", "www.dw.com": "Deutsche Welle",
           "europe.chinadaily.com.cn": "China Daily Europe", "www.bbc.co.uk": "BBC", "www.cnn.com": "CNN"}

# what is wrong -> (pattern, mended, what the report calls it); in this order
MENDS = (
    (re.compile(r'(?<=[A-Za-z])"(?=(?:t|s|re|ve|ll|d|m)\b)'), "'", "a double quote for an apostrophe (as in don\"t)"),
    (re.compile(r's"\?(?=[a-z])'), "s' ", "\"? for the apostrophe after a plural"),
    (re.compile(r'"\?'), '" ', "\"? for a curly quote or a dash"),
    (re.compile(r"[ \t]{2,}|\t"), " ", "runs of blanks"),
)


def mend_text(text):
    r"""Mend one text of this set.

    >>> mend_text('He didn"t say "no."?The members"?club did.')
    'He didn\'t say "no." The members\' club did.'
    """
    for pattern, mended, _ in MENDS:
        text = pattern.sub(mended, text)
    return text


def read_news2017(path, report):
    """Read the set's CSV file. Returns rows (table articles) with the set's own numbers as ids; fills the report."""
    report.format, report.zone = "news2017", "UTC"
    records = list(read_delimited(path, report))
    missing = [names[0] for names in COLUMNS.values() if records and names[0] not in records[0][1]]
    if missing or not records:
        raise ForesaidError(f"{path}: this is not the file NewsArticles.csv; it lacks {', '.join(missing) or 'rows'}.")
    rows = make_rows(records, COLUMNS, report)
    report.notes += _count_mends(rows["text"])
    rows = rows.assign(
        source=rows["url"].map(lambda url: SOURCES.get(urlsplit(url).hostname) if isinstance(url, str) else None),
        **{name: rows[name].map(mend_text, na_action="ignore") for name in ("title", "subtitle", "text")},
        language="en")
    report.kept = len(rows)
    return rows


def _count_mends(texts):
    """Say in how many articles each damage stood, and what cannot be mended."""
    notes = []
    left = texts.dropna()
    for pattern, mended, what in MENDS:
        number = int(left.str.contains(pattern, regex=True).sum())
        notes.append(f"Mended in {number:,} articles: {what}.")
        left = left.map(lambda text, pattern=pattern, mended=mended: pattern.sub(mended, text))
    lost = int(left.str.contains("\ufffd", regex=False).sum())
    return [*notes, f"{lost:,} articles hold replacement characters: letters that were lost before this set was made."]
