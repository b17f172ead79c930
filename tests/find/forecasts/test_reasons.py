"""Reasons: every feature has words, and what they weigh is what the finder decided by."""

import numpy as np
import pandas as pd
import pytest

from foresaid.analyse import batch_of, load_words
from foresaid.find.forecasts.reasons import MARKED, VALUES, look_again, weigh_reasons
from foresaid.find.forecasts.templates import CONTEXT, CUE_TEMPLATES, PLACE_WORDS, SENTENCE_TEMPLATES, WORD_TEMPLATES

STORY = ('Mr Quill said: "Prices will probably not fall next year if the bank waits". The town slept. '
         "She could read at four. Who will win?")
WHAT = ("ids", "cls", "fine", "coarse")


@pytest.fixture(scope="module")
def look():
    words = load_words()
    articles = pd.DataFrame({"article_id": ["a"], "text": [STORY]})
    return look_again(batch_of(articles, words), words.forecasts)


@pytest.mark.parametrize("template", CUE_TEMPLATES + SENTENCE_TEMPLATES)
def test_every_part_of_every_template_has_words(template):
    for name in template[1:]:
        what, _, place = name.partition(" ")
        assert name in {"cue", "class", *MARKED, *VALUES} or (what in WHAT and place in PLACE_WORDS), name


def test_no_two_templates_share_a_number():
    numbers = [template[0] for template in WORD_TEMPLATES + CUE_TEMPLATES + SENTENCE_TEMPLATES]
    assert len(set(numbers)) == len(numbers)


def test_the_context_of_candidates_has_the_rows_that_the_templates_name(look):
    assert len(look.candidates.context) == len(CONTEXT)


def test_only_sentences_with_a_cue_were_looked_at(look):
    assert [text.split()[0] for text in look.candidates.texts] == ["Mr", "She", "Who"]
    assert look.cues(0) == ["will", "probably", "next year"]
    assert look.places == {0: 0, 2: 1, 3: 2}


@pytest.mark.parametrize("number", [0, 1, 2])
@pytest.mark.parametrize("pair", [("forecast", "none"), ("intention", "forecast")])
def test_the_weights_add_up_to_the_odds(look, number, pair):
    chance = dict(zip(("forecast", "intention", "retrospective", "none"), look.decided.chance[number], strict=True))
    total = sum(reason.weight for reason in weigh_reasons(look, number, *pair))
    assert total == pytest.approx(np.log(chance[pair[0]] / chance[pair[1]]), abs=1e-6)


def test_reasons_name_what_was_seen(look):
    first = {reason.words for reason in weigh_reasons(look, 0, "forecast")}
    assert {"the cue 'will'", "the cue 'will': it stands inside a quote",
            "the cue 'will': the word before the cue: 'Prices'", "the word 'said'",
            "the cue 'will': an 'if' or the like follows"} <= first
    last = {reason.words for reason in weigh_reasons(look, 2, "forecast")}
    assert {"the cue 'will'", "the verb: 'win'", "the subject: 'Who' (people in general)",
            "the sentence's last word: '?'", "it holds 1 cue"} <= last


def test_a_batch_without_cues_has_nothing_to_look_at():
    words = load_words()
    articles = pd.DataFrame({"article_id": ["a"], "text": ["The town slept."]})
    assert look_again(batch_of(articles, words), words.forecasts) is None
