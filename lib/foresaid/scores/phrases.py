"""What the words turned out to mean: how often it came when somebody said "likely", beside what scales say it means."""

import numpy as np
import pandas as pd

from foresaid.find.forecasts.likelihood import BARE
from foresaid.find.forecasts.words import SCALES
from foresaid.scores.calibration import observe, tenth
from foresaid.scores.points import score_points
from foresaid.scores.resample import RESAMPLES
from foresaid.scores.scales import PARTS, ends_under, phrase_rows

CONTRACTIONS = {"'ll": "will", "'d": "would", "gonna": "going to"}
NUMBER = "(a number)"


def list_phrases(judged, floor=5, *, resamples=RESAMPLES):
    """How often the claims came true that were worded with each phrase, beside the ranges of the scales.

    A phrase is a row of likelihood.csv with its negation ("not likely", "will not"); its forms are one ("fear*"), and
    contractions go with the whole words. Claims without a phrase (the cue alone says it) are left out; numbers in the
    text stand together as "(a number)". A phrase with fewer than `floor` claims is not listed. Every claim counts once:
    uses of words are counted; the interval knows that those about one event are not independent (see calibrate).

    Returns one row per phrase, the least probable first: phrase, forecasts, events, hits, share (came true), low, high
    (95 %), method, p (mean of p_mid as the forecasts have it), own_low, own_mid, own_high (our own interval of a word
    on no scale), and for icd203, ipcc, survey46, survey123: _low, _mid, _high (NaN for a word on no scale).
    """
    points = score_points(judged[judged["likelihood_text"].ne("")])
    points = points.assign(phrase=name_phrases(points), weight=1.0)
    table = observe(points, ["phrase"], resamples=resamples).rename(columns={"p_mid": "p"})
    table = table.merge(_ranges(points), on="phrase")
    table = table[table["forecasts"].ge(floor)].sort_values(["p", "phrase"], kind="stable", ignore_index=True)
    ends = [f"{scale}_{part}" for scale in ("own", *SCALES) for part in PARTS]
    return table[["phrase", "forecasts", "events", "hits", "share", "low", "high", "method", "p", *ends]]


def place_claims(judged):
    """The claims with a verdict and where they stand in the tables and charts: columns bin and phrase added.

    find_excerpts(selection, placed, "bin", None) gives the sentences behind the points of draw_reliability, with
    "phrase" those of draw_phrases.
    """
    points = score_points(judged)
    return points.assign(bin=tenth(points["p_mid"].to_numpy(dtype="float64")), phrase=name_phrases(points))


def name_phrases(forecasts):
    """The phrase of each forecast as list_phrases has it; null where no words of likelihood.csv are kept with it."""
    names = _rows(forecasts)["phrase"].replace(CONTRACTIONS).to_numpy(dtype="object")
    told = [_negate(name) if turned else name for name, turned in zip(names, _negated(forecasts), strict=True)]
    return np.where(_numbers(forecasts), NUMBER, np.array(told, dtype="object"))


def _negate(phrase):
    """The phrase as a negation turns it round.

    >>> _negate("likely"), _negate("will"), _negate("going to")
    ('not likely', 'will not', 'not going to')
    """
    if not isinstance(phrase, str):
        return phrase
    return f"{phrase} not" if phrase in BARE and " " not in phrase else f"not {phrase}"


def _ranges(points):
    """The ranges of each phrase under each scale, turned where it is negated; one row per phrase."""
    each = points.drop_duplicates("phrase")
    rows, negated = _rows(each), _negated(each)
    columns = {}
    for scale in ("own", *SCALES):
        p = ends_under(rows, scale)
        p = np.where(negated[:, None], np.round(1 - p[:, ::-1], 4), p)
        columns |= {f"{scale}_{part}": p[:, at] for at, part in enumerate(PARTS)}
    return pd.DataFrame({"phrase": each["phrase"].to_numpy(), **columns})


def _rows(forecasts):
    """The rows of likelihood.csv; none for numbers in the text."""
    return phrase_rows(forecasts.assign(likelihood_text=forecasts["likelihood_text"].mask(_numbers(forecasts), "")))


def _negated(forecasts):
    return forecasts["negated"].to_numpy(dtype=bool) & ~_numbers(forecasts)


def _numbers(forecasts):
    return forecasts["scale"].astype("object").eq("text").to_numpy()
