"""A notebook's parameters: read from its cell, never by running it, and checked before anything runs.

The cell tagged `parameters` is the form (STYLE rule 8): one plain value a line, its type as an annotation, its meaning
as the comment. A comment may name choices ("day, week or month", "choices: a, b") and a range ("1 to 50").
"""

import ast
import io
import json
import math
import re
import tokenize
from dataclasses import dataclass
from datetime import date, datetime

from foresaid.errors import ForesaidError, did_you_mean, listing

TYPES = ("str", "int", "float", "bool", "list", "date")
TRUE, FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
ANY_OF = re.compile(r"(?:choices:\s*)?([\w-]+(?:, [\w-]+)* or [\w-]+)(?:[;:.,].*)?$")
CHOICES = re.compile(r"choices:\s*([\w-]+(?:\s*,\s*[\w-]+)*)")
RANGE = re.compile(r"\b(-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)\b")
LEAST = re.compile(r"\bat least (-?\d+(?:\.\d+)?)")
LONGEST = 4000


@dataclass(frozen=True)
class Parameter:
    """One parameter: name, type, default, meaning, the values it may take."""

    name: str
    type: str            # one of TYPES
    default: object
    meaning: str = ""
    choices: tuple = ()
    least: float | None = None
    most: float | None = None


def read_parameters(notebook, name):
    """Read the parameters of a notebook from its cell tagged `parameters`; a notebook without one takes none.

    Returns {name: Parameter} in the cell's order. Raises ForesaidError with the cell's line for what is no plain value.
    """
    cells = [cell for cell in notebook["cells"]
             if cell["cell_type"] == "code" and "parameters" in cell.get("metadata", {}).get("tags", [])]
    if not cells:
        return {}
    source = cells[0]["source"]
    source = "".join(source) if isinstance(source, list) else source
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise ForesaidError(f"{name}: the parameters cell is not Python (line {error.lineno}: {error.msg}).") from None
    comments = read_comments(source)
    found = [read_parameter(node, comments, name) for node in tree.body if not is_docstring(node)]
    return {one.name: one for one in found}


def read_comments(source):
    """Comments of a piece of Python: {line: text}."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string.lstrip("# ").strip() for token in tokens if token.type == tokenize.COMMENT}


def is_docstring(node):
    """True for a string that stands alone."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def read_parameter(node, comments, place):
    """Read one line of the parameters cell."""
    target = node.target if isinstance(node, ast.AnnAssign) else \
        node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
    if not isinstance(target, ast.Name) or node.value is None:
        raise ForesaidError(f"{place}, parameters cell, line {node.lineno}: only lines like `every: str = \"week\"  "
                            "# day, week or month` may stand there. Move the rest to the next cell.")
    try:
        default = ast.literal_eval(node.value)
    except ValueError:
        raise ForesaidError(f"{place}, parameters cell, line {node.lineno}: the value of '{target.id}' must be plain "
                            "(a text, a number, True, False or a list), not something to compute.") from None
    meaning = comments.get(node.end_lineno, "")
    kind = type_of(node, default, target.id, meaning)
    least, most = read_range(meaning, default) if kind in ("int", "float") else (None, None)
    return Parameter(target.id, kind, default, meaning, read_choices(meaning, default), least, most)


def type_of(node, default, name, meaning):
    """The type of a parameter: its annotation's, else its value's; texts that are days are dates."""
    written = re.split(r"\W", ast.unparse(node.annotation))[0] if isinstance(node, ast.AnnAssign) else ""
    kind = written if written in TYPES else type(default).__name__
    if kind == "tuple":
        kind = "list"
    days = name in ("start", "end") or is_day(default) or "YYYY-MM-DD" in meaning or "ISO date" in meaning
    return "date" if kind == "str" and days else kind if kind in TYPES else "str"


def is_day(value):
    """True for an ISO date.

    >>> is_day("2017-02-06"), is_day("2017-2-6"), is_day("2017-02-30")
    (True, False, False)
    """
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def read_choices(meaning, default):
    """The values that a comment names, if the default is among them.

    >>> read_choices("day, week or month", "week")
    ('day', 'week', 'month')
    >>> read_choices("how far, or how long", "week")
    ()
    """
    found = CHOICES.search(meaning) or ANY_OF.match(meaning)
    if not found or not isinstance(default, (str, list)):
        return ()
    names = tuple(re.split(r"\s*,\s*|\s+or\s+", found.group(1)))
    return names if all(one in names for one in as_list(default)) else ()


def as_list(value):
    """A value as a list of one, a list as it is."""
    return value if isinstance(value, list) else [value]


def read_range(meaning, default):
    """The least and the most that a comment names, if the default lies between.

    >>> read_range("how many lines, 1 to 50", 8), read_range("at least 1", 20), read_range("0 to 1", 5)
    ((1.0, 50.0), (1.0, None), (None, None))
    """
    found = RANGE.search(meaning)
    if found:
        least, most = float(found.group(1)), float(found.group(2))
        return (least, most) if least <= default <= most else (None, None)
    found = LEAST.search(meaning)
    return (float(found.group(1)), None) if found and default >= float(found.group(1)) else (None, None)


def check_values(values, parameters, place):
    """Check given values against a notebook's parameters; texts become numbers, lists, dates where these are asked for.

    Returns the values as the notebook will get them. Raises ForesaidError in the house's form.
    """
    unknown = [name for name in values if name not in parameters]
    if unknown:
        takes = f"It takes: {', '.join(parameters)}." if parameters else "It takes none."
        raise ForesaidError(f"{place} has no parameter '{short(unknown[0])}'."
                            f"{did_you_mean(unknown[0], parameters)} {takes}")
    checked = {name: check_value(value, parameters[name], place) for name, value in values.items()}
    start, end = checked.get("start"), checked.get("end")
    if is_day(start) and is_day(end) and start > end:
        raise ForesaidError(f"{place}: start {start} lies after end {end}. Exchange them.")
    return checked


def check_value(value, parameter, place):
    """Check one value: its type, choices, range, and that no character in it can do harm."""
    def wrong(right):
        return ForesaidError(f"{place}: {parameter.name} must be {right}, not {short(value)!r}.")
    value = convert(value, parameter, wrong)
    for one in as_list(value):
        if isinstance(one, str):
            check_text(one, parameter, place)
        if parameter.choices and one not in parameter.choices:
            raise ForesaidError(f"{place}: {parameter.name} must be {listing(parameter.choices)}, not {short(one)!r}."
                                f"{did_you_mean(one, parameter.choices)}")
    if parameter.most is not None and not parameter.least <= value <= parameter.most:
        raise wrong(f"{parameter.least:g} to {parameter.most:g}")
    if parameter.least is not None and value < parameter.least:
        raise wrong(f"at least {parameter.least:g}")
    return value


def convert(value, parameter, wrong):
    """A value in its parameter's type: from the command line it comes as text, from a plan as TOML has it."""
    return {"str": to_text, "date": to_day, "int": to_int, "float": to_float, "bool": to_bool,
            "list": to_list}[parameter.type](value, wrong)


def to_text(value, wrong):
    """A text as it is; dates of a plan in ISO form."""
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise wrong("a text")
    return value


def to_day(value, wrong):
    """A day in ISO form, or nothing."""
    value = value.date().isoformat() if isinstance(value, datetime) else to_text(value, wrong)
    if value and not is_day(value):
        raise wrong("a day like 2017-02-06, or empty")
    return value


def to_int(value, wrong):
    """A whole number."""
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,15}", value.strip(), re.ASCII):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong("a whole number")
    return value


def to_float(value, wrong):
    """A finite number."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise wrong("a number") from None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise wrong("a number")
    return float(value)


def to_bool(value, wrong):
    """True or false."""
    if isinstance(value, str) and value.lower() in TRUE + FALSE:
        return value.lower() in TRUE
    if not isinstance(value, bool):
        raise wrong("true or false")
    return value


def to_list(value, wrong):
    """A list of texts or numbers: from the command line as JSON or parted by commas."""
    if isinstance(value, str):
        value = read_list(value, wrong)
    if not isinstance(value, list) or not all(isinstance(one, (str, int, float)) for one in value):
        raise wrong("a list such as BBC,CNN (or [\"BBC\", \"CNN\"])")
    return value


def read_list(text, wrong):
    """A list written on the command line."""
    if not text.strip().startswith("["):
        return [one.strip() for one in text.split(",") if one.strip()]
    try:
        return json.loads(text)
    except ValueError:
        raise wrong("a list such as BBC,CNN (or [\"BBC\", \"CNN\"])") from None


def check_text(text, parameter, place):
    """Refuse control characters and endless texts; all else is data and stays data."""
    if len(text) > LONGEST:
        raise ForesaidError(f"{place}: {parameter.name} is longer than {LONGEST:,} characters.")
    for character in text:
        if ord(character) < 32 or 127 <= ord(character) < 160 or 0xD800 <= ord(character) < 0xE000:
            raise ForesaidError(f"{place}: {parameter.name} holds a control character (U+{ord(character):04X}). "
                                "Take it out.")


def short(value):
    """A value as an error shows it: at most 60 characters, without control characters."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(one if one.isprintable() else "?" for one in text)
    return text if len(text) <= 60 else text[:57] + "…"
