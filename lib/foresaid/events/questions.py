"""Events that a reader may edit: a YAML file a dataset, data/events/<dataset>.yml, read with the lines of its slips.

    events:
      - id: rain-by-june
        title: Rain by June
        proposition: It rains in the capital by 1 June 2018.   # in the positive
        actors: []                            # gazetteer names, one of which the claim must name; [] if it need not
        terms: [[rain*], [capital]]           # groups; each needs one hit in the claim
        exclusions: [rain check]              # a claim with one of these is no match
        opposite: [drought]                   # a claim with one of these says the contrary
        opened: 2018-03-01                    # statements from this day on count …
        deadline: 2018-06-01                  # … until the day before this one, or before it was decided
        judged: by the weather office
        status_quo: did_not_happen            # what becomes of it if nothing changes

A file is read as a whole; every slip keeps its line, and several are told together.
"""

import re

import pandas as pd
import yaml

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.events.places import events_path, names_of_actors, refuse_all
from foresaid.events.sheets import read_day
from foresaid.find.words import Problem, check_term, entries, line_of, read_nodes, scalar

TEXTS = ("id", "title", "proposition", "judged", "status_quo")
DAYS = ("opened", "deadline")
LISTS = ("actors", "terms", "exclusions", "opposite")
KEYS = ("id", "title", "proposition", "actors", "terms", "exclusions", "opposite", "opened", "deadline", "judged",
        "status_quo")
NEEDED = ("id", "title", "proposition", "terms", "opened", "deadline", "judged")
ENDS = ("did_not_happen", "happened")  # the first where an event says nothing
COLUMNS = ("event_id", "title", "proposition", "actors", "terms", "exclusions", "opposite", "opened", "deadline",
           "judged", "status_quo")
EVENT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_events(dataset):
    """Read a dataset's events from data/events/<dataset>.yml; an empty table if there is no such file.

    Returns one row per event in the file's order: event_id, title, proposition, actors (list of gazetteer names), terms
    (list of groups, each a list), exclusions and opposite (lists), opened, deadline (days), judged, status_quo.
    Raises ForesaidError with the file's problems and their lines.
    """
    path = events_path(dataset)
    if not path.exists():
        return _table([])
    events, problems = parse_events(path)
    refuse_all(problems)
    return _table(events)


def check_events(path):
    """All problems of a file of events, in the order of their lines: a list of Problem, empty if it is right."""
    return parse_events(path)[1]


def make_event(title, actors, terms, deadline, **more):
    """Make one event for a question asked in a notebook: a table of one row, as read_events returns it.

    `more` is event_id (else made from the title), proposition (else the title), exclusions, opposite, opened (else from
    the first article on), judged, status_quo. Actors are not looked up. Raises ForesaidError for what is wrong.

    >>> make_event("Rain by June", [], ["rain*"], "2018-06-01")[["event_id", "terms"]].values.tolist()
    [['rain-by-june', [['rain*']]]]
    """
    for name in more:
        if name not in {"event_id", *KEYS} - {"id"}:
            raise ForesaidError(f"An event has no '{name}'.{did_you_mean(name, KEYS)} It takes {', '.join(KEYS)}.")
    event = {"title": title, "proposition": title, "judged": "", "status_quo": ENDS[0], "exclusions": [],
             "opposite": [], "opened": "", **more}
    event["event_id"] = more.get("event_id") or "-".join(re.findall(r"[a-z0-9]+", str(title).lower()))
    event["actors"], event["terms"] = list(actors), _groups(terms)
    lists = [*event["terms"], event["exclusions"], event["opposite"]]
    slips = [f"'{term}': {slip}" for one in lists for term in one if (slip := check_term(str(term)))]
    for name in DAYS:
        event[name] = _given_day(event | {"deadline": deadline}, name, slips)
    if pd.notna(event["opened"]) and event["opened"] > event["deadline"]:
        slips.append("its deadline lies before the day it opened. Change one.")
    slips += _check_texts(event)
    if not event["terms"] or not all(event["terms"]):
        slips.append("it has no terms. Name at least one word that a claim about it must hold.")
    if slips:
        raise ForesaidError("\n".join(f"The event '{title}': {slip}" for slip in slips))
    return _table([event])


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


def _table(events):
    table = pd.DataFrame([{name: event[name] for name in COLUMNS} for event in events], columns=list(COLUMNS))
    days = {name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in DAYS}
    return table.assign(**days).astype(dict.fromkeys(
        ("event_id", "title", "proposition", "judged", "status_quo"), "str"))


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
    if keys:
        for key in NEEDED:
            if key not in keys:
                problems.append(Problem(path, event["line"], f"this event has no '{key}:'. An event needs "
                                        f"{', '.join(NEEDED)}."))
    for key, (line, value) in keys.items():
        if key not in KEYS:
            problems.append(Problem(path, line, f"an event has the key '{key}', which is not known."
                                    f"{did_you_mean(key, KEYS)} An event takes {', '.join(KEYS)}."))
        elif key in TEXTS:
            event[key] = scalar(value, path, problems, f"'{key}:' of an event") or event[key]
        elif key in DAYS:
            event[key] = _parse_day(key, value, path, problems)
        else:
            event[key] = _parse_terms(key, value, path, problems)
    event["event_id"] = event["id"]
    problems += [Problem(path, event["line"], slip) for slip in _check_texts(event) if "id" in keys]
    if event["opened"] > event["deadline"]:
        problems.append(Problem(path, keys["deadline"][0], f"the deadline of '{event['id']}' lies before the day it "
                                f"opened ({event['opened']:%Y-%m-%d}). Change one."))
    if "terms" in keys and not event["terms"] and not _holds(keys["terms"][1]):
        problems.append(Problem(path, keys["terms"][0], f"event '{event['id']}' has no terms. Name at least one word "
                                "that a claim about it must hold."))
    return event


def _check_texts(event):
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
    day = read_day(node.value) if isinstance(node, yaml.ScalarNode) else None
    if day is None:
        told = node.value if isinstance(node, yaml.ScalarNode) else "a list"
        problems.append(Problem(path, line_of(node), f"'{key}:' is {told!r}. Write a day like 2017-03-31."))
        return pd.NaT
    return day


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
    return _groups(words) if key == "terms" else words


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


def _groups(words):
    """Groups of words: a plain list is one group.

    >>> _groups(["rain", "snow"]), _groups([["rain"], ["capital"]])
    ([['rain', 'snow']], [['rain'], ['capital']])
    """
    words = [words] if isinstance(words, str) else list(words)
    if any(isinstance(one, str) for one in words):
        return [words]
    return [list(group) for group in words]


def _holds(node):
    return isinstance(node, yaml.SequenceNode) and bool(node.value)


def _given_day(event, name, slips):
    """A day that was given as text, date or Timestamp; NaT where opened is left out."""
    given = event[name]
    if name == "opened" and (given is None or given == ""):
        return pd.NaT
    day = read_day(str(given)[:10] if str(given).endswith(" 00:00:00") else str(given))
    if day is None:
        slips.append(f"{name} is {given!r}. Write a day like 2017-03-31.")
    return pd.NaT if day is None else day


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
    for event in events:
        for name in event["actors"]:
            if known.get(name) != name:
                meant = f" Did you mean '{known[name]}'?" if name in known else did_you_mean(name, known.values())
                problems.append(Problem(path, event["line"], f"'{event['id']}' names the actor '{name}', whom no "
                                        f"gazetteer knows, so no claim can name them.{meant} Write the name as in "
                                        "data/actors, or add a line there."))
