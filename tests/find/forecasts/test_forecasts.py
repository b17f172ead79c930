"""Tiny stories, each with the whole answer for one field of a forecast."""

import pandas as pd
import pytest

from foresaid.analyse import analyse, load_words
from foresaid.find.forecasts import read_forecast_words
from foresaid.tables import check


@pytest.fixture(scope="module")
def words():
    return load_words()


@pytest.fixture(scope="module")
def read(words):
    def find(text, published="2022-01-15", **more):
        articles = pd.DataFrame(
            {
                "article_id": ["a"],
                "text": [text],
                "published": [pd.Timestamp(published, tz="UTC") if published else pd.NaT],
                **{name: [value] for name, value in more.items()},
            }
        )
        return analyse(articles, words)["forecasts"]

    return find


def only(table):
    assert len(table) == 1, table[["kind", "cue", "sentence"]].to_string()
    return table.iloc[0]


def test_a_forecast_has_every_field(read):
    text = "Prices rose in March. Bread prices will probably rise again next year, said Mara Quill, an economist at the Bank of Tolland."
    row = only(read(text, source="The Tolland Post"))
    assert (row["kind"], row["cue"], row["polarity"], row["likelihood"], row["scale"]) == (
        "forecast",
        "will probably",
        "positive",
        4,
        "icd203",
    )
    assert (row["p_low"], row["p_mid"], row["p_high"]) == pytest.approx((0.55, 0.675, 0.8))
    assert (row["speaker"], row["speaker_kind"]) == ("Mara Quill", "person")
    assert text[row["speaker_start"] : row["speaker_end"]] == "Mara Quill"
    assert text[row["cue_start"] : row["cue_end"]] == "will probably"
    assert (row["horizon_text"], row["horizon_status"]) == ("next year", "explicit")
    assert text[row["horizon_text_start"] : row["horizon_text_end"]] == "next year"
    assert (row["horizon_from"], row["horizon_to_min"], row["horizon_to_max"]) == tuple(
        map(pd.Timestamp, ("2023-01-01", "2023-12-31", "2023-12-31"))
    )
    assert not row["conditional"]
    assert row["condition"] == ""
    assert row["sentence"] == text[row["sent_start"] : row["sent_end"]]
    assert (row["source"], row["part"], row["sentence_id"]) == (
        "The Tolland Post",
        "lead" if row["part"] == "lead" else "body",
        "a#1",
    )


def test_the_article_speaks_where_nobody_else_does(read):
    row = only(
        read(
            "In terms of probability, it is extremely unlikely that the army will cross the river in the short term.",
            authors="Ann Lee",
        )
    )
    assert (row["speaker"], row["speaker_name"], row["speaker_kind"]) == ("AUTHOR", "Ann Lee", "author")
    assert (row["likelihood"], row["scale"]) == (1, "icd203_nearest")
    assert (row["p_low"], row["p_high"]) == pytest.approx((0.01, 0.05))
    assert (row["horizon_text"], row["horizon_status"]) == ("in the short term", "vague")
    assert (row["horizon_to_min"], row["horizon_to_max"]) == (pd.Timestamp("2022-02-15"), pd.Timestamp("2022-07-15"))


@pytest.mark.parametrize(
    ("text", "likelihood"),
    [
        ("The strike will last for weeks.", 5),
        ("The strike will not last for long.", 1),
        ("The bill is unlikely to pass.", 2),
        ("The dam could burst within days.", 3),
        ("Turnout is expected to be low.", 4),
        ("A crash cannot be ruled out.", 3),
        ("The river will almost certainly flood the town.", 5),
    ],
)
def test_words_say_how_likely(read, text, likelihood):
    assert only(read(text))["likelihood"] == likelihood


@pytest.mark.parametrize(
    ("text", "p"),
    [
        ("There is a 70 percent chance that the bridge will fall next year.", (0.7, 0.7)),
        ("There is a one-in-four chance that the bridge will fall.", (0.25, 0.25)),
        ("Forecasters see a 20 to 30 percent chance that rain will fall tomorrow.", (0.2, 0.3)),
    ],
)
def test_a_number_in_the_text_wins(read, text, p):
    row = read(text).iloc[0]
    assert row["scale"] == "text"
    assert (row["p_low"], row["p_high"]) == pytest.approx(p)


def test_a_condition_is_kept_with_its_words(read):
    row = only(read("If the talks fail, prices could double."))
    assert row["conditional"]
    assert row["condition"] == "If the talks fail"


def test_asking_if_is_no_condition(read):
    row = only(read("Nobody knows if he is right, but the currency will collapse."))
    assert not row["conditional"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"The party will lose the election," said Tom Ridd.', "Tom Ridd"),
        ("According to Tom Ridd, the party will lose the election.", "Tom Ridd"),
        ("Analysts say that the currency will collapse.", "Analysts"),
        ("Tom Ridd took the floor. He said that the currency would collapse.", "Tom Ridd"),
        ("The party is expected to lose the election.", "AUTHOR"),
        ("Tom Ridd, the party's leader, warned that the economy could collapse.", "Tom Ridd"),
    ],
)
def test_who_holds_it(read, text, speaker):
    assert read(text).iloc[-1]["speaker"] == speaker


def test_an_intention_has_no_probability(read):
    row = only(read("The minister will visit Oslo on Friday.", published="2022-01-12"))
    assert row["kind"] == "intention"
    assert pd.isna(row["likelihood"])
    assert pd.isna(row["p_mid"])
    assert pd.isna(row["scale"])
    assert row["horizon_to_max"] == pd.Timestamp("2022-01-14")


def test_facts_abilities_and_hopes_are_left_out(read):
    assert read("She said it was raining. He can read Latin. We hope for peace. It may have rained yesterday.").empty


def test_an_undated_article_has_words_but_no_dates(read):
    row = only(read("Prices will fall by the end of next year.", published=None))
    assert row["horizon_text"] == "by the end of next year"
    assert row["horizon_status"] == "explicit"
    assert pd.isna(row["horizon_to_max"])


def test_a_title_has_no_offsets(read):
    row = only(read("Nothing.", title="Harvest will fail next year"))
    assert row["part"] == "title"
    assert row[["sent_start", "start", "cue_start", "horizon_text_start", "speaker_start"]].isna().all()
    assert row["horizon_text"] == "next year"


def test_the_id_stays_when_blanks_change_and_differs_between_clauses(read):
    one = read("Prices will fall, and the government will lose the election.")
    other = read("Prices will fall,  and  the government will lose the election.")
    assert one["forecast_id"].tolist() == other["forecast_id"].tolist()
    assert one["forecast_id"].is_unique
    assert one["start"].is_monotonic_increasing


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "will",
        '"will',
        '“”""' * 50 + " will fall.",
        "will " * 3000,
        "<script>alert('will')</script> will fall next year.",
        "It will\x00 fall by 31 February 9999.",
        "\u202eİt will fall\u0301 next year 😀.",
        "Within 999999999 years it will end.",
        "a" * 5000 + " will fall",
        "By 2999 it will, if if if if if unless, fall (",
        "said said said will said will fall said.",
    ],
)
def test_hostile_text_does_no_harm(read, text):
    check(read(text, title=text), "forecasts")


def test_no_articles_give_an_empty_table(words):
    found = analyse(pd.DataFrame({"article_id": [], "text": []}), words)["forecasts"]
    assert check(found, "forecasts").empty


def test_the_same_text_gives_the_same_table(read):
    text = "Rates will rise next year, and a recession is likely. The minister may resign."
    pd.testing.assert_frame_equal(read(text), read(text))


def test_the_shipped_words_are_in_order():
    words = read_forecast_words()
    assert set(words.terms.columns) == {"finding", "key", "term", "text", "prefix", "case", "exclude"}
    assert (words.terms["finding"] == "cue").all()
