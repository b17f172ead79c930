from types import SimpleNamespace

import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.findings import read, select
from foresaid.show import (
    FIGURES,
    TABLE,
    key_figure,
    show_excerpts,
    show_figures,
    show_method,
    show_note,
    show_selection,
    show_share,
    show_table,
)

BAD = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def html(shown):
    return shown._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("shown", [
    show_note(BAD), show_figures([key_figure(BAD, 1)]),
    show_table(pd.DataFrame({BAD: [BAD], "title": [BAD], "url": ["https://a.example/\"onmouseover=alert(3)"]}), BAD, "t"),
    show_excerpts(pd.DataFrame([{"title": BAD, "url": "javascript:alert(4)", "source": BAD, "published": pd.NaT,
                                 "sentence": BAD, "marks": [[0, 8]]}]), BAD)])
def test_hostile_text_stays_text(shown):
    page = html(shown)
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert '"onmouseover' not in page


def test_a_key_figure_is_shown_and_kept_as_data():
    shown = show_figures([key_figure("With a forecast", 0.4123, "share", 3000, 0.021)])
    assert "41.2%" in html(shown)
    assert "+2.1 points" in html(shown)
    assert "of 3,000" in html(shown)
    assert shown._repr_mimebundle_()[FIGURES] == [
        {"label": "With a forecast", "value": 0.4123, "unit": "share", "n": 3000, "change": 0.021}]


def share(hits, articles, low=float("nan"), high=float("nan")):
    return SimpleNamespace(hits=hits, articles=articles, low=low, high=high)


@pytest.mark.parametrize(("row", "said"), [
    (share(3, 1200, 0.001, 0.007), "3 of 1,200 dated articles look ahead. The 95 % interval of this share runs from 0.1% to "),
    (share(3, 4), "3 of 4 dated articles look ahead. That is too few for a share."),
    (share(0, 0), "No article here has a date")])
def test_a_share_is_said_with_its_interval_or_with_why_there_is_none(row, said):
    text = html(show_share(row, "look ahead"))
    assert said in text
    assert "nan" not in text


def test_an_unknown_number_is_a_dash_and_never_a_zero():
    assert ">–</dd>" in html(show_figures([key_figure("Share", float("nan"), "share")]))


def test_a_unit_is_one_of_three():
    with pytest.raises(ForesaidError, match="count, share, rate or score, not 'percent'"):
        key_figure("x", 1, "percent")


def test_a_table_shows_shares_as_per_cents_and_keeps_the_numbers():
    table = pd.DataFrame({"topic": ["trade"], "articles": [1200], "share": [0.25],
                          "first": [pd.Timestamp("2021-03-01")], "url": ["https://example.org/a"]})
    shown = show_table(table, "Topics", "topics", link="topic")
    assert '<a href="https://example.org/a" rel="noopener noreferrer">trade</a>' in html(shown)
    assert "25.0%" in html(shown)
    assert "1,200" in html(shown)
    assert "2021-03-01" in html(shown)
    assert shown._repr_mimebundle_()[TABLE] == {
        "name": "topics", "caption": "Topics", "columns": ["topic", "articles", "share", "first", "url"],
        "rows": [["trade", 1200, 0.25, "2021-03-01T00:00:00", "https://example.org/a"]]}


def test_marks_stand_around_the_words_and_overlapping_ones_are_joined():
    row = {"title": "T", "url": "", "source": "S", "published": pd.Timestamp("2021-03-01"),
           "sentence": "Prices & rates will rise.", "marks": [[9, 14], [0, 6], [12, 19]]}
    assert ("<blockquote><mark>Prices</mark> &amp; <mark>rates</mark><mark> will</mark> rise.</blockquote>"
            in html(show_excerpts(pd.DataFrame([row]))))


def test_an_article_without_a_headline_says_so():
    row = {"title": float("nan"), "url": None, "source": None, "published": pd.NaT, "sentence": "S.", "marks": []}
    assert "(no headline)" in html(show_excerpts(pd.DataFrame([row])))
    assert "nan" not in html(show_excerpts(pd.DataFrame([row])))


def test_the_selection_says_what_is_counted_and_what_is_left_out(sample):
    text = html(show_selection(select(sample)))
    articles = read(select(sample), "articles")
    assert f"Selected: {len(articles)} articles of {articles['source'].nunique()} sources" in text
    assert "without a date, in no series" in text
    assert "near-copies of another" in text


def test_the_method_names_hashes_versions_and_parameters(sample):
    text = html(show_method(select(sample), every="week", sources=[]))
    assert "Dataset SHA-256" in text
    assert "Words SHA-256" in text
    assert "pandas 3" in text
    assert '>Parameter sources</th><td style="text-align:left">(empty)</td>' in text


def test_a_table_reads_well_without_the_reports_style_words_left_and_numbers_without_false_digits():
    table = pd.DataFrame({"source": ["Herald"], "words": [361.0], "rate": [6.125], "first": [pd.Timestamp("2021-03-01")]})
    text = html(show_table(table, "Sources", "sources"))
    assert '<td style="text-align:left">Herald</td>' in text
    assert ">361</td>" in text
    assert ">6.12</td>" in text
    assert '<td class="fs-day" style="text-align:left">2021-03-01</td>' in text


def test_a_column_sorts_by_its_order_column_and_shows_its_interval():
    table = pd.DataFrame({"due": ["by 1 Mar 2021", ""], "due_order": [pd.Timestamp("2021-03-01"), pd.NaT],
                          "share": [0.25, float("nan")], "share_low": [0.1, float("nan")], "share_high": [0.5, float("nan")]})
    shown = show_table(table, "Due", "due")
    text = html(shown)
    assert f' data-order="{pd.Timestamp("2021-03-01").toordinal()}">by 1 Mar 2021</td>' in text
    assert ">25.0% (10.0% to 50.0%)</td>" in text
    assert text.count("<th ") == 2
    assert shown._repr_mimebundle_()[TABLE]["columns"] == ["due", "due_order", "share", "share_low", "share_high"]
