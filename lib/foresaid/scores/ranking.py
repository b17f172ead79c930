"""Who stands where, and how sure that is: a place in a table is an estimate too (Goldstein and Spiegelhalter 1996)."""

import numpy as np
import pandas as pd

from foresaid.scores.resample import draw_ratios, tail_of

RANKS = ["rank", "rank_low", "rank_high"]


def add_ranks(table, sums, keys, floor, resamples):
    """The table with the rank of each group by brier_mid and the 95 % interval of that rank.

    1 is the lowest brier_mid among the groups with at least `floor` events, equals alike; the others have none, and a
    single such group has none either: there is nobody to be before. For the interval all groups are scored again on
    the same draws of events; `sums` has the weighted sums per group and event.
    """
    enough = table["events"].ge(max(floor, 1)) & table["brier_mid"].notna()
    enough &= enough.sum() > 1
    rank = table["brier_mid"].round(12).where(enough).rank(method="min").astype("Int64")
    low, high = rank.copy(), rank.copy()
    if enough.any() and resamples:
        low[enough], high[enough] = _ends(table.loc[enough, keys], sums, keys, resamples)
        low, high = np.minimum(low, rank), np.maximum(high, rank)
    else:
        low[:], high[:] = pd.NA, pd.NA
    return table.assign(rank=rank, rank_low=low, rank_high=high)


def _ends(groups, sums, keys, resamples):
    """The ends of the ranks of these groups, in their order."""
    rows = sums.merge(groups.assign(group=range(len(groups))), on=keys)
    wide = [rows.pivot_table(index="event_id", columns="group", values=name, aggfunc="sum", fill_value=0).to_numpy()
            for name in ("brier_mid", "weight")]
    drawn = pd.DataFrame(draw_ratios(*wide, resamples)).round(12).rank(axis=1, method="min")
    tail = tail_of(len(wide[0]))
    ends = drawn.quantile([tail, 1 - tail], interpolation="nearest")
    return ends.iloc[0].astype("Int64").to_numpy(), ends.iloc[1].astype("Int64").to_numpy()
