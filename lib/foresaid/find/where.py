"""Where a finding stands: the columns that every finding carries up to the series, taken for all hits at once."""

import numpy as np
import pandas as pd


def where(hits, sentences, articles):
    """The hits' article_id, sentence_id, published and source, as a dict of columns: one value per hit."""
    article = hits["article"].to_numpy()
    return {
        "article_id": articles["article_id"].array.take(article),
        "sentence_id": sentences["sentence_id"].array.take(hits["sentence"].to_numpy()),
        "published": articles["published"].array.take(article),
        "source": articles["source"].array.take(article),
    }


def in_title(hits, sentences):
    """Whether each hit stands in a title, as a numpy array."""
    return (sentences["part"] == "title").to_numpy()[hits["sentence"].to_numpy()]


def offsets(hits, sentences):
    """The hits' start and end as columns; null in a title, which is not part of the text."""
    title = in_title(hits, sentences)
    return {name: pd.arrays.IntegerArray(hits[name].to_numpy(dtype="int64", copy=True), title.copy())
            for name in ("start", "end")}


def narrow(column):
    """A category column with only the categories that occur, in alphabetical order."""
    column = column.astype("category")
    used = np.unique(column.cat.codes.to_numpy())
    used = used[used >= 0]
    return column.cat.set_categories(sorted(column.cat.categories[used]))
