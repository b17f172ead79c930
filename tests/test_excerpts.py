import pandas as pd
import pytest

from foresaid import excerpts as excerpts_module
from foresaid.errors import ForesaidError
from foresaid.excerpts import clip, find_excerpts, label_peaks, show_under
from foresaid.findings import read, select


@pytest.fixture
def news(sample):
    return select(sample)


def test_an_excerpt_leads_from_a_point_to_a_sentence_with_its_words_marked(news):
    topics = read(news, "topics")
    excerpts = find_excerpts(news, topics, by="topic", every="week", limit=2)
    assert (excerpts["sentence"].str.len() <= 300).all()
    assert (excerpts.groupby("key").size() <= 2).all()
    strikes = excerpts[excerpts["value"] == "labour"] if (excerpts["value"] == "labour").any() else excerpts
    row = strikes.iloc[0]
    start, end = row["marks"][0]
    terms = topics[(topics["topic"] == row["value"]) & (topics["article_id"] == row["article_id"])]["term"]
    assert any(row["sentence"][start:end].lower().startswith(term.rstrip("*").lower()[:4]) for term in terms)
    assert row["key"] == f"{row['period']:%Y-%m-%d}|{row['value']}"


def test_every_source_has_its_turn_before_one_has_two(news):
    forecasts = read(news, "forecasts")
    chosen = find_excerpts(news, forecasts, every="month", limit=4)
    first = chosen[chosen["period"] == chosen["period"].iloc[0]]
    assert first["source"].nunique() == len(first)


def test_bars_have_one_period_and_cells_have_two_values(news):
    topics = read(news, "topics")
    bars = find_excerpts(news, topics, by="topic", every=None, limit=1)
    assert bars["key"].str.startswith("|").all()
    cells = find_excerpts(news, topics, by=["topic", "source"], every=None, limit=1)
    assert cells["key"].str.count(r"\|").eq(2).all()


def test_the_limit_is_ten(news):
    with pytest.raises(ForesaidError, match="0 to 10 excerpts; 11"):
        find_excerpts(news, read(news, "topics"), by="topic", limit=11)


def test_a_chart_of_very_many_points_gives_every_point_its_first_excerpt_before_a_second(news, monkeypatch):
    topics = read(news, "topics")
    all_of_them = find_excerpts(news, topics, by="topic", limit=5)
    monkeypatch.setattr(excerpts_module, "PER_CHART", all_of_them["key"].nunique() + 3)
    fewer = find_excerpts(news, topics, by="topic", limit=5)
    assert len(fewer) == all_of_them["key"].nunique() + 3
    assert set(fewer["key"]) == set(all_of_them["key"])


def test_no_findings_give_no_excerpts_but_all_columns(news):
    nothing = find_excerpts(news, read(news, "topics").head(0), by="topic")
    assert nothing.empty
    assert "sentence" in nothing
    assert show_under(nothing) == {}


def test_what_a_chart_carries_is_plain_json(news):
    import json
    carried = show_under(find_excerpts(news, read(news, "forecasts"), every="week", limit=1))
    key, rows = next(iter(carried.items()))
    assert json.loads(json.dumps(carried))[key] == rows
    assert set(rows[0]) == {"article_id", "title", "source", "published", "url", "sentence", "marks"}


@pytest.mark.parametrize(("sentence", "mark"), [
    ("word " * 200, (500, 504)), ("word " * 200, (0, 4)), ("word " * 200, (995, 999)), ("x" * 5000, (4000, 4010))])
def test_a_long_sentence_is_cut_around_its_mark(sentence, mark):
    text, marks = clip(sentence, [mark])
    assert len(text) <= 300
    assert [text[a:b] for a, b in marks] == [sentence[slice(*mark)]]


def test_a_peak_is_labelled_with_the_headline_of_its_first_excerpt():
    week = pd.Timestamp("2021-03-01")
    excerpts = pd.DataFrame({"period": [week, week], "value": ["oil", "oil"], "title": ["Oil at " + "9" * 80, "Other"]})
    peaks = pd.DataFrame({"period": [week, week], "topic": ["oil", "gas"]})
    assert label_peaks(peaks, excerpts, by="topic")["label"].tolist() == ["Oil at " + "9" * 52 + "…", ""]
