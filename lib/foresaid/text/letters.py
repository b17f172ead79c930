"""What each character is and what it counts as, in tables indexed by code point, so that numpy can read a whole batch.

A table has SIZE entries; whatever lies above counts as its last entry, a letter of some other script.
Folding keeps lengths: one character always becomes one character, so that offsets stay true.
"""

import unicodedata
from functools import cache

import numpy as np

SIZE = 0x20000  # everything up to the emoji and the mathematical letters

WORD, BLANK, NEWLINE, UPPER, LOWER, DIGIT, SKIP, STOP = 1, 2, 4, 8, 16, 32, 64, 128
STOPS = ".!?…"  # what may end a sentence
BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # soft hyphens, joiners, marks of direction
VARIANTS = {**dict.fromkeys("‘’ʼ‛′＇`´", "'"), **dict.fromkeys("‐‑‒–−﹣－", "-"), **dict.fromkeys("“”„‟″", '"')}


@cache
def kinds():
    """What each character is, as bits of a byte: WORD, BLANK, NEWLINE, UPPER, LOWER, DIGIT, SKIP (invisible), STOP."""
    table = np.zeros(SIZE, dtype=np.uint8)
    for code in range(SIZE):
        table[code] = _kind(chr(code))
    table[-1] = WORD
    table.flags.writeable = False
    return table


def _kind(character):
    if character in INVISIBLE:
        return SKIP
    if character in STOPS:
        return STOP
    if character.isspace():
        return BLANK | (NEWLINE if character in BREAKS else 0)
    if character.isalnum() or character == "_":
        return (WORD | (UPPER if character.isupper() or character.istitle() else 0)
                | (LOWER if character.islower() else 0) | (DIGIT if character.isdigit() else 0))
    return WORD if unicodedata.category(character)[0] == "M" else 0


@cache
def plain():
    """The table that makes variants one: curly quotes straight, all hyphens and short dashes '-', any blank a space."""
    table = np.arange(SIZE, dtype=np.uint32)
    table[(kinds() & BLANK) != 0] = ord(" ")
    for variant, normal in VARIANTS.items():
        table[ord(variant)] = ord(normal)
    table.flags.writeable = False
    return table


@cache
def folded():
    """The table of `plain` with case folded, one character to one character (ß stays, İ becomes i)."""
    table = plain().copy()
    for code in np.flatnonzero(kinds() & WORD):
        low = chr(code).lower()
        if low != chr(code):
            table[code] = ord(low[0])
    table.flags.writeable = False
    return table


def code_points(text):
    """The code points of a text as numbers, lone surrogates included.

    >>> code_points("aé😀").tolist()
    [97, 233, 128512]
    """
    try:
        data = text.encode("utf-32-le")
    except UnicodeEncodeError:
        data = text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, dtype=np.uint32)
