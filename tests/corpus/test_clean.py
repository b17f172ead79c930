"""Cleaning: from rows as they were read to articles and parts."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foresaid.corpus.clean import clean_articles
from foresaid.corpus.hints import guess_published, tell_body, tell_translated
from foresaid.corpus.mend import mend_texts
from foresaid.corpus.titles import clean_titles
from foresaid.tables import check, conform


def cleaned(**fields):
    """One article, cleaned: (article as a dict, {(part, stretch)})."""
    articles, parts, _ = clean_articles(conform(pd.DataFrame([{"article_id": "a", **fields}]), "articles"))
    text = fields.get("text") and articles["text"][0]
    return articles.astype("object").where(articles.notna(), None).iloc[0].to_dict(), {
        (row.part, text[row.start : row.end]) for row in parts.itertuples()
    }


def mended(text):
    return mend_texts([text])[0][0]


def test_entities_are_written_out_once():
    assert (
        mended("Fish &amp; chips, &quot;hot&quot;, it&#39;s &amp;lt;b&amp;gt;")
        == 'Fish & chips, "hot", it\'s &lt;b&gt;'
    )


def test_an_ampersand_alone_is_no_entity():
    assert mended("AT&T; R&D, a & b") == "AT&T; R&D, a & b"


def test_letters_in_two_pieces_become_one():
    assert mended("cafe\u0301") == "café"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("Holtâ€™s â€œplanâ€\x9d â€“ now", "Holt’s “plan” – now"), ("rÃ©sumÃ© of 5Â£", "résumé of 5£")],
)
def test_utf8_read_as_windows_1252_is_put_right(broken, whole):
    assert mended(broken) == whole


@pytest.mark.parametrize("honest", ["“CAFÉ” and Fuß“", "SÃO PAULO", "MENÜ – À la carte", "naïve Ångström"])
def test_honest_accents_are_left_alone(honest):
    assert mended(honest) == honest


def test_a_lost_apostrophe_comes_back_only_where_it_is_sure():
    texts, counts = mend_texts(["We\ufffdll see; he didn\ufffdt. Andr\ufffds paid \ufffd5."])
    assert texts == ["We’ll see; he didn’t. Andr\ufffds paid \ufffd5."]
    assert (counts["apostrophes"], counts["lost"]) == (1, 1)


def test_controls_and_marks_that_turn_text_go_and_blanks_become_one():
    assert (
        mended("\x1b[31mred\x1b[0m \u202eabc\u202c\u200b\x00 a\u00a0 b\tc  \r\n\r\n\r\n\r\n d ") == "red abc a b c\n\nd"
    )


def test_a_text_in_order_is_the_same_object():
    text = "One line.\n\nAnother, with “quotes” and é."
    assert mended(text) is text


def test_clean_returns_whole_tables_in_the_order_of_the_rows_and_drops_nothing():
    rows = conform(
        pd.DataFrame({"article_id": ["b", "a", "c"], "title": ["T", None, None], "text": ["One two.", None, "-1"]}),
        "articles",
    )
    articles, parts, _ = clean_articles(rows)
    check(articles, "articles")
    check(parts, "parts")
    assert articles["article_id"].tolist() == ["b", "a", "c"]
    assert articles["n_words"].tolist() == [3, 0, 1]
    assert articles["body"].tolist() == ["full", "none", "none"]


def test_clean_takes_an_empty_table():
    articles, parts, notes = clean_articles(conform(pd.DataFrame(), "articles"))
    assert (len(articles), len(parts), notes) == (0, 0, [])


def test_a_page_falls_into_its_parts():
    article, parts = cleaned(
        title="Rivers rise | The Courier",
        source="The Courier",
        url="https://courier.example.org/opinion/rivers",
        text="Rivers rise\n\nby admin\n\nCaption: The river. Source: us\n\n"
        "KEST, May 3. /SNA/. The river rose. It fell.\n\nSee also  A duck\n\nIt rose again & fell.\n\n"
        "Author: Ann Lee, researcher at the institute\n\nEditor: Bo Day\n\n"
        "You may also like\n\nLeave a Comment\n\nPrivacy Policy",
    )
    assert parts == {
        ("furniture", "Rivers rise"),
        ("byline", "by admin"),
        ("caption", "Caption: The river. Source: us"),
        ("dateline", "KEST, May 3. /SNA/."),
        ("lead", "The river rose. It fell."),
        ("furniture", "See also A duck"),
        ("byline", "Author: Ann Lee, researcher at the institute"),
        ("byline", "Editor: Bo Day"),
        ("footer", "You may also like\n\nLeave a Comment\n\nPrivacy Policy"),
    }
    told = {name: article[name] for name in ("title", "authors", "editor", "agency", "genre", "body", "n_words")}
    assert told == {
        "title": "Rivers rise",
        "authors": "Ann Lee",
        "editor": "Bo Day",
        "agency": "SNA",
        "genre": "opinion",
        "body": "full",
        "n_words": 2 + 5 + 5 + 5,
    }


def test_what_the_file_tells_wins_over_what_the_text_tells():
    article, _ = cleaned(
        text="By Ann Lee\n\nThe parliament approved it on Thursday.",
        authors="By Cy Roe",
        language="French",
        genre="letter",
        body="partial",
    )
    assert [article[name] for name in ("authors", "language", "genre", "body")] == ["Cy Roe", "fr", "letter", "partial"]


def test_an_agency_is_no_author():
    article, _ = cleaned(text="Rain fell.", authors="Reuters")
    assert (article["authors"], article["agency"]) == (None, "Reuters")


def test_the_lead_is_three_sentences_where_paragraphs_are_lost():
    first = "Mr. Roe left the U.S. on Jan. 5. He flew. “Why?” "
    _, parts = cleaned(text=first + "Then he told the story of it all over again. " * 20)
    assert parts == {("lead", "Mr. Roe left the U.S. on Jan. 5. He flew. “Why?”")}


def test_offsets_are_code_points():
    _, parts = cleaned(text="😀 é — “x”\n\nRead more: y")
    assert parts == {("lead", "😀 é — “x”"), ("furniture", "Read more: y")}


@pytest.mark.parametrize(
    ("title", "source", "clean"),
    [
        ("Rates fall - The New York Times", None, "Rates fall"),
        ("Rates fall | Crown & Ledger", "Crown & Ledger", "Rates fall"),
        ("Home » Ab Global | Is it over? -Mobile Ab Network", None, "Is it over?"),
        ("Opinion | A bridge", None, "A bridge"),
        ("Brexit - what now?", "BBC", "Brexit - what now?"),
        ("Two-thirds vote: yes – and no", None, "Two-thirds vote: yes – and no"),
        ("Spider-Man", None, "Spider-Man"),
        ("-", None, "-"),
        (None, None, None),
        ("| ", "x", "|"),
    ],
)
def test_titles_lose_the_site_and_nothing_else(title, source, clean):
    assert clean_titles([title], [source], {"opinion"})[0] == [clean]


def test_an_ending_that_most_titles_of_a_source_bear_is_the_sources():
    titles = [f"Story {number} goes on - Xyzzy Daily Page" for number in range(6)] + ["Story - what now"]
    assert clean_titles(titles, ["x"] * 7, frozenset())[0] == [f"Story {number} goes on" for number in range(6)] + [
        "Story - what now"
    ]


def test_an_undated_text_is_dated_by_a_landmark_and_a_day():
    guess = guess_published(
        "Since the collapse of the Soviet Union 30 years ago much has changed. On January 11, two men met."
    )
    assert guess == ("about January 2022: “collapse of the Soviet Union 30 years ago” (1991 + 30), and “On January 11”")


def test_a_text_without_evidence_gets_no_date():
    assert guess_published("It rained in May, as it had in 1999.") is None


def test_a_dated_article_gets_no_guess():
    article, _ = cleaned(text="In March 2018 it rained.", published="2020-01-01")
    assert article["published_guess"] is None


def test_a_text_that_breaks_off_is_partial():
    assert tell_body(["It was said [+812 chars]", "and then…", "The end."], [5, 2, 2]) == ["partial", "partial", "full"]


def test_one_odd_sign_does_not_make_a_translation():
    assert tell_translated("The world‘s “big” day, the author believes.") is None
    odd = "The world‘s “big day” and “new pattern” of “win-win” and “mutual benefit” came. "
    assert (
        tell_translated(odd * 3 + "Although the sides met again in the spring. However, the author believes it failed.")
        == "likely"
    )


LINES = ["Read more: x", "By Ann Lee", "Author: Bo", "KEST (AP) - ", "You may also like", "Caption: y", "/TASS/"]
SIGNS = ["\n", "\n\n", " ", "“", "é😀", "\x1b[0m", "&amp;", "…", "\u202e"]
TEXT = ["The end. ", "A title of four words", "Sign up for it. ", "word " * 150]
PIECES = st.sampled_from([*LINES, *SIGNS, *TEXT])


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=4))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_whatever_the_text_parts_lie_inside_it_and_never_overlap(texts):
    rows = pd.DataFrame(
        {"article_id": [str(n) for n in range(len(texts))], "text": texts, "title": "A title of four words"}
    )
    articles, parts, _ = clean_articles(conform(rows, "articles"))
    sizes = articles.set_index("article_id")["text"].fillna("").str.len()
    ends = parts.groupby("article_id")["end"].shift().fillna(0)
    assert (parts["start"] >= ends).all()
    assert (parts["start"] < parts["end"]).all()
    assert (parts["end"] <= parts["article_id"].map(sizes)).all()
    again, same, _ = clean_articles(articles)
    assert (again["text"].tolist(), same["start"].tolist()) == (articles["text"].tolist(), parts["start"].tolist())
