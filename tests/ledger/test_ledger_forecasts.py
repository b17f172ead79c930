"""What an entry of a forecast locks, and that the first reading stays."""

import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.findings import read, select
from foresaid.ledger.locking import head_seen, lock_forecasts, read_ledger
from foresaid.ledger.store import read_entries, read_head

RAIN = "It will likely rain in Velmark."


def test_a_locked_forecast_comes_back_as_it_was(own_ledger, story):
    said = story.table(story.forecast(1, RAIN, horizon_to_max=pd.Timestamp("2018-04-01"), actors=["Velmark"]), story.forecast(2, "Sun."))
    made = lock_forecasts(said, "mine", {"a1": "https://a.example/1"})
    assert made.values.tolist() == [[f"{1:020x}", 1, 1], [f"{2:020x}", 2, 1]]
    back = read_ledger("mine")
    pd.testing.assert_frame_equal(back.drop(columns=["number", "version"]), said)
    assert back[["number", "version"]].values.tolist() == [[1, 1], [2, 1]]
    assert [one.read()["url"] for one in read_entries()] == ["https://a.example/1", None]


def test_spans_are_locked_within_the_sentence(own_ledger, story):
    lock_forecasts(story.table(story.forecast(1, RAIN, cue_start=13, cue_end=17)), "mine")
    words = read_entries()[0].read()
    assert (words["start"], words["end"]) == (0, len(RAIN))
    assert words["sentence"][words["cue_start"]:words["cue_end"]] == "will"


def test_all_forecasts_of_the_sample_come_back_as_they_were(sample, own_ledger, home, monkeypatch):
    monkeypatch.setenv("FORESAID_HOME", str(home))
    said = read(select(sample), "forecasts")
    monkeypatch.setenv("FORESAID_HOME", str(own_ledger.parents[1]))
    lock_forecasts(said, sample)
    kept = said[said["kind"] == "forecast"].reset_index(drop=True)
    pd.testing.assert_frame_equal(read_ledger(sample).drop(columns=["number", "version"]), kept)


def test_intentions_and_retrospectives_are_not_locked(own_ledger, story):
    lock_forecasts(story.table(story.forecast(1, RAIN, kind="intention"), story.forecast(2, RAIN, kind="retrospective")), "mine")
    assert read_head() is None


def test_another_place_in_the_article_or_another_confidence_is_no_other_reading(own_ledger, story):
    lock_forecasts(story.table(story.forecast(1, RAIN)), "mine")
    moved = story.forecast(1, RAIN, sentence_id="a1#9", confidence=0.4, reading="broad", sent_start=90, sent_end=121, start=90, end=121)
    assert lock_forecasts(story.table(moved), "mine")["number"].isna().all()


def test_a_sentence_that_an_article_says_twice_is_one_forecast(own_ledger, story):
    twice = story.table(story.forecast(1, RAIN), story.forecast(1, RAIN, sentence_id="a1#9", speaker="AUTHOR"))
    assert lock_forecasts(twice, "mine")["number"].tolist() == [1]
    assert read_ledger("mine")["speaker"].tolist() == ["Mara Quill"]


def test_the_first_reading_is_the_one_to_score_and_the_latest_is_kept(own_ledger, story):
    lock_forecasts(story.table(story.forecast(1, RAIN)), "mine")
    made = lock_forecasts(story.table(story.forecast(1, RAIN, likelihood=2, p_mid=0.2), story.forecast(2, "Sun.")), "mine")
    assert made[["number", "version"]].values.tolist() == [[2, 2], [3, 1]]
    assert read_ledger("mine")[["likelihood", "version"]].values.tolist() == [[4, 1], [4, 1]]
    assert read_ledger("mine", "latest")[["likelihood", "version"]].values.tolist() == [[2, 2], [4, 1]]
    with pytest.raises(ForesaidError, match="It is first or latest"):
        read_ledger("mine", "newest")


def test_an_empty_ledger_gives_a_table_without_rows(own_ledger, story):
    back = read_ledger("mine")
    assert list(back.columns) == [*story.table().columns, "number", "version"]
    assert len(back) == 0


def test_reading_the_ledger_is_remembered_with_its_head(own_ledger, story):
    assert head_seen() == (False, None)
    read_ledger("mine")
    assert head_seen() == (True, None)
    lock_forecasts(story.table(story.forecast(1, RAIN)), "mine")
    assert head_seen() == (True, None), "what was read is what counts, not what came later"
    read_ledger("mine")
    assert head_seen() == (True, read_head())
