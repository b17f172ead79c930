"""Who said what: tiny stories, each with its whole answer."""

import time

import numpy as np
import pandas as pd
import pytest

from foresaid.analyse import analyse, load_words
from foresaid.find.quotes.ends import NONE, best_of
from foresaid.find.quotes.trees import judge, read_trees
from foresaid.tables import check


@pytest.fixture(scope="module")
def quotes():
    words = load_words((), ("world",))

    def found(*texts):
        articles = pd.DataFrame({"article_id": [str(number) for number in range(len(texts))], "text": texts})
        return analyse(articles, words)["quotes"]
    return found


@pytest.fixture(scope="module")
def told(quotes):
    def found(text):
        return [(row.source_text, row.cue, text[row.content_start:row.content_end], row.type)
                for row in quotes(text).itertuples()]
    return found


@pytest.mark.parametrize(("text", "answer"), [
    ('"The bridge is safe," Ada Marlow said.', ("Ada Marlow", "said", '"The bridge is safe,"', "direct")),
    ("“The bridge is safe,” Ada Marlow said.", ("Ada Marlow", "said", "“The bridge is safe,”", "direct")),
    ("‘The bridge is safe,’ Ada Marlow said.", ("Ada Marlow", "said", "‘The bridge is safe,’", "direct")),
    ("'The bridge isn't safe,' Ada Marlow said.", ("Ada Marlow", "said", "'The bridge isn't safe,'", "direct")),
    ("«The bridge is safe», Ada Marlow said.", ("Ada Marlow", "said", "«The bridge is safe»", "direct")),
    ("''The bridge is safe,'' Ada Marlow said.", ("Ada Marlow", "said", "''The bridge is safe,''", "direct")),
    ('" The bridge is safe," Ada Marlow said.', ("Ada Marlow", "said", '" The bridge is safe,"', "direct")),
    ('"The bridge is safe," said Ada Marlow.', ("Ada Marlow", "said", '"The bridge is safe,"', "direct")),
    ('Ada Marlow said: "The bridge is safe."', ("Ada Marlow", "said", '"The bridge is safe."', "direct")),
    ("Ada Marlow said that the bridge was safe.", ("Ada Marlow", "said", "that the bridge was safe", "indirect")),
    ("Ada Marlow told reporters on Monday that the bridge was safe.",
     ("Ada Marlow", "told", "that the bridge was safe", "indirect")),
    ("The bridge was safe, Ada Marlow said.", ("Ada Marlow", "said", "The bridge was safe", "indirect")),
    ('Ada Marlow said the bridge was "perfectly safe" in winter.',
     ("Ada Marlow", "said", 'the bridge was "perfectly safe" in winter', "mixed")),
    ("According to Ada Marlow, the bridge is safe.", ("Ada Marlow", "According", "the bridge is safe", "indirect")),
    ("The bridge is safe, according to Ada Marlow.", ("Ada Marlow", "according", "The bridge is safe", "indirect")),
    ("She believes that the bridge is safe.", ("She", "believes", "that the bridge is safe", "indirect")),
    ("Ada Marlow, the minister for roads, said that the bridge was safe.",
     ("Ada Marlow, the minister for roads", "said", "that the bridge was safe", "indirect")),
    ('Ada Marlow: "The bridge is safe."', ("Ada Marlow", ":", '"The bridge is safe."', "direct")),
    ("“The bridge is safe.” — Ada Marlow", ("Ada Marlow", "—", "“The bridge is safe.”", "direct")),
    ("The bridge, Ada Marlow said, is safe for another winter.",
     ("Ada Marlow", "said", "The bridge, Ada Marlow said, is safe for another winter", "indirect")),
    ("The bridge, according to Ada Marlow, is safe for another winter.",
     ("Ada Marlow", "according", "The bridge, according to Ada Marlow, is safe for another winter", "indirect")),
    ("The plan was criticized by Ada Marlow.", ("Ada Marlow", "criticized", "The plan", "indirect")),
    ("Analysts say the bridge will be closed.", ("Analysts", "say", "the bridge will be closed", "indirect")),
    ("Ada Marlow and Ben Cole agreed that the bridge was safe.",
     ("Ada Marlow and Ben Cole", "agreed", "that the bridge was safe", "indirect")),
    ("The mayor expects the bridge to open in June.",
     ("The mayor", "expects", "the bridge to open in June", "indirect")),
    ("Residents fear that the bridge will fall.",
     ("Residents", "fear", "that the bridge will fall", "indirect")),
    ("Ministers called for an end to the talks.",
     ("Ministers", "called", "an end to the talks", "indirect")),
])
def test_an_attribution_has_its_holder_its_word_its_content_and_its_type(told, text, answer):
    assert told(text) == [answer]


def test_a_quote_goes_on_behind_its_attribution(told):
    assert told('"We are late," he added. "We will hurry."') == [
        ("he", "added", '"We are late," he added. "We will hurry."', "direct")]


def test_a_quote_of_several_paragraphs_ends_with_its_last(told):
    text = 'Ada Marlow said: "The bridge is safe.\n\n"The tunnel is not."\n\nIt rained.'
    assert [row[2] for row in told(text)] == ['"The bridge is safe.\n\n"The tunnel is not."']


def test_a_mark_that_never_closes_loses_at_most_its_paragraph(told):
    text = 'He saw a 5" pipe and "a wall.\n\n"The bridge is safe," Ada Marlow said.'
    assert ("Ada Marlow", "said", '"The bridge is safe,"', "direct") in told(text)


def test_of_two_paragraphs_whose_first_never_closes_each_keeps_its_own_words(told):
    text = "“The bridge is safe, Ada Marlow said.\n\n“The tunnel is not,” Ben Cole said."
    assert [(row[0], row[2]) for row in told(text)] == [("Ada Marlow", "“The bridge is safe"),
                                                        ("Ben Cole", "“The tunnel is not,”")]


def test_mended_curly_marks_keep_the_paragraphs_behind_them(told):
    text = '"The bridge is safe, Ada Marlow said. It\'s old" .\n\n"The tunnel is not," Ben Cole said.'
    assert ("Ben Cole", "said", '"The tunnel is not,"', "direct") in told(text)


def test_a_quote_inside_a_quote_belongs_to_the_outer_one(told):
    text = "\"He told me, 'The bridge is safe,' and I believed him,\" Ada Marlow said."
    assert told(text) == [("Ada Marlow", "said", text[:-len(" Ada Marlow said.")], "direct")]


def test_a_holder_keeps_what_describes_him_and_no_stop(told):
    text = '"The bridge is safe," said Ada Marlow, who built it. "The tunnel is not."'
    assert told(text) == [("Ada Marlow, who built it", "said", text, "direct")]


def test_an_adverb_reports_nothing(told):
    assert [row[1] for row in told("The mayor strongly supports a new bridge over the river.")] == ["supports"]


def test_a_name_said_in_the_holder_is_the_actor(quotes):
    assert quotes("Chancellor Angela Merkel told reporters that the talks had failed.")["actor"].tolist() == [
        "Angela Merkel"]


def test_a_pronoun_has_the_actor_of_the_last_holder(quotes):
    found = quotes("Angela Merkel said that the talks had failed. She said that they would go on.")
    assert found["source_text"].tolist() == ["Angela Merkel", "She"]
    assert found["actor"].tolist() == ["Angela Merkel", "Angela Merkel"]


def test_a_pronoun_behind_an_unknown_name_has_no_actor(quotes):
    found = quotes("Angela Merkel said that the talks had failed. Ada Marlow said that it rained. "
                   "She said that they would go on.")
    assert found["actor"].isna().tolist() == [False, True, True]


def test_an_article_alone_gives_what_it_gives_among_others(quotes):
    texts = ['"We are late," he said.', "", "It rained.", "Ada Marlow said that the bridge was safe"]
    together = quotes(*texts)
    assert together["article_id"].tolist() == ["0", "3"]
    for number, text in enumerate(texts):
        alone = quotes(text).drop(columns=["article_id", "sentence_id"]).astype("object")
        mine = together[together["article_id"] == str(number)].drop(columns=["article_id", "sentence_id"])
        assert alone.to_dict("records") == mine.astype("object").to_dict("records")


def test_where_nobody_is_named_the_source_is_null(quotes):
    found = quotes('The talks will have a good end, according to "Daily Bridge" and others.')
    assert ((found["source_start"] < found["source_end"]) | found["source_text"].isna()).all()


def test_no_attribution_gives_an_empty_table_with_all_columns(quotes):
    assert check(quotes("It rained.", ""), "quotes").empty


@pytest.mark.parametrize("text", ['"' * 300_000, '" ' * 150_000, "'a " * 100_000, '“a ' * 100_000, '"a\n' * 100_000,
                                  "he said, " * 30_000, "said " * 50_000, ": " * 100_000])
def test_hostile_text_takes_no_longer_than_its_length_tells(quotes, text):
    begin = time.process_time()
    quotes(text)
    assert time.process_time() - begin < 20


def test_trees_add_the_leaf_that_each_row_comes_to():
    splits = {"columns": ["size"], "base": 1.0, "asked": [0] * 15, "leaves": [0] * 8 + [10_000] * 4 + [20_000] * 4,
              "bars": [1500, 10**9, 2500, *[10**9] * 12]}
    made = judge({"size": [1, 2, 3]}, read_trees(splits))
    assert made.tolist() == [1.0, 2.0, 3.0]


def test_the_best_item_of_each_row_is_found_and_rows_without_any_have_none():
    place, best = best_of(np.array([0, 0, 2]), np.array([1, 3, 2], dtype=np.float32), 3)
    assert (place.tolist(), best.tolist()) == ([1, -1, 2], [3, NONE, 2])
