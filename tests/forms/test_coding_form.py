"""The form that codes a lesson: what is chosen stands in the sheet."""

import pytest

from foresaid.errors import ForesaidError
from foresaid.forms.coding import code_sentences
from foresaid.lessons import read_codes


def parts(box):
    text, kind, level, own, buttons, state = box.children
    return {"text": text, "kind": kind, "level": level, "given": own.children[0], "chance": own.children[1],
            "back": buttons.children[0], "next": buttons.children[1], "state": state}


def first_rows(sheet, rows=2):
    read = read_codes(sheet).head(rows)
    return read.astype("object").where(read.notna(), None).values.tolist()


def test_an_answer_is_kept_in_the_sheet_at_once(tmp_path):
    sheet = tmp_path / "mine.csv"
    form = parts(code_sentences(sheet))
    form["kind"].value, form["level"].value = "forecast", 5
    form["given"].value, form["chance"].value = True, 70
    form["next"].click()
    form["kind"].value = "none"
    assert first_rows(sheet) == [[1, "forecast", 5, 70.0], [2, "none", None, None]]
    assert "2 of 20 coded" in form["state"].value


def test_a_sheet_is_taken_up_again_where_it_was_left(tmp_path):
    sheet = tmp_path / "mine.csv"
    parts(code_sentences(sheet))["kind"].value = "intention"
    form = parts(code_sentences(sheet))
    assert form["kind"].value == "intention"
    form["next"].click()
    form["back"].click()
    assert (form["kind"].value, first_rows(sheet, 1)) == ("intention", [[1, "intention", None, None]])


def test_a_kind_that_is_no_forecast_has_no_likelihood(tmp_path):
    sheet = tmp_path / "mine.csv"
    form = parts(code_sentences(sheet))
    form["kind"].value, form["level"].value = "forecast", 2
    form["kind"].value = "retrospective"
    assert first_rows(sheet, 1) == [[1, "retrospective", None, None]]


def test_the_name_of_a_sheet_says_that_it_is_one(tmp_path):
    with pytest.raises(ForesaidError, match=r"ends in \.csv"):
        code_sentences(tmp_path / "mine.xlsx")


def test_a_new_sheet_is_there_before_the_first_answer(tmp_path):
    sheet = tmp_path / "mine.csv"
    code_sentences(sheet)
    assert first_rows(sheet, 1) == [[1, None, None, None]]
