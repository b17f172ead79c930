"""Titles without the names of the site that printed them."""

import re
from collections import Counter

PARTING = re.compile(r"\s+[|»›]\s*|\s*[|»›]\s+|\s+[-–—]\s+|\s+-(?=[A-Z])")
HOME = {"home", "homepage", "start"}
# words of which names of outlets are made
SITE = re.compile(r"\b(?:News|Times|Post|Network|Magazine|Tribune|Herald|Guardian|Journal|Gazette|Telegraph|Reuters|"
                  r"Bloomberg|BBC|CNN|Xinhua|TASS|Euronews|Online)\b|\.(?:com|org|net|news|co\.uk|cn|ru|de|fr)\b")
SITE_WORDS = 5  # a longer piece is no name of a site
FEW, SHARE = 3, 0.2  # a piece in more titles of its source than this is the source's
WORD = re.compile(r"\w+")


def clean_titles(titles, sources, opinion):
    """Take site names off titles. Returns (titles, rubrics): a rubric is the word of `opinion` that stood before it.

    What stands after the last bar or dash goes if it is the source's name, looks like an outlet's, or ends more than a
    fifth of the source's titles; what stands before the first bar if it is a rubric, "Home", or belongs to that name.
    """
    cut = [_pieces(title) for title in titles]
    sources = [source if isinstance(source, str) else "" for source in sources]
    totals = Counter(sources)
    lasts = Counter((source, pieces[-1].casefold())
                    for pieces, source in zip(cut, sources, strict=True) if len(pieces) > 2)
    made, rubrics = [], []
    for pieces, source in zip(cut, sources, strict=True):
        if len(pieces) < 3:
            made.append(pieces[0] if pieces else None)
            rubrics.append(None)
            continue
        often = lasts[source, pieces[-1].casefold()] > max(FEW, SHARE * totals[source])
        title, rubric = _without_site(pieces, source, often, opinion)
        made.append(title)
        rubrics.append(rubric)
    return made, rubrics


def plain_title(title):
    """A title as a key to compare: its words in lower case.

    >>> plain_title("Is it?  Yes!")
    'is it yes'
    """
    return " ".join(WORD.findall((title or "").casefold()))


def _pieces(title):
    """[piece, parting, piece, …]; [] for no title."""
    if not title:
        return []
    pieces, at = [], 0
    for match in PARTING.finditer(title):
        if match.start() > at:
            pieces += [title[at:match.start()], match.group()]
            at = match.end()
    rest = title[at:].strip()
    return [*pieces, rest] if rest else pieces[:-1] or [title]


def _without_site(pieces, source, often, opinion):
    pieces, site, rubric = list(pieces), "", None
    last = pieces[-1]
    named = plain_title(last) == plain_title(source) and source != ""
    if named or often or (len(last.split()) <= SITE_WORDS and SITE.search(last) and last[:1].isupper()
                          and len(" ".join(pieces[:-2:2]).split()) >= 2):
        site = last
        pieces = pieces[:-2]
    while len(pieces) > 2 and "-" not in pieces[1] and "–" not in pieces[1] and "—" not in pieces[1]:
        first = plain_title(pieces[0])
        if first in opinion:
            rubric = first
        elif not (first in HOME or first == plain_title(source) or set(first.split()) & set(plain_title(site).split())):
            break
        pieces = pieces[2:]
    return "".join(pieces), rubric
