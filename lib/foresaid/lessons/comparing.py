"""How far coders agree: with a neighbour, with the answers, with the finder."""

import pandas as pd

from foresaid.measure.agreement import krippendorff_alpha, percent_agreement
from foresaid.tables import KINDS

COMPARED = {"kind": "nominal", "likelihood": "ordinal"}


def code_by_finder(lesson, forecasts):
    """What the finder makes of a lesson's sentences, as a coder's codes (chance is null): one row per sentence.

    Of several statements in one sentence the manual's order decides: forecast, intention, retrospective.
    """
    order = {kind: at for at, kind in enumerate(KINDS)}
    ranked = forecasts.assign(order=forecasts["kind"].astype("str").map(order),
                              sentence=forecasts["sentence"].map(_flat))
    ranked = ranked.sort_values(["order", "start"], kind="stable").drop_duplicates(["article_id", "sentence"])
    found = lesson[["item", "article_id"]].assign(sentence=lesson["sentence"].map(_flat)).merge(
        ranked[["article_id", "sentence", "kind", "likelihood"]], on=["article_id", "sentence"], how="left")
    return pd.DataFrame({"item": found["item"], "kind": found["kind"].astype("str").fillna("none"),
                         "likelihood": found["likelihood"].astype("Int64"),
                         "chance": pd.array([None] * len(found), dtype="Float64")})


def compare_codes(coders):
    """How far every two coders agree; `coders` maps a name to codes.

    Returns one row per pair and field (kind, likelihood): first, second, field, items (that both coded), agreement
    (share of them, 0 to 1), alpha (Krippendorff's: nominal for the kind, ordinal for the likelihood).
    """
    names = list(coders)
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1:]]
    return pd.DataFrame([_compare(one, other, field, coders) for one, other in pairs for field in COMPARED],
                        columns=["first", "second", "field", "items", "agreement", "alpha"])


def list_codes(lesson, coders):
    """The sentences beside what each coder made of them, where not all agree with the answer first.

    Returns one row per sentence: item, sentence, answer, one column per coder, why.
    """
    table = pd.DataFrame({"item": lesson["item"], "sentence": lesson["sentence"],
                          "answer": _said(lesson), **{name: _said(codes) for name, codes in coders.items()}})
    table = table.assign(why=lesson["why"])
    differs = pd.Series([any(row[name] != row["answer"] for name in coders) for row in table.to_dict("records")],
                        dtype="bool")
    return table.assign(differs=differs).sort_values("differs", ascending=False, kind="stable").drop(columns="differs")


def _compare(one, other, field, coders):
    """A pair's agreement on a field; on the likelihood, where both saw a forecast."""
    first, second = (_codes(coders[name], field) for name in (one, other))
    items = sum(a is not None and b is not None for a, b in zip(first, second, strict=True))
    return (one, other, field, items, percent_agreement(first, second),
            krippendorff_alpha([first, second], COMPARED[field]))


def _codes(codes, field):
    kept = codes[field].where(codes["kind"].eq("forecast") | (field == "kind"))
    return [None if pd.isna(value) else value for value in kept.tolist()]


def _said(codes):
    """A code in words: "forecast 4"."""
    return ["" if pd.isna(kind) else kind if pd.isna(level) or kind != "forecast" else f"{kind} {level}"
            for kind, level in zip(codes["kind"].tolist(), codes["likelihood"].tolist(), strict=True)]


def _flat(text):
    return " ".join(text.split())
