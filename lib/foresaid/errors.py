"""What goes wrong through no fault of the code: said in one line, with the way out."""

from difflib import get_close_matches


class ForesaidError(Exception):
    """Something a reader can mend. The command line prints it without a traceback and exits with 2."""


class NoArticles(ForesaidError):
    """A selection holds no article. A report that meets it becomes a page that says so, with status `empty`."""


class NoEvents(NoArticles):
    """A dataset has no event to ask about. A report that meets it becomes a page that says so, with status `empty`."""


def did_you_mean(name, known):
    """Say which known name was probably meant, as a sentence with a leading blank, or nothing.

    >>> did_you_mean("topn", ["top_n", "every"])
    " Did you mean 'top_n'?"
    >>> did_you_mean("xyz", ["top_n", "every"])
    ''
    """
    close = get_close_matches(str(name), [str(one) for one in known], n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""


def listing(names):
    """Join names for a message.

    >>> listing(["day", "week", "month"])
    'day, week or month'
    """
    names = [str(name) for name in names]
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
