"""Files of events, looked over line by line: every slip is noted, and what can be read is read."""

import re

import pandas as pd
import yaml

from foresaid.days import read_day
from foresaid.errors import did_you_mean
from foresaid.events.places import names_of_actors
from foresaid.find.words import Problem, check_term, entries, line_of, read_nodes, scalar

TEXTS = ("id", "title", "proposition", "judged", "status_quo")
DAYS = ("opened", "deadline")
LISTS = ("actors", "terms", "exclusions", "opposite")
KEYS = ("id", "title", "proposition", "actors", "terms", "exclusions", "opposite", "opened", "deadline", "judged",
        "status_quo")
NEEDED = ("id", "title", "proposition", "terms", "opened", "deadline", "judged")
ENDS = ("did_not_happen", "happened")  # the first where an event says nothing
EVENT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def parse_events(path):
    """The file's events as dicts with `line`, and its problems in the order of their lines."""
    root, problems = read_nodes(path)
    events = []
    if root is not None:
        top = entries(root, path, problems, "a file of events")
        for name in top.keys() - {"events"}:
            problems.append(Problem(path, top[name][0], f"'{name}' is not known at the top."
                                    f"{did_you_mean(name, ['events'])} A file of events has one key there: 'events:'."))
        if "events" in top:
            events = _parse_list_of_events(top["events"][1], path, problems)
        elif not problems:
            problems.append(Problem(path, 1, "there are no events. Begin the file with 'events:' and put them below."))
    _check_ids(events, path, problems)
    _check_actors(events, path, problems)
    return events, sorted(problems, key=lambda problem: problem.line)


def _parse_list_of_events(node, path, problems):
    if not isinstance(node, yaml.SequenceNode):
        if not node.tag.endswith(":null"):
            problems.append(Problem(path, line_of(node), "'events:' should be a list: each event begins with '- id:'."))
        return []
    return [_parse_event(item, path, problems) for item in node.value]


def _parse_event(node, path, problems):
    """One event as a dict, whatever is wrong with it; what is wrong is noted."""
    event = dict.fromkeys(TEXTS, "") | dict.fromkeys(DAYS, pd.NaT) | {name: [] for name in LISTS}
    event |= {"line": line_of(node), "status_quo": ENDS[0]}
    keys = entries(node, path, problems, "an event")
    problems += _slips_in_keys(keys, event["line"], path)
    for key, (_, value) in keys.items():
        if key in TEXTS:
            event[key] = scalar(value, path, problems, f"'{key}:' of an event") or event[key]
        elif key in DAYS:
            event[key] = _parse_day(key, value, path, problems)
        elif key in LISTS:
            event[key] = _parse_terms(key, value, path, problems)
    event["event_id"] = event["id"]
    problems += [Problem(path, event["line"], slip) for slip in check_texts(event) if "id" in keys]
    if event["opened"] > event["deadline"]:
        problems.append(Problem(path, keys["deadline"][0], f"the deadline of '{event['id']}' lies before the day it "
                                f"opened ({event['opened']:%Y-%m-%d}). Change one."))
    if "terms" in keys and not event["terms"] and not _holds(keys["terms"][1]):
        problems.append(Problem(path, keys["terms"][0], f"event '{event['id']}' has no terms. Name at least one word "
                                "that a claim about it must hold."))
    return event


def _slips_in_keys(keys, line, path):
    """The keys that an event in this line lacks, and those that are not known."""
    if keys:
        for key in NEEDED:
            if key not in keys:
                yield Problem(path, line, f"this event has no '{key}:'. An event needs {', '.join(NEEDED)}.")
    for key, (at, _) in keys.items():
        if key not in KEYS:
            yield Problem(path, at, f"an event has the key '{key}', which is not known.{did_you_mean(key, KEYS)} "
                          f"An event takes {', '.join(KEYS)}.")


def check_texts(event):
    """What is wrong with an event's id or status quo, as sentences."""
    slips = []
    if not EVENT_ID.fullmatch(str(event["event_id"])) or len(event["event_id"]) > 80:
        slips.append(f"{str(event['event_id'])[:90]!r} cannot be the id of an event. Use lower-case letters and digits "
                     "parted by -, 80 at most.")
    if event["status_quo"] not in ENDS:
        slips.append(f"the status_quo of '{event['event_id']}' is '{event['status_quo']}'."
                     f"{did_you_mean(event['status_quo'], ENDS)} It is happened or did_not_happen.")
    return slips


def _parse_day(key, node, path, problems):
    day, slip = read_day(node.value if isinstance(node, yaml.ScalarNode) else "a list")
    if slip:
        problems.append(Problem(path, line_of(node), f"'{key}:': {slip}"))
    return pd.NaT if slip else pd.Timestamp(day)


def _parse_terms(key, node, path, problems):
    """The words of a list; of `terms` the groups of words."""
    what = f"'{key}:' of an event"
    if node.tag.endswith(":null"):
        return []
    if not isinstance(node, yaml.SequenceNode):
        problems.append(Problem(path, line_of(node), f"{what} should be a list: {key}: [one, two]."))
        return []
    nested = [isinstance(item, yaml.SequenceNode) for item in node.value]
    if key == "terms" and any(nested):
        if not all(nested):
            problems.append(Problem(path, line_of(node), "'terms:' holds words and groups of words side by side. Put "
                                    "each group in brackets: [[rain*, snow*], [capital]]."))
        groups = [_parse_words(key, item, path, problems) for item, inner in zip(node.value, nested, strict=True)
                  if inner]
        if any(not item.value for item, inner in zip(node.value, nested, strict=True) if inner):
            problems.append(Problem(path, line_of(node), "'terms:' has an empty group. Take it out."))
        return [group for group in groups if group]
    words = _parse_words(key, node, path, problems)
    return group_words(words) if key == "terms" else words


def _parse_words(key, node, path, problems):
    found = []
    for item in node.value:
        word = scalar(item, path, problems, f"a word under '{key}:'")
        slip = "" if word is None or key == "actors" else check_term(word)
        if slip:
            problems.append(Problem(path, line_of(item), f"'{key}:': {slip}"))
        elif word in found:
            problems.append(Problem(path, line_of(item), f"'{key}:': '{word}' stands twice. Take one out."))
        elif word is not None:
            found.append(word)
    return found


def group_words(words):
    """Groups of words: a plain list is one group.

    >>> group_words(["rain", "snow"]), group_words([["rain"], ["capital"]])
    ([['rain', 'snow']], [['rain'], ['capital']])
    """
    words = [words] if isinstance(words, str) else list(words)
    if any(isinstance(one, str) for one in words):
        return [words]
    return [list(group) for group in words]


def _holds(node):
    """Whether something stands there, be it a list or not: that it should be a list is told elsewhere."""
    return bool(node.value) and not node.tag.endswith(":null")


def _check_ids(events, path, problems):
    seen = {}
    for event in events:
        first = seen.setdefault(event["id"], event["line"])
        if event["id"] and first != event["line"]:
            problems.append(Problem(path, event["line"], f"the id '{event['id']}' stands twice (first in line {first})."
                                    " Every event has its own."))


def _check_actors(events, path, problems):
    """Note actors that no gazetteer knows: no claim can ever name them."""
    wanted = {name for event in events for name in event["actors"]}
    known = names_of_actors(path.stem) if wanted else {}
    folded = {name.casefold(): actor for name, actor in known.items()}
    for event in events:
        for name in event["actors"]:
            if known.get(name) != name:
                meant = known.get(name) or folded.get(name.strip().casefold())
                meant = f" Did you mean '{meant}'?" if meant else did_you_mean(name, known.values())
                problems.append(Problem(path, event["line"], f"'{event['id']}' names the actor '{name}', whom no "
                                        f"gazetteer knows, so no claim can name them.{meant} Write the name as in "
                                        "data/actors, or add a line there."))
