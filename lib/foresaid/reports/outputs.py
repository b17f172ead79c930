"""What a cell shows, as HTML: charts, tables, sentences, pictures, messages, errors."""

import re
from html import escape, unescape

from foresaid.charts.theme import TEMPLATES
from foresaid.reports.islands import PLOTLY, island
from foresaid.reports.safe_html import clean_html

FIGURES = "application/vnd.foresaid.figures+json"
TABLE = "application/vnd.foresaid.table+json"
LEDGER = "application/vnd.foresaid.ledger+json"
FORM = "application/vnd.jupyter.widget-view+json"
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Outputs:
    """Renders the outputs of one notebook in order; keeps the first key figures for the head of the page."""

    def __init__(self, with_charts=True):
        self.with_charts = with_charts
        self.figures, self.templates, self.charts = "", [], 0
        self.excerpts = {}  # each once for the whole page, as JSON, with its place

    def render(self, cell):
        """All outputs of a cell as HTML."""
        shown = [self._output(output, cell) for output in cell.get("outputs", [])]
        return "\n".join(one for one in shown if one)

    def _output(self, output, cell):
        if output.output_type == "stream":
            return show_stream(output)
        if output.output_type == "error":
            return show_error(output)
        return self._data(output, cell)

    def _data(self, output, cell):
        data = output.get("data", {})
        if PLOTLY in data:
            return self._chart(data[PLOTLY]) if self.with_charts else ""
        if FIGURES in data and not self.figures:
            self.figures = clean_html(text_of(data.get("text/html", "")))
            return ""
        if FORM in data:
            return '<p class="fs-note">Here stands a form, to be filled in in JupyterLab.</p>'
        if "text/html" in data:
            return show_html(text_of(data["text/html"]))
        for kind in PICTURES:
            if kind in data:
                return show_picture(kind, text_of(data[kind]), output, cell)
        text = COLOURS.sub("", text_of(data.get("text/plain", "")))
        return f"<pre>{escape(text)}</pre>" if text.strip() else ""

    def _chart(self, figure):
        self.charts += 1
        figure, template = take_template(figure)
        told = (figure.get("layout", {}).get("meta") or {})
        told = told.get("foresaid", {}) if isinstance(told, dict) else {}
        if told.get("excerpts"):
            places = {key: [self._place(one) for one in some] for key, some in told["excerpts"].items()}
            layout = figure["layout"]
            figure = {**figure, "layout": {**layout, "meta": {
                **layout["meta"], "foresaid": {**told, "excerpts": places}}}}
        number = self._number(template, ours="narrow" in told)
        title = told.get("title") or title_of(figure) or "Chart"
        height = figure.get("layout", {}).get("height")
        size = f' style="height:{int(height)}px"' if isinstance(height, (int, float)) else ' style="height:440px"'
        place = "" if number is None else f' data-template="{number}"'
        return (f'<figure class="fs-chart" id="chart-{self.charts}">{caption(told)}'
                f'<div class="fs-stage"><div class="fs-plot" role="img" aria-label="{escape(told.get("alt") or title)}"'
                f'{size}></div><p class="fs-status" role="status"></p>'
                f'<script type="{PLOTLY}"{place}>{island(figure)}</script></div>'
                f'{note(told)}<p class="fs-hint">Click a point to read its articles.</p>'
                '<details class="fs-numbers" hidden><summary>The numbers in this chart</summary></details>'
                '</figure>')

    def _place(self, excerpt):
        """The place of an excerpt among those of the page: several charts lead to the same sentence."""
        return self.excerpts.setdefault(island(excerpt), len(self.excerpts))

    def told(self):
        """The page's excerpts as JSON: sorted, so that those of one article pack well, and in which order they came."""
        told = sorted(self.excerpts)
        place = {one: at for at, one in enumerate(told)}
        order = ",".join(str(place[one]) for one in self.excerpts)
        return f'{{"order":[{order}],"told":[{",".join(told)}]}}'

    def _number(self, template, ours):
        """The place of a figure's template among those of the page; ours comes with its dark twin."""
        if template is None:
            return None
        pair = {"light": TEMPLATES["fs-light"], "dark": TEMPLATES["fs-dark"]} if ours else {"light": template}
        if pair not in self.templates:
            self.templates.append(pair)
        return self.templates.index(pair)


def text_of(value):
    """A notebook's text, which may be a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def take_template(figure):
    """Part a figure from its layout template, which the page keeps once for all figures."""
    layout = dict(figure.get("layout") or {})
    template = layout.pop("template", None)
    return {**figure, "layout": layout}, template


def title_of(figure):
    """The title inside a figure, as plain text."""
    title = (figure.get("layout") or {}).get("title")
    text = title.get("text") if isinstance(title, dict) else title
    return re.sub(r"<[^>]*>", " ", text).strip() if isinstance(text, str) else ""


def caption(told):
    """A chart's headline and the line below it, if the figure brings them."""
    if not told.get("title"):
        return ""
    below = f'<p class="fs-chart-subtitle">{escape(told["subtitle"])}</p>' if told.get("subtitle") else ""
    return f'<figcaption><p class="fs-chart-title">{escape(told["title"])}</p>{below}</figcaption>'


def note(told):
    """A chart's note: n, source, what is left out."""
    return f'<p class="fs-chart-note">{escape(told["note"])}</p>' if told.get("note") else ""


def show_html(html):
    """HTML that a notebook shows, cleaned; headings take the rank below the page's parts; tables can be scrolled."""
    html = re.sub(r"<(/?)h[2-6]\b", r"<\1h3", clean_html(html))
    html = re.sub(r"<table\b[^>]*>(?:<caption>(.*?)</caption>)?", wrap_table, html)
    return html.replace("</table>", "</table></div>")


def wrap_table(found):
    """The beginning of a table inside a frame that scrolls, named for those who cannot see it."""
    name = unescape(re.sub(r"<[^>]*>", "", found.group(1) or "")) or "Table"
    return f'<div class="fs-scroll" tabindex="0" role="group" aria-label="{escape(name)}">{found.group(0)}'


def show_picture(kind, data, output, cell):
    """A static picture with its alternative text."""
    import base64
    if kind == "image/svg+xml":
        data = base64.b64encode(data.encode("utf8")).decode("ascii")
    about = output.get("metadata", {})
    alt = about.get(kind, {}).get("alt") if isinstance(about.get(kind), dict) else None
    alt = alt or about.get("alt") or cell.metadata.get("alt") or "Static chart"
    return (f'<figure class="fs-static"><img alt="{escape(str(alt))}" '
            f'src="data:{kind};base64,{escape("".join(data.split()))}"></figure>')


def show_stream(output):
    """Printed text or warnings, folded."""
    name = "Warnings of this step" if output.name == "stderr" else "Printed by this step"
    text = COLOURS.sub("", text_of(output.text))
    return f'<details class="fs-stream"><summary>{name}</summary><pre>{escape(text)}</pre></details>'


def show_error(output):
    """An error in plain words, its traceback folded."""
    trace = COLOURS.sub("", "\n".join(output.get("traceback", [])))
    said = output.get("evalue", "")
    plain = said if output.get("ename") in ("ForesaidError", "NoArticles") else f"{output.get('ename')}: {said}"
    return (f'<div class="fs-error"><p>{escape(plain)}</p>'
            f'<details><summary>Traceback</summary><pre>{escape(trace)}</pre></details></div>')
