"""JSON files that hold a list of articles, bare or inside an object, or one article."""

import json

from foresaid.corpus.readers.columns import guess_columns
from foresaid.corpus.readers.encodings import find_encoding
from foresaid.corpus.readers.streams import read_whole
from foresaid.errors import ForesaidError

MOST = 512 << 20  # bytes read at once
DEEPEST = 3  # levels at which a list of articles is looked for


def read_json(path, report):
    """Yield (place, record) for every article of a JSON file.

    Raises ForesaidError where no list of objects is found, or more than one.
    """
    encoding, note = find_encoding(path)
    data, cut = read_whole(path, MOST, "a JSON file")
    report.notes += [note] if note else []
    text = data.decode(encoding, "replace").lstrip("\ufeff")
    is_list = text.lstrip().startswith("[")
    items = _read_items(text, report) if is_list else _find_list(path, _load(path, text, cut))
    for number, item in enumerate(items, 1):
        report.read += 1
        if isinstance(item, dict):
            yield f"item {number}", item
        else:
            report.drop("no object in braces", f"item {number}")


def _load(path, text, cut):
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        what = "it is cut short" if cut else getattr(error, "msg", None) or "nested too deeply"
        raise ForesaidError(f"{path}{where}: this is not valid JSON ({what}). If it has one article a line, "
                            "use --format jsonl.") from error


def _read_items(text, report):
    """Yield the items of a list one by one, so that a damaged end does not lose the good beginning."""
    decoder = json.JSONDecoder()
    at = _skip(text, text.index("[") + 1, " \t\r\n")
    while at < len(text) and text[at] != "]":
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at = len(text)
            break
        yield item
        at = _skip(text, at, " \t\r\n,")
    if at >= len(text):
        report.drop("the rest of the list is cut short or not JSON", f"after item {report.read}")


def _skip(text, at, signs):
    while at < len(text) and text[at] in signs:
        at += 1
    return at


def _find_list(path, value):
    if not isinstance(value, dict):
        raise ForesaidError(f"{path}: there is neither a list nor an object in it. "
                            "Articles stand in a list of objects.")
    found = _lists_in(value, DEEPEST)
    columns = guess_columns(value)
    if "text" in columns or (not found and "title" in columns):
        return [value]
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise ForesaidError(f"{path}: no list of objects was found in it. "
                            'Articles stand in a list such as [{"text": …}].')
    raise ForesaidError(f"{path}: it holds several lists ({', '.join(found)}), and it is unclear "
                        "which one has the articles. Save that one as a file of its own.")


def _lists_in(value, depth, name=""):
    """All lists of objects inside an object, by their dotted names."""
    found = {}
    for key, inside in value.items():
        dotted = f"{name}.{key}" if name else str(key)
        if isinstance(inside, list) and any(isinstance(item, dict) for item in inside):
            found[dotted] = inside
        elif isinstance(inside, dict) and depth > 1:
            found.update(_lists_in(inside, depth - 1, dotted))
    return found
