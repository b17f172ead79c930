"""The sentences behind a number: which articles make up a point of a chart, and the words that made them count.

A chart holds keys; each key ("2017-03-13|sanctions") leads to a few excerpts. Articles belong to their outlets, so an
excerpt has 300 characters at most, a point ten at most, and always the link.
"""

import pandas as pd

from foresaid.errors import ForesaidError
from foresaid.findings import read
from foresaid.measure.periods import period_start
from foresaid.phrasing import cut

MOST = 10
PER_CHART = 400  # about 200 kB of a page
LONGEST = 300
COLUMNS = ["period", "value", "key", "article_id", "title", "source", "published", "url", "sentence", "marks"]


def find_excerpts(selection, findings, by=None, every="week", limit=5):
    """Choose the articles to show behind each point of a chart, and one sentence of each.

    Articles with the most findings come first, one of each source before a second of any. A chart of very many points
    has 400 excerpts in all: every point its first, before any has a second. `every=None` takes the whole
    selection as one period (bars); `by` may name one column or two (the cells of a heat map).

    Returns one row per excerpt: period, value, key ("<first day>|<value>"), article_id, title, source, published, url,
    sentence (at most 300 characters), marks (list of [start, end) in code points of the sentence).
    Raises ForesaidError where limit is not between 0 and 10.
    """
    if not 0 <= limit <= MOST:
        raise ForesaidError(f"A point can show 0 to {MOST} excerpts; {limit} were asked for.")
    findings = _placed(findings, by, every)
    if findings.empty or limit == 0:
        return pd.DataFrame(columns=COLUMNS)
    chosen = _choose(findings, limit)
    return _quote(selection, findings, chosen)


def show_under(excerpts):
    """Group excerpts by their key, as a chart's `layout.meta` holds them: key → list of plain dicts.

    >>> show_under(find_excerpts(None, pd.DataFrame(columns=["published", "article_id"])))
    {}
    """
    rows = excerpts.drop(columns=["period", "value"])
    rows = rows.assign(published=[when.strftime("%Y-%m-%d") if pd.notna(when) else "" for when in rows["published"]])
    rows = rows.astype("object").where(rows.notna(), "")
    return {key: group.drop(columns="key").to_dict("records") for key, group in rows.groupby("key", sort=False)}


def _placed(findings, by, every):
    """The findings with their period and value, those without a date left out where periods are asked for."""
    columns = [by] if isinstance(by, str) else list(by or [])
    value = _text(findings, columns[0]) if columns else pd.Series("", index=findings.index, dtype="str")
    for other in columns[1:]:
        value = value + "|" + _text(findings, other)
    placed = findings.assign(value=value)
    if every is None:
        return placed.assign(period=pd.NaT)
    placed = placed[placed["published"].notna()]
    return placed.assign(period=period_start(placed["published"], every))


def _text(findings, column):
    """A column as text; a missing source is '' here as in the shares."""
    return findings[column].astype("str").fillna("")


def _choose(findings, limit):
    """One row per chosen article of a period and value, best first."""
    in_title = findings["sentence_id"].str.endswith("#t")
    counted = (findings.assign(weight=1 + 4 * in_title)
               .groupby(["period", "value", "article_id", "source"], dropna=False, observed=True, sort=True)["weight"]
               .sum().reset_index()
               .sort_values(["weight", "article_id"], ascending=[False, True], kind="stable"))
    place = ["period", "value"]
    counted["turn"] = counted.groupby([*place, "source"], dropna=False).cumcount()
    counted = counted.sort_values([*place, "turn", "weight", "article_id"],
                                  ascending=[True, True, True, False, True], kind="stable", ignore_index=True)
    counted["rank"] = counted.groupby(place, dropna=False).cumcount()
    chosen = counted[counted["rank"] < limit]
    return chosen.sort_values(["rank", "weight"], ascending=[True, False], kind="stable").head(PER_CHART).sort_index()


def _quote(selection, findings, chosen):
    ids = chosen["article_id"].unique()
    articles = read(selection, "articles").set_index("article_id").loc[ids]
    sentences = read(selection, "sentences")
    sentences = sentences[sentences["article_id"].isin(ids)].set_index("sentence_id")
    findings = findings[findings["article_id"].isin(ids)]
    groups = dict(list(findings.groupby(["value", "article_id"], observed=True, sort=False)))
    rows = [_row(row, articles.loc[row.article_id], groups[row.value, row.article_id], sentences)
            for row in chosen.itertuples(index=False)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(place, article, hits, sentences):
    sentence, marks = _best_sentence(article, hits, sentences)
    day = place.period.strftime("%Y-%m-%d") if pd.notna(place.period) else ""
    return [place.period, place.value, f"{day}|{place.value}", place.article_id, article["title"], article["source"],
            article["published"], article["url"], sentence, marks]


def _best_sentence(article, hits, sentences):
    """The sentence with the most hits, the earliest of equals; the text's first if only the title has any."""
    body = hits[hits["start"].notna()]
    if body.empty:
        own = sentences[(sentences["article_id"] == article.name) & sentences["start"].notna()]
        if own.empty:
            return "", []
        return clip(article["text"][own["start"].iloc[0]:own["end"].iloc[0]], [])
    best = body["sentence_id"].value_counts(sort=False)
    best = best[best == best.max()].index[0]
    start, end = sentences.loc[best, "start"], sentences.loc[best, "end"]
    inside = body[body["sentence_id"] == best]
    marks = sorted({(int(a - start), int(b - start)) for a, b in zip(inside["start"], inside["end"], strict=True)})
    return clip(article["text"][start:end], marks)


def clip(sentence, marks, longest=LONGEST):
    """Cut a long sentence to a window around its first mark; marks move along.

    >>> clip("one two three four", [(14, 18)], longest=10)
    ('… ree four', [[6, 10]])
    >>> clip("short", [(0, 5)])
    ('short', [[0, 5]])
    """
    shift, before = 0, ""
    if len(sentence) > longest:
        first = marks[0][0] if marks else 0
        start = max(0, min(first - longest // 4, len(sentence) - longest + 2))
        start, before = (start, "… ") if start > 0 else (0, "")
        room = longest - len(before)
        cut = sentence[start:start + room]
        sentence = cut[:-2] + " …" if start + room < len(sentence) else cut
        shift = len(before) - start
    text = before + sentence
    inside = [[max(a + shift, len(before)), min(b + shift, len(text))] for a, b in marks]
    return text, [[a, b] for a, b in inside if a < b]


def label_peaks(peaks, excerpts, by=None, longest=60):
    """Add to each peak the headline of the article that has most of it: the column `label`, '' where there is none."""
    first = excerpts.drop_duplicates(["period", "value"]).set_index(["period", "value"])["title"]
    keys = [(row["period"], "" if by is None else str(row[by])) for row in peaks.to_dict("records")]
    titles = [title if pd.notna(title := first.get(key, "")) else "" for key in keys]
    return peaks.assign(label=[cut(title, longest) for title in titles])
