"""Files as streams of bytes, with a bound on what may come out of them.

A gzip file of ten kilobytes can hold ten gigabytes. Nothing here is ever unpacked as a whole: the bytes are counted
while they flow, and the flow stops at the limit.
"""

import gzip
import hashlib
import io
import os
import zlib
from pathlib import Path

from foresaid.errors import ForesaidError

MOST_BYTES = 8 << 30  # unpacked bytes of one file, unless FORESAID_MAX_BYTES says otherwise
MOST_RATIO = 200  # unpacked to packed; news text packs 3 to 10 times
RATIO_FROM = 32 << 20  # smaller files cannot hurt, however well they pack
MOST_LINE = 64 << 20  # bytes of one line
GZIP = b"\x1f\x8b"


class CutShort(Exception):
    """A packed file ends before its end, or is damaged there; what came before is good."""


def most_bytes():
    """The limit on unpacked bytes of one file, and whether the reader has set it."""
    text = os.environ.get("FORESAID_MAX_BYTES", "").strip()
    if not text:
        return MOST_BYTES, False
    try:
        number = int(text.replace("_", ""))
    except ValueError:
        number = 0
    if number <= 0:
        raise ForesaidError(f"FORESAID_MAX_BYTES is {text!r}; it should be a number of bytes, such as {MOST_BYTES}.")
    return number, True


class Bounded(io.RawIOBase):
    """A stream that counts what it gives out and stops at the limits."""

    def __init__(self, path, limit, chosen):
        self.path, self.given = Path(path), 0
        self.limit, self.chosen = limit, chosen
        self.file = self.path.open("rb")
        self.packed = self.file.read(2) == GZIP
        self.file.seek(0)
        self.size = os.fstat(self.file.fileno()).st_size
        self.source = gzip.GzipFile(fileobj=self.file) if self.packed else self.file

    def readable(self):
        """It can be read."""
        return True

    def readinto(self, buffer):
        """Fill the buffer; raise ForesaidError at the limit and CutShort at a damaged end."""
        try:
            data = self.source.read1(min(len(buffer), 1 << 20))  # read() would lose what comes before a damaged end
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise CutShort(str(error)) from error
        self.given += len(data)
        if self.given > self.limit:
            raise ForesaidError(f"{self.path}: holds more than {self.limit:,} bytes. If that is right, "
                                f"raise the limit: FORESAID_MAX_BYTES={self.limit * 4} foresaid import …")
        if self.packed and not self.chosen and self.given > max(RATIO_FROM, MOST_RATIO * self.size):
            raise ForesaidError(f"{self.path}: unpacks to more than {MOST_RATIO} times its size, as no text does. "
                                "If you trust it, set how many bytes it may have: "
                                f"FORESAID_MAX_BYTES={MOST_BYTES} foresaid import …")
        buffer[:len(data)] = data
        return len(data)

    def close(self):
        """Close the file below as well."""
        self.file.close()
        super().close()


def open_bounded(path):
    """Open a file, plain or gzipped, as a buffered stream of its (unpacked) bytes, bounded."""
    return io.BufferedReader(Bounded(path, *most_bytes()), 1 << 20)


def read_head(path, size=1 << 20):
    """The first bytes of a file, unpacked."""
    made = bytearray()
    with open_bounded(path) as stream:
        try:
            while len(made) < size and (data := stream.read1(size - len(made))):
                made += data
        except CutShort:
            pass  # the head of a damaged file is what is there; the reader says so when it comes to the damage
    return bytes(made)


def read_whole(path, most, what):
    """All bytes of a file that must be read at once, up to `most`. Returns (bytes, whether it was cut short)."""
    made = bytearray()
    with open_bounded(path) as stream:
        try:
            while data := stream.read1(1 << 20):
                made += data
                if len(made) > most:
                    raise ForesaidError(f"{path}: {what} of more than {most >> 20} MiB cannot be read at once. "
                                        "Bring it as JSONL (one article a line).")
        except CutShort:
            return bytes(made), True
    return bytes(made), False


def split_lines(stream):
    """Yield (number, line as bytes or None); None stands for a line longer than MOST_LINE, which is skipped."""
    number = 0
    while line := stream.readline(MOST_LINE):
        number += 1
        if len(line) == MOST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(MOST_LINE)) and not rest.endswith(b"\n"):
                pass
            line = None
        yield number, line


def sha256_of(path):
    """SHA-256 of a file as it lies on disk."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
