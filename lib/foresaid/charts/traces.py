"""The pieces of a line chart: lines that break, their intervals, gaps, marks where the sources change."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from foresaid.charts.captions import MOST_BREAKS, band_of, told_base
from foresaid.charts.theme import FAINT, SHADE, fade
from foresaid.charts.words import every_of, key_of, named, number, period_name, safe

DIGITS = 4  # after the point, where things are drawn: a hundredth of a per cent
WIDEST = 2.5  # times the highest rate: the axis ends there, and an interval that goes on is cut


def pieces(rows, value):
    """The stretches of a line that are drawn in one go: parted by gaps and where the set of sources changes."""
    drawn = rows[value].notna()
    breaks = rows["break_before"] if "break_before" in rows else pd.Series(False, index=rows.index)
    stretch = (~drawn | breaks).cumsum()[drawn]
    return [part for _, part in rows[drawn].groupby(stretch.to_numpy())]


def line_traces(rows, name, colour, values, *, value="share", strong=True, equal=False, axis=""):
    """One line: its bands, the line with a point a period (hollow: not complete), and the equal-source line."""
    axes = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    parts = pieces(rows, value)
    ends = band_of(rows, value)
    traces = [_band(part, colour, 0.16 if strong else 0.09, ends) for part in parts if ends]
    if equal and "share_equal" in rows:
        traces.append(_equal(rows, name, colour))
    traces.append(_line(parts, name, colour, values, value))
    return [trace.update(axes) for trace in traces]


def _band(part, colour, strength, ends):
    days, (low, high) = days_of(part), (_short(part[end]) for end in ends)
    if len(part) == 1:  # a band needs two points; one has a thin bar
        return go.Scatter(x=[*days, *days], y=[*low, *high], mode="lines", hoverinfo="skip",
                          line={"color": fade(colour, 0.45), "width": 2})
    return go.Scatter(x=[*days, *days[::-1]], y=[*low, *high[::-1]],
                      fill="toself", fillcolor=fade(colour, strength), line={"width": 0}, mode="lines",
                      hoverinfo="skip")


def _line(parts, name, colour, values, value):
    x, y, symbols, keys, texts = [], [], [], [], []
    for part in parts:
        for row in part.to_dict("records"):
            x.append(f"{row['period']:%Y-%m-%d}")
            y.append(round(float(row[value]), DIGITS))
            symbols.append("circle" if row.get("complete", True) else "circle-open")
            keys.append(key_of(row["period"], *values))
            texts.append(hover(row, name, value))
        for column in (x, y, symbols, keys, texts):
            column.append(None)
    symbols = [symbol or "circle" for symbol in symbols]
    size = 6 if len(x) < 40 else 4
    return go.Scatter(x=x, y=y, mode="lines+markers", connectgaps=False, customdata=keys, hovertext=texts,
                      hoverinfo="text", name=safe(name), line={"color": colour, "width": 2.4},
                      marker={"size": size, "symbol": symbols, "color": colour,
                              "line": {"width": 1.6, "color": colour}})


def days_of(rows):
    """The periods' first days as a figure holds them: short, and the same in every time zone."""
    return rows["period"].dt.strftime("%Y-%m-%d").tolist()


def _short(amounts):
    return amounts.astype("float64").round(DIGITS).tolist()


def _equal(rows, name, colour):
    x, y = [], []
    for part in pieces(rows, "share_equal"):
        x += [*days_of(part), None]
        y += [*_short(part["share_equal"]), None]
    return go.Scatter(x=x, y=y, mode="lines", connectgaps=False, hoverinfo="skip", name=safe(f"{name}, equal sources"),
                      line={"color": colour, "width": 1.4, "dash": "dash"}, opacity=0.85)


def hover(row, name, value):
    """What a point says when touched: value, numerator and base, interval, equal-source share, if it is complete."""
    head = f"<b>{safe(named(name), 60)}</b><br>" if name else ""
    lines = [f"{head}{period_name(row['period'], row['until'])}: {number(row[value], value)}"]
    ends = band_of(row, value)
    if ends:
        interval = f"95%: {number(row[ends[0]], value)} to {number(row[ends[1]], value)}"
        lines.append(" · ".join(filter(None, [told_base(row, value), interval])))
    elif "articles" in row and value == "hits":
        lines.append(f"of {row['articles']:,} articles")
    lines += _further(row, value)
    if not row.get("complete", True):
        lines.append("period not complete")
    return "<br>".join(lines)


def _further(row, value):
    """What else is known of a point: the equal-source share, the number per 1,000 words, the mean probability."""
    known = {name: row.get(name) for name in ("share_equal", "rate", "probability") if pd.notna(row.get(name))}
    if value == "share" and "share_equal" in known:
        yield f"each source counting the same: {row['share_equal']:.1%}"
    if value != "rate" and "rate" in known:
        yield f"per 1,000 words: {row['rate']:.2f}"
    if value == "rate":
        yield f"in {int(row['words']):,} words"
    if "probability" in known:
        yield f"mean probability: {row['probability']:.0%}, median: {row['median_probability']:.0%}"


def gap_trace(series, top, axis=""):
    """Hatched boxes over the periods without articles; None if there is none."""
    x, y = [], []
    for left, right in gaps(series):
        x += [left, right, right, left, left, None]
        y += [0, 0, top, top, 0, None]
    if not x:
        return None
    return go.Scatter(x=x, y=y, mode="lines", fill="toself", line={"width": 0}, fillcolor="rgba(0,0,0,0)",
                      fillpattern={"shape": "/", "fgcolor": SHADE, "bgcolor": FAINT, "size": 7, "solidity": 0.18},
                      hoverinfo="skip", name="no articles",
                      xaxis=f"x{axis}", yaxis=f"y{axis}")


def gaps(series):
    """From when to when there are no articles, neighbouring periods in one."""
    periods = boxes(series)
    empty = series.groupby("period")["articles"].sum().reindex(periods["period"]).eq(0).to_numpy()
    runs = periods.groupby((empty != np.roll(empty, 1)).cumsum())
    return [(run["left"].iloc[0], run["right"].iloc[-1]) for _, run in runs if empty[run.index[0]]]


def boxes(series):
    """The periods with their boxes: a point stands on its first day, its box reaches half the way to the next ones."""
    periods = series.drop_duplicates("period").sort_values("period")[["period", "until"]].reset_index(drop=True)
    after = periods["until"] + pd.Timedelta(days=1)
    half = (after - periods["period"]) / 2
    right = periods["period"] + half
    return periods.assign(left=right.shift(1).fillna(periods["period"] - half), right=right)


def breaks(series):
    """The moments before which the set of sources is another one."""
    if "break_before" not in series:
        return []
    periods = boxes(series)
    changed = series.loc[series["break_before"], "period"]
    return periods.loc[periods["period"].isin(changed), "left"].tolist()


def break_shapes(series, axis=""):
    """A dotted upright at each break; none where there are so many that they would hide the line."""
    moments = breaks(series)
    return [{"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "xref": f"x{axis}", "yref": f"y{axis} domain",
             "line": {"color": SHADE, "width": 1.5, "dash": "dot"}}
            for at in moments] if len(moments) <= MOST_BREAKS else []


def time_axis(series, most=7):
    """Ticks on first days of periods, at most `most`, the year where it begins; the range half a period beyond.

    Over more than a year they stand at the first period of a month: January, April, July and so on.
    """
    periods = boxes(series)
    ticks, month = _calendar_ticks(periods["period"], most), True
    if not ticks:
        ticks, month = list(periods["period"].iloc[::-(-len(periods) // most)]), every_of(series) == "month"
    texts, year = [], None
    for tick in ticks:
        texts.append((f"{tick:%b}" if month else f"{tick.day} {tick:%b}")
                     + (f"<br>{tick.year}" if tick.year != year else ""))
        year = tick.year
    return {"tickvals": ticks, "ticktext": texts, "type": "date", "tickangle": 0,
            "range": [periods["left"].iloc[0], periods["right"].iloc[-1]]}


def _calendar_ticks(days, most):
    """The first periods of evenly spaced months, as many as `most` allows; none where all lie within a year."""
    if (days.iloc[-1] - days.iloc[0]).days < 366:
        return []
    firsts = days[days.dt.day <= 7]
    firsts = firsts[~firsts.dt.to_period("M").duplicated()]
    months = firsts.dt.year * 12 + firsts.dt.month - 1
    for step in (1, 2, 3, 6, 12, 24, 60, 120, 240):
        chosen = firsts[months % step == 0]
        if len(chosen) <= most:
            return list(chosen) if len(chosen) > 1 else []
    return []


def value_axis(series, value, extra=1.08):
    """From 0 to a little above the highest interval; per cents for shares."""
    ends = band_of(series, value)
    top = float(series[[value, *(ends or ())]].astype("float64").max().max())
    if value == "rate":  # an interval without a ceiling must not flatten the line
        top = min(top, WIDEST * float(series[value].max())) or top
    top = top * extra if top > 0 else 1.0
    top = min(top, 1.04) if value == "share" and extra < 1.2 else top
    form = ".0%" if value.startswith("share") and top > 0.05 else ".1%" if value.startswith("share") else ",~g"
    above = {"tickvals": [0, 0.25, 0.5, 0.75, 1]} if value.startswith("share") and top > 1.04 else {}
    return {"range": [0, top], "tickformat": form, "nticks": 6, **above}  # the room for headlines has no 120 %
