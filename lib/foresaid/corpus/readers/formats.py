"""Which format a file has: by its name, and by its first bytes where the name does not say or says wrong."""

from pathlib import Path

from foresaid.corpus.readers.columns import KNOWN, plain_name
from foresaid.errors import ForesaidError, listing

FORMATS = ("csv", "jsonl", "json", "parquet", "text")
ENDINGS = {".csv": "csv", ".tsv": "csv", ".tab": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".jl": "jsonl",
           ".json": "json", ".parquet": "parquet", ".pq": "parquet", ".txt": "text", ".text": "text"}
MAGIC = ((b"\x89PNG", "a picture (PNG)"), (b"\xff\xd8\xff", "a picture (JPEG)"), (b"GIF8", "a picture (GIF)"),
         (b"II*\0", "a picture (TIFF)"), (b"MM\0*", "a picture (TIFF)"), (b"RIFF", "a picture, sound or film (RIFF)"),
         (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip archive or an Office document"), (b"{\\rtf", "an RTF document"),
         (b"\x1f\x8b", "packed twice"), (b"BZh", "packed with bzip2"), (b"\xfd7zXZ", "packed with xz"),
         (b"\x28\xb5\x2f\xfd", "packed with zstd"), (b"\x7fELF", "a program"), (b"SQLite format 3", "a database"),
         (b"\xd0\xcf\x11\xe0", "an old Office document"), (b"ID3", "a sound file"))
MARKED = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 with its mark holds zero bytes and is text all the same
WAY_OUT = "Foresaid reads CSV, TSV, JSONL, JSON, Parquet and plain text, each also gzipped."


def find_format(path, head, wanted="auto"):
    """Say which format a file has; `head` is its first bytes, unpacked. Raises ForesaidError for one we cannot read."""
    if not head.strip(b"\0\xef\xbb\xbf \t\r\n"):
        raise ForesaidError(f"{path}: the file is empty. {WAY_OUT}")
    if head.startswith(b"PAR1"):
        return "parquet"
    _refuse_binary(path, head)
    named = wanted if wanted != "auto" else ENDINGS.get(_ending(path), "")
    if named == "parquet":
        raise ForesaidError(f"{path}: this is no Parquet file. If it is another format, name it with --format.")
    if named == "json" and wanted == "auto" and _is_lines(head):
        return "jsonl"
    return named or _guess(path, head)


def _ending(path):
    name = Path(path).name.lower().removesuffix(".gz")
    return Path(name).suffix


def can_read(path):
    """Whether a file's name is that of a format we read."""
    return _ending(path) in ENDINGS


def _refuse_binary(path, head):
    kind = next((kind for magic, kind in MAGIC if head.startswith(magic)), "")
    start = head[:4096]
    strange = sum(byte < 9 or 13 < byte < 27 or byte == 28 for byte in start)
    wide = start.startswith(MARKED) or max(start[::2].count(0), start[1::2].count(0)) > len(start) // 5 >= 1
    if not kind and strange > len(start) // 20 and not (wide and min(start[::2].count(0), start[1::2].count(0)) < 4):
        kind = "no text"
    if kind:
        raise ForesaidError(f"{path}: this is {kind}, which cannot be read as articles. {WAY_OUT}")


def _is_lines(head):
    """Whether a .json file is really one object a line."""
    import json
    lines = [line for line in head.lstrip(b"\xef\xbb\xbf").split(b"\n", 3)[:3] if line.strip()]
    if len(lines) < 2 or not lines[0].lstrip().startswith(b"{"):
        return False
    try:
        json.loads(lines[0])
    except (ValueError, RecursionError):
        return False
    return True


def _guess(path, head):
    """The format of a file whose name does not say it."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"["):
        return "json"
    if start.startswith(b"{"):
        return "jsonl" if _is_lines(head) else "json"
    first = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    if any(sum(plain_name(name) in KNOWN for name in first.split(sign)) >= 2 for sign in ",;\t|"):
        return "csv"
    raise ForesaidError(f"{path}: its name does not say which format it has. "
                        f"Name it with --format: {listing(FORMATS)}.")
