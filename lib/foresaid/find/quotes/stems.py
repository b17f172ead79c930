"""Forms of one word under one number: "supports", "supported" and "supporting" report alike."""


def stem_of(word):
    """The letters that a word's forms share; crude, and meant only to compare.

    >>> [stem_of(word) for word in ("supports", "supported", "deny", "denied", "planning", "urges")]
    ['support', 'support', 'den', 'den', 'plan', 'urg']
    """
    for ending in ("ies", "ied", "ing", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2 and not word.endswith("ss"):
            word = word[:-len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word
