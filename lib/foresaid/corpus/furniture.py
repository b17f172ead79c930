"""Furniture: what a news page brings along and is not the article. Found by a list of words, and by counting.

Nothing is cut: a stretch is tagged, with the rule that found it, and left out of findings and word counts.
"""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.paths import DATA

WORDS_FILE = DATA / "corpus" / "furniture.yml"
PATTERNS = ("furniture", "footer", "caption")  # whole lines
NAMES = ("author", "editor", "nobody", "agency", "opinion")  # words that other rules look for
LONGEST_PATTERN = 8  # words
LONGEST_LINE = 200  # characters: a longer line is a paragraph, whatever it begins with
FEW = 5  # a stretch in so many articles of a source may be chance
SHARE = 0.01  # and so may one in this share of them
NEAR_END = 0.5  # a footer begins in the last half of the text, or
FOOTER_LINES = 300  # characters: no paragraph as long as this comes after it
# calls that no sentence of an article begins with
CALLS = (r"^(?:READ MORE|SEE ALSO|READ ALSO|RELATED|MORE:|Related:|CLICK HERE|(?i:sign up (?:for|to) (?:our|the|get)|"
         r"subscribe (?:to our|now)|read more:|see also:|click here|follow us on|download our app))")
# of whom a page speaks that talks of itself: a repeated sentence without any of this is background of the article
OF_THE_PAGE = (r"\bus\b|[@©]|(?i:\b(?:you|your|here|our|click|follow|subscribe|newsletters?|podcasts?|e-?mail|twitter|"
               r"facebook|instagram|copyright|reporter|producer|editor|correspondent|external|contributed|website|"
               r"headlines)\b)")
FEWEST_WORDS = 4  # a shorter repeated sentence is a piece of one: "Mr.", "15, 2022."
# a blank between two sentences; it is turned into a line end, so that offsets stay as they are
BETWEEN = r'([.!?…]["”’)]?) (["“‘(]?[A-Z0-9])'


@dataclass(frozen=True)
class FurnitureWords:
    """The words of furniture.yml: patterns as regular expressions for whole lines, names as tuples."""

    furniture: str
    footer: str
    caption: str
    author: tuple
    editor: tuple
    nobody: frozenset
    agency: tuple
    opinion: frozenset


@cache
def read_furniture_words(path=WORDS_FILE):
    """Read the file of furniture. Raises ForesaidError with the line of what is wrong."""
    lists = _read_lists(path)
    return FurnitureWords(
        **{name: _line_pattern(lists[name]) for name in PATTERNS},
        author=tuple(lists["author"]), editor=tuple(lists["editor"]), agency=tuple(lists["agency"]),
        nobody=frozenset(map(str.casefold, lists["nobody"])), opinion=frozenset(map(str.casefold, lists["opinion"])))


def _read_lists(path):
    """The file as {list: [words]}."""
    try:
        with open(path, encoding="utf-8") as file:
            root = yaml.compose(file, Loader=yaml.SafeLoader)
    except OSError as error:
        raise ForesaidError(f"{path.name} cannot be read ({error.strerror}). Restore it from the project.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise ForesaidError(f"{path.name}{where}: this is no YAML ({getattr(error, 'problem', error)}).") from error
    known = (*PATTERNS, *NAMES)
    if not isinstance(root, yaml.MappingNode):
        raise ForesaidError(f"{path.name}: the file should hold lists named {listing(known)}.")
    lists = {name: [] for name in known}
    for key, items in root.value:
        where = f"{path.name}, line {key.start_mark.line + 1}"
        if key.value not in lists:
            raise ForesaidError(f"{where}: there is no list '{key.value}'.{did_you_mean(key.value, known)} "
                                f"The lists are {listing(known)}.")
        if not isinstance(items, yaml.SequenceNode):
            raise ForesaidError(f"{where}: '{key.value}' should be a list, each line with '- ' before the words.")
        lists[key.value] = [_checked_words(item, path) for item in items.value]
    return lists


def _checked_words(node, path):
    where = f"{path.name}, line {node.start_mark.line + 1}"
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip(" *"):
        raise ForesaidError(f"{where}: this should be words. Put quotes around them if they hold a colon.")
    if "*" in node.value[:-1]:
        raise ForesaidError(f"{where}: '{node.value}' has a * in the middle. It can stand at the end only.")
    if len(node.value.split()) > LONGEST_PATTERN + 1:
        raise ForesaidError(f"{where}: '{node.value[:40]}…' is longer than {LONGEST_PATTERN} words. "
                            "Keep its beginning, then *.")
    return node.value.strip()


def _line_pattern(words):
    """One regular expression (RE2) for whole lines that one of the patterns describes."""
    return r"(?i)^\W{0,3}(?:" + "|".join(map(_one_pattern, words)) + ")$" if words else r"^\z."


def _one_pattern(words):
    stem = re.escape(words.rstrip("* ")).replace(r"\ ", " ")
    if not words.endswith("*"):
        return stem + r"\W{0,3}"
    return stem + (r"(?:\W.*)?" if stem[-1:].isalnum() else ".*")


def split_lines(texts, between=False):
    """Cut texts into lines. Returns one row per line that holds something: article (position), start, end, line.

    With `between` they are cut between sentences too, and only what is short enough for furniture is returned.
    """
    column = pa.array([text or "" for text in texts], type=pa.large_string())
    if between:
        column = pc.replace_substring_regex(column, BETWEEN, "\\1\n\\2")
    lists = pc.split_pattern(column, "\n")
    lines, article = pc.list_flatten(lists), pc.list_parent_indices(lists).to_numpy()
    lengths = pc.utf8_length(lines).to_numpy().astype("int64")
    ends = np.cumsum(lengths + 1)
    firsts = np.flatnonzero(np.r_[True, article[1:] != article[:-1]]) if len(article) else article
    base = np.repeat((ends - lengths - 1)[firsts], np.diff(np.r_[firsts, len(article)]))
    start = ends - lengths - 1 - base
    kept = (lengths > 0) & (lengths <= LONGEST_LINE) if between else lengths > 0
    return pd.DataFrame({"article": article[kept], "start": start[kept], "end": (start + lengths)[kept],
                         "line": pd.array(lines.filter(pa.array(kept)), dtype="str")})


def tag_listed(lines, words, sizes):
    """Tag lines that the list describes. Returns rows: article, start, end, part, rule.

    `lines` as split_lines makes them; `sizes` is the length of each article's text.
    """
    short = lines[(lines["end"] - lines["start"]) <= LONGEST_LINE]
    tagged = pd.concat([_as_furniture(short[_matches(short, getattr(words, part))], "listed").assign(part=part)
                        for part in PATTERNS])
    return _stretch_footers(tagged[~tagged.duplicated(["article", "start"])], lines, sizes)


def _stretch_footers(tagged, lines, sizes):
    """A footer goes on to the end of the text; what only looks like one, far from the end, is furniture."""
    footers = tagged[tagged["part"] == "footer"]
    if footers.empty:
        return tagged
    long = lines[(lines["end"] - lines["start"]) > FOOTER_LINES].groupby("article")["start"].max()
    last_long = footers["article"].map(long).fillna(-1)
    size = sizes[footers["article"].to_numpy()]
    real = (footers["start"] > last_long) & (footers["start"] >= size * NEAR_END)
    first = footers[real].groupby("article")["start"].min()
    begins = tagged["article"].map(first)
    tagged = tagged[~(tagged["start"] >= begins.fillna(np.inf))]
    tagged = tagged.assign(part=tagged["part"].replace("footer", "furniture"))
    whole = pd.DataFrame({"article": first.index.to_numpy(), "start": first.to_numpy(),
                          "end": sizes[first.index.to_numpy()], "part": "footer", "rule": "listed"})
    return pd.concat([tagged, whole])


def tag_repeated(lines, sources):
    """Tag lines that stand in more than a few articles of one source (more than 5 and more than 1 %).

    Returns rows: article, start, end, part, rule.
    """
    size = lines["end"] - lines["start"]
    short = lines[(size <= LONGEST_LINE) & (size >= 3)]
    if short.empty:
        return _as_furniture(short, "repeated")
    source = pd.factorize(sources, use_na_sentinel=False)[0]
    code = source[short["article"].to_numpy()].astype("int64")
    line = pc.dictionary_encode(pa.array(short["line"], type=pa.large_string())).indices.to_numpy().astype("int64")
    key = code * (line.max() + 1) + line
    once = ~pd.DataFrame({"key": key, "article": short["article"].to_numpy()}).duplicated().to_numpy()
    values, numbers = np.unique(key[once], return_counts=True)
    often = numbers[np.searchsorted(values, key)] > np.maximum(FEW, SHARE * np.bincount(source))[code]
    return _as_furniture(short[often & ~_matches(short, "^[\"“‘']")], "repeated")


def tag_stretches(stretches, sources):
    """The same for sentences of texts whose lines are lost, and calls to the reader between them.

    What is repeated there is often background of the article; only what speaks of the page itself is furniture.
    """
    short = stretches[(stretches["end"] - stretches["start"]) <= LONGEST_LINE]
    of_the_page = _matches(short, OF_THE_PAGE) & _matches(short, rf"^[^\d\W](?:\S* ){{{FEWEST_WORDS - 1},}}")
    calls = short[_matches(short, CALLS)]
    return pd.concat([tag_repeated(short[of_the_page], sources), _as_furniture(calls, "call")])


def _matches(lines, pattern):
    column = pa.array(lines["line"], type=pa.large_string())
    return pc.match_substring_regex(column, pattern).to_numpy(zero_copy_only=False).astype(bool)


def _as_furniture(lines, rule):
    return lines[["article", "start", "end"]].assign(part="furniture", rule=rule)
