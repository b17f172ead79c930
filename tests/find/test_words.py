"""What all files of words have in common: terms, YAML with lines, files that are none."""

import pytest

from foresaid.errors import ForesaidError
from foresaid.find.topics import check_codebook, read_codebook
from foresaid.find.words import LONGEST_FILE, check_term, term_row, touches


@pytest.mark.parametrize("term", ["ballot*", "polling station*", "by-election", "MEP", "U.S.", "Côte d'Ivoire", "G7"])
def test_words_phrases_and_a_star_at_the_end_are_right(term):
    assert check_term(term) == ""


@pytest.mark.parametrize(("term", "says"), [
    ("", "a term is empty. Write the word, or take the line out."),
    ("*", "a term is empty. Write the word, or take the line out."),
    (" ballot", "' ballot' has blanks at its ends or several in a row. Write 'ballot'."),
    ("polling  station", "'polling  station' has blanks at its ends or several in a row. Write 'polling station'."),
    ("pol*ing", "'pol*ing' has a * inside. The wildcard stands at the end only: 'pol*'."),
    ("*vote", "'*vote' has a * inside. The wildcard stands at the end only."),
    ("a", "'a' has one letter and would match almost anywhere. Write two or more."),
    ("EU*", "'EU*' has fewer than three letters before its *. Write the words out."),
    ("polling *", "'polling *' does not begin and end with a letter or digit. Write the words only."),
    ("#metoo", "'#metoo' does not begin and end with a letter or digit. Write the words only."),
])
def test_a_term_that_is_wrong_is_told_with_its_mend(term, says):
    assert check_term(term) == says


def test_a_term_of_a_hundred_letters_is_no_term():
    assert check_term("b" * 101) == f"{'b' * 30 + '…'!r} has 101 characters; a term has 100 at most."


def test_the_star_becomes_a_flag_and_curly_apostrophes_become_straight():
    assert term_row("topic", "health", "alzheimer’s*") == (
        "topic", "health", "alzheimer’s*", "alzheimer's", True, False, False)


def test_an_exclusion_must_be_able_to_hold_a_term():
    assert touches("river bank*", ["bank"])
    assert touches("food bank", ["bank*"])
    assert touches("elect*", ["electoral"])
    assert not touches("embankment", ["bank"])
    assert not touches("banks of the river", ["bank"])


def told(tmp_path, text):
    path = tmp_path / "topics.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(problem) for problem in check_codebook(path)]


def test_broken_yaml_is_told_with_its_line(tmp_path):
    [problem] = told(tmp_path, "topics:\n  a:\n    terms: [one, two\n  b: 1\n")
    assert problem.startswith("topics.yml, line 4: this is not valid YAML (")
    assert problem.endswith("Look at the blanks, quotes and brackets here and in the line above.")


def test_an_alias_is_refused_before_it_can_stand_for_a_billion_words(tmp_path):
    [problem] = told(tmp_path, "topics:\n  a:\n    terms: &x [one]\n  b:\n    terms: [*x, *x]\n")
    assert problem.startswith("topics.yml, line 5: this is not valid YAML (*x is read as an alias, "
                              "which is not used here;")


def test_an_empty_file_says_so(tmp_path):
    assert told(tmp_path, "# nothing yet\n") == ["topics.yml: the file is empty."]


def test_lists_without_end_are_refused(tmp_path):
    assert told(tmp_path, "[" * 100_000) == [
        "topics.yml: lists inside lists without end. Compare it with a shipped file."]


def test_a_tag_makes_nothing(tmp_path):
    [problem] = told(tmp_path, "topics:\n  a:\n    terms: [one, !!python/name:os.system x]\n")
    assert problem == ("topics.yml, line 3: a term under 'terms:' of topic 'a' has the tag "
                       "tag:yaml.org,2002:python/name:os.system, which is not used here. Write plain words.")


def test_letters_in_another_encoding_are_told_with_their_line(tmp_path):
    path = tmp_path / "topics.yml"
    path.write_bytes("topics:\n  a:\n    terms: [détente]\n".encode("latin1"))
    with pytest.raises(ForesaidError, match=r"topics\.yml, line 3: a letter that is not UTF-8\. Save the file again"):
        read_codebook(path)


def test_a_file_that_is_not_there_names_the_one_that_was_meant(tmp_path):
    (tmp_path / "world.yml").touch()
    with pytest.raises(ForesaidError, match=r"There is no file .*wrld\.yml\. Did you mean 'world\.yml'\?"):
        read_codebook(tmp_path / "wrld.yml")


def test_a_file_too_large_for_words_is_not_read(tmp_path):
    path = tmp_path / "topics.yml"
    path.write_bytes(b"#" * (LONGEST_FILE + 1))
    with pytest.raises(ForesaidError, match=r"topics\.yml has more than 2,000,000 bytes; that is no file of words\."):
        read_codebook(path)
