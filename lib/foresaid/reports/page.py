"""A run's notebook as one page: self-contained, safe whatever the articles say, the same bytes for the same inputs.

nbconvert goes through the cells with our template; figures become islands of JSON that one script draws. The page asks
nothing of the network, and its policy lets no script run but the two whose hashes it names.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from foresaid.reports.islands import PLOTLY, island, pack, packed_plotly, script_hash
from foresaid.reports.markdown import Reader, plain_text
from foresaid.reports.outputs import Outputs

TEMPLATES = Path(__file__).parent / "templates"
ISLAND = f'<script type="{PLOTLY}"'
POLICY = ("default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
          "base-uri 'none'; form-action 'none'")


@dataclass(frozen=True)
class Facts:
    """What a page says about its run besides the notebook: names, period, how it went."""

    title: str             # the report's title in the plan
    period: str = ""       # in words: "6 February to 26 March 2017"
    dataset: str = ""      # the dataset's title
    data_up_to: str = ""   # the last day of the articles counted
    status: str = "ok"     # ok, empty or failed
    error: dict | None = None
    home: str = "../../index.html"


def render_page(notebook, facts):
    """Render a run's notebook as HTML text; `facts.status` decides about the banner.

    Raises no error for a chart that got lost: `missing_charts` tells.
    """
    reader, outputs = Reader(), Outputs(with_charts=facts.status != "empty")
    body = render_cells(reached(notebook, facts), reader, outputs)
    script = read_template("page.js")
    hashes = [script_hash(script)]
    bundle = ""
    if outputs.charts:
        bundle, own = packed_plotly()
        hashes.append(own)
    policy = POLICY.format(scripts=" ".join(f"'{one}'" for one in hashes))
    headline = reader.title or escape(facts.title)
    return environment().get_template("page.html.j2").render(
        policy=policy, css=read_template("page.css"), script=script, bundle=bundle, home=facts.home,
        excerpts=pack(outputs.told()) if outputs.excerpts else "",
        templates=[island(one) for one in outputs.templates], title=f"{facts.title}: {plain_text(headline)}",
        headline=headline, standfirst=reader.standfirst, contents=reader.contents, figures=outputs.figures, body=body,
        kicker=[part for part in (facts.title, facts.period) if part], dateline=say_dateline(facts),
        status=facts.status, banner=say_banner(facts))


def reached(notebook, facts):
    """The notebook up to where it stopped: no empty headings of steps that never ran.

    Where there was nothing to count, the cell that found out is left out too, with the headings above it.
    """
    stop = (facts.error or {}).get("cell")
    if stop is None:
        return notebook
    cells = notebook.cells[:stop + 1]
    if facts.status == "empty":
        cells = cells[:-1]
        while len(cells) > 1 and cells[-1].cell_type == "markdown":
            cells = cells[:-1]
    return type(notebook)({**notebook, "cells": cells})


def missing_charts(notebook, html):
    """How many of the notebook's figures are not in the page: 0 if all is well.

    A figure shown through another renderer counts as missing: its script would never run here.
    """
    figures = sum(1 for output in outputs_of(notebook) if is_figure(output))
    return figures - html.count(ISLAND)


def outputs_of(notebook):
    """The outputs of a notebook in order."""
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.get("outputs", [])]


def is_figure(output):
    """True for a plotly figure, in whatever form it was shown."""
    data = output.get("data", {})
    html = "".join(data.get("text/html", ""))
    return PLOTLY in data or "Plotly.newPlot(" in html or "Plotly.react(" in html


def render_cells(notebook, reader, outputs):
    """The notebook's cells as HTML, through nbconvert and our template on its `basic`."""
    from nbconvert.exporters.html import HTMLExporter
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.filters import Highlight2HTML

    exporter = HTMLExporter(template_name="basic", template_file="cells.html.j2",
                            extra_template_paths=[str(TEMPLATES)])
    exporter.register_filter("highlight_code", Highlight2HTML(pygments_lexer="ipython3", parent=exporter))
    exporter.register_filter("show_markdown", reader.render)
    exporter.register_filter("show_outputs", outputs.render)
    exporter.register_filter("name_code", name_code)
    # past HTMLExporter's own step, which parses the whole page once more only to look for pictures without alt
    html, _ = TemplateExporter.from_notebook_node(exporter, notebook)
    return html


def name_code(cell):
    """What stands on a folded cell of code."""
    tags = cell.metadata.get("tags", [])
    if "parameters" in tags:
        return "Parameters, as the notebook has them"
    return "Parameters of this run" if "injected-parameters" in tags else "Code"


def say_dateline(facts):
    """The line below the standfirst: which articles, and up to when; never the hour at which the page was made."""
    parts = [facts.dataset, f"data up to {facts.data_up_to}" if facts.data_up_to else ""]
    line = ", ".join(part for part in parts if part)
    return line[:1].upper() + line[1:]


def say_banner(facts):
    """What stands at the head of a page that is not as it should be."""
    error = facts.error or {}
    if facts.status == "empty":
        title = "No events for this dataset" if error.get("name") == "NoEvents" else "No articles for this period"
        return {"title": title, "text": error.get("message") or "There is nothing to count.",
                "more": "No chart is drawn: no data is a gap, never a zero."}
    if facts.status == "failed":
        return {"title": "This report is incomplete", "text": error.get("said") or error.get("message") or "It failed.",
                "more": error.get("more", "Everything before the failure is kept below. The last good page was left in "
                                          "its place.")}
    return None


@lru_cache
def read_template(name):
    """A file of the template."""
    return (TEMPLATES / name).read_text(encoding="utf8")


@lru_cache(maxsize=1)
def environment():
    """Jinja with everything escaped that is not marked safe."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)

