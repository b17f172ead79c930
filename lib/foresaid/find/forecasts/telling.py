"""Words that tell how the clauses of a sentence hang together: what parts them, what is done, said or supposed in them.

What stands between a claim and a time, or a claim and who may hold it, is asked of these words only.
"""

import re
from bisect import bisect_left

PARTS, HALTS, ACTS, PASTS, TOLD, SUPPOSED = (1 << number for number in range(16, 22))  # beside the bits of traces
LL = 1 << 22  # the word ends in 'll
HALTING = "and but which who that while because after when if as ; :"
WORDS = {
    PARTS: f"{HALTING} although though whereas before",  # part what is claimed from who claims it
    HALTS: HALTING,  # part a claim from its time
    ACTS: "was were had said told did has have is are will would 'll may might could can to should",
    PASTS: "said told was were had took made met held began came went gave got saw won lost",
    TOLD: "told said says wrote tweeted announced reported warned added speaking released published interview "
    "statement reporters conference",
    SUPPOSED: "if unless whether should",
}
BITS = {}
for _bit, _words in WORDS.items():
    for _word in _words.split():
        BITS[_word] = BITS.get(_word, 0) | _bit
DONE = re.compile(r"[a-z]{3,}ed")
AHEAD = frozenset(  # no verbs of the past
    ["expected", "predicted", "projected", "forecast", "scheduled", "planned", "estimated"]
)
PIECES = re.compile(r"\w+|\b'll\b|[;:]|(?<= )-(?= )|-(?=-)")


def bits_of(word):
    """What a folded word tells, as bits; a word here ends at an apostrophe.

    >>> bits_of("planned") == ACTS, bits_of("ended") == ACTS | PASTS, bits_of("tree")
    (True, True, 0)
    """
    bits = BITS.get(word, 0)
    if DONE.fullmatch(word):
        bits |= ACTS if word in AHEAD else ACTS | PASTS
    return bits


def telling_in(low):
    """The words of one folded text that tell something: lists of begins, ends and bits (see Traces.telling).

    >>> telling_in("it rained, and he'll stay")
    ([3, 11, 17], [9, 14, 20], [786432, 196608, 262144])
    """
    found = [(match.start(), match.end(), _bits_at(match[0])) for match in PIECES.finditer(low)]
    found = [(begin - (low[begin:end] == "-" and low[end : end + 1] == " "), end + (low[begin:end] == "-"), bits)
             for begin, end, bits in found if bits]
    return tuple(map(list, zip(*found, strict=True))) or ([], [], [])


def _bits_at(piece):
    return PARTS if piece == "-" else bits_of(piece)


def first_part(low, telling, begin, stop):
    """What first parts two clauses between two offsets: the word or sign, "no" if nothing does."""
    begins, ends, bits = telling
    for place in range(bisect_left(begins, begin), len(begins)):
        if begins[place] >= stop:
            break
        if bits[place] & PARTS and ends[place] <= stop:
            return low[begins[place] : ends[place]]
    return "no"


def count_between(telling, begin, end):
    """How many words between two offsets halt, how many act, and whether one tells of the past."""
    begins, ends, bits = telling
    halts = acts = past = 0
    for place in range(bisect_left(begins, begin), len(begins)):
        if ends[place] > end:
            break
        one = bits[place]
        halts += one & HALTS != 0
        acts += one & ACTS != 0
        past |= one & PASTS
    return halts, acts, past != 0
