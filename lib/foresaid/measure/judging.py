"""What could never be judged: forecasts that lack a time, an event, a probability or a speaker with a name."""

import pandas as pd

LACKS = {"any": "could never be judged", "horizon": "says no time", "event": "names no event",
         "probability": "gives no probability", "speaker": "names no speaker"}


def list_lacks(forecasts):
    """One row per forecast and thing that it lacks, and one more ("could never be judged") if it lacks any.

    Adds the column `lack`, an ordered category; a forecast that lacks nothing has no row. Shares of them
    (share_within, of=forecasts) do not add up to one: a forecast may lack several things.

    >>> said = pd.DataFrame({"article_id": ["a", "b"], "missing": [["horizon", "speaker"], []]})
    >>> list_lacks(said)["lack"].tolist()
    ['could never be judged', 'says no time', 'names no speaker']
    """
    each = forecasts.assign(lack=[["any", *lacks] if len(lacks) else [] for lacks in forecasts["missing"]])
    each = each.explode("lack").dropna(subset=["lack"]).reset_index(drop=True)
    return each.assign(lack=pd.Categorical(each["lack"].map(LACKS), list(LACKS.values()), ordered=True))
