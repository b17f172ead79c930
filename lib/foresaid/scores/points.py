"""The score of a single claim, and the scores of those who know nothing of it: coin, base rate, status quo.

Brier score: (p - y)^2 from 0 (sure and right) to 1 (sure and wrong); a coin gets 0.25 (Brier 1950, half his sum over
both answers). Log score: -log2 of the probability given to what happened, in bits; a coin gets 1 (Good 1952).
"""

import numpy as np
import pandas as pd

CLIP = 0.01  # for the log score no p is surer than 1 or 99 %, the ends of ICD 203: one sure word cannot cost infinity
COIN = 0.25
STATUS_QUO = 0.9  # who says flatly that all stays as it is gets the p of a flat "will" in likelihood.csv


def score_points(judged):
    """The scores of each claim that has a verdict.

    The ends of its interval give a best and a worst Brier score (brier_low, brier_high), its middle brier_mid; the log
    score is that of the middle, brought to between 1 and 99 % where it lies outside (clipped).
    The references speak of the proposition: base_brier is the Brier score of the share of OTHER events that occurred
    (see base_rates), quo_brier of the event's status quo at 90 % (NaN if it has none).

    Returns the rows with a verdict and, added: came_true (of the proposition), brier_low, brier_mid, brier_high, log,
    clipped, base_brier, quo_brier.
    """
    scored = judged[judged["verdict"].notna()]
    y = scored["verdict"].to_numpy(dtype="float64")
    low, mid, high = (scored[f"p_{part}"].to_numpy(dtype="float64") for part in ("low", "mid", "high"))
    turned = scored["orientation"].eq("opposite").to_numpy()
    occurred = np.where(turned, 1 - y, y)
    ends = brier(low, y), brier(high, y)
    kept = np.clip(mid, CLIP, 1 - CLIP)
    quo = scored["status_quo"].map({"happened": STATUS_QUO, "did_not_happen": 1 - STATUS_QUO}).astype("float64")
    return scored.assign(came_true=occurred, brier_low=np.minimum(*ends), brier_mid=brier(mid, y),
                         brier_high=np.maximum(*ends), log=-np.log2(np.where(y == 1, kept, 1 - kept)),
                         clipped=kept != mid, base_brier=brier(base_rates(scored["event_id"], occurred), occurred),
                         quo_brier=brier(quo.to_numpy(), occurred))


def brier(p, y):
    """Brier score of a probability (0 to 1) given what happened (1 or 0).

    >>> brier(0.75, 1), brier(0.75, 0)
    (0.0625, 0.5625)
    """
    return (p - y) ** 2


def base_rates(events, occurred):
    """For each claim the share of the other events that occurred: its own is left out, or it would tell the answer.

    Each event counts once. By Laplace's rule one occurrence and one failure are added, so that it is never sure; where
    there is no other event, it is a coin. Returns an array.

    >>> base_rates(pd.Series(["a", "a", "b", "c"]), np.array([1.0, 1.0, 1.0, 0.0])).tolist()
    [0.5, 0.5, 0.5, 0.75]
    """
    means = pd.Series(occurred, index=events.index).groupby(events).mean()
    others = (means.sum() - means + 1) / (len(means) + 1)
    return events.map(others).to_numpy(dtype="float64")


def weights(scored, keys, weigh):
    """What each claim counts in its group: 1 (`statement`), or 1 over the group's claims about its event (`event`)."""
    if weigh == "statement":
        return np.ones(len(scored))
    return 1 / scored.groupby([*keys, "event_id"], observed=True)["verdict"].transform("size").to_numpy("float64")
