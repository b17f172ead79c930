"""How fast is the analysis? Articles per CPU second of `analyse`, beside a plain pandas loop over the same terms.

    python bench/scan.py [DATASET …]

Says how the time parts by step, and the spread over REPEATS runs, each of the analysis and the loop side by side. One
process, all findings, texts already in memory. The pandas loop asks `.str.contains` once per term, on a random
draw of the same articles (it takes too long on all), and finds only whether a term occurs, not where. CPU seconds, so
that a busy machine does not matter much.
"""

import gc
import re
import resource
import sys
import time
import warnings
from statistics import median

import pandas as pd

from foresaid import analyse as module
from foresaid.analyse import analyse, load_words
from foresaid.corpus.store import dataset_about, read_dataset_table
from foresaid.findings.cache import SLICE

DRAWN = 100
COLUMNS = ["article_id", "text", "title", "published", "source", "authors"]
REPEATS = 3
STEPS = {"sentences": "lay_out_sentences", "scan": "scan", "topics": "find_topics", "actors": "find_actors",
         "quotes": "find_quotes", "forecasts": "find_forecasts"}


def bench_dataset(name):
    """Print the speeds on one dataset; returns them as a dict."""
    about = dataset_about(name)
    words = load_words(about["topics"], about["actors"])
    articles, parts = read_dataset_table(name, "articles", COLUMNS), read_dataset_table(name, "parts")
    analyse(articles.head(SLICE), words, parts)  # tables of characters and the like are made once
    gc.freeze()  # as the workers do
    drawn = articles.sample(min(DRAWN, len(articles)), random_state=1)
    runs = [(*time_analyse(articles, words, parts), time_pandas(drawn["text"], words.terms)) for _ in range(REPEATS)]
    ours, plain = [run[0] for run in runs], [run[2] for run in runs]
    shares = max(runs, key=lambda run: run[0])[1]
    ratios = [one / other for one, other in zip(ours, plain, strict=True)]
    length = articles["text"].str.len().mean()
    print(f"{name}: {len(articles):,} articles of {length:,.0f} characters, {len(words.terms):,} terms, {REPEATS} runs")
    print(f"  analyse, all findings     {_spread(ours)} articles a CPU second")
    for step, share in shares.items():
        print(f"    of which {step:16} {share:10.0%} of the time")
    print(f"  pandas .str.contains      {_spread(plain)} articles a CPU second (on {len(drawn)} drawn at random)")
    print(f"  ratio                     {_spread(ratios)}")
    return {"analyse": max(ours), "pandas": max(plain)}


def _spread(values):
    """The middle of some runs, and their range."""
    return f"{median(values):10,.1f} ({min(values):,.1f} to {max(values):,.1f})"


def time_analyse(articles, words, parts):
    """Articles a CPU second, and each step's share of the time."""
    spent = dict.fromkeys(STEPS, 0.0)
    kept = {step: getattr(module, name) for step, name in STEPS.items()}
    for step, made in kept.items():
        setattr(module, STEPS[step], _timed(step, made, spent))
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
    for step, made in kept.items():
        setattr(module, STEPS[step], made)
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
