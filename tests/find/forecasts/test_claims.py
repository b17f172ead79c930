"""How likely, on what condition and when: whole answers for single sentences, from plain to machine-translated."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.analyse import analyse, load_words
from foresaid.find.forecasts.choice import choose, describe
from foresaid.find.forecasts.clauses import find_condition
from foresaid.find.forecasts.horizon import find_horizon
from foresaid.find.forecasts.likelihood import find_likelihood, find_number
from foresaid.find.forecasts.times import find_expressions
from foresaid.find.forecasts.tokens import fold
from foresaid.find.forecasts.words import read_forecast_words

WORDS = read_forecast_words()
MATCHER = WORDS.made["horizon"]


@pytest.fixture(scope="module")
def read():
    words = load_words()

    def find(text):
        articles = pd.DataFrame(
            {"article_id": ["a"], "text": [text], "published": pd.Timestamp("2022-01-15", tz="UTC")}
        )
        return analyse(articles, words)["forecasts"].iloc[0]

    return find


@pytest.mark.parametrize(
    ("text", "likelihood", "polarity"),
    [
        ("A deal is not unlikely next year.", 4, "negative"),
        ("It is doubtful that the bridge will not fall.", 4, "negative"),
        ("There is no doubt that prices will rise.", 5, "positive"),
        ("I don't think the strike will end soon.", 2, "negative"),
        ("It is not excluded that prices will rise in the near future.", 3, "negative"),
        ("Prices will help to see what is possible.", 5, "positive"),
    ],
)
def test_negations_and_double_negations_are_told_apart(read, text, likelihood, polarity):
    row = read(text)
    assert (row["likelihood"], row["polarity"]) == (likelihood, polarity)


@pytest.mark.parametrize(
    ("text", "p"),
    [
        ("the odds of a deal are 3 to 1 against", 0.25),
        ("two-to-one odds", 0.3333),
        ("the odds are 4 to 1 on", 0.8),
        ("a one-in-three chance", 1 / 3),
        ("a bridge that is 55 percent likely to fall", 0.55),
        ("a 55 percent unlikely event", 0.45),
        ("a one-quarter chance", 0.25),
        ("prices of 3 to 1", None),
    ],
)
def test_numbers_become_probabilities(text, p):
    found = find_number(text)
    assert (found is None) if p is None else found[:2] == pytest.approx((p, p))


@pytest.mark.parametrize(
    ("text", "likelihood", "p", "words"),
    [
        ("There is no risk of a strike next week.", 1, 0.1, "no risk"),
        ("Peace is not possible until the army leaves the valley.", 1, 0.1, "no possible"),
        ("There is not much chance that the bridge will open in May.", 2, 0.2, "little chance"),
        ("It is possible that they will not agree on a price.", 3, 0.65, "possible"),
        ("Traders said that the strike made a cut in rates a little more likely.", 4, 0.675, "more likely"),
        ("Theresa May is likely to win the vote.", 4, 0.675, "likely"),
        ("It is more likely than not that prices will fall.", 4, 0.675, "more likely than not"),
    ],
)
def test_what_is_denied_is_unlikely_and_what_may_not_come_is_as_open_as_before(read, text, likelihood, p, words):
    row = read(text)
    assert (row["likelihood"], row["p_mid"], row["likelihood_text"]) == (likelihood, p, words)


@pytest.mark.parametrize(
    ("text", "horizon", "status"),
    [
        ("Limited compromise can be expected in the short term.", "in the short term", "vague"),
        ("It is not excluded that the two sides will meet in the near future.", "in the near future", "vague"),
        ("There is reason to believe that the talks will fail next year.", "next year", "explicit"),
        ("Prices will fall once the talks end.", "once the talks end", "event"),
        ("The siege will last until a deal is reached.", "until a deal is reached", "event"),
        ("Taxes will rise under the next president.", "under the next president", "event"),
        ("Prices will stay high for the foreseeable future.", "for the foreseeable future", "vague"),
        ("Prices will fall in the years ahead.", "in the years ahead", "vague"),
        ("The club will win the title this season.", "this season", "explicit"),
    ],
)
def test_the_words_that_say_when(read, text, horizon, status):
    row = read(text)
    assert (row["horizon_text"], row["horizon_status"]) == (horizon, status)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Should the talks fail, prices could double.", "should the talks fail"),
        ("Were he to resign, the party would split.", "were he to resign"),
        ("Unless it rains, the harvest will fail.", "unless it rains"),
        ("Prices will fall provided the ban is lifted.", "provided the ban is lifted"),
        ("In the event of a strike, trains would stop.", "in the event of a strike"),
        ("Prices should fall next year.", None),
        ("Losses, if any, will be small.", None),
        ("Prices will fall even if the ban stays.", None),
        ("They will ask if he can stay.", None),
    ],
)
def test_conditions_are_told_from_what_looks_like_them(text, words):
    low = fold(text)
    found = find_condition(low, (low.index("will") if "will" in low else low.index("ould") - 1, len(low)))
    assert (low[slice(*found)] if found else None) == words


TEXT = (
    "prices will fall if when until after the talks end next year , . ; in june 2091 by monday or tuesday she he they "
    "going to said within 3 weeks of may the election during her visit \" ' as before soon twenty 31 february"
)
PIECES = st.sampled_from(TEXT.split())


@given(st.lists(PIECES, min_size=1, max_size=25), st.dates(date(1990, 1, 1), date(2080, 12, 31)))
def test_every_expression_lies_inside_its_sentence_and_never_ends_before_it_begins(pieces, published):
    low = " ".join(pieces)
    found = find_expressions(low, MATCHER)
    assert found == sorted(found, key=lambda one: one[2])
    for (_, _, begin, end), window, features in describe(low, (0, 1), found, published):
        assert 0 <= begin < end <= len(low)
        assert low[begin:end] == low[begin:end].strip()
        assert features
        if window != (None, None, None):
            assert window[0] <= window[1] <= window[2]
            assert window[0] >= published or window[0] == window[2]  # a day that was over opens nothing


@given(st.lists(PIECES, min_size=1, max_size=25))
def test_nothing_is_chosen_without_weights_and_words_are_the_same_with_and_without_a_date(pieces):
    low = " ".join(pieces)
    assert choose(low, (0, 1), find_expressions(low, MATCHER), None, {}) is None
    dated = find_horizon(low, (0, 1), date(2022, 1, 15), MATCHER, {"always": 1.0})
    undated = find_horizon(low, (0, 1), None, MATCHER, {"always": 1.0})
    if dated is not None and undated is not None:
        assert undated.begins is None
        assert 0 <= undated.start < undated.end <= len(low)


@pytest.mark.parametrize(
    ("text", "likelihood", "words"),
    [
        ("That does not mean the mill will close.", 3, "does not mean"),
        ("It doesn't necessarily mean that the old mill at the river will close.", 3, "doesn't necessarily mean"),
        ("It is no longer certain that the mill will close.", 3, "no longer certain"),
        ("There is no guarantee that the mill will close.", 3, "no guarantee"),
        ("Weavers are worried that the mill will close.", 3, "worried"),
        ("Weavers warned that the mill will close.", 5, "will"),
        ("The minister denied that prices would rise next year.", 1, "denied that"),
        ("The mill probably won't close.", 2, "probably"),
        ("The fire will not only close the mill.", 5, "will"),
        ("The new rule will do nothing to close the mill.", 1, "will do nothing"),
    ],
)
def test_what_stands_before_a_modal_may_make_it_less_sure(read, text, likelihood, words):
    row = read(text)
    assert (row["likelihood"], row["likelihood_text"]) == (likelihood, words)


@pytest.mark.parametrize(("low", "likelihood"), [
    ("whether prices will fall is open", 3), ("whether or not it rains, prices will fall", 5)])
def test_whether_governs_the_modal_of_its_own_clause(low, likelihood):
    cue = low.index("will")
    found = find_likelihood(low, (cue, cue + 4), (0, len(low)), WORDS.made["likelihood"], (0, [0, cue]))
    assert found.level == likelihood
