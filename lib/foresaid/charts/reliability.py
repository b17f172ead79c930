"""The reliability diagram: how likely the claims said it was, against how often it came true."""

import plotly.graph_objects as go

from foresaid.charts.frame import QUIET, Caption, Room, finish, say_empty
from foresaid.charts.theme import GREY, PALETTE, SHADE
from foresaid.charts.words import key_of
from foresaid.phrasing import counted

HEIGHT, NARROW_HEIGHT = 380, 300
SMALLEST, LARGEST = 9, 30  # diameters of the points, pixels; their area is the number of claims
MARGIN = 0.04
SIDES = {"came more often than said": {"x": 0.02, "y": 0.97, "xanchor": "left"},
         "came less often than said": {"x": 0.98, "y": 0.03, "xanchor": "right"}}


def draw_reliability(table, title="", note="", excerpts=None):
    """Draw calibrate's table (of one group): a point per bin, its area the number of claims, its 95 % interval, its n.

    On the diagonal what was called 70 % likely came true 70 times of 100; below it the claims were too sure that things
    would come, above it not sure enough. A point's key is "|<bin>", as find_excerpts makes it from place_claims and
    by="bin", every=None.

    Returns a plotly figure. Without a bin the figure says why.
    """
    if table.empty:
        return say_empty(go.Figure(), Caption(title, "", note), "No forecast here has been judged yet.")
    rows = table.sort_values("p").to_dict("records")
    figure = go.Figure([_diagonal(), _overall(rows), *_intervals(rows), _points(rows)])
    for row, shift in zip(rows, _shifts(rows), strict=True):
        figure.add_annotation(x=row["p"], y=row["share"], text=f"{row['forecasts']:,}", showarrow=False, xshift=shift,
                              xanchor="left", name="fs-n")
    for name, place in SIDES.items():
        figure.add_annotation(text=name, showarrow=False, name="fs-side", opacity=QUIET, **place)
    axis = {"range": [-MARGIN, 1 + MARGIN], "tickvals": [0, 0.2, 0.4, 0.6, 0.8, 1], "tickformat": ".0%", "ticks": ""}
    figure.update_layout(xaxis={**axis, "title": {"text": "what the words say", "standoff": 6}, "showgrid": True},
                         yaxis={**axis, "title": {"text": "what came true", "standoff": 6}})
    claims, events = sum(row["forecasts"] for row in rows), max(row["events"] for row in rows)
    subtitle = (f"Share of claims that came true, by the probability of their words · n = {claims:,} claims, up to "
                f"{counted(events, 'event')} a point")
    said = ("Dashed: as likely as the words say. Dotted: the share of all claims. Beside the points: claims. Line: 95% "
            "interval, events as what is drawn.")
    caption = Caption(title, subtitle, f"{said} {note}".strip(), _alt(title, subtitle, rows))
    return finish(figure, caption, Room(HEIGHT, left=(62, 58), right=(24, 20), below=50,
                                        narrow_height=NARROW_HEIGHT), excerpts)


def _diagonal():
    return go.Scatter(x=[0, 1], y=[0, 1], mode="lines", hoverinfo="skip", name="as likely as the words say",
                      line={"color": GREY, "width": 1.5, "dash": "dash"})


def _overall(rows):
    """A level line at the share of all claims that came true: who always says that lies on it."""
    share = sum(row["hits"] for row in rows) / sum(row["forecasts"] for row in rows)
    return go.Scatter(x=[-MARGIN, 1 + MARGIN], y=[share, share], mode="lines", hoverinfo="skip", name="all claims",
                      line={"color": SHADE, "width": 1.5, "dash": "dot"})


def _intervals(rows):
    """The intervals as upright lines with a faint broad one below, as under bars."""
    x = [at for row in rows for at in (row["p"], row["p"], None)]
    y = [at for row in rows for at in (row["low"], row["high"], None)]
    return [go.Scatter(x=x, y=y, mode="lines", hoverinfo="skip", connectgaps=False,
                       line={"color": colour, "width": width}) for colour, width in ((SHADE, 5), (GREY, 1.5))]


def _points(rows):
    return go.Scatter(x=[round(row["p"], 4) for row in rows], y=[round(row["share"], 4) for row in rows],
                      mode="markers", name="claims", customdata=[key_of(None, row["bin"]) for row in rows],
                      hovertext=[_told(row) for row in rows], hoverinfo="text", cliponaxis=False,
                      marker={"size": _sizes(rows), "color": PALETTE[0], "opacity": 1, "line": {"width": 0}})


def _sizes(rows):
    most = max(row["forecasts"] for row in rows)
    return [round(max(SMALLEST, LARGEST * (row["forecasts"] / most) ** 0.5), 1) for row in rows]


def _shifts(rows):
    return [size / 2 + 5 for size in _sizes(rows)]


def _told(row):
    """What a point says when touched: words, outcome, interval, n."""
    return (f"<b>said {row['p']:.0%}, came true {row['share']:.0%}</b><br>{row['hits']:,} of {row['forecasts']:,} "
            f"claims, {counted(row['events'], 'event')}<br>95%: {row['low']:.0%} to {row['high']:.0%}")


def _alt(title, subtitle, rows):
    said = [f"Reliability diagram: {title}." if title else "Reliability diagram.", f"{subtitle}."]
    said += [f"Said {row['p']:.0%}: {row['hits']:,} of {row['forecasts']:,} came true, {row['share']:.0%} "
             f"({row['low']:.0%} to {row['high']:.0%})." for row in rows]
    return " ".join(said)
