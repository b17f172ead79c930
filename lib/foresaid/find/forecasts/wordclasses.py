"""Grammar of single words: what class a word belongs to, as far as a list and an ending can tell."""

import numpy as np

CLASSES = (
    "other",
    "pad",
    "name",
    "number",
    "i",
    "you",
    "they",
    "it",
    "who",
    "determiner",
    "said",
    "says",
    "be",
    "was",
    "have",
    "had",
    "not",
    "adverb",
    "if",
    "will",
    "would",
    "may",
    "to",
    "that",
    "preposition",
    "and",
    "comma",
    "quote",
    "question",
    "mark",
    "past",
    "ing",
    "time",
    "hope",
    "do",
    "should",
    "group",
    "body",
    "stop",
)
NUMBER = {name: number for number, name in enumerate(CLASSES)}

LISTS = {
    "i": "i we i'm we're i'll we'll i'd we'd i've we've me us",
    "you": "you you'll you'd you're",
    "they": "he she they he'll she'll they'll he'd she'd they'd he's she's they're they've",
    "it": (
        "it this that's there it's it'll it'd that'll there's there'll these those which what nothing everything "
        "anything something"
    ),
    "who": (
        "who who'll who'd whoever nobody anyone everyone someone somebody everybody people voters many few most some "
        "others both all one"
    ),
    "determiner": "the a an his her their our my its your any no another each every",
    "said": "said told added warned predicted argued claimed noted wrote insisted explained stated "
    "suggested tweeted testified"
    "thought believed knew felt announced declared acknowledged conceded concluded replied asked stressed reiterated "
    "indicated estimated forecast cautioned feared hoped expected anticipated assured promised vowed "
    "pledged admitted",
    "says": "say says saying tell tells think thinks believe believes believing argue argues arguing "
    "claim claims warn warns"
    "warning suggest suggests insist insists note notes according predict predicts expect expects fear fears know "
    "knows feel feels estimate estimates doubt doubts adding telling arguing predicting thinking guess suspect",
    "be": "is are am be being isn't aren't",
    "was": "was were been wasn't weren't",
    "have": "have has having haven't hasn't",
    "had": "had hadn't",
    "not": "not n't never no neither nor cannot can't won't wouldn't couldn't shouldn't don't doesn't "
    "didn't isn't aren't hardly barely"
    "without unlikely nobody nothing",
    "adverb": "also still then now just soon even only likely probably possibly certainly definitely "
    "almost further again"
    "already always often perhaps surely inevitably eventually once well too more less very further once instead",
    "if": "if unless whether until once provided otherwise assuming",
    "will": "will shall gonna 'll",
    "would": "would 'd",
    "may": "may might could can",
    "to": "to",
    "that": "that",
    "should": "should must ought need needs",
    "preposition": "of in on at by for with from about into over after before during between under "
    "against through amid"
    "within toward towards since despite as than like without upon across among",
    "and": "and or but because so while although though however when where yet",
    "comma": ", ; :",
    "quote": '"',
    "question": "?",
    "mark": "- ( ) [ ] / |",
    "stop": ". !",
    "past": "went came took made got gave saw found left lost won fell rose grew kept began brought held "
    "led met paid ran"
    "sent spent stood built bought broke chose drew drove fought flew sold spoke struck swore taught "
    "threw understood"
    "wore became done gone taken given seen known shown written cut put set hit let beat come become run been "
    "voted died killed",
    "time": "january february march april june july august september october november december monday "
    "tuesday wednesday"
    "thursday friday saturday sunday week weeks month months year years day days decade decades summer winter "
    "spring autumn fall tomorrow tonight today yesterday weekend century future term quarter morning "
    "evening ago next coming",
    "hope": "hope hopes hoping hopefully wish wishes want wants wanted dream",
    "do": "do does did doing don't doesn't didn't",
    "group": "analysts experts economists observers critics supporters officials investors traders "
    "forecasters pollsters"
    "scientists researchers pundits strategists markets polls lawmakers republicans democrats residents activists",
    "body": "government parliament court congress senate committee commission council company bank "
    "ministry party agency"
    "department police army administration union board team club group airline firm president minister",
}
KNOWN = {word: NUMBER[name] for name, words in reversed(LISTS.items()) for word in words.split()}
ENDINGS = (("ed", "past"), ("ing", "ing"), ("ly", "adverb"))
SHAPES = (
    "pad",
    "name",
    "number",
    "past",
    "ing",
    "adverb",
    "possessive",
    "plural",
    "contraction",
    "noun",
    "adjective",
    "other",
    "mark",
)
SHAPE_ID = {name: number for number, name in enumerate(SHAPES)}
ADJECTIVES = ("al", "ous", "ive", "ful", "able", "ible", "ary", "less")
NOUNS = ("tion", "ment", "ness", "ity", "ance", "ence", "ism", "ship")


def shape_of(word):
    """The shape of a word that no list knows, as the number that stands for it.

    >>> SHAPES[shape_of("escalated")]
    'past'
    """
    if word[0].isdigit():
        return SHAPE_ID["number"]
    if not word[0].isalpha():
        return SHAPE_ID["mark"]
    if "'" in word:
        return SHAPE_ID["possessive" if word.endswith("'s") else "contraction"]
    for ending, name in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return SHAPE_ID[name]
    if word.endswith(NOUNS):
        return SHAPE_ID["noun"]
    if word.endswith(ADJECTIVES):
        return SHAPE_ID["adjective"]
    return SHAPE_ID["plural" if word.endswith("s") else "other"]


def class_of(word):
    """The class of a folded word, as a number into CLASSES.

    >>> CLASSES[class_of("warned")], CLASSES[class_of("collapsed")]
    ('said', 'past')
    """
    known = KNOWN.get(word)
    if known is not None:
        return known
    if word[0].isdigit():
        return NUMBER["number"]
    for ending, name in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return NUMBER[name]
    return NUMBER["other"]


def class_table(words):
    """The classes of a vocabulary: the shapes first, then its words."""
    of_shape = {
        "pad": "pad",
        "name": "name",
        "number": "number",
        "past": "past",
        "ing": "ing",
        "adverb": "adverb",
        "mark": "mark",
    }
    shapes = [NUMBER[of_shape.get(shape, "other")] for shape in SHAPES]
    return np.array(shapes + [class_of(word) for word in words], dtype=np.int64)
