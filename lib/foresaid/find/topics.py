"""Topics: what an article talks about, told by the terms of a codebook.

A codebook is a YAML file that a reader may edit, one topic after the other:

    topics:
      elections:
        label: Elections
        about: votes, candidates and campaigns
        terms: [ballot*, polling station*]     # any case; a * at the end lets the word go on
        case: [MEP]                            # capitals must be as written
        exclude: [ballot stuffing machine*]    # a term inside one of these does not count
"""

import re

import pandas as pd
import yaml

from foresaid.errors import did_you_mean
from foresaid.find.where import narrow, offsets, where
from foresaid.find.words import (
    Problem,
    check_term,
    entries,
    line_of,
    read_nodes,
    refuse,
    scalar,
    term_row,
    terms_table,
    touches,
)

KEYS = ("label", "about", "terms", "case", "exclude")
TOPIC_NAME = re.compile(r"[a-z0-9_-]+")


def read_codebook(path):
    """Read a codebook's terms for the lexicon.

    Returns one row per term: finding, key (the topic), term, text, prefix, case, exclude. Raises ForesaidError with the
    file's first problem: file, line, what is wrong, what would be right.
    """
    topics, problems = _parse(path)
    refuse(problems)
    rows = []
    for name, topic in topics.items():
        for part in ("terms", "case", "exclude"):
            rows += [term_row("topic", name, term, part == "case", part == "exclude") for term, _ in topic[part]]
    return terms_table(rows)


def read_topic_labels(path):
    """Read what a codebook says about its topics: one row per topic, in the file's order: topic, label, about."""
    topics, problems = _parse(path)
    refuse(problems)
    return pd.DataFrame([(name, topic["label"] or name.replace("_", " ").capitalize(), topic["about"] or "")
                         for name, topic in topics.items()], columns=["topic", "label", "about"]).astype("str")


def check_codebook(path):
    """All problems of a codebook, in the order of their lines: a list of Problem, empty if it is right."""
    return _parse(path)[1]


def find_topics(hits, sentences, articles):
    """Turn the scan's hits of topic terms into the table topics: one row per hit of a term.

    A term that stands for two topics gives a row for each. Offsets are null in a title.
    """
    mine = hits[hits["finding"] == "topic"]
    return pd.DataFrame({
        **where(mine, sentences, articles),
        "topic": narrow(mine["key"]).array,
        "term": narrow(mine["term"]).array,
        **offsets(mine, sentences),
    })


def _parse(path):
    """The file's topics as {name: {label, about, terms, case, exclude}}, terms with lines; and its problems."""
    root, problems = read_nodes(path)
    topics = {}
    if root is not None:
        top = entries(root, path, problems, "a codebook")
        for name in top.keys() - {"topics"}:
            problems.append(Problem(path, top[name][0], f"'{name}' is not known at the top."
                                    f"{did_you_mean(name, ['topics'])} A codebook has one key there: 'topics:'."))
        if "topics" in top:
            named = entries(top["topics"][1], path, problems, "'topics:'")
            topics = {name: _parse_topic(name, line, node, (path, problems)) for name, (line, node) in named.items()}
        elif not problems:
            problems.append(Problem(path, 1, "there are no topics. Begin the file with 'topics:' and put them below."))
    return topics, sorted(problems, key=lambda problem: problem.line)


def _parse_topic(name, line, node, file):
    path, problems = file
    topic = {"label": None, "about": None, "terms": [], "case": [], "exclude": []}
    if not TOPIC_NAME.fullmatch(name):
        problems.append(Problem(path, line, f"'{name}' cannot be the name of a topic. Use lower-case letters, digits, "
                                "- and _; the name for readers goes under 'label:'."))
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
        keys = {}
    else:
        before = len(problems)
        keys = entries(node, path, problems, f"topic '{name}'")
        if len(problems) > before and not keys:
            return topic
    for key, (key_line, value) in keys.items():
        if key not in KEYS:
            problems.append(Problem(path, key_line, f"topic '{name}' has the key '{key}', which is not known."
                                    f"{did_you_mean(key, KEYS)} A topic takes {', '.join(KEYS)}."))
        elif key in ("label", "about"):
            topic[key] = scalar(value, path, problems, f"'{key}:' of topic '{name}'")
        else:
            topic[key] = _parse_list(name, key, value, file)
    if not any(_holds(keys[part][1]) for part in ("terms", "case") if part in keys):
        at = keys["terms"][0] if "terms" in keys else line
        problems.append(Problem(path, at, f"topic '{name}' has no terms. Add at least one under 'terms:'."))
    _check_together(name, topic, file)
    return topic


def _holds(node):
    """Whether there is anything at all in a list, right or wrong."""
    return bool(node.value) and not node.tag.endswith(":null")


def _parse_list(name, key, node, file):
    """The terms of a list with their lines: [(term, line)]."""
    path, problems = file
    if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null"):
        return []
    if not isinstance(node, yaml.SequenceNode):
        example = node.value if isinstance(node, yaml.ScalarNode) else "one, two"
        problems.append(Problem(path, line_of(node), f"'{key}:' of topic '{name}' should be a list: "
                                f"{key}: [{example}]."))
        return []
    found = []
    for item in node.value:
        term = scalar(item, path, problems, f"a term under '{key}:' of topic '{name}'")
        if term is None:
            continue
        wrong = check_term(term)
        if wrong:
            problems.append(Problem(path, line_of(item), f"topic '{name}', '{key}:': {wrong}"))
        else:
            found.append((term, line_of(item)))
    return found


def _check_together(name, topic, file):
    """Note terms that stand twice, and exclusions that take away everything of a term or nothing at all."""
    path, problems = file
    seen = {}
    for part in ("terms", "case", "exclude"):
        for term, line in topic[part]:
            # under 'case:' US and us are two terms
            key = (term if part == "case" else term.casefold())
            if key in seen and (part == "exclude") != (seen[key][1] == "exclude"):
                problems.append(Problem(path, line, f"topic '{name}': '{term}' is a term (line {seen[key][0]}) and "
                                        "excluded as well. Take one out."))
            elif key in seen:
                problems.append(Problem(path, line, f"topic '{name}': '{term}' stands twice (first in line "
                                        f"{seen[key][0]}). Take one out."))
            seen.setdefault(key, (line, part))
    wanted = [term for part in ("terms", "case") for term, _ in topic[part]]
    for term, line in topic["exclude"]:
        if term.casefold() not in {one.casefold() for one in wanted} and not touches(term, wanted):
            problems.append(Problem(path, line, f"topic '{name}': the exclusion '{term}' contains none of the topic's "
                                    "terms, so it takes nothing away. Write a phrase with a term in it, or take it "
                                    "out."))
