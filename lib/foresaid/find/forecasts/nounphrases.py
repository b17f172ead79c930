"""Noun phrases around a reporting verb: who says it, as the words stand there."""

import re

CAP = r"[A-ZÀ-Þ][\w'’.&-]*"
NAME = re.compile(rf"{CAP}(?:\s+(?:(?:of|for|and|the|de|van|von|al|bin|la|le|du|da|el)\s+)?{CAP})*")
PARTICLE = r"(?:(?:de|van|von|der|den|al|bin|bint|la|le|du|da|dos|el|ibn|ul|ur)[\s-]+)*"
PERSON = re.compile(rf"[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ]\.?(?:\s+(?:[A-Z]\.\s+)*{PARTICLE}[A-ZÀ-Þ](?:[\w'’-]*[\w]))+")
OFFICE = re.compile(
    r"(?:President|Chancellor|Minister|Secretary|Senator|Sen\.|Governor|Gov\.|Rep\.|Congressman|"
    r"Congresswoman|Chairman|Chairwoman|Chair|CEO|"
                    r"Director|Chief|Leader|Spokesman|Spokeswoman|Ambassador|Commissioner|General|Gen\.|Admiral|Colonel|"
                    r"Col\.|Judge|Justice|Professor|Prof\.|"
                    r"Mayor|Premier|Taoiseach|King|Queen|Prince|Princess|Pope|Bishop|Archbishop|MP|MEP|Speaker|Officer|"
                    r"Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Lord|Lady|Analyst|Economist)\s+")
BOUNDARY = re.compile(
    r"[“”\";:]|(?<![A-Z])\.\s|\b(?:that|but|while|because|when|where|whether|although|though|if|which|who)\b|\s[-–—]\s"
)
SKIP_TAIL = re.compile(
    r"(?:\s|,|\b(?:also|has|have|had|then|later|repeatedly|recently|often|both|already|previously|earlier|"
    r"once|now|still|"
    r"further|even|however|meanwhile|instead|nevertheless|though|too|since|all|would|will|could|can|may|"
    r"might|must|is|are|was|were|be|been|being|do|does|did|not|never|therefore|generally|widely|publicly|"
    r"reportedly|on\s+\w+day|in\s+an?\s+\w+)\b)+$",
    re.I,
)
SKIP_HEAD = re.compile(
    r"^(?:\s|,|\b(?:and|but|so|as|yet|nevertheless|for example|for instance|earlier|in addition|or|if|"
    r"when|while|meanwhile|however|instead|still|also|then|now|today|yesterday|later|earlier|because)\b)+",
    re.I,
)
PRONOUN = re.compile(r"^(?:he|she|they|it|i|we|you|who)$", re.I)
DETERMINER = re.compile(
    r"^(?:the|a|an|some|many|most|several|other|few|two|three|four|one|his|her|their|its|both|those|these)\s+", re.I
)
NOT_NAMES = {
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "But",
    "And",
    "If",
    "In",
    "On",
    "At",
    "For",
    "As",
    "This",
    "That",
    "There",
    "When",
    "While",
    "What",
    "Who",
    "So",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "His",
    "Her",
    "Their",
    "Our",
    "My",
    "No",
    "Not",
    "After",
    "Before",
    "With",
    "However",
    "Meanwhile",
    "Although",
    "Some",
    "Many",
    "Most",
    "Yes",
    "One",
    "Two",
    "These",
    "Those",
    "To",
    "By",
    "From",
    "Of",
    "Or",
    "Even",
    "Then",
    "Now",
    "Here",
    "Also",
    "Still",
    "Speaking",
    "Asked",
    "Sen",
    "Gov",
    "Rep",
    "Gen",
    "Prof",
    "Sir",
    "Its",
    "President",
    "According",
    "Under",
    "Over",
    "Last",
    "Next",
    "Since",
    "Because",
    "Such",
    "It’s",
    "It's",
    "Perhaps",
    "Maybe",
    "Until",
}
NO_HOLDER = frozenset(["to", "in", "on", "at", "of", "by", "for", "with", "from", "it", "there", "what", "how", "why"])
FINITE = re.compile(r"\b(?:will|would|could|may|might|can|should|must|is|are|was|were|has|have|had|does|did)\b")


def opening_name(raw, verb, matcher):
    """The name that opens the sentence, for a second verb: "Ms Roe left and warned …"."""
    head = raw[: min(verb, 90)]
    people = people_in(head)
    if people:
        return people[0]
    names = [match for match in NAME.finditer(head) if match[0].split()[0] not in NOT_NAMES]
    return (bare(names[0][0]), *names[0].span()) if names else None


def subject(raw, verb, matcher):
    """The noun phrase that ends before a verb: (words, start, end)."""
    before = raw[:verb]
    begin = 0
    for match in BOUNDARY.finditer(before):
        begin = match.end()
    segment = before[begin:]
    tail = SKIP_TAIL.search(segment)
    if tail:
        appositive = "," in tail[0] and segment[: tail.start()].count(",") >= 1
        segment = segment[: tail.start()]
        if appositive:
            chunks = segment.split(",")
            named = next((chunk for chunk in chunks if PERSON.search(chunk)), None) or chunks[0]
            begin += segment.index(named)
            segment = named
            return _trim(segment, begin, matcher)
    comma = segment.rfind(", ")
    if comma >= 0:
        segment, begin = segment[comma + 2 :], begin + comma + 2
    return _trim(segment, begin, matcher)


def _trim(segment, begin, matcher):
    head = SKIP_HEAD.match(segment)
    if head:
        segment, begin = segment[head.end() :], begin + head.end()
    segment = segment.rstrip(" ,")
    if not segment or not segment.strip():
        return None
    words = segment.split()
    last = words[-1]
    if PRONOUN.match(last):
        return (last, begin + segment.rindex(last), begin + len(segment))
    if len(words) > 14:
        return None
    names = [
        match for match in NAME.finditer(segment) if match[0].split()[0] not in NOT_NAMES or len(match[0].split()) > 1
    ]
    people = people_in(segment)
    if people:
        return people[-1][0], begin + people[-1][1], begin + people[-1][2]
    plain = DETERMINER.sub("", segment)
    if names and (len(plain.split()) <= 5 or names[-1].end() == len(segment)):
        name = names[-1] if names[-1].end() == len(segment) else names[0]
        if name.end() == len(segment) or len(plain.split()) <= 2:
            return (bare(name[0]), begin + name.start(), begin + name.end())
    if len(words) <= 9 and words[0].casefold() not in NO_HOLDER and not FINITE.search(segment):
        return (segment, begin, begin + len(segment))
    return None


def people_in(segment):
    """Names of two words or more, without the offices before them: (words, start, end)."""
    made = []
    for match in PERSON.finditer(segment):
        offices = list(OFFICE.finditer(match[0]))
        skip = offices[-1].end() if offices else 0
        words = match[0][skip:]
        if len(words.split()) < 2 and not words[:1].isupper():
            skip, words = 0, match[0]
        if words.split()[0] not in NOT_NAMES:
            made.append((bare(words), match.start() + skip, match.start() + skip + len(bare(words))))
    return made


def bare(name):
    return re.sub(r"['’]s$", "", name).strip(" .,") if not name.endswith(("Jr.", "Sr.")) else name


def noun_phrase(raw, begin, matcher):
    """The noun phrase that begins at an offset: a name, or a described holder."""
    rest = raw[begin : begin + 120]
    stop = re.search(
        r"[,;:“”\"()]|(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Sen)(?<!Gov)(?<!Rep)(?<!Gen)(?<!Prof)(?<!\s[A-Z])\.\s|"
        r"\.$|\s(?:who|which|that|in\s+an?|on\s+\w+day|at\s+a|during|after|when|while|as)\b",
        rest,
    )
    segment = rest[: stop.start()] if stop else rest
    lead = len(segment) - len(segment.lstrip())
    segment, begin = segment.strip(), begin + lead
    if not segment or segment.split()[0].casefold() in (
        "that",
        "to",
        "in",
        "on",
        "at",
        "of",
        "for",
        "by",
        "it",
        "there",
        "this",
    ):
        return None
    first = segment.split()[0]
    if PRONOUN.match(first):
        return (first, begin, begin + len(first))
    people = people_in(segment)
    if people:
        return people[0][0], begin + people[0][1], begin + people[0][2]
    if segment[0].isupper():
        name = NAME.match(segment)
        if name and name[0].split()[0] not in NOT_NAMES:
            return (bare(name[0]), begin, begin + name.end())
    kinds, _ = matcher
    words = segment.split()
    known = any(
        re.sub(r"['’]s$", "", word.casefold()) in kinds.get(kind, ())
        for word in words[:6]
        for kind in ("group", "unnamed", "person", "organisation", "body")
    )
    if known or DETERMINER.match(segment):
        short = " ".join(words[:6])
        return (
            short,
            begin,
            begin + len(segment[: segment.find(words[min(5, len(words) - 1)]) + len(words[min(5, len(words) - 1)])]),
        )
    return None
