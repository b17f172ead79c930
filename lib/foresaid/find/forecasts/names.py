"""The name in the words of a holder, the fullest form that the article has of it, and what kind of speaker it is."""

import re
from functools import lru_cache
from typing import NamedTuple

from foresaid.find.forecasts.nounphrases import DETERMINER, NOT_NAMES, POSSESSIVE, SKIP_HEAD, people_in

AUTHOR = "AUTHOR"
FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’-]+\s+(?:[A-Z]\.\s+)?\Z")
LONGEST_FIRST_NAME = 60
WORDS = re.compile(r"[\w'’-]+")
RIM = re.compile(r"\b")
PARTICLES = ("de", "van", "von", "al", "bin")
GOVERNS = frozenset(
    ["of", "for", "to", "with", "from", "by", "at", "in", "on", "against", "about", "under", "like", "between"]
)
BEHIND = ("and", "of", "on", "in", "at", "from", "told", "with", "also")  # small words that may follow a holder's name
TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Prof|Sir|Lord|Lady|Col|Lt|Sgt|Capt|Maj|Adm|Sens|Reps)\.?\s+"
    r"|(?:former|then|ex)\b[\s-]+|(?:Foreign|Prime|Defen[cs]e|Finance|Interior|Vice|Deputy|US|U\.S\.|UK|British|Russian|"
    r"Ukrainian|French|German|American)[\s-]+(?=(?:\w+\s+){0,2}(?:President|Minister|Secretary|Chancellor))"
    r"|(?:President|Chancellor|Minister|Secretary|Senator|Governor|Congressman|Congresswoman|Chairman|Chairwoman|"
    r"Director|Spokesman|Spokeswoman|Spokesperson|Ambassador|Commissioner|General|Admiral|Colonel|Judge|Justice|"
    r"Professor|Mayor|Premier|Taoiseach|King|Queen|Prince|Princess|Pope|Bishop|Archbishop|Speaker|Leader|CEO|Chief|"
    r"Representative|Captain|Major|Lieutenant|Sergeant|Analyst|Economist)\s+)+(?=[A-ZÀ-Þ])"
)
APART = re.compile(r",\s|\s[-–—]\s|;|\s\(|[“”\"]|''|\b(?:who|which|whose)\b")
MINISTER = re.compile(  # "Minister for Foreign Affairs Jane Roe"
    r"\b(?:(?i:minister|(?:under-)?secretary|commissioner|director|head|chair(?:man)?|spokes(?:man|woman|person)|"
    r"member|president|ambassador|leader|chief))\s+(?:for|of|to|at)\s+(?:the\s+)?"
    r"(?:(?:[A-ZÀ-Þ][\w’'-]*|and|of|for|the)[\s,]+)+?"
    r"([A-ZÀ-Þ][a-zß-ÿ][\w’'-]*(?:\s+[A-Z]\.)?\s+(?:(?:de|van|von|al|bin|la|le|der|den)\s+)*"
    r"[A-ZÀ-Þ][\w’'-]*[a-zß-ÿ])$"
)
OUTLET = re.compile(r".+['’]s\s+(?=[A-ZÀ-Þ]\S+\s+[A-ZÀ-Þ])")  # "The Post's Jane Roe"
LONE = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ][\w’'-]+")
PARTY = re.compile(r"^[RD]-[A-Z]")
LEADING = re.compile(r"^[\s“”\"'’‘(,.:;–—-]+")


PERSONAL = {
    "he": "he", "him": "he", "she": "she", "her": "she", "i": "i", "me": "i", "you": "i", "we": "we", "us": "we",
    "they": "they", "them": "they", "it": "it", "which": "it", "this": "it", "that": "it", "who": "who",
}


SUBJECTS = ("he", "she", "they", "we", "i")


class Speaker(NamedTuple):
    """Who: the name, its kind, and the offsets of the words in the sentence (None when they stand elsewhere)."""

    name: str
    kind: str
    start: int | None = None
    end: int | None = None


@lru_cache(maxsize=20_000)
def name_in(words, organisations):
    """The name in a holder's words, or the description of him: (name, start, end), or None.

    `organisations`: words that make a name one of no person.

    >>> name_in("an economist at the Bank of Tolland, Mara Quill,", frozenset(["bank"]))
    ('Mara Quill', 37, 47)
    >>> name_in("officials of the Bank", frozenset())
    ('officials of the Bank', 0, 21)
    """
    parts, begin = [], 0
    for cut in [*APART.finditer(words), None]:
        end = cut.start() if cut else len(words)
        parts.append((begin, words[begin:end]))
        begin = cut.end() if cut else end
    first, described = None, False
    for begin, part in parts:
        found = _person(part, organisations)
        if found:
            return found[0], begin + found[1], begin + found[2]
        phrase = _phrase(part, begin)
        if phrase is None or PARTY.match(phrase[0]):
            continue
        if first is None:
            first, described = phrase, _is_described(phrase[0])
        elif described and LONE.fullmatch(phrase[0]):
            return phrase
    return first


def _is_described(words):
    """Whether the words describe somebody without a name but one's in the genitive: "Ifra's aunt"."""
    names = (word for word in words.split()[1:] if word[:1].isupper())
    return words[-1:].islower() and all(POSSESSIVE.search(name) for name in names)


def _person(part, organisations):
    """The person whom a part without commas names."""
    minister = MINISTER.search(part)
    if minister:
        return minister[1], minister.start(1), minister.end(1)
    for name, start, end in people_in(part):
        before, rest = part[:start].casefold().split(), part[end:].split()
        if before and (before[-1] in GOVERNS or (before[-1] == "and" and len(before) > 1)):
            return None
        if POSSESSIVE.search(part[end : end + 2]) or not organisations.isdisjoint(name.casefold().split()):
            continue
        if rest[:1] == ["and"] and rest[1:] and rest[1][0].isupper():
            both = part[start:].rstrip(" .,")
            return both, start, start + len(both)
        if not rest or not rest[0][0].islower() or rest[0] in BEHIND:
            own = OUTLET.match(name)
            return name[own.end() if own else 0 :], start + (own.end() if own else 0), end
    return None


def _phrase(part, begin):
    """What names somebody in a part without a person's name, less the words and titles before it."""
    skip = 0
    for lead in (LEADING, SKIP_HEAD, TITLE):
        found = lead.match(part[skip:])
        skip += found.end() if found else 0
    words = POSSESSIVE.sub("", part[skip:].rstrip(" \t\n.,-–—'’“”\")]"))
    *ahead, last = words.split() or [""]
    if ahead and last.casefold() in SUBJECTS:  # "The next day he"
        return last, begin + skip + len(words) - len(last), begin + skip + len(words)
    if ahead and last in NOT_NAMES:  # the next sentence has begun
        words = words[: -len(last)].rstrip(" .")
    if not any(map(str.isalpha, words)) or (words in NOT_NAMES and words.casefold() not in PERSONAL):
        return None
    return words, begin + skip, begin + skip + len(words)


def full_name(name, article):
    """The longest form of a person's name that the article uses: "Clinton" is "Hillary Clinton" if it says so once.

    >>> from foresaid.find.forecasts.holders import Article
    >>> full_name("Roe", Article("Jane Roe spoke. Roe left."))
    'Jane Roe'
    """
    if len(name.split()) != 1 or not name[:1].isupper():
        return name
    key = "full", name
    if key not in article.memory:
        article.memory[key] = _full_name(name, article.text)
    return article.memory[key]


def _full_name(name, text):
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        first = FIRST_NAME.search(text, max(0, at - LONGEST_FIRST_NAME), at) if RIM.match(text, end) else None
        if first:
            words = text[first.start() : end].split()
            return name if words[0] in NOT_NAMES else " ".join(words)
        at = text.find(name, at + 1)
    return name


@lru_cache(maxsize=20_000)
def kind_of(name, matcher):
    """What kind of speaker these words name."""
    kinds = matcher.kinds
    words = [word for word in (POSSESSIVE.sub("", word) for word in WORDS.findall(name)) if word]
    low = [word.casefold() for word in words]

    def first_kind(*names):
        return next((kind for kind in names if not kinds.get(kind, set()).isdisjoint(low)), None)

    plain = first_kind("unnamed", "group")
    if plain:
        return plain
    if words and all(word[0].isupper() or word in PARTICLES for word in words):
        alone = "organisation" if len(words) == 1 and words[0].isupper() and len(words[0]) > 1 else "person"
        return first_kind("body", "organisation") or alone
    kind = first_kind("person", "body", "organisation")
    if kind:
        return "unnamed" if kind == "person" else kind
    return "group" if low and low[-1].endswith("s") else "unnamed"


@lru_cache(maxsize=20_000)
def sort_of(name, matcher):
    """What sort of words a holder's name is: a pronoun, a person, one name, an organisation, described people, …"""
    low = name.casefold()
    if low in PERSONAL:
        return PERSONAL[low]
    kind = kind_of(name, matcher)
    words = name.split()
    if kind == "person":
        return "person" if len(words) > 1 else "name"
    if kind == "unnamed" and not matcher.kinds.get("person", set()).isdisjoint(low.split()):
        return "the person" if DETERMINER.match(name) else "person word"
    if name[0].islower() and kind == "unnamed":
        return "other"
    return kind
