"""Tables for other programs, with nothing in them that a spreadsheet would execute."""

import csv
import os
import zipfile
from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from foresaid.corpus import exporting
from foresaid.corpus.exporting import write_csv, write_xlsx
from foresaid.errors import ForesaidError

FRAME = pd.DataFrame({
    "text": pd.Series(["=HYPERLINK(\"http://x\")", "+1+A1", "-2", "@SUM(A1)", "\tx", "\rx",
                       "plain, \"quoted\"\nline", None], dtype="str"),
    "number": [-1.5, 2, float("nan"), 0, 1, 1, 1, 1], "count": pd.array([-1, None, 2, 3, 4, 5, 6, 7], dtype="Int64"),
    "when": pd.to_datetime(["2018-03-05 10:00", *[None] * 7], utc=True), "kind": pd.Categorical(["a", *[None] * 7]),
    "names": [["=x", "y"], *[[]] * 7], "flag": [True] + [False] * 7})


def test_a_csv_file_holds_the_table_and_no_formula(tmp_path):
    assert write_csv(FRAME, tmp_path / "a.csv") == []
    with open(tmp_path / "a.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows] == ["text", "'=HYPERLINK(\"http://x\")", "'+1+A1", "-2", "'@SUM(A1)", "'\tx", "'\rx",
                                        "plain, \"quoted\"\nline", ""]
    assert rows[1][1:] == ["-1.5", "-1", "2018-03-05T10:00:00Z", "a", "'=x; y", "True"]
    assert rows[3][1:3] == ["", "2"]


def read_sheet(path):
    with zipfile.ZipFile(path) as book:
        return ET.fromstring(book.read("xl/worksheets/sheet1.xml"))


def test_an_excel_file_holds_numbers_as_numbers_and_no_formula_or_link(tmp_path):
    assert write_xlsx(FRAME.assign(link="https://example.org/"), tmp_path / "a.xlsx") == []
    sheet = read_sheet(tmp_path / "a.xlsx")
    names = {element.tag.split("}")[1] for element in sheet.iter()}
    assert not names & {"f", "hyperlink", "hyperlinks"}
    second = [(cell.get("t"), "".join(cell.itertext())) for cell in sheet.iter() if cell.tag.endswith("}c")][8:16]
    assert second[0] == ("inlineStr", "'=HYPERLINK(\"http://x\")")
    assert second[1:3] == [(None, "-1.5"), (None, "-1")]


def test_cells_too_long_for_excel_are_cut_and_said(tmp_path):
    notes = write_xlsx(pd.DataFrame({"text": ["x" * 40_000, "\ufffe\x00<&"]}), tmp_path / "a.xlsx")
    assert "1 cells have more than the 32,767 characters" in notes[0]
    cells = [cell for cell in read_sheet(tmp_path / "a.xlsx").iter() if cell.tag.endswith("}c")]
    assert max(len("".join(cell.itertext())) for cell in cells) == 32_767


def test_too_many_rows_for_excel_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "EXCEL_ROWS", 8)
    with pytest.raises(ForesaidError, match=r"has 8 rows; a sheet of Excel takes 7. Use --csv"):
        write_xlsx(FRAME, tmp_path / "a.xlsx")


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_a_file_is_replaced_only_by_force_and_only_as_a_whole(tmp_path, monkeypatch, write):
    path = tmp_path / "a.out"
    path.write_text("mine")
    with pytest.raises(ForesaidError, match=r"the file exists.*--force"):
        write(FRAME, path)
    full = OSError(28, "No space left on device")
    monkeypatch.setattr(exporting.os, "replace", lambda *_: (_ for _ in ()).throw(full))
    with pytest.raises(ForesaidError, match="No space left"):
        write(FRAME, path, force=True)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("a.out", "mine")]
    monkeypatch.undo()
    write(FRAME, path, force=True)
    assert path.stat().st_size > 100


def test_a_folder_or_a_missing_folder_is_told(tmp_path):
    with pytest.raises(ForesaidError, match="this is a folder"):
        write_csv(FRAME, tmp_path)
    with pytest.raises(ForesaidError, match="there is no folder"):
        write_csv(FRAME, tmp_path / "none" / "a.csv")


def test_a_device_is_never_replaced_and_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ForesaidError, match="no ordinary file"):
        write_csv(FRAME, os.devnull, force=True)
    with pytest.raises(ForesaidError, match=r"there is no folder .*Make it first"):
        write_csv(FRAME, tmp_path / "none" / "a.csv")


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path):
    (tmp_path / "a.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    write_csv(FRAME, tmp_path / "link.csv", force=True)
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "a.csv").read_text().startswith("text,number")
