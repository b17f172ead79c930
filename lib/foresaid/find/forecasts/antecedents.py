"""Whom the words of a holder name: the name itself, or for "he", "the minister" those who may be meant."""

import re

from foresaid.find.forecasts.names import AUTHOR, RIM, full_name, name_in, sort_of
from foresaid.find.forecasts.nounphrases import NAME, NOT_NAMES, PERSON, people_in
from foresaid.find.forecasts.tokens import fold

BACK = 600  # characters to look for a name before a pronoun
SENTENCE_END = re.compile(r"[.!?][”\"']?\s+(?=[“\"'A-ZÀ-Þ])")
NAME_BEFORE = re.compile(rf"\b({PERSON.pattern}),\s+\Z")
NAME_AFTER = re.compile(rf",\s+({PERSON.pattern}),")
NAMED_BEHIND = re.compile(r",?\s+((?:[A-ZÀ-Þ][\w’'-]+\s+)+[A-ZÀ-Þ][\w’'-]+)")
DESCRIBED = ("who", "the person", "person word", "other", "unnamed", "group", "organisation", "body")
PEOPLE = ("he", "she", "who", "the person")


def named(words, start, article, matcher):
    """Who may be meant by a holder's words at the offset `start`.

    Returns the offsets of the name or pronoun among the words, and [(name, its key, what is seen about it)].
    """
    key = words, start
    if key not in article.memory:
        article.memory[key] = _named(words, start, article, matcher)
    return article.memory[key]


def _named(words, start, article, matcher):
    found = name_in(words, matcher.organisations)
    if found is None:
        return (start, start), []
    sort = sort_of(found[0], matcher)
    made = {}

    def may_be(name, why):
        if name:
            made.setdefault(full_name(name, article), []).append(f"{sort} {why}")

    beside = _beside(start, start + len(words), article) if sort in DESCRIBED else None
    may_be(beside, "beside")
    if sort in ("he", "she", "who", "the person", "i", "we", "they", "it"):
        last = _last_holder(start, article, matcher)
        if last and last != AUTHOR:
            may_be(last, f"last holder {sort_of(last, matcher)}")
        if sort in PEOPLE:
            near, first = _people_before(start, article, matcher.organisations)
            may_be(near, "near")
            may_be(first, "first")
        if sort in ("they", "it", "who", "we"):
            may_be(_last_name(article.text[max(0, start - 300) : start]), "name")
        if sort == "the person":
            may_be(_office(found[0], article), "office")
    if not beside and (sort not in ("he", "she", "who", "i") or not made):
        may_be(found[0], "itself")
    return (start + found[1], start + found[2]), [(name, _key(name), tuple(why)) for name, why in made.items()]


def _key(name):
    """The same for "Roe" and "Jane Roe"."""
    return name.casefold().split()[-1] if name[0].isupper() else name.casefold()


def _beside(start, end, article):
    """The person beside the words that describe him: "Jane Roe, a lawyer,", "the president, Jane Roe,"."""
    before = NAME_BEFORE.search(article.text, max(0, start - 60), start)
    after = None if before else NAME_AFTER.match(article.text, end)
    return (before or after)[1] if before or after else None


def _last_holder(start, article, matcher):
    """The best guess who holds the last attribution before an offset."""
    key = "holder", start
    if key not in article.memory:
        article.memory[key] = None  # no holder is his own
        for words, first, end, *_ in reversed(article.said):
            if end <= start:
                _, found = named(words, first, article, matcher)
                if found and found[0][0][:1].isupper():
                    article.memory[key] = found[0][0]
                    break
    return article.memory[key]


def _people_before(start, article, organisations):
    """The nearest person before an offset, and the first in the sentence before it."""
    begin = max(0, start - BACK)
    window = article.text[begin:start]
    people = [one for one in people_in(window) if organisations.isdisjoint(one[0].casefold().split())]
    if not people:
        return None, None
    ends = [match.end() for match in SENTENCE_END.finditer(window)]
    edge = ends[-2] if len(ends) > 1 else 0
    return people[-1][0], next((name for name, place, _ in people if place >= edge), people[-1][0])


def _last_name(before):
    for match in reversed(list(NAME.finditer(before))):
        name = match[0].split(". ")[-1].strip(" .,")
        if name and name.split()[0] not in NOT_NAMES:
            return name
    return None


def _office(words, article):
    """The person whom the article calls by the last word of "the foreign minister"."""
    office = fold(words.split()[-1])
    key = "office", office
    if key not in article.memory:
        article.memory[key] = _named_behind(office, article)
    return article.memory[key]


def _named_behind(office, article):
    """The first name of two words or more that stands behind a word, in whatever case the word is."""
    low = article.memory.get("low") or fold(article.text)
    article.memory["low"] = low
    at = low.find(office)
    while at >= 0:
        found = RIM.match(low, at) and NAMED_BEHIND.match(article.text, at + len(office))
        if found:
            return found[1]
        at = low.find(office, at + 1)
    return None
