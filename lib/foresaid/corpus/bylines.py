"""Who wrote, edited and sold a text: bylines, editors, datelines and agency tags."""

import re
from functools import lru_cache

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
PLACE = r"[A-Z][\w'’.]+(?:[ -][A-Z][\w'’.]+){0,3}(?:, [A-Z][\w'’. ]{1,25})?"
CAPITALS = r"[A-Z][A-Z'’.]+(?:[ /-][A-Z][A-Z'’.]+){0,3}(?:, [A-Z][\w'’. ]{1,25})?"
# MOSCOW, February 7. /TASS/.
SLASHED = re.compile(rf"(?:{CAPITALS}, {MONTH} \d{{1,2}}\.? )?/([A-Z][\w -]{{1,20}})/\.?\s*")
# KEST (SNA) - ; WASHINGTON, March 3 (Reuters) – ; (CNN)
BRACKETED = re.compile(rf"(?:{PLACE},? )?(?:(?:{MONTH}|[A-Z][a-z]{{2,3}}\.?) \d{{1,2}},? )?"
                       r"\(([A-Z][\w /&.-]{1,25})\)\s*(?P<dash>[-–—]{1,2})?\s*")
# PORT SENNA —
PLACED = re.compile(rf"{CAPITALS}\s+(?:[—–]|--?)\s+(?=\S)")
BYLINE = re.compile(r"(?:By|BY|by) (?P<names>[A-Z][^.!?:;]{2,90}|admin)")
AFTER_NAMES = re.compile(r",\s+(?=[a-z])|\s+(?:in|for|at|of|FOR|IN)\s+(?=[A-Z])|\s*[|/(]")
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\band\b|\bAND\b)\s*")
NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,4}")
SHORT = 120  # characters: a longer line is no byline


def read_names(text, nobody):
    """The names in a byline, joined by '; ', None if there are none.

    >>> read_names("By Zhao Long, researcher at an institute", frozenset()), read_names("by admin", {"admin"})
    ('Zhao Long', None)
    >>> read_names("Ingrid Moss and Henrik Dahl", frozenset())
    'Ingrid Moss; Henrik Dahl'
    """
    text = re.sub(r"^by\s+", "", text.strip(), flags=re.IGNORECASE)
    names = [name.strip(" .") for name in BETWEEN_NAMES.split(AFTER_NAMES.split(text)[0])]
    kept = [name for name in names if NAME.fullmatch(name) and name.casefold() not in nobody]
    return "; ".join(dict.fromkeys(kept)) or None


def find_byline(line, near_top, words):
    """Read a line as a byline or an editor's. Returns (what, names): 'authors', 'editor' or None; names may be None."""
    if len(line) > SHORT:
        return None, None
    label = _labels(words.author, words.editor).match(line)
    if label:
        what = "authors" if label.group(1).casefold() in map(str.casefold, words.author) else "editor"
        return what, read_names(line[label.end():], words.nobody)
    if near_top and BYLINE.fullmatch(line):
        names = read_names(line, words.nobody)
        if names or line[3:].casefold() in words.nobody:
            return "authors", names
    return None, None


@lru_cache(maxsize=8)
def _labels(author, editor):
    """The beginning of a line such as 'Author:' or 'Edited by:'."""
    every = sorted((*author, *editor), key=len, reverse=True)
    labels = "|".join(map(re.escape, every))
    return re.compile(rf"({labels})\s*[:：]\s*", re.IGNORECASE)


def find_dateline(text, start, agencies):
    """The dateline that begins at `start`: (end, agency), or (start, None) where there is none."""
    match = SLASHED.match(text, start)
    if match:
        return match.end(), match.group(1).strip()
    match = BRACKETED.match(text, start)
    if match:
        name = match.group(1)
        known = name in agencies or name.split("/")[0] in agencies
        place = text[start:match.start(1) - 1].split(",")[0].strip()
        if known or (name.isupper() and len(name) >= 3 and (not place or (match.group("dash") and place.isupper()))):
            return match.end(), name
    match = PLACED.match(text, start)
    if match:
        return match.end(), None
    return start, None


def agency_at_foot(line, agencies):
    """The agency whose tag is this line, such as /TASS/ or (AP), else None."""
    bare = line.strip(" /()[]—–-.")
    return bare if bare in agencies and bare != line and len(line) <= len(bare) + 6 else None
