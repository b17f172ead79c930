"""Attributions as the table quotes: offsets, words, the gazetteer's actor, the type."""

import numpy as np
import pandas as pd

from foresaid.find.quotes.ways import RIGHT
from foresaid.tables import TABLES

DIRECT, INDIRECT, MIXED = range(3)
TYPES = ["direct", "indirect", "mixed"]
PEOPLE = frozenset(["he", "she", "He", "She", "HE", "SHE"])
ARTICLE = 1 << 32  # more than a text has characters: a place in a batch is article * ARTICLE + offset


def make_table(context, buffer, found, batch):
    """The table of the chosen candidates, one row each."""
    tokens, articles = context.tokens, batch.articles
    article = buffer.owner(tokens.start[found["cue"]])
    spans = _spans(tokens, buffer.bases[article], found)
    holders = _words(buffer.text, tokens, found["s_first"], found["s_last"])
    named = pd.array(_actors(spans, article, holders, batch), dtype="str")
    return pd.DataFrame({
        "article_id": articles["article_id"].array.take(article),
        "sentence_id": batch.sentences["sentence_id"].array.take(context.sentence[found["cue"]]),
        "published": articles["published"].array.take(article), "source": articles["source"].array.take(article),
        "source_text": pd.array(holders, dtype="str"), "actor": named,
        "cue": pd.array(_words(buffer.text, tokens, found["cue"], found["cue"]), dtype="str"), **spans,
        "type": pd.Categorical.from_codes(_types(context, found), categories=TYPES),
    })[TABLES["quotes"].names]


def _spans(tokens, base, found):
    """The offsets of source and content in their texts; null for a source that nobody is."""
    nobody = found["s_first"] < 0
    made = {}
    for name, first, last, null in (("source", "s_first", "s_last", nobody),
                                    ("content", "first", "last", nobody & False)):
        for end, places in (("start", tokens.start[found[first]]), ("end", tokens.end[found[last]])):
            made[f"{name}_{end}"] = pd.arrays.IntegerArray((places - base).astype(np.int64), null.copy())
    return made


def _words(text, tokens, first, last):
    places = zip(tokens.start[first].tolist(), tokens.end[last].tolist(), (first >= 0).tolist(), strict=True)
    return [text[start:end] if there else None for start, end, there in places]


def _types(context, found):
    """Direct: one quote and nothing else, but that the attribution may stand in its midst. Mixed: partly a quote."""
    first, last = found["first"], found["last"]
    quote = context.quote[first]
    opens = (quote >= 0) & (context.q_first[quote] == first) & (context.quote[last] >= 0)
    goes_on = (found["way"] != RIGHT) & (found["how"] == 7)
    marks = context.q_first[:-1]
    some = (quote >= 0) | (np.searchsorted(marks, last, side="right") > np.searchsorted(marks, first))
    direct = opens & ((context.q_end[quote] >= last) | goes_on)
    return np.where(direct, DIRECT, np.where(some, MIXED, INDIRECT))


def _actors(spans, article, holders, batch):
    """The gazetteer's actor named in each holder; "he" and "she" are the last holder, if that was a person's name."""
    mentions = batch.actors[batch.actors["start"].notna()]
    ids = batch.articles["article_id"]
    number = pd.Series(np.arange(len(ids)), index=ids.array)
    number = number[~number.index.duplicated()].reindex(mentions["article_id"].array).to_numpy(dtype=np.int64)
    place = number * ARTICLE + mentions["start"].to_numpy(dtype=np.int64)
    order = np.argsort(place, kind="stable")
    person = (mentions["kind"] == "person").to_numpy()[order].tolist()
    begin = article * ARTICLE + spans["source_start"].to_numpy(dtype=np.int64, na_value=0)
    end = article * ARTICLE + spans["source_end"].to_numpy(dtype=np.int64, na_value=0)
    row = np.searchsorted(place[order], begin)
    there = (np.searchsorted(place[order], end) > row).tolist()
    names = mentions["actor"].astype("str").array.take(order)
    return names.take(_rows_of(article.tolist(), holders, row.tolist(), there, person), allow_fill=True)


def _rows_of(article, holders, row, there, person):
    """For each holder the row of its mention, -1: none. Behind a name that the gazetteer lacks "he" is nobody known."""
    made, last, of = [], -1, -1
    for where, words, one, named in zip(article, holders, row, there, strict=True):
        last, of = (last, of) if where == of else (-1, where)
        if words in PEOPLE:
            made.append(last)
            continue
        made.append(one if named else -1)
        if named:
            last = one if person[one] else last
        elif words and words[0].isupper():
            last = -1
    return made
