"""The charts of scores: what every figure carries, what the marks mean, and that hostile names stay letters."""

import json
from functools import cache

import pandas as pd
import pytest

from foresaid.charts import draw_beliefs, draw_phrases, draw_reliability
from foresaid.errors import ForesaidError
from foresaid.scores.scales import PARTS

HOSTILE = '<b>War</b> <a href="javascript:x()">$5</a> & %{x}'
NAN = float("nan")
WEEKS = pd.date_range("2017-02-06", periods=4, freq="W-MON")


def bins():
    return pd.DataFrame({"bin": [0.3, 0.9], "p": [0.32, 0.9], "share": [0.5, 0.75], "low": [0.1, 0.5], "high": [0.9, 0.9],
                         "forecasts": [2, 16], "events": [1, 8], "hits": [1, 12], "method": ["wilson", "bootstrap"]})


def phrases(*names):
    table = pd.DataFrame({"phrase": names, "forecasts": 20, "events": 8, "hits": 12, "share": 0.6, "low": 0.4,
                          "high": 0.8, "method": "wilson", "p": 0.675})
    for scale, p in (("own", (NAN, NAN, NAN)), ("icd203", (0.55, 0.675, 0.8)), ("ipcc", (0.66, 0.83, 1.0)),
                     ("survey46", (0.65, 0.7, 0.75)), ("survey123", (0.65, 0.7, 0.75))):
        table = table.assign(**{f"{scale}_{part}": at for part, at in zip(PARTS, p, strict=True)})
    return table


def curve(*sources, status="happened", day="2017-03-02"):
    """The press in four weeks, silent in the second; each source in the first and the last."""
    press = pd.DataFrame({"source": "(whole press)", "period": WEEKS, "median": [0.6, NAN, 0.7, 0.9],
                          "low": [0.5, NAN, 0.7, 0.8], "high": [0.7, NAN, 0.7, 1.0], "forecasts": [4, 0, 1, 4],
                          "articles": [3, 0, 1, 4]})
    own = [press.iloc[[0, 3]].assign(source=name, forecasts=1, articles=1) for name in sources]
    return pd.concat([press, *own], ignore_index=True).assign(
        event_id="war", title="War", status=status, occurred_on=pd.Timestamp(day), deadline=pd.Timestamp("2017-03-31"),
        until=lambda table: table["period"] + pd.Timedelta(days=6))


@cache
def every_chart(name="Herald"):
    options = {"title": "What was said", "note": "Source: made up."}
    return {"reliability": draw_reliability(bins(), **options), "phrases": draw_phrases(phrases(name, "likely"), **options),
            "beliefs": draw_beliefs(curve(name, "Post"), **options)}


def told(figure):
    return figure.layout.meta["foresaid"]


def keys(figure):
    return [key for trace in figure.data for key in (trace.customdata if trace.customdata is not None else []) if key]


def trace(figure, name):
    return next(one for one in figure.data if one.name == name)


@pytest.mark.parametrize("kind", ["reliability", "phrases", "beliefs"])
def test_every_chart_has_title_unit_n_note_and_alternative_text(kind):
    said = told(every_chart()[kind])
    assert said["title"] == "What was said"
    assert "n = " in said["subtitle"]
    assert said["note"].endswith("Source: made up.")
    assert "What was said" in said["alt"]
    assert said["subtitle"] in said["alt"]


@pytest.mark.parametrize("kind", ["reliability", "phrases", "beliefs"])
def test_hostile_names_stay_letters(kind):
    figure = every_chart(HOSTILE)[kind]
    shown = [*(text.text for text in figure.layout.annotations), *(figure.layout.yaxis.ticktext or ()),
             *(trace.name for trace in figure.data if trace.name),
             *(text for trace in figure.data if trace.hovertext is not None for text in trace.hovertext if text)]
    assert not any("<a " in text or "<b>War" in text or "$" in text for text in shown)


@pytest.mark.parametrize("kind", ["reliability", "phrases", "beliefs"])
def test_charts_name_no_text_colour_and_are_json(kind):
    figure = every_chart()[kind]
    assert all(text.font.color is None for text in figure.layout.annotations)
    assert json.loads(figure.to_json())["layout"]["meta"]["foresaid"]["narrow"]["height"] > 0


def test_a_point_stands_where_the_words_and_the_outcomes_meet_with_its_n_and_its_interval():
    figure = every_chart()["reliability"]
    points = trace(figure, "claims")
    assert (points.x, points.y) == ((0.32, 0.9), (0.5, 0.75))
    assert points.hovertext[1] == "<b>said 90%, came true 75%</b><br>12 of 16 claims, 8 events<br>95%: 50% to 90%"
    assert [text.text for text in figure.layout.annotations if text.name == "fs-n"] == ["2", "16"]
    assert keys(figure) == ["|0.3", "|0.9"]
    assert (trace(figure, "as likely as the words say").x, trace(figure, "all claims").y) == ((0, 1), (13 / 18, 13 / 18))


def test_the_area_of_a_point_is_its_number_of_claims():
    sizes = trace(draw_reliability(bins().assign(forecasts=[4, 16])), "claims").marker.size
    assert sizes == (15.0, 30.0)


def test_a_phrase_has_its_observed_share_over_the_ranges_of_the_scales():
    figure = every_chart()["phrases"]
    assert trace(figure, "came true").x == (0.6, 0.6)
    assert trace(figure, "ICD 203").x == (0.55, 0.8, None, 0.55, 0.8, None)
    assert trace(figure, "46 readers").x[:2] == (0.65, 0.75)
    assert keys(figure) == ["|Herald", "|likely"]
    assert "our own reading" not in [one.name for one in figure.data]
    assert figure.layout.annotations[0].text == "<b>60%</b> 12 of 20, 8 events"


def test_a_touched_phrase_tells_its_share_and_every_range():
    points = trace(every_chart()["phrases"], "came true")
    assert points.y == ("Herald", "likely")
    assert points.hovertext[1] == ("<b>likely</b><br>came true: 60% (12 of 20 claims, 8 events)<br>95%: 40% to 80%<br>"
                                   "ICD 203: 55% to 80%<br>46 readers: 65% to 75%<br>123 readers: 65% to 75%")


def test_a_word_on_no_scale_has_our_own_reading_and_the_note_speaks_of_that_alone():
    table = phrases("will").assign(icd203_low=NAN, survey46_low=NAN, survey123_low=NAN, own_low=0.75, own_mid=0.9, own_high=0.98)
    figure = draw_phrases(table)
    assert trace(figure, "our own reading").x == (0.75, 0.98, None)
    assert "ICD 203" not in told(figure)["note"]


def test_the_presss_line_breaks_where_nobody_spoke_and_that_is_hatched():
    figure = every_chart()["beliefs"]
    assert trace(figure, "whole press").y == (0.6, None, 0.7, 0.9, None)
    assert [f"{at:%d %b %H:%M}" for at in trace(figure, "nothing said").x[:2]] == ["09 Feb 12:00", "16 Feb 12:00"]
    assert "Hatched: nobody said anything." in told(figure)["note"]


def test_points_lead_to_the_sentences_of_the_press_and_of_each_source():
    assert sorted(keys(every_chart()["beliefs"])) == [
        "2017-02-06|", "2017-02-06|Herald", "2017-02-06|Post", "2017-02-20|", "2017-02-27|", "2017-02-27|Herald",
        "2017-02-27|Post"]


def test_the_day_of_the_outcome_is_marked_with_what_happened():
    figure = every_chart()["beliefs"]
    assert [shape.x0 for shape in figure.layout.shapes] == [0, "2017-03-02"]
    assert "<b>happened, 2 Mar 2017</b>" in [text.text for text in figure.layout.annotations]
    assert told(figure)["alt"].endswith("Outcome: happened, 2 Mar 2017.")


def test_a_day_far_off_is_named_at_the_edge_and_presses_nothing_together():
    figure = draw_beliefs(curve("Post", day="2019-03-02"))
    assert len(figure.layout.shapes) == 1
    assert "<b>happened, 2 Mar 2019 →</b>" in [text.text for text in figure.layout.annotations]


def test_an_open_event_shows_its_deadline():
    figure = draw_beliefs(curve("Post", status="open", day="NaT"))
    assert "<b>open, deadline 31 Mar 2017</b>" in [text.text for text in figure.layout.annotations]


def test_more_than_six_sources_share_grey_beyond_the_sixth():
    figure = draw_beliefs(curve(*"ABCDEFGH"))
    colours = {one.name: one.marker.color for one in figure.data if one.name in set("ABCDEFGH")}
    assert [name for name, colour in colours.items() if colour == "#808080"] == ["H", "G"]
    assert [text.text.split()[-2:] for text in figure.layout.annotations if text.name == "fs-source"][-1] == ["2", "others"]


def test_a_curve_of_two_events_is_refused():
    two = pd.concat([curve(), curve().assign(event_id="peace")])
    with pytest.raises(ForesaidError, match="shows one event; this table has 2"):
        draw_beliefs(two)


def test_empty_tables_say_why():
    empty = [draw_reliability(bins().head(0)), draw_phrases(phrases("likely").head(0)), draw_beliefs(curve().head(0))]
    assert [figure.layout.annotations[0].text for figure in empty] == [
        "No forecast here has been judged yet.", "No phrase has enough forecasts that have been<br>judged.",
        "No forecast about this event with a date."]
