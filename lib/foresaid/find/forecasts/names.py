"""Who the words of an attribution name: pronouns to names, last names to full ones, and the kind of speaker."""

import re
from dataclasses import dataclass
from functools import lru_cache

from foresaid.find.forecasts.attributions import attribution_before
from foresaid.find.forecasts.nounphrases import NAME, NOT_NAMES, PERSON, POSSESSIVE, PRONOUN, bare

AUTHOR = "AUTHOR"
FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’-]+\s+(?:[A-Z]\.\s+)?\Z")
LONGEST_FIRST_NAME = 60
CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w’'-]+")
WORDS = re.compile(r"[\w'’-]+")
RIM = re.compile(r"\b")
PARTICLES = ("de", "van", "von", "al", "bin")


@dataclass(frozen=True)
class Speaker:
    """Who: the name, its kind, and the offsets of the words in the sentence (None when they stand elsewhere)."""

    name: str
    kind: str
    start: int | None = None
    end: int | None = None


def resolve(found, raw, article, matcher):
    """Pronouns to the last fitting name, last names to full ones, and what kind of speaker it is."""
    words, start, end = found
    if not PRONOUN.match(words):
        return Speaker(full_name(words, article), kind_of(words, matcher), start, end)
    low = words.casefold()
    if low in ("i", "we", "you"):
        return Speaker(AUTHOR, "author")
    before = article.text[max(0, article.sent_start - 1500) : article.sent_start] + raw[: start or 0]
    if low in ("it", "they", "who"):
        name = _last_name(NAME, before) or words
    else:
        last = attribution_before(article, matcher)
        if last and last[0][:1].isupper() and not PRONOUN.match(last[0]):
            return Speaker(full_name(last[0], article), kind_of(last[0], matcher), start, end)
        name = _last_person(before, article) or _last_name(PERSON, before) or words
    return Speaker(full_name(bare(name), article), kind_of(name, matcher), start, end)


def _last_name(pattern, before):
    names = [match[0] for match in pattern.finditer(before) if match[0].split()[0] not in NOT_NAMES]
    return names[-1] if names else None


def _last_person(before, article):
    """The last word before that is a person's last name in this article."""
    people = {last: name for end, last, name in _people(article) if end <= article.sent_start + 200}
    for word in reversed(CAPITALISED.findall(before)):
        name = people.get(POSSESSIVE.sub("", word))
        if name:
            return name
    return None


def _people(article):
    """Every name of two words or more in the article: end, last word, name."""
    if "people" not in article.memory:
        article.memory["people"] = [
            (match.end(), match[0].split()[-1], match[0])
            for match in PERSON.finditer(article.text)
            if match[0].split()[0] not in NOT_NAMES
        ]
    return article.memory["people"]


def full_name(name, article):
    """The longest form of a person's name that the article uses: "Clinton" is "Hillary Clinton" if it says so once.

    >>> from foresaid.find.forecasts.speaker import Article
    >>> full_name("Roe", Article("Jane Roe spoke. Roe left.", 15, 25))
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
