"""Which forecasts a reader should see first: those due soonest, the surest, one a topic; and what falls due now."""

import numpy as np
import pandas as pd

from foresaid.measure.statements import spread

SOON, SURE, ABOUT = "Due soonest", "Said most surely", "On"


def pick_notable(forecasts, after, each=5, topics=5):
    """Pick the forecasts of a period that a reader should see first, for three reasons.

    Due soonest: the end of their time lies after the day `after`, nearest first (its latest reading). Said most surely:
    sure even at the cautious end of their probability interval. On a topic: of the topics with most forecasts, the one
    that could best be judged. One of each article for a reason, the finder's surest first where two are equal.

    Returns one row per forecast and reason: the forecast's columns, why.
    """
    soon = _due_after(forecasts, after).sort_values(
        ["horizon_to_max", "confidence", "forecast_id"], ascending=[True, False, True])
    sure = forecasts.assign(_sure=sureness_at_least(forecasts)).sort_values(
        ["_sure", "confidence", "forecast_id"], ascending=[False, False, True]).drop(columns="_sure")
    groups = [(SOON, _one_each(soon).head(each)), (SURE, _one_each(sure).head(each)), *_by_topic(forecasts, topics)]
    return pd.concat([chosen.assign(why=why) for why, chosen in groups], ignore_index=True)


def find_due(forecasts, start, end):
    """Of earlier forecasts, find those whose time is up between two days, both included, however their words are read.

    Published before `start`; the earliest and the latest reading of their last day both lie in the span. What was said
    longest ago comes first: to foretell tomorrow is no art. One an article.

    Returns the forecasts' rows.
    """
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    earlier = forecasts["published"].dt.tz_localize(None) < start
    inside = (forecasts["horizon_to_min"] >= start) & (forecasts["horizon_to_max"] <= end)
    due = forecasts[earlier & inside].sort_values(["published", "confidence", "forecast_id"],
                                                  ascending=[True, False, True])
    return _one_each(due).reset_index(drop=True)


def count_perhaps_due(forecasts, start, end):
    """Number of earlier forecasts whose time is up between two days only under some reading of their words."""
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    earlier = forecasts["published"].dt.tz_localize(None) < start
    ends = [forecasts[name] for name in ("horizon_to_min", "horizon_to_max")]
    meets, inside = (ends[0] <= end) & (ends[1] >= start), (ends[0] >= start) & (ends[1] <= end)
    return int((earlier & meets & ~inside).sum())


def sureness_at_least(forecasts):
    """How sure a forecast is at the cautious end of its interval: that the event comes, or that it does not; 0 to 1.

    >>> sureness_at_least(pd.DataFrame({"p_low": [0.8, 0.01], "p_high": [0.95, 0.05]})).tolist()
    [0.8, 0.95]
    """
    return np.maximum(forecasts["p_low"], 1 - forecasts["p_high"])


def _due_after(forecasts, after):
    return forecasts[forecasts["horizon_to_max"] > pd.Timestamp(after)]


def _one_each(ranked):
    return ranked.drop_duplicates("article_id")


def _by_topic(forecasts, topics):
    """The best forecast of each of the topics that most articles look ahead to; no forecast stands for two topics."""
    about = spread(forecasts, "topics", "topic")
    counts = about.groupby("topic")["article_id"].nunique().reset_index(name="n")
    counts = counts.sort_values(["n", "topic"], ascending=[False, True]).head(topics)
    taken = set()
    for topic in counts["topic"]:
        own = forecasts[[topic in names for names in forecasts["topics"]]]
        own = own[~own["forecast_id"].isin(taken)].sort_values(
            ["scoreable", "confidence", "forecast_id"], ascending=[False, False, True]).head(1)
        taken |= set(own["forecast_id"])
        yield f"{ABOUT} {topic}", own
