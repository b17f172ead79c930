"""Why a sentence was read as it was: every field of each statement in it, and what spoke for and against.

`explain` reads a few sentences as the analysis reads an article, and keeps what the finder looked at. What it returns
shows as a small table in a notebook and as plain lines elsewhere; every text in it is escaped.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape

import pandas as pd

from foresaid.analyse import batch_of, load_words
from foresaid.errors import ForesaidError
from foresaid.find.forecasts import find_forecasts
from foresaid.find.forecasts.classify import LABELS
from foresaid.find.forecasts.likelihood import NEGATION
from foresaid.find.forecasts.reasons import look_again, one_line, quoted, weigh_reasons
from foresaid.find.forecasts.tokens import fold

LONGEST = 100_000  # characters that are looked at
MOST = 20  # sentences that are told in full
REASONS, LEAST = 5, 0.02  # reasons for and against that are told, and what one must weigh
SURENESS = ("almost no chance", "unlikely", "possible", "likely", "almost certain")


@dataclass(frozen=True)
class Told:
    """A sentence, what was found in it, and why: pairs of a field's name and what is said of it."""

    sentence: str
    statements: tuple  # one tuple of pairs a statement
    why: tuple


@dataclass(frozen=True)
class Explanation:
    """What `explain` returns. `statements` is the table forecasts of these sentences, also of the broad reading."""

    told: tuple
    notes: tuple
    statements: pd.DataFrame

    def __repr__(self):
        blocks = ["\n".join([one.sentence, *(_lines(pairs) for pairs in (*one.statements, one.why))])
                  for one in self.told]
        return "\n\n".join([*blocks, *self.notes])

    def _repr_html_(self):
        rows = "".join(_rows(one) for one in self.told)
        table = f'<table class="fs-table fs-explain"><tbody>{rows}</tbody></table>' if rows else ""
        return table + "".join(f'<p class="fs-note">{escape(note)}</p>' for note in self.notes)


def explain(sentence, published="", title="", words=None):
    """Read one or more sentences and say what was found in each, and why, or why nothing.

    `published` (an ISO date) is what words like "next year" count from; `title` is read as the headline. Returns an
    Explanation: one block a sentence. Raises ForesaidError for a date that cannot be read.

    >>> explain("")
    There is no sentence to look at: the text is empty.
    """
    texts = {"text": str(sentence)[:LONGEST], "title": str(title)[:LONGEST] if title else None}
    articles = pd.DataFrame({"article_id": ["text"], "published": [read_day(published)],
                             **{name: pd.Series([text], dtype="object") for name, text in texts.items()}})
    words = words or _words()
    batch = batch_of(articles, words)
    statements = find_forecasts(batch, words.forecasts)
    look = look_again(batch, words.forecasts)
    rows = range(min(len(batch.sentences), MOST))
    told = tuple(_tell(batch, row, look, statements) for row in rows)
    return Explanation(told, tuple(_notes(len(batch.sentences), len(str(sentence)))), statements)


@lru_cache(maxsize=1)
def _words():
    return load_words()


def read_day(text):
    """An ISO date as a time in UTC, NaT where there is none. Raises ForesaidError for anything else."""
    text = str(text or "").strip()
    if not text:
        return pd.NaT
    try:
        return pd.Timestamp(datetime.fromisoformat(text).date(), tz="UTC")
    except ValueError:
        raise ForesaidError(f"The date {text[:40]!r} cannot be read. "
                            "Write year, month and day, like 2017-01-05.") from None


def _notes(sentences, characters):
    if not sentences:
        yield "There is no sentence to look at: the text is empty."
    if sentences > MOST:
        yield f"The first {MOST} of {sentences:,} sentences are told; `statements` of the answer holds what all say."
    if characters > LONGEST:
        yield f"Only the first {LONGEST:,} of {characters:,} characters were looked at."


def _tell(batch, row, look, statements):
    place = batch.sentences.iloc[row]
    body = batch.articles["title" if place["part"] == "title" else "text"].iloc[0]
    sentence = body[place["start"]:place["end"]]
    number = look.places.get(row) if look else None
    if number is None:
        why = (("found", "nothing: no cue word stands in it (they are listed in data/forecasts/cues.csv)"),)
        return Told(one_line(sentence), (), why)
    own = statements[(statements["sentence_id"] == place["sentence_id"]).to_numpy()].to_dict("records")
    label = own[0]["kind"] if own else LABELS[look.decided.chance[number, :3].argmax()]
    nothing = () if own else (("found", "nothing: that it is none of the three kinds outweighs"),)
    why = (*nothing, ("cues", ", ".join(quoted(one) for one in look.cues(number))),
           ("chances", _chances(look.decided.chance[number])), *_reasons(look, number, label))
    return Told(one_line(sentence), tuple(tuple(_fields(one)) for one in own), why)


def _chances(chance):
    ranked = sorted(zip(chance.tolist(), LABELS, strict=True), reverse=True)
    return ", ".join(f"{label} {value:.2f}" for value, label in ranked)


def _reasons(look, number, label):
    reasons = [one for one in weigh_reasons(look, number, label) if abs(one.weight) >= LEAST]
    speaks = [one for one in reasons if one.weight > 0][:REASONS]
    against = [one for one in reversed(reasons) if one.weight < 0][:REASONS]
    for name, some in ((f"for {label}", speaks), (f"against {label}", against)):
        yield name, "; ".join(f"{one.words} ({one.weight:+.2f})" for one in some) or "nothing of weight"


def _fields(row):
    """The fields of a statement as pairs of name and words, in the order in which one asks."""
    yield row["kind"], f"confidence {row['confidence']:.2f}; kept by the reading {row['reading']}" + (
        " and broader ones" if row["reading"] != "broad" else " only")
    yield "cue", quoted(row["cue"])
    claim = _claim(row)
    yield "claim", quoted(claim, 300)
    yield "polarity", _polarity(row, claim)
    if row["kind"] == "forecast":
        said = f" by {quoted(row['likelihood_text'])}{', negated' * row['negated']}" if row["likelihood_text"] else ""
        yield "likelihood", f"{int(row['likelihood'])} of 5, {SURENESS[int(row['likelihood']) - 1]}{said}"
        yield "probability", (f"{row['p_low']:.2f} to {row['p_high']:.2f}, middle {row['p_mid']:.2f}; "
                              f"scale {row['scale']}")
    yield "speaker", f"{one_line(row['speaker'])} ({row['speaker_kind']}); actor {_or_none(row['actor'])}"
    yield "horizon", _horizon(row)
    yield "condition", quoted(row["condition"], 300) if row["conditional"] else "none"
    yield "names", f"actors {_list(row['actors'])}; topics {_list(row['topics'])}"
    yield "scoreable", "yes" if row["scoreable"] else f"no; it lacks {_list(row['missing'])}"


def _claim(row):
    """The claim's own clause; of a headline, which has no offsets, the whole."""
    if pd.isna(row["start"]):
        return row["sentence"]
    return row["sentence"][int(row["start"] - row["sent_start"]):int(row["end"] - row["sent_start"])]


def _polarity(row, claim):
    """The polarity, and for a negative one the negation nearest to the cue."""
    if row["polarity"] != "negative":
        return "positive"
    low = fold(claim)
    cue = max(low.find(fold(row["cue"])), 0)
    found = min(NEGATION.finditer(low), key=lambda one: abs(one.start() - cue), default=None)
    return f"negative, by {quoted(claim[slice(*found.span())])}" if found else f"negative, by {quoted(row['cue'])}"


def _horizon(row):
    if not row["horizon_text"]:
        return "none named"
    words = f"{quoted(row['horizon_text'])} ({row['horizon_status']})"
    if pd.isna(row["horizon_from"]):
        return f"{words}; no dates{'' if pd.notna(row['published']) else ', since the day of publication is not known'}"
    first, early, late = (row[name].date().isoformat() for name in ("horizon_from", "horizon_to_min", "horizon_to_max"))
    return f"{words}: {first} to {early}" + (f" at the earliest, {late} at the latest" if late > early else "")


def _or_none(value):
    return "none" if pd.isna(value) or not value else one_line(str(value))


def _list(values):
    return ", ".join(map(str, values)) if len(values) else "none"


def _lines(pairs):
    return "\n".join(f"  {name:22s} {text}" for name, text in pairs)


def _rows(one):
    head = f'<tr><th colspan="2" style="text-align:left">{escape(one.sentence)}</th></tr>'
    return head + "".join(
        f'<tr><th scope="row" style="text-align:left">{escape(name)}</th>'
        f'<td style="text-align:left">{escape(text)}</td></tr>'
        for pairs in (*one.statements, one.why) for name, text in pairs)
