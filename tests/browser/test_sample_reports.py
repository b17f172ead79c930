"""Every notebook on the sample, as `make report DATASET=sample` renders it, opened in a real browser."""

import json

import pytest
from click.testing import CliRunner

from foresaid.cli import cli
from foresaid.paths import ROOT

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("0*.ipynb"))
REPORTS = ["sample-start", "sample-corpus", "sample-topics", "sample-actors", "sample-forecasts", "sample-briefing"]


@pytest.fixture(scope="module")
def rendered(home, sample):
    done = CliRunner().invoke(cli, ["report", "sample"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-1] == f"Open {home / 'reports' / 'index.html'}"
    return home / "reports"


def run_of(rendered, name):
    return json.loads((rendered / name / "latest" / "run.json").read_text(encoding="utf8"))


def figures_of(rendered, name):
    notebook = json.loads((rendered / name / "latest" / "notebook.ipynb").read_text(encoding="utf8"))
    return sum("application/vnd.plotly.v1+json" in output.get("data", {})
               for cell in notebook["cells"] for output in cell.get("outputs", []))


@pytest.mark.notebooks
def test_the_plan_renders_every_notebook(rendered):
    done = [run_of(rendered, name) for name in REPORTS]
    assert {run["status"] for run in done} == {"ok"}
    assert sorted(run["notebook"].removesuffix(".ipynb") for run in done) == NOTEBOOKS


@pytest.mark.notebooks
@pytest.mark.parametrize("name", REPORTS)
def test_as_many_charts_are_drawn_as_there_are_figures_and_the_page_is_quiet(rendered, open_page, name):
    opened = open_page(rendered / name / "latest" / "index.html")
    opened.page.wait_for_function("document.querySelectorAll('.fs-plot').length === "
                                  "document.querySelectorAll('.fs-plot .main-svg').length / "
                                  "(document.querySelectorAll('.fs-plot .main-svg').length / "
                                  "document.querySelectorAll('.fs-plot').length)", timeout=30000)
    opened.page.wait_for_function("[...document.querySelectorAll('.fs-plot')].every(one => one.querySelector('.main-svg'))",
                                  timeout=30000)
    assert opened.page.locator(".fs-plot").count() == figures_of(rendered, name) > 0
    assert opened.quiet(), (opened.requests, opened.said)
    assert "PWNED" not in opened.page.title()


@pytest.mark.notebooks
def test_the_hostile_article_is_on_a_page_and_does_nothing(rendered, open_page):
    """s46 holds scripts, handlers, a refresh and a formula; its words stand in the lists as letters."""
    shown = [name for name in REPORTS if "onerror" in (rendered / name / "latest" / "index.html").read_text("utf8")]
    assert shown, "no page shows the hostile article; the test would prove nothing"
    for name in shown:
        opened = open_page(rendered / name / "latest" / "index.html")
        opened.page.wait_for_timeout(500)
        assert opened.page.locator("img[onerror], [onload], meta[http-equiv=refresh]").count() == 0
        assert opened.page.url.endswith("index.html")
        assert opened.quiet(), (opened.requests, opened.said)


@pytest.mark.notebooks
def test_a_point_leads_to_its_sentences(rendered, open_page):
    opened = open_page(rendered / "sample-start" / "latest" / "index.html")
    page = opened.page
    page.wait_for_selector(".fs-plot .main-svg")
    page.wait_for_selector(".fs-plot .scatterlayer .point", state="attached")
    page.locator(".fs-plot").first.scroll_into_view_if_needed()
    key = page.evaluate("Object.keys(document.querySelector('.fs-plot').layout.meta.foresaid.excerpts)[0]")
    place = page.evaluate("""key => {
        const plot = document.querySelector('.fs-plot'), box = plot.getBoundingClientRect(), full = plot._fullLayout;
        for (const trace of plot._fullData)
            for (let at = 0; at < (trace.customdata || []).length; at++)
                if (trace.customdata[at] === key)
                    return {x: box.x + full.xaxis._offset + full.xaxis.d2p(trace.x[at]),
                            y: box.y + full.yaxis._offset + full.yaxis.d2p(trace.y[at])};
    }""", key)
    page.mouse.move(place["x"], place["y"])
    page.mouse.click(place["x"], place["y"])
    page.wait_for_selector("mark")
    assert page.locator("mark").first.is_visible()


@pytest.mark.notebooks
def test_a_second_time_nothing_is_run(rendered):
    again = CliRunner().invoke(cli, ["report", "sample"], catch_exceptions=False)
    assert again.exit_code == 0
    assert "6 unchanged" in again.output
