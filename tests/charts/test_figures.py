"""Charts: what every figure carries, what the marks mean, and that hostile names stay letters."""

import json
from functools import cache
from itertools import pairwise

import pandas as pd
import pytest

from foresaid.charts import (
    assign_colours,
    draw_bars,
    draw_calendar,
    draw_changes,
    draw_coverage,
    draw_heatmap,
    draw_lines,
    draw_panels,
)

WEEKS = pd.date_range("2017-02-06", periods=6, freq="W-MON")
HOSTILE = '<b>War</b> <a href="javascript:x()">$5</a> & %{x}'
NAN = float("nan")


def series(names=("war",), shares=(0.2, 0.3, NAN, 0.5, 0.4, 0.1), articles=(50, 50, 0, 50, 50, 30)):
    """Six weeks: the third a gap, the sources change before the fourth, the last is not complete."""
    one = pd.DataFrame({"period": WEEKS, "until": WEEKS + pd.Timedelta(days=6), "share": shares, "articles": articles,
                        "complete": [True] * 5 + [False], "break_before": [False] * 3 + [True] + [False] * 2,
                        "sources": 3})
    one = one.assign(hits=(one["share"] * one["articles"]).round().astype("Int64"), low=one["share"] - 0.05,
                     high=one["share"] + 0.05, share_equal=one["share"] + 0.02)
    return pd.concat([one.assign(topic=name) for name in names], ignore_index=True)


def table(names=("war", "oil"), shares=(0.4, 0.1)):
    return pd.DataFrame({"topic": names, "hits": [20, 5], "articles": 50, "share": shares,
                         "low": [0.3, 0.05], "high": [0.5, 0.2]})


def changes(names=("war", "oil")):
    return table(names).assign(hits_before=[10, 6], articles_before=40, share_before=[0.25, 0.15], clear=[True, False],
                               difference=[0.15, -0.05], difference_low=[0.05, -0.1], difference_high=[0.2, 0.02])


def collection():
    return pd.DataFrame({"period": [*WEEKS[:2], *WEEKS[:2]], "until": [*(WEEKS[:2] + pd.Timedelta(days=6))] * 2,
                         "source": ["Herald", "Herald", "Post", "Post"], "articles": [5, 7, 0, 3], "words": 9,
                         "complete": True})


def cells(silent=()):
    """Three months: what was said in March and April, by when; one statement names a time already past."""
    months = ["Mar", "Apr", "May"]
    rows = [(said, due, 5 * months.index(due)) for said in months[:2] for due in months
            if months.index(due) >= months.index(said)]
    made = pd.DataFrame([*rows, ("Apr", "Mar", 1)], columns=["said", "expected", "statements"])
    made["statements"] = made["statements"].astype("Int64").where(~made["said"].isin(silent))
    return made.assign(said=pd.Categorical(made["said"], months[:2], ordered=True),
                       expected=pd.Categorical(made["expected"], months, ordered=True)).sort_values(["said", "expected"])


KINDS = ("lines", "panels", "bars", "changes", "heat map", "coverage")


@cache
def every_chart(name="war"):
    grid = pd.DataFrame({"source": ["Herald", "Post"] * 2, "topic": [name, name, "oil", "oil"],
                         "share": [0.1, NAN, 0.25, 0.0], "hits": [5, 0, 12, 0], "articles": [50, 9, 50, 30]})
    options = {"title": "What was said", "note": "Source: made up."}
    return {"lines": draw_lines(series((name,)), "topic", **options),
            "panels": draw_panels(series((name, "oil")), "topic", **options),
            "bars": draw_bars(table((name, "oil")), "topic", **options),
            "changes": draw_changes(changes((name, "oil")), "topic", **options),
            "heat map": draw_heatmap(grid, "source", "topic", **options),
            "coverage": draw_coverage(collection().replace("Herald", name), **options)}


def told(figure):
    return figure.layout.meta["foresaid"]


def trace(figure, name):
    return next(one for one in figure.data if one.name == name)


def shown_texts(figure):
    """Every text that plotly lays out as its own kind of HTML."""
    plain = json.loads(figure.to_json())
    for one in plain["layout"].get("annotations", []):
        yield one["text"]
    for axis in [value for key, value in plain["layout"].items() if key.startswith(("xaxis", "yaxis"))]:
        yield from axis.get("ticktext", [])
    for one in plain["data"]:
        yield one.get("name", "")
        for key in ("text", "hovertext"):
            texts = one.get(key) or []
            for row in [texts] if isinstance(texts, str) else texts:
                yield from row if isinstance(row, list) else [row or ""]


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_says_what_it_shows_with_n_and_for_those_who_do_not_see_it(kind):
    words = told(every_chart()[kind])
    assert words["title"] == "What was said"
    assert "n = " in words["subtitle"]
    assert words["note"].endswith("Source: made up.")
    assert words["alt"].endswith(".")
    assert len(words["alt"]) > len(words["title"] + words["subtitle"])
    assert words["excerpts"] == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_name_is_shown_letter_by_letter(kind):
    for text in shown_texts(every_chart(HOSTILE)[kind]):
        bare = text.replace("<b>", "").replace("</b>", "").replace("<br>", "")
        assert "<" not in bare
        assert "$" not in bare
        assert "&lt;b" not in text or "&lt;b&gt;" in text  # never cut inside an escape


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_is_plain_json_without_nan_and_names_no_ground(kind):
    text = every_chart()[kind].to_json()
    assert "NaN" not in text
    layout = json.loads(text)["layout"]
    assert layout["template"]["layout"]["paper_bgcolor"] == "rgba(0,0,0,0)"
    assert layout["autosize"] is True
    assert layout["height"] > 100
    assert "width" not in layout


@pytest.mark.parametrize("kind", KINDS)
def test_the_narrow_form_names_only_what_the_figure_has(kind):
    figure = every_chart()[kind]
    narrow = told(figure)["narrow"]
    assert narrow["height"] > 100
    for path in narrow:
        if path.startswith("annotations["):
            assert int(path.split("[")[1].split("]")[0]) < len(figure.layout.annotations)


def test_the_keys_of_points_lead_to_their_excerpts():
    charts = every_chart()
    assert [key for key in trace(charts["lines"], "war").customdata if key][:2] == ["2017-02-06|war", "2017-02-13|war"]
    assert list(charts["bars"].data[0].customdata) == ["|war", "|oil"]
    assert list(trace(charts["changes"], "now").customdata) == ["|war", "|oil"]
    assert charts["heat map"].data[0].customdata[1][0] == "|Herald|oil"
    assert charts["coverage"].data[0].customdata[1][0] == "2017-02-06|Post"
    assert trace(draw_lines(series().drop(columns="topic")), "").customdata[0] == "2017-02-06|"


def test_excerpts_go_into_meta_as_they_are():
    excerpts = {"2017-02-06|war": [{"title": "<b>", "sentence": "x", "marks": [[0, 1]]}]}
    assert told(draw_lines(series(), "topic", excerpts=excerpts))["excerpts"] == excerpts


def test_a_line_breaks_at_gaps_and_where_the_sources_change():
    line = trace(draw_lines(series(), "topic"), "war")
    assert [None if y is None else round(y, 1) for y in line.y] == [0.2, 0.3, None, 0.5, 0.4, 0.1, None]
    shared = series(shares=(0.2, 0.3, 0.3, 0.5, 0.4, 0.1), articles=[50] * 6)
    line = trace(draw_lines(shared, "topic"), "war")
    assert [y is None for y in line.y] == [False] * 3 + [True] + [False] * 3 + [True]
    assert len(draw_lines(series(), "topic").layout.shapes) == 1


def test_a_period_that_is_not_complete_has_a_hollow_point():
    assert list(trace(draw_lines(series(), "topic"), "war").marker.symbol)[-2] == "circle-open"


def test_a_gap_is_hatched_over_its_whole_period():
    hatch = trace(draw_lines(series(), "topic"), "no articles")
    assert (hatch.x[0], hatch.x[1]) == (WEEKS[2] - pd.Timedelta(days=3.5), WEEKS[2] + pd.Timedelta(days=3.5))
    assert hatch.hoverinfo == "skip"


def test_neighbouring_gaps_are_one_box():
    long = series(shares=(0.2, NAN, NAN, 0.5, 0.4, NAN), articles=(50, 0, 0, 50, 50, 0))
    hatch = trace(draw_lines(long, "topic"), "no articles")
    assert [str(x)[:10] for x in hatch.x if x is not None] == [
        *["2017-02-09", "2017-02-23", "2017-02-23", "2017-02-09", "2017-02-09"],
        *["2017-03-09", "2017-03-16", "2017-03-16", "2017-03-09", "2017-03-09"]]


def test_more_breaks_than_can_be_shown_are_counted_instead():
    many = pd.concat([series().assign(period=lambda rows, at=at: rows["period"] + pd.Timedelta(weeks=6 * at))
                      for at in range(4)], ignore_index=True).assign(break_before=True)
    many["until"] = many["period"] + pd.Timedelta(days=6)
    figure = draw_lines(many, "topic")
    assert len(figure.layout.shapes) == 0
    assert "The line breaks 20 times: there the set of sources changes." in told(figure)["note"]


def test_the_note_explains_the_marks_that_are_there_and_no_others():
    note = told(draw_lines(series(), "topic"))["note"]
    for word in ("Band", "Dotted", "Dashed", "Hatched", "Hollow"):
        assert word in note
    quiet = series(shares=(0.2,) * 6, articles=(50,) * 6).assign(complete=True, break_before=False, share_equal=NAN)
    assert told(draw_lines(quiet, "topic"))["note"] == "Band: 95% interval."


def test_the_axis_begins_at_0_and_holds_the_highest_interval():
    low, high = draw_lines(series(), "topic").layout.yaxis.range
    assert low == 0
    assert high > 0.55


def test_names_stand_at_the_ends_of_lines_and_keep_apart():
    names = [f"topic {letter}" for letter in "abcdef"]
    figure = draw_lines(series(names), "topic")
    ends = [one for one in figure.layout.annotations if one.name == "fs-end"]
    assert [one.text for one in ends] == [f"<b>{name}</b>" for name in names]
    shifts = sorted(one.yshift for one in ends)
    assert all(after - before >= 16 for before, after in pairwise(shifts))
    assert not figure.layout.showlegend


def test_a_seventh_line_makes_small_multiples():
    figure = draw_lines(series([f"topic {letter}" for letter in "abcdefg"]), "topic")
    assert sum(one.name == "fs-panel" for one in figure.layout.annotations) == 7
    ranges = {tuple(axis.range) for axis in figure.select_yaxes()}
    assert len(ranges) == 1


def test_panels_by_source_hatch_the_silence_of_each_source_alone():
    silent = series(("Herald", "Post")).rename(columns={"topic": "source"})
    silent.loc[silent["source"] == "Herald", "articles"] = 50
    figure = draw_panels(silent, "source")
    assert [one.xaxis for one in figure.data if one.name == "no articles"] == ["x2"]
    assert "Hatched: no articles." in told(figure)["note"]


def test_panels_with_lines_hold_a_line_per_value_and_the_double_key():
    both = pd.concat([series(("war", "oil")).assign(source=source) for source in ("Herald", "Post")])
    figure = draw_panels(both, "source", lines="topic")
    keys = [key for one in figure.data if one.customdata is not None for key in one.customdata if key]
    assert {"2017-02-06|war|Herald", "2017-02-06|oil|Post"} <= set(keys)


def test_a_peak_carries_its_headline_and_one_without_a_headline_nothing():
    peaks = series().iloc[[3, 1]].assign(label=["Talks & <i>tariffs</i>", ""])
    figure = draw_lines(series(), "topic", peaks=peaks)
    labels = [one.text for one in figure.layout.annotations if one.name == "fs-peak"]
    assert labels == ["Talks &amp; &lt;i&gt;tariffs&lt;/i&gt;"]


def test_counts_are_drawn_as_counts():
    figure = draw_lines(series().assign(hits=pd.array([3, 5, None, 8, 9, 2], dtype="Int64")), "topic", value="hits")
    assert figure.layout.yaxis.tickformat == ",~g"
    assert told(figure)["subtitle"] == "Articles per week, 6 Feb to 19 Mar 2017 · n = 230 articles, up to 3 sources a week"


def test_bars_say_value_and_base_and_one_without_a_share_says_so():
    figure = draw_bars(table(shares=(0.4, NAN)), "topic")
    assert [one.text for one in figure.layout.annotations][:2] == ["<b>40.0%</b> 20 of 50", "too few (50)"]
    statements = pd.DataFrame({"kind": ["a"], "hits": [3], "total": [4], "share": [0.75], "low": [0.3], "high": [0.9]})
    assert told(draw_bars(statements, "kind"))["subtitle"] == "Share of statements · n = 4 statements"
    languages = pd.DataFrame({"language": ["en", "de"], "articles": [30, 4]})
    assert told(draw_bars(languages, "language", value="articles"))["subtitle"] == "Articles · n = 34 articles"


def test_a_change_that_may_be_chance_is_grey():
    now = trace(draw_changes(changes(), "topic", colours=assign_colours(["war", "oil"])), "now")
    assert list(now.marker.color) == ["#0072B2", "#808080"]


def test_a_cell_without_a_value_is_hatched_and_not_zero():
    figure = every_chart()["heat map"]
    assert [list(row) for row in figure.data[0].z] == [[0.1, None], [0.25, 0.0]]
    assert list(trace(figure, "no value").x[:2]) == [0.5, 1.5]


def test_the_collection_shows_silence_as_silence():
    figure = draw_coverage(collection())
    assert [list(row) for row in figure.data[0].z] == [[5, 7], [None, 3]]
    assert "which says nothing about the news" in told(figure)["note"]


@pytest.mark.parametrize("figure", [
    draw_lines(series().iloc[:0], "topic", "T"), draw_panels(series().iloc[:0], "topic", "T"),
    draw_bars(table().iloc[:0], "topic", "T"), draw_changes(changes().iloc[:0], "topic", "T"),
    draw_heatmap(table().iloc[:0], "topic", "topic", "T"), draw_coverage(collection().iloc[:0], "T")])
def test_an_empty_table_gives_a_figure_that_says_why(figure):
    assert figure.layout.annotations[0].text.startswith("No ")
    assert told(figure)["alt"].startswith("T. Empty chart: No ")


def test_a_series_below_the_floor_says_so():
    figure = draw_lines(series(shares=[NAN] * 6), "topic")
    assert figure.layout.annotations[0].text == "No period has enough articles for a share."


def test_a_chart_changes_nothing_that_it_is_given():
    given = [series(("war", "oil")), table(), changes(), collection()]
    before = [one.copy(deep=True) for one in given]
    draw_lines(given[0], "topic")
    draw_bars(given[1], "topic")
    draw_changes(given[2], "topic")
    draw_coverage(given[3])
    for one, two in zip(given, before, strict=True):
        pd.testing.assert_frame_equal(one, two)


@pytest.mark.parametrize(("freq", "days"), [("D", 1), ("W-MON", 7), ("MS", None)])
def test_one_period_alone_is_drawn_as_a_point_with_its_interval(freq, days):
    start = pd.date_range("2017-02-01", periods=1, freq=freq)
    until = start + pd.Timedelta(days=days - 1) if days else start + pd.offsets.MonthEnd(0)
    one = series().head(1).assign(period=start, until=until)
    figure = draw_lines(one, "topic")
    assert list(trace(figure, "war").y) == [0.2, None]
    every = {1: "day", 7: "week", None: "month"}[days]
    assert told(figure)["subtitle"].startswith(f"Share of articles per {every}, ")


def long_series(weeks=160, shares=0.9):
    days = pd.date_range("2019-11-18", periods=weeks, freq="W-MON")
    return pd.DataFrame({"period": days, "until": days + pd.Timedelta(days=6), "share": shares, "articles": 50,
                         "complete": True, "break_before": False, "sources": 3, "hits": 45, "low": shares - 0.05,
                         "high": shares + 0.05, "share_equal": shares, "topic": "war"})


def test_ticks_over_years_stand_at_evenly_spaced_months():
    ticks = draw_lines(long_series(), "topic").layout.xaxis
    assert list(ticks.ticktext) == ["Jan<br>2020", "Jul", "Jan<br>2021", "Jul", "Jan<br>2022", "Jul"]
    assert [f"{day:%Y-%m-%d}" for day in ticks.tickvals][:2] == ["2020-01-06", "2020-07-06"]


def test_the_room_for_headlines_has_no_hatch_and_no_share_above_one():
    rows = long_series(30)
    rows.loc[3, ["share", "low", "high", "articles"]] = [NAN, NAN, NAN, 0]
    peaks = pd.DataFrame({"period": rows["period"][:1], "topic": "war", "label": "A headline"})
    figure = draw_lines(rows, "topic", peaks=peaks)
    assert figure.layout.yaxis.range[1] > 1.3
    assert max(one for one in trace(figure, "no articles").y if one is not None) <= 1.04
    assert max(figure.layout.yaxis.tickvals) == 1


def test_slanted_names_of_columns_have_room_beyond_the_last_cell():
    names = [f"a long name of a topic {at}" for at in range(12)]
    grid = pd.DataFrame({"source": "Herald", "topic": names, "share": 0.5, "hits": 5, "articles": 10})
    assert draw_heatmap(grid, "topic", "source").layout.margin.r > 60


def test_panels_on_a_phone_break_long_names_and_have_fewer_ticks():
    names = ("central banks, money and markets", "war and armed conflict")
    rows = pd.concat([long_series().assign(topic=name) for name in names], ignore_index=True)
    figure = draw_panels(rows, "topic")
    narrow = told(figure)["narrow"]
    assert narrow["annotations[0].text"] == "<b>central banks,<br>money and markets</b>"
    assert len(narrow["xaxis.tickvals"]) <= 3


def test_a_point_at_zero_is_not_cut_by_the_axis():
    points = [one for one in draw_changes(changes(), "topic").data if one.mode == "markers"]
    assert [one.cliponaxis for one in points] == [False, False]


def test_of_many_columns_every_second_one_is_named():
    names = [f"month {at}" for at in range(60)]
    figure = draw_heatmap(pd.DataFrame({"due": names, "said": "now", "hits": 5}), "due", "said", value="hits")
    assert list(figure.layout.xaxis.tickvals) == names[::2]
    assert told(figure)["narrow"]["xaxis.tickvals"] == names[::3]


def test_articles_without_a_source_stand_in_a_row_that_says_so():
    axis = draw_coverage(collection().replace("Post", "")).layout.yaxis
    assert "(not named) 3" in list(axis.ticktext)


def test_a_chart_over_time_without_a_point_says_that_dates_are_wanted():
    empty = draw_lines(series().iloc[:0], "topic")
    assert empty.layout.annotations[0].text == "No dated finding in this selection."


def test_the_calendar_draws_the_diagonal_and_says_what_lies_on_either_side():
    figure = draw_calendar(cells(), "When", "Source: made up.")
    assert [list(row) for row in figure.data[0].z] == [[0.0, 5.0, 10.0], [1.0, 5.0, 10.0]]
    steps = trace(figure, "due now")
    assert list(zip(steps.x, steps.y, strict=True)) == [
        (-0.5, -0.5), (-0.5, 0.5), (0.5, 0.5), (0.5, 0.5), (0.5, 1.5), (1.5, 1.5)]
    assert told(figure)["subtitle"] == "Forecasts that say when · n = 31 statements"
    for words in ("The line: due in the period", "name a time already past", "Source: made up."):
        assert words in told(figure)["note"]
    assert figure.data[0].customdata[1][0] == "|Mar|Apr"


def test_a_month_of_the_calendar_without_articles_is_hatched_and_one_behind_the_line_blank():
    figure = draw_calendar(cells(silent=["Mar"]))
    assert set(trace(figure, "no value").y) == {-0.46, 0.46, None}
    assert "Hatched: no articles." in told(figure)["note"]
    assert "no value" not in [one.name for one in draw_calendar(cells().query("said != 'Apr' or expected != 'Mar'")).data]


def test_an_empty_calendar_says_why():
    figure = draw_calendar(cells().iloc[:0], "T")
    assert figure.layout.annotations[0].text.startswith("No forecast here has a date")


def test_a_rate_has_its_band_its_words_and_an_axis_that_one_wide_interval_does_not_stretch():
    rates = series().assign(rate=[2.0, 3.0, NAN, 2.0, 1.0, 0.0], rate_low=0.5, rate_high=[4, 4, NAN, 4, 4, 90], words=1000)
    figure = draw_lines(rates, "topic", value="rate")
    assert told(figure)["subtitle"].startswith("Number per 1,000 words per week, ")
    assert "n = 230 articles, 6,000 words" in told(figure)["subtitle"]
    assert told(figure)["note"].startswith("Band: 95% interval.")
    assert figure.layout.yaxis.range[1] < 9
    assert "95%: 0.50 to 4 · in 1,000 words".replace(" · ", "<br>") in trace(figure, "war").hovertext[0]


def test_a_share_of_statements_says_so_and_where_it_is_not_drawn():
    few = series().rename(columns={"topic": "source"}).assign(
        total=[9, 9, 0, 1, 9, 9], share=[0.2, 0.3, NAN, NAN, 0.4, 0.1], probability=0.6, median_probability=0.7)
    figure = draw_panels(few, "source")
    assert "Share of statements per week" in told(figure)["subtitle"]
    assert "n = 37 statements" in told(figure)["subtitle"]
    assert "Not drawn: too few statements for a share." in told(figure)["note"]
    assert "10 of 9 statements" in trace(figure, "war").hovertext[0]
    assert "mean probability: 60%, median: 70%" in trace(figure, "war").hovertext[0]


def test_the_grey_lines_of_the_others_break_once_at_a_gap_however_long():
    names = ("war", "oil")
    figure = draw_panels(series(names, shares=(0.2, NAN, NAN, NAN, 0.4, 0.1)), "topic")
    grey = trace(figure, "the others")
    assert list(grey.y) == [0.2, None, 0.4, 0.1, None]


def test_a_cell_says_its_interval_when_it_is_pointed_at():
    grid = pd.DataFrame({"step": ["may"], "source": ["Herald"], "hits": [3], "total": [4], "share": [0.75], "low": [0.3],
                         "high": [0.95]})
    figure = draw_heatmap(grid, "step", "source")
    assert "3 of 4 statements<br>95%: 30.0% to 95.0%" in figure.data[0].hovertext[0][0]
