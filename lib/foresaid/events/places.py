"""Where events, corrections and outcomes lie, and which actors they may name."""

from foresaid import paths
from foresaid.corpus.store import dataset_about, has_dataset
from foresaid.find.gazetteer import read_gazetteer
from foresaid.find.wordfiles import word_files


def events_path(dataset):
    """The file of a dataset's events: data/events/<dataset>.yml."""
    return paths.DATA / "events" / f"{paths.checked_name(dataset)}.yml"


def matches_path(dataset):
    """The file of corrections by hand: data/events/<dataset>.matches.csv."""
    return paths.DATA / "events" / f"{paths.checked_name(dataset)}.matches.csv"


def outcomes_path(dataset):
    """The file of outcomes: data/resolutions/<dataset>.csv."""
    return paths.DATA / "resolutions" / f"{paths.checked_name(dataset)}.csv"


def names_of_actors(dataset):
    """Every name that the gazetteers know → its actor: those in data/actors, and those that the dataset uses."""
    files = sorted((paths.DATA / "actors").glob("*.csv"))
    if paths.NAME.fullmatch(dataset) and has_dataset(dataset):
        files += word_files("actors", dataset_about(dataset)["actors"])
    known = {}
    for path in dict.fromkeys(files):
        for row in read_gazetteer(path).itertuples(index=False):
            known[row.actor] = row.actor
            for name in row.aliases:
                known.setdefault(name, row.actor)
    return known
