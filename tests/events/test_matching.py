"""Which forecasts belong to which events: words and actors inside the claim, time, corrections."""

import pandas as pd
import pytest

from foresaid.events import count_matches, list_matches, make_event, match_events
from foresaid.tables import conform


def forecasts(*rows):
    """Forecasts as (sentence with the claim in brackets, published, further columns)."""
    made = []
    for number, (text, published, more) in enumerate(rows):
        start, end = (text.index("["), text.index("]") - 1) if "[" in text else (0, len(text))
        sentence = text.replace("[", "").replace("]", "")
        made.append({"forecast_id": f"f{number}", "article_id": "a", "published": pd.Timestamp(published, tz="UTC"),
                     "kind": "forecast", "sentence": sentence, "sent_start": 100, "start": 100 + start,
                     "end": 100 + end, "horizon_status": "none", "actors": [], "source": "Herald", **more})
    return conform(pd.DataFrame(made), "forecasts")


def rain(**more):
    return make_event("Rain by June", more.pop("actors", []), [["rain*", "shower*", "dry"], ["aldern"]], "2018-06-01",
                      opened="2018-03-01", opposite=["stay dry"], exclusions=["rain check"], **more)


def matched(*rows, events=None, **more):
    made = match_events(forecasts(*rows), rain() if events is None else events, **more)
    return made[["forecast_id", "orientation", "reasons", "by"]].values.tolist()


def one(text, published="2018-05-01", **more):
    return (text, published, more)


def test_every_group_of_words_must_stand_in_the_claim():
    assert matched(one("It will rain in Aldern."), one("It will rain."), one("Showers will reach ALDERN by May."),
                   one("[It will rain soon], said a baker in Aldern."), one("Trains will run to Aldern.")) == [
        ["f0", "same", "terms: rain, aldern", "matcher"],
        ["f2", "same", "terms: showers, aldern", "matcher"]]


def test_a_title_has_no_offsets_and_is_a_claim_as_a_whole():
    rows = forecasts(one("Rain to reach Aldern", part="title"))
    rows[["start", "end", "sent_start"]] = pd.NA
    assert len(match_events(rows, rain())) == 1


def test_words_for_the_contrary_turn_the_claim_round_and_a_negation_does_not():
    assert matched(one("Aldern will stay dry."), one("It will not rain in Aldern.")) == [
        ["f0", "opposite", "terms: aldern, stay dry, dry", "matcher"],
        ["f1", "same", "terms: rain, aldern", "matcher"]]


def test_an_exclusion_takes_the_claim_out():
    assert matched(one("Aldern will take a rain check.")) == []


@pytest.mark.parametrize(("text", "cue", "counts"), [
    ("Talks can begin only after it has rained in Aldern.", "can", 0),
    ("If it rains in Aldern, the fair will move.", "will", 0),
    ("If the wind turns, it will rain in Aldern.", "will", 1),
    ("The fair, which brought rain to Aldern, will move.", "will", 0),
    ("He waits for a storm that brings rain, which will reach Aldern.", "will", 1),
    ("It could rain in Aldern before the fair.", "could", 1),
    ("The fair will ask whether Aldern takes a rain check.", "will", 0)])
def test_what_is_only_mentioned_in_a_side_clause_is_not_what_the_claim_is_about(text, cue, counts):
    place = 100 + text.index(cue)
    assert len(matched(one(text, cue_start=place, cue_end=place + len(cue)))) == counts


def test_a_name_may_stand_in_a_side_clause_if_not_all_the_words_do():
    text = "Even if the wind turns over Aldern, it will rain there."
    assert len(matched(one(text, cue_start=139, cue_end=143))) == 1


def test_of_two_claims_in_a_sentence_the_one_nearer_to_the_words_is_about_the_event():
    text = "It will rain in Aldern, which could hurt the harvest of the valley."
    both = {"sentence_id": "a#1"}
    assert matched(one(text, cue_start=132, cue_end=137, **both), one(text, cue_start=103, cue_end=107, **both)) == [
        ["f1", "same", "terms: rain, aldern", "matcher"]]


def test_where_a_paragraph_was_lost_the_claim_is_the_piece_with_its_cue():
    text = "Rain fell in Aldern.-The fair will move."
    assert len(matched(one(text, cue_start=130, cue_end=134))) == 0


def test_the_words_that_say_when_count_in_a_side_clause_too():
    text = "It will rain before the fair of Aldern ends."
    places = {"cue_start": 103, "cue_end": 107, "horizon_text_start": 113, "horizon_text_end": 138}
    assert text[13:38] == "before the fair of Aldern"
    assert len(matched(one(text, **places))) == 1


def test_an_actor_is_named_in_the_claim_or_speaks_of_itself():
    event = rain(actors=["Weather Office", "Maren Holt"])
    assert matched(one("Maren Holt will bring rain to Aldern.", actors=["Maren Holt"]),
                   one("We will see rain in Aldern.", actor="Weather Office"),
                   one("They will see rain in Aldern.", actor="Weather Office"),
                   one("It will rain in Aldern.", actors=["Velmark"]), events=event) == [
        ["f0", "same", "terms: rain, aldern; actor: Maren Holt", "matcher"],
        ["f1", "same", "terms: rain, aldern; actor: Weather Office", "matcher"]]


@pytest.mark.parametrize(("published", "outcome", "counts"), [
    ("2018-02-28T23:59", None, False),
    ("2018-03-01T00:00", None, True),
    ("2018-05-31T23:59", None, True),
    ("2018-06-01T00:00", None, False),
    ("2018-05-09T23:59", "2018-05-10", True),
    ("2018-05-10T00:00", "2018-05-10", False),
    ("2018-06-01T08:00", "2018-06-03", False),
    (None, None, False)])
def test_statements_count_from_the_day_it_opened_to_the_day_before_it_was_decided(published, outcome, counts):
    outcomes = conform(pd.DataFrame({"event_id": ["rain-by-june"], "occurred_on": [outcome]}), "outcomes")
    assert len(matched(one("It will rain in Aldern.", published), outcomes=outcomes)) == counts


@pytest.mark.parametrize(("status", "begins", "ends", "counts"), [
    ("explicit", "2018-05-02", "2018-05-08", True),
    ("explicit", "2018-06-02", "2018-06-02", False),
    ("vague", "2018-07-01", "2018-08-01", True),
    ("explicit", "2018-02-01", "2018-02-27", False)])
def test_a_time_said_outright_that_is_not_the_events_is_no_match(status, begins, ends, counts):
    row = one("It will rain in Aldern.", horizon_status=status, horizon_from=begins, horizon_to_min=ends,
              horizon_to_max=ends)
    assert len(matched(row)) == counts


def test_only_forecasts_match_and_a_sentence_that_stands_twice_counts_once():
    rows = forecasts(one("It will rain in Aldern."), one("It will rain in Aldern.", forecast_id="f0"),
                     one("It will rain in Aldern.", kind="intention"))
    assert match_events(rows, rain())["forecast_id"].tolist() == ["f0"]


def test_corrections_win_but_not_over_the_day_of_decision():
    rows = [one("It will rain in Aldern."), one("Rain will spare Aldern."), one("A wet spring lies ahead."),
            one("It will rain in Aldern.", "2018-06-05")]
    coded = pd.DataFrame([("f0", "rain-by-june", "none", "a joke"), ("f1", "rain-by-june", "opposite", ""),
                          ("f2", "rain-by-june", "same", "wet means rain"), ("f3", "rain-by-june", "same", ""),
                          ("gone", "rain-by-june", "same", "")],
                         columns=["forecast_id", "event_id", "orientation", "note"])
    assert matched(*rows, corrections=coded) == [
        ["f1", "opposite", "coded by hand; terms: rain, aldern", "coder"],
        ["f2", "same", "coded: wet means rain", "coder"]]


def test_nothing_to_match_gives_the_columns_all_the_same():
    columns = ["forecast_id", "event_id", "orientation", "reasons", "by"]
    for made in (match_events(forecasts(), rain()), match_events(forecasts(one("Snow.")), rain()),
                 match_events(forecasts(one("Rain in Aldern.")), rain().head(0))):
        assert (len(made), list(made)) == (0, columns)


def test_events_are_counted_with_their_outcomes():
    rows = forecasts(one("It will rain in Aldern."), one("Aldern will stay dry."))
    events = pd.concat([rain(), rain(event_id="other")], ignore_index=True)
    outcomes = conform(pd.DataFrame({"event_id": ["rain-by-june"], "status": ["happened"],
                                     "occurred_on": ["2018-05-20"]}), "outcomes")
    made = count_matches(events, match_events(rows, events, outcomes=outcomes), outcomes)
    assert made[["event_id", "status", "forecasts", "opposite", "coded"]].values.tolist() == [
        ["rain-by-june", "happened", 2, 1, 0], ["other", "open", 2, 1, 0]]


def test_events_of_which_none_has_an_outcome_yet_are_open():
    made = count_matches(rain(), match_events(forecasts(), rain()), conform(pd.DataFrame(), "outcomes"))
    assert made[["event_id", "status", "occurred_on"]].values.tolist() == [["rain-by-june", "open", pd.NaT]]


def test_pairs_are_listed_with_the_sentence_and_a_place_for_a_note(sample):
    import foresaid as fs
    selection = fs.select(sample)
    rows, events = fs.read(selection, "forecasts"), fs.read_events(sample)
    matches = fs.match_events(rows, events)
    made = list_matches(selection, rows, events, matches)
    assert made[["forecast_id", "event_id", "orientation", "reasons", "by"]].equals(
        matches[["forecast_id", "event_id", "orientation", "reasons", "by"]])
    assert (made["note"] == "").all()
    assert made["sentence"].str.len().max() <= 300
    assert made["event"].iloc[0] == events.set_index("event_id")["title"][made["event_id"].iloc[0]]
