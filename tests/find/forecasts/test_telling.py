"""Words that tell how clauses hang together are found alike for a single text and for a batch."""

import pytest

from foresaid.find.forecasts.telling import PARTS, count_between, first_part, telling_in
from foresaid.find.forecasts.tokens import fold, split_words
from foresaid.find.forecasts.traces import find_traces
from foresaid.find.forecasts.words import read_forecast_words

SENTENCES = (
    "It rained, and he'll stay; that's what she said - or so it seemed.",
    "They’d planned – if not expected – to go--because it can't last: who'd be warned?",
    "A re-elected mayor won't say whether she added 3 parks; rock'n'roll ended.",
)


@pytest.fixture(scope="module")
def words():
    return read_forecast_words()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_batch_tells_what_a_single_text_tells(words, sentence):
    tokens = split_words(["Dogs bark.", sentence])
    traces = find_traces(tokens, words.made["traces"])
    begins, ends, bits = traces.telling_of(1)
    alone = telling_in(fold(sentence))
    assert (begins, ends) == alone[:2]
    mask = ~0 << PARTS.bit_length() - 1
    assert [bit & mask & ~(1 << 22) for bit in bits] == alone[2]


def test_the_first_word_between_two_clauses_parts_them():
    low = "prices fell, but she said they will rise"
    assert first_part(low, telling_in(low), 0, low.index("will")) == "but"
    assert first_part(low, telling_in(low), low.index("she"), low.index("will")) == "no"


def test_halts_acts_and_the_past_are_counted_between_two_offsets():
    low = "it ended when talks failed and he will go"
    assert count_between(telling_in(low), 0, low.index("will")) == (2, 2, True)
