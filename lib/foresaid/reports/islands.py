"""Data inside the page: figures as JSON that no browser runs, and plotly.js packed until the page unpacks it."""

import base64
import gzip
import hashlib
import json
from functools import lru_cache

PLOTLY = "application/vnd.plotly.v1+json"
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def island(value):
    r"""JSON that is safe inside a <script>: sorted, compact, with no character that could end it.

    >>> print(island({"t": "</script>"}))
    {"t":"\u003c/script\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    for character, escaped in ESCAPES.items():
        text = text.replace(character, escaped)
    return text


def script_hash(text):
    """The hash of an inline script as a content policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf8")).digest()).decode("ascii")


def pack(text):
    """A text gzipped in base64, the same bytes for the same text.

    >>> gzip.decompress(base64.b64decode(pack("ah"))).decode()
    'ah'
    """
    return base64.b64encode(gzip.compress(text.encode("utf8"), 9, mtime=0)).decode("ascii")


@lru_cache(maxsize=1)
def packed_plotly():
    """The bundle that plotly itself carries, packed, and the hash of the script it unpacks to."""
    from plotly.offline import get_plotlyjs
    source = get_plotlyjs()
    return pack(source), script_hash(source)
