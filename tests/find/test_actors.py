"""Actors: the gazetteer's errors, the names it finds, and roles as of the article's date."""

from time import perf_counter

import numpy as np
import pandas as pd
import pytest

from foresaid.errors import ForesaidError
from foresaid.find.actors import actor_terms, check_gazetteer, find_actors, read_gazetteer
from foresaid.tables import check
from foresaid.text.lexicon import compile_lexicon, scan

HEADER = "actor,kind,country,aliases,capital,case,not,role,from,to,note\n"
CAST = HEADER + """\
# states
,state,KOR,South Korean,Seoul,,,,,,
,state,PRK,DPRK|North Korean,Pyongyang,,,,,,
United States,state,USA,US|U.S.|American|Americans,Washington,,Washington Post|Latin America*,,,,
Turkey,state,TUR,Turkish,Ankara,,,,,,
Congo,state,COD,DR Congo,,,,,,,
Republic of the Congo,state,COG,,,,Congo,,,,
White House,body,USA,,,yes,,,,,
Mara Venn,person,FRA,Venn,,,Venn Tower,mayor of Lorme,2015-05,2017-03-01,
Mara Venn,,,,,,,minister of trade,2017-03-01,2019,
Ida Venn,person,FRA,,,,,,,,
"""


def gazetteer(tmp_path, text=CAST):
    path = tmp_path / "actors.csv"
    path.write_text(text, encoding="utf8")
    return path


def told(tmp_path, rows, header=HEADER):
    return [str(problem) for problem in check_gazetteer(gazetteer(tmp_path, header + rows))]


@pytest.mark.parametrize(("rows", "says"), [
    ("Mara Venn,persn,FRA,,,,,,,,\n",
     "line 2: the kind 'persn' is not known. Did you mean 'person'? It is person, organisation, state, body or group."),
    ("Mara Venn,,FRA,,,,,,,,\n",
     "line 2: Mara Venn has no kind. It is person, organisation, state, body or group."),
    ("France,state,France,,,,,,,,\n",
     ("line 2: 'France' is no country's code. Did you mean 'FRA'? Use the three letters of ISO 3166, like FRA, "
     "or leave it empty.")),
    ("France,state,FR,,,,,,,,\n",
     ("line 2: 'FR' is no country's code. Did you mean 'FRA'? Use the three letters of ISO 3166, like FRA, "
     "or leave it empty.")),
    (",person,FRA,Venn,,,,,,,\n",
     ("line 2: the row has no actor. Write its name in the first column (a state's may be left out if its country is "
     "there).")),
    ("Mara Venn,person,,V,,,,,,,\n",
     "line 2: aliases: 'V' has one letter and would match almost anywhere. Write two or more."),
    ("Mara Venn,person,,Venn||Mrs Venn,,,,,,,\n",
     "line 2: aliases: a term is empty. Write the word, or take the line out."),
    ("Mara Venn,person,,Venn|Venn,,,,,,,\n",
     "line 2: aliases: 'Venn' stands twice. Take one out."),
    ("Mara Venn,person,,Venn,,,Tower,,,,\n",
     ("line 2: not: 'Tower' contains no name of Mara Venn, so it takes nothing away. Write a phrase with a name in it, "
     "or take it out.")),
    ("Mara Venn,person,,,,maybe,,,,,\n",
     "line 2: case is 'maybe'. Write yes where a name of several words must have these capitals, else nothing."),
    ("Mara Venn,person,,,,,,mayor,20 May 2015,,\n",
     "line 2: '20 May 2015' under 'from' is no day, month or year. Write it like 2017-01-20, 2017-01 or 2017."),
    ("Mara Venn,person,,,,,,mayor,,2017-02-30,\n",
     "line 2: '2017-02-30' under 'to' is no day, month or year. Write it like 2017-01-20, 2017-01 or 2017."),
    ("Mara Venn,person,,,,,,mayor,2018,2017,\n",
     "line 2: the role ends (2017) before it begins (2018). Change the two."),
    ("Mara Venn,person,,,,,,,2018,,\n",
     "line 2: there are days but no role. Write the role, or take the days out."),
    ("Mara Venn,person,,,,,,,,,\nMara Venn,group,,,,,,,,,\n",
     "line 3: kind of Mara Venn is 'group' here and 'person' in line 2. Make them the same, or leave it empty here."),
    ("Mara Venn,person,,Venn,,,,,,,\nIda Venn,person,,Venn,,,,,,,\n",
     ("line 3: 'Venn' is a name of Ida Venn and, in line 2, of Mara Venn. A name can lead to one actor only: take it "
     "out of one.")),
    ("Mara Venn,person,,Venn,Mrs Venn,,,,,,,,\n",
     ("line 2: 13 cells, but the first line names 11 columns. Put a cell with a comma in quotes, "
      "and part aliases by |.")),
])
def test_a_slip_is_told_with_its_line_and_what_would_be_right(tmp_path, rows, says):
    assert told(tmp_path, rows) == [f"actors.csv, {says}"]


def test_a_column_that_is_misspelt_or_missing_is_told(tmp_path):
    assert told(tmp_path, "Mara Venn,person,Venn\n", "actor,kind,alias\n") == [
        ("actors.csv, line 1: the column 'alias' is not known. Did you mean 'aliases'? A gazetteer has actor, kind, "
         "country, aliases, capital, case, not, role, from, to, note.")]
    [*_, missing] = told(tmp_path, "Mara Venn\n", "name\n")
    assert missing.startswith("actors.csv, line 1: there is no column actor or kind. The first line names the columns:")


def test_all_problems_of_a_file_are_told(tmp_path):
    problems = told(tmp_path, "Mara Venn,persn,FR,V,,,,,,,\nIda,person,,,,,Tower,,x,,\n")
    assert [problem.split(":")[0] for problem in problems] == ["actors.csv, line 2"] * 3 + ["actors.csv, line 3"] * 3


def test_reading_refuses_a_file_with_problems(tmp_path):
    with pytest.raises(ForesaidError, match=r"actors\.csv, line 2: the kind 'persn' is not known\."):
        read_gazetteer(gazetteer(tmp_path, HEADER + "Mara Venn,persn,,,,,,,,,\n"))


def test_a_spreadsheet_that_parts_cells_by_semicolons_is_read_as_well(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_bytes("\ufeffactor;kind;aliases\r\nMara Venn;person;Venn|Mme Venn\r\n".encode())
    assert read_gazetteer(path)["aliases"].tolist() == [["Mara Venn", "Venn", "Mme Venn"]]


def test_states_get_their_names_from_their_code(tmp_path):
    actors = read_gazetteer(gazetteer(tmp_path)).set_index("actor")
    assert actors.loc["South Korea", "aliases"] == ["South Korea", "South Korean"]
    assert actors.loc["United States", "aliases"][:2] == ["United States", "United States of America"]
    assert actors.loc["Turkey", "aliases"] == ["Turkey", "Türkiye", "Republic of Türkiye", "Turkish"]
    assert actors.loc["Republic of the Congo", "aliases"] == ["Republic of the Congo"]  # Congo is the other one here


def test_a_year_or_month_is_its_first_day_under_from_and_its_last_under_to(tmp_path):
    actors = read_gazetteer(gazetteer(tmp_path)).query("actor == 'Mara Venn'")
    assert actors["start"].dt.strftime("%F").tolist() == ["2015-05-01", "2017-03-01"]
    assert actors["end"].dt.strftime("%F").tolist() == ["2017-03-01", "2019-12-31"]
    assert actors["kind"].tolist() == ["person", "person"]


def found_in(tmp_path, *texts, published="2017-02-01", part="body"):
    actors = read_gazetteer(gazetteer(tmp_path))
    terms = actor_terms(actors)
    hits = scan(compile_lexicon(terms), list(texts))
    articles = pd.DataFrame({"article_id": [f"n{number}" for number in range(len(texts))], "text": list(texts),
                             "title": list(texts), "source": "The Courier"}).astype("str")
    articles["published"] = pd.to_datetime([published] * len(texts), utc=True).astype("datetime64[us, UTC]")
    sentences = pd.DataFrame({"article": range(len(texts)), "sentence_id": articles["article_id"] + "#0", "part": part})
    rows = hits["term_row"].to_numpy()
    hits = pd.DataFrame({"finding": "actor", "key": pd.Categorical(terms["key"].to_numpy()[rows]),
                         "term": pd.Categorical(terms["term"].to_numpy()[rows]), "article": hits["article"],
                         "sentence": hits["article"], "start": hits["start"], "end": hits["end"]})
    return check(find_actors(hits, sentences, articles, actors), "actors")


def names(tmp_path, text):
    return [tuple(row) for row in found_in(tmp_path, text)[["actor", "surface"]].to_numpy()]


@pytest.mark.parametrize(("text", "found"), [
    ("South Korea spoke.", [("South Korea", "South Korea")]),
    ("Korea is one peninsula.", []),
    ("The DPRK and Seoul talk.", [("North Korea", "DPRK"), ("South Korea", "Seoul")]),
    ("They told us that the US left.", [("United States", "US")]),
    ("The U.S. voted.", [("United States", "U.S.")]),
    ("Washington said no.", [("United States", "Washington")]),
    ("The Washington Post said no.", []),
    ("A fire in Washington.", []),
    ("The Washington-based group.", []),
    ("Latin American leaders met Americans.", [("United States", "Americans")]),
    ("They ate turkey in TURKEY.", [("Turkey", "TURKEY")]),
    ("Congo and the Republic of the Congo", [("Congo", "Congo"), ("Republic of the Congo", "Republic of the Congo")]),
    ("A white house near the White House.", [("White House", "White House")]),
    ("Venn met Ida Venn at Venn Tower.", [("Mara Venn", "Venn"), ("Ida Venn", "Ida Venn")]),
    ("MARA VENN and mara venn", [("Mara Venn", "MARA VENN"), ("Mara Venn", "mara venn")]),
    ("SOUTH KOREA'S plan", [("South Korea", "SOUTH KOREA")]),
])
def test_names_lead_to_their_actors(tmp_path, text, found):
    assert names(tmp_path, text) == found


@pytest.mark.parametrize(("published", "role"), [
    ("2015-04-30", None),                # before
    ("2015-05-01", "mayor of Lorme"),
    ("2017-02-28 23:59", "mayor of Lorme"),
    ("2017-03-01", "minister of trade"),  # on the day of the change the new one
    ("2019-12-31 18:00", "minister of trade"),
    ("2020-01-01", None),                # after
    (None, None),                        # undated
])
def test_the_role_is_that_of_the_articles_day(tmp_path, published, role):
    [found] = found_in(tmp_path, "Venn spoke.", published=published)["role"]
    assert (None if pd.isna(found) else found) == role


def test_when_a_later_role_ends_the_one_that_goes_on_is_told_again(tmp_path):
    path = gazetteer(tmp_path, HEADER + "Ida Orr,person,,Orr,,,,member of parliament,2010,,\n"
                                        "Ida Orr,,,,,,,minister,2016,2016,\n")
    actors = read_gazetteer(path)
    articles = pd.DataFrame({"article_id": ["a", "b", "c"], "text": ["Orr"] * 3, "title": [""] * 3, "source": ["s"] * 3,
                             "published": pd.to_datetime(["2015-06-01", "2016-06-01", "2017-06-01"], utc=True)})
    sentences = pd.DataFrame({"sentence_id": ["a#0", "b#0", "c#0"], "part": "body"})
    hits = pd.DataFrame({"finding": "actor", "key": "Ida Orr", "term": "Orr", "article": [0, 1, 2],
                         "sentence": [0, 1, 2], "start": 0, "end": 3})
    assert find_actors(hits, sentences, articles, actors)["role"].tolist() == [
        "member of parliament", "minister", "member of parliament"]


def test_a_mention_is_a_whole_row(tmp_path):
    [row] = found_in(tmp_path, "So Venn went.").astype(object).to_numpy().tolist()
    assert row == ["n0", "n0#0", pd.Timestamp("2017-02-01", tz="UTC"), "The Courier", "Mara Venn", "person", "Venn",
                   3, 7, "mayor of Lorme"]


def test_a_title_gives_the_words_but_no_offsets(tmp_path):
    found = found_in(tmp_path, "Ankara votes", part="title")
    assert found[["actor", "surface", "start", "end"]].to_numpy().tolist() == [["Turkey", "Ankara", pd.NA, pd.NA]]


def test_no_names_give_an_empty_table_with_its_columns(tmp_path):
    assert len(found_in(tmp_path, "Rain.")) == 0


def test_thirty_thousand_mentions_take_a_moment_only(tmp_path):
    actors = read_gazetteer(gazetteer(tmp_path))
    articles = pd.DataFrame({"article_id": map(str, range(1000)), "text": "Venn spoke.", "title": "", "source": "s",
                             "published": pd.date_range("2016-01-01", periods=1000, tz="UTC")})
    sentences = pd.DataFrame({"sentence_id": articles["article_id"], "part": "body"})
    at = np.arange(30_000) % 1000
    hits = pd.DataFrame({"finding": pd.Categorical(["actor"] * 30_000), "key": pd.Categorical(["Mara Venn"] * 30_000),
                         "term": pd.Categorical(["Venn"] * 30_000), "article": at, "sentence": at, "start": 0,
                         "end": 4})
    begun = perf_counter()
    assert len(find_actors(hits, sentences, articles, actors)) == 30_000
    assert perf_counter() - begun < 1
