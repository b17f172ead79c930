"""The network that reads words in their order: small networks whose answers can be worked out by hand."""

from dataclasses import replace

import numpy as np
import pytest

from foresaid.analyse import batch_of, load_words
from foresaid.find.forecasts.candidates import cues_of, find_candidates
from foresaid.find.forecasts.features import look
from foresaid.find.forecasts.network import (
    blend_scores,
    describe_context,
    mark_cues,
    pack_network,
    read_sentences,
    unpack_network,
)
from foresaid.find.forecasts.tokens import split_words


@pytest.fixture(scope="module")
def words():
    return load_words()


def see(words, *texts):
    import pandas as pd

    articles = pd.DataFrame({"article_id": [str(number) for number in range(len(texts))], "text": list(texts)})
    candidates = find_candidates(batch_of(articles, words))
    tokens = split_words(candidates.texts)
    return look(tokens, cues_of(candidates), words.forecasts.model.vocabulary, candidates.context)


RAIN, HOLD, LONG = "It will rain tomorrow.", "The roof may hold, they said.", "Prices will fall, " + "and fall, " * 90 + "soon."


def test_every_word_of_a_cue_is_marked_with_its_class_and_no_other_word(words):
    seen = see(words, "Ada is going to sing.")
    classes = words.forecasts.model.network.classes
    marked = mark_cues(seen, classes)
    named = [(word, classes[kind - 1]) for word, kind in zip(seen.place.tokens.words, marked.tolist(), strict=True) if kind]
    assert named == [("going", "will"), ("to", "will")]


def test_a_sentence_reads_the_same_alone_and_among_others(words):
    network = words.forecasts.model.network
    alone = [read_sentences(network, see(words, text))[0] for text in (RAIN, HOLD, LONG)]
    together = read_sentences(network, see(words, RAIN, HOLD, LONG))
    assert np.allclose(together, alone, atol=1e-4)


def test_many_sentences_are_read_in_several_pieces_with_the_same_result(words, monkeypatch):
    network, seen = words.forecasts.model.network, see(words, RAIN, HOLD, LONG, RAIN)
    whole = read_sentences(network, seen)
    monkeypatch.setattr("foresaid.find.forecasts.network.CHUNK", 1)
    assert np.allclose(read_sentences(network, seen), whole, atol=1e-4)


def test_the_order_of_the_words_matters(words):
    scores = read_sentences(words.forecasts.model.network, see(words, "Dogs will bite men.", "Men will bite dogs."))
    assert not np.allclose(scores[0], scores[1])


def test_beside_a_sentence_stand_the_cues_of_its_neighbours_an_open_quote_and_a_title():
    first_article, after_will = describe_context(np.array([[-1, 1], [-1, 0], [-1, 2], [1, 0]]))
    assert np.flatnonzero(first_article).tolist() == [0, 9, 18, 22]
    assert np.flatnonzero(after_will).tolist() == [1, 21]


def test_a_packed_network_comes_back_within_a_step_of_its_bytes(words):
    network = words.forecasts.model.network
    again = unpack_network(pack_network(network))
    assert again.classes == network.classes
    assert np.array_equal(again.words, network.words)  # packed before: the steps are the same
    assert again.near.shape == network.near.shape


def test_both_models_count_by_their_weights(words):
    network = replace(words.forecasts.model.network, blend=np.array([0.5, 2.0, 1.0, 0.0, 0.0, -1.0]))
    assert blend_scores(network, np.array([[2.0, 0, 0, 4.0]]), np.array([[1.0, 0, 0, 0.5]])).tolist() == [[4.0, 0, 0, 2.0]]
