"""Actors: who is in the news, told by the names in a gazetteer (its file: gazetteer.py).

A name of one word must be written as it is in the gazetteer or all in capitals ("Turkey", "TURKEY", not "turkey"); a
name of several words may be written in any case, unless the row's `case` says yes. Where names overlap the longest one
counts: "South Korea" is not "Korea", "Melania Trump" is not "Trump".
"""

import numpy as np
import pandas as pd

from foresaid.find.gazetteer import check_gazetteer, read_gazetteer
from foresaid.find.where import in_title, narrow, offsets, where
from foresaid.find.words import term_row, terms_table
from foresaid.tables import ACTOR_KINDS

__all__ = ["actor_terms", "check_gazetteer", "find_actors", "read_gazetteer"]

# words before a capital that make it a place: "explosion in Paris", "near Kabul"
PLACE_WORDS = ("in", "capital", "capital,", "near", "outside", "around", "across", "throughout", "inside",
               "central", "downtown", "north", "south", "east", "west", "northern", "southern", "eastern", "western")
EPOCH = 1_000_000  # days; keeps days before 1970 positive
SPAN = 10_000_000  # more days than any calendar here has


def actor_terms(actors):
    """The gazetteer's names for the lexicon: one row per way of writing a name: finding, key (the actor), term, …"""
    rows = []
    for actor in actors.drop_duplicates(["actor", "line"]).itertuples(index=False):
        for alias in [*actor.aliases, *actor.capital]:
            rows += [term_row("actor", actor.actor, alias, case) for case, alias in _writings(alias, actor.any_case)]
        rows += [term_row("actor", actor.actor, phrase, exclude=True) for phrase in actor.exclude]
        rows += [term_row("actor", actor.actor, f"{word} {city}", exclude=True)
                 for city in actor.capital for word in PLACE_WORDS]
        rows += [term_row("actor", actor.actor, f"{city}-based", exclude=True) for city in actor.capital]
    return terms_table(dict.fromkeys(rows))


def find_actors(hits, sentences, articles, gazetteer):
    """Turn the scan's name hits into the table actors: one row per mention.

    `role` is the role that the actor held on the article's day; null where the article has no date or the gazetteer
    no role for that day. Offsets are null in a title.
    """
    mine = hits[hits["finding"] == "actor"]
    actor = narrow(mine["key"])
    columns = where(mine, sentences, articles)
    kinds = gazetteer.drop_duplicates("actor").set_index("actor")["kind"].reindex(actor.cat.categories)
    kind_codes = pd.Categorical(kinds, categories=list(ACTOR_KINDS)).codes
    return pd.DataFrame({
        **columns,
        "actor": actor.array,
        "kind": pd.Categorical.from_codes(kind_codes[actor.cat.codes.to_numpy()], categories=list(ACTOR_KINDS)),
        "surface": pd.array(_surfaces(mine, sentences, articles), dtype="str"),
        **offsets(mine, sentences),
        "role": _roles_on(actor.cat, columns["published"], gazetteer),
    })


def _writings(alias, any_case):
    """The ways to look for an alias: [(case must match, alias)].

    >>> _writings("South Korea", True), _writings("Turkey", True), _writings("US", True)
    ([(False, 'South Korea')], [(True, 'Turkey'), (True, 'TURKEY')], [(True, 'US')])
    """
    if any_case and " " in alias:
        return [(False, alias)]
    return [(True, one) for one in dict.fromkeys((alias, alias.upper()))]


def _surfaces(hits, sentences, articles):
    """The words of each hit, as the text or the title has them."""
    title = in_title(hits, sentences).tolist()
    texts, titles = articles["text"].to_list(), articles["title"].to_list()
    places = zip(hits["article"].to_list(), hits["start"].to_list(), hits["end"].to_list(), title, strict=True)
    return [(titles if titled else texts)[article][start:end] for article, start, end, titled in places]


def _roles_on(actors, published, gazetteer):
    """The role on each article's day. `actors` are the hits' actors as categories, `published` their dates."""
    days = pd.Series(published).dt.tz_localize(None).to_numpy().astype("datetime64[D]")
    steps, roles = _role_steps(actors.categories, gazetteer)
    codes = actors.codes.to_numpy()
    known = ~np.isnat(days)
    # one number per actor and day, so that one search finds the step that holds then
    wanted = codes.astype("int64") * SPAN + np.where(known, days.astype("int64") + EPOCH, 0)
    step = np.searchsorted(steps, wanted, side="right") - 1
    held = known & (step >= 0)
    held[held] = steps[step[held]] // SPAN == codes[held]
    return roles.take(np.where(held, step, -1), allow_fill=True)


def _role_steps(names, gazetteer):
    """The days on which an actor's role changes: sorted numbers (actor, day), and the role from then on.

    Where two roles hold, the one that began later is told: a minister who is a member of parliament is the minister.
    """
    code_of = {name: code for code, name in enumerate(names)}
    held = {}
    for name, first, end, role in zip(gazetteer["actor"].to_list(), _days(gazetteer["start"], -EPOCH),
                                      _days(gazetteer["end"], SPAN), gazetteer["role"].to_list(), strict=True):
        if role and name in code_of:
            held.setdefault(name, []).append((first, end, role))
    steps, roles = [], []
    for name, periods in held.items():
        for day in sorted({day for first, end, _ in periods for day in (first, end + 1) if day < SPAN}):
            holding = [(first, role) for first, end, role in periods if first <= day <= end]
            steps.append(code_of[name] * SPAN + day + EPOCH)
            roles.append(max(holding, key=lambda one: one[0])[1] if holding else None)
    order = np.argsort(steps, kind="stable")
    return np.array(steps, dtype="int64")[order], pd.array(roles, dtype="str").take(order)


def _days(times, missing):
    days = times.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), missing, days.astype("int64")).tolist()
