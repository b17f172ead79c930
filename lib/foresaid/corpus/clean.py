"""From rows as they were read to articles: mend, tag what is not the article, tell what the text tells about itself.

Texts stay whole: what is not the article is tagged in table parts, and left out of findings and word counts.
"""

import re

import numpy as np
import pandas as pd

from foresaid.corpus import hints
from foresaid.corpus.furniture import read_furniture_words
from foresaid.corpus.language import detect_languages, language_code
from foresaid.corpus.mend import describe_mends, mend_texts
from foresaid.corpus.parts import tag_parts
from foresaid.corpus.titles import clean_titles
from foresaid.tables import READABLE, conform

FIELDS = ("source", "title", "subtitle", "authors", "editor", "agency", "section")


def clean_articles(rows):
    """Clean the rows of one import.

    Returns (articles, parts, notes): table articles in the order of the rows, table parts (offsets in code points of
    the mended text), and sentences for the import report. Nothing is fetched and no row is dropped.
    """
    words = read_furniture_words()
    articles, notes = _mended(rows.reset_index(drop=True))
    articles, rubrics = _with_names(articles, words)
    texts = articles["text"].fillna("").to_list()
    tags, found = tag_parts(texts, articles["title"], articles["source"], words)
    articles = _told(_with_found(articles, found), texts, tags, rubrics, words)
    parts = tags.assign(article_id=articles["article_id"].to_numpy()[tags["article"].to_numpy().astype("int64")])
    return conform(articles, "articles"), conform(parts, "parts"), notes + _describe(parts)


def _mended(rows):
    """The rows with mended fields, and what was mended."""
    made = {}
    for name in FIELDS:
        values, _ = mend_texts(rows[name].astype("object").where(rows[name].notna(), None), one_line=True)
        made[name] = pd.array([value or None for value in values], dtype="str")
    texts, counts = mend_texts(rows["text"].astype("object").where(rows["text"].notna(), None))
    return rows.assign(text=pd.array([text or None for text in texts], dtype="str"), **made), describe_mends(counts)


def _with_names(articles, words):
    """Titles without site names; authors without 'By', 'admin' and agencies. Returns (articles, rubrics)."""
    titles, rubrics = clean_titles(_values(articles["title"]), _values(articles["source"]), words.opinion)
    agency = articles["authors"].where(articles["authors"].isin(words.agency))
    authors = [_plain_authors(author, words.nobody) for author in _values(articles["authors"].where(agency.isna()))]
    return articles.assign(title=pd.array(titles, dtype="str"), authors=pd.array(authors, dtype="str"),
                           agency=articles["agency"].fillna(agency)), rubrics


def _plain_authors(authors, nobody):
    if not authors:
        return None
    bare = re.sub(r"^by\s+", "", authors, flags=re.IGNORECASE)
    return None if bare.casefold() in nobody else bare


def _values(column):
    return column.astype("object").where(column.notna(), None).to_list()


def _with_found(articles, found):
    """The articles with what the texts tell, where the rows told nothing."""
    made = {name: articles[name].fillna(pd.Series(values, dtype="str").reindex(articles.index))
            for name, values in found.items() if values}
    return articles.assign(**made)


def _told(articles, texts, tags, rubrics, words):
    """The articles with genre, body, n_words, language, translated and published_guess."""
    unread = _words_unread(tags, texts)
    n_text = np.array([len(text.split()) for text in texts], dtype="int64") - unread
    n_title = np.array([len(title.split()) for title in articles["title"].fillna("")], dtype="int64")
    genre = pd.Series(hints.tell_genres(articles, rubrics, words.opinion), dtype="object")
    body = pd.Series(hints.tell_body(texts, n_text), dtype="object")
    translated = pd.Series([hints.tell_translated(text) for text in texts], dtype="object")
    unread = dict(list(tags[~tags["part"].isin(READABLE)].sort_values("start").groupby("article")))
    guess = [hints.guess_published(_readable(text, unread.get(position))) if undated and text else None
             for position, (text, undated) in enumerate(zip(texts, articles["published"].isna(), strict=True))]
    return articles.assign(
        n_words=n_text + n_title, language=pd.array(_languages(articles["language"], texts), dtype="str"),
        genre=_kept(articles["genre"], genre), body=_kept(articles["body"], body).mask(body == "none", "none"),
        translated=_kept(articles["translated"], translated),
        published_guess=articles["published_guess"].fillna(pd.Series(guess, dtype="str")))


def _languages(told, texts):
    """The languages that the file tells, as codes; where it tells none, the text's."""
    codes = [language_code(one) for one in _values(told)]
    unknown = [position for position, code in enumerate(codes) if code is None]
    for position, code in zip(unknown, detect_languages([texts[position] for position in unknown]), strict=True):
        codes[position] = code
    return codes


def _kept(told, guessed):
    """What the reader of the file knew, else what the text tells."""
    told = told.astype("object")
    return told.where(told.notna(), guessed.to_numpy())


def _words_unread(tags, texts):
    """Words in each text that stand in parts which are not read."""
    unread = np.zeros(len(texts), dtype="int64")
    for tag in tags[~tags["part"].isin(READABLE)].itertuples(index=False):
        unread[tag.article] += len(texts[tag.article][tag.start:tag.end].split())
    return unread


def _readable(text, unread):
    """The text with a blank line for each of its stretches that is not read."""
    if unread is None:
        return text
    pieces, at = [], 0
    for tag in unread.itertuples(index=False):
        pieces.append(text[at:tag.start])
        at = max(at, tag.end)
    return "\n\n".join([*pieces, text[at:]])


def _describe(parts):
    counts = parts[parts["part"] != "lead"].groupby("part")["article"].agg(["size", "nunique"])
    return [f"Tagged as {part}: {number:,} stretches in {articles:,} articles."
            for part, number, articles in counts.itertuples()]
