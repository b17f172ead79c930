"""JSONL: one article a line."""

import json

from foresaid.corpus.readers.encodings import find_encoding
from foresaid.corpus.readers.streams import CutShort, open_bounded, split_lines


def read_jsonl(path, report):
    """Yield (place, record) for every good line; the bad ones go into the report with their number and reason."""
    encoding, note = find_encoding(path)
    report.notes += [note] if note else []
    with open_bounded(path) as stream:
        lines = split_lines(stream) if encoding.startswith("utf-8") else _recoded(stream, encoding)
        try:
            for number, line in lines:
                yield from _read_line(number, line, report)
        except CutShort:
            report.notes.append("The file ends early or is damaged; the lines before that were read.")


def _recoded(stream, encoding):
    import codecs
    for number, line in enumerate(codecs.getreader(encoding)(stream, "replace"), 1):
        yield number, line.encode("utf-8", "surrogatepass")


def _read_line(number, line, report):
    if line is not None and not line.strip(b"\xef\xbb\xbf \t\r\n"):
        return
    report.read += 1
    try:
        if line is None:
            raise ValueError("a line of more than 64 MiB")
        record = json.loads(line.decode("utf-8", "replace").lstrip("\ufeff"))
        if not isinstance(record, dict):
            raise ValueError("no object in braces")
    except (ValueError, RecursionError) as error:
        report.drop(f"not JSON ({_reason(error)})", f"line {number}")
        return
    yield f"line {number}", record


def _reason(error):
    if isinstance(error, json.JSONDecodeError):
        return error.msg
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)[:80]
