"""The expectations calendar: when it was said, by when it should happen, and the line between now and later."""

import plotly.graph_objects as go

from foresaid.charts.frame import Caption, Room, finish, say_empty
from foresaid.charts.grids import counting_axes, grid_alt, grid_of, with_hatches
from foresaid.charts.theme import GREY

STRONGEST = 0.95  # of the cells with a statement lie below the strongest colour: one crowded cell pales no others


def draw_calendar(cells, title="", note="", excerpts=None):
    """Draw the calendar of count_expectations: down when it was said, across by when it should happen.

    The stepped line is the diagonal: on it stands what is due in the period in which it was said, left of it what
    names a time already past. A cell's key is "|<expected>|<said>", as find_excerpts makes it from
    by=["expected", "said"] and every=None.

    Returns a plotly figure. Without a statement the figure says why.
    """
    counts = cells["statements"].dropna()
    if not counts.sum():
        return say_empty(go.Figure(), Caption(title, "", note), "No forecast here has a date and says by when.")
    trace, room = grid_of(cells, "expected", "said", "statements")
    figure = go.Figure(trace, layout=room.pop("layout"))
    rows, columns = len(trace.y), len(trace.x)
    silent = [[None if _is_silent(row, at) else 0 for at in range(columns)] for row in map(list, trace.z)]
    figure = with_hatches(figure, silent)
    figure.add_trace(_diagonal(rows))
    figure.update_layout(counting_axes(columns, rows), coloraxis_cmax=_strongest(counts))
    subtitle = f"Forecasts that say when · n = {int(counts.sum()):,} statements"
    said = ["The line: due in the period in which it was said. To the right: further ahead.",
            "Left of the line: the words name a time already past." if _has_past(cells) else "",
            "Hatched: no articles." if cells["statements"].isna().any() else "", note]
    caption = Caption(title, subtitle, " ".join(one for one in said if one),
                      grid_alt(title, subtitle, cells, ("expected", "said"), "statements"))
    return finish(figure, caption, Room(**room), excerpts)


def _diagonal(rows):
    """A flight of steps along the left and lower edges of the cells in which row and column are the same period."""
    x, y = [], []
    for at in range(rows):
        x += [at - 0.5, at - 0.5, at + 0.5]
        y += [at - 0.5, at + 0.5, at + 0.5]
    return go.Scatter(x=x, y=y, mode="lines", hoverinfo="skip", name="due now", xaxis="x2", yaxis="y2",
                      line={"color": GREY, "width": 1.5, "shape": "linear"})


def _is_silent(row, at):
    """Whether a cell is without a value because nothing was collected: then its whole row is."""
    return row[at] is None and all(one is None for one in row)


def _strongest(counts):
    return max(float(counts[counts > 0].astype("float64").quantile(STRONGEST)), 1.0)


def _has_past(cells):
    codes = cells["expected"].cat.codes < cells["said"].cat.codes
    return bool((codes & cells["statements"].gt(0).fillna(False)).any())
