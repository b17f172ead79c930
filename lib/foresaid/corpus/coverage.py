"""What was there to be counted: the denominators of every share."""

import pandas as pd

from foresaid.tables import conform, empty


def count_coverage(articles, clusters):
    """Count what each source published each day.

    Returns one row per day and source: date (UTC midnight), source, articles, clusters (the same with copies of a
    story collapsed within the day and source), words. Every dated article that could be read is counted, by its
    headline where it has no text: what findings are looked for in is what they are counted against. Articles without a
    source stand under a null source. A day without articles has no row: no data is a gap, not a zero.
    """
    read = sum(articles[part].fillna("").str.strip().ne("") for part in ("title", "text")) > 0
    counted = articles[articles["published"].notna() & read]
    if counted.empty:
        return empty("coverage")
    stories = pd.Series(clusters["cluster_id"].to_numpy(), index=clusters["article_id"].to_numpy())
    stories = stories[~stories.index.duplicated()]
    made = pd.DataFrame({
        "date": counted["published"].dt.floor("D"),
        "source": counted["source"],
        "story": counted["article_id"].map(stories).fillna(counted["article_id"]),
        "words": counted["n_words"].fillna(0).astype("int64"),
    })
    days = made.groupby(["date", "source"], dropna=False, sort=True)
    counts = days.agg(articles=("story", "size"), clusters=("story", "nunique"), words=("words", "sum"))
    return conform(counts.reset_index(), "coverage")
