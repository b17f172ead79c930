"""All words of all findings, read from their files and compiled into one matcher."""

from dataclasses import dataclass

import pandas as pd

from foresaid.find.actors import actor_terms, read_gazetteer
from foresaid.find.forecasts import ForecastWords, read_forecast_words
from foresaid.find.topics import read_codebook
from foresaid.find.wordfiles import word_files, words_sha256
from foresaid.text.lexicon import Lexicon, compile_lexicon


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
