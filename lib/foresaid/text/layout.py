"""The sentences of whole articles, titles and parts taken in, and where the scan's hits stand in them."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from foresaid.tables import PARTS, READABLE
from foresaid.text.sentences import split_sentences, trim

BODY, TITLE = PARTS.index("body"), PARTS.index("title")
OVER = [part for part in PARTS if part not in ("title", "body")]  # a later one lies over an earlier one: lead first


def lay_out_sentences(buffer, article_ids, parts):
    """Number the sentences of articles; the buffer holds their texts and then, in the same order, their titles.

    A title is one sentence; a byline, caption and the like ends the sentence before it. Returns one row per sentence,
    by article, its title first: article (number), article_id, sentence_id, part (category), start, end (code points).
    """
    size = len(article_ids)
    body = split_sentences(buffer)
    body = body[body["article"] < size]
    start, end = (body[name].to_numpy() + buffer.bases[body["article"].to_numpy()] for name in ("start", "end"))
    start, end = _cut_at(buffer, start, end, _part_rims(buffer, parts))
    part = _part_of(buffer, start, parts)
    title_start, title_end = trim(buffer, buffer.bases[size:], buffer.bases[size:] + buffer.lengths[size:])
    starts, ends = np.concatenate([title_start, start]), np.concatenate([title_end, end])
    part = np.concatenate([np.full(len(title_start), TITLE), part])
    owner = buffer.owner(starts)
    base = buffer.bases[owner]
    article = np.where(owner >= size, owner - size, owner)
    order = np.argsort(article, kind="stable")
    article, part = article[order], part[order]
    ids = article_ids.take(pd.array(article))
    return pd.DataFrame({
        "article": article, "article_id": ids, "sentence_id": _sentence_ids(ids, article, part == TITLE),
        "part": pd.Categorical.from_codes(part, categories=list(PARTS)),
        "start": (starts - base)[order], "end": (ends - base)[order],
    }, copy=False)


def place_hits(lexicon, found, sentences, buffer):
    """Give the scan's hits their sentences; hits outside readable parts or across a boundary go.

    Returns one row per hit, by sentence: finding, key, term (categories), article, sentence (row), start, end.
    """
    size = len(buffer.bases) // 2
    text = found["article"].to_numpy()
    start, end, term = (found[name].to_numpy() for name in ("start", "end", "term_row"))
    part = sentences["part"].cat.codes.to_numpy()
    in_buffer = sentences["article"].to_numpy() + np.where(part == TITLE, size, 0)
    begins = buffer.bases[in_buffer] + sentences["start"].to_numpy()
    order = np.argsort(begins, kind="stable")
    near = np.searchsorted(begins[order], buffer.bases[text] + start, side="right") - 1
    sentence = order[np.maximum(near, 0)] if len(order) else near
    readable = np.isin(part, [PARTS.index(one) for one in READABLE])
    good = (near >= 0) & (in_buffer[sentence] == text) & readable[sentence]
    good &= end <= sentences["end"].to_numpy()[sentence]
    rows = np.flatnonzero(good)
    rows = rows[np.lexsort((start[rows], sentence[rows]))]
    return pd.DataFrame({
        **{name: lexicon.category(name, term[rows]) for name in ("finding", "key", "term")},
        "article": text[rows] % size, "sentence": sentence[rows], "start": start[rows], "end": end[rows],
    }, copy=False)


def _part_rims(buffer, parts):
    if parts is None:
        return np.zeros(0, dtype=np.int64)
    firm = parts[parts["part"] != "lead"]
    base = buffer.bases[firm["article"].to_numpy()]
    return np.unique(np.concatenate([base + firm["start"].to_numpy(), base + firm["end"].to_numpy()]))


def _cut_at(buffer, start, end, cuts):
    """Cut sentences where a cut lies inside them."""
    if not len(cuts) or not len(start):
        return start, end
    row = np.searchsorted(start, cuts, side="right") - 1
    cuts = cuts[(row >= 0) & (start[row] < cuts) & (cuts < end[row])]
    return trim(buffer, np.sort(np.concatenate([start, cuts])), np.sort(np.concatenate([end, cuts])))


def _part_of(buffer, start, parts):
    """The part (its place in PARTS) in which each sentence begins."""
    found = np.full(len(start), BODY)
    if parts is None:
        return found
    for name in OVER:
        of_kind = parts[parts["part"] == name]
        if not len(of_kind):
            continue
        base = buffer.bases[of_kind["article"].to_numpy()]
        order = np.argsort(base + of_kind["start"].to_numpy(), kind="stable")
        begins, ends = (base + of_kind["start"].to_numpy())[order], (base + of_kind["end"].to_numpy())[order]
        row = np.searchsorted(begins, start, side="right") - 1
        found[(row >= 0) & (start < ends[row])] = PARTS.index(name)
    return found


def _sentence_ids(ids, article, title):
    first = np.flatnonzero(np.concatenate([[True], article[1:] != article[:-1]])) if len(article) else article
    number = np.arange(len(article)) - np.repeat(first, np.diff(np.append(first, len(article))))
    shift = title[first] if len(article) else title
    number -= np.repeat(shift, np.diff(np.append(first, len(article)))).astype(np.int64)
    names = pc.if_else(pa.array(title), "t", pc.cast(pa.array(number), pa.string()))
    joined = pc.binary_join_element_wise(pc.cast(pa.array(ids), pa.string()), names, "#")
    return pd.array(joined, dtype="str")
