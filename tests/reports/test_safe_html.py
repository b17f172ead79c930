"""What a notebook shows is rebuilt from harmless parts only."""

import pytest

from foresaid.reports.safe_html import clean_html


@pytest.mark.parametrize(("hostile", "left"), [
    ("<img src=x onerror=alert(1)>", ""),
    ("<script>alert(1)</script>", ""),
    ("<SCRIPT SRC=//evil.example/x.js></SCRIPT >after", "after"),
    ("<scr<script>ipt>alert(1)</script>", "ipt&gt;alert(1)"),
    ('<meta http-equiv="refresh" content="0;url=//evil.example">', ""),
    ('<base href="//evil.example/">', ""),
    ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
    ('<a href=" JaVaScript:alert(1)">x</a>', "<a>x</a>"),
    ('<a href="java\tscript:alert(1)">x</a>', "<a>x</a>"),
    ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
    ('<iframe src="//evil.example"></iframe>a', "a"),
    ('<svg onload=alert(1)><p>x</p></svg>a', "a"),
    ('<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>', ""),
    ('<form action="//evil.example"><input name=a><button>x</button></form>b', "b"),
    ('<div style="position:fixed;inset:0" onclick="x()" id="fs-panel">x</div>', "<div>x</div>"),
    ('<link rel=stylesheet href="//evil.example/x.css">', ""),
    ('<p title="&quot; onmouseover=&quot;x()">x</p>', '<p title="&quot; onmouseover=&quot;x()">x</p>'),
    ("<!-- <img src=x> --><?php x ?><![CDATA[<img src=x onerror=alert(1)>]]>", ""),
    ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>z", "z"),
])
def test_hostile_html_is_inert(hostile, left):
    assert clean_html(hostile) == left


def test_what_is_harmless_stays():
    html = ('<table class="fs-table"><caption>A &amp; B</caption><thead><tr><th scope="col">a</th></tr></thead>'
            '<tbody><tr><td data-order="1.5">1</td></tr></tbody></table>')
    assert clean_html(html) == html
    assert clean_html('<a href="https://example.org/?a=1&amp;b=2">x</a>') == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">x</a>')
    picture = '<img alt="x" src="data:image/png;base64,AAAA">'
    assert clean_html(picture) == picture


def test_open_tags_are_closed_in_order():
    assert clean_html("<div><p><b>x</div>y</b>") == "<div><p><b>x</b></p></div>y"


def test_pandas_tables_keep_their_cells():
    import pandas as pd
    html = clean_html(pd.DataFrame({"a": ["<b>x</b>"]}).to_html())
    assert "<td>&lt;b&gt;x&lt;/b&gt;</td>" in html
