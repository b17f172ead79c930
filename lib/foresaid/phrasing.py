"""Pieces of sentences that many modules write: a text cut short, a number with its noun, how something ended."""

ENDED = {"happened": "happened", "did_not_happen": "did not happen", "partly": "happened in part",
         "annulled": "annulled", "ambiguous": "ambiguous", "unscoreable": "cannot be judged", "open": "open"}


def cut(text, longest):
    """A text of at most so many characters, with … where it was cut; None: whole.

    >>> cut("one two three", 8), cut("one", 8), cut("one two three", None)
    ('one two…', 'one', 'one two three')
    """
    return text if longest is None or len(text) <= longest else text[:longest - 1].rstrip() + "…"


def counted(number, thing):
    """A number with its noun.

    >>> counted(1, "event"), counted(2000, "claim")
    ('1 event', '2,000 claims')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
