"""The words that ship: they are right, no state is missing, and data/README.md keeps step with the tables."""

import shutil

import pycountry
import pytest
from click.testing import CliRunner

from foresaid.cli.words import check_command, dictionary_command, put_between
from foresaid.errors import ForesaidError
from foresaid.find.actors import actor_terms, read_gazetteer
from foresaid.find.topics import read_codebook, read_topic_labels
from foresaid.paths import DATA
from foresaid.tables import dictionary
from foresaid.text.lexicon import compile_lexicon, scan

# what ISO 3166 lists beside the members of the United Nations, Palestine, Taiwan and the Vatican
TERRITORIES = {
    "ABW", "AIA", "ALA", "ASM", "ATA", "ATF", "BES", "BLM", "BMU", "BVT", "CCK", "COK", "CUW", "CXR", "CYM", "ESH",
    "FLK", "FRO", "GGY", "GIB", "GLP", "GRL", "GUF", "GUM", "HKG", "HMD", "IMN", "IOT", "JEY", "MAC", "MAF", "MNP",
    "MSR", "MTQ", "MYT", "NCL", "NFK", "NIU", "PCN", "PRI", "PYF", "REU", "SGS", "SHN", "SJM", "SPM", "SXM", "TCA",
    "TKL", "UMI", "VGB", "VIR", "WLF"}


@pytest.fixture(scope="module")
def world():
    return read_gazetteer(DATA / "actors" / "world.csv")


@pytest.fixture(scope="module")
def who(world):
    terms = actor_terms(world)
    lexicon = compile_lexicon(terms)
    return lambda text: [terms["key"][row] for row in scan(lexicon, [text])["term_row"]]


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_every_shipped_file_of_words_is_right():
    result = run(check_command, DATA)
    assert result.exit_code == 0, result.output
    assert "topics/world.yml: no problems (" in result.output.replace("\\", "/")


def test_no_state_is_missing(world):
    states = {country.alpha_3 for country in pycountry.countries} - TERRITORIES
    assert len(states) == 193 + 3
    assert states | {"XKX"} <= set(world.query("kind == 'state'")["country"])


def test_every_state_is_found_by_its_name(world, who):
    for state in world.query("kind == 'state'").itertuples():
        assert who(f"They spoke of {state.actor} again.") == [state.actor]


@pytest.mark.parametrize(("text", "actors"), [
    ("The Washington Post reported", []),
    ("Denzel Washington and George Washington", []),
    ("Washington said that Moscow and Beijing agreed", ["United States", "Russia", "China"]),
    ("in the South China Sea", []),
    ("Northern Ireland and Ireland", ["Ireland"]),
    ("New Mexico and Mexico", ["Mexico"]),
    ("Niger and Nigeria, Guinea and Equatorial Guinea",
     ["Niger", "Nigeria", "Guinea", "Equatorial Guinea"]),
    ("South Sudan left Sudan", ["South Sudan", "Sudan"]),
    ("Congo's president; the Republic of the Congo",
     ["Democratic Republic of the Congo", "Republic of the Congo"]),
    ("Michael Jordan flew to Jordan", ["Jordan"]),
    ("Atlanta, Georgia", []),
    ("roast turkey for us", []),
    ("American Airlines flew Americans", ["United States"]),
    ("the Paris climate agreement", []),
    ("the Minsk agreements", []),
    ("Trump Tower, Melania Trump, Trump", ["Melania Trump", "Donald Trump"]),
    ("Zelensky, Zelenskyy; Erdogan, Erdoğan",
     ["Volodymyr Zelensky", "Volodymyr Zelensky", "Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan"]),
    ("Marine Le Pen left Jean-Marie Le Pen", ["Marine Le Pen", "Jean-Marie Le Pen"]),
    ("North Koreans and South Korean ships", ["North Korea", "South Korea"]),
    ("the National People's Congress and Congress", ["National People's Congress", "US Congress"]),
])
def test_names_that_deceive_do_not(who, text, actors):
    assert who(text) == actors


def test_the_gazetteer_is_as_broad_as_it_says(world):
    kinds = world.drop_duplicates("actor")["kind"].value_counts()
    assert kinds["person"] >= 80
    assert kinds["organisation"] >= 40
    assert kinds["body"] >= 20
    persons = world[(world["kind"] == "person") & (world["role"] != "")]
    assert persons["actor"].nunique() >= 80


def test_the_codebook_is_as_broad_as_it_says():
    terms = read_codebook(DATA / "topics" / "world.yml")
    assert terms["key"].nunique() >= 20
    assert (~terms["exclude"]).sum() >= 500
    assert (read_topic_labels(DATA / "topics" / "world.yml")["about"] != "").all()


def test_the_data_dictionary_keeps_step_with_the_tables():
    text = (DATA / "README.md").read_text(encoding="utf8")
    assert put_between(text, dictionary()) == text, "run: foresaid dictionary --write"


def test_the_dictionary_is_printed():
    assert "### articles" in run(dictionary_command).output


def test_the_marks_of_the_tables_must_be_there():
    with pytest.raises(ForesaidError, match=r"data/README\.md lacks the lines"):
        put_between("# Data", "tables")


def test_check_lists_every_problem_of_every_file_and_exits_with_2(tmp_path):
    shutil.copytree(DATA / "forecasts", tmp_path / "forecasts")
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "mine.yml").write_text("topics:\n  a:\n    terms:\n  b:\n    trems: [x]\n    terms: [ok]\n")
    (tmp_path / "people.csv").write_text("actor,kind\nMara Venn,persn\n")
    result = run(check_command, tmp_path)
    assert result.exit_code == 2
    assert result.output.replace("\\", "/").replace(f"{tmp_path}/".replace("\\", "/"), "").splitlines() == [
        "forecasts: no problems",
        "people.csv: 1 problem",
        ("  people.csv, line 2: the kind 'persn' is not known. Did you mean 'person'? "
        "It is person, organisation, state, body or group."),
        "topics/mine.yml: 2 problems",
        "  mine.yml, line 3: topic 'a' has no terms. Add at least one under 'terms:'.",
        ("  mine.yml, line 5: topic 'b' has the key 'trems', which is not known. Did you mean 'terms'? "
        "A topic takes label, about, terms, case, exclude."),
    ]


def test_a_furniture_file_is_checked_as_well(tmp_path):
    (tmp_path / "furniture.yml").write_text("furnitur:\n  - share\n")
    result = run(check_command, tmp_path)
    assert result.exit_code == 2
    assert "furniture.yml, line 1: there is no list 'furnitur'. Did you mean 'furniture'?" in result.output


def test_check_says_which_files_it_knows(tmp_path):
    path = tmp_path / "notes.txt"
    path.touch()
    assert str(run(check_command, path).exception) == (
        f"{path} is no file of words that can be checked. Known are codebooks (topics/*.yml), gazetteers "
        "(actors/*.csv), the words for forecasts (forecasts/), page furniture (furniture.yml), events (events/*.yml, "
        "*.matches.csv) and outcomes (resolutions/*.csv).")
    assert "holds no file of words" in str(run(check_command, tmp_path).exception)
    missing = tmp_path / "none.yml"
    assert str(run(check_command, missing).exception) == f"There is no file or folder {missing}."


def test_a_codebook_anywhere_is_checked_also_where_its_first_line_is_the_mistake(tmp_path):
    (tmp_path / "mine.yml").write_text("sanctions:\n  terms: [sanction*]\n")
    result = run(check_command, tmp_path / "mine.yml")
    assert result.exit_code == 2
    assert "mine.yml, line 1" in result.output
