"""Copies: the same agency story in nine outlets is one story told nine times, and both counts matter.

Exact copies first, then near-copies: a short version inside a long one counts as well as one with a paragraph more.
Candidates share word 5-shingles out of a fixed sample of all shingles (Broder's mod-m sketch, "On the resemblance and
containment of documents", 1997), which finds containment where MinHash finds only resemblance; each pair is then
confirmed on all its shingles. Everything is done on numbers in numpy, without randomness.
"""

import numpy as np
import pandas as pd

from foresaid.corpus.shingles import Shingles
from foresaid.corpus.titles import plain_title
from foresaid.tables import READABLE, conform

CONTAINED = 0.8  # share of the shorter text's shingles that must stand in the longer
MAY_BE = 0.5  # the same share in the sample, below which a pair is not looked at
SAMPLE = 4  # one shingle in so many is in the sample
SHORT = 30  # words: a text of fewer is a copy only if it is the same, under the same title
DAYS = 7  # near-copies appear within so many days
NEIGHBOURS = 8  # a shingle links an article with so many later ones that hold it
COMMON = 1000  # a shingle in more articles than this is furniture that nobody found
PREFIX = ("opinion ", "exclusive ", "breaking ", "update ", "correction ", "refile ", "wrapup ", "flash ", "urgent ")


def find_clusters(articles, parts=None):
    """Find articles that are copies of one another.

    Returns table clusters: one row per article in a cluster of two or more; the first published is `first`. With the
    table parts, what is not read (furniture, bylines, datelines, footers) is left out of the comparison. Exact copies
    count under any date, near-copies within seven days (an undated one: any).
    """
    texts = _readable_texts(articles, parts)
    shingles = Shingles(texts)
    order = articles["published"].rank(method="first", na_option="bottom").to_numpy().astype("int64") - 1
    same = _exact(shingles, articles)
    near = _near(shingles, articles["published"], order, same)
    links = np.vstack([same, near])
    return _as_table(articles, shingles, links, order)


def _readable_texts(articles, parts):
    """The texts without what is not read."""
    texts = articles["text"].fillna("").to_list()
    if parts is None or parts.empty:
        return texts
    place = pd.Series(np.arange(len(articles)), index=articles["article_id"].to_numpy())
    unread = parts[~parts["part"].isin(READABLE)].sort_values("start", ascending=False)
    for row, start, end in zip(unread["article_id"].map(place), unread["start"], unread["end"], strict=True):
        if row == row:  # a part of an article that is not among these has no place
            text = texts[int(row)]
            texts[int(row)] = text[:start] + "\n" + text[end:]
    return texts


def _exact(shingles, articles):
    """Pairs of articles with the same words: each with the one before it in its group.

    Short ones need the same title too.
    """
    titles = articles["title"].to_list()
    last, pairs = {}, []
    for row in np.flatnonzero(shingles.words > 0).tolist():
        key = (shingles.whole[row], "" if shingles.words[row] >= SHORT else _story_title(titles[row]))
        if key in last:
            pairs.append((last[key], row))
        last[key] = row
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def _story_title(title):
    """A title without what desks put before it: 'UPDATE 2-', 'Opinion |'.

    >>> _story_title("UPDATE 2-Fish is back") == _story_title("Opinion | Fish is back")
    True
    """
    plain = plain_title(title if isinstance(title, str) else "")
    for word in PREFIX:
        if plain.startswith(word):
            plain = plain[len(word):].lstrip("0123456789 ")
    return plain


def _near(shingles, published, order, same):
    """Pairs of near-copies, confirmed. Of exact copies only the earliest is looked at."""
    again = set(same[:, 1].tolist())
    texts = np.repeat(np.arange(len(shingles.words)), np.diff(shingles.first))
    use = (shingles.words >= SHORT) & ~np.isin(np.arange(len(shingles.words)), list(again))
    sampled = (shingles.hashes % np.uint64(SAMPLE) == 0) & use[texts]
    hashes, texts = shingles.hashes[sampled], texts[sampled]
    if not len(hashes):
        return np.empty((0, 2), dtype=np.int64)
    by = np.lexsort((order[texts], hashes))
    hashes, texts = hashes[by], texts[by]
    fresh = np.r_[True, (hashes[1:] != hashes[:-1]) | (texts[1:] != texts[:-1])]  # once per text
    hashes, texts = hashes[fresh], texts[fresh]
    sizes = np.bincount(texts, minlength=len(shingles.words))
    group = np.cumsum(np.r_[True, hashes[1:] != hashes[:-1]]) - 1
    rare = np.bincount(group)[group] <= COMMON
    pairs = _neighbours(hashes[rare], texts[rare], published)
    if not len(pairs):
        return np.empty((0, 2), dtype=np.int64)
    codes, shared = np.unique(pairs[:, 0] * len(sizes) + pairs[:, 1], return_counts=True)
    one, other = np.divmod(codes, len(sizes))
    likely = shared >= MAY_BE * np.minimum(sizes[one], sizes[other])
    found = [(a, b) for a, b in zip(one[likely].tolist(), other[likely].tolist(), strict=True)
             if shingles.contained(a, b) >= CONTAINED]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _neighbours(hashes, texts, published):
    """Pairs of texts that hold the same shingle and appeared within the days, each with its next few."""
    days = published.dt.tz_localize(None).to_numpy().astype("datetime64[s]").astype("int64") / 86400
    days = np.where(published.isna(), np.nan, days)
    pairs = []
    for step in range(1, NEIGHBOURS + 1):
        same = hashes[:-step] == hashes[step:]
        one, other = texts[:-step][same], texts[step:][same]
        far = np.abs(days[one] - days[other]) > DAYS  # False where a date is missing
        pairs.append(np.column_stack([one, other])[~far])
    pairs = np.concatenate(pairs)
    return np.sort(pairs, axis=1)


def _as_table(articles, shingles, links, order):
    """The clusters: in order of publication, each article joins the first one that it is a copy of, or is a first.

    So every copy is near its own first: a digest that holds two stories does not make one of them.
    """
    earlier = {}
    for pair in links.tolist():
        one, other = sorted(pair, key=order.__getitem__)
        earlier.setdefault(other, []).append(one)
    head, similarity = {}, {}
    for row in sorted(earlier, key=order.__getitem__):
        heads = sorted({head.get(one, one) for one in earlier[row]}, key=order.__getitem__)
        shares = [float(shingles.contained(row, one)) for one in heads]
        best = int(np.argmax(shares))
        if shares[best] >= CONTAINED:
            head[row], similarity[row] = heads[best], shares[best]
    firsts = {one: one for one in head.values()}
    rows = sorted([*head, *firsts], key=lambda row: (order[head.get(row, row)], order[row]))
    ids = articles["article_id"].to_list()
    return conform(pd.DataFrame({
        "article_id": [ids[row] for row in rows], "cluster_id": [ids[head.get(row, row)] for row in rows],
        "role": ["copy" if row in head else "first" for row in rows],
        "similarity": [similarity.get(row, 1.0) for row in rows]}), "clusters")
