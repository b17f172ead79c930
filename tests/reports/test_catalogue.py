"""The catalogue is made from the run.json files alone."""

import json
import re

import pytest

from foresaid.reports.catalogue import read_catalogue, write_catalogue


@pytest.fixture
def root(tmp_path):
    def put(place, **run):
        folder = tmp_path / place
        folder.mkdir(parents=True)
        (folder / "index.html").write_text("page")
        (folder / "run.json").write_text(json.dumps({"report": "topics", "title": "Topics", "status": "ok", **run}))
    put("topics/2017-W10", period="2017-W10", start="2017-03-06", end="2017-03-12",
        key_figures=[{"label": "Articles", "value": 100, "unit": "count"}])
    put("topics/2017-W11", period="2017-W11", start="2017-03-13", end="2017-03-19",
        key_figures=[{"label": "Articles", "value": 90, "unit": "count"},
                     {"label": "Share", "value": .5, "unit": "share"}])
    put("topics/2017-W11/failed", period="2017-W11", start="2017-03-13", end="2017-03-19", status="failed",
        error={"message": "<script>x</script>"})
    put("topics/latest", period="2017-W11", start="2017-03-13", end="2017-03-19")
    return tmp_path


def test_runs_come_newest_first_with_their_change(root):
    runs = read_catalogue(root)
    assert [(one["href"], one["status"]) for one in runs] == [
        ("topics/2017-W11/index.html", "ok"), ("topics/2017-W11/failed/index.html", "failed"),
        ("topics/2017-W10/index.html", "ok")]
    assert [(one["label"], one["since"]) for one in runs[0]["figures"]] == [("Articles", -10), ("Share", None)]


def test_page_and_json_are_written_and_hostile_text_is_inert(root):
    write_catalogue(root)
    html = (root / "index.html").read_text(encoding="utf8")
    assert re.findall(r'href="(topics[^"]+)"', html) == ["topics/latest/index.html", "topics/2017-W11/index.html",
                                                         "topics/2017-W11/failed/index.html",
                                                         "topics/2017-W10/index.html"]
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert len(json.loads((root / "index.json").read_text())["runs"]) == 3


def test_it_can_be_made_again_byte_by_byte(root):
    write_catalogue(root)
    before = (root / "index.html").read_bytes(), (root / "index.json").read_bytes()
    write_catalogue(root)
    assert ((root / "index.html").read_bytes(), (root / "index.json").read_bytes()) == before


def test_an_empty_folder_has_a_catalogue_that_says_what_to_do(tmp_path):
    write_catalogue(tmp_path / "new")
    assert "foresaid report" in (tmp_path / "new" / "index.html").read_text()
