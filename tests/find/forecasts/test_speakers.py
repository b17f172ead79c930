"""Tiny stories: who holds the forecast, of what kind he is, and which actor of the gazetteer."""

import pandas as pd
import pytest

from foresaid.analyse import analyse, load_words
from foresaid.find.forecasts.antecedents import named
from foresaid.find.forecasts.holders import Article
from foresaid.find.forecasts.names import kind_of, name_in


@pytest.fixture(scope="module")
def words():
    return load_words()


@pytest.fixture(scope="module")
def speakers(words):
    def find(text):
        table = analyse(pd.DataFrame({"article_id": ["a"], "text": [text]}), words)["forecasts"]
        rows = table[["speaker", "speaker_kind", "actor"]].astype("object")
        return rows.where(rows.notna(), None).to_numpy().tolist()

    return find


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("The harvest will fail next year.", "AUTHOR", "author"),
        ("The bridge is expected to open in May.", "AUTHOR", "author"),
        ("Mara Quill said on Monday that prices will rise.", "Mara Quill", "person"),
        ("Prices will rise, according to Mara Quill.", "Mara Quill", "person"),
        ("Mara Quill spoke in the town hall. “Prices will rise,” Quill said.", "Mara Quill", "person"),
        ("Mara Quill left early. She said that prices will rise next year.", "Mara Quill", "person"),
        ("The finance minister, Mara Quill, said that prices will rise.", "Mara Quill", "person"),
        ("“Wages fell,” said Mara Quill, who runs a bakery. “Bread prices will rise next year.”", "Mara Quill", "person"),
        ("Analysts expect that prices will rise next year.", "Analysts", "group"),
        ("The price of bread will rise next year, officials said.", "officials", "unnamed"),
    ],
)
def test_who_speaks_and_of_what_kind_he_is(speakers, text, speaker, kind):
    assert speakers(text)[-1][:2] == [speaker, kind]


def test_a_pronoun_is_tied_to_the_gazetteers_actor_named_before(speakers):
    text = "Angela Merkel met farmers on Monday. She said that prices will rise next year."
    assert speakers(text) == [["Angela Merkel", "person", "Angela Merkel"]]


def test_a_country_in_the_name_of_a_newspaper_is_not_the_actor(speakers):
    assert speakers("Several German newspapers predicted that prices will rise.")[-1][1:] == ["group", None]


@pytest.mark.parametrize(
    ("words_", "name"),
    [
        ("Foreign Minister Mara Quill", "Mara Quill"),
        ("Minister for Foreign Affairs Mara Quill", "Mara Quill"),
        ("an economist at the Bank of Tolland, Mara Quill", "Mara Quill"),
        ("Mara Quill, an economist at the Bank of Tolland", "Mara Quill"),
        ("the Post's Mara Quill", "Mara Quill"),
        ("Mara Quill and Tom Reed", "Mara Quill and Tom Reed"),
        ("a spokesman for Mara Quill", "a spokesman for Mara Quill"),
        ("Quill's aunt, Rubina", "Rubina"),
        ("Mr. Quill", "Quill"),
        ("The next day he", "he"),
        ("the Bank (BoT)", "the Bank"),
        ("“", None),
    ],
)
def test_the_name_in_a_holders_words(words_, name):
    found = name_in(words_, frozenset(["bank"]))
    assert (found and found[0]) == name
    if found:
        assert words_[found[1] : found[2]] == name


def test_a_pronoun_may_be_the_last_holder_or_the_nearest_person(words):
    text = "Mara Quill said no. Tom Reed came. Then she left."
    article = Article(text, (("Mara Quill", 0, 10, "said", 16, 18, "indirect"),), (18,))
    span, who = named("she", text.index("she"), article, words.forecasts.made["speaker"])
    assert text[slice(*span)] == "she"
    assert [name for name, _, _ in who] == ["Mara Quill", "Tom Reed"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Mara Quill", "person"), ("Bank of Tolland", "organisation"), ("the government", "body"), ("analysts", "group"),
     ("a senior official", "unnamed"), ("UNESCO", "organisation")],
)
def test_the_kind_of_a_speaker(words, name, kind):
    assert kind_of(name, words.forecasts.made["speaker"]) == kind
