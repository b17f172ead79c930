"""Plain text: one article a file, its first line that is not empty the title, the rest the text, no date."""

from pathlib import Path

from foresaid.corpus.readers.encodings import find_encoding
from foresaid.corpus.readers.streams import read_whole

MOST = 64 << 20  # bytes of one article


def read_text(path, report):
    """Yield the one article of a text file; its id is the file's name without the ending."""
    encoding, note = find_encoding(path)
    data, cut = read_whole(path, MOST, "a text")
    report.notes += [note] if note else []
    if cut:
        report.notes.append("The file ends early or is damaged; what came before was read.")
    text = data.decode(encoding, "replace").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    title, _, rest = text.lstrip().partition("\n")
    report.read += 1
    name = Path(path).name.removesuffix(".gz").removesuffix(".GZ")
    yield "the text", {"article_id": Path(name).stem, "title": title.strip(), "text": rest.strip("\n")}
