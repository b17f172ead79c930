"""A batch of articles with everything found in it so far: what the later finders read."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Batch:
    """Articles with their sentences, hits, topics and actors. `article` and `sentence` in its frames are row numbers.

    sentences: article, article_id, sentence_id, part, start, end (into the title where part is title).
    hits: finding, key, term (categories), article, sentence, start, end; only in readable parts, inside one sentence.
    topics, actors, quotes: the finished tables; quotes is None until they have been found.
    """

    articles: pd.DataFrame
    sentences: pd.DataFrame
    hits: pd.DataFrame
    topics: pd.DataFrame
    actors: pd.DataFrame
    quotes: pd.DataFrame | None = None
