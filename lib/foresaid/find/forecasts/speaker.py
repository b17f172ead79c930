"""Who holds a forecast: the nearest fitting attribution in the sentence, or in the quote it goes on from."""

import re
from dataclasses import dataclass

from foresaid.find.forecasts.nounphrases import (
    NAME,
    NOT_NAMES,
    PERSON,
    PRONOUN,
    bare,
    noun_phrase,
    opening_name,
    subject,
)

AUTHOR = "AUTHOR"
QUOTE = re.compile(r"[“\"]([^“”\"]*)(?:[”\"]|$)")
ACCORDING = re.compile(r"\b(?:according to|in the (?:view|opinion|words) of|as quoted by)\s+")
PASSIVE = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|being|isn't|aren't|it's|they're|he's|she's|what's)\s+(?:\w+ly\s+|also\s+|still\s+|not\s+|now\s+|long\s+|once\s+)*"
    r"|widely\s+|as\s+|than\s+)$"
)
PARTICIPLE = re.compile(
    r"^(?:expected|anticipated|predicted|projected|forecast|estimated|feared|believed|thought|said|reported|hoped|told|warned|asked|"
    r"assured|promised|announced|claimed|felt|vowed|pledged|argued|noted|agreed|declared|speculated)$"
)


@dataclass(frozen=True)
class Speaker:
    """Who: the name, its kind, and the offsets of the words in the sentence (None when they stand elsewhere)."""

    name: str
    kind: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Article:
    """What the search for a speaker may look at: the article's text and where the sentence stands in it."""

    text: str
    sent_start: int
    sent_end: int


def speaker_matcher(table):
    """The words of speakers.csv by kind, and the pattern of reporting verbs."""
    kinds = {kind: set(rows["word"].str.casefold()) for kind, rows in table.groupby("kind")}
    verbs = sorted(kinds.get("verb", set()), key=lambda word: (-len(word), word))
    return kinds, re.compile(r"\b(?:" + "|".join(map(re.escape, verbs)) + r")\b")


def find_speaker(raw, low, cue, article, matcher):
    """The holder of the claim at `cue` in the sentence `raw` (`low`: the same folded)."""
    spans = quote_spans(raw, is_open(article))
    inside = next((span for span in spans if span[0] <= cue[0] < span[1]), None)
    found = _according(raw, low, inside, matcher) or _attribution(raw, low, cue, spans, inside, matcher)
    if found is None and inside is not None:
        found = _after(article, matcher) or _before(article, matcher)
    if found is None:
        return Speaker(AUTHOR, "author")
    return resolve(found, raw, article, matcher)


def is_open(article):
    """Whether a quote that began before the sentence goes on in it: the last mark before it opens one."""
    before = article.text[max(0, article.sent_start - 900) : article.sent_start]
    last = max(before.rfind(mark) for mark in '“”"')
    if last < 0 or "\n\n" in before[last:]:
        return False
    if before[last] == '"':
        return (
            (last == 0 or before[last - 1].isspace() or before[last - 1] in "([")
            and last + 1 < len(before)
            and not before[last + 1].isspace()
        )
    return before[last] == "“"


def quote_spans(raw, opened):
    """Offsets of quoted stretches; a mark that never closes ends with the sentence.

    >>> quote_spans('we will win," she said. "Soon.', True)
    [(0, 13), (24, 30)]
    """
    spans, begin = [], 0 if opened else None
    first = min((place for place in (raw.find(mark) for mark in '“”"') if place >= 0), default=-1)
    if (
        begin is None
        and first > 0
        and raw[first] != "“"
        and not raw[first - 1].isspace()
        and raw[first - 1] not in "([-"
    ):
        begin = 0
    for place, char in enumerate(raw):
        if char == "“" or (char == '"' and begin is None):
            begin = place
        elif begin is not None and char in '”"':
            spans.append((begin, place + 1))
            begin = None
    if begin is not None and begin < len(raw):
        spans.append((begin, len(raw)))
    return spans


def _according(raw, low, inside, matcher):
    match = ACCORDING.search(low)
    if not match or (inside and inside[0] <= match.start() < inside[1]):
        return None
    return noun_phrase(raw, match.end(), matcher)


def _attribution(raw, low, cue, spans, inside, matcher):
    """The subject of the reporting verb that governs the cue."""
    verbs = matcher[1]
    best = None
    for match in verbs.finditer(low):
        if any(begin <= match.start() < end for begin, end in spans) and not (
            inside and inside[0] <= match.start() < inside[1]
        ):
            continue
        same_quote = inside is not None and inside[0] <= match.start() < inside[1]
        if same_quote:
            continue
        if PARTICIPLE.match(match[0]) and PASSIVE.search(low[max(0, match.start() - 24) : match.start()]):
            continue
        ahead = match.end() <= cue[0]
        at_cue = match.start() <= cue[0] < match.end()
        if not (ahead or at_cue or inside or _trailing(low, match)):
            continue
        who = None
        if cue[1] <= match.start() and _inverted(low, match):  # "…, said Ms Roe"
            who = noun_phrase(raw, match.end(), matcher)
        if who is None:
            who = subject(raw, match.start(), matcher)
        if who is None and _inverted(low, match):
            who = noun_phrase(raw, match.end(), matcher)
        if who is None and re.search(r"(?:\band\s+(?:\w+ly\s+)?|,\s*)$", low[: match.start()]):
            who = opening_name(raw, match.start(), matcher)
        if who is None:
            continue
        distance = 0 if at_cue else abs(match.start() - cue[0]) + (0 if ahead or inside else 40)
        if best is None or distance < best[0]:
            best = (distance, who)
    return best[1] if best else None


def _trailing(low, match):
    """A verb after the claim reports it only behind a comma or a quote: "…, he said"."""
    before = low[: match.start()]
    chunk = re.split(r"[,\"]", before)[-1]
    return (
        ("," in before or '"' in before)
        and len(chunk.split()) <= 7
        and not re.search(r"\b(?:and|who|which|that|to)\b", chunk)
    )


def _inverted(low, match):
    before = low[: match.start()].rstrip()
    return (bool(before) and before[-1] in ',"-') or not before


def _before(article, matcher):
    """The last attribution in the text before the sentence: the quote goes on. Offsets are lost."""
    tail = article.text[max(0, article.sent_start - 700) : article.sent_start]
    low = tail.casefold() if len(tail.casefold()) == len(tail) else tail.lower()
    if len(low) != len(tail):
        return None
    spans = [match.span() for match in QUOTE.finditer(tail)]
    for match in reversed(list(matcher[1].finditer(low))):
        if any(begin < match.start() < end for begin, end in spans):
            continue
        if PARTICIPLE.match(match[0]) and PASSIVE.search(low[max(0, match.start() - 24) : match.start()]):
            continue
        who = subject(tail, match.start(), matcher)
        if who is None and _inverted(low, match):
            who = noun_phrase(tail, match.end(), matcher)
        if who is not None:
            return (who[0], None, None)
    return None


def _after(article, matcher):
    """An attribution that opens the text after the sentence: "… ." Ms Roe said."""
    tail = article.text[article.sent_end : article.sent_end + 90]
    match = matcher[1].search(tail)
    if not match or re.search(r"[“”\".]", tail[: match.start()].strip()) or len(tail[: match.start()].split()) > 5:
        return None
    who = subject(tail, match.start(), matcher) or noun_phrase(tail, match.end(), matcher)
    return (who[0], None, None) if who else None


def resolve(found, raw, article, matcher):
    """Pronouns to the last fitting name, last names to full ones, and what kind of speaker it is."""
    words, start, end = found
    if PRONOUN.match(words):
        before = article.text[max(0, article.sent_start - 1500) : article.sent_start] + raw[: start or 0]
        if words.casefold() in ("i", "we", "you"):
            return Speaker(AUTHOR, "author")
        if words.casefold() in ("it", "they", "who"):
            names = [match for match in NAME.finditer(before) if match[0].split()[0] not in NOT_NAMES]
            name = names[-1][0] if names else words
        else:
            last = _before(article, matcher)
            if last and last[0][:1].isupper() and not PRONOUN.match(last[0]):
                return Speaker(full_name(last[0], article), kind_of(last[0], matcher), start, end)
            people = [match[0] for match in PERSON.finditer(before) if match[0].split()[0] not in NOT_NAMES]
            lasts = _last_person(before, article)
            name = lasts or (people[-1] if people else words)
        return Speaker(full_name(bare(name), article), kind_of(name, matcher), start, end)
    return Speaker(full_name(words, article), kind_of(words, matcher), start, end)


def _last_person(before, article):
    """The last word before that is a person's last name in this article."""
    people = {
        match[0].split()[-1]: match[0]
        for match in PERSON.finditer(article.text[: article.sent_start + 200])
        if match[0].split()[0] not in NOT_NAMES
    }
    last = None
    for match in re.finditer(r"[A-ZÀ-Þ][\w’'-]+", before):
        word = re.sub(r"['’]s$", "", match[0])
        if word in people:
            last = people[word]
    return last


def full_name(name, article):
    """The longest form of a person's name that the article uses: "Clinton" is "Hillary Clinton" if it says so once.

    >>> full_name("Roe", Article("Jane Roe spoke. Roe left.", 15, 25))
    'Jane Roe'
    """
    if len(name.split()) != 1 or not name[:1].isupper():
        return name
    found = re.search(rf"(?:[A-ZÀ-Þ][a-zß-ÿ'’-]+\s+(?:[A-Z]\.\s+)?){re.escape(name)}\b", article.text)
    if found and found[0].split()[0] not in NOT_NAMES:
        return " ".join(found[0].split())
    return name


def kind_of(name, matcher):
    """What kind of speaker these words name."""
    kinds, _ = matcher
    words = [re.sub(r"['’]s$", "", word) for word in re.findall(r"[\w'’-]+", name)]
    words = [word for word in words if word]
    low = [word.casefold() for word in words]
    for kind in ("unnamed", "group"):
        if any(word in kinds.get(kind, ()) for word in low):
            return kind
    if words and all(word[0].isupper() or word in ("de", "van", "von", "al", "bin") for word in words):
        for kind in ("body", "organisation"):
            if any(word in kinds.get(kind, ()) for word in low):
                return kind
        return "person" if len(words) > 1 else "organisation" if words[0].isupper() and len(words[0]) > 1 else "person"
    for kind in ("person", "body", "organisation"):
        if any(word in kinds.get(kind, ()) for word in low):
            return "unnamed" if kind == "person" else kind
    return "group" if low and low[-1].endswith("s") else "unnamed"
