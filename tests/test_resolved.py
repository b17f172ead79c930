"""Scores put into words: who foretold rain, snow and fog, what came, and what a page says where nothing came yet."""

import pandas as pd
import pytest

from foresaid import resolved, said
from foresaid.errors import ForesaidError
from foresaid.events import make_event
from foresaid.findings.selection import Selection
from foresaid.scores import judge_forecasts, score_forecasts
from foresaid.show import show_figures, show_table
from foresaid.tables import conform, empty

NEWS = Selection("mine")
NOTHING_MATCHED = pd.DataFrame({"forecast_id": [], "event_id": [], "orientation": []}, dtype="str")
NO_EVENTS = make_event("Rain", [], ["rain"], "2018-06-01").iloc[:0]


def claim(name, day, source, sentence, p, **more):
    return {"forecast_id": name, "article_id": name.replace("f", "a"), "sentence_id": f"{name}#0", "source": source,
            "published": pd.Timestamp(day, tz="UTC"), "kind": "forecast", "sentence": sentence, "part": "body", "p_low": p - 0.05,
            "p_mid": p, "p_high": p + 0.05, "likelihood": 4, "speaker": "Mara Quill", "horizon_text": "", "scoreable": True,
            "actors": [], "topics": [], "missing": [], **more}


@pytest.fixture
def found(monkeypatch):
    """Five forecasts: three about rain (one of them of the contrary, one conditional), one about snow, one about fog."""
    articles = pd.DataFrame({"article_id": [f"a{n}" for n in range(1, 6)], "title": "Weather", "url": "https://a.example/w"})
    monkeypatch.setattr(said, "read", lambda *_: articles)
    return conform(pd.DataFrame([
        claim("f1", "2018-03-05", "Herald", "It will rain.", 0.75, horizon_text="by June", horizon_to_min=pd.Timestamp("2018-06-01"), horizon_to_max=pd.Timestamp("2018-06-01"), horizon_status="explicit"),
        claim("f2", "2018-03-07", "Post", "It will stay dry.", 0.9, speaker="AUTHOR"),
        claim("f3", "2018-03-06", "Herald", "Snow is unlikely.", 0.2),
        claim("f4", "2018-03-08", "Post", "There may be fog.", 0.5),
        claim("f5", "2018-03-09", "Herald", "If it is warm, it will rain.", 0.95, conditional=True)]), "forecasts")


@pytest.fixture
def events():
    """Rain by June, snow by July, fog by August."""
    rows = [("Rain", "2018-06-01", "did_not_happen"), ("Snow", "2018-07-01", "did_not_happen"), ("Fog", "2018-08-01", "happened")]
    return pd.concat([make_event(name, [], [name.lower()], day, opened="2018-03-01", status_quo=quo, judged="by the weather office")
                      for name, day, quo in rows], ignore_index=True)


@pytest.fixture
def outcomes():
    """It rained on 9 May, it did not snow, and of the fog nothing is known."""
    return conform(pd.DataFrame({"event_id": ["rain", "snow"], "status": ["happened", "did_not_happen"],
                                 "occurred_on": pd.to_datetime(["2018-05-09", "2018-07-01"]), "evidence": ["weather office, 10 May", "weather office, 2 July"]}), "outcomes")


@pytest.fixture
def judged(found, events, outcomes):
    return judge_forecasts(found, pairs(), events, outcomes)


def pairs():
    rows = [("f1", "rain", "same"), ("f2", "rain", "opposite"), ("f3", "snow", "same"), ("f4", "fog", "same"), ("f5", "rain", "same")]
    return pd.DataFrame(rows, columns=["forecast_id", "event_id", "orientation"])


def plain(table):
    return table.astype("object").where(table.notna(), None).values.tolist()


def test_the_surest_mistakes_are_listed_first(judged):
    listed = resolved.list_resolved(NEWS, judged)
    assert plain(listed[["sentence", "event", "outcome", "came_true", "probability", "brier", "speaker"]].round(4)) == [
        ["It will stay dry.", "Rain", "happened, 9 May 2018", "no", "85–95%", 0.81, "AUTHOR"],
        ["It will rain.", "Rain", "happened, 9 May 2018", "yes", "70–80%", 0.0625, "Mara Quill"],
        ["Snow is unlikely.", "Snow", "did not happen, 1 Jul 2018", "no", "15–25%", 0.04, "Mara Quill"]]
    assert listed["url"].str.startswith("https://a.example/w#:~:text=").all()
    assert resolved.list_resolved(NEWS, judged, limit=1)["sentence"].tolist() == ["It will stay dry."]
    with pytest.raises(ForesaidError, match="sentences = 0: a table lists at least one forecast"):
        resolved.list_resolved(NEWS, judged, limit=0)


def test_a_forecast_that_was_resolved_by_itself_says_so(found, events, outcomes):
    own = outcomes.assign(event_id=["f1", "f3"])
    judged = judge_forecasts(found, NOTHING_MATCHED, events, own)
    assert resolved.list_resolved(NEWS, judged)[["event", "came_true"]].values.tolist() == [["(resolved by itself)", "yes"], ["(resolved by itself)", "no"]]
    assert resolved.say_coverage(found, judged, NO_EVENTS) == (
        "5 forecasts were found; 0 of them (0.0%) are about one of 0 events, 2 were resolved by themselves. 2 are scored.")


def test_each_event_tells_what_came_and_how_likely_the_press_held_it(events, outcomes, judged):
    listed = resolved.list_events(events, outcomes, judged)
    columns = ["event", "outcome", "evidence", "forecasts", "scored", "sources", "probability", "brier"]
    assert plain(listed[columns].round(5)) == [  # of rain: 0.75, and 0.1 from "dry" at 0.9; the conditional claim is left out
        ["Rain", "happened, 9 May 2018", "weather office, 10 May", 3, 2, 2, 0.425, 0.43625],
        ["Snow", "did not happen, 1 Jul 2018", "weather office, 2 July", 1, 1, 1, 0.2, 0.04],
        ["Fog", "open", "", 1, 0, 1, 0.5, None]]


def test_of_two_outcomes_of_an_event_the_last_counts(events, outcomes, judged):
    later = pd.concat([outcomes, outcomes.head(1).assign(status="ambiguous", occurred_on=pd.NaT)], ignore_index=True)
    assert resolved.list_events(events, later, judged)["outcome"].tolist() == ["ambiguous", "did not happen, 1 Jul 2018", "open"]


def test_what_was_said_is_listed_in_order_of_time_with_the_belief_and_why_it_is_not_judged(judged):
    listed = resolved.list_claims(NEWS, judged)
    assert plain(listed[["source", "sentence", "probability", "belief", "came_true", "horizon"]].round(4)) == [
        ["Herald", "It will rain.", "70–80%", 0.75, "yes", "by June"],
        ["Herald", "Snow is unlikely.", "15–25%", 0.2, "no", ""],
        ["Post", "It will stay dry.", "85–95%", 0.1, "no", ""],
        ["Post", "There may be fog.", "45–55%", 0.5, "not decided yet", ""],
        ["Herald", "If it is warm, it will rain.", "90–100%", 0.95, "conditional", ""]]


def test_measures_have_a_value_an_interval_and_a_meaning(judged):
    measures = resolved.list_measures(score_forecasts(judged, floor=2)).set_index("measure")
    # by event: rain is the mean of 0.0625 and 0.81, snow 0.04; their mean
    assert measures["value"].round(4).to_dict() == {
        "Brier score": 0.2381, "… at best": 0.2019, "… at worst": 0.2794, "Log score, bits": 1.0952,
        "Skill against a coin": 0.0475, "Skill against the base rate": 0.4642, "Skill against the status quo": 0.4192, "Base rate": 0.5}
    assert measures.loc["Brier score", ["value_low", "value_high"]].astype("float64").round(5).tolist() == [0.04, 0.43625]
    assert measures["meaning"].str.len().gt(0).all()


def test_the_head_of_a_scoreboard_counts_events_forecasts_and_what_was_resolved(judged):
    figures = resolved.figure_scores(judged, score_forecasts(judged))
    assert [(one["label"], one["value"], one["n"]) for one in figures[:3]] == [
        ("Events with an outcome", 2, None), ("Forecasts scored", 3, None), ("Resolved", 0.8, 5)]
    assert [(one["label"], round(one["value"], 2)) for one in figures[3:]] == [("Brier score (coin 0.25)", 0.24), ("Skill against the base rate", 0.46)]


def test_the_coverage_says_how_many_could_be_judged_and_what_became_of_the_others(found, events, judged):
    assert resolved.say_coverage(found, judged, events) == (
        "5 forecasts were found; 5 of them (100.0%) are about one of 3 events. 3 are scored. Left out: 1 not decided yet; 1 conditional.")


def groups(judged, floor):
    listed = resolved.list_groups(score_forecasts(judged, "source", floor=floor), "source")
    return plain(listed[["source", "rank", "rank_low", "rank_high", "forecasts", "events", "brier", "brier_low", "brier_high"]].round(5))


def test_a_group_without_a_rank_says_why(judged):
    assert groups(judged, 2) == [["Herald", "no other to compare", None, None, 2, 2, 0.05125, 0.04, 0.0625],
                                 ["Post", "too few events", None, None, 1, 1, 0.81, None, None]]


def test_how_sure_they_sound_is_no_contest(judged):
    sure = judged.assign(sureness=pd.Categorical(["likely"] * len(judged), ["unlikely", "likely"], ordered=True))
    assert "rank" not in resolved.list_groups(score_forecasts(sure, "sureness", floor=1), "sureness")


def test_a_rank_is_shown_with_its_interval(judged):
    assert [row[:4] for row in groups(judged, 1)] == [["Herald", "1", 1, 1], ["Post", "2", 2, 2]]
    assert ">2 (2 to 2)</td>" in show_table(resolved.list_groups(score_forecasts(judged, "source", floor=1), "source"), "Who", "who").html


def test_a_question_is_described_by_what_it_says_and_its_outcome(events, outcomes):
    assert resolved.list_question(events.iloc[:1], outcomes).values.tolist() == [
        ["Proposition", "Rain"], ["Judged", "by the weather office"], ["Outcome", "happened, 9 May 2018"],
        ["Where to check", "weather office, 10 May"], ["Deadline", "1 Jun 2018"], ["Statements count from", "1 Mar 2018"],
        ["Words, one of each group", "rain"]]
    asked = make_event("Fog", ["Aldern"], [["fog*", "mist"], ["harbour"]], "2018-08-01", opposite=["clear"], exclusions=["fog horn"])
    assert resolved.list_question(asked, outcomes).values.tolist() == [
        ["Proposition", "Fog"], ["Outcome", "open"], ["Deadline", "1 Aug 2018"], ["Actors, one of", "Aldern"],
        ["Words, one of each group", "fog*, mist; harbour"], ["But not", "fog horn"], ["The contrary", "clear"]]


def test_the_head_of_a_question_tells_the_median_belief_and_that_of_the_last_week(judged):
    figures = resolved.figure_beliefs(judged[judged["event_id"] == "rain"])
    assert [(one["label"], round(one["value"], 5), one["n"]) for one in figures] == [
        ("Forecasts about it", 3, None), ("Sources", 2, None), ("Median probability", 0.425, 2),
        ("… in the last seven days", 0.425, 2), ("Brier score (coin 0.25)", 0.43625, 2)]


def test_the_last_week_ends_with_the_last_claim(found, events, outcomes):
    moved = found.assign(published=found["published"].mask(found["forecast_id"].eq("f1"), pd.Timestamp("2018-02-28", tz="UTC")))
    judged = judge_forecasts(moved, pairs(), events.iloc[:1], outcomes)
    assert [round(one["value"], 4) for one in resolved.figure_beliefs(judged)[2:4]] == [0.425, 0.1]


CASES = {"no event is described": ("events", "5 forecasts were found, but no event is described for this dataset yet, so nothing can be resolved. data/events/README.md says how to describe one."),
         "no forecast matched": ("matches", "5 forecasts were found; 0 of them (0.0%) are about one of 3 events. 0 are scored."),
         "nothing is decided yet": ("outcomes", "5 forecasts were found; 5 of them (100.0%) are about one of 3 events. 0 are scored. Left out: 5 not decided yet."),
         "nothing was found": ("found", "No forecast is here to resolve. Of the ledger only what was locked counts: foresaid ledger add DATASET")}


@pytest.mark.parametrize("case", CASES)
def test_a_page_stands_also_where(case, found, events, outcomes):
    lacks, said_of_it = CASES[case]
    given = {"found": found, "events": events, "outcomes": outcomes, "matches": pairs()}
    given[lacks] = {"found": empty("forecasts"), "events": NO_EVENTS, "outcomes": empty("outcomes"), "matches": NOTHING_MATCHED}[lacks]
    found, events, outcomes = given["found"], given["events"], given["outcomes"]
    judged = judge_forecasts(found, given["matches"], events, outcomes)
    scores, by_source = score_forecasts(judged), score_forecasts(judged, "source")
    assert resolved.say_coverage(found, judged, events) == said_of_it
    assert [one["value"] for one in resolved.figure_scores(judged, scores)] == [0, 0, None, None, None]
    lengths = [len(one) for one in (resolved.list_resolved(NEWS, judged), resolved.list_measures(scores), resolved.list_events(events, outcomes, judged),
                                    resolved.list_claims(NEWS, judged), resolved.list_groups(by_source, "source"))]
    matched, described = (5, 2) if lacks == "outcomes" else (0, 0), 0 if lacks == "events" else 3
    assert lengths == [0, 0, described, matched[0], matched[1]]
    for table in (resolved.list_resolved(NEWS, judged), resolved.list_events(events, outcomes, judged), resolved.list_claims(NEWS, judged)):
        assert "<table" in show_table(table, "Nothing yet", "x", link="source").html
    assert "Forecasts about it" in show_figures(resolved.figure_beliefs(judged)).html
