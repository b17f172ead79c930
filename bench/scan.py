"""How fast is the analysis? Articles per CPU second of `analyse`, beside a plain pandas loop over the same terms.

    python bench/scan.py [DATASET …]

One process, all findings, texts already in memory. The pandas loop asks `.str.contains` once per term, on a random
draw of the same articles (it takes too long on all), and finds only whether a term occurs, not where. CPU seconds, so
that a busy machine does not matter much.
"""

import re
import resource
import sys
import time
import warnings

import pandas as pd

from foresaid import analyse as module
from foresaid.analyse import analyse, load_words
from foresaid.corpus.store import dataset_about, read_dataset_table
from foresaid.findings.cache import SLICE

DRAWN = 100
COLUMNS = ["article_id", "text", "title", "published", "source", "authors"]
FINDERS = ("find_topics", "find_actors", "find_quotes", "find_forecasts")


def bench_dataset(name):
    """Print the speeds on one dataset; returns them as a dict."""
    about = dataset_about(name)
    words = load_words(about["topics"], about["actors"])
    articles, parts = read_dataset_table(name, "articles", COLUMNS), read_dataset_table(name, "parts")
    analyse(articles.head(SLICE), words, parts)  # tables of characters and the like are made once
    ours, shares = time_analyse(articles, words, parts)
    drawn = articles.sample(min(DRAWN, len(articles)), random_state=1)
    plain = time_pandas(drawn["text"], words.terms)
    length = articles["text"].str.len().mean()
    print(f"{name}: {len(articles):,} articles of {length:,.0f} characters, {len(words.terms):,} terms")
    print(f"  analyse, all findings     {ours:10,.0f} articles a CPU second")
    for finder, share in shares.items():
        print(f"    of which {finder:16} {share:10.0%} of the time")
    print(f"  pandas .str.contains      {plain:10,.1f} articles a CPU second (on {len(drawn)} drawn at random)")
    print(f"  ratio                     {ours / plain:10,.0f}")
    return {"analyse": ours, "pandas": plain}


def time_analyse(articles, words, parts):
    """Articles a CPU second, and each finder's share of the time."""
    spent = dict.fromkeys(FINDERS, 0.0)
    kept = {name: getattr(module, name) for name in FINDERS}
    for name, finder in kept.items():
        setattr(module, name, _timed(name, finder, spent))
    by_article = dict(list(parts.groupby("article_id"))) if len(parts) else {}
    batches = []
    for at in range(0, len(articles), SLICE):
        some = articles.iloc[at:at + SLICE]
        mine = [by_article[one] for one in some["article_id"] if one in by_article]
        batches.append((some, pd.concat(mine) if mine else None))
    began = time.process_time()
    for some, mine in batches:
        analyse(some, words, mine)
    seconds = time.process_time() - began
    for name, finder in kept.items():
        setattr(module, name, finder)
    return len(articles) / seconds, {name: one / seconds for name, one in spent.items()}


def _timed(name, finder, spent):
    def run(*arguments):
        began = time.process_time()
        made = finder(*arguments)
        spent[name] += time.process_time() - began
        return made
    return run


def time_pandas(texts, terms):
    """Articles a CPU second of one `.str.contains` per term; exclusions, which it could not use, are left out."""
    terms = terms[~terms["exclude"]]
    began = time.process_time()
    for term in terms.drop_duplicates("text").itertuples():
        pattern = r"\b" + re.escape(term.text) + (r"\w*" if term.prefix else "") + r"\b"
        texts.str.contains(pattern, case=term.case, regex=True)
    return len(texts) / (time.process_time() - began)


if __name__ == "__main__":
    warnings.simplefilter("always", UserWarning)
    for dataset in sys.argv[1:] or ["news2017"]:
        bench_dataset(dataset)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process {peak:,.0f} MB")
