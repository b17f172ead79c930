"""Lines over time: up to six in one chart with their names at their ends, more of them as small multiples."""

import plotly.graph_objects as go

from foresaid.charts.captions import band_of, lines_of, series_alt, series_note, series_subtitle
from foresaid.charts.frame import Caption, Room, dodge, finish, say_empty, text_width
from foresaid.charts.theme import PALETTE, assign_colours
from foresaid.charts.traces import break_shapes, gap_trace, line_traces, time_axis, value_axis
from foresaid.charts.words import count_lines, named, wrap

MOST, HEIGHT = 6, 320
PEAK_LINES = 3
PLAIN, HEADLINES = 1.08, 1.45  # the axis above the highest value, without and with headlines, which no hatch disturbs


def draw_lines(series, by=None, title="", note="", excerpts=None, colours=None, *, value="share", peaks=None):
    """Draw a series over time: a line per value of `by`, its 95 % band, gaps hatched, breaks where the sources change.

    `series` comes from share_per_period or count_per_period; `value` names the column to draw; `excerpts` is a dict
    from a point's key to its articles; `colours` a dict from value to colour (assign_colours); `peaks` a table with
    period, `by` and label (a headline) for the points to be named. More than six lines become small multiples.

    Returns a plotly figure. Without a point to draw the figure says why.
    """
    lines = lines_of(series, by)
    if len(lines) > MOST:
        from foresaid.charts.panels import draw_panels
        return draw_panels(series, by, title, note, excerpts, colours, value=value)
    if series.empty or series[value].notna().sum() == 0:
        why = "No dated finding in this selection." if series.empty else "No period has enough articles for a share."
        return say_empty(go.Figure(), Caption(title, "", note), why)
    colours = colours or assign_colours([name for name, _ in lines])
    equal = value == "share" and _has_equal(series, len(lines))
    axis = value_axis(series, value, PLAIN if peaks is None or len(peaks) == 0 else HEADLINES)
    figure = go.Figure(layout={"shapes": break_shapes(series), "xaxis": time_axis(series), "yaxis": axis})
    hatch = gap_trace(series, min(axis["range"][1], value_axis(series, value, PLAIN)["range"][1]))
    figure.add_traces([] if hatch is None else [hatch])
    for name, rows in lines:
        figure.add_traces(line_traces(rows, name, colours.get(name, PALETTE[0]), [name], value=value,
                                      strong=len(lines) <= 3, equal=equal))
    right, narrow = _name_ends(figure, lines, colours, value, axis["range"][1])
    _label_peaks(figure, series, by, peaks, value, narrow)
    subtitle = series_subtitle(series, value, [by])
    caption = Caption(title, subtitle, series_note(series, value, note, equal),
                      series_alt(title, subtitle, series, by, value))
    narrow.update(_fewer_ticks(series))
    return finish(figure, caption, Room(HEIGHT, right=right, narrow_height=260, below=40, narrow=narrow), excerpts)


def _has_equal(series, lines):
    """The equal-source line stands where the pooled one is in doubt, as long as the chart stays readable."""
    if "share_equal" not in series or series["share_equal"].isna().all():
        return False
    return lines <= 3 and (bool(series["break_before"].any()) or lines == 1)


def _name_ends(figure, lines, colours, value, top):
    """Names at the right of the lines' last points, moved apart; returns the right margins and the narrow relayout."""
    ends = [(name, rows.loc[rows[value].notna(), value].iloc[-1]) for name, rows in lines
            if name and rows[value].notna().any()]
    if not ends:
        return (16, 16), {}
    texts = [(wrap(named(name), 22, 2), wrap(named(name), 13, 2)) for name, _ in ends]
    heights = [float(end) / top * HEIGHT for _, end in ends]
    gap = 17 if all(count_lines(wide) == 1 for wide, _ in texts) else 31
    narrow = {}
    low_gap = 16 if all(count_lines(small) == 1 for _, small in texts) else 29
    scale = 260 / HEIGHT
    small_places = dodge([height * scale for height in heights], low_gap)
    for at, (place, small) in enumerate(zip(dodge(heights, gap), small_places, strict=True)):
        name, end = ends[at]
        figure.add_annotation(x=1, xref="paper", y=float(end), yshift=place - heights[at], xanchor="left", xshift=6,
                              text=f"<b>{texts[at][0]}</b>", showarrow=False, align="left", name="fs-end",
                              font={"color": colours.get(name, PALETTE[0]), "size": 13})
        narrow |= {f"annotations[{at}].text": f"<b>{texts[at][1]}</b>", f"annotations[{at}].font.size": 11,
                   f"annotations[{at}].yshift": small - heights[at] * scale}
    widths = [max(text_width(pair[form], (15, 13)[form]) for pair in texts) + 12 for form in (0, 1)]
    return tuple(widths), narrow


def _label_peaks(figure, series, by, peaks, value, narrow):
    """A headline above each given peak, higher where two come close; not on a narrow screen."""
    top = figure.layout.yaxis.range[1]
    if peaks is None or len(peaks) == 0:
        return
    first, last = series["period"].min(), series["period"].max()
    spread = max((last - first).days, 1)
    taken = []
    for peak in peaks.sort_values("period").to_dict("records"):
        rows = series[series["period"] == peak["period"]]
        rows = rows if by is None else rows[rows[by].astype("str") == str(peak[by])]
        if rows.empty or rows[value].isna().all() or not peak["label"]:
            continue
        place = (peak["period"] - first).days / spread
        above = _band_above(rows.iloc[0], value) / top * HEIGHT  # the headline stands over the band
        level = sum(abs(place - other) < 0.34 for other in taken) % 3
        taken.append(place)
        side = "left" if place < 0.6 else "right"
        narrow[f"annotations[{len(figure.layout.annotations)}].visible"] = False
        figure.add_annotation(x=peak["period"], y=float(rows[value].iloc[0]), name="fs-peak",
                              text=wrap(peak["label"], 30, PEAK_LINES), opacity=0.9, ax=0,
                              ay=-above - 18 - 48 * level, xanchor=side, align=side, yanchor="bottom",
                              arrowhead=0, arrowwidth=1, standoff=5)


def _band_above(row, value):
    ends = band_of(row, value)
    return max(float(row[ends[1]]) - float(row[value]), 0) if ends else 0


def _fewer_ticks(series):
    ticks = time_axis(series, most=4)
    return {"xaxis.tickvals": ticks["tickvals"], "xaxis.ticktext": ticks["ticktext"]}
