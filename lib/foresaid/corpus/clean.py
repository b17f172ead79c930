"""From rows as they were read to articles: mend, tag what is not the article, tell what the text tells about itself.

Texts stay whole: what is not the article is tagged in table parts, and left out of findings and word counts.
"""

import re
from collections import Counter

import numpy as np
import pandas as pd

from foresaid.corpus import bylines, furniture, hints
from foresaid.corpus.language import detect_languages, language_code
from foresaid.corpus.mend import describe_mends, mend_texts
from foresaid.corpus.titles import clean_titles, plain_title
from foresaid.tables import READABLE, conform

FIELDS = ("source", "title", "subtitle", "authors", "editor", "agency", "section")
TOP = 5  # a byline or the title again stands in the first lines that hold something
LOST_PARAGRAPHS = 600  # characters in one line: a paragraph of this length is several
TITLE_WORDS = 4  # a shorter title may begin a paragraph by chance
AFTER_TITLE = 60  # characters that may stand behind the title where it stands again
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|St|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|"
                          r"Nov|Dec|Inc|Co|Corp|Ltd))\.$")
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*(?=\s+[\"“‘(]?[A-Z0-9])")
TAGS = ["article", "start", "end", "part", "rule"]
ORDER = ("footer", "byline", "caption", "furniture", "dateline")  # where two rules see the same line, the first wins


def clean_articles(rows):
    """Clean the rows of one import.

    Returns (articles, parts, notes): table articles in the order of the rows, table parts (offsets in code points of
    the mended text), and sentences for the import report. Nothing is fetched and no row is dropped.
    """
    words = furniture.read_furniture_words()
    articles, notes = _mended(rows.reset_index(drop=True))
    articles, rubrics = _with_names(articles, words)
    texts = articles["text"].fillna("").to_list()
    lines = furniture.split_lines(texts)
    tags, found = _tag(articles, texts, lines, words)
    articles = _with_found(articles, {name: found[name] for name in ("authors", "editor")})
    tags = pd.concat([tags, _tag_openings(articles, texts, lines, tags, words, found)])
    articles = _with_found(articles, {"agency": found["agency"]})
    articles = _told(articles, texts, tags, rubrics, words)
    parts = tags.sort_values(["article", "start"], kind="stable")
    parts = parts.assign(article_id=articles["article_id"].to_numpy()[parts["article"].to_numpy().astype("int64")])
    return conform(articles, "articles"), conform(parts, "parts"), notes + _describe(parts)


def _mended(rows):
    """The rows with mended fields, and what was mended."""
    made, counts = {}, Counter()
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


def _tag(articles, texts, lines, words):
    """Tag whole lines. Returns (tags, {column: {article: value}} for what bylines and agency tags tell)."""
    sizes = np.array([len(text) for text in texts], dtype="int64")
    sources = articles["source"].fillna("")
    rank = lines.groupby("article").cumcount().to_numpy()
    found = {"authors": {}, "editor": {}, "agency": {}}
    one_line = _one_line(texts)
    stretches = furniture.split_lines([text if lost else "" for text, lost in zip(texts, one_line, strict=True)], between=True)
    tags = pd.concat([
        furniture.tag_listed(lines, words, sizes),
        pd.DataFrame(_tag_names(lines, rank, words, found), columns=TAGS),
        pd.DataFrame(_tag_titles(articles["title"], lines, rank), columns=TAGS),
        furniture.tag_repeated(lines[~np.array(one_line)[lines["article"].to_numpy()]], sources, furniture.LONGEST_LINE),
        furniture.tag_repeated(stretches, sources, furniture.LONGEST_REPEAT),
        furniture.tag_calls(stretches),
    ], ignore_index=True)
    return _settled(tags), found


def _one_line(texts):
    """Whether the paragraphs of each text are lost: a long text in one line."""
    return ["\n" not in text and len(text) > LOST_PARAGRAPHS for text in texts]


def _settled(tags):
    """One tag a stretch: the earlier part in ORDER, and nothing inside a footer."""
    order = tags["part"].map({part: number for number, part in enumerate(ORDER)})
    tags = tags.assign(order=order).sort_values(["article", "start", "order"], kind="stable")
    tags = tags[~tags.duplicated(["article", "start"])]
    footer = tags[tags["part"] == "footer"].groupby("article")["start"].min()
    begins = tags["article"].map(footer).fillna(np.inf)
    return tags.loc[(tags["start"] < begins) | (tags["part"] == "footer"), TAGS]


def _tag_names(lines, rank, words, found):
    """Tag bylines, editors and agency tags among the short lines; put what they tell into `found`."""
    hints_ = "|".join(re.escape(word) for word in (*words.author, *words.editor))
    likely = lines["line"].str.contains(rf"^(?i:{hints_})\b|^[/(\[—–-]") & ((lines["end"] - lines["start"]) <= bylines.SHORT)
    rows = []
    agencies = frozenset(words.agency)
    for line, place in zip(lines[likely].itertuples(index=False), rank[likely.to_numpy()].tolist(), strict=True):
        what, names = bylines.find_byline(line.line, place < TOP, words)
        agency = None if what else bylines.agency_at_foot(line.line, agencies)
        if what:
            rows.append((line.article, line.start, line.end, "byline", what))
            if names:
                found[what].setdefault(line.article, names)
        elif agency:
            rows.append((line.article, line.start, line.end, "furniture", "agency's tag"))
            found["agency"].setdefault(line.article, agency)
    return rows


def _tag_titles(titles, lines, rank):
    """Tag first lines that say the title again, with the site's name or the next line run into it."""
    keys = [plain_title(title) for title in titles.fillna("")]
    rows = []
    top = lines[(rank < TOP) & ((lines["end"] - lines["start"]) <= 2 * furniture.LONGEST_LINE)]
    for line in top.itertuples(index=False):
        key = keys[line.article]
        if not key:
            continue
        again = plain_title(line.line)
        long = key.count(" ") + 1 >= TITLE_WORDS
        if again == key or (long and key in again and len(again) <= len(key) + AFTER_TITLE):
            rows.append((line.article, line.start, line.end, "furniture", "title again"))
    return rows


def _tag_openings(articles, texts, lines, tags, words, found):
    """Tag the dateline and the lead of each text: the first line that is not tagged yet."""
    taken = set(zip(tags["article"], tags["start"], strict=True))
    later = tags[tags["rule"].isin(["repeated", "call"])].groupby("article")["start"].apply(sorted).to_dict()
    footers = tags[tags["part"] == "footer"].groupby("article")["start"].min().to_dict()
    agencies, rows, done = frozenset(words.agency), [], set()
    for article, start, end in zip(lines["article"].to_list(), lines["start"].to_list(), lines["end"].to_list(), strict=True):
        if article in done or (article, start) in taken:
            continue
        done.add(article)
        if start >= footers.get(article, end):
            continue
        text = texts[article]
        begin, agency = bylines.find_dateline(text, start, agencies)
        if begin >= end:
            begin = start
        if begin > start:
            rows.append((article, start, _trimmed(text, start, begin), "dateline", "dateline"))
            if agency:
                found["agency"].setdefault(article, agency)
        lost = start == 0 and end == len(text) > LOST_PARAGRAPHS
        stop = _third_sentence(text, begin, end) if lost else end
        stop = min([stop, *(one for one in later.get(article, ()) if one > begin)])
        rows.append((article, begin, _trimmed(text, begin, stop), "lead", "first three sentences" if lost else "first paragraph"))
    return pd.DataFrame(rows, columns=TAGS)


def _trimmed(text, start, end):
    return start + len(text[start:end].rstrip())


def _third_sentence(text, start, end):
    """Where the third sentence ends."""
    number = 0
    for match in SENTENCE_END.finditer(text, start, end):
        if not ABBREVIATION.search(text, max(start, match.start() - 6), match.start() + 1):
            number += 1
            if number == 3:
                return match.end()
    return end


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
    given = [language_code(one) for one in _values(articles["language"])]
    unknown = [position for position, one in enumerate(given) if one is None]
    for position, one in zip(unknown, detect_languages([texts[position] for position in unknown]), strict=True):
        given[position] = one
    undated = articles["published"].isna()
    guess = [hints.guess_published(_readable(text, tags, position)) if is_undated and text else None
             for position, (text, is_undated) in enumerate(zip(texts, undated, strict=True))]
    return articles.assign(
        n_words=n_text + n_title, language=pd.array(given, dtype="str"),
        genre=_kept(articles["genre"], genre), body=_kept(articles["body"], body).mask(n_text == 0, "none"),
        translated=_kept(articles["translated"], pd.Series([hints.tell_translated(text) for text in texts], dtype="object")),
        published_guess=articles["published_guess"].fillna(pd.Series(guess, dtype="str")))


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


def _readable(text, tags, article):
    """The text with a blank line for what is not read."""
    mine = tags[(tags["article"] == article) & ~tags["part"].isin(READABLE)].sort_values("start")
    pieces, at = [], 0
    for tag in mine.itertuples(index=False):
        pieces.append(text[at:tag.start])
        at = max(at, tag.end)
    return "\n\n".join([*pieces, text[at:]])


def _describe(parts):
    counts = parts[~parts["part"].isin(["lead", "body"])].groupby("part", observed=True)["article"].agg(["size", "nunique"])
    return [f"Tagged as {part}: {row['size']:,} stretches in {row['nunique']:,} articles." for part, row in counts.iterrows()]
