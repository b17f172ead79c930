"""One look for every chart: colours that hold on white and on dark, system fonts, quiet lines.

A figure never names a text colour; it takes it from its template, so a page turns dark by exchanging the template
(TEMPLATES["fs-light"] for TEMPLATES["fs-dark"]). Lines keep their colours: each stands out by 3:1 on both grounds.
Paper and plot are transparent.
"""

# The blue and vermilion of Okabe and Ito (2008), and colours chosen to stay far from them and from each other also for
# readers who do not see red, green or blue (Machado 2009), each with a contrast of 3:1 on both GROUNDS.
PALETTE = ("#0072B2", "#D55E00", "#23A588", "#9E486E", "#9987E0", "#B31AFC", "#BE321F", "#64914B",
           "#A87900", "#2A8FC0", "#C2698F", "#8A7458")
GREY = "#808080"  # context, and everything beyond the palette
GROUNDS = {"fs-light": "#ffffff", "fs-dark": "#15181c"}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
FAINT = "rgba(128,128,128,0.25)"
SHADE = "rgba(128,128,128,0.55)"
_INK = {"fs-light": ("#1c1f23", "#53595f"), "fs-dark": ("#eceff1", "#a9b1b8")}
# steep in the middle: there neither light nor dark numbers are easy to read on a cell
_SCALES = {"fs-light": [[0, "#edf4f9"], [0.6, "#93bfdf"], [0.75, "#3f83b8"], [1, "#0b4a7d"]],
           "fs-dark": [[0, "#263645"], [0.55, "#2a6a9c"], [0.75, "#7db9e3"], [1, "#b5def9"]]}


def assign_colours(names):
    """Give each name its colour, in the order of the names; those beyond the palette are grey.

    Take one dict for a whole report: a topic keeps its colour from chart to chart.

    >>> assign_colours(["trade", "war"])
    {'trade': '#0072B2', 'war': '#D55E00'}
    """
    names = list(dict.fromkeys(str(name) for name in names))
    return {name: PALETTE[place] if place < len(PALETTE) else GREY for place, name in enumerate(names)}


def fade(colour, strength):
    """A colour with an alpha.

    >>> fade("#0072B2", 0.15)
    'rgba(0,114,178,0.15)'
    """
    red, green, blue = (int(colour[at:at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def contrast(colour, ground):
    """Contrast of two colours as WCAG 2 defines it, 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    light, dark = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def _luminance(colour):
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _template(mode):
    ink, soft = _INK[mode]
    axis = {"gridcolor": FAINT, "linecolor": SHADE, "tickcolor": SHADE, "zeroline": False, "automargin": False,
            "tickfont": {"color": soft, "size": 12}, "fixedrange": True, "title": {"font": {"color": soft, "size": 12}}}
    return {"layout": {
        "font": {"family": FONT, "size": 13, "color": ink},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)",
        "xaxis": {**axis, "showgrid": False, "showline": True, "ticks": "outside", "ticklen": 4},
        "yaxis": {**axis, "showgrid": True, "ticks": ""},
        "annotationdefaults": {"font": {"color": ink, "size": 12}, "arrowcolor": soft},
        "hoverlabel": {"bgcolor": GROUNDS[mode], "bordercolor": SHADE, "align": "left",
                       "font": {"family": FONT, "size": 13, "color": ink}},
        "coloraxis": {"colorscale": _SCALES[mode]},
        "hovermode": "closest", "dragmode": False, "showlegend": False, "colorway": list(PALETTE),
    }}


TEMPLATES = {mode: _template(mode) for mode in GROUNDS}
