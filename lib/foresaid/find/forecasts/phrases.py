"""Matchers made from tables of phrases, for use on one flagged sentence at a time."""

import re
from functools import lru_cache


def phrase_pattern(phrases):
    """One pattern over folded text for these phrases; longer ones come first, a trailing * lets a word go on.

    Phrases share their beginnings in the pattern, so that a place in the text is given up at its first wrong letter.

    >>> phrase_pattern(["soon", "soon after", "ag*"]).findall("soon  after the sooner agenda")
    ['soon  after', 'agenda']
    """
    trees = {"": {}, r"(?<![^\W_])": {}}
    for phrase in phrases:
        node = trees["" if phrase[0] == "'" else r"(?<![^\W_])"]
        for sign in " ".join(phrase.rstrip("*").casefold().split()):
            node = node.setdefault(sign, {})
        node[r"[^\W_]*" if phrase.endswith("*") else r"(?![^\W_])"] = None
    return re.compile("|".join(begin + _branches(tree) for begin, tree in trees.items() if tree))


def _branches(tree):
    """The pattern of a tree of letters: those that go on stand before the ends."""
    ends = sorted((end for end, under in tree.items() if under is None), reverse=True)
    parts = [
        (r"\s+" if sign == " " else re.escape(sign)) + _branches(under)
        for sign, under in sorted(tree.items())
        if under is not None
    ]
    return parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts + ends)})"


def row_finder(phrases):
    """A function from the matched words to the phrase of the table (None where no phrase fits)."""
    exact = {phrase.casefold(): number for number, phrase in enumerate(phrases) if not phrase.endswith("*")}
    open_ = sorted(
        ((phrase[:-1].casefold(), number) for number, phrase in enumerate(phrases) if phrase.endswith("*")),
        key=lambda one: -len(one[0]),
    )

    @lru_cache(maxsize=4096)
    def find(words):
        words = " ".join(words.split())
        if words in exact:
            return exact[words]
        return next((number for begin, number in open_ if words.startswith(begin)), None)

    return find
