"""Compare found quotes with PolNeAR's attributions: those that name a source and what it said.

A found and a coded content are the same where the shared characters make at least half of the longer one; pairs are
made from the best match down, each side once. A found quote whose coded content has no source counts neither way.
"""

from pathlib import Path

import pandas as pd
from coded import read_coded
from scoring import frame_of, pr_f1

from foresaid.analyse import analyse

LEAST = 0.5


def count_quotes(folder, words, split="dev"):
    """Counts of one row an article: coded, found, content right, and content right with the right source."""
    folder = Path(folder)
    articles = [one for one in read_coded(folder / "articles.jsonl.gz") if one.get("split") == split]
    quotes = analyse(frame_of(articles), words)["quotes"].dropna(subset=["content_start", "content_end"])
    found = {name: rows.to_dict("records") for name, rows in quotes.groupby("article_id")}
    ids = {one["id"] for one in articles}
    rows = {one["id"]: count_article(one["relations"], found.get(one["id"], []))
            for one in read_coded(folder / "attributions.jsonl.gz") if one["id"] in ids and one.get("primary", True)}
    return pd.DataFrame.from_dict(rows, orient="index")


def quote_figures(sums):
    """Precision, recall and F1 of contents, and of contents with the right source."""
    return (pr_f1("quote content", sums["content"], sums["found"], sums["coded"])
            | pr_f1("quote content and source", sums["source"], sums["found"], sums["coded"]))


def count_article(relations, rows):
    """The counts of one article."""
    coded = [(one["source"], one["content"]) for one in relations if one["content"]]
    found = [([(row["source_start"], row["source_end"])] if pd.notna(row["source_start"]) else [],
              [(row["content_start"], row["content_end"])]) for row in rows]
    pairs = best_pairs([content for _, content in found], [content for _, content in coded])
    sourced = [(mine, theirs) for mine, theirs in pairs if coded[theirs][0]]
    right = sum(share(found[mine][0], coded[theirs][0]) >= LEAST for mine, theirs in sourced)
    return {"coded": sum(bool(source) for source, _ in coded), "found": len(found) - (len(pairs) - len(sourced)),
            "content": len(sourced), "source": right}


def best_pairs(found, coded):
    """Pairs of places (found, coded) that share at least half of the longer one, the best first, each side once."""
    ranked = sorted(((share(one, other), mine, theirs) for mine, one in enumerate(found)
                     for theirs, other in enumerate(coded)), reverse=True)
    pairs, taken, given = [], set(), set()
    for value, mine, theirs in ranked:
        if value < LEAST:
            break
        if mine not in taken and theirs not in given:
            taken.add(mine)
            given.add(theirs)
            pairs.append((mine, theirs))
    return pairs


def share(one, other):
    """The shared characters of two lists of spans, as a part of the longer one's.

    >>> share([(0, 10)], [(5, 10), (20, 25)])
    0.5
    """
    first, second = _merged(one), _merged(other)
    sizes = [sum(end - start for start, end in spans) for spans in (first, second)]
    both = sum(max(0, min(end, last) - max(start, begin)) for start, end in first for begin, last in second)
    return both / max(sizes) if min(sizes) > 0 else 0.0


def _merged(spans):
    """The same characters as spans that do not overlap."""
    made = []
    for start, end in sorted((int(start), int(end)) for start, end in spans):
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        elif end > start:
            made.append((start, end))
    return made
