"""Lists for the tables of a notebook: sources, files, copies, terms, actors, and findings that stand together."""

import json

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean


def keep_values(findings, column, values):
    """The findings whose column has one of the values, in a new table; an empty list keeps all.

    Raises ForesaidError for a value that stands nowhere, so that a slip does not look like silence.
    """
    if not len(values):
        return findings
    known = findings[column].astype("str").unique()
    for value in values:
        if value not in known:
            first = ", ".join(sorted(known)[:12]) + (" …" if len(known) > 12 else "")
            raise ForesaidError(f"No {column} '{value}' was found in these articles.{did_you_mean(value, known)} "
                                f"Found were: {first or 'none'}.")
    kept = findings[findings[column].isin(values)].reset_index(drop=True)
    return kept.assign(**{column: pd.Categorical(kept[column].astype("str"), categories=list(values))})


def pair_findings(findings, by, others, other_by):
    """Findings that share a sentence with other findings.

    Returns one row per sentence, value of `by` and value of `other_by`: article_id, sentence_id, published, source,
    start, end (of the first), by, other_by.
    """
    one = findings.drop_duplicates(["sentence_id", by])[["article_id", "sentence_id", "published", "source", "start",
                                                        "end", by]]
    two = others.drop_duplicates(["sentence_id", other_by])[["sentence_id", other_by]]
    return one.merge(two, on="sentence_id")


def count_values(articles, column):
    """One row per value of a column, most frequent first: column, articles; a missing value is 'unknown'."""
    values = articles[column].astype("object").where(articles[column].notna(), "unknown")
    return values.value_counts().rename_axis(column).rename("articles").reset_index()


def describe_imports(imports):
    """One row per file read: path, format, rows read, kept, dropped and why, guesses and mends, dates, zone."""
    table = imports[["path", "format", "rows_read", "rows_kept", "rows_dropped", "dropped", "notes", "first_published",
                     "last_published", "zone"]].copy()
    table["dropped"] = [_reasons(text) for text in table["dropped"]]
    table["notes"] = [" ".join(json.loads(text)) if pd.notna(text) and text else "" for text in table["notes"]]
    return table


def list_copies(articles, clusters, limit=25):
    """One row per cluster of near-copies, the largest first: title, sources, number, first day, link."""
    known = clusters.merge(articles[["article_id", "title", "source", "published", "url"]], on="article_id")
    known = known.sort_values(["cluster_id", "role", "published"])
    table = known.groupby("cluster_id", sort=False).agg(
        title=("title", "first"), copies=("article_id", "size"),
        sources=("source", lambda names: ", ".join(sorted(set(names.dropna())))),
        first=("published", "min"), url=("url", "first")).reset_index(drop=True)
    table = table[table["copies"] > 1]
    return table.sort_values(["copies", "title"], ascending=[False, True], ignore_index=True).head(limit)


def count_terms(hits, top_n=5):
    """One row per topic: hits, and the terms that carry it with their share of the topic's hits."""
    counted = hits.groupby(["topic", "term"], observed=True).size().rename("hits").reset_index()
    counted = counted.sort_values(["topic", "hits", "term"], ascending=[True, False, True])
    totals = counted.groupby("topic", observed=True)["hits"].sum()
    rows = [{"topic": topic, "hits": int(totals[topic]),
             "terms": ", ".join(f"{row.term} {row.hits / totals[topic]:.0%}" for row in group.head(top_n).itertuples()),
             "share_of_first_term": group["hits"].iloc[0] / totals[topic]}
            for topic, group in counted.groupby("topic", observed=True)]
    table = pd.DataFrame(rows, columns=["topic", "hits", "terms", "share_of_first_term"])
    return table.sort_values(["hits", "topic"], ascending=[False, True], ignore_index=True)


def list_actors(mentions, limit=200):
    """One row per actor, by articles: kind, role in this time, articles, mentions, sources, names used in the text."""
    table = mentions.groupby("actor", observed=True).agg(
        kind=("kind", "first"), role=("role", _most_common), articles=("article_id", "nunique"),
        mentions=("article_id", "size"), sources=("source", "nunique"),
        named_as=("surface", lambda names: ", ".join(names.value_counts().index[:3]))).reset_index()
    table["actor"] = table["actor"].astype("str")
    return table.sort_values(["articles", "mentions", "actor"], ascending=[False, False, True],
                             ignore_index=True).head(limit)


def _most_common(values):
    known = values[values.notna() & (values != "")]
    return known.value_counts().index[0] if len(known) else ""


def _reasons(text):
    reasons = json.loads(text) if pd.notna(text) and text else {}
    return "; ".join(f"{reason}: {number:,}" for reason, number in reasons.items())


def count_without_copies(findings, clusters, by):
    """Count articles with a finding, and the same with near-copies left out: how much of a topic is one story retold.

    Returns one row per value, most articles first: `by`, articles, without_copies, share_copies (of the articles).

    >>> found = pd.DataFrame({"article_id": ["a", "b", "c"], "topic": ["oil", "oil", "war"]})
    >>> copies = pd.DataFrame({"article_id": ["a", "b"], "role": ["first", "copy"]})
    >>> count_without_copies(found, copies, "topic").values.tolist()
    [['oil', 2, 1, 0.5], ['war', 1, 1, 0.0]]
    """
    copies = set(clusters.loc[clusters["role"] == "copy", "article_id"])
    once = findings[["article_id", by]].drop_duplicates().dropna()
    once = once.assign(**{by: once[by].astype("str")}, own=~once["article_id"].isin(copies))
    table = once.groupby(by)["own"].agg(articles="size", without_copies="sum").reset_index()
    table["share_copies"] = 1 - table["without_copies"] / table["articles"]
    return table.sort_values(["articles", by], ascending=[False, True], ignore_index=True)
