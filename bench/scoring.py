"""Compare found statements with hand-coded sentences, and count what agrees: one row of counts an article.

A found statement belongs to the coded sentence with which it shares most characters. A coded sentence takes the
strongest kind found for it (forecast, then intention, then retrospective), and of several such statements the first.
Fields are compared where both sides say forecast.
"""

import re
import unicodedata

import numpy as np
import pandas as pd

KINDS = {"forecast": "F", "intention": "I", "retrospective": "R"}
RANK = "NRIF"
TITLES = {"the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "gov", "rep", "president", "prime", "minister", "former",
          "secretary", "senator", "jr", "sr"}
FIELDS = ("speaker", "likelihood", "likelihood within 1", "conditional")
DRAWS = 1000


def frame_of(articles):
    """Coded articles as the analysis takes them, texts untouched."""
    return pd.DataFrame({
        "article_id": [str(one["id"]) for one in articles],
        **{name: pd.Series([one.get(name) for one in articles], dtype="object")
           for name in ("text", "title", "source")},
        "published": pd.to_datetime([one.get("published") for one in articles], utc=True, format="mixed")})


def match(articles, forecasts):
    """One row a coded sentence: article, corpus, place, text, coded and found kind, confidence, and what agrees."""
    placed = forecasts.dropna(subset=["sent_start"]).sort_values(["article_id", "sent_start", "start"], kind="stable")
    found = {name: rows.to_dict("records") for name, rows in placed.groupby("article_id")}
    made = []
    for article in articles:
        best = strongest(article["sentences"], found.get(str(article["id"]), []))
        for place, coded in enumerate(article["sentences"]):
            label, row = best.get(place, ("N", None))
            made.append({
                "article": str(article["id"]), "corpus": article.get("corpus") or "", "place": place,
                "start": coded["start"], "end": coded["end"], "gold": coded["label"], "found": label,
                "confidence": row["confidence"] if row else np.nan, **compare(coded, label, row)})
    return pd.DataFrame(made)


def strongest(sentences, rows):
    """Place of a coded sentence → (kind's letter, the statement) for the statements of one article."""
    best = {}
    for row in rows:
        place = belongs_to(sentences, row["sent_start"], row["sent_end"])
        label = KINDS[row["kind"]]
        if place is not None and (place not in best or RANK.index(label) > RANK.index(best[place][0])):
            best[place] = label, row
    return best


def belongs_to(sentences, start, end):
    """The place of the coded sentence that shares most characters with a span, None where none does."""
    shared = [min(one["end"], end) - max(one["start"], start) for one in sentences]
    place = int(np.argmax(shared)) if shared else 0
    return place if shared and shared[place] > 0 else None


def compare(coded, label, row):
    """Which fields agree, where both sides say forecast; nothing elsewhere."""
    if coded["label"] != "F" or label != "F":
        return {}
    horizons = [one for one in as_list(coded.get("horizon")) if one]
    likelihoods = [one for one in as_list(coded.get("likelihood")) if one is not None]
    return {
        "speaker": any(same_speaker(row["speaker"], one) for one in as_list(coded.get("speaker"))),
        "likelihood": row["likelihood"] in likelihoods,
        "likelihood within 1": any(abs(row["likelihood"] - one) <= 1 for one in likelihoods),
        "conditional": bool(row["conditional"]) == bool(coded.get("conditional")),
        "horizon coded": bool(horizons),
        "horizon found": bool(row["horizon_text"]),
        "horizon": any(same_words(row["horizon_text"], one) for one in horizons),
    }


def as_list(value):
    """Several coded answers are all right."""
    return value if isinstance(value, list) else [value]


def words_of(text):
    """Words without accents and possessives."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s\b", "", str(text or "")))
    return re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))


def same_speaker(one, other):
    """The same words, or a first or last name for the whole; the article's own voice only equals itself.

    >>> same_speaker("Quill", "Mara Quill"), same_speaker("AUTHOR", "Mara Quill")
    (True, False)
    """
    if "AUTHOR" in (one, other):
        return one == other
    short, long = sorted(
        ([word for word in words_of(name) if word.casefold() not in TITLES and len(word) > 1] for name in (one, other)),
        key=len)
    low, high = [word.casefold() for word in short], [word.casefold() for word in long]
    if low == high:
        return bool(low) or str(one).casefold() == str(other).casefold()
    named = bool(low) and all(word[0].isupper() for word in long)
    return named and (high[-len(low):] == low or high[:len(low)] == low or (len(low) > 1 and set(low) <= set(high)))


def same_words(one, other):
    """At least half of the words of each are in the other.

    >>> same_words("by next year", "next year"), same_words("in June", "in July 2020")
    (True, False)
    """
    first, second = ({word.casefold() for word in words_of(text)} for text in (one, other))
    both = len(first & second)
    return both > 0 and 2 * both >= len(first) and 2 * both >= len(second)


def count_kinds(sentences):
    """Counts for precision and recall of the kinds: one row an article."""
    made = {}
    for kind, label in KINDS.items():
        gold, found = sentences["gold"].eq(label), sentences["found"].eq(label)
        made |= {f"{kind} coded": gold, f"{kind} found": found, f"{kind} right": gold & found}
    return _by_article(sentences, made)


def count_fields(sentences):
    """Counts for the fields of forecasts: one row an article."""
    made = {"both": sentences["gold"].eq("F") & sentences["found"].eq("F")}
    for name in (*FIELDS, "horizon coded", "horizon found", "horizon"):
        made[name] = sentences[name].eq(True) if name in sentences else pd.Series(False, index=sentences.index)
    return _by_article(sentences, made)


def _by_article(sentences, columns):
    return pd.DataFrame(columns, index=sentences.index).astype(int).groupby(sentences["article"].to_numpy()).sum()


def kind_figures(sums):
    """Precision, recall and F1 of each kind out of sums of counts."""
    made = {}
    for kind in KINDS:
        made |= pr_f1(kind, sums[f"{kind} right"], sums[f"{kind} found"], sums[f"{kind} coded"])
    return made


def field_figures(sums):
    """The share of agreeing fields, and F1 of the horizons, out of sums of counts."""
    made = {name: _ratio(sums[name], sums["both"]) for name in FIELDS}
    return made | {"horizon F1": _ratio(2 * sums["horizon"], sums["horizon coded"] + sums["horizon found"])}


def pr_f1(name, right, found, coded):
    """Precision, recall and F1 under a name."""
    return {f"{name} precision": _ratio(right, found), f"{name} recall": _ratio(right, coded),
            f"{name} F1": _ratio(2 * right, found + coded)}


def _ratio(part, whole):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.divide(np.asarray(part, dtype=float), np.asarray(whole, dtype=float))


def with_intervals(counts, figures):
    """Figures with 95 % intervals from articles drawn again and again: figure, value, low, high.

    `counts` has one row an article, `figures` makes figures out of (arrays of) sums. Figures without a base are left
    out.
    """
    values = counts.to_numpy(dtype=float)
    size = len(values)
    drawn = np.random.default_rng(0).multinomial(size, np.full(size, 1 / size), size=DRAWS) @ values
    point = figures(dict(zip(counts, values.sum(axis=0), strict=True)))
    spread = figures(dict(zip(counts, drawn.T, strict=True)))
    rows = [(name, float(value), *np.nanquantile(spread[name], (0.025, 0.975)).tolist())
            for name, value in point.items() if np.isfinite(value)]
    return pd.DataFrame(rows, columns=["figure", "value", "low", "high"])
