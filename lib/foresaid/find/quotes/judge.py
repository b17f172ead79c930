"""What is known of each attribution once its content's end and its holder are chosen: what the trees look at."""

import numpy as np

from foresaid.find.quotes.ends import NONE
from foresaid.find.quotes.tokens import BIT

NEIGHBOURS = 12  # rows of candidates


def see_all(sight, found, odds, article):
    """Numbers by name for each candidate.

    `odds`: dict of arrays way, end, second (of the second best end) and source. `article`: the number of each
    candidate's article; candidates stand in the order of their reporting words.
    """
    context, bits, kind = sight.context, sight.bits, sight.kind
    cue, first, last = found["cue"], found["first"], found["last"]
    s_first, s_last = found["s_first"], found["s_last"]
    head, tail, nobody = context.first[cue], context.last[cue], s_first < 0
    at, final = np.maximum(s_last, 0), last + 1
    far = np.int64(10**6)
    many = {name: sight.many(name, first, last, far) for name in ("verb", "subject", "pause", "capital")}
    return {
        **{name: odds[name] for name in ("way", "end", "second", "source")}, **_rivals(found, odds["way"], article),
        "kind of way": found["way"], "how": found["how"], "held": found["held"],
        "ahead": kind(found["before"], found["before"] < 0), "behind": kind(cue + 1, cue >= tail),
        "later": kind(cue + 2, cue + 1 >= tail), "opening": kind(first), "opening two": kind(first + 1),
        "holder": kind(s_first, nobody), "holder end": kind(s_last, nobody), "closing": kind(last),
        "border": kind(final, last >= tail), "border two": kind(last + 2, last + 1 >= tail), "length": last - first + 1,
        "holder length": np.where(nobody, 0, s_last - s_first + 1), "gap": np.where(nobody, 99, np.abs(cue - s_last)),
        "depth": cue - head, "rest": tail - last, "sentence": tail - head, "until content": first - cue,
        "quoted word": context.quote[cue] >= 0, "quoted opening": context.quote[first] >= 0,
        "quoted closing": context.quote[last] >= 0, "capital": (bits[cue] & BIT["capital"]) != 0,
        "named": ((bits[at] & BIT["capital"]) != 0) & ~nobody, "form": sight.form(cue),
        "known": context.tokens.word[cue] > 0, **{f"{name}s": count for name, count in many.items()},
    }


def _rivals(found, odds, article):
    """The odds of others: of the same reporting word, of those beside it, of those that claim the same words."""
    words, row, sizes = np.unique(found["cue"], return_inverse=True, return_counts=True)
    best = np.full(len(words), NONE)
    np.maximum.at(best, row, odds)
    of = np.zeros(len(words), dtype=np.int64)
    of[row] = article
    mean = np.bincount(article, 1 / (1 + np.exp(-odds.astype(np.float64))))
    mean /= np.maximum(np.bincount(article), 1)
    before = np.concatenate([[False], of[1:] == of[:-1]])
    behind = np.concatenate([before[1:], [False]])
    apart = np.diff(words, prepend=0)
    same, inner, outer = _overlapping(found, odds)
    return {"rival": _other(row, odds, len(words)), "same": same, "inner": inner, "outer": outer, "ways": sizes[row],
            "before": np.where(before, np.roll(best, 1), NONE)[row], "before far": np.where(before, apart, 99)[row],
            "after": np.where(behind, np.roll(best, -1), NONE)[row],
            "after far": np.where(behind, np.roll(apart, -1), 99)[row], "mean": mean[article]}


def _other(row, odds, number):
    """The best odds among the other candidates of the same reporting word."""
    order = np.lexsort((-odds, row))
    begin = np.searchsorted(row[order], np.arange(number))
    place = np.arange(len(order))
    at_best = begin[row[order]] == place
    then = np.minimum(begin + 1, len(order) - 1)
    second = np.where(row[order[then]] == np.arange(number), odds[order[then]], NONE)
    made = np.empty(len(order), dtype=np.float32)
    made[order] = np.where(at_best, second[row[order]], odds[order[begin]][row[order]])
    return made


def _overlapping(found, odds):
    """The best odds near by of those with about the same content, with content inside it, with content around it."""
    first, last, cue = found["first"], found["last"], found["cue"]
    size = last - first + 1
    same, inner, outer = (np.full(len(first), NONE) for _ in range(3))
    for apart in range(1, min(NEIGHBOURS, len(first))):
        for here, there in ((slice(None, -apart), slice(apart, None)), (slice(apart, None), slice(None, -apart))):
            shared = np.minimum(last[here], last[there]) - np.maximum(first[here], first[there]) + 1
            other = cue[here] != cue[there]
            alike = other & (shared * 2 > np.maximum(size[here], size[there]))
            for made, fits in ((same, alike), (inner, other & ~alike & (shared >= size[there])),
                               (outer, other & ~alike & (shared >= size[here]))):
                made[here] = np.where(fits & (odds[there] > made[here]), odds[there], made[here])
    return same, inner, outer
