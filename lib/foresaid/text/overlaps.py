"""Which hits stay when they lie over one another: exclusions first, then the longest."""

import numpy as np


def keep_longest(flags, start, end, term):
    """Row numbers of the hits that stay, in the order of the text.

    An exclusion removes the hits of its finding and key inside it, and itself. Within a group a hit inside a longer one
    goes, and of two that only cross the longer stays; of equals the one whose term is listed first. Cues may lie over
    one another; of those with one start the longest stays.
    """
    rows = _outside_exclusions(flags, start, end, term)
    group, by_start = flags["group"].to_numpy()[term[rows]], flags["by_start"].to_numpy()[term[rows]]
    order = np.lexsort((term[rows], -end[rows], start[rows], group))
    rows, group, by_start = rows[order], group[order], by_start[order]
    if not len(rows):
        return rows
    same = group[1:] == group[:-1]
    first_there = np.concatenate([[True], ~(same & (start[rows][1:] == start[rows][:-1]))])
    keep = np.where(by_start, first_there, ~_inside_earlier(end[rows], group))
    rows, group, by_start = rows[keep], group[keep], by_start[keep]
    keep = by_start | _uncrossed(start[rows], end[rows], group)
    rows = rows[keep]
    return rows[np.lexsort((term[rows], end[rows], start[rows]))]


def _outside_exclusions(flags, start, end, term):
    exclude = flags["exclude"].to_numpy()[term]
    if not exclude.any():
        return np.arange(len(term))
    key = flags["key"].to_numpy()[term]
    order = np.lexsort((~exclude, start, key))
    reach = _reach(np.where(exclude, end, 0)[order], key[order])
    return np.sort(order[(reach < end[order]) & ~exclude[order]])


def _reach(end, group):
    """The furthest end so far within each group; groups stand together."""
    step = int(end.max()) + 1
    number = np.cumsum(np.concatenate([[0], group[1:] != group[:-1]]))
    return np.maximum.accumulate(end + number * step) - number * step


def _inside_earlier(end, group):
    """Whether a hit lies inside an earlier one of its group; sorted by group, start, longest first."""
    reach = _reach(end, group)
    inside = np.zeros(len(end), dtype=bool)
    inside[1:] = (group[1:] == group[:-1]) & (reach[:-1] >= end[1:])
    return inside


def _uncrossed(start, end, group):
    """Settle the few hits that cross without one being inside the other: longest first, then leftmost."""
    keep = np.ones(len(start), dtype=bool)
    crossing = np.flatnonzero((group[1:] == group[:-1]) & (start[1:] < end[:-1]))
    if not len(crossing):
        return keep
    for run in np.split(crossing, np.flatnonzero(np.diff(crossing) > 1) + 1):
        taken = []
        for row in sorted(range(run[0], run[-1] + 2), key=lambda one: (start[one] - end[one], start[one])):
            keep[row] = all(end[row] <= start[other] or start[row] >= end[other] for other in taken)
            if keep[row]:
                taken.append(row)
    return keep
