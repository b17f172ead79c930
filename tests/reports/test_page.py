"""A notebook becomes one page that asks nothing of the network and does nothing that an article says."""

import base64
import gzip
import hashlib
import json
import re

import pytest

from foresaid.reports.guard import keep_grammars_out
from foresaid.reports.islands import packed_plotly, script_hash
from foresaid.reports.page import Facts, missing_charts, render_page

keep_grammars_out()

EVIL = "</script><img src=x onerror=\"document.title='PWNED'\"><script>document.title='PWNED'</script>\u2028&"
PLOTLY = "application/vnd.plotly.v1+json"


def figure_output(**meta):
    layout = {"template": {"layout": {"font": {"size": 13}}}, "meta": {"foresaid": meta}}
    return {PLOTLY: {"data": [{"type": "bar", "x": [EVIL], "y": [1], "customdata": ["k"]}], "layout": layout}}


@pytest.fixture
def page(tiny):
    def render(*cells, **facts):
        return render_page(tiny.node(tiny.text("# What now?\n\nThe *standfirst*.\n\n## First part"), *cells),
                           Facts(**{"title": "The report", **facts}))
    return render


def islands(html):
    return [json.loads(one) for one in re.findall(rf'<script type="{re.escape(PLOTLY)}"[^>]*>(.*?)</script>', html)]


def test_the_head_has_title_standfirst_figures_and_contents(page, tiny):
    figures = tiny.shown(**{"text/html": '<dl class="fs-figures"><div><dt>Articles</dt><dd>8</dd></div></dl>',
                            "application/vnd.foresaid.figures+json": [{"label": "Articles", "value": 8}]})
    html = page(figures, tiny.text("## Second part\n\nText."), period="6 to 12 March 2017", dataset="Some news",
                data_up_to="12 March 2017")
    head, main = html.split('<main id="main">')
    assert "<title>The report: What now?</title>" in head
    assert "<h1>What now?</h1>" in head
    assert '<p class="fs-standfirst">The <em>standfirst</em>.</p>' in head
    assert "6 to 12 March 2017" in head
    assert "Some news, data up to 12 March 2017" in head
    assert "<dt>Articles</dt><dd>8</dd>" in head
    assert "<dt>Articles</dt>" not in main
    assert re.findall(r'<a href="#(s-[^"]+)">', head) == ["s-first-part", "s-second-part"]
    assert '<h2 id="s-second-part">Second part</h2>' in main


def test_a_figure_becomes_an_island_and_its_words_text(page, tiny):
    html = page(tiny.shown(**figure_output(title="Trade <rises>", subtitle="share", note="n = 8", alt="It rises")))
    assert islands(html)[0]["data"][0]["x"] == [EVIL]
    assert "Trade &lt;rises&gt;" in html
    assert 'role="img" aria-label="It rises"' in html
    assert '<p class="fs-chart-note">n = 8</p>' in html


def test_the_layout_template_stands_in_the_page_once(page, tiny):
    html = page(tiny.shown(**figure_output()), tiny.shown(**figure_output()))
    assert html.count('<script type="application/vnd.foresaid.template+json">') == 1
    assert [("template" in one["layout"]) for one in islands(html)] == [False, False]


def test_an_excerpt_stands_in_the_page_once_however_many_charts_lead_to_it(page, tiny):
    one, two = {"title": EVIL, "sentence": "b"}, {"title": "A", "sentence": "a"}
    html = page(tiny.shown(**figure_output(excerpts={"k": [one, two]})), tiny.shown(**figure_output(excerpts={"l": [one]})))
    assert [figure["layout"]["meta"]["foresaid"]["excerpts"] for figure in islands(html)] == [{"k": [0, 1]}, {"l": [0]}]
    packed = re.search(r'<script type="application/octet-stream" id="fs-excerpts">(.*?)</script>', html).group(1)
    known = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert [known["told"][at] for at in known["order"]] == [one, two]


def test_the_bundle_unpacks_to_the_script_that_the_policy_names(page, tiny):
    html = page(tiny.shown(**figure_output()))
    packed = re.search(r'<script type="application/octet-stream" id="fs-plotly">(.*?)</script>', html).group(1)
    source = gzip.decompress(base64.b64decode(packed))
    own = "sha256-" + base64.b64encode(hashlib.sha256(source).digest()).decode()
    inline = re.search(r"<script>(.*?)</script>\n</body>", html, re.DOTALL).group(1)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html).group(1).replace("&#39;", "'")
    assert policy == (f"default-src 'none'; script-src '{script_hash(inline)}' '{own}'; style-src 'unsafe-inline'; "
                      "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'")
    assert packed_plotly()[1] == own


def test_a_page_without_charts_carries_no_bundle(page, tiny):
    assert len(page(tiny.text("No chart."))) < 80_000


@pytest.mark.parametrize("make", [
    lambda tiny: tiny.text(f"## {EVIL}\n\n{EVIL}\n\n![x](http://evil.example/x.png) [y](javascript:alert(1))"),
    lambda tiny: tiny.text(f"```html\n{EVIL}\n```\n\n`{EVIL}`\n\n| {EVIL} |\n|---|\n| {EVIL} |"),
    lambda tiny: tiny.cell(f"x = {EVIL!r}"),
    lambda tiny: tiny.shown(**{"text/html": EVIL}),
    lambda tiny: tiny.shown(**{"text/plain": EVIL}),
    lambda tiny: tiny.shown(**{"text/markdown": EVIL, "text/plain": EVIL}),
    lambda tiny: tiny.shown(**{"application/javascript": "document.title='PWNED'", "text/plain": "x"}),
    lambda tiny: tiny.shown(**figure_output(title=EVIL, subtitle=EVIL, note=EVIL, alt=EVIL, excerpts={
        "k": [{"title": EVIL, "url": "javascript:x", "sentence": EVIL}]})),
    lambda tiny: tiny.shown(**{"image/svg+xml": f"<svg>{EVIL}</svg>"}),
    lambda tiny: tiny.output({"output_type": "stream", "name": "stderr", "text": EVIL}),
    lambda tiny: tiny.output({"output_type": "error", "ename": EVIL, "evalue": EVIL, "traceback": [EVIL]}),
])
def test_hostile_text_is_inert_wherever_it_stands(page, tiny, make):
    html = page(make(tiny), title=EVIL, period=EVIL, dataset=EVIL, status="failed", error={"said": EVIL, "more": EVIL})
    body = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert "<img src=x" not in body
    assert "<script>document" not in html
    assert 'src="http' not in html
    assert "javascript:alert" not in re.sub(r"\[y\]\(javascript:alert\(1\)\)", "", html)
    assert html.count("<script") == html.count("</script>")


def test_code_is_folded_below_what_it_shows(page, tiny):
    html = page({**tiny.shown(**{"text/plain": "shown first"}), "source": "n = 1"})
    assert html.index("shown first") < html.index('<details class="fs-code">')


def test_a_form_is_named_and_not_shown(page, tiny):
    html = page(tiny.shown(**{"text/plain": "VBox(children=(HTML(value='words'),))", "application/vnd.jupyter.widget-view+json": {"model_id": "1"}}))
    assert ["Here stands a form, to be filled in in JupyterLab." in html, "VBox" in html] == [True, False]


def test_a_chart_that_got_lost_is_counted(tiny):
    script = '<div><script>Plotly.newPlot("x", [])</script></div>'
    notebook = tiny.node(tiny.shown(**figure_output()), tiny.shown(**{"text/html": script}))
    assert missing_charts(notebook, render_page(notebook, Facts(title="x"))) == 1


def test_an_empty_report_shows_no_chart(page, tiny):
    html = page(tiny.shown(**figure_output()), status="empty", error={"message": "No article of 'x'."})
    assert islands(html) == []
    assert "No article of &#39;x&#39;." in html


def test_steps_that_never_ran_leave_no_empty_headings(page, tiny):
    cells = [tiny.text("## Second"), tiny.shown(**{"text/plain": "shown here"}), tiny.text("## Third")]
    html = page(*cells, status="failed", error={"said": "No.", "cell": 2})
    assert ("shown here" in html, "Third" in html) == (True, False)
    html = page(*cells, status="empty", error={"message": "None.", "cell": 2})
    assert ("What now?" in html, "shown here" in html, "Second" in html) == (True, False, False)


def test_a_readers_own_slip_is_said_in_plain_words(page, tiny):
    html = page(tiny.output({"output_type": "error", "ename": "ForesaidError", "evalue": "No topic 'trad'.",
                             "traceback": ["\x1b[31mTraceback\x1b[0m deep"]}))
    assert "<p>No topic &#x27;trad&#x27;.</p><details><summary>Traceback</summary><pre>Traceback deep</pre>" in html


def test_the_same_notebook_gives_the_same_bytes(page, tiny):
    cells = [tiny.text("## A\n\n## A"), tiny.shown(**figure_output(title="t"))]
    assert page(*cells) == page(*cells)
