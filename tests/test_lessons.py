"""The lesson: its key, filled sheets, agreement, and what came."""

import json

import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.lessons import (
    code_by_finder,
    compare_codes,
    list_codes,
    read_class,
    read_codes,
    read_lesson,
    reveal_outcomes,
    weigh_chances,
)
from foresaid.paths import DATA
from foresaid.scores import calibrate, score_forecasts

EVENTS = pd.DataFrame({"event_id": ["rain", "snow"], "title": ["It rains", "It snows"],
                       "status_quo": ["did_not_happen", "did_not_happen"]})
OUTCOMES = pd.DataFrame({"event_id": ["rain", "snow"], "status": ["happened", "open"],
                         "occurred_on": pd.to_datetime(["2018-04-01", None]), "evidence": ["the gauge", ""]})
LESSON = pd.DataFrame({"item": [1, 2, 3, 4], "article_id": ["a", "a", "a", "b"],
                       "sentence": ["It will rain.", "It will stay dry.", "It may snow.", "It is cold."],
                       "kind": ["forecast", "forecast", "forecast", "none"], "likelihood": [5, 5, 3, None],
                       "event_id": ["rain", "rain", "snow", ""], "orientation": ["same", "opposite", "same", ""],
                       "why": ["will", "will", "may", "a fact"]}).astype({"item": "Int64", "likelihood": "Int64"})


def codes(kinds, levels, chances=(None, None, None, None)):
    table = pd.DataFrame({"item": [1, 2, 3, 4], "kind": kinds, "likelihood": levels, "chance": chances})
    return table.astype({"item": "Int64", "kind": "str", "likelihood": "Int64", "chance": "Float64"})


def filled(folder, text, name="ann.csv"):
    path = folder / name
    path.write_text(text, encoding="utf8")
    return path


def test_every_sentence_of_the_key_stands_in_its_article_of_the_sample():
    lines = (DATA / "sample" / "articles.jsonl").read_text(encoding="utf8").splitlines()
    texts = {one["id"]: one["text"] for one in map(json.loads, lines)}
    lesson = read_lesson()
    assert len(lesson) == 20
    for row in lesson.itertuples():
        assert row.sentence in texts[row.article_id], row.item


def test_a_forecast_of_the_key_has_a_likelihood_and_an_event_and_nothing_else_has():
    lesson = read_lesson()
    forecast = lesson["kind"] == "forecast"
    assert lesson["likelihood"].notna().tolist() == (lesson["event_id"] != "").tolist() == forecast.tolist()
    assert forecast.sum() == 15


def test_the_sheet_to_fill_in_has_the_sentences_and_no_code():
    empty = read_codes("sheet")
    assert empty[["kind", "likelihood", "chance"]].isna().all(axis=None)
    assert pd.read_csv(DATA / "lessons" / "forecasts" / "sheet.csv")["sentence"].tolist() == read_lesson()["sentence"].tolist()


def test_a_filled_sheet_is_read_by_item_and_may_be_partly_empty(tmp_path):
    read = read_codes(filled(tmp_path, "item;kind;likelihood;chance\n2;Forecast;4;62,5\n1;none;;\n"))
    assert read.head(3).astype("object").where(read.head(3).notna(), None).values.tolist() == [
        [1, "none", None, None], [2, "forecast", 4, 62.5], [3, None, None, None]]


def test_all_bad_rows_of_a_sheet_are_told_with_their_lines(tmp_path):
    path = filled(tmp_path, "item,kind,likelihood,chance\n1,forcast,,\n2,forecast,6,\n3,none,,120\n21,none,,\n"
                            "x,none,,\n4,none,,\n4,none,,\n5,none,high,\n")
    with pytest.raises(ForesaidError) as told:
        read_codes(path)
    assert [line.split(":")[0].strip() for line in str(told.value).splitlines()] == [
        f"ann.csv, line {line}" for line in (2, 3, 4, 5, 6, 8, 9)]
    assert "Did you mean 'forecast'?" in str(told.value)


def test_a_chance_between_0_and_1_is_refused_since_a_spreadsheet_keeps_70_percent_as_that(tmp_path):
    with pytest.raises(ForesaidError, match=r"chance is 0,7; write percent, 70 and not 0\.7"):
        read_codes(filled(tmp_path, "item;kind;likelihood;chance\n2;forecast;4;0,7\n"))
    assert read_codes(filled(tmp_path, "item,kind,likelihood,chance\n2,forecast,4,70%\n"))["chance"][1] == 70


def test_one_bad_sheet_of_a_class_loses_no_good_one(tmp_path):
    filled(tmp_path, "item,kind,likelihood,chance\n1,forecast,5,90\n", "bo.csv")
    filled(tmp_path, "item,kind\n1,none\n", "cy.csv")
    coded, unread = read_class(tmp_path)
    assert coded["coder"].unique().tolist() == ["bo"]
    assert list(unread) == ["cy.csv"]
    assert "no column 'likelihood' or 'chance'" in unread["cy.csv"]


def test_a_lesson_that_is_not_there_and_a_path_are_refused():
    for name in ("forecast", "../forecasts"):
        with pytest.raises(ForesaidError, match="There is no lesson"):
            read_lesson(name)


def test_the_finder_is_a_coder_whose_first_kind_counts():
    found = pd.DataFrame({"article_id": ["a", "a", "b"], "sentence": ["It  will rain.", "It will rain.", "It is old."],
                          "kind": ["intention", "forecast", "forecast"], "likelihood": [None, 4, 4], "start": [0, 3, 0]})
    assert code_by_finder(LESSON, found)["kind"].tolist() == ["forecast", "none", "none", "none"]
    assert code_by_finder(LESSON, found)["likelihood"].tolist()[0] == 4


def test_agreement_on_likelihood_counts_where_both_saw_a_forecast():
    ann = codes(["forecast", "forecast", "none", "none"], [5, 4, None, None])
    bo = codes(["forecast", "none", "forecast", "none"], [3, None, 2, None])
    kind, level = compare_codes({"ann": ann, "bo": bo}).to_dict("records")
    assert (kind["items"], kind["agreement"]) == (4, 0.5)
    assert (level["items"], level["agreement"]) == (1, 0.0)


def test_sentences_on_which_somebody_differs_from_the_answer_stand_first():
    ann = codes(["forecast", "intention", "forecast", "none"], [5, None, 3, None])
    table = list_codes(LESSON, {"ann": ann})
    assert table[["item", "answer", "ann"]].values.tolist() == [
        [2, "forecast 5", "intention"], [1, "forecast 5", "forecast 5"], [3, "forecast 3", "forecast 3"],
        [4, "none", "none"]]


def test_what_came_is_turned_round_for_a_sentence_that_speaks_for_the_contrary():
    revealed = reveal_outcomes(LESSON, EVENTS, OUTCOMES)
    assert revealed["verdict"].astype("object").where(revealed["verdict"].notna(), None).tolist() == [1.0, 0.0, None]


def test_own_chances_stand_beside_what_came_and_open_events_wait():
    ann = codes(["forecast"] * 4, [5, 5, 3, 1], [90, 20, 50, None])
    weighed = weigh_chances(ann, reveal_outcomes(LESSON, EVENTS, OUTCOMES))
    assert weighed[["item", "p_mid", "verdict", "coder"]].values.tolist() == [[1, 0.9, 1.0, ""], [2, 0.2, 0.0, ""]]


def test_what_coders_held_is_scored_and_calibrated_like_forecasts():
    ann = codes(["forecast"] * 4, [5, 5, 3, 1], [90, 20, 50, None])
    weighed = weigh_chances(ann, reveal_outcomes(LESSON, EVENTS, OUTCOMES))
    [scores] = score_forecasts(weighed, weigh="statement").to_dict("records")
    assert (scores["forecasts"], scores["events"], scores["brier_mid"]) == (2, 1, pytest.approx((0.1**2 + 0.2**2) / 2))
    assert calibrate(weighed)[["bin", "hits", "forecasts"]].values.tolist() == [[0.2, 0, 1], [0.9, 1, 1]]
