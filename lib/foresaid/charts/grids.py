"""Grids of cells: cross tables, and the first chart of all: what was collected, when and from whom."""

from itertools import groupby

import pandas as pd
import plotly.graph_objects as go

from foresaid.charts.captions import band_of, table_subtitle, told_base
from foresaid.charts.frame import Caption, Room, finish, say_empty, text_width
from foresaid.charts.theme import FAINT, SHADE
from foresaid.charts.traces import time_axis
from foresaid.charts.words import UNNAMED, every_of, is_share, key_of, named, number, period_name, safe, span, wrap

CELL, MOST_TEXTS = 30, 160
SLANTED_CELL, SLANTED_ROOM, NARROW_ROOM = 22, 600, 220  # pixels: a slanted column, all of them, all of them on a phone
MOST_COLUMNS = (30, 26)  # names of columns, wide and narrow


def draw_heatmap(table, x, y, title="", note="", excerpts=None, *, value="share"):
    """Draw a cell per row of a long table (share_by_source, count_by); one without a value is hatched.

    Rows and columns stand in the table's order. Cells carry their numbers where there are at most 160. A cell's key is
    "|<x>|<y>", as find_excerpts makes it from by=[x, y] and every=None.

    Returns a plotly figure. Without a cell to draw the figure says why.
    """
    if table.empty or table[value].isna().all():
        why = "No findings in this selection." if table.empty else "No cell has enough articles for a share."
        return say_empty(go.Figure(), Caption(title, "", note), why)
    trace, room = grid_of(table, x, y, value)
    figure = with_hatches(go.Figure(trace, layout=room.pop("layout")), [list(row) for row in trace.z])
    subtitle = table_subtitle(table, value)
    said = ["Hatched: no value." if any(amount is None for row in trace.z for amount in row) else "",
            "Point at a cell for its numbers and 95% interval." if band_of(table, value) else "", note]
    caption = Caption(title, subtitle, " ".join(one for one in said if one),
                      grid_alt(title, subtitle, table, (x, y), value))
    return finish(figure, caption, Room(**room), excerpts)


def grid_of(table, x, y, value):
    """The cells of a heat map as a trace; and the room that its names take, with the layout of its axes."""
    across, down = (list(dict.fromkeys(table[column].astype("str"))) for column in (x, y))
    cells = {(str(row[x]), str(row[y])): row for row in table.to_dict("records")}
    grid = [[cells.get((column, name)) for column in across] for name in down]
    amounts = [[_amount(cell, value) for cell in row] for row in grid]
    texts = [[safe(_cell_text(amount, value)) for amount in row] for row in amounts]
    trace = _cells(amounts, across, down, [[key_of(None, column, name) for column in across] for name in down],
                   [[_told(cell, f"{name}, {column}", value) for cell, column in zip(row, across, strict=True)]
                    for row, name in zip(grid, down, strict=True)])
    if len(across) * len(down) <= MOST_TEXTS:
        trace.update(text=texts, texttemplate="%{text}", textfont={"size": 11})
    return trace, _axes(across, down)


def draw_coverage(table, title="", note=""):
    """Draw what was collected (count_articles): a row per source, a cell per period; hatched where nothing is there.

    It comes before any chart of the news: where a source sets in or falls silent, lines change for reasons that are
    not in the news. A cell's key is "<first day>|<source>".

    Returns a plotly figure. Without an article the figure says so.
    """
    if table.empty or table["articles"].sum() == 0:
        return say_empty(go.Figure(), Caption(title, "", note), "No dated article in this selection.")
    sources = list(dict.fromkeys(table["source"].astype("str")))
    periods = table.drop_duplicates("period").sort_values("period").reset_index(drop=True)
    wide = table.pivot_table(index="source", columns="period", values="articles", aggfunc="sum").loc[sources]
    amounts = [[int(amount) if amount > 0 else None for amount in row] for row in wide.to_numpy()]
    names = [period_name(row.period, row.until) for row in periods.itertuples()]
    days = [f"{moment:%Y-%m-%d}" for moment in periods["period"]]
    trace = _cells(amounts, days, sources, [[key_of(moment, name) for moment in periods["period"]] for name in sources],
                   [[f"<b>{safe(name, 60)}</b><br>{when}: {_count(amount)}" for when, amount in
                     zip(names, row, strict=True)] for name, row in zip(sources, amounts, strict=True)])
    gap = 2 if len(periods) <= 60 else 1 if len(periods) <= 200 else 0
    trace.update(xgap=gap, zmin=0)
    if len(periods) <= 16:
        trace.update(text=[["" if amount is None else f"{amount:,}" for amount in row] for row in amounts],
                     texttemplate="%{text}", textfont={"size": 12})
    figure = with_hatches(go.Figure(trace), amounts)
    ticks, few = _time_ticks(periods, 7), _time_ticks(periods, 4)
    labels = [wrap(f"{name or UNNAMED}  {int(total):,}", 26, 2)
              for name, total in zip(sources, wide.sum(axis=1), strict=True)]
    small = [wrap(name or UNNAMED, 13, 2) for name in sources]
    figure.update_layout(xaxis={**ticks, "range": [-0.5, len(periods) - 0.5], "showline": False},
                         yaxis=_down_axis(sources, labels), coloraxis={"showscale": False})
    left = (_widest(labels, 13), _widest(small, 11))
    narrow = {"yaxis.ticktext": small, "yaxis.tickfont.size": 11, "xaxis.tickvals": few["tickvals"],
              "xaxis.ticktext": few["ticktext"]}
    total = int(table["articles"].sum())
    subtitle = (f"Articles per {every_of(table)}, {span(table['period'].min(), table['until'].max())} · n = {total:,} "
                f"articles of {len(sources)} {'source' if len(sources) == 1 else 'sources'}")
    said = "The stronger the colour, the more articles. Beside the names: articles in all."
    said += " Hatched: nothing collected, which says nothing about the news." if (table["articles"] == 0).any() else ""
    caption = Caption(title, subtitle, f"{said} {note}".strip(), _coverage_alt(title, subtitle, table, sources))
    return finish(figure, caption, Room(26 * len(sources), left=left, below=40, narrow=narrow))


def _cells(amounts, across, down, keys, hovers):
    return go.Heatmap(z=amounts, x=across, y=down, customdata=keys,
                      hovertext=hovers, hoverinfo="text", hoverongaps=False, xgap=2, ygap=2, coloraxis="coloraxis")


def with_hatches(figure, amounts):
    """The figure with a hatched box for every cell without a value, on hidden axes that count rows and columns."""
    x, y = [], []
    for row, cells in enumerate(amounts):
        for left, right in _runs(cells):
            x += [left, right, right, left, left, None]
            y += [row - 0.46, row - 0.46, row + 0.46, row + 0.46, row - 0.46, None]
    if x:
        figure.add_scatter(x=x, y=y, mode="lines", fill="toself", line={"width": 0}, hoverinfo="skip", name="no value",
                           fillcolor="rgba(0,0,0,0)", xaxis="x2", yaxis="y2",
                           fillpattern={"shape": "/", "fgcolor": SHADE, "bgcolor": FAINT, "size": 7, "solidity": 0.18})
        figure.update_layout(counting_axes(len(amounts[0]), len(amounts)))
    return figure


def counting_axes(columns, rows):
    """Hidden axes over a grid that count its columns and rows from 0, for what is drawn between the cells."""
    return {"xaxis2": {"overlaying": "x", "visible": False, "range": [-0.5, columns - 0.5]},
            "yaxis2": {"overlaying": "y", "visible": False, "range": [rows - 0.5, -0.5]}}


def _runs(cells):
    """From where to where a row has no value.

    >>> list(_runs([1, None, None, 2]))
    [(0.5, 2.5)]
    """
    for missing, group in groupby(range(len(cells)), key=lambda at: cells[at] is None):
        places = list(group)
        if missing:
            yield places[0] - 0.5, places[-1] + 0.5


def _axes(across, down):
    """Names on both sides, columns above the cells where they fit level, else slanted; every second one, or fewer,
    where there are too many to stand beside each other.
    """
    slanted = len(across) > 9
    columns = [wrap(named(name), *((22, 1) if slanted else (12, 2))) for name in across]
    rows, small = ([wrap(named(name), width, 2) for name in down] for width in (26, 13))
    wide, few = (slice(None, None, -(-len(across) // most)) for most in MOST_COLUMNS)
    layout = {"xaxis": {"type": "category", "tickvals": across[wide], "ticktext": columns[wide], "side": "top",
                        "ticks": "", "showline": False, "tickangle": -45 if slanted else 0,
                        "range": [-0.5, len(across) - 0.5]},
              "yaxis": _down_axis(down, rows), "coloraxis": {"showscale": False, "cmin": 0}}
    longest = max(text_width(text, 12) for text in columns)
    above = ((longest * 3 // 4 if slanted else 36) + 6, longest + 8)
    narrow = {"yaxis.ticktext": small, "yaxis.tickfont.size": 11, "xaxis.tickangle": -90,
              "xaxis.tickvals": across[few], "xaxis.ticktext": columns[few],
              "xaxis.tickfont.size": max(6, min(11, NARROW_ROOM // len(across[few])))}
    left = (_widest(rows, 13), _widest(small, 11))
    cell = min(SLANTED_CELL, SLANTED_ROOM // len(across))
    reach = [round(text_width(text, 12) * 0.75) + 8 - round((len(columns) - at - 0.5) * cell)  # beyond the last cell
             for at, text in enumerate(columns)]
    right = (max(16, *reach) if slanted else 16, 16)
    return {"layout": layout, "height": CELL * len(down), "left": left, "right": right, "below": 6, "above": above,
            "narrow": narrow}


def _down_axis(names, labels):
    return {"type": "category", "tickvals": names, "ticktext": labels, "range": [len(labels) - 0.5, -0.5],
            "showgrid": False, "ticklabelstandoff": 6, "tickfont": {"size": 13}}


def _time_ticks(periods, most):
    """The ticks of a time axis, where each period is a category."""
    ticks = time_axis(periods, most)
    days = [f"{moment:%Y-%m-%d}" for moment in ticks["tickvals"]]
    return {"type": "category", "tickvals": days, "ticktext": ticks["ticktext"], "tickangle": 0}


def _widest(texts, size):
    return max(text_width(text, size) for text in texts) + 16


def _amount(cell, value):
    return None if cell is None or pd.isna(cell[value]) else float(cell[value])


def _cell_text(amount, value):
    if amount is None or not is_share(value):
        return "" if amount is None else number(amount, value)
    return "<1%" if 0 < amount < 0.005 else f"{amount:.0%}"


def _count(amount):
    return "no articles" if amount is None else f"{amount:,} article{'' if amount == 1 else 's'}"


def _told(cell, name, value):
    if cell is None or pd.isna(cell[value]):
        return f"<b>{safe(named(name), 80)}</b><br>no value"
    ends = band_of(cell, value)
    interval = f"95%: {number(cell[ends[0]], value)} to {number(cell[ends[1]], value)}" if ends else ""
    lines = [f"<b>{safe(named(name), 80)}</b>", number(cell[value], value), told_base(cell, value), interval]
    return "<br>".join(filter(None, lines))


def grid_alt(title, subtitle, table, axes, value):
    """What a heat map shows, for those who do not see it: its highest and its lowest cell."""
    rows = table[table[value].notna()].sort_values(value, ascending=False, kind="stable")
    said = [f"Heat map: {title}." if title else "Heat map.", f"{subtitle}.", f"{len(rows)} cells."]
    for word, row in (("Highest", rows.iloc[0]), ("Lowest", rows.iloc[-1])):
        said.append(f"{word}: {row[axes[1]]}, {row[axes[0]]}, {number(row[value], value)}.")
    return " ".join(said)


def _coverage_alt(title, subtitle, table, sources):
    totals = table.groupby("source")["articles"].sum()
    empty = table[table["articles"] == 0].groupby("source").size()
    said = [f"Heat map of the collection: {title}." if title else "Heat map of the collection.", f"{subtitle}."]
    said += [f"{name}: {totals[name]:,} articles, {empty.get(name, 0)} {every_of(table)}s without."
             for name in sources[:12]]
    return " ".join(said)
