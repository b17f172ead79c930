"""Entries and the hashes that chain them: each says what it holds and, by a hash, everything that came before it.

An entry's SHA-256 covers its number, kind, key, version, dataset, body, time and the hash of the entry before. Whoever
changes, drops or inserts an entry must make every later hash anew, and then the head (number and hash of the last one)
is no longer the head that was published. Light: no pandas.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field

FIRST = "0" * 64  # what stands as `previous` in the very first entry
KINDS = ("forecast", "outcome")


@dataclass(frozen=True)
class Draft:
    """What somebody wants to enter. The fields of `unread` do not make a new version when they alone have changed."""

    kind: str
    key: str
    dataset: str
    body: dict
    unread: tuple = field(default=())


@dataclass(frozen=True)
class Entry:
    """An entry of the ledger; `body` is canonical JSON, `recorded_at` ISO time in UTC."""

    number: int
    kind: str
    key: str
    version: int
    dataset: str
    body: str
    recorded_at: str
    previous: str
    sha256: str

    def read(self):
        """The body as a dict."""
        return json.loads(self.body)

    def as_dict(self):
        """All fields by name, the body as text."""
        return asdict(self)


FIELDS = tuple(Entry.__dataclass_fields__)


def canonical(value):
    """The one way to write a value as JSON: sorted names, no blanks, no NaN.

    >>> canonical({"b": 0.5, "a": "Mára"})
    '{"a":"Mára","b":0.5}'
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def seal(number, draft, version, recorded_at, previous):
    """Make the entry of a draft: the next one after the entry whose hash is `previous`."""
    told = (number, draft.kind, draft.key, version, draft.dataset, canonical(draft.body), recorded_at, previous)
    return Entry(*told, hash_of(told))


def hash_of(told):
    """SHA-256 over an entry's fields but its own hash, in order.

    >>> hash_of((1, "forecast", "f1", 1, "mine", "{}", "2017-01-05T00:00:00Z", FIRST))[:12]
    '0f8fe7441265'
    """
    return hashlib.sha256(canonical(list(told)).encode()).hexdigest()


def is_sealed(entry):
    """Whether an entry's hash is that of its fields; it is not where a field is nothing that can be told in JSON."""
    try:
        return entry.sha256 == hash_of(tuple(getattr(entry, name) for name in FIELDS[:-1]))
    except (ValueError, TypeError):
        return False


def say_head(head):
    """The head of a chain as it is published: number and hash; 'empty' where there is no entry.

    >>> say_head((2, "ab" * 32))[:10], say_head(None)
    ('2:abababab', 'empty')
    """
    return "empty" if head is None else f"{head[0]}:{head[1]}"
