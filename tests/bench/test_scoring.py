"""Scoring against hand-coded articles: tiny stories with the whole answer."""

import importlib
import json
import re
import sys

import numpy as np
import pandas as pd
import pytest

from foresaid.paths import ROOT


@pytest.fixture
def bench(monkeypatch):
    """Gives a module of bench/, which is no package; what it imports from there is forgotten afterwards."""
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    for name in ("scoring", "scoring_quotes", "errors_page", "evaluate"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module


CODED = [{"start": 0, "end": 10, "label": "F", "speaker": ["Mara Quill", "Quill"], "likelihood": 5,
          "horizon": "next year", "conditional": False},
         {"start": 11, "end": 20, "label": "I"}, {"start": 21, "end": 30, "label": "N"}]


def found(*rows):
    return pd.DataFrame([{"article_id": "a", "start": at, "sent_start": at, "sent_end": end, "kind": kind,
                          "confidence": 0.9, "speaker": "Quill", "likelihood": 4, "conditional": False,
                          "horizon_text": "by next year"} for at, end, kind in rows])


def test_a_coded_sentence_takes_the_strongest_kind_found_in_it(bench):
    match = bench("scoring").match
    table = match([{"id": "a", "sentences": CODED}], found((0, 12, "intention"), (0, 12, "forecast"),
                                                           (20, 30, "retrospective")))
    assert table[["gold", "found"]].to_numpy().tolist() == [["F", "F"], ["I", "N"], ["N", "R"]]
    assert table.loc[0, ["speaker", "likelihood", "likelihood within 1", "conditional", "horizon"]].tolist() == [
        True, False, True, True, True]


def test_a_statement_that_touches_no_coded_sentence_counts_for_none(bench):
    table = bench("scoring").match([{"id": "a", "sentences": CODED}], found((40, 50, "forecast")))
    assert table["found"].tolist() == ["N", "N", "N"]


def test_figures_come_from_sums_over_articles(bench):
    scoring = bench("scoring")
    table = scoring.match([{"id": "a", "sentences": CODED}], found((0, 10, "forecast"), (21, 30, "forecast")))
    made = scoring.with_intervals(scoring.count_kinds(table), scoring.kind_figures).set_index("figure")
    assert made.loc["forecast precision"].tolist() == [0.5, 0.5, 0.5]
    assert made.loc["forecast recall"].tolist() == [1.0, 1.0, 1.0]
    assert made.loc["intention recall", "value"] == 0
    assert "retrospective F1" not in made.index


def test_intervals_hold_the_figure_and_are_the_same_every_time(bench):
    scoring = bench("scoring")
    counts = pd.DataFrame({"coded": [1] * 40, "kept": [1] * 30 + [0] * 10})
    first, second = (scoring.with_intervals(counts, lambda sums: {"kept": sums["kept"] / sums["coded"]})
                     for _ in range(2))
    assert first.equals(second)
    [row] = first.itertuples()
    assert row.low < row.value == 0.75 < row.high


@pytest.mark.parametrize(("one", "other", "same"), [
    ("Mr Quill", "Mara Quill", True), ("Mara", "Mara Quill", True), ("AUTHOR", "AUTHOR", True),
    ("AUTHOR", "Quill", False), ("analysts", "many analysts", False), ("", "Quill", False)])
def test_a_speaker_is_the_same_by_first_or_last_name(bench, one, other, same):
    assert bench("scoring").same_speaker(one, other) is same


RELATIONS = [{"source": [[0, 5]], "content": [[10, 30]]}, {"source": [], "content": [[40, 60]]},
             {"source": [[0, 5]], "content": []}, {"source": [[70, 75]], "content": [[80, 90], [95, 105]]}]


def test_quotes_pair_best_first_and_those_without_a_coded_source_count_neither_way(bench):
    rows = [{"source_start": 0, "source_end": 5, "content_start": 12, "content_end": 30},  # right, right source
            {"source_start": np.nan, "source_end": np.nan, "content_start": 10, "content_end": 22},  # second best
            {"source_start": 0, "source_end": 5, "content_start": 40, "content_end": 60},  # neutral
            {"source_start": 0, "source_end": 5, "content_start": 80, "content_end": 105}]  # right, wrong source
    assert bench("scoring_quotes").count_article(RELATIONS, rows) == {
        "coded": 2, "found": 3, "content": 2, "source": 1}


@pytest.fixture
def gold(tmp_path):
    text = "Prices <b>will</b> rise & fall next year. The town slept. The mayor will resign."
    spans = [(0, 41, "N"), (42, 57, "F"), (58, 80, "F")]
    article = {"id": "a", "corpus": "made<up>", "published": "2017-01-05", "text": text,
               "sentences": [{"start": start, "end": end, "label": label} for start, end, label in spans]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(article) + "\n", encoding="utf-8")
    return path


def test_evaluate_prints_one_table_and_writes_a_page_of_mistakes(bench, gold, tmp_path, monkeypatch, capsys):
    evaluate = bench("evaluate")
    monkeypatch.setattr(evaluate, "OUT", tmp_path / "evaluated")
    evaluate.main(gold)
    said = capsys.readouterr().out
    for name in ("forecast F1", "candidates keep of the forecasts", "strict: forecast F1", "broad: forecast F1"):
        assert re.search(rf"^ *{name} +\d", said, re.M)
    assert re.search(r"candidates keep of the forecasts +0\.500", said)
    page = (tmp_path / "evaluated" / "errors.html").read_text(encoding="utf-8")
    assert "no cue was seen" in page
    assert "&lt;b&gt;will&lt;/b&gt; rise &amp; fall" in page
    assert "made&lt;up&gt;" in page
    assert "<b>will" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert (tmp_path / "evaluated" / "figures.csv").read_text(encoding="utf-8").startswith("figure,value,low,high")
