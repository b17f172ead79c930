"""What a text tells about itself: genre, whether it is whole, whether a machine translated it, when it was written."""

import re

import numpy as np
import pandas as pd

LIVE = re.compile(r"\blive (?:updates|blog)\b|\bas it happened\b|^live\s*[:|]|[|] live$", re.IGNORECASE)
INTERVIEW = re.compile(r"\binterview with\b|^interview\b|[|:–—-] interview$", re.IGNORECASE)
LETTER = re.compile(r"^letters?(?: to the editor)?\s*[:|]", re.IGNORECASE)
OWN_VOICE = re.compile(r"\bthe author (?:believes|argues|thinks)\b|\bin (?:my|the author['’]s) (?:view|opinion)\b",
                       re.IGNORECASE)
PATH = re.compile(r"//[^/]+/([^?#]*)")
ANY_LETTER = re.compile(r"[^\W\d_]")
CUT = re.compile(r"\[\+\d+ chars\]\s*$|(?:\.\.\.|…)\s*$|\bcontinue reading\W{0,3}\s*$", re.IGNORECASE)

# signs of a machine's English; none of them is enough
SIGNS = (re.compile(r"\w‘s\b"),  # an opening quote for an apostrophe
         re.compile(r"\bAlthough [^.!?]{20,200}\. However,"),  # one sentence of Chinese in two of English
         re.compile(r"\bthe author (?:believes|thinks)\b"),
         re.compile(r"\bit is necessary to (?:proceed|adhere|grasp|pay attention)\b"))
SCARE = re.compile(r"“[^”“\s]+(?: [^”“\s]+){0,3}[^”“.,!?]”")  # a few words in quotation marks that nobody said
SCARES = 10  # per 1,000 words; news of fifteen outlets has 1 to 4
SAID_SO = re.compile(r"\bmachine[- ]translat(?:ed|ion)\b|\btranslated (?:by|with) (?:google|deepl|bing|a machine)\b",
                     re.IGNORECASE)

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")
MONTH_YEAR = re.compile(rf"\b({'|'.join(MONTHS)})(?: \d{{1,2}},?)? ((?:19|20)\d\d)\b")
DAY_MONTH = re.compile(rf"\b(?:(?:on|since) )({'|'.join(MONTHS)}) (\d{{1,2}})\b(?!,? \d{{4}})", re.IGNORECASE)
# things whose month everybody knows, and "N years ago" beside them
LANDMARKS = {r"(?:disintegration|collapse|dissolution|fall|break-?up) of the Soviet Union": (1991, 12),
             r"fall of the Berlin Wall": (1989, 11)}
AGO = r"[^.]{0,20}?\b(\d{1,3}) years ago"
YEARS_AGO = {re.compile(f"{event}{AGO}", re.IGNORECASE): when for event, when in LANDMARKS.items()}


def tell_genres(articles, rubrics, opinion):
    """The genre of each article where it is evident, else None: a list."""
    section = articles["section"].fillna("").str.casefold()
    path = articles["url"].fillna("").str.extract(PATH, expand=False).fillna("").str.casefold().str.split("/")
    title = articles["title"].fillna("")
    in_opinion = section.isin(opinion) | path.map(lambda steps: not opinion.isdisjoint(steps[:4]))
    rubric = pd.Series(rubrics, index=articles.index, dtype="str").notna()
    own = np.array([_in_own_voice(text) for text in articles["text"].fillna("").to_list()], dtype=bool)
    told = np.select(
        [title.str.contains(LETTER) | section.isin(["letters", "letter"]),
         title.str.contains(INTERVIEW) | section.eq("interview"),
         title.str.contains(LIVE) | path.map(lambda steps: "live" in steps[:4]),
         in_opinion | rubric | (own & articles["agency"].isna())],
        ["letter", "interview", "live", "opinion"], default="")
    return [one or None for one in told.tolist()]


def _in_own_voice(text):
    """Whether the author speaks of himself near the beginning."""
    return ("author" in text or "in my " in text) and OWN_VOICE.search(text, 0, 3000) is not None


def tell_body(texts, n_readable):
    """How much of each text is there: full, partial (it says so at its end) or none (no word that has a letter)."""
    return ["none" if not number or not ANY_LETTER.search(text) else
            "partial" if CUT.search(text, max(0, len(text) - 40)) else "full"
            for text, number in zip(texts, n_readable, strict=True)]


def tell_translated(text):
    """'likely' where at least three signs of a machine's English stand together or the text says so, else None.

    Nothing is told of texts without curly quotation marks: most of the signs live in those.
    """
    if "ranslat" in text and SAID_SO.search(text):
        return "likely"
    if "“" not in text or ("the author" not in text and "‘s" not in text):
        return None
    signs = sum(bool(sign.search(text)) for sign in SIGNS)
    scares = len(SCARE.findall(text)) * 1000 / max(200, len(text.split()))
    return "likely" if signs + (scares >= SCARES) >= 3 else None


def guess_published(text):
    """When an undated text was written, with the evidence, as far as it tells; None if it does not.

    >>> guess_published("Since the first weeks of March 2018, when the two signed, it has been in the news.")
    'about March 2018: “March 2018” is the latest month that it names'
    """
    landmark = _from_landmark(text)
    if landmark:
        return landmark
    named = sorted((int(year), MONTHS.index(month)) for month, year in MONTH_YEAR.findall(text))
    if not named:
        return None
    year, month = named[-1]
    words = next(match.group() for match in MONTH_YEAR.finditer(text)
                 if (int(match.group(2)), MONTHS.index(match.group(1))) == (year, month))
    return f"about {MONTHS[month]} {year}: “{words}” is the latest month that it names"


def _from_landmark(text):
    """'30 years ago' beside something of a known month, made exact by a day without a year that lies near."""
    for pattern, (landmark, month) in YEARS_AGO.items():
        match = pattern.search(text)
        if not match:
            continue
        then = (landmark + int(match.group(1))) * 12 + month - 1
        reason = f"“{match.group()}” ({landmark} + {match.group(1)})"
        days = [(day.group(), MONTHS.index(day.group(1).title())) for day in DAY_MONTH.finditer(text)]
        if not days:
            return f"about {then // 12}: {reason}"
        words, number = days[-1]
        year = then // 12
        near = min((12 * around + number for around in (year - 1, year, year + 1)), key=lambda one: abs(one - then))
        return f"about {MONTHS[near % 12]} {near // 12}: {reason}, and “{words}”"
    return None
