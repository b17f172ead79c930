"""The day on which an event was decided, in a chart over time: a line, and what happened in words."""

import pandas as pd

from foresaid.charts.theme import GREY
from foresaid.charts.words import day, safe
from foresaid.phrasing import ENDED


def end_of(press):
    """The day on which it ended and what happened, in words; the deadline where it is not decided."""
    first = press.iloc[0]
    ended, occurred_on, deadline = ENDED[first["status"]], first["occurred_on"], first["deadline"]
    if first["status"] != "open" and pd.notna(occurred_on):
        return occurred_on, f"{ended}, {day(occurred_on)}"
    if pd.notna(deadline):
        return deadline, f"{ended}, deadline {day(deadline)}"
    return None, ended


def is_near(press, when):
    """Whether a day lies on the chart, or so close behind that it can be shown without pressing the curve together."""
    first, last = press["period"].min(), press["until"].max()
    return first <= when <= last + max(last - first, pd.Timedelta(days=28))


def outcome_line(press):
    """An upright at that day, as a list of shapes; none where there is no day or it is far away."""
    when, _ = end_of(press)
    if when is None or not is_near(press, when):
        return []
    return [{"type": "line", "x0": f"{when:%Y-%m-%d}", "x1": f"{when:%Y-%m-%d}", "yref": "paper", "y0": 0, "y1": 1,
             "line": {"color": GREY, "width": 3}}]  # a colour would be taken for a source's


def name_outcome(figure, press):
    """What happened, above the line of its day, written towards the middle; at the edge where that day is far away."""
    when, said = end_of(press)
    first, last = (pd.Timestamp(end) for end in figure.layout.xaxis.range)
    if when is None or not is_near(press, when):
        place = {"x": 1, "xref": "paper", "xanchor": "right"}
        said = f"{said} →" if when is not None and when > last else said
    else:
        place = {"x": f"{when:%Y-%m-%d}", "xanchor": "right" if (when - first) / (last - first) > 0.5 else "left"}
    figure.add_annotation(yref="paper", y=1, yanchor="bottom", text=f"<b>{safe(said)}</b>", showarrow=False,
                          name="fs-outcome", **place)
