"""Furniture: the list, the counting, footers, and the file's errors."""

from itertools import chain

import numpy as np
import pandas as pd
import pytest

from foresaid.corpus.bylines import find_byline, find_dateline
from foresaid.corpus.furniture import read_furniture_words, split_lines, tag_listed, tag_repeated, tag_stretches
from foresaid.errors import ForesaidError

WORDS = read_furniture_words()


def tagged(text):
    """The parts that the list finds in one text."""
    tags = tag_listed(split_lines([text]), WORDS, np.array([len(text)]))
    return {(row.part, text[row.start : row.end]) for row in tags.itertuples()}


def test_lines_keep_their_places():
    lines = split_lines(["é\n\nbb", "", "c"])
    assert lines.values.tolist() == [[0, 0, 1, "é"], [0, 3, 5, "bb"], [2, 0, 1, "c"]]


def test_sentences_are_cut_without_moving_anything():
    lines = split_lines(["One. Two! “Three.” Four"], between=True)
    assert lines["line"].tolist() == ["One.", "Two!", "“Three.”", "Four"]
    assert lines["start"].tolist() == [0, 5, 10, 19]


def test_the_list_finds_lines_whatever_their_case():
    assert tagged("SHARE THIS STORY\nRead more: x\nText.") == {
        ("furniture", "SHARE THIS STORY"),
        ("furniture", "Read more: x"),
    }


def test_a_word_that_only_begins_alike_is_text():
    assert tagged("Shares fell.\nRelatedness matters.\nTweets were sent.\nPrinting stopped.") == set()


def test_a_long_line_is_a_paragraph_whatever_it_begins_with():
    assert tagged("Read more " + "and think " * 30) == set()


def test_a_footer_goes_on_to_the_end():
    text = "One story.\n" * 5 + "You may also like\nA duck\nA cat"
    assert tagged(text) == {("footer", "You may also like\nA duck\nA cat")}


def test_what_looks_like_a_footer_in_the_middle_is_a_line():
    text = "One.\nYou may also like\n" + "A long paragraph goes on. " * 20
    assert tagged(text) == {("furniture", "You may also like")}


def repeated(texts, sources):
    tags = tag_repeated(split_lines(texts), pd.Series(sources))
    return sorted({texts[row.article][row.start : row.end] for row in tags.itertuples()})


def test_a_line_in_many_articles_of_one_source_is_furniture():
    texts = [f"Story {number}.\nDing dong daily" for number in range(6)]
    assert repeated(texts, ["x"] * 6) == ["Ding dong daily"]


def test_a_line_in_five_articles_may_be_chance_and_so_may_one_in_many_sources():
    texts = [f"Story {number}.\nDing dong daily" for number in range(10)]
    assert repeated(texts[:5], ["x"] * 5) == []
    assert repeated(texts, ["x", "y"] * 5) == []


def test_a_line_many_times_in_one_article_counts_once():
    assert repeated(["Ding dong daily\n" * 10], ["x"]) == []


def test_where_lines_are_lost_only_sentences_about_the_page_are_furniture():
    texts = [
        f"Story {number}. The war began in February, they say. Send your ideas to news@x.example."
        for number in range(6)
    ]
    tags = tag_stretches(split_lines(texts, between=True), pd.Series(["x"] * 6))
    assert {texts[row.article][row.start : row.end] for row in tags.itertuples()} == {
        "Send your ideas to news@x.example."
    }


@pytest.mark.parametrize(
    ("line", "near_top", "told"),
    [
        ("By Ingrid Moss", True, ("authors", "Ingrid Moss")),
        ("By Ingrid Moss", False, (None, None)),
        ("By Ann Lee and Bo Day in Kest", True, ("authors", "Ann Lee; Bo Day")),
        ("by admin", True, ("authors", None)),
        ("By Monday it was over.", True, (None, None)),
        ("Author: Zhao Long, researcher at an institute", False, ("authors", "Zhao Long")),
        ("Edited by: Bo Day", False, ("editor", "Bo Day")),
        ("Editors met.", True, (None, None)),
    ],
)
def test_bylines(line, near_top, told):
    assert find_byline(line, near_top, WORDS) == told


@pytest.mark.parametrize(
    ("text", "rest", "agency"),
    [
        ("MOSCOW, February 7. /TASS/. Rain.", "Rain.", "TASS"),
        ("KEST (Reuters) - Rain.", "Rain.", "Reuters"),
        ("WASHINGTON, July 8 (Reuters) - Rain.", "Rain.", "Reuters"),
        ("KYIV, Ukraine (AP) — Rain.", "Rain.", "AP"),
        ("(CNN) Rain.", "Rain.", "CNN"),
        ("PORT SENNA — Rain.", "Rain.", None),
        ("Rain fell (SCO) - it did.", "Rain fell (SCO) - it did.", None),
        ("The Old Club (OLC) - a club.", "The Old Club (OLC) - a club.", None),
        ("NATO will meet.", "NATO will meet.", None),
    ],
)
def test_datelines(text, rest, agency):
    end, found = find_dateline(text, 0, frozenset(WORDS.agency))
    assert (text[end:], found) == (rest, agency)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("furnitures:\n  - a\n", "line 1: there is no list 'furnitures'. Did you mean 'furniture'?"),
        ("furniture:\n  - a\n  - b * c\n", "line 3: 'b * c' has a * in the middle."),
        (
            "furniture:\n  - one two three four five six seven eight nine ten\n",
            "line 2: 'one two three four five six seven",
        ),
        ("footer: none\n", "line 1: 'footer' should be a list"),
        ("furniture:\n  - a: b\n", "line 2: this should be words."),
        ("furniture:\n - [", "line 2: this is no YAML"),
        ("- a\n", "the file should hold lists named"),
    ],
)
def test_errors_name_the_line(tmp_path, words, message):
    path = tmp_path / "mine.yml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(ForesaidError) as error:
        read_furniture_words(path)
    assert message in str(error.value)


def test_the_shipped_patterns_are_short():
    from foresaid.corpus.furniture import WORDS_FILE, _read_lists

    assert max(len(words.split()) for words in chain(*_read_lists(WORDS_FILE).values())) <= 8
