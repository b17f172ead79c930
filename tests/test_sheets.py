"""Sheets as spreadsheets save them."""

import pytest

from foresaid.errors import ForesaidError
from foresaid.find.words import Problem
from foresaid.sheets import read_sheet, refuse_all


def written(folder, data):
    path = folder / "codes.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


@pytest.mark.parametrize("data", [
    b"item,kind\n1,forecast\n",
    b"\xef\xbb\xbfItem; Kind \r\n1;forecast\r\n",
    "item\tkind\n1\tforecast\n".encode("utf-16"),
    b'"item","kind"\r\n\r\n"1","forecast"\r\n,\r\n',
])
def test_commas_semicolons_tabs_marks_and_blank_rows_make_the_same_rows(tmp_path, data):
    [(_, row)] = read_sheet(written(tmp_path, data), ("item", "kind")).rows
    assert row == {"item": "1", "kind": "forecast"}


def test_a_row_has_the_line_on_which_it_begins(tmp_path):
    path = written(tmp_path, 'item,kind\n1,"two\nlines"\n\n3,none\n')
    assert [line for line, _ in read_sheet(path, ("item", "kind")).rows] == [2, 5]


def test_letters_of_an_old_spreadsheet_are_read(tmp_path):
    [(_, row)] = read_sheet(written(tmp_path, "item,kind\n1,Prüfung\n".encode("cp1252")), ("item", "kind")).rows
    assert row["kind"] == "Prüfung"


@pytest.mark.parametrize(("data", "said"), [
    (b"PK\x03\x04rest", "workbook"),
    (b"item,kin\n1,forecast\n", "no column 'kind'. Did you mean 'kin'?"),
    (b"item,kind\n\0\0\n", "no text"),
    (b"", "no column 'item' or 'kind'"),
])
def test_what_is_no_sheet_is_refused_with_the_way_out(tmp_path, data, said):
    with pytest.raises(ForesaidError, match=said.replace("?", r"\?")):
        refuse_all(read_sheet(written(tmp_path, data), ("item", "kind")).problems)


def test_a_sheet_that_is_not_there_is_named(tmp_path):
    written(tmp_path, b"item\n")
    with pytest.raises(ForesaidError, match=r"code\.csv\. Did you mean 'codes\.csv'"):
        read_sheet(tmp_path / "code.csv", ("item",))


def test_problems_are_told_together_and_many_are_cut_short():
    with pytest.raises(ForesaidError) as told:
        refuse_all([Problem("a/codes.csv", line, "no") for line in range(12, 0, -1)], "Nothing was kept.")
    lines = str(told.value).splitlines()
    assert (lines[0], lines[-2:], len(lines)) == ("codes.csv, line 1: no", ["… and 2 more.", "Nothing was kept."], 12)
    refuse_all([], "Nothing was kept.")


@pytest.mark.parametrize(("cell", "read"), [
    ("'12345678901234567e89", "12345678901234567e89"), ("'=1+1", "=1+1"), ("'2018-05-09", "2018-05-09"),
    ("'Rain' in the report", "'Rain' in the report"), ("'tis so", "'tis so"),
])
def test_an_apostrophe_that_kept_a_cell_as_text_is_taken_off_and_no_other(tmp_path, cell, read):
    [(_, row)] = read_sheet(written(tmp_path, f"item,kind\n1,{cell}\n"), ("item", "kind")).rows
    assert row["kind"] == read


def test_the_line_that_names_the_delimiter_is_no_row(tmp_path):
    [(line, row)] = read_sheet(written(tmp_path, "sep=;\nitem;kind\n1;a,b,c\n"), ("item", "kind")).rows
    assert (line, row["kind"]) == (3, "a,b,c")


def test_a_cell_too_many_is_told_and_an_empty_one_is_none(tmp_path):
    sheet = read_sheet(written(tmp_path, "item,kind\n1,two, three\n2,none,,\n"), ("item", "kind"))
    assert [str(one) for one in sheet.problems] == [
        "codes.csv, line 2: 3 cells, but the first line names 2 columns. Put a cell with a comma in quotes."]


def test_only_files_of_the_project_have_comments_and_no_other_columns(tmp_path):
    path = written(tmp_path, "item,sort\n# one,two\n")
    assert [len(read_sheet(path, ("item",), strict=strict).rows) for strict in (False, True)] == [1, 0]
    assert [len(read_sheet(path, ("item",), strict=strict).problems) for strict in (False, True)] == [0, 1]
