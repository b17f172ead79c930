"""Topics under the names that their codebooks give them for readers."""

import pandas as pd

from foresaid.corpus.store import dataset_about
from foresaid.find.topics import read_topic_labels
from foresaid.find.wordfiles import word_files


def name_topics(selection, table):
    """Replace topics by their labels ("armed_conflict" by "Armed conflict") in a column `topic` or lists `topics`.

    Returns the table with as many rows as before; the labels come from the dataset's codebooks.
    """
    named = topic_labels(dataset_about(selection.dataset)["topics"])
    if "topic" in table:
        labels = table["topic"].astype("str").map(lambda name: named.get(name, name))
        table = table.assign(topic=labels.astype("category"))
    if "topics" in table:
        table = table.assign(topics=[[named.get(name, name) for name in names] for names in table["topics"]])
    return table


def topic_labels(codebooks):
    """Topic → label over several codebooks; where two have the same topic the later one names it."""
    tables = [read_topic_labels(path) for path in word_files("topics", codebooks)]
    labels = pd.concat(tables, ignore_index=True)
    return dict(zip(labels["topic"], labels["label"], strict=True))
