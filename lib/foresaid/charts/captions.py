"""The words around a chart, composed from its own numbers: unit, period, n, how to read it, alternative text."""

from foresaid.charts.words import every_of, is_share, number, period_name, span

MOST_BREAKS = 8  # more uprights than these would hide the line
UNITS = {"share": "Share of articles", "share_equal": "Share of articles, each source counting the same",
         "share_collapsed": "Share of articles, copies collapsed", "hits": "Articles", "articles": "Articles",
         "hits_collapsed": "Articles, copies collapsed", "mentions": "Mentions", "rate": "Number per 1,000 words",
         "statements": "Statements"}
BANDS = {"share": ("low", "high"), "rate": ("rate_low", "rate_high")}  # the columns of a column's interval


def unit(value):
    """What a column counts, in words."""
    return UNITS.get(value, str(value).replace("_", " ").capitalize())


def band_of(table, value):
    """The columns that hold the interval of a column, or None.

    >>> band_of({"share": 0.1, "low": 0.0, "high": 0.2}, "share"), band_of({"hits": 3}, "hits")
    (('low', 'high'), None)
    """
    ends = BANDS.get(value, ())
    return ends if ends and set(ends) <= set(table) else None


def base_of(series, value, by=()):
    """How many articles or statements stand behind a series: each period's once, or once a source where `by` holds it.

    In words: '3,020 articles', and of rates the words: '3,020 articles, 1,400,000 words'.
    """
    base, noun = base_column(series)
    once = series.drop_duplicates(["period", "source"] if "source" in by else ["period"])
    return f"{int(once[base].sum()):,} {noun}" + (f", {int(once['words'].sum()):,} words" if value == "rate" else "")


def series_subtitle(series, value, by=()):
    """Unit, span and n of a series."""
    when = span(series["period"].min(), series["until"].max())
    base, noun = base_column(series)
    text = f"{unit(value).replace('articles', noun, 1)} per {every_of(series)}, {when}"
    if base:
        text += f" · n = {base_of(series, value, by)}"
    count = series["source"].nunique() if "source" in by else int(series["sources"].max()) if "sources" in series else 0
    if count < 2:
        return text
    # without `source` the number is a period's own: over all periods there may have been more
    return text + (f" of {count} sources" if "source" in by else f", up to {count} sources a {every_of(series)}")


def series_note(series, value, note, equal, apart=None):
    """How to read the marks that this chart has, and only those; then the caller's own note.

    `apart` is the column whose values have panels of their own, and gaps of their own.
    """
    drawn = series[value].notna()
    places = ["period", apart] if apart else ["period"]
    empty = series.groupby(places)["articles"].sum() == 0 if "articles" in series else drawn & False
    noun = base_column(series)[1]
    few = series["articles"].gt(0) & ~drawn if "articles" in series else drawn & False
    points = series[drawn]
    said = ["Band: 95% interval." if band_of(series, value) else "",
            _breaks(points),
            "Dashed: each source counting the same." if equal else "",
            "Hatched: no articles." if empty.any() else "",
            f"Not drawn: too few {noun} for a {'share' if is_share(value) else 'rate'}." if few.any() else "",
            "Hollow: period not complete." if (~points.get("complete", drawn | True)).any() else "", note]
    return " ".join(one for one in said if one)


def _breaks(points):
    times = points.loc[points["break_before"], "period"].nunique() if "break_before" in points else 0
    if times > MOST_BREAKS:
        return f"The line breaks {times} times: there the set of sources changes."
    return "Dotted: the set of sources changes, the line breaks." if times else ""


def series_alt(title, subtitle, series, by, value):
    """What the chart shows, for those who do not see it: each line's range and highest point with its n."""
    said = [f"Line chart: {title}." if title else "Line chart.", f"{subtitle}."]
    for name, rows in lines_of(series, by):
        rows = rows[rows[value].notna()]
        if len(rows):
            top = rows.loc[rows[value].idxmax()]
            base = f", {told_base(top, value)}" if value == "share" else ""
            said.append(f"{name or 'The line'}: {number(rows[value].min(), value)} to {number(top[value], value)}, "
                        f"highest in {period_name(top['period'], top['until'])}{base}.")
    return " ".join(said)


def lines_of(series, by):
    """The lines of a series as (name, rows in order of time), in the series' order."""
    if by is None:
        return [("", series.sort_values("period"))]
    return [(str(name), rows.sort_values("period")) for name, rows in series.groupby(by, sort=False, observed=True)]


def table_subtitle(table, value):
    """Unit and n of a table: the base of shares, the sum of articles."""
    if not is_share(value):
        return unit(value) + (f" · n = {int(table[value].sum()):,} articles" if value == "articles" else "")
    base, noun = base_column(table)
    said = unit(value).replace("articles", noun, 1)
    if base is None:
        return said
    low, high = int(table[base].min()), int(table[base].max())
    return f"{said} · n = {low:,}{'' if low == high else f' to {high:,}'} {noun}"


def base_column(table):
    """The column that shares are shares of, and what it counts: articles, or statements (share_within)."""
    return ("total", "statements") if "total" in table else ("articles" if "articles" in table else None, "articles")


def told_base(row, value):
    """'29 of 82 articles' for a share with its numbers, '' for anything else."""
    base, noun = base_column(row)
    return f"{int(row['hits']):,} of {row[base]:,} {noun}" if is_share(value) and base and "hits" in row else ""


def table_alt(title, subtitle, table, by, value):
    """What a bar chart shows: highest and lowest bar with their n."""
    rows = table[table[value].notna()].sort_values(value, ascending=False, kind="stable")
    said = [f"Bar chart: {title}." if title else "Bar chart.", f"{subtitle}.", f"{len(rows)} bars."]
    for word, row in (("Highest", rows.head(1)), ("Lowest", rows.tail(1))):
        for one in row.to_dict("records"):
            base = told_base(one, value)
            said.append(f"{word}: {one[by]}, {number(one[value], value)}{f' ({base})' if base else ''}.")
    return " ".join(said)
