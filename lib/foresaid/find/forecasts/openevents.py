"""Open events that a claim's time hangs on: "once the talks end", "until a deal is reached", "during her visit".

Their words are no fixed phrases: an opening word, then all up to the end of the clause or of the noun phrase.
"""

import re

OPENER = re.compile(
    r"\b(?:(when|whenever|once|until|till|as\s+soon\s+as|by\s+the\s+time|the\s+next\s+time)|(after|before|prior\s+to)|"
    r"(during|throughout|following|ahead\s+of|in\s+the\s+run-?\s?up\s+to|in\s+time\s+for)|(as))\s+"
)
STOP = re.compile(
    r"[,;:!?\"()]|\.(?:\s|$)|\s-+(?:\s|$)|\b(?:but|which|who|because|although|though|if|unless|will|would|could|may|"
    r"might|can|should|shall|must|won't|can't|it'll|he'll|she'll|they'll|we'll|you'll|said|says|told)\b"
)


def _set(words):
    return frozenset(words.split())


SIDE = _set(
    "in at to for with from by about on as and or that when while over into"
)  # no noun phrase goes on over these
SUBJECTS = _set("he she it they we i you the that this there his her their its is are")  # behind "and": another clause
BE = _set("is are has have had was were be do does did it's he's she's they're we're you're that's")
PLAIN = _set(  # verbs in their plain form, as behind "we" and "they"
    "take leave come begin start end go step meet become happen get enter make reach move vote expire finish arrive "
    "return win lose hit recede fall depart hold find see decide conclude appear explode resume settle wear fail agree "
    "stop open close turn face know need want give put run set sign pass die grow rise"
)
NOUNS_IN_S = re.compile(r"(?:ss|us|is|'s|ics)$")
ADJECTIVES = ("s", "al", "ous", "ive")
PROGRESS = _set(  # what makes an "as" one of time
    "continue continues unfold unfolds proceed proceeds progress progresses go goes move moves get gets begin begins "
    "draw draws near nears approach approaches evolve evolves develop develops end ends pass passes grow grows settle "
    "settles head heads enter enters prepare prepares"
)
DETERMINERS = _set("the a an his her its their our my your this these some all more other")
NO_VERB_AFTER = DETERMINERS | SIDE | {"of"}
NOT_OPEN = _set("all then that which now long such how to and or of the a least there")
MOST_WORDS = 14


def find_open_events(low):
    """Open events in a folded sentence: (sort, match of the opening word, begin, end)."""
    found = []
    for opener in OPENER.finditer(low):
        begin, after = opener.span()
        stop = STOP.search(low, after)
        words = low[after : stop.start() if stop else len(low)].split()[:MOST_WORDS]
        which = opener.lastindex
        verb = None
        if which == 4:
            verb = next((place for place, word in enumerate(words[:7]) if word in PROGRESS and place), None)
        elif which != 3:
            verb = _verb_at(words)
        if which in (1, 2, 4) and verb:
            size, name = _clause_size(words, verb), ("as" if which == 4 else "when")
        elif which == 4 or (which == 1 and low[begin] not in "ut"):
            continue
        else:
            size, name = _phrase_size(words), ("after" if which < 3 else "during")
        end = after if size == 1 and words[0] in NOT_OPEN else _end(low, after, size)
        if end > after:
            found.append((name, opener, begin, end))
    return found


def _verb_at(words):
    """The place of the first word, behind a subject, that looks like a verb; None if there is none."""
    for place, word in enumerate(words):
        if not place:
            if word in BE and "'" in word:
                return 1
            continue
        before = words[place - 1]
        if word in BE:
            return place
        if before not in DETERMINERS and (word in PLAIN or word.endswith("ed")):
            return place
        if _ends_in_s(word) and before not in NO_VERB_AFTER and not before.endswith(ADJECTIVES):
            return place
    return None


def _ends_in_s(word):
    return word.endswith("s") and not NOUNS_IN_S.search(word)


def _clause_size(words, verb):
    """How many of the words a clause takes in: up to an "and" that opens another one."""
    for place in range(verb + 1, len(words) - 1):
        if words[place] in ("and", "or") and words[place + 1] in SUBJECTS:
            return place
    return len(words)


def _phrase_size(words):
    """How many of the words a noun phrase takes in: up to a preposition other than "of"."""
    for place, word in enumerate(words):
        if word in SIDE or word in BE:
            return place
    return min(len(words), 9)


def _end(low, after, size):
    end = after
    for _ in range(size):
        while low[end].isspace():
            end += 1
        while end < len(low) and not low[end].isspace():
            end += 1
    while low[end - 1] in ",;:.!?\"'()" or low[end - 1].isspace():
        end -= 1
    return end
