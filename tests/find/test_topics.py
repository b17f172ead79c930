"""Topics: the codebook's errors, and what its terms find."""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.find.topics import check_codebook, find_topics, read_codebook, read_topic_labels
from foresaid.tables import check
from foresaid.text.lexicon import compile_lexicon, scan

RIGHT = """\
topics:
  elections:
    label: Elections
    about: votes and candidates
    terms: [election, ballot*, polling station*]
    exclude: [papal election]
    case: [MEP]
  sanctions:
    terms:
      - sanctions
"""


@pytest.fixture
def told(tmp_path):
    def write(text):
        path = tmp_path / "topics.yml"
        path.write_text(text, encoding="utf8")
        return [str(problem) for problem in check_codebook(path)]
    return write


def codebook(tmp_path, text=RIGHT):
    path = tmp_path / "topics.yml"
    path.write_text(text, encoding="utf8")
    return path


def test_a_codebook_becomes_one_row_per_term(tmp_path):
    assert read_codebook(codebook(tmp_path)).to_numpy().tolist() == [
        ["topic", "elections", "election", "election", False, False, False],
        ["topic", "elections", "ballot*", "ballot", True, False, False],
        ["topic", "elections", "polling station*", "polling station", True, False, False],
        ["topic", "elections", "MEP", "MEP", False, True, False],
        ["topic", "elections", "papal election", "papal election", False, False, True],
        ["topic", "sanctions", "sanctions", "sanctions", False, False, False],
    ]


def test_labels_are_those_of_the_file_or_made_from_the_name(tmp_path):
    assert read_topic_labels(codebook(tmp_path)).to_numpy().tolist() == [
        ["elections", "Elections", "votes and candidates"], ["sanctions", "Sanctions", ""]]


@pytest.mark.parametrize(("text", "says"), [
    ("topics:\n  sanctions:\n    terms:\n",
     "line 3: topic 'sanctions' has no terms. Add at least one under 'terms:'."),
    ("topics:\n  sanctions:\n",
     "line 2: topic 'sanctions' has no terms. Add at least one under 'terms:'."),
    ("topics:\n  sanctions:\n    label: x\n    terms: []\n",
     "line 4: topic 'sanctions' has no terms. Add at least one under 'terms:'."),
    ("topic:\n  a: {terms: [one]}\n",
     "line 1: 'topic' is not known at the top. Did you mean 'topics'? A codebook has one key there: 'topics:'."),
    ("topics:\n  a:\n    terms: [one]\n    exlude: [one two]\n",
     ("line 4: topic 'a' has the key 'exlude', which is not known. Did you mean 'exclude'? "
     "A topic takes label, about, terms, case, exclude.")),
    ("topics:\n  a:\n    terms: [one]\n  a:\n    terms: [two]\n",
     "line 4: 'a' stands twice in 'topics:' (first in line 2). Join the two."),
    ("topics:\n  Health Care:\n    terms: [one]\n",
     ("line 2: 'Health Care' cannot be the name of a topic. Use lower-case letters, digits, - and _; "
     "the name for readers goes under 'label:'.")),
    ("topics:\n  a:\n    terms: ballot\n",
     "line 3: 'terms:' of topic 'a' should be a list: terms: [ballot]."),
    ("topics:\n  a:\n    terms:\n      - one\n      - no\n",
     "line 5: a term under 'terms:' of topic 'a': YAML reads no as yes or no. Put it in quotes: \"no\"."),
    ("topics:\n  a:\n    terms: [one, 2017]\n",
     "line 3: a term under 'terms:' of topic 'a': YAML reads 2017 as a number. Put it in quotes: \"2017\"."),
    ("topics:\n  a:\n    terms: [one, 2017-01-20]\n",
     "line 3: a term under 'terms:' of topic 'a': YAML reads 2017-01-20 as a date. Put it in quotes: \"2017-01-20\"."),
    ("topics:\n  a:\n    terms:\n      - one\n      -\n",
     "line 5: a term under 'terms:' of topic 'a' is empty. Write the words, or take the line out."),
    ("topics:\n  a:\n    terms: [one, [two]]\n",
     "line 3: a term under 'terms:' of topic 'a' should be words, not a list or names with colons."),
    ("topics:\n  a:\n    terms: [one, pol*ing]\n",
     "line 3: topic 'a', 'terms:': 'pol*ing' has a * inside. The wildcard stands at the end only: 'pol*'."),
    ("topics:\n  a:\n    terms:\n      - one\n      - One\n",
     "line 5: topic 'a': 'One' stands twice (first in line 4). Take one out."),
    ("topics:\n  a:\n    terms: [one]\n    exclude: [one]\n",
     "line 4: topic 'a': 'one' is a term (line 3) and excluded as well. Take one out."),
    ("topics:\n  a:\n    terms: [bank]\n    exclude: [embankment]\n",
     ("line 4: topic 'a': the exclusion 'embankment' contains none of the topic's terms, so it takes nothing away. "
     "Write a phrase with a term in it, or take it out.")),
    ("topics:\n  - a\n",
     "line 2: 'topics:' should be names with a colon and what belongs to them below, further in."),
    ("topics:\n  no:\n    terms: [one]\n",
     "line 2: a name: YAML reads no as yes or no. Put it in quotes: \"no\"."),
])
def test_a_slip_is_told_with_its_line_and_what_would_be_right(told, text, says):
    assert told(text) == [f"topics.yml, {says}"]


def test_all_problems_are_told_in_the_order_of_their_lines(told):
    problems = told("topics:\n  a:\n    trems: [x]\n    terms: [one, p*q]\n  B:\n    terms: [two, two]\n")
    assert [problem.split(":")[0] for problem in problems] == [
        "topics.yml, line 3", "topics.yml, line 4", "topics.yml, line 5", "topics.yml, line 6"]


def test_reading_refuses_with_the_first_problem_and_says_how_to_see_the_rest(tmp_path):
    path = codebook(tmp_path, "topics:\n  a:\n    terms:\n  b:\n    terms:\n")
    with pytest.raises(ForesaidError) as refused:
        read_codebook(path)
    assert str(refused.value) == (f"topics.yml, line 3: topic 'a' has no terms. Add at least one under 'terms:'. "
                                  f"(1 more: foresaid check {path})")


def articles_of(*texts, published="2017-03-15"):
    frame = pd.DataFrame({"article_id": [f"n{number}" for number in range(len(texts))], "text": list(texts),
                          "title": [None] * len(texts), "source": ["The Courier"] * len(texts)}).astype("str")
    return frame.assign(published=pd.to_datetime([published] * len(texts), utc=True).astype("datetime64[us, UTC]"))


def sentences_of(articles):
    """One sentence an article: the whole text."""
    return pd.DataFrame({"article": range(len(articles)), "article_id": articles["article_id"],
                         "sentence_id": articles["article_id"] + "#0", "part": "body",
                         "start": 0, "end": articles["text"].str.len()})


def hits_of(terms, texts):
    found = scan(compile_lexicon(terms), list(texts))
    return pd.DataFrame({"finding": pd.Categorical(terms["finding"].to_numpy()[found["term_row"]]),
                         "key": pd.Categorical(terms["key"].to_numpy()[found["term_row"]]),
                         "term": pd.Categorical(terms["term"].to_numpy()[found["term_row"]]),
                         "article": found["article"], "sentence": found["article"],
                         "start": found["start"], "end": found["end"]})


def found_in(tmp_path, *texts):
    articles = articles_of(*texts)
    return find_topics(hits_of(read_codebook(codebook(tmp_path)), texts), sentences_of(articles), articles)


def test_a_hit_carries_its_article_sentence_date_and_source(tmp_path):
    found = check(found_in(tmp_path, "Ballots were counted.", "An MEP spoke."), "topics")
    assert found.drop(columns="published").astype(object).to_numpy().tolist() == [
        ["n0", "n0#0", "The Courier", "elections", "ballot*", 0, 7],
        ["n1", "n1#0", "The Courier", "elections", "MEP", 3, 6]]
    assert found["published"].tolist() == [pd.Timestamp("2017-03-15", tz="UTC")] * 2


def test_exclusions_and_capitals_count(tmp_path):
    assert len(found_in(tmp_path, "The papal election is near.")) == 0
    assert len(found_in(tmp_path, "The Papal Election and an election.")) == 1
    assert len(found_in(tmp_path, "a mep spoke of elections")) == 0


def test_a_title_has_no_offsets(tmp_path):
    articles = articles_of("Nothing here.")
    hits = hits_of(read_codebook(codebook(tmp_path)), ["Sanctions now"])
    sentences = sentences_of(articles).assign(part="title", sentence_id="n0#t")
    found = check(find_topics(hits, sentences, articles), "topics")
    assert found[["sentence_id", "topic", "start", "end"]].to_numpy().tolist() == [["n0#t", "sanctions", pd.NA, pd.NA]]


def test_no_hits_give_an_empty_table_with_its_columns(tmp_path):
    assert len(check(found_in(tmp_path, "Rain."), "topics")) == 0


def test_thirty_thousand_hits_take_a_moment_only(tmp_path):
    articles = articles_of(*["x"] * 1000)
    one = hits_of(read_codebook(codebook(tmp_path)), ["sanctions"])
    hits = pd.concat([one] * 30_000, ignore_index=True).assign(article=np.arange(30_000) % 1000,
                                                               sentence=np.arange(30_000) % 1000)
    begun = perf_counter()
    found = find_topics(hits, sentences_of(articles), articles)
    assert len(found) == 30_000
    assert perf_counter() - begun < 1
