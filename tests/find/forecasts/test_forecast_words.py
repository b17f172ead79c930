"""The finder's files: what a reader edits is checked line by line; the model is what the script says it is."""

import json
import shutil

import numpy as np
import pytest

from foresaid.errors import ForesaidError
from foresaid.find.forecasts import check_forecast_words, read_forecast_words
from foresaid.find.forecasts.classify import LABELS, make_model, read_model, write_model
from foresaid.find.forecasts.features import Vocabulary
from foresaid.paths import DATA


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(DATA / "forecasts", tmp_path / "forecasts")


def spoil(path, line, text):
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[line - 1] = text
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_shipped_files_have_no_mistakes():
    assert check_forecast_words(DATA / "forecasts") == []


@pytest.mark.parametrize(
    ("name", "line", "text", "said"),
    [
        (
            "cues.csv",
            20,
            "soon enough,wil",
            "forecasts/cues.csv, line 20: class 'wil' is not known. Did you mean 'will'? It is",
        ),
        (
            "cues.csv",
            20,
            "so*on,time",
            "forecasts/cues.csv, line 20: 'so*on' has a * inside; only the last character may be one.",
        ),
        ("cues.csv", 20, " soon,time", "forecasts/cues.csv, line 20: ' soon' is no cue."),
        ("cues.csv", 20, "will,will,will", "forecasts/cues.csv, line 20: 3 fields instead of 2."),
        (
            "horizons.csv",
            10,
            "in a jiffy,0,6,1,month",
            "forecasts/horizons.csv, line 10: 'in a jiffy' runs from 0 to 6–1; it should not end",
        ),
        ("horizons.csv", 10, "in a jiffy,0,1,2,moon", "forecasts/horizons.csv, line 10: unit 'moon' is not known."),
        (
            "speakers.csv",
            10,
            "said so,verbs",
            "forecasts/speakers.csv, line 10: kind 'verbs' is not known. Did you mean 'verb'?",
        ),
        (
            "likelihood.csv",
            20,
            "iffy,9" + "," * 16 + ",0.1,0.2,0.3",
            "forecasts/likelihood.csv, line 20: likelihood '9' is not known.",
        ),
        (
            "likelihood.csv",
            20,
            "iffy,3" + "," * 16 + ",0.5,0.2,0.3",
            "forecasts/likelihood.csv, line 20: own is 0.5, 0.2, 0.3; it should rise",
        ),
        ("likelihood.csv", 20, "iffy,3" + "," * 19, "forecasts/likelihood.csv, line 20: 'iffy' has no probability."),
    ],
)
def test_a_mistake_is_named_with_its_line(folder, name, line, text, said):
    spoil(folder / name, line, text)
    problems = check_forecast_words(folder)
    assert len(problems) == 1
    assert problems[0].startswith(said)
    with pytest.raises(ForesaidError, match="line"):
        read_forecast_words(folder)


def test_a_word_that_stands_twice_is_named(folder):
    path = folder / "cues.csv"
    path.write_text(path.read_text(encoding="utf-8") + "will,will\n", encoding="utf-8")
    assert "'will' stands on line" in check_forecast_words(folder)[0]


def test_a_missing_file_is_named(folder):
    (folder / "horizons.csv").unlink()
    assert check_forecast_words(folder)[0].startswith("forecasts/horizons.csv is missing.")


def test_a_broken_model_says_how_to_make_it_again(folder):
    (folder / "model.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ForesaidError, match="make train"):
        read_forecast_words(folder)


def test_a_model_comes_back_as_it_was_written(tmp_path):
    vocabulary = Vocabulary.of(["fall", "will"], (np.arange(15), np.arange(15) % 3))
    keys, weights = np.array([7, 2**39 + 1, 99]), np.array([[1, 0, 0, -1], [0.5, 0, 0, 0], [0, 0.25, 0, 0]])
    model = make_model(
        vocabulary, keys, weights, (np.array([0.1, 0, 0, 0.2]), {"horizon": {"always": 1.0}}, {"sentences": 3})
    )
    write_model(tmp_path / "one.json", model)
    write_model(tmp_path / "two.json", read_model(tmp_path / "one.json"))
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    again = read_model(tmp_path / "one.json")
    assert dict(zip(again.keys.tolist(), again.weights.round(2).tolist(), strict=True)) == {
        7: [1, 0, 0, -1],
        99: [0, 0.25, 0, 0],
        2**39 + 1: [0.5, 0, 0, 0],
        -1: [0, 0, 0, 0],
    }


def test_the_shipped_model_is_small_and_of_the_format_the_script_writes():
    path = DATA / "forecasts" / "model.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    assert path.stat().st_size < 2_500_000
    assert tuple(data["labels"]) == LABELS
    assert set(data) == {
        "format",
        "bits",
        "labels",
        "about",
        "network",
        "step",
        "bias",
        "choices",
        "words",
        "groups",
        "keys",
        "weights",
    }
    assert data["about"]["features"] == len(read_model(path).keys) - 1
