"""Small multiples: one small chart per topic, actor or source, all on the same axes, the others in grey behind it."""

import plotly.graph_objects as go

from foresaid.charts.captions import lines_of, series_alt, series_note, series_subtitle
from foresaid.charts.frame import Caption, Room, finish, say_empty
from foresaid.charts.theme import PALETTE, SHADE, assign_colours
from foresaid.charts.traces import DIGITS, break_shapes, days_of, gap_trace, line_traces, time_axis, value_axis
from foresaid.charts.words import count_lines, named, wrap

PANEL, HEAD = 118, 40  # pixels: a panel, and the room above it for its name


def draw_panels(series, by, title="", note="", excerpts=None, colours=None, *, value="share", lines=None):
    """Draw one small chart per value of `by` (topic, actor, source); all share their axes, so they can be compared.

    With `lines`, each panel holds a line per value of that column, and a point's key is "<period>|<lines>|<by>".
    Without it each panel holds one line over the grey lines of the others. Gaps are those of each panel: with
    `by="source"` a source's silence is hatched in its own panel.

    Returns a plotly figure. Without a point to draw the figure says why.
    """
    if series.empty or series[value].notna().sum() == 0:
        why = "No dated finding in this selection." if series.empty else "No period has enough articles for a share."
        return say_empty(go.Figure(), Caption(title, "", note), why)
    panels = lines_of(series, by)
    colours = colours or assign_colours(series[lines].astype("str").unique() if lines else [])
    top = value_axis(series, value)
    figure, shapes, heads = go.Figure(), [], []
    for at, (name, rows) in enumerate(panels):
        axis = "" if at == 0 else str(at + 1)
        if not lines and len(panels) <= 12:
            figure.add_trace(_context([one for other, one in panels if other != name], value, axis))
        hatch = gap_trace(rows, top["range"][1], axis)
        figure.add_traces([] if hatch is None else [hatch])
        for line, own in lines_of(rows, lines):
            values = [line, name] if lines else [name]
            colour = colours.get(line or name, PALETTE[0])
            label = f"{line}, {name}" if lines else name
            figure.add_traces(line_traces(own, label, colour, values, value=value, axis=axis, strong=not lines))
        shapes += break_shapes(rows, axis)
        heads.append(f"<b>{wrap(named(name), 18, 2)}</b>")
        figure.add_annotation(text=f"<b>{wrap(named(name), 30, 1)}</b>", showarrow=False, name="fs-panel",
                              xref=f"x{axis} domain", yref=f"y{axis} domain", x=0, y=1, xanchor="left",
                              align="left", yanchor="bottom", yshift=4,
                              font={"size": 13} if lines else {"size": 13, "color": colours.get(name, PALETTE[0])})
    wide, narrow = (_place(len(panels), columns, time_axis(series, most), top) for columns, most in ((3, 4), (2, 3)))
    figure.update_layout(wide[0], shapes=shapes)
    subtitle = series_subtitle(series, value, [by, lines])
    said = series_note(series, value, note, False, apart=by)
    caption = Caption(title, subtitle, said if lines or len(panels) > 12 else f"Grey: the others. {said}",
                      series_alt(title, subtitle, series, by if not lines else [by, lines], value))
    moved = {f"{axis}.{key}": settings[key] for axis, settings in narrow[0].items() for key in
             ("domain", "showticklabels", "tickvals", "ticktext") if key in settings}
    moved |= {f"annotations[{at}].{key}": value for at, head in enumerate(heads)
              for key, value in (("text", head), ("font.size", 12))}
    above = (HEAD - 12, HEAD - 12 + 14 * (max(map(count_lines, heads)) - 1))
    room = Room(wide[1], narrow_height=narrow[1], below=40, above=above, narrow=moved)
    return finish(figure, caption, room, excerpts)


def _context(others, value, axis):
    x, y = [], []
    for rows in others:
        stretches = (rows[value].isna().cumsum()[rows[value].notna()]).to_numpy()
        for _, drawn in rows[rows[value].notna()].groupby(stretches):  # a gap is one break, however long
            x += [*days_of(drawn), None]
            y += [*drawn[value].astype("float64").round(DIGITS).tolist(), None]
    return go.Scatter(x=x, y=y, mode="lines", connectgaps=False, hoverinfo="skip", name="the others",
                      line={"color": SHADE, "width": 1}, xaxis=f"x{axis}", yaxis=f"y{axis}")


def _place(count, columns, ticks, top):
    """The axes of a grid of panels, filled by rows; time below the last row, values at the left."""
    columns = min(columns, count)
    rows = -(-count // columns)
    height = rows * PANEL + (rows - 1) * HEAD
    gap = 0.05 if columns == 3 else 0.08
    width = (1 - gap * (columns - 1)) / columns
    axes = {}
    for at in range(count):
        row, column = divmod(at, columns)
        axis = "" if at == 0 else str(at + 1)
        left, high = column * (width + gap), 1 - row * (PANEL + HEAD) / height
        axes[f"xaxis{axis}"] = {**ticks, "domain": [left, min(left + width, 1)], "anchor": f"y{axis}",
                                "showticklabels": at + columns >= count, "tickfont": {"size": 11}}
        axes[f"yaxis{axis}"] = {**top, "domain": [max(high - PANEL / height, 0), high], "anchor": f"x{axis}",
                                "nticks": 4, "showticklabels": column == 0, "tickfont": {"size": 11}}
    return axes, height
