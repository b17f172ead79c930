"""Sentences end where readers would end them."""

import pytest

from foresaid.text.sentences import LONGEST, split_sentences


def split(text):
    return [text[start:end] for _, start, end in split_sentences([text]).itertuples(index=False)]


@pytest.mark.parametrize("sentences", [
    ["The port closed.", "Ships waited."],
    ["Mr. Fox met Dr. Hare and Gen. Mole.", "They talked."],
    ["The U.S. Senate voted.", "Nobody spoke."],
    ["He moved to the U.S.", "The reason is unclear."],
    ["It opens on Jan. 5 and shuts in Dec. 2030.", "Come early."],
    ["J. R. Reed and Anna B. Moss won.", "She cheered."],
    ["Rule No. 1 holds.", "No.", "It does not."],
    ["“Will it rain?” he asked.", "“No!”", "It did."],
    ["“It will rain.”", "“When?”", "She did not say."],
    ["Prices rose 3.5 percent.", "Acme Inc. and Foo Corp. gained.", "Others fell."],
    ["It cost $2.5 million…", "Who paid?!", "We did."],
    ["She left at 5 p.m. Monday.", "He stayed."],
    ["They came from St. Anne, e.g. by boat.", "2016 was wet."],
    ["The plan (see above).", "(It failed.)", "So what?"],
])
def test_a_text_is_cut_where_a_reader_would(sentences):
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(("text", "sentences"), [
    ("Ships waited, she said.- The port closed.", ["Ships waited, she said.", "The port closed."]),
    ('"Ships wait."- "No," he said.-They left.', ['"Ships wait."', '"No," he said.', "They left."]),
    ("It rained in Malta.He left in 2018.Then it dried.", ["It rained in Malta.", "He left in 2018.", "Then it dried."]),
    ('She said."We wait." "We go."They went.', ["She said.", '"We wait."', '"We go."', "They went."]),
    ("Who waited?Ships did.“Good.” Nobody spoke", ["Who waited?", "Ships did.", "“Good.”", "Nobody spoke"]),
])
def test_a_blank_lost_or_replaced_by_a_dash_hides_no_end(text, sentences):
    assert split(text) == sentences


@pytest.mark.parametrize("text", [
    "U.S.-China talks, Jan.-March sales and No.-1 hits fell", "It rose by 3.-4. or 3.5 points at fox.Com or Up.Town",
    "Sen.-Ann Fox, Gen.Mole and St.-Denis talked (see www.fox.org/Index.Html)", "Yahoo!-Microsoft talks end",
])
def test_stops_inside_names_numbers_and_addresses_end_nothing_though_a_capital_follows(text):
    assert split(text) == [text]


def test_a_line_break_always_ends_a_sentence():
    assert split("A headline\n\nFirst paragraph without a stop\nSecond. ") == [
        "A headline", "First paragraph without a stop", "Second."]


def test_the_numbers_of_a_list_stay_with_their_items():
    assert split("Ways out:\n1. Go.\n2. Stay.") == ["Ways out:", "1. Go.", "2. Stay."]


def test_texts_do_not_run_into_each_other_and_offsets_are_their_own():
    assert split_sentences(["One", None, " Two. Three\0", ""]).to_numpy().tolist() == [[0, 0, 3], [2, 1, 5], [2, 6, 11]]


@pytest.mark.parametrize("text", ["", " \n ", " " * 50, "\0" * 9, "\0", ".", "...", "?!", "\ud800", "😀", "\0 . \0"])
def test_a_text_of_hardly_anything_gives_at_most_itself(text):
    assert "".join(split(text)) in (text.strip(), text.strip(" \0"), text)


def test_a_text_without_stops_is_cut_at_a_blank_below_the_limit():
    pieces = split("word " * 5_000)
    assert max(map(len, pieces)) <= LONGEST
    assert all(set(piece.split()) == {"word"} for piece in pieces)


def test_one_word_of_a_million_letters_is_cut_all_the_same():
    assert sum(map(len, split("a" * 1_000_000))) == 1_000_000


def test_no_texts_give_no_sentences():
    assert len(split_sentences([])) == 0
