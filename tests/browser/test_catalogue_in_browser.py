"""The catalogue in a real browser: search and filters work, nothing is asked, nothing said."""

import json

import pytest

from foresaid.reports.catalogue import write_catalogue

EVIL = "<img src=x onerror=\"document.title='PWNED'\"></script><script>document.title='PWNED'</script>"


@pytest.fixture
def opened(open_page, tmp_path):
    runs = [("topics", "2017-W10", "2017-03-06", "2017-03-12", "ok"), ("topics", "2017-W11", "2017-03-13", "2017-03-19",
                                                                      "failed"),
            ("actors", "2017-W10", "2017-03-06", "2017-03-12", "ok")]
    for report, period, start, end, status in runs:
        folder = tmp_path / report / period
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("page")
        (folder / "run.json").write_text(json.dumps({
            "report": report, "title": f"The {report} {EVIL}", "period": period, "start": start, "end": end,
            "status": status, "error": {"message": EVIL},
            "key_figures": [{"label": EVIL, "value": 0.5, "unit": "share"}]}))
    write_catalogue(tmp_path)
    return open_page(tmp_path / "index.html")


def shown(opened):
    return opened.page.locator(".fs-run:visible").count()


def test_filters_narrow_the_runs(opened):
    page = opened.page
    assert shown(opened) == 3
    page.fill("#fs-words", "actors")
    assert (shown(opened), page.locator("#fs-count").inner_text()) == (1, "1 of 3 runs")
    page.fill("#fs-words", "")
    page.select_option("#fs-state", "failed")
    assert shown(opened) == 1
    page.select_option("#fs-state", "")
    page.select_option("#fs-report", "topics")
    page.fill("#fs-to", "2017-03-12")
    assert shown(opened) == 1


def test_it_asks_and_says_nothing_and_hostile_text_is_text(opened):
    opened.page.wait_for_timeout(100)
    assert (opened.page.title(), opened.page.locator("img").count()) == ("Foresaid: reports", 0)
    assert opened.quiet()


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_no_wider_than_its_screen(opened, width):
    opened.page.set_viewport_size({"width": width, "height": 800})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing(opened):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(opened.page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
