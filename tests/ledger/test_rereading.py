"""Locked forecasts beside today's articles: the words stay, the places move along, what is gone has none."""

import pandas as pd
import pytest

from foresaid.findings.selection import Selection
from foresaid.ledger import rereading
from foresaid.ledger.locking import lock_forecasts
from foresaid.tables import conform

RAIN = "Rain will fall."
PLACES = ["sentence_id", "sent_start", "sent_end", "start", "cue_start", "speaker_start"]


@pytest.fixture
def today(monkeypatch):
    """Articles as they are today, and their sentences: text by id, and which stretches of it are sentences."""
    def set_texts(texts):
        articles = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
        rows = [{"sentence_id": f"{one}#{number}", "article_id": one, "start": at, "end": at + len(words)}
                for one, text in texts.items() for number, (at, words) in enumerate(split(text))]
        tables = {"articles": articles, "sentences": conform(pd.DataFrame(rows), "sentences")}
        monkeypatch.setattr(rereading, "read", lambda _, table: tables[table])
    return set_texts


def split(text):
    at = 0
    for words in text.split("\n"):
        yield at, words
        at += len(words) + 1


def places():
    table = rereading.read_locked(Selection("mine"))[PLACES]
    return table.astype("object").where(table.notna(), None).values.tolist()


@pytest.fixture
def lock(own_ledger, story):
    def go(**more):
        lock_forecasts(story.table(story.forecast(1, RAIN, **{
            "sentence_id": "a1#1", "sent_start": 4, "sent_end": 19, "start": 4, "end": 18, "cue_start": 9, "cue_end": 13,
            "speaker_start": 0, "speaker_end": 3, **more})), "mine")
    return go


def test_a_text_that_is_as_it_was_gives_the_places_that_were_found(lock, today):
    lock()
    today({"a1": "Bo:\nRain will fall.\nSo it goes."})
    assert places() == [["a1#1", 4, 19, 4, 9, 0]]


def test_a_sentence_that_moved_is_found_again_and_its_speaker_is_not_guessed(lock, today):
    lock()
    today({"a1": "Mended:\nBo:\nRain will fall."})
    assert places() == [["a1#2", 12, 27, 12, 17, None]]


def test_of_two_equal_sentences_the_nearest_is_meant(lock, today):
    lock()
    today({"a1": "Bo:\nSo!\nRain will fall.\nOr not, in the end, for all that we know today.\nRain will fall."})
    assert places() == [["a1#2", 8, 23, 8, 13, None]]


def test_a_sentence_that_is_gone_has_no_places_and_keeps_its_words(lock, today):
    lock()
    today({"a1": "Bo:\nRain may fall."})
    assert places() == [["a1#1", None, None, None, None, None]]
    assert rereading.read_locked(Selection("mine"))["sentence"].tolist() == [RAIN]


def test_a_title_has_no_places_even_if_the_text_says_the_same(lock, today):
    lock(sentence_id="a1#t", part="title", **dict.fromkeys(["sent_start", "sent_end", "start", "end", "cue_start", "cue_end", "speaker_start", "speaker_end"]))
    today({"a1": "Bo:\nRain will fall."})
    assert places() == [["a1#t", None, None, None, None, None]]


def test_only_the_selections_articles_are_read_and_an_empty_ledger_has_no_rows(lock, today):
    today({"a1": RAIN})
    assert places() == []
    lock()
    today({"a2": RAIN})
    assert places() == []
