"""The sample plan from command to browser: our own notebooks, our own hostile article."""

import json

import pytest

from foresaid.cli import main
from foresaid.paths import reports_dir

NAMES = ("sample-start", "sample-corpus", "sample-topics", "sample-actors", "sample-forecasts", "sample-briefing",
         "sample-scoreboard", "sample-question", "sample-lesson")


@pytest.fixture(scope="module")
def rendered(sample):
    """The sample plan, rendered once; returns the reports' folder."""
    main(["report", "sample"])
    return reports_dir()


@pytest.fixture(params=NAMES)
def report(request, rendered, open_page):
    """One report, opened, with its record."""
    folder = rendered / request.param / "latest"
    opened = open_page(folder / "index.html")
    opened.page.wait_for_selector("html[data-charts]")
    opened.run = json.loads((folder / "run.json").read_text(encoding="utf8"))
    opened.notebook = json.loads((folder / "notebook.ipynb").read_text(encoding="utf8"))
    return opened


@pytest.mark.notebooks
def test_a_report_of_the_sample_is_whole_quiet_and_in_nobodys_command(report):
    page, kind = report.page, "application/vnd.plotly.v1+json"
    figures = sum(kind in output.get("data", {}) for cell in report.notebook["cells"]
                  for output in cell.get("outputs", []))
    assert page.get_attribute("html", "data-charts") == "drawn"
    assert page.locator("figure[data-drawn]").count() == figures == report.run["charts"] >= 1
    page.wait_for_timeout(200)
    assert report.quiet(), (report.requests, report.said)
    assert page.title().startswith("Sample: ")
    assert page.locator("img:not([src^='data:image/']), main script:not([type])").count() == 0
    assert report.run["page_bytes"] < 3_000_000
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]][:5]) for rule in found] == []


def test_the_hostile_article_stands_on_a_page_so_that_quiet_means_something(rendered):
    pages = [(rendered / name / "latest" / "index.html").read_text(encoding="utf8") for name in NAMES]
    assert any("onerror" in page for page in pages)


@pytest.mark.notebooks
def test_a_point_of_a_real_chart_leads_to_its_sentences(rendered, open_page):
    opened = open_page(rendered / "sample-topics" / "latest" / "index.html")
    page = opened.page
    page.wait_for_selector("html[data-charts=drawn]")
    page.locator(".fs-stage[tabindex]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator("#fs-panel li").count() >= 1
    assert page.locator("#fs-panel blockquote mark").count() >= 1


@pytest.mark.notebooks
def test_the_second_time_nothing_is_rendered(rendered, capsys):
    main(["report", "sample"])
    assert "9 reports: 9 unchanged." in capsys.readouterr().out
