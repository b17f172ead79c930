"""Noun phrases around a reporting verb: who says it, as the words stand there."""

import re

CAP = r"[A-ZÀ-Þ][\w'’.&-]*"
NAME = re.compile(rf"{CAP}(?:\s+(?:(?:of|for|and|the|de|van|von|al|bin|la|le|du|da|el)\s+)?{CAP})*")
PARTICLE = r"(?:(?:de|van|von|der|den|al|bin|bint|la|le|du|da|dos|el|ibn|ul|ur)[\s-]+)*"
SHORT = (  # words before a name whose stop ends no sentence
    "Mr|Mrs|Ms|Messrs|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Profs?|Sgt|Capt|Maj|Adm|Cmdr|Cpl|Rev|Hon|Pres|St|Sr|Jr|Supt|Det|"
    "Insp|Atty|Amb"
)
PERSON = re.compile(
    rf"(?:(?:{SHORT})\.|[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ])(?:\s+(?:[A-Z]\.\s+)*{PARTICLE}[A-ZÀ-Þ](?:[\w'’-]*[\w]))+"
)
OFFICE = re.compile(
    r"(?:President|Chancellor|Minister|Secretary|Senator|Sen\.|Governor|Gov\.|Rep\.|Congressman|"
    r"Congresswoman|Chairman|Chairwoman|Chair|CEO|"
                    r"Director|Chief|Leader|Spokesman|Spokeswoman|Ambassador|Commissioner|General|Gen\.|Admiral|Colonel|"
                    r"Col\.|Judge|Justice|Professor|Prof\.|"
                    r"Mayor|Premier|Taoiseach|King|Queen|Prince|Princess|Pope|Bishop|Archbishop|MP|MEP|Speaker|Officer|"
                    r"Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|Lord|Lady|Analyst|Economist)\s+")
OFFICE_WORDS = frozenset(re.findall(r"\w+", OFFICE.pattern)) - {"s"}
BOUNDARY = re.compile(
    r"[“”\";:]|(?<![A-Z])\.\s|\b(?:that|but|while|because|when|where|whether|although|though|if|which|who)\b|\s[-–—]\s"
)
TAIL_WORDS = frozenset(
    [
        "also", "has", "have", "had", "then", "later", "repeatedly", "recently", "often", "both", "already",
        "previously", "earlier", "once", "now", "still", "further", "even", "however", "meanwhile", "instead",
        "nevertheless", "though", "too", "since", "all", "would", "will", "could", "can", "may", "might", "must",
        "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "not", "never", "therefore",
        "generally", "widely", "publicly", "reportedly",
    ]
)
TAIL_PHRASE = re.compile(r"\b(?:on\s+\w+day|in\s+an?\s+\w+)\Z", re.I)
TAIL_WORD = re.compile(r"\w+\Z")
SKIP_HEAD = re.compile(
    r"^(?:\s|,|\b(?:and|but|so|as|yet|nevertheless|for example|for instance|earlier|in addition|or|if|"
    r"when|while|meanwhile|however|instead|still|also|then|now|today|yesterday|later|earlier|because)\b)+",
    re.I,
)
PRONOUN = re.compile(r"^(?:he|she|they|it|i|we|you|who)$", re.I)
DETERMINER = re.compile(
    r"^(?:the|a|an|some|many|most|several|other|few|two|three|four|one|his|her|their|its|both|those|these)\s+", re.I
)
NOT_NAMES = frozenset(
    [
        "The", "A", "An", "He", "She", "It", "They", "We", "I", "You", "But", "And", "If", "In", "On", "At", "For",
        "As", "This", "That", "There", "When", "While", "What", "Who", "So", "Monday", "Tuesday", "Wednesday",
        "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December", "Mr", "Mrs", "Ms", "Dr", "His", "Her", "Their",
        "Our", "My", "No", "Not", "After", "Before", "With", "However", "Meanwhile", "Although", "Some", "Many",
        "Most", "Yes", "One", "Two", "These", "Those", "To", "By", "From", "Of", "Or", "Even", "Then", "Now",
        "Here", "Also", "Still", "Speaking", "Asked", "Sen", "Gov", "Rep", "Gen", "Prof", "Sir", "Its", "President",
        "According", "Under", "Over", "Last", "Next", "Since", "Because", "Such", "It’s", "It's", "Perhaps",
        "Maybe", "Until", "Though", "Despite", "Following", "Just", "Therefore", "Thus", "Yet", "Amid", "During",
        "Where", "How", "Why", "Which", "Whether", "Both", "Each", "Every", "All", "Any", "Another", "Other", "Others",
        "Unlike",
        "Today", "Tomorrow", "Yesterday", "Besides", "Indeed", "Instead", "Once", "Only", "Otherwise", "Well", "Nor",
    ]
)
LONGEST = 300  # characters that a subject may stand before its verb
NO_HOLDER = frozenset(["to", "in", "on", "at", "of", "by", "for", "with", "from", "it", "there", "what", "how", "why"])
NO_PHRASE = frozenset(["that", "to", "in", "on", "at", "of", "for", "by", "it", "there", "this"])
POSSESSIVE = re.compile(r"['’]s$")
PHRASE_END = re.compile(
    r"[,;:“”\"()]|(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Sen)(?<!Gov)(?<!Rep)(?<!Gen)(?<!Prof)(?<!\s[A-Z])\.\s|"
    r"\.$|\s(?:who|which|that|in\s+an?|on\s+\w+day|at\s+a|during|after|when|while|as)\b"
)
FINITE = re.compile(r"\b(?:will|would|could|may|might|can|should|must|is|are|was|were|has|have|had|does|did)\b")


def opening_name(raw, verb):
    """The name that opens the sentence, for a second verb: "Ms Roe left and warned …"."""
    head = raw[: min(verb, 90)]
    people = people_in(head)
    if people:
        return people[0]
    names = [match for match in NAME.finditer(head) if match[0].split()[0] not in NOT_NAMES]
    return (bare(names[0][0]), *names[0].span()) if names else None


def subject(raw, verb, begin=None):
    """The noun phrase that ends before a verb: (words, start, end). `begin`: where it may begin at the earliest."""
    if begin is None:
        begin = max(0, verb - LONGEST)
        begin = max((match.end() for match in BOUNDARY.finditer(raw, begin, verb)), default=begin)
    segment = raw[begin:verb]
    stop = _tail(segment)
    if stop < len(segment):
        tail, segment = segment[stop:], segment[:stop]
        if "," in tail and "," in segment:  # "Ms Roe, an economist, said"
            chunks = segment.split(",")
            named = next((chunk for chunk in chunks if PERSON.search(chunk)), None) or chunks[0]
            return _trim(named, begin + segment.index(named))
    comma = segment.rfind(", ")
    if comma >= 0:
        segment, begin = segment[comma + 2 :], begin + comma + 2
    return _trim(segment, begin)


def _tail(segment):
    """Where the blanks, commas, auxiliaries and adverbs begin that part a subject from its verb."""
    while True:
        segment = segment.rstrip().rstrip(", \n\t\xa0")
        size = len(segment)
        found = TAIL_WORD.search(segment, max(0, size - 20))
        if found is None:
            return size
        near = max(0, size - 40)
        if segment.find("on ", near) >= 0 or segment.find("in a", near) >= 0:
            found = TAIL_PHRASE.search(segment, near) or found
        if " " not in found[0] and found[0].casefold() not in TAIL_WORDS:
            return size
        segment = segment[: found.start()]


def _trim(segment, begin):
    """The noun phrase in what is left of a sentence before a verb."""
    head = SKIP_HEAD.match(segment)
    if head:
        segment, begin = segment[head.end() :], begin + head.end()
    segment = segment.rstrip(" ,")
    words = segment.split()
    if not words:
        return None
    last = words[-1]
    if PRONOUN.match(last):
        return (last, begin + segment.rindex(last), begin + len(segment))
    if len(words) > 14:
        return None
    people = people_in(segment)
    if people:
        return people[-1][0], begin + people[-1][1], begin + people[-1][2]
    return _named(segment, begin) or _described(segment, words, begin)


def _named(segment, begin):
    """A name that ends the segment or nearly fills it."""
    names = [
        match for match in NAME.finditer(segment) if match[0].split()[0] not in NOT_NAMES or len(match[0].split()) > 1
    ]
    size = len(DETERMINER.sub("", segment).split())
    if names and (size <= 5 or names[-1].end() == len(segment)):
        name = names[-1] if names[-1].end() == len(segment) else names[0]
        if name.end() == len(segment) or size <= 2:
            return (bare(name[0]), begin + name.start(), begin + name.end())
    return None


def _described(segment, words, begin):
    if len(words) <= 9 and words[0].casefold() not in NO_HOLDER and not FINITE.search(segment):
        return (segment, begin, begin + len(segment))
    return None


def people_in(segment):
    """Names of two words or more, without the offices before them: (words, start, end)."""
    made = []
    for match in PERSON.finditer(segment):
        offices = () if OFFICE_WORDS.isdisjoint(match[0].replace(".", " ").split()) else list(OFFICE.finditer(match[0]))
        skip = offices[-1].end() if offices else 0
        words = match[0][skip:]
        if len(words.split()) < 2 and not words[:1].isupper():
            skip, words = 0, match[0]
        if words.split()[0] not in NOT_NAMES:
            made.append((bare(words), match.start() + skip, match.start() + skip + len(bare(words))))
    return made


def bare(name):
    """A name without a possessive and the signs around it."""
    return POSSESSIVE.sub("", name).strip(" .,") if not name.endswith(("Jr.", "Sr.")) else name


def noun_phrase(raw, begin, matcher):
    """The noun phrase that begins at an offset: a name, or a described holder."""
    rest = raw[begin : begin + 120]
    stop = PHRASE_END.search(rest)
    segment = rest[: stop.start()] if stop else rest
    begin += len(segment) - len(segment.lstrip())
    segment = segment.strip()
    words = segment.split()
    if not words or words[0].casefold() in NO_PHRASE:
        return None
    if PRONOUN.match(words[0]):
        return (words[0], begin, begin + len(words[0]))
    people = people_in(segment)
    if people:
        return people[0][0], begin + people[0][1], begin + people[0][2]
    if segment[0].isupper():
        name = NAME.match(segment)
        if name and name[0].split()[0] not in NOT_NAMES:
            return (bare(name[0]), begin, begin + name.end())
    known = any(POSSESSIVE.sub("", word.casefold()) in matcher.described for word in words[:6])
    if known or DETERMINER.match(segment):
        last = words[min(5, len(words) - 1)]
        return " ".join(words[:6]), begin, begin + segment.find(last) + len(last)
    return None
