"""Static pictures: they render without a warning whatever the letters, and say the same as the charts."""

from io import BytesIO

import pandas as pd
import pytest

from foresaid.charts.prints import print_bars, print_lines

WEEKS = pd.date_range("2017-02-06", periods=4, freq="W-MON")
HOSTILE = "$x_2$ costs \\frac{1}{ 東京 😀 & <b>"


def series(name="war"):
    share = pd.Series([0.2, float("nan"), 0.5, 0.4])
    return pd.DataFrame({"period": WEEKS, "until": WEEKS + pd.Timedelta(days=6), "topic": name, "share": share,
                         "hits": pd.array([10, None, 25, 20], dtype="Int64"), "articles": [50, 0, 50, 50],
                         "low": share - 0.1, "high": share + 0.1, "share_equal": share, "sources": 2,
                         "complete": [True, True, True, False], "break_before": [False, False, True, False]})


def table(name="war"):
    return pd.DataFrame({"topic": [name, "oil"], "hits": [20, 5], "articles": [50, 9], "share": [0.4, float("nan")],
                         "low": [0.3, float("nan")], "high": [0.5, float("nan")]})


def texts(figure):
    return [one.get_text() for one in [*figure.texts, *figure.axes[0].texts]]


@pytest.mark.parametrize("figure", [
    print_lines(series(HOSTILE), "topic", HOSTILE, HOSTILE), print_bars(table(HOSTILE), "topic", HOSTILE, HOSTILE),
    print_lines(series()), print_lines(series().iloc[:0], "topic"), print_bars(table().iloc[:0], "topic")])
def test_a_picture_renders_without_a_warning_whatever_the_letters(figure):
    file = BytesIO()
    figure.savefig(file, format="png", dpi=50)
    assert file.getvalue().startswith(b"\x89PNG")


def test_a_dollar_sign_starts_no_formula():
    figure = print_lines(series("$a$"), "topic", "From $5 to $6")
    assert not any(one.get_parse_math() for one in [*figure.texts, *figure.axes[0].texts])
    assert {"From $5 to $6", "$a$"} <= set(texts(figure))


def test_a_picture_says_unit_period_n_and_how_to_read_it():
    said = " ".join(texts(print_lines(series(), "topic", "War", "Source: made up.")))
    assert "Share of articles per week, 6 Feb to 5 Mar 2017 · n = 150 articles, up to 2 sources a week" in said
    assert "Hatched: no articles. Hollow: period not complete. Source: made up." in said.replace("\n", " ")


def test_bars_say_value_and_base_and_too_few():
    said = texts(print_bars(table(), "topic"))
    assert "40.0%  20 of 50" in said
    assert "too few" in said
