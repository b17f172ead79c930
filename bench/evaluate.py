"""Score what is found against hand-coded articles: `make evaluate GOLD=path.jsonl.gz [POLNEAR=folder]`.

One line of GOLD is an article: id, text, maybe corpus, title, source, published, and sentences = [{start, end, label
F | I | R | N, and for F speaker, likelihood, horizon, conditional}]. POLNEAR holds PolNeAR's articles.jsonl.gz and
attributions.jsonl.gz; its part dev is scored. Prints all figures in one table with 95 % intervals (bootstrap over
articles), the main ones for each corpus, and how far confidence can be trusted; writes them and the most confident
mistakes to bench/evaluated/ (errors.html, figures.csv).
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from coded import read_coded
from errors_page import candidates_of, list_mistakes, render_page
from scoring import count_fields, count_kinds, field_figures, frame_of, kind_figures, match, with_intervals
from scoring_quotes import count_quotes, quote_figures

from foresaid.analyse import analyse, batch_of, load_words
from foresaid.find.forecasts.reasons import look_again
from foresaid.findings import keep_reading
from foresaid.measure.intervals import wilson
from foresaid.tables import READINGS

OUT = Path(__file__).parent / "evaluated"
LEAST_FORECASTS = 10  # coded ones a corpus must have to be told on its own
OF_A_CORPUS = ("forecast precision", "forecast recall", "forecast F1", "intention F1", "speaker", "likelihood",
               "conditional", "horizon F1")


def main(gold, polnear=None):
    """Analyse, score, print, write."""
    articles, words = read_coded(gold), load_words()
    frame = frame_of(articles)
    forecasts = analyse(frame, words)["forecasts"]
    batch = batch_of(frame, words)
    look = look_again(batch, words.forecasts)
    sentences = match(articles, keep_reading(forecasts))
    seen = candidates_of(articles, batch, look)
    sentences["candidate"] = [key in seen for key in zip(sentences["article"], sentences["place"], strict=True)]
    figures = pd.concat([score(sentences), *_readings(articles, forecasts), *_quotes(polnear, words)],
                        ignore_index=True)
    corpora, reliable = by_corpus(sentences), reliability(sentences)
    print(f"{len(articles)} articles, {len(sentences)} coded sentences, {len(forecasts)} statements found\n")
    print(_text(figures), "\n", sep="")
    print(_text(corpora), "\n", sep="")
    print("How far confidence can be trusted, with 95 % intervals (Wilson):")
    print(_text(reliable))
    OUT.mkdir(exist_ok=True)
    figures.to_csv(OUT / "figures.csv", index=False)
    page = render_page((figures, corpora, reliable), list_mistakes(articles, sentences, batch, look))
    (OUT / "errors.html").write_text(page, encoding="utf-8")
    print(f"\nThe most confident mistakes: {OUT.parent.name}/{OUT.name}/errors.html")


def score(sentences):
    """The figures of kinds, candidates and fields: figure, value, low, high, articles."""
    rows = [with_intervals(count_kinds(sentences), kind_figures),
            with_intervals(count_candidates(sentences), _kept),
            with_intervals(count_fields(sentences), field_figures)]
    return pd.concat(rows, ignore_index=True).assign(articles=sentences["article"].nunique())


def count_candidates(sentences):
    """Coded forecasts, and those that became candidates: one row an article."""
    coded = sentences["gold"].eq("F")
    made = pd.DataFrame({"coded": coded, "kept": coded & sentences["candidate"]}).astype(int)
    return made.groupby(sentences["article"].to_numpy()).sum()


def _kept(sums):
    with np.errstate(divide="ignore", invalid="ignore"):
        return {"candidates keep of the forecasts": np.divide(sums["kept"], sums["coded"])}


def _readings(articles, forecasts):
    """The kinds' figures under the readings strict and broad."""
    for reading in READINGS:
        if reading != "default":
            made = with_intervals(count_kinds(match(articles, keep_reading(forecasts, reading))), kind_figures)
            yield made.assign(figure=f"{reading}: " + made["figure"], articles=len(articles))


def _quotes(folder, words):
    if folder:
        counts = count_quotes(folder, words)
        yield with_intervals(counts, quote_figures).assign(articles=len(counts))


def by_corpus(sentences):
    """The main figures of each corpus with their intervals: one row a corpus."""
    rows = []
    for corpus, part in sentences.groupby("corpus"):
        if corpus and part["gold"].eq("F").sum() >= LEAST_FORECASTS:
            own = score(part).set_index("figure")
            cells = {name: f"{own.loc[name, 'value']:.2f} ({own.loc[name, 'low']:.2f}–{own.loc[name, 'high']:.2f})"
                     for name in OF_A_CORPUS if name in own.index}
            rows.append({"corpus": corpus, "articles": part["article"].nunique(), **cells})
    return pd.DataFrame(rows)


def reliability(sentences):
    """How often statements of a given confidence are right: said (mean), right (share), low, high, statements."""
    found = sentences[sentences["found"].ne("N").to_numpy()]
    right = found["gold"].eq(found["found"])
    bins = (found["confidence"] * 10).clip(0, 9.999).astype(int)
    made = pd.DataFrame({"said": found["confidence"].groupby(bins).mean(), "right": right.groupby(bins).mean(),
                         "statements": right.groupby(bins).size()}).reset_index(drop=True)
    low, high = wilson(made["right"] * made["statements"], made["statements"])
    made.insert(2, "low", low)
    made.insert(3, "high", high)
    return made


def _text(frame):
    return frame.to_string(index=False, float_format="{:.3f}".format, na_rep="")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Say which coded articles to score against: make evaluate GOLD=path/to/dev.jsonl.gz")
    for needed in [sys.argv[1], *(f"{sys.argv[2]}/{name}.jsonl.gz" for name in ("articles", "attributions")
                                  if len(sys.argv) > 2)]:
        if not Path(needed).is_file():
            sys.exit(f"There is no file {needed}.")
    main(*sys.argv[1:3])
