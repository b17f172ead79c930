"""Sheets as spreadsheets save them."""

import pytest

from foresaid.errors import ForesaidError
from foresaid.sheets import read_sheet, refuse_rows


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
    [(_, row)] = read_sheet(written(tmp_path, data), ("item", "kind"))
    assert row == {"item": "1", "kind": "forecast"}


def test_a_row_has_the_line_on_which_it_begins(tmp_path):
    path = written(tmp_path, 'item,kind\n1,"two\nlines"\n\n3,none\n')
    assert [line for line, _ in read_sheet(path, ("item", "kind"))] == [2, 5]


def test_letters_of_an_old_spreadsheet_are_read(tmp_path):
    [(_, row)] = read_sheet(written(tmp_path, "item,kind\n1,Prüfung\n".encode("cp1252")), ("item", "kind"))
    assert row["kind"] == "Prüfung"


@pytest.mark.parametrize(("data", "said"), [
    (b"PK\x03\x04rest", "workbook"),
    (b"item,kin\n1,forecast\n", "no column 'kind'. Did you mean 'kin'?"),
    (b"item,kind\n\0\0\n", "no text"),
    (b"", "no column 'item'"),
])
def test_what_is_no_sheet_is_refused_with_the_way_out(tmp_path, data, said):
    with pytest.raises(ForesaidError, match=said.replace("?", r"\?")):
        read_sheet(written(tmp_path, data), ("item", "kind"))


def test_a_sheet_that_is_not_there_is_named(tmp_path):
    written(tmp_path, b"item\n")
    with pytest.raises(ForesaidError, match=r"code\.csv\. Did you mean 'codes\.csv'"):
        read_sheet(tmp_path / "code.csv", ("item",))


def test_problems_are_told_together_and_many_are_cut_short():
    with pytest.raises(ForesaidError) as told:
        refuse_rows("a/codes.csv", [(line, "no") for line in range(12, 0, -1)], "not all rows are codes.")
    assert str(told.value).splitlines()[:2] == ["codes.csv: not all rows are codes.", "  line 1: no"]
    assert str(told.value).splitlines()[-1] == "  and 2 more"
    refuse_rows("a/codes.csv", [], "nothing")
