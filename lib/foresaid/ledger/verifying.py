"""Whether the ledger is whole: every hash is made again, and the first link that does not fit is named."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from foresaid.errors import ForesaidError
from foresaid.ledger.chain import FIRST, KINDS, canonical, is_sealed, say_head
from foresaid.ledger.store import missing_guards, read_entries

PUBLISHED = re.compile(r"(\d{1,12}):([0-9a-f]{12,64})")


@dataclass(frozen=True)
class Verdict:
    """What verify found: number of entries, head, the first break ('' if none), notes for a reader."""

    entries: int
    head: tuple | None
    broken: str = ""
    notes: tuple = ()

    @property
    def whole(self):
        """True where nothing is broken."""
        return not self.broken


def verify(published=""):
    """Verify the chain from its first entry to its head, and against a published head ('812:3f2a…') if given.

    Returns a Verdict; an empty ledger is whole. That time runs backwards from one entry to the next is a note and no
    break: clocks jump, and the order is the number. Raises ForesaidError for a published head that cannot be read.
    """
    wanted = read_published(published) if published else None
    missing, damage = missing_guards()
    entries = read_entries()
    broken = f"the file is damaged: {damage[0]}" if damage else first_break(entries)
    broken = broken or (_compare(entries, wanted) if wanted else "")
    notes = [f"The file lacks a guard against changes ({name}): another program has changed it." for name in missing]
    head = (entries[-1].number, entries[-1].sha256) if entries else None
    return Verdict(len(entries), head, broken, (*notes, *_jumps(entries)))


def first_break(entries):
    """Say which entry is the first that does not fit those before it, and what does not; '' if all fit."""
    previous, versions = FIRST, Counter()
    for number, entry in enumerate(entries, 1):
        if entry.number != number:
            return f"entry {number} is missing: {entry.number} comes after {number - 1}"
        if entry.previous != previous:
            return f"entry {number} does not follow entry {number - 1}: it names another hash before it"
        if not is_sealed(entry):
            return f"entry {number} was changed: its hash is not that of what it says"
        if entry.kind not in KINDS or not _is_canonical(entry):
            return f"entry {number} is none that Foresaid writes (kind '{entry.kind}')"
        key = entry.kind, entry.dataset, entry.key
        versions[key] += 1
        if entry.version != versions[key]:
            return f"entry {number} is version {entry.version} of its key, and should be version {versions[key]}"
        previous = entry.sha256
    return ""


def read_published(text):
    """A published head as number and hash, or the beginning of the hash, at least 12 digits.

    >>> read_published("2:abababababab")
    (2, 'abababababab')
    """
    found = PUBLISHED.fullmatch(str(text).strip().lower())
    if not found:
        raise ForesaidError(f"--head {text!r}: a head is written as a report prints it, number and hash with a colon "
                            "between, such as 812:3f2a… (at least 12 digits of the hash).")
    return int(found[1]), found[2]


def _is_canonical(entry):
    try:
        return canonical(entry.read()) == entry.body
    except (ValueError, TypeError, RecursionError):
        return False


def _compare(entries, wanted):
    number, sha256 = wanted
    if number == 0 or number > len(entries):
        return f"entry {number} was published, but the ledger has {len(entries):,} entries"
    if not entries[number - 1].sha256.startswith(sha256):
        return f"entry {number} is not what was published: it is {say_head((number, entries[number - 1].sha256))}"
    return ""


def _jumps(entries):
    found = [two for one, two in pairwise(entries) if two.recorded_at < one.recorded_at]
    if not found:
        return []
    told = (f"The clock went back {len(found)} time(s), first at entry {found[0].number} ({found[0].recorded_at}); the "
            "order of entries is their number, so nothing is wrong with the chain.")
    return [told]
