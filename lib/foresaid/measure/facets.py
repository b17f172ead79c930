"""The sides from which forecasts are looked at: who holds them, how sure they sound, by when, about what and whom."""

import pandas as pd

from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.measure.expectations import HALF_A_YEAR
from foresaid.measure.periods import check_every, to_days
from foresaid.measure.statements import spread

HORIZONS = {"explicit": "a date or a named period", "vague": "vaguely (“soon”)", "event": "with an event",
            "none": "not at all"}
ASKED = {
    "speaker_kind": ("Who holds them", "Author: the article’s own voice. Group: “analysts”. Unnamed: “officials”."),
    "source": ("Where they stood", "The outlet that printed them, whoever holds them."),
    "sureness": ("How sure they sound", "Negation is taken in: “will not happen” stands under almost no chance."),
    "horizon_status": ("By when", "With an event: “after the election”."),
    "topic": ("What they are about", "Topics named inside the claim; a claim may name several, or none."),
    "actor": ("Whom they are about", "Actors named inside the claim; a claim may name several, or none.")}
LISTS = {"topic": "topics", "actor": "actors"}


def split_by(forecasts, facet, top_n=6):
    """One row per forecast and value of a facet: speaker_kind, source, sureness, horizon_status, topic, actor.

    Of topics and actors the `top_n` that stand in most articles are kept. The facet is a category in reading order:
    steps and horizons in theirs, others with most articles first. Raises ForesaidError for another facet.

    >>> said = pd.DataFrame({"article_id": ["a", "b"], "topics": [["war", "oil"], ["oil"]]})
    >>> split_by(said, "topic")["topic"].cat.categories.tolist()
    ['oil', 'war']
    """
    if facet not in ASKED:
        raise ForesaidError(f"Forecasts cannot be split by {facet!r}.{did_you_mean(facet, ASKED)} "
                            f"It takes {listing(ASKED)}.")
    if facet == "sureness":
        return forecasts
    if facet == "horizon_status":
        named = forecasts[facet].astype("str").map(HORIZONS)
        return forecasts.assign(**{facet: pd.Categorical(named, categories=list(HORIZONS.values()), ordered=True)})
    each = spread(forecasts, LISTS[facet], facet) if facet in LISTS else forecasts
    values = each[facet].astype("str")
    counts = each.assign(_value=values).groupby("_value")["article_id"].nunique()
    counts = counts.rename_axis("value").reset_index(name="n").sort_values(["n", "value"], ascending=[False, True])
    kept = counts["value"].tolist()[:top_n if facet in LISTS else None]
    each = each[values.isin(kept)].reset_index(drop=True)
    return each.assign(**{facet: pd.Categorical(each[facet].astype("str"), categories=kept)})


def ask(facet):
    """A facet as a chart's title and note.

    >>> ask("topic")[0]
    'What they are about'
    """
    return ASKED[facet]


def slow_down(every, coverage):
    """The period for small charts, which have no room for many points: months where there is over half a year.

    >>> slow_down("week", pd.DataFrame({"date": pd.to_datetime(["2017-01-01", "2018-01-01"], utc=True)}))
    'month'
    """
    days = to_days(coverage["date"]).dropna()
    return "month" if check_every(every) != "month" and len(days) and days.max() - days.min() > HALF_A_YEAR else every
