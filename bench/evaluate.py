"""Score what the finder finds against hand-coded articles: `make evaluate GOLD=path.jsonl.gz`.

One line of GOLD is an article: id, text, maybe corpus, title, source, published, and sentences = [{start, end, label
F | I | R | N, and for F speaker, likelihood, horizon, conditional}]. Prints a table with 95 % intervals (bootstrap over
articles), the same for each corpus, how well confidence is calibrated, and the most confident mistakes; writes the
predictions beside it to bench/evaluated.parquet if a second argument names a folder.
"""

import gzip
import json
import re
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd

from foresaid.analyse import analyse, load_words

KINDS = {"forecast": "F", "intention": "I", "retrospective": "R"}
RANK = "NRIF"
TITLES = {
    "the",
    "a",
    "an",
    "mr",
    "mrs",
    "ms",
    "dr",
    "sen",
    "gov",
    "rep",
    "president",
    "prime",
    "minister",
    "former",
    "secretary",
    "senator",
    "jr",
    "sr",
}
DRAWS = 1000
MISTAKES = 100


def main(gold, folder=None):
    """Analyse, score, print."""
    articles = read_gold(gold)
    forecasts = find(articles)
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        forecasts.to_parquet(Path(folder) / "forecasts.parquet")
    sentences = match(articles, forecasts)
    print(f"{len(articles)} articles, {len(sentences)} coded sentences, {len(forecasts)} statements found\n")
    print(table(sentences, "all"))
    for corpus, part in sentences.groupby("corpus"):
        if corpus and part["gold"].eq("F").sum() >= 10:
            print("\n" + table(part, corpus))
    print("\n" + reliability(sentences))
    print("\n" + mistakes(sentences))


def read_gold(path):
    """The coded articles, one a line, plain or gzipped."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def find(articles):
    """The forecasts of the articles by the whole analysis, texts untouched."""
    frame = pd.DataFrame(
        {
            "article_id": [str(one["id"]) for one in articles],
            "text": [one["text"] for one in articles],
            **{name: [one.get(name) for one in articles] for name in ("title", "source")},
            "published": pd.to_datetime([one.get("published") for one in articles], utc=True, format="mixed"),
        }
    )
    return analyse(frame, load_words())["forecasts"]


def match(articles, forecasts):
    """One row a coded sentence: what was coded, and the strongest statement found in it (the first of several)."""
    placed = forecasts.dropna(subset=["sent_start"]).sort_values(["article_id", "sent_start", "start"], kind="stable")
    found = {name: rows.to_dict("records") for name, rows in placed.groupby("article_id")}
    made = []
    for article in articles:
        best = {}
        for row in found.get(str(article["id"]), []):
            shared = [
                min(one["end"], row["sent_end"]) - max(one["start"], row["sent_start"]) for one in article["sentences"]
            ]
            place = int(np.argmax(shared)) if shared else 0
            label = KINDS[row["kind"]]
            if shared and shared[place] > 0 and (place not in best or RANK.index(label) > RANK.index(best[place][0])):
                best[place] = label, row
        for place, coded in enumerate(article["sentences"]):
            label, row = best.get(place, ("N", None))
            made.append(
                {
                    "article": str(article["id"]),
                    "corpus": article.get("corpus") or "",
                    "gold": coded["label"],
                    "found": label,
                    "confidence": row["confidence"] if row else 0.0,
                    "text": article["text"][coded["start"] : coded["end"]],
                    **compare(coded, label, row),
                }
            )
    return pd.DataFrame(made)


def compare(coded, label, row):
    """Which fields agree, where both sides say forecast; nothing elsewhere."""
    if coded["label"] != "F" or label != "F":
        return {}
    horizons = [one for one in as_list(coded.get("horizon")) if one]
    likelihoods = as_list(coded.get("likelihood"))
    return {
        "speaker": any(same_speaker(row["speaker"], one) for one in as_list(coded.get("speaker"))),
        "likelihood": row["likelihood"] in likelihoods,
        "within1": any(abs(row["likelihood"] - one) <= 1 for one in likelihoods if one is not None),
        "conditional": bool(row["conditional"]) == bool(coded.get("conditional")),
        "h_gold": bool(horizons),
        "h_found": bool(row["horizon_text"]),
        "h_hit": any(same_words(row["horizon_text"], one) for one in horizons),
    }


def as_list(value):
    """Several coded answers are all right."""
    return value if isinstance(value, list) else [value]


def words(text):
    """Words without accents and possessives."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s\b", "", str(text or "")))
    return re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def same_speaker(one, other):
    """The same words, or a first or last name for the whole; the article's own voice only equals itself."""
    if "AUTHOR" in (one, other):
        return one == other
    short, long = sorted(
        ([word for word in words(name) if word.casefold() not in TITLES and len(word) > 1] for name in (one, other)),
        key=len,
    )
    low, high = [word.casefold() for word in short], [word.casefold() for word in long]
    if low == high:
        return bool(low) or str(one).casefold() == str(other).casefold()
    named = bool(low) and all(word[0].isupper() for word in long)
    return named and (high[-len(low) :] == low or high[: len(low)] == low or (len(low) > 1 and set(low) <= set(high)))


def same_words(one, other):
    """At least half of the words of each are in the other."""
    first, second = ({word.casefold() for word in words(text)} for text in (one, other))
    both = len(first & second)
    return both > 0 and 2 * both >= len(first) and 2 * both >= len(second)


def figures(counts):
    """All figures out of sums of counts."""

    def ratio(hits, *totals):
        total = sum(counts[name] for name in totals)
        return len(totals) * counts[hits] / total if total else np.nan

    made = {}
    for kind, label in KINDS.items():
        made |= {
            f"{kind} precision": ratio(f"{label}{label}", f"found {label}"),
            f"{kind} recall": ratio(f"{label}{label}", f"gold {label}"),
            f"{kind} F1": ratio(f"{label}{label}", f"found {label}", f"gold {label}"),
        }
    for name in ("speaker", "likelihood", "within1", "conditional"):
        made[name] = ratio(name, "FF")
    made["horizon F1"] = ratio("h_hit", "h_gold", "h_found")
    return made


def count(sentences):
    """Counts an article: one row an article, one column a count."""
    made = {}
    for label in "FIR":
        made[f"gold {label}"], made[f"found {label}"] = sentences["gold"].eq(label), sentences["found"].eq(label)
        made[label * 2] = made[f"gold {label}"] & made[f"found {label}"]
    for name in ("speaker", "likelihood", "within1", "conditional", "h_gold", "h_found", "h_hit"):
        made[name] = sentences[name].eq(True) if name in sentences else False
    return pd.DataFrame(made, index=sentences.index).astype(int).groupby(sentences["article"]).sum()


def table(sentences, title):
    """The figures with 95 % intervals from resampled articles, as text."""
    counts = count(sentences)
    draws = np.random.default_rng(0).integers(0, len(counts), size=(DRAWS, len(counts)))
    values = counts.to_numpy()
    drawn = pd.DataFrame([figures(dict(zip(counts, values[draw].sum(axis=0), strict=True))) for draw in draws])
    point = figures(counts.sum())
    low, high = drawn.quantile(0.025), drawn.quantile(0.975)
    sizes = ", ".join(f"{kind} {sentences['gold'].eq(label).sum()}" for kind, label in KINDS.items())
    lines = [f"{title} ({len(counts)} articles; coded: {sizes})"]
    lines += [
        f"  {name:24s} {value:.3f}  [{low[name]:.3f}, {high[name]:.3f}]"
        for name, value in point.items()
        if value == value
    ]
    return "\n".join(lines)


def reliability(sentences):
    """How often statements of a given confidence are right."""
    found = sentences[sentences["found"] != "N"]
    right = found["gold"] == found["found"]
    lines = ["confidence: said, was right, statements"]
    for low in np.arange(0, 1, 0.1):
        inside = found["confidence"].between(low, low + 0.1, inclusive="left")
        if inside.any():
            lines.append(f"  {found.loc[inside, 'confidence'].mean():.2f}  {right[inside].mean():.2f}  {inside.sum()}")
    return "\n".join(lines)


def mistakes(sentences):
    """The most confident mistakes, then the forecasts not found."""
    wrong = sentences[sentences["gold"] != sentences["found"]].sort_values("confidence", ascending=False, kind="stable")
    lines = ["most confident mistakes: coded, found, confidence, article, sentence"]
    lines += [
        f"  {row.gold} {row.found} {row.confidence:.2f} {row.article}: {' '.join(row.text.split())[:300]}"
        for row in wrong.head(MISTAKES).itertuples()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not Path(sys.argv[1]).is_file():
        sys.exit(f"There is no file {sys.argv[1]}.")
    if len(sys.argv) < 2:
        sys.exit("Say which coded articles to score against: make evaluate GOLD=path/to/dev.jsonl.gz")
    main(*sys.argv[1:3])
