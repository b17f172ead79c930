"""What the words turned out to mean: how often it came true, beside what scales and readers say the words mean."""

import pandas as pd
import plotly.graph_objects as go

from foresaid.charts.frame import Caption, Room, finish, say_empty, text_width
from foresaid.charts.theme import GREY, PALETTE, SHADE
from foresaid.charts.words import key_of, safe, wrap
from foresaid.phrasing import counted

ROW = 58  # pixels
# How far below its row's middle, where the observed share stands, each range lies, in rows.
RANGES = {"icd203": (0.2, "ICD 203"), "survey46": (0.34, "46 readers"), "survey123": (0.48, "123 readers"),
          "own": (0.2, "our own reading")}


def draw_phrases(table, title="", note="", excerpts=None):
    """Draw list_phrases: a row per phrase with the share that came true (point, 95 % line) over what it should mean.

    The grey bars are, from above, the range of ICD 203 and the quartiles of two surveys of readers, with an upright at
    the middle; a word on no scale has the outlined bar of our own reading. A row's key is "|<phrase>", as find_excerpts
    makes it from place_claims and by="phrase", every=None.

    Returns a plotly figure. Without a phrase the figure says why.
    """
    if table.empty:
        why = "No phrase has enough forecasts that have been judged."
        return say_empty(go.Figure(), Caption(title, "", note), why)
    rows = table.reset_index(drop=True).to_dict("records")
    figure = go.Figure()
    for scale in RANGES:
        figure.add_traces(_ranges(rows, scale))
    figure.add_traces([*_intervals(rows), _points(rows)])
    for at, row in enumerate(rows):
        figure.add_annotation(x=1, xref="paper", y=at, text=_end(row), xanchor="left", xshift=8, name="fs-end",
                              showarrow=False, align="left")
    narrow = {f"annotations[{at}].text": _short(row) for at, row in enumerate(rows)}
    narrow |= {f"annotations[{at}].font.size": 11 for at in range(len(rows))}
    names, small = ([wrap(_name(row), width, 2) for row in rows] for width in (26, 13))
    figure.update_layout(
        xaxis={"range": [-0.01, 1.01], "tickformat": ".0%", "nticks": 6, "showgrid": True, "showline": False,
               "ticks": ""},
        yaxis={"type": "category", "range": [len(rows) - 0.3, -0.4], "tickvals": [_name(row) for row in rows],
               "ticktext": names, "showgrid": False, "ticklabelstandoff": 8, "tickfont": {"size": 13}},
        yaxis2={"overlaying": "y", "visible": False, "range": [len(rows) - 0.3, -0.4]})  # counts the rows from 0
    subtitle = (f"Share of claims with these words that came true · n = {table['forecasts'].min():,} to "
                f"{table['forecasts'].max():,} claims a phrase, {table['forecasts'].sum():,} in all")
    caption = Caption(title, subtitle, f"{_legend(table)} {note}".strip(), _alt(title, subtitle, rows))
    narrow |= {"yaxis.ticktext": small, "yaxis.tickfont.size": 11, "xaxis.nticks": 3}
    left = tuple(max(text_width(text, size) for text in texts) + 18 for texts, size in ((names, 13), (small, 11)))
    right = tuple(max(text_width(form(row)) for row in rows) + 14 for form in (_end, _short))
    return finish(figure, caption, Room(ROW * len(rows), left=left, right=right, below=26, narrow=narrow), excerpts)


def _ranges(rows, scale):
    """The bars of one scale, and an upright at the middle of each."""
    known = [(at, row) for at, row in enumerate(rows) if pd.notna(row[f"{scale}_low"])]
    if not known:
        return []
    place, name = RANGES[scale]
    x = [end for _, row in known for end in (row[f"{scale}_low"], row[f"{scale}_high"], None)]
    y = [where for at, _ in known for where in (at + place, at + place, None)]
    look = {"color": GREY, "width": 2, "dash": "dot"} if scale == "own" else {"color": SHADE, "width": 7}
    bars = go.Scatter(x=x, y=y, mode="lines", connectgaps=False, name=name, line=look, hoverinfo="skip", yaxis="y2")
    middles = go.Scatter(x=[row[f"{scale}_mid"] for _, row in known], y=[at + place for at, _ in known], mode="markers",
                         hoverinfo="skip", name=name, cliponaxis=False, yaxis="y2",
                         marker={"symbol": "line-ns", "size": 8, "line": {"width": 2, "color": GREY}})
    return [bars, middles]


def _intervals(rows):
    x = [at for row in rows for at in (row["low"], row["high"], None)]
    y = [place for row in rows for place in (_name(row), _name(row), None)]
    return [go.Scatter(x=x, y=y, mode="lines", hoverinfo="skip", connectgaps=False, name="95% interval",
                       line={"color": PALETTE[0], "width": 2})]


def _points(rows):
    return go.Scatter(x=[round(row["share"], 4) for row in rows], y=[_name(row) for row in rows],
                      mode="markers", name="came true", customdata=[key_of(None, row["phrase"]) for row in rows],
                      hovertext=[_told(row) for row in rows], hoverinfo="text", cliponaxis=False,
                      marker={"size": 12, "color": PALETTE[0], "line": {"width": 0}})


def _name(row):
    """The phrase as readers write it: a word that may go on ends in …"""
    return row["phrase"].replace("*", "…")


def _end(row):
    return f"<b>{row['share']:.0%}</b> {row['hits']:,} of {row['forecasts']:,}, {counted(row['events'], 'event')}"


def _short(row):
    return f"<b>{row['share']:.0%}</b><br>{row['hits']:,} of {row['forecasts']:,}"


def _told(row):
    """What a point says when touched: the phrase, what came true, and every range."""
    events = counted(row["events"], "event")
    said = [f"<b>{safe(_name(row), 60)}</b>",
            f"came true: {row['share']:.0%} ({row['hits']:,} of {row['forecasts']:,} claims, {events})",
            f"95%: {row['low']:.0%} to {row['high']:.0%}"]
    said += [f"{name}: {row[f'{scale}_low']:.0%} to {row[f'{scale}_high']:.0%}"
             for scale, (_, name) in RANGES.items() if pd.notna(row[f"{scale}_low"])]
    return "<br>".join(said)


def _legend(table):
    said = ["Point and line: came true, 95% interval, events as what is drawn."]
    if table["icd203_low"].notna().any():
        said.append("Grey bars below it, from above: ICD 203, what 46 and what 123 readers answered (the middle half).")
    if table["own_low"].notna().any():
        said.append("Dotted: our own reading of a word that is on no scale.")
    return " ".join(said)


def _alt(title, subtitle, rows):
    said = [f"Phrases and what came true: {title}." if title else "Phrases and what came true.", f"{subtitle}."]
    for row in rows:
        scale = "icd203" if pd.notna(row["icd203_low"]) else "own"
        range_ = ("" if pd.isna(row[f"{scale}_low"]) else
                  f" {RANGES[scale][1]}: {row[f'{scale}_low']:.0%} to {row[f'{scale}_high']:.0%}.")
        said.append(f"{_name(row)}: {row['share']:.0%} ({row['hits']:,} of {row['forecasts']:,}; {row['low']:.0%} to "
                    f"{row['high']:.0%}).{range_}")
    return " ".join(said)
