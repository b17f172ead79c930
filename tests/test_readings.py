"""Strict, default, broad: each reading keeps what a stricter one keeps, and nobody gets doubtful rows unasked."""

import numpy as np
import pandas as pd
import pytest

from foresaid.cli import main
from foresaid.errors import ForesaidError
from foresaid.find.forecasts import decision
from foresaid.find.forecasts.decision import grade
from foresaid.findings import analyse_dataset, keep_reading, read, select
from foresaid.tables import READINGS, conform

LEAST = {"strict": {"forecast": 0.7, "intention": 0.6}, "broad": {"forecast": 0.2, "intention": 0.15}}
FORECAST, INTENTION, RETROSPECTIVE, NONE = range(4)


def graded(*rows, default):
    kinds, readings = grade(np.array(rows), np.array(default), LEAST)
    return list(zip(kinds.tolist(), [READINGS[one] for one in readings], strict=True))


def test_the_strictest_reading_that_keeps_a_statement_is_noted():
    assert graded(
        [0.8, 0.1, 0.0, 0.1], [0.5, 0.1, 0.0, 0.4], [0.25, 0.1, 0.0, 0.65], [0.1, 0.1, 0.0, 0.8],
        default=[FORECAST, FORECAST, NONE, NONE],
    ) == [(FORECAST, "strict"), (FORECAST, "default"), (FORECAST, "broad"), (NONE, "default")]


def test_the_broad_reading_takes_the_likelier_of_two_kinds():
    assert graded([0.22, 0.3, 0.0, 0.48], [0.19, 0.16, 0.0, 0.65], default=[NONE, NONE]) == [
        (INTENTION, "broad"), (INTENTION, "broad")]


def test_a_kind_without_a_threshold_is_neither_strict_nor_broad():
    assert graded([0.0, 0.0, 0.9, 0.1], [0.0, 0.0, 0.4, 0.6], default=[RETROSPECTIVE, NONE]) == [
        (RETROSPECTIVE, "default"), (NONE, "default")]


def statements():
    return conform(pd.DataFrame({"forecast_id": ["a", "b", "c"], "reading": ["broad", "strict", "default"]}),
                   "forecasts")


@pytest.mark.parametrize(("reading", "kept"), [("strict", ["b"]), ("default", ["b", "c"]), ("broad", ["a", "b", "c"])])
def test_a_reading_keeps_the_stricter_ones(reading, kept):
    assert keep_reading(statements(), reading)["forecast_id"].tolist() == kept


def test_a_reading_that_is_none_is_refused():
    with pytest.raises(ForesaidError, match=r"no reading 'strickt'.*Did you mean 'strict'\?"):
        keep_reading(statements(), "strickt")


@pytest.fixture
def dataset(tmp_path, monkeypatch):
    """An article of three forecasts; whatever the model says, one is strict, one default, one broad."""
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path))
    monkeypatch.setattr(decision, "grade", lambda *_: (np.array([FORECAST] * 3), np.arange(3)))
    path = tmp_path / "articles.csv"
    path.write_text("id,text,published\n1,It will rain. It may snow. It could hail.,2021-05-03\n", encoding="utf8")
    return path


def test_a_dataset_keeps_all_and_gives_the_default_unless_asked(dataset, capsys):
    main(["import", str(dataset), "--into", "mine"])
    assert analyse_dataset("mine", jobs=1)["forecasts"] == 2
    news = select("mine")
    cues = {reading: read(news, "forecasts", reading)["cue"].tolist() for reading in READINGS}
    assert cues == {"strict": ["will"], "default": ["will", "may"], "broad": ["will", "may", "could"]}
    assert read(news, "forecasts")["cue"].tolist() == ["will", "may"]
    with pytest.raises(ForesaidError, match="Only forecasts have a reading, not the table topics"):
        read(news, "topics", "strict")


@pytest.mark.parametrize(("flag", "rows"), [([], 2), (["--strict"], 1), (["--broad"], 3)])
def test_analyse_writes_the_reading_that_was_asked_for(dataset, tmp_path, flag, rows):
    main(["analyse", str(dataset), "--out", str(tmp_path / "out"), *flag])
    assert len(pd.read_parquet(tmp_path / "out" / "forecasts.parquet")) == rows


def test_a_reading_without_a_place_to_write_is_refused_in_one_line(dataset, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["analyse", str(dataset), "--strict"])
    assert stop.value.code == 2
    assert capsys.readouterr().err.startswith("foresaid: --strict says which forecasts are written; add a folder")
