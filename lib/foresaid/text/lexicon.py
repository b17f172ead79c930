"""Words as data, compiled once; one pass over a batch of texts finds them all.

Every character of the batch is shown to the automaton as one byte, so that a byte offset is a code point offset: small
ASCII letters stand for themselves in either case, ASCII capitals for the same letters at the start of a word (which
spares the pass nearly every hit inside a word), the other characters that occur in terms get a byte each. Where there
are more of those than bytes, they share, and hits of such terms are compared with the text again.
"""

from dataclasses import dataclass

import ahocorasick_rs
import numpy as np
import pandas as pd

from foresaid.errors import ForesaidError
from foresaid.text.buffer import join_texts
from foresaid.text.letters import SIZE, SKIP, WORD, code_points, folded, kinds, plain
from foresaid.text.overlaps import keep_longest
from foresaid.text.raw import find_raw, letters_of

TERM_COLUMNS = ("finding", "key", "term", "text", "prefix", "case", "exclude")
SHARED = range(0x80, 0x100)  # the bytes for characters beyond ASCII
ELSE = 1                     # the byte of characters that no term holds


@dataclass(frozen=True)
class Lexicon:
    """Terms and the automaton over them. Made by compile_lexicon."""

    terms: pd.DataFrame         # as given, with a RangeIndex: term_row counts its rows
    automaton: object
    standin: np.ndarray         # byte of every code point
    rows: np.ndarray            # term rows, sorted by pattern
    first: np.ndarray           # where the rows of pattern p begin in `rows`
    spelled: list               # code points of every term as plain() and as folded() see them
    flags: pd.DataFrame         # per term: prefix, case, exclude, shared, left, right, length, key, group, by_start
    columns: dict               # finding, key and term as (categories, codes)

    def category(self, name, rows):
        """A column of the terms (finding, key or term) for term rows, as a category."""
        categories, codes = self.columns[name]
        return pd.Categorical.from_codes(codes[rows], categories=categories)

    def __reduce__(self):
        """Travels to other processes as its terms; the automaton is built again there."""
        return compile_lexicon, (self.terms,)


def compile_lexicon(terms):
    """Compile a table of terms (columns finding, key, term, text, prefix, case, exclude) into one matcher.

    Raises ForesaidError if a column is missing or a term is empty.
    """
    terms = _checked(terms)
    points = [_collapsed(text) for text in terms["text"]]
    spelled = [(plain()[one], folded()[one]) for one in points]
    standin, shared = _bytes_for([fold for _, fold in spelled])
    patterns = [letters_of(one, standin).tobytes() for one in points]
    unique = {pattern: number for number, pattern in enumerate(dict.fromkeys(patterns))}
    of_term = np.fromiter((unique[pattern] for pattern in patterns), dtype=np.int64, count=len(patterns))
    rows = np.argsort(of_term, kind="stable")
    first = np.searchsorted(of_term[rows], np.arange(len(unique) + 1))
    automaton = ahocorasick_rs.BytesAhoCorasick(
        list(unique), implementation=ahocorasick_rs.Implementation.ContiguousNFA)
    columns = {name: pd.factorize(terms[name])[::-1] for name in ("finding", "key", "term")}
    return Lexicon(terms, automaton, standin, rows, first, spelled, _flags(terms, points, spelled, shared), columns)


def scan(lexicon, texts):
    """Find every term in a list of texts (or a Buffer): whole words, the longest of those that lie over one another.

    Case and kinds of quotes, hyphens and blanks do not matter, unless a term says that its case does. Returns one row
    per hit in the order of the texts: article (number of the text), start, end (code points), term_row (row of
    lexicon.terms).
    """
    buffer = join_texts(texts)
    start, end, term = find_raw(lexicon, buffer)
    keep = keep_longest(lexicon.flags, start, end, term)
    start, end, term = start[keep], end[keep], term[keep]
    article = buffer.owner(start)
    base = buffer.bases[article]
    return pd.DataFrame({"article": article, "start": start - base, "end": end - base, "term_row": term}, copy=False)


def _checked(terms):
    missing = [name for name in TERM_COLUMNS if name not in terms]
    if missing:
        raise ForesaidError(f"The table of terms lacks the columns {', '.join(missing)}.")
    terms = terms.loc[:, list(TERM_COLUMNS)].reset_index(drop=True)
    return terms.astype({"prefix": bool, "case": bool, "exclude": bool})


def _collapsed(text):
    """A term's code points with runs of blanks made one and invisible characters left out, as the scan sees texts."""
    codes = code_points(" ".join(str(text).split()))
    codes = codes[(np.take(kinds(), codes, mode="clip") & SKIP) == 0]
    if not len(codes) or (codes == 0).any():
        raise ForesaidError(f"A term is {text!r}; it needs at least one letter, digit or sign.")
    return np.minimum(codes, SIZE - 1)


def _bytes_for(spelled):
    """A byte for every code point, and the code points that must share theirs."""
    used = np.unique(np.concatenate(spelled)) if spelled else np.zeros(0, dtype=np.uint32)
    beyond = used[used >= 0x80]
    own = np.full(SIZE, ELSE, dtype=np.uint8)
    own[32:127] = np.arange(32, 127)
    own[beyond] = [SHARED[number % len(SHARED)] for number in range(len(beyond))]
    return own[folded()], beyond if len(beyond) > len(SHARED) else beyond[:0]


def _flags(terms, points, spelled, shared):
    kind = [kinds()[one] for one in points]
    by_key = pd.factorize(pd.Series(list(zip(terms["finding"], terms["key"], strict=True)), dtype="object"))[0]
    by_finding = pd.factorize(terms["finding"])[0]
    whole = terms["finding"].isin(["actor", "cue"]).to_numpy()
    return pd.DataFrame({
        "prefix": terms["prefix"], "case": terms["case"], "exclude": terms["exclude"],
        "shared": [bool(np.isin(fold, shared).any()) for _, fold in spelled],
        "left": [bool(one[0] & WORD) for one in kind], "right": [bool(one[-1] & WORD) for one in kind],
        "length": [len(one) for one in points],
        "key": by_key,                                              # what an exclusion bears on
        "group": np.where(whole, len(terms) + by_finding, by_key),  # within which the longest match wins
        "by_start": (terms["finding"] == "cue").to_numpy(),         # cues: only among those with one start
    }).astype(dict.fromkeys(("shared", "left", "right"), bool))
