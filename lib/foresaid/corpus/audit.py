"""What is in the pile: sources, dates, missing fields. Read this before any chart."""

import pandas as pd

FIELDS = ("url", "source", "title", "subtitle", "authors", "section", "published", "language", "text")


def audit_sources(articles, clusters):
    """Count what each source brings.

    Returns one row per source, the largest first: source, articles, first, last, undated, no_text, partial (body cut
    short at its source), copies (near-copies of an earlier article), words (median of articles with a text).
    """
    copies = set(clusters.loc[clusters["role"] == "copy", "article_id"])
    made = pd.DataFrame({
        "source": articles["source"], "published": articles["published"],
        "undated": articles["published"].isna(), "no_text": articles["body"].eq("none"),
        "partial": articles["body"].eq("partial"), "copies": articles["article_id"].isin(copies),
        "words": articles["n_words"].where(articles["body"].ne("none")).astype("float64"),
    })
    table = made.groupby("source", dropna=False, sort=False).agg(
        articles=("undated", "size"), first=("published", "min"), last=("published", "max"), undated=("undated", "sum"),
        no_text=("no_text", "sum"), partial=("partial", "sum"), copies=("copies", "sum"), words=("words", "median"))
    return table.reset_index().sort_values(["articles", "source"], ascending=[False, True], ignore_index=True)


def audit_fields(articles):
    """Say how often each field is filled. Returns one row per field: field, filled, articles, share (0 to 1)."""
    filled = [int((articles[name].notna() & articles[name].astype("str").str.strip().ne("")).sum()) for name in FIELDS]
    total = len(articles)
    return pd.DataFrame({"field": FIELDS, "filled": filled, "articles": total,
                         "share": [number / total if total else float("nan") for number in filled]})
