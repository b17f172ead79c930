"""Read files of coded texts."""

import gzip
import json


def read_coded(path):
    """What stands in a file of JSON lines, plain or gzipped: one dict a line, empty lines left out."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
