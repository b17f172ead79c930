"""A lesson's sentences with their answers, and the sheets on which somebody coded them."""

from pathlib import Path

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.find.words import Problem
from foresaid.paths import DATA
from foresaid.sheets import read_sheet, refuse_all
from foresaid.tables import KINDS

LESSONS = DATA / "lessons"
ANSWERS = (*KINDS, "none")
KEY = ("item", "article_id", "sentence", "kind", "likelihood", "event_id", "orientation", "why")
CODES = ("item", "kind", "likelihood", "chance")


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
    if 0 < value < 1:  # a spreadsheet that shows 70% keeps 0.7
        raise ForesaidError(f"chance is {text}; write percent, 70 and not 0.7.")
    return value
