"""The same words under another scale: what "likely" means to analysts, to climate scientists, to two groups of readers.

The words are kept beside each forecast (likelihood_text, negated), so its numbers can be read again at any time.
"""

from functools import cache

import numpy as np
import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.find.forecasts.phrases import row_finder
from foresaid.find.forecasts.words import SCALES, read_forecast_words
from foresaid.tables import TABLES

PARTS = ("low", "mid", "high")


def rescale(forecasts, scale):
    """The forecasts with their probabilities under another scale: icd203, ipcc, survey46 or survey123.

    A number in the text stays what it is, and so do words that stand on no scale ("will", "may": `own`). A negation
    turns p into 1 - p. Words that likelihood.csv does not hold (any more) stay as they are.

    Returns the same rows with p_low, p_mid, p_high and scale replaced; likelihood (1 to 5) is that of the words and
    does not change. Raises ForesaidError for another scale.

    >>> said = pd.DataFrame({"likelihood_text": ["likely", "likely", "will"], "negated": [False, True, False],
    ...                      "p_low": 0.75, "p_mid": 0.9, "p_high": 0.98, "scale": "own"})
    >>> rescale(said, "ipcc")[["p_low", "p_mid", "p_high", "scale"]].values.tolist()
    [[0.66, 0.83, 1.0, 'ipcc'], [0.0, 0.17, 0.34, 'ipcc'], [0.75, 0.9, 0.98, 'own']]
    """
    if scale not in SCALES:
        raise ForesaidError(f"'{scale}' is no scale of likelihood.csv.{did_you_mean(scale, SCALES)} "
                            f"It is {listing(SCALES)}.")
    rows = phrase_rows(forecasts)
    p = ends_under(rows, scale)
    p = np.where(forecasts["negated"].to_numpy(dtype=bool)[:, None], np.round(1 - p[:, ::-1], 4), p)
    known = ~np.isnan(p[:, 1]) & (forecasts["scale"].astype("object") != "text").to_numpy()
    nearest = rows[f"{scale}_term"].eq("nearest").to_numpy()
    read = np.where(nearest, f"{scale}_nearest", scale)
    columns = {f"p_{part}": np.where(known, p[:, at], forecasts[f"p_{part}"]) for at, part in enumerate(PARTS)}
    names = pd.Categorical(np.where(known, read, forecasts["scale"].astype("object")), categories=_scale_names())
    return forecasts.assign(**columns, scale=names)


def phrase_rows(forecasts):
    """The row of likelihood.csv for each forecast's words, in the same order; all null where the words are not there.

    >>> phrase_rows(pd.DataFrame({"likelihood_text": ["fears", "50 percent chance"]}))["phrase"].tolist()
    ['fear*', nan]
    """
    table, find = _likelihood()
    texts = forecasts["likelihood_text"].astype("str").fillna("")
    places = {text: find(text) for text in texts.unique()}
    at = texts.map(lambda text: -1 if places[text] is None else places[text]).to_numpy(dtype="int64")
    return table.reindex(at).reset_index(drop=True)


def ends_under(rows, scale):
    """Low, middle and high of the phrases under a scale, not negated: an array of three columns."""
    return rows[[f"{scale}_{part}" for part in PARTS]].to_numpy(dtype="float64")


@cache
def _likelihood():
    """likelihood.csv and the finder of its phrases, read once."""
    table = read_forecast_words().likelihood
    return table, row_finder(table["phrase"].tolist())


def _scale_names():
    return list(next(column.values for column in TABLES["forecasts"].columns if column.name == "scale"))
