"""The scoreboard: how right, by source, speaker, topic or word, and beside it all that a score may not be read without.

A group below a minimum number of events keeps its numbers, but has no interval and no rank: what happened to three
events says nothing about who foresees better.
"""

import numpy as np
import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.scores.points import COIN, score_points, weights
from foresaid.scores.ranking import RANKS, add_ranks
from foresaid.scores.resample import RESAMPLES, bootstrap_ratios
from foresaid.scores.verdicts import DECIDED

WEIGH = ("event", "statement")
FLOOR = 10
MEANS = {"brier_low": "brier_low", "brier_mid": "brier_mid", "brier_high": "brier_high", "log_score": "log",
         "base_rate": "came_true"}
SKILLS = {"skill_coin": "coin", "skill_base_rate": "base_brier", "skill_status_quo": "quo_brier"}
COUNTS = ["forecasts", "events", "matched", "share_resolved", "share_conditional", "share_unscoreable"]
RANGES = [f"{name}_{end}" for name in ("brier_mid", *SKILLS) for end in ("low", "high")]


def score_forecasts(judged, by=None, weigh="event", *, floor=FLOOR, resamples=RESAMPLES):
    """How right the forecasts were, over all or per value of `by` (a column or a list of columns).

    `weigh` says what counts once: each `event` (the mean over a group's claims about it, then over events), as in
    forecasting tournaments (Mellers et al. 2014), or each `statement`. The default is event: an outcome is one piece of
    news however often it was foretold, and an event that fills the papers would decide the score by itself. Take
    statement for "how right is a sentence that a reader meets".

    Skill is 1 - Brier / Brier of a reference (1 perfect, 0 no better, below 0 worse): a coin (0.25); the base rate, the
    share of the OTHER events that occurred, so that it is not told the answer (it comes out a little worse than a rate
    known afterwards); the status quo at 90 %, over the events that name one. Groups speak of different events: a low
    Brier score may mean easy ones, which only skill makes up for, in part.

    Returns one row per group, the lowest brier_mid first, groups below `floor` events last (an ordered category keeps
    its order): by, rank (null below the floor, and where a single group reaches it), rank_low, rank_high (95 %: where
    they overlap, the order may be chance), forecasts (with a verdict; one about two events counts twice), events,
    matched (forecasts with or without an outcome), share_resolved (of them: the event happened or did not),
    share_conditional, share_unscoreable (of them), share_robust (of those with a verdict: no reading of their time
    changes it), brier_low, brier_mid, brier_high (0 to 1: mean of the best, the middle and the worst within each
    claim's interval), log_score (bits), clipped (claims surer than 1 or 99 %, see points), base_rate (share of
    propositions that came true), skill_coin, skill_base_rate, skill_status_quo, status_quo_events (how many have one);
    and for brier_mid and each skill _low and _high: 95 %, bootstrap by event, NaN below the floor.
    """
    check_weigh(weigh)
    keys = key_list(by)
    judged = name_groups(judged, keys)
    points = score_points(judged)
    points = points.assign(weight=weights(points, keys, weigh), coin=COIN)
    sums = event_sums(points, keys, [*MEANS.values(), *SKILLS.values()])
    scores = _scores(points, sums, keys, (floor, resamples))
    table = _counts(judged, points, keys).merge(scores, how="left", on=["_", *keys])
    ordered = isinstance(table[keys[0]].dtype, pd.CategoricalDtype) and table[keys[0]].dtype.ordered if keys else False
    table = add_ranks(table, sums, keys, floor, resamples) if keys else table
    if keys and not ordered:
        table = table.sort_values(["rank", "forecasts", *keys], ascending=[True, False, *[True] * len(keys)],
                                  kind="stable", ignore_index=True)
    return table[[*keys, *(RANKS if keys else []), *COUNTS, "share_robust", *MEANS, "clipped", *SKILLS,
                  "status_quo_events", *RANGES]]


def check_weigh(weigh):
    """Return `weigh` if it is event or statement."""
    if weigh not in WEIGH:
        raise ForesaidError(f"weigh = {weigh!r} is not known.{did_you_mean(weigh, WEIGH)} It is {listing(WEIGH)}.")
    return weigh


def key_list(by):
    """The columns of `by` as a list."""
    return [by] if isinstance(by, str) else list(by or [])


def name_groups(judged, keys):
    """The table with a column `_` that is the same everywhere (the group of all) and texts without nulls as keys."""
    texts = {key: judged[key].astype("str").fillna("") for key in keys
             if not (isinstance(judged[key].dtype, pd.CategoricalDtype) and judged[key].dtype.ordered)}
    return judged.assign(_=0, **texts)


def _counts(judged, points, keys):
    """One row per group with a matched forecast: how many, and what became of them."""
    flags = judged.assign(resolved=judged["status"].isin(DECIDED), unscoreable=~judged["scoreable"].astype("bool"))
    table = flags.groupby(["_", *keys], observed=True).agg(
        matched=("event_id", "size"), share_resolved=("resolved", "mean"), share_conditional=("conditional", "mean"),
        share_unscoreable=("unscoreable", "mean")).reset_index()
    scored = points.groupby(["_", *keys], observed=True).agg(
        forecasts=("event_id", "size"), events=("event_id", "nunique"), share_robust=("robust", "mean"),
        clipped=("clipped", "sum")).reset_index()
    table = table.merge(scored, how="left", on=["_", *keys])
    whole = ["forecasts", "events", "clipped"]
    return table.assign(**{name: table[name].fillna(0).astype("int64") for name in whole})


def _scores(points, sums, keys, draw):
    """One row per group with a verdict: the weighted means, the skills and their intervals."""
    groups = [_group(name, rows, *draw) for name, rows in sums.groupby(["_", *keys], observed=True)]
    columns = ["_", *keys, *MEANS, *SKILLS, "status_quo_events", *RANGES]
    table = pd.DataFrame(groups, columns=columns)
    return table.astype({key: points[key].dtype for key in ["_", *keys]})


def event_sums(points, keys, columns):
    """Weighted sums per group and event: the columns, `weight`, and of those where the status quo is known the Brier.

    One row per group and event, in the order of the events' ids, so that the rows' order changes no interval.
    """
    known = points["quo_brier"].notna()
    weighted = {name: points[name].fillna(0) * points["weight"] for name in columns}
    made = points[["_", *keys, "event_id", "weight"]].assign(
        **weighted, quo_mid=(points["brier_mid"] * points["weight"]).where(known, 0), quo_known=known)
    sums = made.groupby(["_", *keys, "event_id"], observed=True, sort=True)
    return sums.agg(dict.fromkeys(["weight", *columns, "quo_mid"], "sum") | {"quo_known": "max"}).reset_index()


def _group(name, sums, floor, resamples):
    """The row of one group: its name, means, skills, number of events with a status quo, interval ends."""
    own = {"skill_coin": "brier_mid", "skill_base_rate": "brier_mid", "skill_status_quo": "quo_mid"}
    above = sums[["brier_mid", *own.values()]].to_numpy()
    below = sums[["weight", *SKILLS.values()]].to_numpy()
    means = [sums[column].sum() / sums["weight"].sum() for column in MEANS.values()]
    with np.errstate(divide="ignore", invalid="ignore"):
        skills = 1 - above[:, 1:].sum(axis=0) / below[:, 1:].sum(axis=0)
    skills = np.where(np.isfinite(skills), skills, np.nan)  # no event with a status quo: no comparison
    return [*name, *means, *skills, int(sums["quo_known"].sum()), *_ends(above, below, floor, resamples)]


def _ends(above, below, floor, resamples):
    if len(above) < max(floor, 2) or not resamples:
        return [np.nan] * len(RANGES)
    low, high = bootstrap_ratios(above, below, resamples)
    skill = [end for at in range(1, len(low)) for end in (1 - high[at], 1 - low[at])]
    if (below[:, -1] > 0).sum() < floor:  # few events name a status quo
        skill[-2:] = [np.nan, np.nan]
    return [low[0], high[0], *skill]
