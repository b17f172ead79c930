"""Bars: one a topic, actor or source, with its interval and n; and what rose and fell between two times."""

import pandas as pd
import plotly.graph_objects as go

from foresaid.charts.captions import base_column, table_alt, table_subtitle, told_base
from foresaid.charts.frame import Caption, Room, finish, say_empty, text_width
from foresaid.charts.theme import GREY, PALETTE, SHADE, fade
from foresaid.charts.words import count_lines, is_share, key_of, named, number, safe, wrap

ROW = 30  # pixels


def draw_bars(table, by, title="", note="", excerpts=None, colours=None, *, value="share"):
    """Draw a horizontal bar per row of the table, in the table's order, with its interval; value and n at its end.

    `table` comes from share_of, share_by_source or rank_values. With a column share_before (compare_periods) a grey
    upright on each bar shows the time before. A row without a value (too few articles) has no bar and says so.

    Returns a plotly figure. Without a row the figure says why.
    """
    if table.empty or table[value].isna().all():
        why = "No findings in this selection." if table.empty else "No row has enough articles for a share."
        return say_empty(go.Figure(), Caption(title, "", note), why)
    rows = table.reset_index(drop=True).to_dict("records")
    names = [str(row[by]) for row in rows]
    before = value == "share" and "share_before" in table
    banded = value == "share" and {"low", "high"} <= set(table)
    figure = go.Figure([_bars(rows, names, colours or {}, value)])
    figure.add_traces(_intervals(rows, names) if banded else [])
    figure.add_traces([_before(rows, names)] if before else [])
    reach = ["high" if banded else value, *(["share_before"] if before else [])]
    top = float(table[reach].astype("float64").max().max())
    _end_texts(figure, rows, value, banded)
    left, narrow = _names(figure, names)
    narrow |= _short_ends(len(rows), [_short(row, value) for row in rows])
    figure.update_layout(xaxis={**_scale(value), "range": [0, (top or 1) * 1.02]}, bargap=0.35)
    said = ["Line: 95% interval." if banded else "", "Upright: the time before." if before else "", note]
    subtitle = table_subtitle(table, value)
    caption = Caption(title, subtitle, " ".join(one for one in said if one),
                      table_alt(title, subtitle, table, by, value))
    widest = tuple(max(text_width(form(row, value)) for row in rows) + 10 for form in (_end, _short))
    room = Room(ROW * len(rows), left=left, right=widest, below=26, narrow=narrow)
    return finish(figure, caption, room, excerpts)


def draw_changes(comparison, by, title="", note="", excerpts=None, colours=None):
    """Draw what rose and what fell: per row a hollow point before, a full one now, and the change in points at the end.

    `comparison` comes from compare_periods. A change whose interval holds 0 is grey: it may be chance.

    Returns a plotly figure. Without a row the figure says why.
    """
    if comparison.empty:
        return say_empty(go.Figure(), Caption(title, "", note), "No findings in either period.")
    rows = comparison.reset_index(drop=True).to_dict("records")
    names = [str(row[by]) for row in rows]
    tint = [(colours or {}).get(name, PALETTE[0]) if row["clear"] else GREY
            for row, name in zip(rows, names, strict=True)]
    figure = go.Figure()
    for row, colour in zip(rows, tint, strict=True):
        figure.add_trace(go.Scatter(x=[row["share_before"], row["share"]], y=[str(row[by])] * 2, mode="lines",
                                    hoverinfo="skip", line={"color": fade(colour, 0.5), "width": 3}))
    hovers = [_told_change(row, by) for row in rows]
    shared = {"y": names, "mode": "markers", "hovertext": hovers, "hoverinfo": "text",
              "cliponaxis": False}  # a point at zero stays whole
    figure.add_trace(go.Scatter(x=[row["share_before"] for row in rows], name="before", **shared,
                                marker={"size": 10, "symbol": "circle-open", "color": tint,
                                        "line": {"width": 2, "color": tint}}))
    figure.add_trace(go.Scatter(x=[row["share"] for row in rows], name="now", **shared,
                                customdata=[key_of(None, name) for name in names],
                                marker={"size": 11, "color": tint, "line": {"width": 0}}))
    ends = [_change(row) for row in rows]
    for at, text in enumerate(ends):
        figure.add_annotation(x=1, xref="paper", y=at, text=text, xanchor="left", xshift=8, showarrow=False)
    left, narrow = _names(figure, names)
    short = [text.split(" (")[0] for text in ends]
    narrow |= _short_ends(len(rows), short)
    top = float(comparison[["share", "share_before"]].max().max()) or 1
    figure.update_layout(xaxis={**_scale("share"), "range": [0, top * 1.06]})
    subtitle = (f"Share of articles · n = {rows[0]['articles']:,} articles, {rows[0]['articles_before']:,} in the time "
                "before")
    said = "Full: now. Hollow: before. At the end: change in percentage points, 95% interval. Grey: may be chance."
    caption = Caption(title, subtitle, f"{said} {note}".strip(), _change_alt(title, subtitle, rows, by))
    widest = tuple(max(text_width(text) for text in texts) + 12 for texts in (ends, short))
    room = Room(ROW * len(rows), left=left, right=widest, below=26, narrow=narrow)
    return finish(figure, caption, room, excerpts)


def _bars(rows, names, colours, value):
    return go.Bar(x=[_float(row[value]) for row in rows], y=names, orientation="h",
                  marker={"color": [colours.get(name, PALETTE[0]) for name in names], "line": {"width": 0}},
                  customdata=[key_of(None, name) for name in names], hoverinfo="text", textposition="none",
                  hovertext=[_told(row, name, value) for row, name in zip(rows, names, strict=True)])


def _intervals(rows, names):
    """One upright-free line a bar, from the low to the high end."""
    x, y = [], []
    for row, name in zip(rows, names, strict=True):
        if _float(row["low"]) is not None:
            x += [row["low"], row["high"], None]
            y += [name, name, None]
    return [go.Scatter(x=x, y=y, mode="lines", hoverinfo="skip", connectgaps=False, line={"color": SHADE, "width": 5}),
            go.Scatter(x=x, y=y, mode="lines", hoverinfo="skip", connectgaps=False, line={"color": GREY, "width": 1.5})]


def _before(rows, names):
    return go.Scatter(x=[_float(row["share_before"]) for row in rows], y=names, mode="markers",
                      hoverinfo="skip", name="before",
                      marker={"symbol": "line-ns", "size": 16, "line": {"width": 2.5, "color": GREY}})


def _end_texts(figure, rows, value, banded):
    for at, row in enumerate(rows):
        amount = _float(row["high" if banded else value])
        figure.add_annotation(x=amount or 0, y=at, text=_end(row, value), xanchor="left", xshift=6, showarrow=False,
                              align="left")


def _end(row, value):
    """Value and n at the end of a bar."""
    if _float(row[value]) is None:
        base = base_column(row)[0]
        return f"too few ({row[base]:,})" if base else "no value"
    return f"{_short(row, value)} {told_base(row, value).rpartition(' ')[0]}"


def _short(row, value):
    return "too few" if _float(row[value]) is None else f"<b>{number(row[value], value)}</b>"


def _short_ends(count, texts):
    """On a narrow screen the bars' ends carry the value alone: the relayout of the first annotations."""
    return {**{f"annotations[{at}].text": texts[at] for at in range(count)}, "xaxis.nticks": 3}


def _told(row, name, value):
    lines = [f"<b>{safe(named(name), 60)}</b>", number(row[value], value), *filter(None, [told_base(row, value)])]
    if value == "share":
        lines += [f"95%: {row['low']:.1%} to {row['high']:.1%}"] if _float(row.get("low")) is not None else []
    if value == "share" and _float(row.get("share_before")) is not None:
        lines.append(f"before: {row['share_before']:.1%}")
    return "<br>".join(lines)


def _change(row):
    low, high = 100 * row["difference_low"], 100 * row["difference_high"]
    return f"<b>{100 * row['difference']:+.1f}</b> ({low:+.1f} to {high:+.1f})"


def _told_change(row, by):
    return (f"<b>{safe(named(row[by]), 60)}</b><br>"
            f"now {row['share']:.1%} ({row['hits']:,} of {row['articles']:,} articles)<br>"
            f"before {row['share_before']:.1%} ({row['hits_before']:,} of {row['articles_before']:,})<br>"
            f"change {_change(row)} points")


def _change_alt(title, subtitle, rows, by):
    said = [f"Before and after: {title}." if title else "Before and after.", f"{subtitle}."]
    said += [f"{row[by]}: {row['share_before']:.1%} to {row['share']:.1%}, {100 * row['difference']:+.1f} points"
             f"{'' if row['clear'] else ' (may be chance)'}." for row in [rows[0], *rows[1:][-1:]]]
    return " ".join(said)


def _names(figure, names):
    """The rows' names as the labels of the upright axis, first row on top; left margins and the narrow relayout."""
    wide, small = ([wrap(named(name), width, 2) for name in names] for width in (30, 14))
    figure.update_layout(yaxis={"type": "category", "tickvals": names, "ticktext": wide, "showgrid": False,
                                "ticklabelstandoff": 8,
                                "range": [len(names) - 0.4, -0.6], "tickfont": {"size": 13}})
    left = (max(text_width(text, 13) for text in wide) + 18, max(text_width(text, 12) for text in small) + 16)
    return left, {"yaxis.ticktext": small, "yaxis.tickfont.size": 11 if max(map(count_lines, small)) > 1 else 12}


def _scale(value):
    return {"tickformat": ".0%" if is_share(value) else ",~g", "nticks": 5, "showgrid": True, "showline": False,
            "ticks": "", "tickangle": 0}


def _float(amount):
    """A plain float, or None where there is no value."""
    return None if pd.isna(amount) else float(amount)
