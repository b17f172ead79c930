"""The forecasts that a reader should see first, and those whose time is up."""

import pandas as pd

from foresaid.measure.notable import count_perhaps_due, find_due, pick_notable, sureness_at_least

NAT = pd.NaT


def said(name, published, end_min, end_max, p, **more):
    return {"forecast_id": name, "article_id": more.pop("article", name), "published": pd.Timestamp(published, tz="UTC"),
            "horizon_to_min": pd.Timestamp(end_min), "horizon_to_max": pd.Timestamp(end_max), "p_low": p[0],
            "p_high": p[1], "confidence": 0.9, "scoreable": end_max is not NAT, "topics": [], **more}


def frame(*rows):
    return pd.DataFrame(list(rows)).astype({"horizon_to_min": "datetime64[s]", "horizon_to_max": "datetime64[s]"})


MARCH = frame(
    said("past", "2021-03-01", "2021-03-04", "2021-03-04", (0.75, 0.98)),
    said("soon", "2021-03-02", "2021-03-08", "2021-03-08", (0.15, 0.65), topics=["oil"]),
    said("again", "2021-03-02", "2021-03-09", "2021-03-09", (0.75, 0.98), article="soon"),
    said("year", "2021-03-03", "2021-12-31", "2021-12-31", (0.5, 0.9), topics=["war", "oil"]),
    said("never", "2021-03-03", NAT, NAT, (0.01, 0.05), topics=["war"]))


def test_soonest_surest_and_one_a_topic_each_with_its_reason():
    chosen = pick_notable(MARCH, "2021-03-07", each=2)
    assert chosen[["why", "forecast_id"]].values.tolist() == [
        ["Due soonest", "soon"], ["Due soonest", "year"],
        ["Said most surely", "never"], ["Said most surely", "again"],
        ["On oil", "soon"], ["On war", "year"]]


def test_a_sure_no_is_as_sure_as_a_sure_yes():
    assert sureness_at_least(MARCH).round(2).tolist() == [0.75, 0.35, 0.75, 0.5, 0.95]


def test_nothing_said_gives_nothing_notable():
    assert pick_notable(MARCH.iloc[:0], "2021-03-07").empty
    assert find_due(MARCH.iloc[:0], "2021-03-07", "2021-03-14").empty


def test_what_falls_due_was_said_before_and_ends_inside_however_it_is_read():
    earlier = frame(
        said("late", "2021-03-05", "2021-03-10", "2021-03-10", (0.5, 0.9)),
        said("early", "2020-01-01", "2021-03-14", "2021-03-14", (0.5, 0.9)),
        said("vague", "2021-03-05", "2021-03-10", "2021-04-10", (0.5, 0.9)),
        said("during", "2021-03-08", "2021-03-10", "2021-03-10", (0.5, 0.9)),
        said("over", "2021-03-01", "2021-03-07", "2021-03-07", (0.5, 0.9)),
        said("no time", "2021-03-01", NAT, NAT, (0.5, 0.9)))
    assert find_due(earlier, "2021-03-08", "2021-03-14")["forecast_id"].tolist() == ["early", "late"]
    assert count_perhaps_due(earlier, "2021-03-08", "2021-03-14") == 1
