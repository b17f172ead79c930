"""The words of the forecast finder, read from data/forecasts: files that a reader may edit, checked line by line."""

import csv
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.find.forecasts.classify import Model, read_model
from foresaid.find.forecasts.horizon import horizon_matcher
from foresaid.find.forecasts.likelihood import likelihood_matcher
from foresaid.find.forecasts.speaker import speaker_matcher
from foresaid.find.forecasts.traces import WordTraces
from foresaid.paths import DATA

CUE_CLASSES = (
    "will",
    "would",
    "may",
    "should",
    "expect",
    "predict",
    "likely",
    "risk",
    "hope",
    "plan",
    "time",
    "cond",
    "effect",
    "believe",
    "sure",
)
SCALES = ("icd203", "ipcc", "survey46", "survey123")
STATUSES = ("vague", "explicit", "event")
UNITS = ("day", "week", "month", "year")
WORD_KINDS = ("verb", "group", "unnamed", "person", "body", "organisation")
FILES = {
    "cues.csv": ("cue", "class"),
    "likelihood.csv": (
        "phrase",
        "likelihood",
        *(f"{scale}_{part}" for scale in SCALES for part in ("low", "mid", "high", "term")),
        "own_low",
        "own_mid",
        "own_high",
    ),
    "horizons.csv": ("phrase", "from", "to_min", "to_max", "unit"),
    "speakers.csv": ("word", "kind"),
}


@dataclass(frozen=True)
class ForecastWords:
    """All that the finder knows from files. `terms` goes into the scan; the rest is used on flagged sentences."""

    terms: pd.DataFrame
    cues: pd.DataFrame
    likelihood: pd.DataFrame
    horizons: pd.DataFrame
    speakers: pd.DataFrame
    model: Model = field(repr=False, compare=False)
    made: dict = field(repr=False, compare=False)  # matchers built once from the tables


def read_forecast_words(folder=DATA / "forecasts", model=None):
    """Read the finder's words; a folder with a mistake in it is refused with the first one.

    `model` is used in place of the folder's model.json (while one is being made).
    """
    folder = Path(folder)
    problems = check_forecast_words(folder)
    if problems:
        more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
        raise ForesaidError(problems[0] + more)
    tables = {name: _read(folder / name)[0] for name in FILES}
    likelihood = _numbers(tables["likelihood.csv"], ("phrase", "term"))
    horizons = _numbers(tables["horizons.csv"], ("phrase", "unit"))
    speakers = tables["speakers.csv"]
    made = {
        "likelihood": likelihood_matcher(likelihood),
        "horizon": horizon_matcher(horizons),
        "speaker": speaker_matcher(speakers),
    }
    verbs = made["speaker"].kinds.get("verb", set())
    made["traces"] = WordTraces(verbs, likelihood["phrase"].tolist(), made["horizon"])
    return ForecastWords(
        terms=cue_terms(tables["cues.csv"]),
        cues=tables["cues.csv"],
        likelihood=likelihood,
        horizons=horizons,
        speakers=speakers,
        model=model or read_model(folder / "model.json"),
        made=made,
    )


def cue_terms(cues):
    """The cues as lexicon terms (one row a cue): finding 'cue', key the cue's class."""
    text = cues["cue"].str.removesuffix("*")
    return pd.DataFrame(
        {
            "finding": "cue",
            "key": cues["class"],
            "term": cues["cue"],
            "text": text,
            "prefix": cues["cue"].str.endswith("*"),
            "case": False,
            "exclude": False,
        }
    )


def check_forecast_words(folder):
    """What is wrong with the files of a folder: one line each, with file, line, and what would be right."""
    folder, problems = Path(folder), []
    for name in FILES:
        if not (folder / name).is_file():
            problems.append(
                f"{folder.name}/{name} is missing. The finder needs {listing(FILES).replace(' or ', ' and ')}."
            )
            continue
        table, lines, wrong = _read_checked(folder / name)
        problems += wrong
        if not wrong:
            problems += _CHECKS[name](table, lines, f"{folder.name}/{name}")
    return problems


def _read(path):
    """A table of texts and the line each row stands on. Lines that begin with # are for readers."""
    with path.open(encoding="utf-8", newline="") as file:
        numbered = [(number, line) for number, line in enumerate(file, 1) if line.strip() and not line.startswith("#")]
    rows = list(csv.reader(line for _, line in numbered))
    head = rows[0] if rows else []
    return pd.DataFrame(rows[1:], columns=head, dtype="str"), [number for number, _ in numbered[1:]]


def _read_checked(path):
    where, wanted = f"{path.parent.name}/{path.name}", FILES[path.name]
    try:
        with path.open(encoding="utf-8", newline="") as file:
            numbered = [
                (number, line) for number, line in enumerate(file, 1) if line.strip() and not line.startswith("#")
            ]
    except UnicodeDecodeError:
        return None, [], [f"{where} is not UTF-8 text. Save it as CSV in UTF-8."]
    rows = list(csv.reader(line for _, line in numbered))
    if not rows or tuple(rows[0]) != wanted:
        have = ",".join(rows[0]) if rows else "nothing"
        return None, [], [f"{where}: its first line is '{have[:80]}'; it should be '{','.join(wanted)}'."]
    wrong = [
        f"{where}, line {number}: {len(row)} fields instead of {len(wanted)}. Put a text that holds a comma in quotes."
        for (number, _), row in zip(numbered[1:], rows[1:], strict=False)
        if len(row) != len(wanted)
    ]
    if wrong:
        return None, [], wrong
    table = pd.DataFrame(rows[1:], columns=list(wanted), dtype="str")
    return table, [number for number, _ in numbered[1:]], _phrases(table, [number for number, _ in numbered[1:]], where)


def _phrases(table, lines, where):
    name, seen, wrong = table.columns[0], {}, []
    for row, line in zip(table.itertuples(index=False), lines, strict=True):
        phrase = row[0]
        key = (phrase.casefold(), row[1] if name == "word" else "")  # a word may be a verb and a group
        if not phrase.strip() or phrase != " ".join(phrase.split()):
            wrong.append(f"{where}, line {line}: '{phrase}' is no {name}. Write single blanks, none around it.")
        elif "*" in phrase[:-1]:
            wrong.append(f"{where}, line {line}: '{phrase}' has a * inside; only the last character may be one.")
        elif key in seen:
            wrong.append(f"{where}, line {line}: '{phrase}' stands on line {seen[key]} already. Remove one.")
        seen.setdefault(key, line)
    return wrong


def _check_choice(column, choices):
    def check(table, lines, where):
        return [
            f"{where}, line {line}: {column} '{value}' is not known.{did_you_mean(value, choices)} "
            f"It is {listing(choices)}."
            for value, line in zip(table[column], lines, strict=True)
            if value not in choices
        ]

    return check


def _check_likelihood(table, lines, where):
    wrong = _check_choice("likelihood", ("1", "2", "3", "4", "5"))(table, lines, where)
    for row, line in zip(table.to_dict("records"), lines, strict=True):
        if not row["own_low"] and not row["icd203_low"]:
            wrong.append(f"{where}, line {line}: '{row['phrase']}' has no probability. Fill icd203_* or own_*.")
        for scale in (*SCALES, "own"):
            texts = [row[f"{scale}_{part}"] for part in ("low", "mid", "high")]
            if not any(texts):
                continue
            try:
                low, mid, high = map(float, texts)
            except ValueError:
                wrong.append(
                    f"{where}, line {line}: {scale} is '{', '.join(texts)}'; it takes three numbers from 0 to 1."
                )
                continue
            if not 0 <= low <= mid <= high <= 1:
                wrong.append(f"{where}, line {line}: {scale} is {low}, {mid}, {high}; it should rise from 0 to 1.")
            term = row.get(f"{scale}_term", "exact")
            if term not in ("exact", "nearest"):
                wrong.append(f"{where}, line {line}: {scale}_term is '{term}'; it is exact or nearest.")
    return wrong


def _check_horizons(table, lines, where):
    wrong = _check_choice("unit", UNITS)(table, lines, where)
    for row, line in zip(table.to_dict("records"), lines, strict=True):
        try:
            begin, low, high = (float(row[name]) for name in ("from", "to_min", "to_max"))
        except ValueError:
            wrong.append(f"{where}, line {line}: from, to_min and to_max take numbers, like 0, 1, 6.")
            continue
        if not 0 <= begin <= low <= high:
            wrong.append(
                f"{where}, line {line}: '{row['phrase']}' runs from {begin:g} to {low:g}–{high:g}; "
                "it should not end before it begins."
            )
    return wrong


_CHECKS = {
    "cues.csv": _check_choice("class", CUE_CLASSES),
    "likelihood.csv": _check_likelihood,
    "horizons.csv": _check_horizons,
    "speakers.csv": _check_choice("kind", WORD_KINDS),
}


def _numbers(table, texts):
    made = {
        name: table[name] if name in texts or name.endswith("_term") else pd.to_numeric(table[name]) for name in table
    }
    return pd.DataFrame(made)
