"""Words as data: what every file of words has in common, and what can be wrong with one.

Codebooks, gazetteers and cue lists are edited by people who do not program. So a file is read as a whole, every
problem keeps its line, and says what would be right. A reader (`read_…`) refuses a file with problems; `foresaid
check` lists them all.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from foresaid.errors import ForesaidError, did_you_mean

TERM_COLUMNS = ("finding", "key", "term", "text", "prefix", "case", "exclude")
LONGEST_FILE = 2_000_000  # bytes; the shipped files have under 100,000
LONGEST_TERM = 100  # characters
YAML_TYPES = {"bool": "yes or no", "int": "a number", "float": "a number", "timestamp": "a date", "null": "nothing"}


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file of words: where, what, and what would be right. Line 0 means the whole file."""

    path: Path
    line: int
    text: str

    def __str__(self):
        where = f", line {self.line}" if self.line else ""
        return f"{Path(self.path).name}{where}: {self.text}"


def refuse(problems):
    """Raise the first problem of a file, and say how to see the others."""
    if not problems:
        return
    first, rest = problems[0], len(problems) - 1
    more = f" ({rest} more: foresaid check {first.path})" if rest else ""
    raise ForesaidError(f"{first}{more}")


def read_words(path):
    """The text of a file of words. Raises ForesaidError if it is not there, too large, or not UTF-8."""
    path = Path(path)
    if not path.is_file():
        near = [one.name for one in path.parent.glob("*") if one.is_file()] if path.parent.is_dir() else []
        raise ForesaidError(f"There is no file {path}.{did_you_mean(path.name, near)}")
    if path.stat().st_size > LONGEST_FILE:
        raise ForesaidError(f"{path.name} has more than {LONGEST_FILE:,} bytes; that is no file of words. "
                            "Split it, or name the right file.")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[:error.start].count(b"\n") + 1
        raise ForesaidError(f"{path.name}, line {line}: a letter that is not UTF-8. "
                            "Save the file again with the encoding UTF-8.") from error


def check_term(term):
    """What is wrong with a term as written, as a sentence with its mend, or '' if nothing is.

    >>> check_term("polling station*")
    ''
    >>> check_term("pol*ing")
    "'pol*ing' has a * inside. The wildcard stands at the end only: 'pol*'."
    """
    text = term.removesuffix("*")
    clean = " ".join(term.split())
    if not clean.strip("*"):
        return "a term is empty. Write the word, or take the line out."
    if clean != term:
        return f"{term!r} has blanks at its ends or several in a row. Write {clean!r}."
    if len(term) > LONGEST_TERM:
        return f"{term[:30] + '…'!r} has {len(term)} characters; a term has {LONGEST_TERM} at most."
    if "*" in text:
        head = text.split("*")[0].strip()
        example = f": {head + '*'!r}." if head else "."
        return f"{term!r} has a * inside. The wildcard stands at the end only{example}"
    if not re.fullmatch(r"\w(.*[\w.])?", text):
        return f"{term!r} does not begin and end with a letter or digit. Write the words only."
    if len(text) < 2:
        return f"{term!r} has one letter and would match almost anywhere. Write two or more."
    if term != text and len(text) < 3:
        return f"{term!r} has fewer than three letters before its *. Write the words out."
    return ""


def term_row(finding, key, term, case=False, exclude=False):
    """A term as the lexicon takes it: one row of the terms table."""
    text = term.removesuffix("*").replace("’", "'")
    return (finding, key, term, text, term.endswith("*"), case, exclude)


def terms_table(rows):
    """The lexicon's terms: one row per term of a key. finding, key, term, text, prefix, case, exclude."""
    table = pd.DataFrame(list(rows), columns=list(TERM_COLUMNS))
    return table.astype(dict.fromkeys(TERM_COLUMNS[:4], "str") | dict.fromkeys(TERM_COLUMNS[4:], "bool"))


def touches(exclude, terms):
    """Whether an exclusion can take away a hit: one of the terms must be able to stand inside it.

    >>> touches("river bank*", ["bank"]), touches("embankment", ["bank"])
    (True, False)
    """
    outer = exclude.removesuffix("*").casefold()
    words = outer.split()
    # what a word that may go on can still become the beginning of
    tails = [" ".join(words[first:]) for first in range(len(words))] if exclude.endswith("*") else []
    for term in terms:
        inner = term.removesuffix("*").casefold()
        end = "" if term.endswith("*") else r"(?!\w)"
        if re.search(rf"(?<!\w){re.escape(inner)}{end}", outer):
            return True
        if any(inner.startswith(tail) for tail in tails):
            return True
    return False


class _Loader(yaml.SafeLoader):
    """A SafeLoader for looking at nodes, which keep their lines."""

    def compose_node(self, parent, index):
        """Refuse aliases: a few lines of them can stand for billions of words."""
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.MarkedYAMLError(problem=f"*{event.anchor} is read as an alias, which is not used here; "
                                       "a * stands at the end of a word", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def read_nodes(path):
    """The YAML file's root node and its problems: (node or None, list of Problem)."""
    try:
        root = yaml.compose(read_words(path), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return None, [Problem(path, line, f"this is not valid YAML ({error.problem}). "
                              "Look at the blanks, quotes and brackets here and in the line above.")]
    except yaml.YAMLError as error:
        return None, [Problem(path, 0, f"this is not valid YAML ({' '.join(str(error).split())}).")]
    except RecursionError:
        return None, [Problem(path, 0, "lists inside lists without end. Compare it with a shipped file.")]
    if root is None:
        return None, [Problem(path, 0, "the file is empty.")]
    return root, []


def line_of(node):
    """The line of a node, from 1."""
    return node.start_mark.line + 1


def entries(node, path, problems, what):
    """A mapping's entries as {key: (line, value node)}; notes a key that stands twice or is no word."""
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(path, line_of(node), f"{what} should be names with a colon and what belongs to them "
                                "below, further in."))
        return {}
    found = {}
    for key, value in node.value:
        name = scalar(key, path, problems, "a name")
        if name is None:
            continue
        if name in found:
            problems.append(Problem(path, line_of(key), f"'{name}' stands twice in {what} (first in line "
                                    f"{found[name][0]}). Join the two."))
            continue
        found[name] = (line_of(key), value)
    return found


def scalar(node, path, problems, what):
    """The words of a node, or None with a problem noted if it is no words."""
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str"):
        return node.value
    if not isinstance(node, yaml.ScalarNode):
        text = f"{what} should be words, not a list or names with colons."
    elif (read_as := YAML_TYPES.get(node.tag.rpartition(":")[2])) == "nothing":
        text = f"{what} is empty. Write the words, or take the line out."
    elif read_as:
        text = f"{what}: YAML reads {node.value} as {read_as}. Put it in quotes: \"{node.value}\"."
    else:
        text = f"{what} has the tag {node.tag}, which is not used here. Write plain words."
    problems.append(Problem(path, line_of(node), text))
    return None
