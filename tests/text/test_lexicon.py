"""The scan finds whole words however quotes, hyphens, blanks and case are written, the longest first."""

import pickle
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foresaid.errors import ForesaidError
from foresaid.text.lexicon import compile_lexicon, scan


def term(finding, key, written, **more):
    return {"finding": finding, "key": key, "term": written, "text": written.removesuffix("*"),
            "prefix": written.endswith("*"), "case": False, "exclude": False, **more}


def found(terms, *texts):
    """(text number, key, the words found) of all hits."""
    lexicon = compile_lexicon(pd.DataFrame(terms))
    return [(hit.article, lexicon.terms["key"][hit.term_row], texts[hit.article][hit.start:hit.end])
            for hit in scan(lexicon, list(texts)).itertuples()]


def words(terms, text):
    return [surface for _, _, surface in found(terms, text)]


def test_a_term_is_a_whole_word_in_any_case():
    assert words([term("topic", "t", "war")], "War, warm, prewar, WAR's end; post-war") == ["War", "WAR", "war"]


def test_a_prefix_goes_on_to_the_end_of_its_word():
    terms = [term("topic", "t", "sanction*")]
    assert words(terms, "sanctions, unsanctioned, Sanctioning…") == ["sanctions", "Sanctioning"]


def test_a_term_whose_case_matters_is_not_the_small_word():
    assert words([term("actor", "USA", "US", case=True)], "us, US, Us") == ["US"]


def test_a_blank_in_a_term_is_any_run_of_white_space():
    assert words([term("actor", "SK", "South Korea")], "South  Korea, South\n Korea, south\u00a0korea, SouthKorea") == [
        "South  Korea", "South\n Korea", "south\u00a0korea"]


def test_curly_quotes_other_hyphens_and_soft_hyphens_are_the_plain_ones():
    terms = [term("cue", "a", "won't"), term("topic", "b", "cease-fire"), term("topic", "c", "ballot")]
    assert words(terms, "won’t cease‑fire bal\u00adlot") == ["won’t", "cease‑fire", "bal\u00adlot"]


def test_the_longest_name_wins_across_actors():
    terms = [term("actor", "Korea", "Korea"), term("actor", "South Korea", "South Korea")]
    assert found(terms, "South Korea and Korea") == [(0, "South Korea", "South Korea"), (0, "Korea", "Korea")]


def test_the_longest_term_wins_within_a_topic_but_topics_do_not_compete():
    terms = [term("topic", "economy", "sanction*"), term("topic", "economy", "economic sanctions"),
             term("topic", "law", "sanctions")]
    assert found(terms, "economic sanctions") == [(0, "economy", "economic sanctions"), (0, "law", "sanctions")]


def test_of_names_that_cross_the_longer_stays():
    terms = [term("actor", "Bank", "Bank of England"), term("actor", "Rugby", "England Rugby"),
             term("actor", "Union", "Rugby Union League")]
    assert [key for _, key, _ in found(terms, "Bank of England Rugby Union League")] == ["Bank", "Union"]


def test_cues_may_lie_over_one_another_and_the_longest_of_one_start_stays():
    terms = [term("cue", "a", "will"), term("cue", "b", "will not"), term("cue", "c", "not")]
    assert words(terms, "It will not.") == ["will not", "not"]


def test_an_exclusion_removes_the_hits_of_its_key_inside_it():
    terms = [term("actor", "Georgia", "Georgia"), term("actor", "Georgia", "Georgia Tech", exclude=True),
             term("topic", "studies", "Georgia Tech")]
    assert found(terms, "Georgia Tech in Georgia") == [(0, "studies", "Georgia Tech"), (0, "Georgia", "Georgia")]


def test_of_two_terms_with_the_same_words_the_first_listed_stays_within_a_key():
    hits = scan(compile_lexicon(pd.DataFrame([term("topic", "t", "poll*"), term("topic", "t", "polls")])), ["polls"])
    assert hits["term_row"].tolist() == [0]


def test_offsets_count_code_points_within_each_text():
    hits = scan(compile_lexicon(pd.DataFrame([term("topic", "t", "peace")])), ["😀 peace", None, "", "né: peace"])
    assert hits[["article", "start", "end"]].to_numpy().tolist() == [[0, 2, 7], [3, 4, 9]]


def test_letters_beyond_ascii_fold_their_case():
    assert words([term("actor", "e", "Erdoğan"), term("topic", "s", "Straße")], "ERDOĞAN, STRAßE, Erdogan") == [
        "ERDOĞAN", "STRAßE"]


def test_more_foreign_letters_than_bytes_still_match_exactly():
    letters = [chr(0x4e00 + number) * 2 for number in range(400)]
    terms = [term("topic", one, one) for one in letters]
    assert found(terms, *letters) == [(number, one, one) for number, one in enumerate(letters)]


@pytest.mark.parametrize("text", ["\ud800 war \udfff", "\0war\0", "x" * 1_000_000 + " war", "war" + " " * 100_000])
def test_hostile_text_is_scanned_like_any_other(text):
    assert words([term("topic", "t", "war")], text) == ["war"]


def test_a_term_never_reaches_into_the_next_text():
    assert found([term("topic", "t", "peace talks")], "peace", "talks", "peace ", " talks") == []


def test_an_empty_term_and_a_missing_column_are_refused():
    with pytest.raises(ForesaidError, match="at least one letter"):
        compile_lexicon(pd.DataFrame([term("topic", "t", " ")]))
    with pytest.raises(ForesaidError, match="lacks the columns case"):
        compile_lexicon(pd.DataFrame([term("topic", "t", "war")]).drop(columns="case"))


def test_a_lexicon_travels_to_another_process():
    lexicon = pickle.loads(pickle.dumps(compile_lexicon(pd.DataFrame([term("topic", "t", "war")]))))
    assert scan(lexicon, ["war"])["start"].tolist() == [0]


def test_a_lexicon_without_terms_finds_nothing():
    terms = pd.DataFrame([term("topic", "t", "war")]).iloc[:0]
    assert len(scan(compile_lexicon(terms), ["war"])) == 0


PIECES = st.sampled_from(["war", "War", "WAR", "warm", "ban", "us", "é", "İ", " ", "  ", "\n", "\u00a0", "'", "’", "-",
                          "–", ".", "\u00ad", "😀", "3", "_"])


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=4))
def test_the_scan_finds_what_a_plain_regular_expression_finds(texts):
    terms = [term("topic", key, key) for key in ("war", "us ban", "war's", "é-war")]
    expected = []
    for number, text in enumerate(texts):
        plain = text.replace("’", "'").replace("–", "-")
        for row, one in enumerate(terms):
            pattern = "\u00ad*".join(r"(?:\s\u00ad*)+" if sign == " " else re.escape(sign) for sign in one["text"])
            pattern = r"(?<![\w\u00ad])\u00ad*" + f"({pattern})" + r"(?!\u00ad*\w)"
            visible = re.compile(pattern, re.IGNORECASE)
            expected += [(number, hit.start(1), hit.end(1), row) for hit in visible.finditer(plain)
                         if not re.search(r"\w\u00ad*\Z", plain[:hit.start(1)])]
    hits = scan(compile_lexicon(pd.DataFrame(terms)), texts)
    assert sorted(hits.itertuples(index=False, name=None)) == sorted(expected)
