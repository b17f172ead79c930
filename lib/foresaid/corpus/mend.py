"""Mend what came broken: entities, letters in two pieces, text decoded wrongly, stray signs and blanks.

Only what is sure is mended; what might be one thing or another is counted and left as it is.
"""

import html
import re
import unicodedata
from collections import Counter

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# UTF-8 that was read as Windows-1252. Pairs that also occur in honest text, such as É” or ß“, are not in here.
MISREAD = re.compile("â€[\x80-\xbf\u0152\u0153\u017e\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
                     "|Ã[\x80-\xbf\u0152\u0153\u017e\u0178\u2020\u2021\u2030\u20ac]|Â[\xa0-\xbf]|ï¿½")
LOST = "\ufffd"  # the sign for a letter that could not be decoded
LOST_NOT = re.compile(r"\b(ain|aren|can|couldn|didn|doesn|don|hadn|hasn|haven|isn|shouldn|wasn|weren|won|wouldn)"
                      r"\ufffd(?=t\b)", re.IGNORECASE)
LOST_AFTER_PRONOUN = re.compile(r"\b(I|you|he|she|it|we|they|who|that|there|what|here|let)"
                                r"\ufffd(?=(?:s|re|ve|ll|d|m)\b)", re.IGNORECASE)
TERMINAL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# no blank and no letter: controls, zero-width signs, soft hyphens, and the marks that turn text round
STRAY = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u202a-\u202e\u2060\ufeff\ufffe\uffff]")
BLANKS = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
LINE_ENDS = re.compile(" *\n *")
GAPS = re.compile("\n{3,}")
DONE = {"entities": "HTML entities written out", "misread": "UTF-8 that had been read as Windows-1252 put right",
        "apostrophes": "lost apostrophes put back", "stray": "control or invisible signs taken out"}


def mend_texts(texts, one_line=False):
    """Mend texts; None stays None. Returns (texts, counts): how many texts each mend changed, and `lost` letters left.

    >>> mend_texts(["Tom &amp; Ann donâ€™t  know", None])[0]
    ['Tom & Ann don’t know', None]
    """
    counts = Counter()
    mended = [None if text is None else _mend(text, counts) for text in texts]
    if one_line:
        mended = [None if text is None else text.replace("\n", " ") for text in mended]
    return mended, counts


def describe_mends(counts):
    """What was mended, as sentences for the import report."""
    notes = [f"{counts[name]:,} text(s): {words}." for name, words in DONE.items() if counts[name]]
    if counts["lost"]:
        notes.append(f"{counts['lost']:,} text(s) hold letters that were lost before they came here (U+FFFD); "
                     "left as they are.")
    return notes


def _mend(text, counts):
    before = text
    if "&" in text:
        text = _counted(ENTITY.sub(lambda match: html.unescape(match.group()), text), text, "entities", counts)
    if not text.isascii():
        text = _mend_letters(text, counts)
    if not text.replace("\n", "").isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        text = BLANKS.sub(" ", _counted(STRAY.sub("", TERMINAL.sub("", text)), text, "stray", counts))
    if "  " in text:
        text = BLANKS.sub(" ", text)
    if "\n" in text:
        text = GAPS.sub("\n\n", LINE_ENDS.sub("\n", text))
    text = text.strip()
    return before if text == before else text  # keep the old object: its hash and size are known


def _mend_letters(text, counts):
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "Ã" in text or "Â" in text or "â€" in text or "ï¿" in text:
        text = _counted(MISREAD.sub(_reread, text), text, "misread", counts)
    if LOST in text:
        mended = LOST_AFTER_PRONOUN.sub("\\1’", LOST_NOT.sub("\\1’", text))
        text = _counted(mended, text, "apostrophes", counts)
        counts["lost"] += LOST in text
    return text


def _counted(after, before, name, counts):
    counts[name] += after != before
    return after


def _reread(match):
    """The sign whose UTF-8 bytes stand here, or what stands here if they make none."""
    raw = b"".join(_byte(letter) for letter in match.group())
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _byte(letter):
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1", "replace")  # the five bytes that Windows-1252 leaves open
