"""The sample: what README.md says is planted is there, and nothing points at the real world by accident."""

import json
import re

import pandas as pd
import pytest

from foresaid.corpus.clean import clean_articles
from foresaid.corpus.duplicates import find_clusters
from foresaid.paths import DATA
from foresaid.tables import conform

FOLDER = DATA / "sample"
FIELDS = ["id", "url", "source", "title", "subtitle", "authors", "section", "published", "language", "text"]
FIRST, LAST = pd.Timestamp("2018-03-05", tz="UTC"), pd.Timestamp("2018-05-14", tz="UTC")


@pytest.fixture(scope="module")
def raw():
    lines = (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return pd.DataFrame([json.loads(line) for line in lines])


@pytest.fixture(scope="module")
def cleaned(raw):
    rows = raw.rename(columns={"id": "article_id"})
    rows["published"] = pd.to_datetime(rows["published"], utc=True, format="ISO8601")
    return clean_articles(conform(rows, "articles"))


@pytest.fixture(scope="module")
def articles(cleaned):
    return cleaned[0].set_index("article_id")


def test_every_line_has_the_same_fields_and_its_own_id(raw):
    assert raw.columns.tolist() == FIELDS
    assert raw["id"].tolist() == [f"s{number:02}" for number in range(1, 47)]


def test_texts_are_short(raw):
    usual = raw[~raw["id"].isin(["s43", "s44"])]
    assert usual["text"].str.split().str.len().between(90, 260).all()


def test_the_ten_weeks_begin_on_a_monday_and_end_on_a_sunday(articles):
    assert FIRST.day_name() == LAST.day_name() == "Monday"
    dated = articles["published"].dropna()
    assert dated.between(FIRST, LAST, inclusive="left").all()
    assert ((dated - FIRST).dt.days // 7).nunique() == 10
    assert articles.index[articles["published"].isna()].tolist() == ["s42"]


def test_there_are_gaps_where_the_readme_says(articles):
    days = articles["published"].dt.strftime("%m-%d")
    assert not days.between("03-30", "04-02").any()
    assert not days.between("04-07", "04-10").any()
    assert not days[articles["source"] == "Daily Lantern"].between("03-27", "04-10").any()


def test_a_time_of_kest_can_be_another_day_in_utc(articles):
    assert articles.loc["s30", "published"] == pd.Timestamp("2018-04-19 22:30", tz="UTC")


def test_the_copies_are_found_and_no_others(cleaned):
    clusters = find_clusters(cleaned[0], cleaned[1])
    assert clusters.groupby("cluster_id")["article_id"].apply(list).to_dict() == {
        "s10": ["s10", "s11", "s12", "s13"],
        "s32": ["s32", "s34"],
    }


def test_authors_editors_and_agencies_become_columns(articles):
    told = articles[["authors", "editor", "agency"]].astype("object").where(lambda frame: frame.notna(), None)
    assert told.loc[["s05", "s09", "s10", "s11", "s29"]].values.tolist() == [
        ["Cornelius Vane", "Ottilie Brandt", None],
        [None, None, None],
        [None, None, "SNA"],
        [None, None, "SNA"],
        ["Ingrid Moss; Henrik Dahl", None, None],
    ]


def test_titles_bear_no_outlet(articles):
    assert not articles["title"].str.contains(r"Crown & Ledger|Opinion \|").any()


def test_genres_languages_and_bodies_are_told(articles):
    assert articles["genre"].dropna().astype(str).to_dict() == {
        "s05": "opinion",
        "s15": "interview",
        "s22": "opinion",
        "s35": "opinion",
    }
    assert articles.index[articles["language"] == "de"].tolist() == ["s38"]
    assert articles["body"].astype(str).value_counts().to_dict() == {"full": 45, "none": 1}


def test_the_undated_article_offers_its_date(articles):
    assert articles["published_guess"].dropna().to_dict() == {
        "s42": "about March 2018: “March 2018” is the latest month that it names"
    }


def test_damage_is_mended(articles):
    assert "“The treaty was my last task, and it is done,”" in articles.loc["s36", "text"]
    assert "The mills' association" in articles.loc["s37", "text"]
    assert "4.25 percent" in articles.loc["s33", "text"]


def test_furniture_captions_bylines_and_datelines_are_tagged(cleaned):
    parts = cleaned[1]
    texts = cleaned[0].set_index("article_id")["text"]
    stretches = {(row.article_id, row.part): texts[row.article_id][row.start : row.end] for row in parts.itertuples()}
    assert stretches["s24", "furniture"] == "READ MORE: How we lived without bananas"  # the last of three
    assert stretches["s24", "footer"] == "You may also like: Is this the laziest cat in Velmark?"
    assert stretches["s09", "caption"] == "Caption: The Tarn at Osk in the flood of 2009. Source: Daily Lantern archive"
    assert stretches["s20", "byline"] == "By Lucas Ferro in Port Senna"
    assert stretches["s20", "dateline"] == "PORT SENNA —"
    assert stretches["s44", "dateline"] == "KEST, May 3. /SNA/."
    assert parts["part"].astype(str).value_counts().to_dict() == {
        "lead": 45,
        "furniture": 43,
        "byline": 21,
        "dateline": 14,
        "footer": 7,
        "caption": 6,
    }


def test_parts_never_overlap(cleaned):
    parts = cleaned[1].sort_values(["article_id", "start"])
    after = parts.groupby("article_id")["end"].shift()
    assert (parts["start"] >= after.fillna(0)).all()
    assert (parts["end"] > parts["start"]).all()


def test_the_hostile_text_keeps_its_tricks_but_no_control_signs(raw, articles):
    hostile = articles.loc["s41"]
    assert "\x1b" in raw.set_index("id").loc["s41", "text"]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\ufeff]", hostile["text"] + hostile["title"])
    assert all(
        trick in hostile["text"]
        for trick in ("<script>", "onerror", "{{7*7}}", "](javascript:", "=1+1", "Velmark" * 60)
    )
    assert hostile["source"].startswith("<img")
    assert hostile["authors"].startswith("=HYPERLINK")


def test_every_article_has_its_reason_in_the_readme(raw):
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    reasons = re.findall(r"^\| (s\d\d) \| .+ \| .+ \|$", readme, flags=re.MULTILINE)
    assert reasons == raw["id"].tolist()


def test_links_lead_nowhere(raw):
    links = raw["url"][raw["id"] != "s41"]
    assert links.str.fullmatch(r"https://[a-z]+\.example\.(?:org|net)/\S+").all()


def test_the_dataset_names_words_that_fit_it():
    about = json.loads((FOLDER / "dataset.json").read_text(encoding="utf-8"))
    assert (about["name"], about["topics"], about["actors"]) == ("sample", ["world"], ["sample"])
    assert (DATA / "actors" / "sample.csv").is_file()
