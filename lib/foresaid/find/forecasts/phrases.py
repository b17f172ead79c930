"""Matchers made from tables of phrases, for use on one flagged sentence at a time."""

import re


def phrase_pattern(phrases):
    """One pattern over folded text for these phrases; longer ones come first, a trailing * lets a word go on."""
    parts = []
    for phrase in sorted(set(phrases), key=lambda one: (-len(one), one)):
        body = re.escape(phrase.rstrip("*").casefold()).replace(r"\ ", r"\s+")
        begin = "" if phrase[0] == "'" else r"(?<![^\W_])"
        parts.append(begin + body + (r"[^\W_]*" if phrase.endswith("*") else r"(?![^\W_])"))
    return re.compile("|".join(parts))


def row_finder(phrases):
    """A function from the matched words to the phrase of the table (None where no phrase fits)."""
    exact = {phrase.casefold(): number for number, phrase in enumerate(phrases) if not phrase.endswith("*")}
    open_ = sorted(((phrase[:-1].casefold(), number) for number, phrase in enumerate(phrases) if phrase.endswith("*")),
                   key=lambda one: -len(one[0]))

    def find(words):
        words = " ".join(words.split())
        if words in exact:
            return exact[words]
        return next((number for begin, number in open_ if words.startswith(begin)), None)
    return find
