"""The same line and bar charts as static pictures, for paper, mail and the README (matplotlib).

Names and headlines are drawn letter by letter: a dollar sign starts no formula, and a letter that no installed font has
becomes "?" instead of a warning.
"""

from functools import lru_cache

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font

from foresaid.charts.captions import MOST_BREAKS, lines_of, series_note, series_subtitle, table_subtitle, told_base
from foresaid.charts.frame import dodge
from foresaid.charts.theme import GREY, PALETTE, assign_colours
from foresaid.charts.traces import breaks, gaps, pieces, time_axis
from foresaid.charts.words import is_share, named, number, plain, wrap_rows

INK, SOFT, FAINT = "#1c1f23", "#53595f", "#dddddd"
FONT = "DejaVu Sans"  # travels with matplotlib, so a picture looks the same everywhere
WIDTH, POINTS = 8.0, 72


def print_lines(series, by=None, title="", note="", colours=None, *, value="share"):
    """Draw a series over time as a static picture: the marks are those of draw_lines, without hover and excerpts.

    Returns a matplotlib figure, 8 inches wide. Without a point to draw the figure says why.
    """
    lines = lines_of(series, by)
    if series.empty or series[value].notna().sum() == 0:
        why = "No dated finding in this selection." if series.empty else "No period has enough articles for a share."
        return _say_empty(title, note, why)
    colours = colours or assign_colours([name for name, _ in lines])
    equal = value == "share" and len(lines) == 1 and "share_equal" in series and series["share_equal"].notna().any()
    figure, axes = _page(title, series_subtitle(series, value, [by]), series_note(series, value, note, equal), 3.4,
                         right=0.8 if by else 0.96)
    for name, rows in lines:
        _draw_line(axes, rows, colours.get(name, PALETTE[0]), value, equal)
    _mark_gaps(axes, series)
    _finish_time(axes, series, value)
    ends = [(name, rows.loc[rows[value].notna()]) for name, rows in lines if name and rows[value].notna().any()]
    _name_ends(axes, ends, colours, value)
    return figure


def print_bars(table, by, title="", note="", colours=None, *, value="share"):
    """Draw a table as horizontal bars in a static picture, with intervals, value and n at their ends.

    Returns a matplotlib figure, 8 inches wide. Without a row to draw the figure says why.
    """
    if table.empty or table[value].isna().all():
        why = "No findings in this selection." if table.empty else "No row has enough articles for a share."
        return _say_empty(title, note, why)
    banded = value == "share" and {"low", "high"} <= set(table)
    said = " ".join(one for one in ("Line: 95% interval." if banded else "", note) if one)
    figure, axes = _page(title, table_subtitle(table, value), said, 0.32 * len(table) + 0.1, left=0.27, right=0.8)
    reach = "high" if banded else value
    top = float(table[reach].astype("float64").max()) or 1.0
    for at, row in enumerate(table.to_dict("records")):
        _draw_bar(axes, at, row, (colours or {}).get(str(row[by]), PALETTE[0]), (value, reach, top))
    names = ["\n".join(wrap_rows(_drawable(named(name)), 30, 2)) for name in table[by]]
    axes.set_yticks(range(len(names)), names, parse_math=False, fontsize=9, color=INK)
    axes.set_ylim(len(table) - 0.4, -0.6)
    axes.set_xlim(0, top)
    axes.spines["bottom"].set_visible(False)
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.xaxis.set_major_formatter(_ticks(value, top))
    axes.xaxis.set_major_locator(_locator())
    return figure


def _draw_line(axes, rows, colour, value, equal):
    for part in pieces(rows, value):
        x, y = part["period"], part[value].astype("float64")
        if value == "share" and "low" in part and len(part) > 1:
            axes.fill_between(x, part["low"], part["high"], color=colour, alpha=0.15, linewidth=0)
        elif value == "share" and "low" in part:
            axes.vlines(x, part["low"], part["high"], color=colour, alpha=0.5)
        axes.plot(x, y, color=colour, linewidth=1.8)
        whole = part["complete"] if "complete" in part else pd.Series(True, index=part.index)
        axes.plot(x[whole], y[whole], "o", color=colour, markersize=3.5)
        axes.plot(x[~whole], y[~whole], "o", color=colour, markersize=4.5, markerfacecolor="white")
    for part in pieces(rows, "share_equal") if equal else []:
        axes.plot(part["period"], part["share_equal"], color=colour, linewidth=1, linestyle=(0, (4, 3)))


def _mark_gaps(axes, series):
    for left, right in gaps(series):
        axes.axvspan(left, right, facecolor="#eeeeee", edgecolor="#bbbbbb", hatch="////", linewidth=0)
    moments = breaks(series)
    for moment in moments if len(moments) <= MOST_BREAKS else []:
        axes.axvline(moment, color=GREY, linewidth=1, linestyle=":")


def _finish_time(axes, series, value):
    ticks = time_axis(series)
    axes.set_xticks(ticks["tickvals"], [text.replace("<br>", "\n") for text in ticks["ticktext"]])
    axes.set_xlim(*ticks["range"])
    axes.set_ylim(0, None)
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.yaxis.set_major_formatter(_ticks(value, axes.get_ylim()[1]))


def _name_ends(axes, ends, colours, value):
    if not ends:
        return
    low, high = axes.get_ylim()
    room = axes.get_position().height * axes.figure.get_figheight() * POINTS
    places = [float(rows[value].iloc[-1] - low) / (high - low) * room for _, rows in ends]
    for (name, _), place in zip(ends, dodge(places, 12), strict=True):
        axes.annotate(plain(_drawable(named(name)), 24), (1, place / room), xycoords="axes fraction", xytext=(6, 0),
                      textcoords="offset points", va="center", fontsize=9, fontweight="bold", annotation_clip=False,
                      color=colours.get(name, PALETTE[0]), parse_math=False)


def _draw_bar(axes, at, row, colour, scale):
    value, reach, top = scale
    if pd.isna(row[value]):
        axes.text(top * 0.01, at, "too few", va="center", fontsize=8.5, color=SOFT)
        return
    axes.barh(at, float(row[value]), height=0.62, color=colour)
    if reach == "high":
        axes.plot([row["low"], row["high"]], [at, at], color=GREY, linewidth=2.5, alpha=0.8, solid_capstyle="butt")
    base = told_base(row, value).rpartition(" ")[0]
    axes.annotate(f"{number(row[value], value)}  {base}".strip(), (float(row[reach]), at), xytext=(5, 0), va="center",
                  textcoords="offset points", fontsize=8.5, color=INK, annotation_clip=False)


def _page(title, subtitle, note, height, left=0.07, right=0.96):
    """A figure with its words at the left edge and one plain pair of axes; heights in inches."""
    rows = [wrap_rows(_drawable(text), width) if text else [] for text, width in
            ((title, 74), (subtitle, 108), (note, 118))]
    above = 0.2 + 0.24 * len(rows[0]) + 0.19 * len(rows[1])
    below = 0.5 + 0.16 * len(rows[2])
    whole = above + height + below
    figure = Figure(figsize=(WIDTH, whole), facecolor="white")
    axes = figure.add_axes((left, below / whole, right - left, height / whole))
    for text, down, size, weight, colour in (
            (rows[0], 0.08, 13, "bold", INK), (rows[1], 0.12 + 0.24 * len(rows[0]), 9.5, "normal", SOFT),
            (rows[2], above + height + 0.44, 8.5, "normal", SOFT)):
        figure.text(0.012, 1 - down / whole, "\n".join(text), va="top", fontsize=size, fontweight=weight, color=colour,
                    parse_math=False, fontfamily=FONT)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#aaaaaa")
    axes.tick_params(length=0, labelsize=9, labelcolor=SOFT, labelfontfamily=FONT)
    axes.set_axisbelow(True)
    return figure, axes


def _say_empty(title, note, why):
    figure, axes = _page(title, "", note, 1.2)
    axes.set_axis_off()
    axes.text(0.5, 0.5, why, ha="center", va="center", transform=axes.transAxes, color=SOFT, fontsize=10)
    return figure


def _ticks(value, top):
    from matplotlib.ticker import FuncFormatter, PercentFormatter
    if is_share(value):
        return PercentFormatter(1, decimals=0 if top > 0.05 else 1)
    return FuncFormatter(lambda amount, _: f"{amount:,.10g}")


def _locator():
    from matplotlib.ticker import MaxNLocator
    return MaxNLocator(5)


@lru_cache(maxsize=1)
def _letters():
    from matplotlib.font_manager import findfont
    return frozenset(FT2Font(findfont(FONT)).get_charmap())


def _drawable(text):
    """Plain text in letters that the font has.

    >>> _drawable("Łódź 東")
    'Łódź ?'
    """
    return "".join(letter if ord(letter) in _letters() else "?" for letter in plain(text))
