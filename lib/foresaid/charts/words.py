"""Words and numbers as a chart shows them. Text that comes from data is made harmless here.

plotly reads a small set of HTML tags and entities in every text, and formulas between dollar signs: names and headlines
go through `safe`.
"""

from textwrap import wrap as wrap_text

import pandas as pd

from foresaid.days import say_day

_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
UNNAMED = "(not named)"
_HIDDEN = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))


def plain(text, longest=None):
    r"""Text on one line without control and direction marks, cut with … at `longest` characters.

    >>> plain("a\n b", 3), plain("abcdef", 4)
    ('a b', 'abc…')
    """
    text = " ".join("".join(c if c.isprintable() else " " for c in str(text).translate(_HIDDEN)).split())
    return text[:longest - 1].rstrip() + "…" if longest and len(text) > longest else text


def safe(text, longest=None):
    """Plain text that plotly shows letter by letter.

    >>> safe("<b>5$</b>")
    '&lt;b&gt;5&#36;&lt;/b&gt;'
    """
    text = plain(text, longest)
    for character, escaped in _ESCAPES.items():
        text = text.replace(character, escaped)
    return text


def named(name):
    """A value's name as readers write it; a missing one says so.

    >>> named("armed_conflict"), named("")
    ('armed conflict', '(not named)')
    """
    return str(name).replace("_", " ") or UNNAMED


def wrap(text, width, lines=None):
    """Plain text broken into lines that plotly shows letter by letter; cut with … after `lines`.

    >>> wrap("one two <three>", 8)
    'one two<br>&lt;three&gt;'
    """
    return "<br>".join(safe(row) for row in wrap_rows(text, width, lines))


def wrap_rows(text, width, lines=None):
    """Plain text as a list of lines; cut with … after `lines`.

    >>> wrap_rows("one two three four", 8, 2)
    ['one two', 'three…']

    A word that is a little too long stands whole, a longer one is broken.

    >>> wrap_rows("media and disinformation", 12), wrap_rows("abcdefghij", 4)
    (['media and', 'disinformation'], ['abcd', 'efgh', 'ij'])
    """
    words = (word if len(word) <= width * 5 // 4 else " ".join(wrap_text(word, width)) for word in plain(text).split())
    rows = wrap_text(" ".join(words), width, break_long_words=False) or [""]
    if lines and len(rows) > lines:
        rows = [*rows[:lines - 1], rows[lines - 1][:width - 1].rstrip(" ,.;:–-") + "…"]
    return rows


def count_lines(text):
    """Lines of a wrapped text."""
    return text.count("<br>") + 1 if text else 0


def is_share(value):
    """Whether a column holds shares, to be shown as per cents."""
    return str(value).startswith(("share", "difference"))


def number(amount, value="share"):
    """A value of a column in words.

    >>> number(0.123), number(1234, "hits"), number(0.5, "rate")
    ('12.3%', '1,234', '0.50')
    """
    if pd.isna(amount):
        return "no value"
    if is_share(value):
        return f"{amount:.1%}"
    return f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"


def day(moment, year=True):
    """A day in words.

    >>> day(pd.Timestamp("2017-03-06"))
    '6 Mar 2017'
    """
    return say_day(moment) if year else f"{moment.day} {moment:%b}"


def span(first, last):
    """Two days in words, without what they share.

    >>> span(pd.Timestamp("2017-03-06"), pd.Timestamp("2017-03-12"))
    '6 to 12 Mar 2017'
    """
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first, first.year != last.year)} to {day(last)}"


def every_of(series):
    """Whether a series runs by day, week or month, from its periods' first and last days.

    >>> every_of(pd.DataFrame({"period": [pd.Timestamp("2017-03-06")], "until": [pd.Timestamp("2017-03-12")]}))
    'week'
    """
    days = (series["until"] - series["period"]).dt.days.max()
    return "day" if days == 0 else "week" if days == 6 else "month"


def period_name(period, until):
    """A period in words: '6 Mar 2017', 'week 6 to 12 Mar 2017', 'March 2017'."""
    days = (until - period).days
    return day(period) if days == 0 else f"week {span(period, until)}" if days == 6 else f"{period:%B %Y}"


def key_of(period, *values):
    """The key under which a point's excerpts stand: '<first day>|<value>'; without a period '|<value>'.

    >>> key_of(pd.Timestamp("2017-03-06"), "trade"), key_of(None, "trade")
    ('2017-03-06|trade', '|trade')
    """
    return "|".join(["" if period is None else f"{period:%Y-%m-%d}", *(str(value) for value in values)])
