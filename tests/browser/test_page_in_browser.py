"""The page in a real browser: everything drawn, nothing asked, nothing said, no article in command."""

import json
import re

import nbformat
import pytest

from foresaid.reports.guard import keep_grammars_out
from foresaid.reports.page import Facts, render_page

keep_grammars_out()

EVIL = "</script><img src=x onerror=\"document.title='PWNED'\"><script>document.title='PWNED'</script><b>bold</b>"
PLOTLY, ISLAND = "application/vnd.plotly.v1+json", 'script[type="application/vnd.plotly.v1+json"]'
KEYS = ("2017-02-06|trade", "2017-02-13|trade")


def excerpt(title, sentence, marks, url="https://example.org/a"):
    return {"article_id": title, "title": title, "source": "The Courier", "published": "2017-02-07", "url": url,
            "sentence": sentence, "marks": marks}


EXCERPTS = {
    KEYS[0]: [excerpt("A deal", "𝒜 trade deal will come.", [[2, 7]]), excerpt("Another", "Trade.", [[0, 5]])],
    KEYS[1]: [excerpt(EVIL, EVIL, [[0, 9]], "javascript:document.title='PWNED'")],
}


def figures():
    """One figure of each kind that our charts use, drawn by our own charts' template."""
    import plotly.graph_objects as go

    from foresaid.charts.theme import TEMPLATES
    days = ["2017-02-06", "2017-02-13"]
    line = go.Figure([go.Scatter(x=days, y=[0.25, 0.5], customdata=list(KEYS), name="trade", mode="lines+markers",
                                 hovertext=["trade: 25%", "trade: 50%"], hoverinfo="text"),
                      go.Scatter(x=days, y=[0.2, 0.4], hoverinfo="skip")])
    grid = go.Figure(go.Heatmap(z=[[0.1, 0.9]], x=days, y=["trade"], customdata=[list(KEYS)]))
    bars = go.Figure(go.Bar(x=[0.3], y=[EVIL], orientation="h", customdata=[KEYS[1]]))
    pie = go.Figure(go.Pie(labels=["a", EVIL], values=[1, 2]))
    for place, one in enumerate((line, grid, bars, pie)):
        one.update_layout(template=TEMPLATES["fs-light"], height=300, meta={"foresaid": {
            "title": f"Chart {place} {EVIL if place else ''}", "subtitle": "share", "note": "n = 8",
            "alt": f"Chart {place}", "excerpts": EXCERPTS, "narrow": {"height": 260}}})
    return [json.loads(one.to_json()) for one in (line, grid, bars, pie)]


def shown(**data):
    return nbformat.from_dict({"cell_type": "code", "metadata": {"tags": []}, "source": f"show({EVIL!r})",
                               "execution_count": 1, "outputs": [
                                   {"output_type": "display_data", "metadata": {}, "data": data}]})


def table(rows):
    body = "".join(f'<tr><td>row {n}</td><td class="fs-number" data-order="{n}">{n:,}</td></tr>' for n in rows)
    return ('<table class="fs-table"><caption>Rows</caption><thead><tr><th scope="col">name</th>'
            f'<th scope="col">n</th></tr></thead><tbody>{body}</tbody></table>')


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A page with every kind of thing in it, hostile text in all of them."""
    from nbformat.v4 import new_markdown_cell
    cells = [new_markdown_cell(f"# What now?\n\nA standfirst {EVIL}\n\n## First part\n\n{EVIL}"),
             *[shown(**{PLOTLY: one}) for one in figures()], new_markdown_cell("## Tables"),
             shown(**{"text/html": table([3, 1000, *range(20, 40)]) + EVIL}),
             shown(**{"text/plain": EVIL}), new_markdown_cell("## How this page was made")]
    notebook = nbformat.from_dict({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4})
    file = tmp_path_factory.mktemp("page") / "index.html"
    file.write_text(render_page(notebook, Facts(title="The report", period="6 to 19 February 2017")), encoding="utf8")
    return file


@pytest.fixture
def opened(open_page, path):
    one = open_page(path)
    one.page.wait_for_selector("html[data-charts]")
    return one


def test_every_figure_is_drawn_and_the_page_asks_and_says_nothing(opened):
    page = opened.page
    assert page.get_attribute("html", "data-charts") == "drawn"
    assert page.locator(ISLAND).count() == page.locator("figure[data-drawn]").count() == 4
    assert page.locator(".fs-plot .main-svg").count() >= 4
    assert page.locator(".heatmaplayer image, .heatmaplayer path").count() >= 1
    assert opened.quiet(), (opened.requests, opened.said)


def test_no_article_is_in_command(opened):
    page = opened.page
    page.wait_for_timeout(200)
    assert page.title() == "The report: What now?"
    assert page.locator("img, main script:not([type])").count() == 0


def test_a_click_on_a_point_opens_its_articles(opened):
    page = opened.page
    page.locator(".scatterlayer .point").first.click(force=True)
    panel = page.locator("#fs-panel")
    assert panel.is_visible()
    assert panel.locator("h2").text_content() == "trade, 6 February 2017"
    assert panel.locator("li").count() == 2
    assert panel.locator("mark").all_inner_texts() == ["trade", "Trade"]
    assert panel.locator("a").first.get_attribute("href") == "https://example.org/a"
    page.keyboard.press("Escape")
    assert not panel.is_visible()


def test_a_click_on_a_cell_opens_its_articles(opened):
    page = opened.page
    page.locator("#chart-2").scroll_into_view_if_needed()
    box = page.locator("#chart-2 .heatmaplayer").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    page.wait_for_timeout(150)
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    assert page.locator("#fs-panel h2").text_content() == "trade, 6 February 2017"


def test_a_hostile_article_is_text_in_the_panel_and_its_link_is_none(opened):
    page = opened.page
    page.locator(".scatterlayer .point").nth(1).click(force=True)
    panel = page.locator("#fs-panel")
    assert panel.locator(".fs-headline").inner_text() == EVIL
    assert panel.locator("blockquote").inner_text() == EVIL
    assert (panel.locator("a").count(), panel.locator("img").count()) == (0, 0)
    assert page.title() == "The report: What now?"
    assert opened.quiet()


def test_points_are_reached_by_keyboard(opened):
    page = opened.page
    page.locator("#chart-1 .fs-stage").focus()
    page.keyboard.press("ArrowRight")
    assert "trade: 25%" in page.locator("#chart-1 .fs-status").inner_text()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.locator("#fs-panel h2").text_content() == "trade, 6 February 2017"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "fs-stage"


def test_the_numbers_of_a_chart_stand_in_a_table(opened):
    page = opened.page
    page.locator("#chart-1 .fs-numbers summary").click()
    page.wait_for_selector("#chart-1 .fs-numbers table")
    rows = page.locator("#chart-1 .fs-numbers tbody tr")
    assert [rows.nth(n).locator("td").all_inner_texts()[:3] for n in range(rows.count())] == [
        ["trade", "2017-02-06", "0.25"], ["trade", "2017-02-13", "0.5"]]
    page.locator("#chart-1 .fs-numbers button.fs-link").first.click()
    assert page.locator("#fs-panel").is_visible()


def test_a_table_sorts_by_number_and_can_be_searched(opened):
    page = opened.page
    rows = page.locator("main .fs-scroll > .fs-table > tbody > tr")
    page.get_by_role("button", name="n", exact=True).click()
    assert rows.first.inner_text().split() == ["row", "1000", "1,000"]
    page.get_by_role("button", name="n", exact=True).click()
    assert rows.first.inner_text().split() == ["row", "3", "3"]
    page.locator("input[type=search]").fill("row 3")
    assert page.locator(".fs-search span").inner_text() == "12 of 22 rows"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_no_page_is_wider_than_its_screen(open_page, path, scheme, width):
    one = open_page(path, width=width, scheme=scheme)
    one.page.wait_for_selector("html[data-charts=drawn]")
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    assert one.quiet()


def test_charts_turn_dark_with_the_page_and_back(open_page, path):
    one = open_page(path, scheme="dark")
    one.page.wait_for_selector("html[data-charts=drawn]")

    def ink():
        style = one.page.locator("#chart-1 .xtick text").first.get_attribute("style")
        return sum(int(part) for part in re.search(r"fill: rgb\((\d+), (\d+), (\d+)\)", style).groups())
    dark = ink()
    one.page.emulate_media(color_scheme="light")
    one.page.wait_for_timeout(100)
    assert dark > 3 * 128 > ink()


def test_print_leaves_out_what_paper_cannot_do(opened):
    opened.page.emulate_media(media="print")
    for hidden in (".fs-code", ".fs-search", ".fs-numbers", ".fs-contents"):
        assert not opened.page.locator(hidden).first.is_visible()
    assert opened.page.evaluate("getComputedStyle(document.querySelector('.fs-chart')).breakInside") == "avoid"


def test_headings_are_in_order_and_contents_lead_to_them(opened):
    page = opened.page
    levels = page.evaluate("[...document.querySelectorAll('.fs-page :is(h1,h2,h3,h4,h5)')].map(h => +h.tagName[1])")
    assert levels == [1, 2, 2, 2]
    assert page.evaluate("[...document.querySelectorAll('.fs-contents a')].every(a => document.querySelector(a.hash))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, path, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    one = open_page(path, scheme=scheme)
    one.page.wait_for_selector("html[data-charts=drawn]")
    found = axe.Axe().run(one.page).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found] == []
