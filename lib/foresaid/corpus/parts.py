"""The parts of a text: what stands where, and what of it is not the article. Nothing is cut, stretches are tagged."""

import re

import numpy as np
import pandas as pd

from foresaid.corpus import bylines, furniture
from foresaid.corpus.titles import plain_title

TOP = 5  # a byline or the title again stands in the first lines that hold something
LOST_PARAGRAPHS = 600  # characters in one line: a paragraph of this length is several
TITLE_WORDS = 4  # a shorter title may begin a paragraph by chance
AFTER_TITLE = 60  # characters that may stand behind the title where it stands again
ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|St|No|vs|Jan|Feb|Mar|Apr|Aug|"
                          r"Sept?|Oct|Nov|Dec|Inc|Co|Corp|Ltd))\.$")
SENTENCE_END = re.compile(r"[.!?…][\"”’)]*(?=\s+[\"“‘(]?[A-Z0-9])")
TAGS = ["article", "start", "end", "part", "rule"]
ORDER = ("footer", "byline", "caption", "furniture", "dateline")  # where two rules see the same line, the first wins


def tag_parts(texts, titles, sources, words):
    """Tag the stretches of texts that are not plain body.

    Returns (tags, found): one row per stretch, in the order of the texts: article (position), start, end, part, rule;
    and {"authors" | "editor" | "agency": {article: value}} for what bylines, datelines and agency tags tell.
    """
    found = {"authors": {}, "editor": {}, "agency": {}}
    lines = furniture.split_lines(texts)
    tags = _tag_lines(lines, texts, (titles, sources), words, found)
    tags = pd.concat([tags, _tag_openings(texts, lines, tags, words, found)])
    return tags.sort_values(["article", "start"], kind="stable", ignore_index=True), found


def _tag_lines(lines, texts, about, words, found):
    """Tag whole lines, and sentences where lines are lost. `about` is (titles, sources)."""
    titles, sources = about[0], about[1].fillna("")
    sizes = np.array([len(text) for text in texts], dtype="int64")
    rank = lines.groupby("article").cumcount().to_numpy()
    one_line = _one_line(texts)
    lost = [text if is_lost else "" for text, is_lost in zip(texts, one_line, strict=True)]
    tags = pd.concat([
        furniture.tag_listed(lines, words, sizes),
        pd.DataFrame(_tag_names(lines, rank, words, found), columns=TAGS),
        pd.DataFrame(_tag_titles(titles, lines, rank), columns=TAGS),
        furniture.tag_repeated(lines[~one_line[lines["article"].to_numpy()]], sources),
        furniture.tag_stretches(furniture.split_lines(lost, between=True), sources),
    ], ignore_index=True)
    return _settled(tags)


def _one_line(texts):
    """Whether the paragraphs of each text are lost: a long text in one line."""
    return np.array(["\n" not in text and len(text) > LOST_PARAGRAPHS for text in texts], dtype=bool)


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
    labels = "|".join(re.escape(word) for word in (*words.author, *words.editor))
    short = (lines["end"] - lines["start"]) <= bylines.SHORT
    likely = short & lines["line"].str.contains(rf"^(?i:{labels})\b|^[/(\[—–-]")
    agencies, rows = frozenset(words.agency), []
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


def _tag_openings(texts, lines, tags, words, found):
    """Tag the dateline and the lead of each text: they begin with the first line that is not tagged yet."""
    taken = pd.MultiIndex.from_frame(tags[["article", "start"]])
    free = lines[~pd.MultiIndex.from_frame(lines[["article", "start"]]).isin(taken)].drop_duplicates("article")
    footers = tags[tags["part"] == "footer"].groupby("article")["start"].min().to_dict()
    between = tags[tags["rule"].isin(["repeated", "call"])].groupby("article")["start"].apply(sorted).to_dict()
    agencies, rows = frozenset(words.agency), []
    for article, start, end in free[["article", "start", "end"]].itertuples(index=False):
        if start >= footers.get(article, end):
            continue
        text = texts[article]
        begin, agency = bylines.find_dateline(text[:end], start, agencies)
        if start < begin < end:
            rows.append((article, start, _trimmed(text, start, begin), "dateline", "dateline"))
            if agency:
                found["agency"].setdefault(article, agency)
        begin = begin if begin < end else start
        stop, rule = _end_of_lead(text, begin, end)
        stop = min([stop, *(one for one in between.get(article, ()) if one > begin)])
        rows.append((article, begin, _trimmed(text, begin, stop), "lead", rule))
    return pd.DataFrame(rows, columns=TAGS)


def _end_of_lead(text, start, end):
    """The first paragraph, or where paragraphs are lost the first three sentences. Returns (end, rule)."""
    if "\n" in text or len(text) <= LOST_PARAGRAPHS:
        return end, "first paragraph"
    return _third_sentence(text, start, end), "first three sentences"


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
