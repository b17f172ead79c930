"""Every table once: its columns, their types, units and meanings.

The readers write these tables, the notebooks see them, the Parquet files hold them, and data/README.md is made from
this list (`foresaid dictionary`). A table has all its columns even with no rows.
"""

from dataclasses import dataclass

import pandas as pd
import pyarrow as pa

from foresaid.errors import ForesaidError

PARTS = ("title", "lead", "body", "caption", "byline", "dateline", "furniture", "footer")
READABLE = ("title", "lead", "body", "caption")  # the parts that findings and word counts use
KINDS = ("forecast", "intention", "retrospective")
ACTOR_KINDS = ("person", "organisation", "state", "body", "group")
SPEAKER_KINDS = ("author", "person", "organisation", "state", "body", "group", "unnamed")
READINGS = ("strict", "default", "broad")  # each keeps what the ones before it keep
STATUSES = ("happened", "did_not_happen", "partly", "annulled", "ambiguous", "unscoreable", "open")


@dataclass(frozen=True)
class Column:
    """A column: its name, its type, what it means, and for an enumeration its values."""

    name: str
    type: str  # string, integer, number, boolean, time, date, category, strings
    meaning: str
    values: tuple = ()


@dataclass(frozen=True)
class Table:
    """A table: what one row is, and its columns in order."""

    name: str
    row: str
    columns: tuple

    @property
    def names(self):
        """The columns' names in order."""
        return [column.name for column in self.columns]


def _c(name, type_, meaning, values=()):
    return Column(name, type_, meaning, tuple(values))


ARTICLE_ID = _c("article_id", "string", "the article's id, as its file gives it, else made from link or text")
SENTENCE_ID = _c("sentence_id", "string", "the sentence: article_id, '#' and its number from 0, or 't' for the title")
PUBLISHED = _c("published", "time", "when the article appeared, UTC; null if unknown")
SOURCE = _c("source", "string", "the outlet; null if unknown")
START = _c("start", "integer", "first character in articles.text, from 0 in code points; null in a title")
END = _c("end", "integer", "the character after the last one")
WHERE = (ARTICLE_ID, SENTENCE_ID, PUBLISHED, SOURCE)

ARTICLES = Table("articles", "an article", (
    ARTICLE_ID,
    _c("url", "string", "its link, http or https"),
    SOURCE,
    _c("title", "string", "headline, without the site's name"),
    _c("subtitle", "string", "the line below the headline"),
    _c("authors", "string", "who wrote it; several parted by '; '"),
    _c("editor", "string", "who edited it"),
    _c("agency", "string", "news agency it came from"),
    _c("section", "string", "the outlet's section or rubric"),
    _c("genre", "category", "what kind of text it is", ("news", "opinion", "interview", "live", "letter")),
    PUBLISHED,
    _c("published_precision", "category", "how exactly the time is known", ("second", "day", "month", "unknown")),
    _c("published_guess", "string", "a guess where the source gives no date, with its evidence; never used in series"),
    _c("language", "string", "ISO 639-1 code"),
    _c("translated", "category", "whether a machine translated it", ("no", "likely")),
    _c("text", "string", "the whole text, mended, nothing cut"),
    _c("n_words", "integer", "words in title, lead, body and captions"),
    _c("body", "category", "how much of the text is there", ("full", "partial", "none")),
    _c("import_id", "string", "the file it came from (table imports)"),
    _c("first_seen", "time", "when it entered the dataset, UTC"),
))

PARTS_TABLE = Table("parts", "a stretch of an article that is not plain body", (
    ARTICLE_ID, START, END,
    _c("part", "category", "what the stretch is", tuple(p for p in PARTS if p != "body")),
    _c("rule", "string", "why it was tagged"),
))

CLUSTERS = Table("clusters", "an article in a cluster of near-copies", (
    ARTICLE_ID,
    _c("cluster_id", "string", "the article_id of the cluster's first article"),
    _c("role", "category", "first published, or a copy of it", ("first", "copy")),
    _c("similarity", "number", "share of the shorter text's word 5-shingles that stand in the first, 0 to 1"),
))

IMPORTS = Table("imports", "a file read", (
    _c("import_id", "string", "first 16 digits of the file's SHA-256"),
    _c("path", "string", "the file's name as it was given"),
    _c("format", "string", "the format it was read as"),
    _c("sha256", "string", "SHA-256 of the file"),
    _c("rows_read", "integer", "rows found in the file"),
    _c("rows_kept", "integer", "rows that became articles"),
    _c("rows_dropped", "integer", "rows that did not"),
    _c("dropped", "string", "reasons and their numbers, as JSON"),
    _c("notes", "string", "what was guessed, mended or missing, as a JSON list of sentences"),
    _c("first_published", "time", "earliest date, UTC"),
    _c("last_published", "time", "latest date, UTC"),
    _c("zone", "string", "time zone assumed for times without one"),
    _c("imported_at", "time", "when it was read, UTC"),
))

SENTENCES = Table("sentences", "a sentence", (
    ARTICLE_ID, SENTENCE_ID, START, END,
    _c("part", "category", "where it stands", PARTS),
))

TOPICS = Table("topics", "a topic hit", (
    *WHERE,
    _c("topic", "category", "topic of the codebook"),
    _c("term", "category", "the codebook's term that hit"),
    START, END,
))

ACTORS = Table("actors", "an actor mention", (
    *WHERE,
    _c("actor", "category", "the gazetteer's name of the actor"),
    _c("kind", "category", "what it is", ACTOR_KINDS),
    _c("surface", "string", "the words in the text"),
    START, END,
    _c("role", "string", "role of a person as of the article's date"),
))

QUOTES = Table("quotes", "an attribution", (
    *WHERE,
    _c("source_text", "string", "who said it, as the text has it"),
    _c("source_start", "integer", "offset of those words"),
    _c("source_end", "integer", "offset after those words"),
    _c("actor", "string", "the gazetteer's actor"),
    _c("cue", "string", "the reporting word"),
    _c("content_start", "integer", "offset of what was said"),
    _c("content_end", "integer", "offset after what was said"),
    _c("type", "category", "kind of quotation", ("direct", "indirect", "mixed")),
))

FORECASTS = Table("forecasts", "a forward-looking statement", (
    _c("forecast_id", "string", "hash of article, sentence (blanks made one) and ordinal: stable over versions"),
    *WHERE,
    _c("part", "category", "where it stands", PARTS),
    _c("sent_start", "integer", "offset of the sentence; null in a title"),
    _c("sent_end", "integer", "offset after the sentence"),
    _c("sentence", "string", "the sentence"),
    _c("start", "integer", "offset of the claim's own clause"),
    _c("end", "integer", "offset after the claim"),
    _c("kind", "category", "what kind of statement", KINDS),
    _c("cue", "string", "the words that give it away"),
    _c("cue_start", "integer", "offset of the cue"),
    _c("cue_end", "integer", "offset after the cue"),
    _c("confidence", "number", "the finder's own probability that kind is right, 0 to 1"),
    _c("reading", "category", "the strictest reading that keeps it; who reads the table gets strict and default unless "
                              "broad is asked for", READINGS),
    _c("polarity", "category", "of the wording only", ("positive", "negative")),
    _c("likelihood", "integer", "1 almost no chance … 5 almost certain, of the event, negation taken in; "
                                "null unless forecast"),
    _c("likelihood_text", "string", "the words that say how likely, in small letters: a phrase of likelihood.csv or a "
                                    "number; '' if none, or no forecast"),
    _c("negated", "boolean", "a negation turns those words round: p is 1 less what they mean alone"),
    _c("p_low", "number", "lower end of the probability of the positive event under the scale, 0 to 1"),
    _c("p_mid", "number", "its middle"),
    _c("p_high", "number", "its upper end"),
    _c("scale", "category", "where the probability comes from",
       ("text", "icd203", "icd203_nearest", "ipcc", "ipcc_nearest", "survey46", "survey46_nearest",
        "survey123", "survey123_nearest", "own")),
    _c("speaker", "string", "who holds it, as fully as the article names them; AUTHOR for the article's own voice"),
    _c("speaker_name", "string", "byline where the speaker is AUTHOR"),
    _c("speaker_kind", "category", "what the speaker is", SPEAKER_KINDS),
    _c("speaker_start", "integer", "offset of the speaker's name"),
    _c("speaker_end", "integer", "offset after it"),
    _c("actor", "string", "the gazetteer's actor for the speaker"),
    _c("horizon_text", "string", "the words that say when, '' if none"),
    _c("horizon_text_start", "integer", "offset of those words"),
    _c("horizon_text_end", "integer", "offset after them"),
    _c("horizon_from", "date", "first day of the window for the event"),
    _c("horizon_to_min", "date", "earliest reading of its last day"),
    _c("horizon_to_max", "date", "latest reading of its last day"),
    _c("horizon_status", "category", "how it is said", ("explicit", "vague", "event", "none")),
    _c("conditional", "boolean", "depends on a stated condition"),
    _c("condition", "string", "the condition's words"),
    _c("actors", "strings", "actors named in the claim"),
    _c("topics", "strings", "topics named in the claim"),
    _c("scoreable", "boolean", "whether it could ever be judged"),
    _c("missing", "strings", "what it lacks: event, horizon, probability, speaker"),
))

OUTCOMES = Table("outcomes", "a resolution (append-only)", (
    _c("event_id", "string", "the event"),
    _c("status", "category", "how it ended", STATUSES),
    _c("occurred_on", "date", "the day it was decided"),
    _c("evidence", "string", "where to check"),
    _c("resolver", "string", "who resolved it"),
    _c("resolved_at", "time", "when, UTC"),
    _c("blinded", "boolean", "source, speaker and likelihood were hidden from the resolver"),
))

COVERAGE = Table("coverage", "a day of a source: the denominators", (
    _c("date", "time", "the day, UTC midnight"),
    SOURCE,
    _c("articles", "integer", "articles with a headline or a text"),
    _c("clusters", "integer", "the same with copies collapsed"),
    _c("words", "integer", "words in them"),
))

TABLES = {table.name: table for table in (
    ARTICLES, PARTS_TABLE, CLUSTERS, IMPORTS, SENTENCES, TOPICS, ACTORS, QUOTES, FORECASTS, OUTCOMES, COVERAGE)}
FINDINGS = ("sentences", "topics", "actors", "quotes", "forecasts")  # what analyse makes, one file each

_PANDAS = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "bool",
           "time": "datetime64[us, UTC]", "date": "datetime64[s]", "category": "category", "strings": "object"}
_ARROW = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_(),
          "time": pa.timestamp("us", tz="UTC"), "date": pa.date32(), "category": pa.dictionary(pa.int32(), pa.string()),
          "strings": pa.list_(pa.string())}


def schema(name):
    """The Arrow schema of a table, as its Parquet files have it."""
    return pa.schema([(column.name, _ARROW[column.type]) for column in TABLES[name].columns])


def empty(name):
    """A table with all its columns and no rows."""
    return conform(pd.DataFrame(), name)


def conform(frame, name):
    """Return the frame with exactly the table's columns, in order and in their types; missing ones are null.

    A missing boolean is False. Raises ForesaidError where a value does not fit its column's type.
    """
    made = {}
    for column in TABLES[name].columns:
        try:
            made[column.name] = _cast(frame, column)
        except (ValueError, TypeError) as error:
            raise ForesaidError(f"Table {name}, column '{column.name}': not all values are of type {column.type} "
                                f"({error}).") from error
    return pd.DataFrame(made, index=pd.RangeIndex(len(frame)))


def _cast(frame, column):
    if column.name not in frame:
        series = pd.Series([None] * len(frame), dtype="object")
    else:
        series = frame[column.name].reset_index(drop=True)
    if column.type == "boolean":
        return series.astype("boolean").fillna(False).astype("bool")
    if column.type == "strings":
        return series.map(lambda value: list(value) if isinstance(value, (list, tuple)) or hasattr(value, "tolist")
                          else []).astype("object")
    if column.type == "time":
        return pd.to_datetime(series, utc=True).astype("datetime64[us, UTC]")
    if column.type == "date":
        return pd.to_datetime(series).astype("datetime64[s]")
    if column.type == "category":
        return _cast_category(series, column)
    return series.astype(_PANDAS[column.type])


def _cast_category(series, column):
    if not column.values:
        return series.astype("str").astype("category")
    strange = set(series.dropna().unique()) - set(column.values)
    if strange:
        raise ValueError(f"{sorted(map(str, strange))[0]!r} is none of {', '.join(column.values)}")
    return pd.Categorical(series, categories=list(column.values))


def check(frame, name):
    """Return the frame if it has the table's columns and types, else say what is wrong.

    >>> check(pd.DataFrame({"article_id": ["a"]}), "clusters")
    Traceback (most recent call last):
    foresaid.errors.ForesaidError: Table clusters lacks the columns cluster_id, role, similarity.
    """
    missing = [column for column in TABLES[name].names if column not in frame]
    if missing:
        raise ForesaidError(f"Table {name} lacks the columns {', '.join(missing)}.")
    for column in TABLES[name].columns:
        have, want = str(frame[column.name].dtype), _PANDAS[column.type]
        if have != want:
            raise ForesaidError(f"Table {name}, column '{column.name}' is {have}; it should be {want}.")
    return frame


def dictionary():
    """The data dictionary in Markdown: every table, what a row is, every column."""
    lines = []
    for table in TABLES.values():
        lines += [f"### {table.name}", "", f"One row is {table.row}.", "",
                  "| column | type | meaning |", "|---|---|---|"]
        for column in table.columns:
            values = f" ({', '.join(column.values)})" if column.values else ""
            lines.append(f"| {column.name} | {column.type} | {column.meaning}{values} |")
        lines.append("")
    return "\n".join(lines)
