"""What a notebook shows besides charts: key figures, tables, sentences, and how the page was made.

Everything here returns an object that JupyterLab and the report page both display. Every text is escaped: an article's
words never become HTML. Beside the HTML, figures and tables carry their data, from which a report keeps its run.json
and its CSV files.
"""

from dataclasses import dataclass, field
from html import escape

import pandas as pd

from foresaid.errors import ForesaidError
from foresaid.excerpts import find_excerpts
from foresaid.findings import read
from foresaid.provenance import ledger_used, provenance

FIGURES = "application/vnd.foresaid.figures+json"
TABLE = "application/vnd.foresaid.table+json"
LEDGER = "application/vnd.foresaid.ledger+json"
ORDER, ENDS = "_order", ("_low", "_high")
LONG = 60  # characters from which a cell is a sentence and wants a wide column
LEFT = ' style="text-align:left"'  # JupyterLab sets tables flush right and lists of terms askew; a report drops these
ROW, TERM, VALUE = (f' style="{look}"' for look in (
    "display:flex;flex-wrap:wrap;gap:.5em 2.5em", "float:none;width:auto;font-weight:400",
    "margin:0;font-size:1.5em;font-weight:700"))
SHARES = {"share", "low", "high", "share_before", "share_equal", "difference", "difference_low", "difference_high",
          "probability", "median_probability", "confidence", "similarity"}


@dataclass(frozen=True)
class Shown:
    """Something to display: HTML for people, and its data for the report."""

    html: str
    data: dict = field(default_factory=dict)

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html, "text/plain": "", **self.data}


def key_figure(label, value, unit="count", n=None, change=None):
    """One number that matters: label, value, unit {count, share, rate, score}, base n, change to the time before.

    >>> key_figure("Articles", 3824)
    {'label': 'Articles', 'value': 3824, 'unit': 'count', 'n': None, 'change': None}
    """
    if unit not in ("count", "share", "rate", "score"):
        raise ForesaidError(f"A key figure's unit is count, share, rate or score, not {unit!r}.")
    value, change = (None if one is None or pd.isna(one) else one for one in (value, change))
    plain = [one.item() if hasattr(one, "item") else one for one in (value, n, change)]
    return {"label": label, "value": plain[0], "unit": unit, "n": plain[1], "change": plain[2]}


def show_figures(figures):
    """Show the figures that matter first, large; the report puts them at its head and into run.json."""
    cells = "".join(
        f'<div class="fs-figure"><dt{TERM}>{escape(one["label"])}</dt><dd{VALUE}>{_figure(one["value"], one["unit"])}'
        f'{_change(one)}{_base(one)}</dd></div>' for one in figures)
    return Shown(f'<dl class="fs-figures"{ROW}>{cells}</dl>', {FIGURES: list(figures)})


def show_share(share, what):
    """Say a share in a sentence: hits, base and what its interval means. `share` is a row of share_of."""
    if not share.articles:
        return show_note("No article here has a date, so there is no share to give and nothing to draw over time. "
                         "The sentences that were found are there all the same.")
    text = f"{share.hits:,} of {_number(share.articles, 'dated article')} {what}."
    if pd.notna(share.low):
        text += (f" The 95 % interval of this share runs from {share.low:.1%} to {share.high:.1%}: were these articles "
                 "drawn at random from many like them, intervals made this way would hold the true share 95 times in "
                 "100.")
    else:
        text += " That is too few for a share."
    return show_note(text)


def show_note(text):
    """Show a sentence whose numbers were computed; it is plain text.

    >>> show_note("3 < 4").html
    '<p class="fs-note">3 &lt; 4</p>'
    """
    return Shown(f'<p class="fs-note">{escape(text)}</p>')


def show_table(frame, caption, name, link="title"):
    """Show a table that sorts and can be searched in the report; its CSV is kept beside the report as <name>.csv.

    Shares are shown as per cents, times as days; the column `link` leads to the column `url` where that is http(s).
    A column `x_order` is not shown: by it the rows sort under the column x. Columns `x_low` and `x_high` are shown in
    the cells of x, as its interval.
    """
    hidden = {"url", "marks", *(f"{column}{end}" for column in frame.columns for end in (ORDER, *ENDS))}
    shown = [column for column in frame.columns if column not in hidden]
    head = "".join(f'<th scope="col">{escape(str(column).replace("_", " "))}</th>' for column in shown)
    body = "".join(f"<tr>{_cells(row, shown, link)}</tr>" for row in frame.to_dict("records"))
    html = (f'<table class="fs-table"><caption>{escape(caption)}</caption>'
            f'<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')
    kept = [column for column in frame.columns if column != "marks"]
    rows = [[_plain(value) for value in row] for row in frame[kept].itertuples(index=False)]
    return Shown(html, {TABLE: {"name": name, "caption": caption, "columns": kept, "rows": rows}})


def show_excerpts(excerpts, heading=""):
    """Show excerpts as a list: date, source, headline with its link, and the sentence with the words marked."""
    items = "".join(_item(row) for row in excerpts.to_dict("records"))
    top = f"<h4>{escape(heading)}</h4>" if heading else ""
    return Shown(f'<div class="fs-excerpts">{top}<ol>{items}</ol></div>' if items else
                 f'<div class="fs-excerpts">{top}<p>No sentence to show.</p></div>')


def show_peaks(selection, findings, peaks, by, every="week", limit=3):
    """Show the sentences behind a chart's highest points: for each peak its period, value and excerpts.

    `peaks` has one row per peak: period and the column `by`.
    """
    excerpts = find_excerpts(selection, findings, by, every, limit)
    parts = []
    for peak in peaks.to_dict("records"):
        value = "" if by is None else str(peak[by])
        own = excerpts[(excerpts["period"] == peak["period"]) & (excerpts["value"] == value)]
        when = _period(peak["period"], every)
        parts.append(show_excerpts(own, f"{value}, {when}" if value else when).html)
    return Shown("".join(parts) or '<p class="fs-note">No peak: no period has enough articles.</p>')


def show_selection(selection):
    """Say what is counted and what is left out: articles, sources, days, undated ones, copies, bodies."""
    articles = read(selection, "articles")
    dated = articles["published"].dropna()
    span = f"{_day(dated.min())} to {_day(dated.max())}" if len(dated) else "no dates"
    apart = {"without a date, in no series and no share": len(articles) - len(dated),
             "with a headline only": int((articles["body"] == "none").sum()),
             "cut short by their source": int((articles["body"] == "partial").sum()),
             "near-copies of another": int((read(selection, "clusters")["role"] == "copy").sum())}
    told = "; ".join(f"{number:,} {what}" for what, number in apart.items() if number)
    sources = articles["source"].nunique()
    origin = f"of {_number(sources, 'source')}" if sources else "without a named source"
    text = f"Selected: {_number(len(articles), 'article')} {origin}, {span}."
    return show_note(text + (f" Among them {told}." if told else ""))


def show_method(selection, **parameters):
    """Say how this page was made: parameters, dataset and its hash, words and versions, computed in this run.

    If this run read the ledger, it says at which head, and the report keeps that in run.json.
    """
    rows = "".join(f'<tr><th scope="row"{LEFT}>{escape(label)}</th><td{LEFT}>{escape(str(value))}</td></tr>'
                   for label, value in {**provenance(selection), **_given(parameters)}.items())
    html = f'<table class="fs-method"><caption>How this page was made</caption><tbody>{rows}</tbody></table>'
    ledger = ledger_used()
    return Shown(html, {LEDGER: ledger} if ledger else {})


def _period(first, every):
    return {"day": _day(first), "week": f"week of {_day(first)}", "month": f"{first:%B %Y}"}[every]


def _day(when):
    return f"{when.day} {when:%B %Y}"


def _number(count, what):
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def _given(parameters):
    return {f"Parameter {name}": "(empty)" if value in ("", []) else value for name, value in parameters.items()}


def _figure(value, unit):
    if value is None:
        return "–"
    return {"share": f"{value:.1%}", "rate": f"{value:,.1f}", "score": f"{value:.2f}"}.get(unit) or f"{value:,}"


def _change(one):
    if one["change"] is None:
        return ""
    text = f"{one['change'] * 100:+.1f} points" if one["unit"] == "share" else f"{one['change']:+,}"
    return f' <span class="fs-change">{text}</span>'


def _base(one):
    return "" if one["n"] is None else f' <span class="fs-base">of {one["n"]:,}</span>'


def _cells(row, columns, link):
    return "".join(_cell(row, column, link) for column in columns)


def _cell(row, column, link):
    value = row[column]
    text, by = _text(value, column), f"{column}{ORDER}"
    order = _order(_day_number(row[by]) if by in row else value)
    low, high = (row.get(f"{column}{end}") for end in ENDS)
    if text and pd.notna(low) and pd.notna(high):
        text += f" ({_text(low, column)} to {_text(high, column)})"
    html = escape(text)
    if column == link and str(row.get("url") or "").startswith(("http://", "https://")):
        html = f'<a href="{escape(row["url"])}" rel="noopener noreferrer">{html}</a>'
    kind = ' class="fs-number"' if _order(value) else LEFT
    if isinstance(value, pd.Timestamp):
        kind = f' class="fs-day"{LEFT}'
    elif len(text) > LONG and not _order(value):
        kind = f' class="fs-long"{LEFT}'
    return f"<td{kind}{order}>{html}</td>"


def _text(value, column):
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _say_float(value, column)
    return f"{value:,}" if isinstance(value, int) else str(value)


def _say_float(value, column):
    if column in SHARES or str(column).startswith("share"):
        return f"{value:.1%}"
    return f"{round(value, 2) + 0.0:,.2f}" if abs(value) < 100 else f"{value:,.0f}"


def _day_number(value):
    return value.toordinal() if isinstance(value, pd.Timestamp) and pd.notna(value) else value


def _order(value):
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and pd.notna(value)
    return f' data-order="{value!r}"' if is_number else ""


def _plain(value):
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def _item(row):
    title = escape(row["title"] if pd.notna(row["title"]) and row["title"] else "(no headline)")
    if str(row["url"] or "").startswith(("http://", "https://")):
        title = f'<a href="{escape(row["url"])}" rel="noopener noreferrer">{title}</a>'
    day = f'{row["published"]:%d %b %Y}' if pd.notna(row["published"]) else "no date"
    source = escape(str(row["source"])) if pd.notna(row["source"]) else "no source"
    return (f'<li><p class="fs-where">{day} · {source}</p><p class="fs-headline">{title}</p>'
            f'<blockquote>{marked(row["sentence"], row["marks"])}</blockquote></li>')


def marked(sentence, marks):
    """The sentence escaped, its marks in <mark>; overlapping marks are joined."""
    pieces, at = [], 0
    for start, end in sorted(marks):
        start = max(start, at)
        if start < end:
            pieces += [escape(sentence[at:start]), "<mark>", escape(sentence[start:end]), "</mark>"]
            at = end
    return "".join([*pieces, escape(sentence[at:])])
