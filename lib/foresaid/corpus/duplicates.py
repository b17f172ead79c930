"""Copies: the same agency story in nine outlets is one story told nine times, and both counts matter.

Exact copies first, then near-copies: a short version inside a long one counts as well as one with a paragraph more.
Candidates share word 5-shingles out of a fixed sample of all shingles (Broder's mod-m sketch, "On the resemblance and
containment of documents", 1997), which finds containment where MinHash finds only resemblance; each pair is then
confirmed on all its shingles. Everything is done on numbers in numpy, without randomness.
"""

import numpy as np
import pandas as pd
import pyarrow as pa

from foresaid.corpus.titles import plain_title
from foresaid.tables import READABLE, conform

SHINGLE = 5  # words
CONTAINED = 0.8  # share of the shorter text's shingles that must stand in the longer
MAY_BE = 0.5  # the same share in the sample, below which a pair is not looked at
SAMPLE = 4  # one shingle in so many is in the sample
SHORT = 30  # words: a text of fewer is a copy only if it is the same, under the same title
DAYS = 7  # near-copies appear within so many days
NEIGHBOURS = 8  # a shingle links an article with so many later ones that hold it
COMMON = 1000  # a shingle in more articles than this is furniture that nobody found
BATCH = 4 << 20  # bytes of text at once

LETTER = np.zeros(256, dtype=np.uint8)  # each byte as it counts: letters in lower case, digits, bytes of other scripts; else 0
for _byte in (*b"abcdefghijklmnopqrstuvwxyz0123456789", *range(128, 256)):
    LETTER[_byte] = _byte
for _byte in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ":
    LETTER[_byte] = _byte + 32
with np.errstate(over="ignore"):
    POWERS = np.cumprod(np.full(64, 0x9E3779B97F4A7C15, dtype=np.uint64))  # wraps on purpose
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


class Shingles:
    """The word 5-shingles of many texts as numbers: `hashes` one after the other, those of text i from first[i] on."""

    def __init__(self, texts):
        sizes = np.array([len(text) for text in texts], dtype="int64")  # code points: near enough to cut batches
        batch = np.cumsum(sizes) // BATCH
        pieces = [_hash_shingles(texts[low:high]) for low, high in _runs(batch)]
        self.hashes = np.concatenate([piece[0] for piece in pieces]) if pieces else np.empty(0, np.uint64)
        counts = np.concatenate([piece[1] for piece in pieces]) if pieces else np.empty(0, np.int64)
        self.words = np.concatenate([piece[2] for piece in pieces]) if pieces else np.empty(0, np.int64)
        self.whole = np.concatenate([piece[3] for piece in pieces]) if pieces else np.empty(0, np.uint64)
        self.first = np.r_[0, np.cumsum(counts)]

    def of(self, text):
        """The distinct shingles of one text, sorted."""
        return np.unique(self.hashes[self.first[text]:self.first[text + 1]])

    def contained(self, one, other):
        """Share of the shorter text's distinct shingles that stand in the other; 1 for the same text."""
        if self.whole[one] == self.whole[other]:
            return 1.0
        short, long = sorted((self.of(one), self.of(other)), key=len)
        return np.isin(short, long, assume_unique=True).mean() if len(short) else 0.0


def _runs(codes):
    """(start, end) of each run of equal codes."""
    edges = np.r_[0, np.flatnonzero(np.diff(codes)) + 1, len(codes)]
    return [(int(low), int(high)) for low, high in zip(edges[:-1], edges[1:], strict=True) if high > low]


def _hash_shingles(texts):
    """(hashes of all shingles, their number per text, words per text, a hash of each whole text)."""
    column = pa.array(texts, type=pa.large_string())
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int64)[:len(texts) + 1]
    raw = np.frombuffer(column.buffers()[2] or b"", dtype=np.uint8)[:offsets[-1]]
    letters = LETTER[raw]
    _blank_signs(raw, letters)
    inside = letters != 0
    edge = np.diff(np.r_[False, inside, False].astype(np.int8))
    edge[offsets[:-1]] = np.where(_at(inside, offsets[:-1]), 1, edge[offsets[:-1]])  # a text begins a word
    starts = np.flatnonzero(edge == 1)
    if not len(starts):
        zero = np.zeros(len(texts), dtype=np.int64)
        return np.empty(0, np.uint64), zero, zero, zero.astype(np.uint64)
    lengths = np.diff(np.r_[starts, len(letters)])
    place = np.arange(starts[0], len(letters)) - np.repeat(starts, lengths)
    worth = letters[starts[0]:].astype(np.uint64) * POWERS[place & 63]
    words = _mix(np.add.reduceat(worth, starts - starts[0]))
    text = np.searchsorted(offsets, starts, side="right") - 1
    n_words = np.bincount(text, minlength=len(texts))
    nth = np.arange(len(words)) - (np.cumsum(n_words) - n_words)[text]
    whole = np.zeros(len(texts), dtype=np.uint64)
    np.add.at(whole, text, _mix(words + nth.astype(np.uint64) * POWERS[7]))
    if len(words) < SHINGLE:
        return np.empty(0, np.uint64), np.zeros(len(texts), np.int64), n_words, whole
    count = len(words) - SHINGLE + 1
    shingle = np.zeros(count, dtype=np.uint64)
    for step in range(SHINGLE):
        shingle += words[step:step + count] * POWERS[step + 1]
    kept = text[:count] == text[SHINGLE - 1:]
    return _mix(shingle[kept]), np.bincount(text[:count][kept], minlength=len(texts)), n_words, whole


def _at(flags, places):
    """The flags at places, False for the place behind the last one."""
    return np.r_[flags, False][np.minimum(places, len(flags))]


def _blank_signs(raw, letters):
    """Curly quotes, dashes and the no-break space are no letters: the bytes E2 80 xx and C2 A0 and the like."""
    two = np.flatnonzero(raw[:-2] == 0xE2)
    two = two[raw[two + 1] == 0x80]
    letters[two] = letters[two + 1] = letters[two + 2] = 0
    one = np.flatnonzero(raw[:-1] == 0xC2)
    letters[one] = letters[one + 1] = 0


def _mix(numbers):
    """Spread the bits of hashes (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


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
    """Pairs of articles with the same words: each with the one before it in its group. Short ones need the same title too."""
    rows = np.flatnonzero(shingles.words > 0)
    titles = articles["title"].to_list()
    keys = [(shingles.whole[row], "" if shingles.words[row] >= SHORT else _story_title(titles[row])) for row in rows.tolist()]
    last, pairs = {}, []
    for row, key in zip(rows.tolist(), keys, strict=True):
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
    by = np.lexsort((order[texts], hashes))
    hashes, texts = hashes[by], texts[by]
    fresh = np.r_[True, (hashes[1:] != hashes[:-1]) | (texts[1:] != texts[:-1])]  # once per text
    hashes, texts = hashes[fresh], texts[fresh]
    sizes = np.bincount(texts, minlength=len(shingles.words))
    group = np.cumsum(np.r_[True, hashes[1:] != hashes[:-1]]) - 1
    rare = np.bincount(group)[group] <= COMMON if len(group) else np.empty(0, bool)
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
    """The clusters that the links make, first articles first."""
    root = np.arange(len(articles))

    def top(one):
        while root[one] != one:
            root[one] = root[root[one]]
            one = root[one]
        return one

    for one, other in links.tolist():
        early, late = sorted((top(one), top(other)), key=lambda row: order[row])
        root[late] = early
    rows = sorted({row for pair in links.tolist() for row in pair}, key=lambda row: (order[top(row)], order[row]))
    ids = articles["article_id"].to_list()
    return conform(pd.DataFrame({
        "article_id": [ids[row] for row in rows], "cluster_id": [ids[top(row)] for row in rows],
        "role": ["first" if top(row) == row else "copy" for row in rows],
        "similarity": [float(shingles.contained(row, top(row))) for row in rows]}), "clusters")
