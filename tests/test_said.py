"""Forecasts in words: who, how surely, by when, and a link that leads to the sentence."""

import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.findings import read, select
from foresaid.measure.notable import pick_notable
from foresaid.said import link_to, list_forecasts, say_due, say_interval, show_forecasts, tell_forecasts
from foresaid.show import TABLE

BAD = "<script>alert(1)</script>"


@pytest.fixture
def news(sample):
    return select(sample)


@pytest.fixture
def forecasts(news):
    return read(news, "forecasts").query("kind == 'forecast'")


def test_the_list_of_forecasts_puts_those_with_a_horizon_first_and_two_an_article(news, forecasts):
    listed = list_forecasts(news, forecasts, limit=20)
    timed = (listed["horizon"] != "").tolist()
    assert timed == sorted(timed, reverse=True)
    assert listed["url"].str.split("#").str[0].value_counts().max() <= 2
    assert (listed["sentence"].str.len() <= 300).all()
    with pytest.raises(ForesaidError, match="sentences = 0"):
        list_forecasts(news, forecasts, limit=0)


def test_forecasts_are_told_in_the_order_given_with_cue_and_time_marked(news, forecasts):
    given = forecasts[forecasts["sent_start"].notna()].sort_values("forecast_id").head(30)
    told = tell_forecasts(news, given)
    for row, one in zip(given.to_dict("records"), told.to_dict("records"), strict=True):
        words = [one["sentence"][start:end] for start, end in one["marks"]]
        assert row["cue"] in words or len(row["sentence"]) > 300
        assert one["likelihood_order"] == row["likelihood"]
        assert one["probability"] == say_interval(row)


@pytest.mark.parametrize(("first", "last", "words"), [
    ("2021-03-01", "2021-03-31", "between 1 Mar 2021 and 31 Mar 2021"), ("2021-03-31", "2021-03-31", "by 31 Mar 2021"),
    (None, None, "")])
def test_the_day_is_said_in_words_and_nothing_where_there_is_none(first, last, words):
    assert say_due({"horizon_to_min": pd.Timestamp(first), "horizon_to_max": pd.Timestamp(last)}) == words


@pytest.mark.parametrize(("url", "link"), [
    ("https://a.example/x", "https://a.example/x#:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%2C%20eleven%2Dtwelve."),
    ("https://a.example/x#top", "https://a.example/x#top:~:text=One%20two%20three%20four%20five,seven%20eight%20nine%20ten%2C%20eleven%2Dtwelve."),
    ("javascript:alert(1)", ""), (None, ""), (float("nan"), "")])
def test_a_link_leads_to_the_sentence_and_only_over_http(url, link):
    assert link_to(url, {"sentence": "One two three four five six seven eight nine ten, eleven-twelve."}) == link


def test_a_list_has_a_heading_for_each_reason_and_keeps_its_data(news, forecasts):
    chosen = pick_notable(forecasts, "2018-04-01", each=2, topics=1)
    shown = show_forecasts(tell_forecasts(news, chosen), "Notable", "notable", "Nothing.")
    text = shown._repr_mimebundle_()["text/html"]
    assert ["<h4>Due soonest</h4>" in text, "<h4>Said most surely</h4>" in text, text.count("<li>")] == [True, True, len(chosen)]
    assert len(shown._repr_mimebundle_()[TABLE]["rows"]) == len(chosen)


def test_nothing_to_tell_is_said_in_words(news, forecasts):
    shown = show_forecasts(tell_forecasts(news, forecasts.iloc[:0]), "Due", "due", "No <forecast> falls due.")
    assert shown._repr_mimebundle_()["text/html"] == '<p class="fs-note">No &lt;forecast&gt; falls due.</p>'
    assert shown._repr_mimebundle_()[TABLE]["rows"] == []


def test_hostile_words_stay_words(news, forecasts):
    told = tell_forecasts(news, forecasts.head(1)).assign(
        sentence=BAD, speaker=BAD, horizon=BAD, title=BAD, source=BAD, why=BAD, url="https://a.example/\"onclick=x")
    text = show_forecasts(told, BAD, "x", BAD)._repr_mimebundle_()["text/html"]
    assert "<script" not in text
    assert '"onclick' not in text
