"""The belief curve: how likely the press took an event to be, period by period, until the day it was decided."""

import pandas as pd
import plotly.graph_objects as go

from foresaid.charts.frame import Caption, Room, finish, say_empty, text_width
from foresaid.charts.outcomes import end_of, is_near, name_outcome, outcome_line
from foresaid.charts.theme import GREY, SHADE, assign_colours, fade
from foresaid.charts.traces import days_of, gap_trace, pieces, time_axis
from foresaid.charts.words import every_of, key_of, named, period_name, plain, safe, span
from foresaid.errors import ForesaidError
from foresaid.phrasing import counted
from foresaid.scores.beliefs import PRESS

HEIGHT, NARROW_HEIGHT = 330, 270
TOP = 1.06
WIDE, NARROW, LINE = 620, 300, 20  # pixels: the room for the sources' names, and a line of them
MOST = 6  # sources with a colour of their own, those with most claims; the others are grey
CROWD = 80  # points, about: then they are fainter, so that the press's line stands out
SPREAD = 0.6  # of a period: so far the sources' points stand beside each other


def draw_beliefs(curve, by="source", title="", note="", excerpts=None, colours=None):
    """Draw belief_curve of one event: the press's median with its middle half, a point per source, the day it ended.

    Gaps are periods in which nobody said anything. A point's area is its number of claims. The press's key is
    "<first day>|", a source's "<first day>|<source>", as find_excerpts makes them from list_beliefs without `by` and
    with it.

    Returns a plotly figure; without a claim it says why. Raises ForesaidError for a curve of several events.
    """
    events = curve["event_id"].unique()
    if len(events) > 1:
        raise ForesaidError(f"A belief curve shows one event; this table has {len(events)}. "
                            "Choose one: curve[curve['event_id'] == …].")
    if curve.empty:
        return say_empty(go.Figure(), Caption(title, "", note), "No forecast about this event with a date.")
    press = curve[curve[by].eq(PRESS)].reset_index(drop=True)
    sources = _sources(curve, by)
    chosen = [name for name, _ in sources[:MOST]]
    colours = {name: (colours or assign_colours(chosen)).get(name, GREY) for name in chosen}
    figure = go.Figure()
    hatch = gap_trace(press, TOP)
    figure.add_traces([] if hatch is None else [hatch.update(name="nothing said")])
    most = curve.loc[curve[by].ne(PRESS), "forecasts"].max()
    for at, (name, rows) in reversed(list(enumerate(sources))):
        figure.add_trace(_dots(rows, name, colours.get(name, GREY), (at, len(sources)), most))
    figure.add_traces(_press(press))
    axis, narrow = _time(press)
    figure.update_layout(xaxis=axis, shapes=[_even(), *outcome_line(press)],
                         yaxis={"range": [-0.02, TOP], "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%"})
    lines, small = _name_sources(figure, colours, len(sources))
    name_outcome(figure, press)
    subtitle = _subtitle(press, len(sources))
    caption = Caption(title, subtitle, f"{_legend(press, sources)} {note}".strip(),
                      _alt(title, subtitle, press, sources))
    above = tuple(LINE * (count + 1) if count else LINE for count in lines)
    return finish(figure, caption, Room(HEIGHT, below=40, above=above, narrow_height=NARROW_HEIGHT,
                                        narrow={**narrow, **small}), excerpts)


def _sources(curve, by):
    """The values of `by` with their rows, that with most claims first."""
    rows = curve[curve[by].ne(PRESS)]
    claims = rows.groupby(by)["forecasts"].sum().sort_values(ascending=False, kind="stable")
    return [(str(name), rows[rows[by].eq(name)]) for name in claims.index]


def _press(press):
    """The press's line with its band, broken where nobody spoke."""
    parts = pieces(press, "median")
    bands = [_band(part) for part in parts if len(part) > 1] + [_bar(part) for part in parts if len(part) == 1]
    x, y, keys, hovers = [], [], [], []
    for part in parts:
        x += [*days_of(part), None]
        y += [*part["median"].round(4), None]
        keys += [*(key_of(period, "") for period in part["period"]), None]
        hovers += [*(_told(row, "Whole press") for row in part.to_dict("records")), None]
    line = go.Scatter(x=x, y=y, mode="lines+markers", connectgaps=False, customdata=keys, hovertext=hovers,
                      hoverinfo="text", name="whole press", line={"color": GREY, "width": 3},
                      marker={"size": 7, "color": GREY, "symbol": "square"})
    return [*bands, line]


def _band(part):
    days, low, high = days_of(part), part["low"].round(4).tolist(), part["high"].round(4).tolist()
    return go.Scatter(x=[*days, *days[::-1]], y=[*low, *high[::-1]], fill="toself", fillcolor=fade(GREY, 0.18),
                      line={"width": 0}, mode="lines", hoverinfo="skip", name="middle half")


def _bar(part):
    return go.Scatter(x=days_of(part) * 2, y=[part["low"].iloc[0], part["high"].iloc[0]], mode="lines",
                      hoverinfo="skip", name="middle half", line={"color": fade(GREY, 0.35), "width": 6})


def _dots(rows, name, colour, place, most):
    """A source's points, beside those of the others within their period, so that equal ones stay apart.

    They stand between the period's first day, where the press has its point, and its last: never on a day outside it.
    """
    at, count = place
    length = (rows["until"] - rows["period"]).dt.days + 1
    shift = SPREAD * (at + 1) / count * length
    when = (rows["period"] + pd.to_timedelta(shift * 24, unit="h")).dt.strftime("%Y-%m-%d %H:%M").tolist()
    sizes = [round(max(7, 18 * (n / most) ** 0.5), 1) for n in rows["forecasts"]]
    return go.Scatter(x=when, y=rows["median"].round(4).tolist(), mode="markers", name=safe(named(name), 60),
                      customdata=[key_of(period, name) for period in rows["period"]], hoverinfo="text",
                      hovertext=[_told(row, name) for row in rows.to_dict("records")], cliponaxis=False,
                      marker={"size": sizes, "color": colour, "opacity": 0.9 if len(rows) * count < CROWD else 0.6,
                              "line": {"width": 0}})


def _told(row, name):
    spread = "" if row["forecasts"] == 1 else f" (middle half {row['low']:.0%} to {row['high']:.0%})"
    return (f"<b>{safe(named(name), 60)}</b><br>{period_name(row['period'], row['until'])}: {row['median']:.0%}{spread}"
            f"<br>{counted(row['forecasts'], 'claim')} in {counted(row['articles'], 'article')}")


def _even():
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0.5, "y1": 0.5, "layer": "below",
            "line": {"color": SHADE, "width": 1.2, "dash": "dot"}}


def _time(press):
    """The time axis, long enough for the day of the outcome where that is near; and its narrow form."""
    wide, few = (time_axis(press, most) for most in (7, 4))
    when, _ = end_of(press)
    if when is not None and is_near(press, when):
        room = (wide["range"][1] - wide["range"][0]) * 0.03
        wide["range"] = [wide["range"][0], max(wide["range"][1], when + room)]
    return wide, {"xaxis.tickvals": few["tickvals"], "xaxis.ticktext": few["ticktext"]}


def _name_sources(figure, colours, count):
    """The names with their colours, in lines above the chart; the numbers of lines wide and narrow, the relayout."""
    others = count - len(colours)
    names = {**colours, **({f"{others} other{'s' if others > 1 else ''}": GREY} if others else {})}
    wide, small = (_flow(names, width) for width in (WIDE, NARROW))
    lines = [max((line for _, line in places), default=-1) + 1 for places in (wide, small)]
    narrow = {}
    for at, (name, colour) in enumerate(names.items()):
        (x, line), (small_x, small_line) = wide[at], small[at]
        narrow |= {f"annotations[{at}].xshift": small_x, f"annotations[{at}].yshift": LINE * (lines[1] - small_line)}
        figure.add_annotation(x=0, xref="paper", y=1, yref="paper", xanchor="left", yanchor="bottom", showarrow=False,
                              xshift=x, yshift=LINE * (lines[0] - line), name="fs-source",
                              text=f'<span style="color:{colour}">●</span> {safe(named(name), 30)}')
    return lines, narrow


def _flow(names, width):
    """Where each name stands: pixels from the left, and its line.

    >>> _flow(["abc", "abc", "abc"], 100)
    [(0, 0), (57, 0), (0, 1)]
    """
    places, x, line = [], 0, 0
    for name in names:
        room = text_width(f"● {plain(named(name), 30)}", 13) + 19
        if x and x + room > width + 19:
            x, line = 0, line + 1
        places.append((x, line))
        x += room
    return places


def _subtitle(press, sources):
    claims, articles = int(press["forecasts"].sum()), int(press["articles"].sum())
    of = f" of {sources} sources" if sources > 1 else ""
    return (f"Probability that it happens, median per {every_of(press)}, "
            f"{span(press['period'].min(), press['until'].max())} · n = {claims:,} claims in {articles:,} articles{of}")


def _legend(press, sources):
    said = ["Squares and line: the whole press; band: the middle half of its claims."]
    said += ["Points: one source's median, the larger the more claims."] if sources else []
    said += ["Hatched: nobody said anything."] if (press["forecasts"] == 0).any() else []
    return " ".join([*said, "Dotted: an even chance."])


def _alt(title, subtitle, press, sources):
    drawn = press[press["median"].notna()]
    first, last = drawn.iloc[0], drawn.iloc[-1]
    said = [f"Belief curve: {title}." if title else "Belief curve.", f"{subtitle}.",
            _alt_press(drawn, first, last)]
    said += [f"{named(name)}: {rows['forecasts'].sum():,} claims, last {rows['median'].iloc[-1]:.0%}."
             for name, rows in sources]
    return " ".join([*said, f"Outcome: {end_of(press)[1]}."])


def _alt_press(drawn, first, last):
    return (f"Whole press: {first['median']:.0%} in {period_name(first['period'], first['until'])}, "
            f"{last['median']:.0%} in {period_name(last['period'], last['until'])}; "
            f"between {drawn['median'].min():.0%} and {drawn['median'].max():.0%}.")
