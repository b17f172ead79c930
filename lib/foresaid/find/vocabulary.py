"""All words of all findings, read from their files and compiled into one matcher; and the hash that names them."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.find.actors import actor_terms, read_gazetteer
from foresaid.find.forecasts import ForecastWords, read_forecast_words
from foresaid.find.topics import read_codebook
from foresaid.paths import DATA
from foresaid.text.lexicon import Lexicon, compile_lexicon

SUFFIX = {"topics": ".yml", "actors": ".csv"}
CODE = Path(__file__).parents[1]
RULES = ("analyse.py", "tables.py", "text", "find")  # code that decides what is found


@dataclass(frozen=True)
class Words:
    """What is looked for: all terms, the matcher over them, the gazetteer, the forecasts' words, the hash of it all."""

    terms: pd.DataFrame
    lexicon: Lexicon
    actors: pd.DataFrame
    forecasts: ForecastWords
    sha256: str
    names: tuple  # what load_words was called with

    def __reduce__(self):
        """Travels to other processes as its names; the files are read again there."""
        return load_words, self.names


def load_words(topics=("world",), actors=("world",)):
    """Read codebooks and gazetteers and compile them. Names are files in data/topics and data/actors, or paths.

    Raises ForesaidError if there is no such file or a file has a mistake.
    """
    codebooks = [read_codebook(path) for path in word_files("topics", topics)]
    gazetteers = [read_gazetteer(path) for path in word_files("actors", actors)]
    gazetteer = pd.concat(gazetteers, ignore_index=True) if gazetteers else None
    forecasts = read_forecast_words()
    tables = [*codebooks, *([actor_terms(gazetteer)] if gazetteers else []), forecasts.terms]
    terms = pd.concat(tables, ignore_index=True).drop_duplicates(ignore_index=True)
    return Words(terms, compile_lexicon(terms), gazetteer, forecasts, words_sha256(topics, actors),
                 (tuple(topics), tuple(actors)))


def word_files(kind, names):
    """The files of these names (kind 'topics' or 'actors'), or an error that says which there are."""
    folder, suffix = DATA / kind, SUFFIX[kind]
    known = sorted(path.stem for path in folder.glob("*" + suffix))
    found = []
    for name in names:
        path = Path(name) if Path(name).suffix or len(Path(name).parts) > 1 else folder / f"{name}{suffix}"
        if not path.is_file():
            raise ForesaidError(f"There are no {kind} '{name}' in data/{kind}.{did_you_mean(name, known)} "
                                f"There are: {', '.join(known)}; or give the path of a {suffix} file.")
        found.append(path)
    return found


def words_sha256(topics=("world",), actors=("world",)):
    """SHA-256 over the words' files and the rules that use them: findings with the same hash need no second look."""
    rules = [path for rule in RULES for path in (CODE.glob(rule) if "." in rule else (CODE / rule).rglob("*.py"))]
    own = [path for kind in ("forecasts", "quotes") for path in (DATA / kind).rglob("*") if path.is_file()]
    made = hashlib.sha256()
    for path in [*word_files("topics", topics), *word_files("actors", actors), *sorted(own), *sorted(rules)]:
        made.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        made.update(path.read_bytes())
    return made.hexdigest()
