"""Does it hold? The same scores under every scale, and with vague times read short, middling and long."""

import pandas as pd

from foresaid.find.forecasts.words import SCALES
from foresaid.scores.points import score_points
from foresaid.scores.resample import RESAMPLES
from foresaid.scores.scales import rescale
from foresaid.scores.scoring import FLOOR, key_list, score_forecasts
from foresaid.scores.verdicts import verdict_at

READINGS = {"middle": "verdict", "early": "verdict_early", "late": "verdict_late"}
SHOWN = ["forecasts", "events", "brier_low", "brier_mid", "brier_mid_low", "brier_mid_high", "brier_high", "log_score",
         "skill_base_rate", "skill_base_rate_low", "skill_base_rate_high"]


def sensitivity(judged, by=None, weigh="event", *, floor=FLOOR, resamples=RESAMPLES):
    """The scores under each scale and each reading of vague times; `by`, `weigh` and `floor` as in score_forecasts.

    The first rows, ICD 203 with middling times, are what the others are compared with. `horizon` is early, middle or
    late (where the end of a claim's time is an interval), `within` leaves out the claims whose time may end after their
    event's deadline, and `robust` those whose verdict hangs on how the words are read.

    Returns one row per scale, horizon and group: scale, horizon, by, forecasts, events, brier_low, brier_mid (with
    brier_mid_low, brier_mid_high), brier_high, log_score, skill_base_rate (with _low, _high), difference (of brier_mid
    to the first rows'); with `by` also rank, moved (the group's rank is another one than in the first rows; null below
    the floor), order_holds (no group's is, under this scale and horizon).
    """
    keys = key_list(by)
    tables = []
    for scale in SCALES:
        read = rescale(judged, scale)
        for horizon, rows in _readings(read).items():
            table = score_forecasts(rows, by, weigh, floor=floor, resamples=resamples)
            tables.append(table.assign(scale=scale, horizon=horizon, place=range(len(table))))
    return _compared(pd.concat(tables, ignore_index=True), keys)


def _readings(judged):
    """The table under each reading: `verdict` is what holds under it, NaN where the reading leaves a claim out."""
    made = {name: judged.assign(verdict=judged[column]) for name, column in READINGS.items()}
    made["within"] = judged.assign(verdict=judged["verdict"].mask(judged["beyond"]))
    made["robust"] = judged.assign(verdict=judged["verdict"].where(judged["robust"]))
    return made


def _compared(table, keys):
    """The rows beside their group's first ones."""
    first = table[table["scale"].eq(SCALES[0]) & table["horizon"].eq("middle")]
    ranked = ["rank"] if keys else []
    base = first[[*keys, "brier_mid", *ranked]].assign(_=0)
    table = table.assign(_=0).merge(base, how="left", on=["_", *keys], suffixes=("", "_first"))
    table = table.assign(difference=table["brier_mid"] - table["brier_mid_first"])
    if keys:
        table = table.assign(moved=table["rank"].ne(table["rank_first"]).astype("boolean"))
        gone = table["rank"].isna() != table["rank_first"].isna()  # a group that falls below the floor, or rises above
        table["moved"] = table["moved"].mask(table["rank"].isna() & table["rank_first"].isna()).mask(gone, True)
        table["order_holds"] = ~table.groupby(["scale", "horizon"])["moved"].transform("any").astype("bool")
    extra = ["difference", *(["rank", "moved", "order_holds"] if keys else [])]
    return table[["scale", "horizon", *keys, *SHOWN, *extra]]


def count_robust(judged):
    """How many verdicts do not hang on how the words are read.

    Returns one row per way of naming the time (horizon_status): horizon_status, forecasts (with a verdict), robust,
    share_robust.
    """
    scored = score_points(judged)
    table = scored.groupby("horizon_status", observed=True)["robust"].agg(forecasts="size", robust="sum").reset_index()
    return table.assign(share_robust=table["robust"] / table["forecasts"])


def vary_horizon(judged, weigh="event", *, steps=11, floor=FLOOR):
    """The score of the claims with a vague end, as a function of how long "soon" or "the short term" is taken to be.

    Returns one row per length, `steps` of them, evenly from the earliest reading to the latest: part (0 the earliest
    day of each interval, 1 the latest), forecasts, events, turned (verdicts that differ from those at the middle),
    brier_mid (with brier_mid_low, brier_mid_high; 95 %, by event, NaN below `floor` events).
    """
    vague = judged[judged["verdict"].notna() & judged["horizon_to_min"].lt(judged["horizon_to_max"])]
    rows = []
    for part in (at / (steps - 1) for at in range(steps)):
        verdict = verdict_at(vague, part)
        table = score_forecasts(vague.assign(verdict=verdict), weigh=weigh, floor=floor)
        table = table[["forecasts", "events", "brier_mid", "brier_mid_low", "brier_mid_high"]]
        rows.append(table.assign(part=part, turned=int((verdict != vague["verdict"]).sum())))
    table = pd.concat(rows, ignore_index=True)
    return table[["part", "forecasts", "events", "turned", "brier_mid", "brier_mid_low", "brier_mid_high"]]
