"""`explain`: every field of a statement and why, for any text that somebody may type."""

import pandas as pd
import pytest

import foresaid as fs
from foresaid.analyse import analyse, load_words
from foresaid.cli import main
from foresaid.errors import ForesaidError

SENTENCE = "Bread prices will probably not fall again next year if the harvest is good, said Mara Quill, an economist."


@pytest.fixture(scope="module")
def told():
    return fs.explain(SENTENCE, published="2017-01-05")


def test_every_field_of_a_statement_is_told(told):
    [one] = told.told
    [statement] = one.statements
    assert one.sentence == SENTENCE
    fields = dict(statement)
    assert {name: fields[name] for name in fields if name not in ("forecast", "probability", "claim")} == {
        "cue": "'will probably'",
        "polarity": "negative, by 'not'",
        "likelihood": "2 of 5, unlikely by 'probably not'",
        "speaker": "Mara Quill (person); actor none",
        "horizon": "'next year' (explicit): 2018-01-01 to 2018-12-31",
        "condition": "'if the harvest is good'",
        "names": "actors none; topics economy",
        "scoreable": "yes",
    }
    assert fields["claim"].startswith("'Bread prices will probably not fall")
    assert "kept by the reading" in fields["forecast"]


def test_the_reasons_name_cues_chances_and_weights(told):
    why = dict(told.told[0].why)
    assert list(why) == ["cues", "chances", "for forecast", "against forecast"]
    assert why["cues"] == "'will', 'probably', 'next year'"
    assert why["chances"].startswith("forecast ")
    assert "the cue 'will'" in why["for forecast"]


def test_where_nothing_is_found_it_says_why_not():
    told = fs.explain("The town slept. The mayor said he would resign, years ago, and did.").told
    assert told[0].why == (("found", "nothing: no cue word stands in it (they are listed in data/forecasts/cues.csv)"),)
    assert next(name for name, _ in told[1].why) in ("found", "cues")


def test_a_headline_is_looked_at_too():
    assert [one.sentence for one in fs.explain("The town slept.", title="Rates may rise").told] == [
        "Rates may rise", "The town slept."]


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_has_no_sentence(text):
    assert repr(fs.explain(text)) == "There is no sentence to look at: the text is empty."


@pytest.mark.parametrize("text", ["-", "…", "\x00will\x00 rain", "😀 will rain", "\udcff will", "\x1b[31mIt will rain", "will " * 900,
                                  "«Будет дождь», he will", "a" * 5000, "<script>will()</script>"])
def test_odd_texts_are_told_like_others(text):
    told = fs.explain(text)
    assert len(told.told) >= 1
    assert "\x1b" not in repr(told)
    repr(told).encode()


def test_a_very_long_text_is_cut_and_says_so():
    told = fs.explain("It will rain. " * 10_000)
    assert len(told.told) == 20
    assert told.notes == ("The first 20 of 7,143 sentences are told; `statements` of the answer holds what all say.",
                          "Only the first 100,000 of 140,000 characters were looked at.")


def test_in_a_notebook_it_is_a_table_and_every_text_is_escaped():
    html = fs.explain("<b onclick=x()>It</b> will rain & snow.", title="<script>may()</script>")._repr_html_()
    assert html.startswith('<table class="fs-table fs-explain"><tbody><tr>')
    assert "<script" not in html
    assert "<b" not in html.replace("<tbody>", "")
    assert "rain &amp; snow" in html


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2017-01-05T23:59", ""])
def test_any_day_will_do(day):
    assert "'next year'" in repr(fs.explain("It will rain next year.", published=day))


@pytest.mark.parametrize("day", ["5/1/17", "2017-13-01", "soon"])
def test_a_date_that_cannot_be_read_is_refused_in_one_line(day, capsys):
    with pytest.raises(ForesaidError, match="like 2017-01-05"):
        fs.explain("It will rain.", published=day)
    with pytest.raises(SystemExit) as stop:
        main(["explain", "It will rain.", "--published", day])
    assert stop.value.code == 2
    assert capsys.readouterr().err == (
        f"foresaid: The date {day!r} cannot be read. Write year, month and day, like 2017-01-05.\n")


def test_the_command_prints_what_the_notebook_shows(capsys, told):
    main(["explain", SENTENCE, "--published", "2017-01-05"])
    assert capsys.readouterr().out == repr(told) + "\n"


def test_a_quote_over_several_sentences_has_the_speaker_that_the_analysis_finds():
    text = '"The bridge will close soon. It will never open again," said Mara Quill.'
    analysed = analyse(pd.DataFrame({"article_id": ["bridge"], "text": [text]}), load_words())["forecasts"]
    assert fs.explain(text).statements["speaker"].tolist() == analysed["speaker"].tolist() == ["Mara Quill"] * 2
