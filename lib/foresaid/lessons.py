"""The first lesson: twenty sentences to code by hand, compared with a neighbour, with the finder and with what came.

A lesson is a folder of data/lessons: key.csv (the sentences with the answers), sheet.csv (the same, to fill in) and
sheets that somebody filled in. A sheet has one row per sentence: item, kind, likelihood (1 to 5, of a forecast) and
chance (0 to 100: how likely the coder holds the event, whatever the sentence says).
"""

from pathlib import Path

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.find.words import Problem
from foresaid.measure.agreement import krippendorff_alpha, percent_agreement
from foresaid.paths import DATA
from foresaid.resolved import say_outcomes
from foresaid.sheets import read_sheet, refuse_all
from foresaid.tables import KINDS

LESSONS = DATA / "lessons"
ANSWERS = (*KINDS, "none")
KEY = ("item", "article_id", "sentence", "kind", "likelihood", "event_id", "orientation", "why")
CODES = ("item", "kind", "likelihood", "chance")
COMPARED = {"kind": "nominal", "likelihood": "ordinal"}


def read_lesson(name="forecasts"):
    """A lesson's sentences and answers: one row per sentence, in order: item, article_id, sentence, kind, likelihood,
    event_id, orientation, why. Raises ForesaidError for a lesson that is not there.
    """
    sheet = read_sheet(_folder(name) / "key.csv", KEY)
    refuse_all(sheet.problems)
    key = pd.DataFrame([row for _, row in sheet.rows], columns=list(KEY))
    return key.assign(item=key["item"].astype("Int64"), likelihood=pd.to_numeric(key["likelihood"]).astype("Int64"))


def read_codes(sheet, name="forecasts"):
    """What somebody coded, from a filled sheet: one row per sentence of the lesson: item, kind, likelihood, chance.

    `sheet` is a file, or the name of one in the lesson's folder ("example-ana"). An empty cell is null. Raises
    ForesaidError with the lines of what is no code.
    """
    path = Path(sheet) if Path(sheet).suffix else _folder(name) / f"{sheet}.csv"
    items = read_lesson(name)["item"].tolist()
    sheet, coded = read_sheet(path, CODES), {}
    problems = list(sheet.problems)
    for line, row in sheet.rows:
        try:
            item, codes = _read_row(row, items)
        except ForesaidError as error:
            problems.append(Problem(path, line, str(error)))
            continue
        if item in coded:
            problems.append(Problem(path, line, f"sentence {item} is coded twice. Keep one of the rows."))
        coded[item] = codes
    refuse_all(problems)
    table = pd.DataFrame([(item, *coded.get(item, (None, None, None))) for item in items], columns=list(CODES))
    return table.astype({"item": "Int64", "kind": "str", "likelihood": "Int64", "chance": "Float64"})


def read_class(folder, name="forecasts"):
    """What a class coded: the filled sheets (*.csv) of a folder, one row per coder and sentence: coder, and the codes.

    Returns also the sheets that cannot be read, as {file name: what is wrong}: one bad sheet loses no good one.
    """
    if not Path(folder).is_dir():
        raise ForesaidError(f"There is no folder {folder}. Put the class's sheets into one and name it.")
    coded, unread = [], {}
    for path in sorted(Path(folder).glob("*.csv")):
        try:
            coded.append(read_codes(path, name).assign(coder=path.stem))
        except ForesaidError as error:
            unread[path.name] = str(error)
    if not coded:
        raise ForesaidError(f"{folder}: no sheet there can be read. " + " ".join(unread.values()))
    return pd.concat(coded, ignore_index=True), unread


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


def reveal_outcomes(lesson, events, outcomes):
    """What became of the events that the lesson's forecasts are about: one row per forecast with an event.

    Returns item, sentence, event_id, title, orientation, status, occurred_on, evidence, status_quo, verdict (1 the
    sentence's claim came true, 0 it did not; null while open).
    """
    about = lesson[lesson["event_id"] != ""]
    table = about.merge(events[["event_id", "title", "status_quo"]], on="event_id", how="left").merge(
        outcomes[["event_id", "status", "occurred_on", "evidence"]], on="event_id", how="left")
    came = table["status"].astype("object").map({"happened": 1.0, "did_not_happen": 0.0}).astype("float64")
    turned = table["orientation"].eq("opposite")
    return table.assign(verdict=came.where(~turned, 1 - came))[
        ["item", "sentence", "event_id", "title", "orientation", "status", "occurred_on", "evidence", "status_quo",
         "verdict"]]


def weigh_chances(codes, revealed):
    """The coders' own chances beside what came: one row per coder's chance of an event that is decided.

    Returns what score_forecasts and calibrate take, and coder ("" for a single sheet), item, sentence: p_low, p_mid and
    p_high are all the chance (0 to 1). No horizon and no condition is left to read.
    """
    given = codes[codes["chance"].notna()].merge(revealed[revealed["verdict"].notna()], on="item")
    chance = given["chance"].astype("float64") / 100
    return given.assign(p_low=chance, p_mid=chance, p_high=chance, verdict_early=given["verdict"],
                        verdict_late=given["verdict"], robust=True, conditional=False, scoreable=True,
                        coder=given.get("coder", "")).drop(columns=["kind", "likelihood", "chance"])


def join_codes(coders):
    """The codes of several coders who gave chances, in one table as read_class makes it, and no unread sheet."""
    kept = [codes.assign(coder=name) for name, codes in coders.items() if codes["chance"].notna().any()]
    empty = pd.DataFrame(columns=[*CODES, "coder"]).astype({"item": "Int64", "chance": "Float64"})
    return pd.concat(kept, ignore_index=True) if kept else empty, {}


def tell_outcomes(revealed):
    """What came, to read: one row per forecast of the lesson: item, sentence, event, outcome, came_true, evidence."""
    came = revealed["verdict"].map({1.0: "yes", 0.0: "no"}).astype("object").where(revealed["verdict"].notna(), "open")
    status = revealed["status"].astype("object").fillna("open")
    return pd.DataFrame({"item": revealed["item"], "sentence": revealed["sentence"], "event": revealed["title"],
                         "outcome": say_outcomes(revealed.assign(status=status)),
                         "came_true": came, "evidence": revealed["evidence"]})


def _folder(name):
    folder = LESSONS / name
    if Path(name).name != name or not (folder / "key.csv").is_file():
        known = sorted(path.parent.name for path in LESSONS.glob("*/key.csv"))
        raise ForesaidError(f"There is no lesson '{name}' in data/lessons.{did_you_mean(name, known)} "
                            f"There are: {', '.join(known) or 'none'}.")
    return folder


def _read_row(row, items):
    item = _whole(row["item"], "item")
    if item not in items:
        raise ForesaidError(f"there is no sentence {item}; the lesson has {items[0]} to {items[-1]}.")
    kind = row["kind"].casefold()
    if kind and kind not in ANSWERS:
        raise ForesaidError(f"kind is {', '.join(ANSWERS[:-1])} or {ANSWERS[-1]}, not {kind!r}."
                            f"{did_you_mean(kind, ANSWERS)}")
    likelihood = _whole(row["likelihood"], "likelihood") if row["likelihood"] else None
    if likelihood is not None and not 1 <= likelihood <= 5:
        raise ForesaidError(f"likelihood runs from 1 to 5; {likelihood} is outside.")
    return item, (kind or None, likelihood, _chance(row["chance"]))


def _whole(text, what):
    try:
        return int(text)
    except ValueError:
        raise ForesaidError(f"{what} is {text[:20]!r}; it should be a whole number.") from None


def _chance(text):
    if not text:
        return None
    try:
        value = float(text.removesuffix("%").replace(",", "."))
    except ValueError:
        raise ForesaidError(f"chance is {text[:20]!r}; it should be a number from 0 to 100.") from None
    if not 0 <= value <= 100:
        raise ForesaidError(f"chance runs from 0 to 100; {text} is outside.")
    return value


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
