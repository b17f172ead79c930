"""What stands around a chart: title, the line below it, the note, the room they take, and what the page needs to know.

`layout.meta["foresaid"]` holds title, subtitle, note, alt and excerpts as raw text (the page escapes them), and
`narrow`: what `Plotly.relayout` needs on a screen below 600 pixels, where texts wrap earlier and names get less room.
The texts stand in the figure as annotations named fs-title, fs-subtitle and fs-note, so that a page which shows them
itself can take them out.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from foresaid.charts.theme import TEMPLATES
from foresaid.charts.words import count_lines, plain, wrap

WIDE, NARROW = (68, 96, 112), (34, 50, 56)  # characters a line: title, subtitle, note
LEFT, TICKS = 44, 30
TITLE, QUIET = {"size": 17}, 0.78


@dataclass(frozen=True)
class Caption:
    """What a chart says in words: title, subtitle (unit, period, n), note (how to read it, source), alternative."""

    title: str = ""
    subtitle: str = ""
    note: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Room:
    """Pixels around the plot, wide and narrow: its height, left and right margin, room below the axis."""

    height: int = 300
    left: tuple = (LEFT, LEFT)
    right: tuple = (16, 16)
    below: int = TICKS
    above: tuple = (0, 0)
    narrow_height: int = 0
    narrow: dict = field(default_factory=dict)  # further relayout of the narrow form


def finish(figure, caption, room, excerpts=None):
    """Return the figure with its template, caption, margins and meta."""
    wide, small = (_layout(caption, room, form) for form in (0, 1))
    narrow = {"height": small["height"], **{f"margin.{side}": size for side, size in small["margin"].items()}}
    for wide_text, small_text in zip(wide["texts"], small["texts"], strict=True):
        at = f"annotations[{len(figure.layout.annotations)}]"
        figure.add_annotation({**_TEXT, **wide_text})
        narrow |= {f"{at}.{key}": small_text[key] for key in ("text", "xshift", "yshift")}
    figure.update_layout(template=TEMPLATES["fs-light"], autosize=True, height=wide["height"], margin=wide["margin"])
    figure.update_layout(meta={"foresaid": {
        "title": plain(caption.title), "subtitle": plain(caption.subtitle), "note": plain(caption.note),
        "alt": plain(caption.alt), "excerpts": dict(excerpts or {}), "narrow": {**narrow, **room.narrow}}})
    return figure


_TEXT = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "yanchor": "top", "align": "left",
         "showarrow": False}


def _layout(caption, room, form):
    """Height, margins and the texts with their places, wide (0) or narrow (1)."""
    raw = (caption.title, caption.subtitle, caption.note)
    title, subtitle, note = (wrap(text, width) if text else "" for text, width
                             in zip(raw, (WIDE, NARROW)[form], strict=True))
    top = 16 + 23 * count_lines(title) + 17 * count_lines(subtitle) + room.above[form]
    bottom = room.below + (16 + 16 * count_lines(note) if note else 4)
    height = (room.narrow_height or room.height) if form else room.height
    texts = [{"name": "fs-title", "text": f"<b>{title}</b>", "y": 1, "yshift": top - 2, "font": TITLE},
             {"name": "fs-subtitle", "text": subtitle, "y": 1, "opacity": QUIET,
              "yshift": top - 4 - 23 * count_lines(title)},
             {"name": "fs-note", "text": note, "y": 0, "opacity": QUIET, "yshift": -room.below - 6}]
    left = room.left[form]
    return {"height": top + height + bottom,
            "texts": [{**text, "xshift": -left} for text, said in zip(texts, raw, strict=True) if said],
            "margin": {"t": top, "b": bottom, "l": left, "r": room.right[form], "pad": 0}}


def say_empty(figure, caption, why):
    """A figure without data that says why it is empty."""
    figure.add_annotation(text=wrap(why, 50), showarrow=False, xref="paper", yref="paper", x=0.5, y=0.5)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    alt = f"{caption.title}. Empty chart: {why}" if caption.title else f"Empty chart: {why}"
    return finish(figure, Caption(caption.title, caption.subtitle, caption.note, alt), Room(height=120, below=6))


def text_width(text, size=12):
    """About how many pixels a text takes.

    >>> text_width("abc<br><b>abcd&lt;f</b>"), text_width("abcdef")
    (49, 42)
    """
    rows = text.split("<br>")
    bold = [sum(len(unescape(one)) for one in re.findall("<b>(.*?)</b>", row)) for row in rows]
    signs = [len(unescape(re.sub("<[^>]*>", "", row))) for row in rows]
    return round(max(0.58 * every + 0.1 * strong for every, strong in zip(signs, bold, strict=True)) * size)


def dodge(places, gap):
    """Move places on a line apart until each is `gap` from the next, keeping their order and staying near.

    >>> dodge([10, 12, 40], 10)
    [6.0, 16.0, 40.0]
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    groups = []  # [members, centre]
    for at in order:
        groups.append([[at], float(places[at])])
        while len(groups) > 1 and _touch(groups[-2], groups[-1], gap):
            second, first = groups.pop(), groups.pop()
            members = first[0] + second[0]
            groups.append([members, sum(places[one] for one in members) / len(members)])
    moved = [0.0] * len(places)
    for members, centre in groups:
        for rank, at in enumerate(members):
            moved[at] = centre + (rank - (len(members) - 1) / 2) * gap
    return moved


def _touch(first, second, gap):
    return second[1] - first[1] < gap * (len(first[0]) + len(second[0])) / 2
