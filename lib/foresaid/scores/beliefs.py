"""What was believed before anybody knew: the press's probability of one event, week by week, and who moved first.

Here the proposition counts: a claim of the contrary is turned, p becomes 1 - p. Conditional claims are left out; they
say what would happen, not what will.
"""

import pandas as pd

from foresaid.measure.periods import list_periods, period_start, to_days

PRESS = "(whole press)"
EVENT = ["event_id", "title", "status", "occurred_on", "deadline"]


def list_beliefs(judged):
    """Each dated claim as a probability of its event's proposition.

    A claim about a shorter time ("may come this week") is taken as one about the event, though it says less: its p is
    at most that of the event by the deadline.

    Returns the rows with a date and a p that are not conditional: their columns and day, p (of the proposition).
    """
    kept = judged[judged["published"].notna() & judged["p_mid"].notna() & ~judged["conditional"].astype("bool")]
    return kept.assign(day=to_days(kept["published"]), p=believed(kept))


def believed(judged):
    """The probability of each claim's proposition, as a column: p_mid, and 1 less it for a claim of the contrary."""
    return judged["p_mid"].mask(judged["orientation"].eq("opposite"), 1 - judged["p_mid"]).round(6)


def belief_curve(judged, every="week", by="source"):
    """The median probability of each event and its spread per day, week or month: the whole press's, and per `by`.

    Medians and quartiles are of statements. A period in which nobody said anything is a gap and not a belief.

    Returns one row per event, value of `by` and period, the whole press ("(whole press)", which has every period from
    the first claim to the last) first: event_id, title, status, occurred_on, deadline, by, period, until, median,
    low, high (quartiles; of one statement its p), forecasts, articles. Without `by` only the press's rows.
    """
    beliefs = list_beliefs(judged)
    beliefs = beliefs.assign(period=period_start(beliefs["day"], every))
    name = by or "source"
    whole = _summarise(beliefs.assign(**{name: PRESS}), name)
    tables = [_with_gaps(whole, every)]
    if by:
        tables.append(_summarise(beliefs.assign(**{name: beliefs[name].astype("str").fillna("")}), name))
    curve = pd.concat(tables, ignore_index=True).merge(beliefs[EVENT].drop_duplicates("event_id"), on="event_id")
    curve = curve.assign(until=_last_day(curve["period"], every), _=curve[name].ne(PRESS))
    curve = curve.sort_values(["event_id", "_", name, "period"], kind="stable", ignore_index=True)
    return curve[[*EVENT, name, "period", "until", "median", "low", "high", "forecasts", "articles"]]


def _summarise(beliefs, name):
    groups = beliefs.groupby(["event_id", name, "period"], observed=True)
    counts = groups.agg(forecasts=("forecast_id", "nunique"), articles=("article_id", "nunique"))
    ends = {"low": 0.25, "median": 0.5, "high": 0.75}
    return counts.assign(**{end: groups["p"].quantile(at) for end, at in ends.items()}).reset_index()


def _with_gaps(whole, every):
    """The press's rows with every period between an event's first and last claim, forecasts 0 where nobody spoke."""
    if whole.empty:
        return whole
    name = whole.columns[1]
    grids = [list_periods(rows["period"].min(), rows["period"].max(), every)[["period"]].assign(event_id=event)
             for event, rows in whole.groupby("event_id")]
    table = pd.concat(grids, ignore_index=True).merge(whole, how="left", on=["event_id", "period"])
    counts = {column: table[column].fillna(0).astype("int64") for column in ("forecasts", "articles")}
    return table.assign(**{name: PRESS}, **counts)


def _last_day(periods, every):
    freq = {"day": "D", "week": "W-SUN", "month": "M"}[every]
    return periods.dt.to_period(freq).dt.end_time.dt.normalize().astype("datetime64[us]")


def first_movers(judged, by="source", *, floor=3):
    """Who came down on one side of an even chance, when, and stayed there to their last claim.

    A side is `likely` (the day's median p of the proposition above 0.5) or `unlikely` (below); a day at 0.5 is on
    neither and ends a stay. `since` is the first day of the last unbroken stay. Between `before` (the last day on
    another side, null if there was none: then it was there from its first claim on) and `since` nobody knows
    when the view changed. Equal days share a place, and a place is `clear` only if all that have a later one were still
    on another side on that day or after it: else their gaps overlap, or they had not spoken before. A value with fewer
    than `floor` claims in its stay has no place: one sentence is no conviction.

    Returns one row per event and value of `by` that ends on a side, those with a place first, in order of time:
    event_id, title, by, side, place (1 the first on this side; null below the floor), clear (null for the last place),
    since, before, last (day of the last claim), forecasts (in the stay), total (all its claims), right (the side is
    what happened; null if open).
    """
    beliefs = list_beliefs(judged)
    beliefs = beliefs.assign(**{by: beliefs[by].astype("str").fillna("")})
    days = beliefs.groupby(["event_id", by, "day"], observed=True)["p"].agg(median="median", n="size").reset_index()
    days = days.assign(side=(days["median"] > 0.5).astype("int64") - (days["median"] < 0.5).astype("int64"))
    columns = ["event_id", by, "side", "since", "before", "last", "forecasts", "total"]
    rows = [[*name, *_stay(group)] for name, group in days.groupby(["event_id", by], observed=True)]
    table = pd.DataFrame(rows, columns=columns)
    table = table[table["side"].ne(0)].merge(beliefs[EVENT].drop_duplicates("event_id"), on="event_id")
    return _placed(table, by, floor)


def _stay(days):
    """The last unbroken stay on one side: side, since, before, last, claims in it, claims in all."""
    side = int(days["side"].iloc[-1])
    others = days.index[days["side"].ne(side)]
    stay = days if len(others) == 0 else days.loc[others[-1] + 1:]
    before = pd.NaT if len(others) == 0 else days.loc[others[-1], "day"]
    return [side, stay["day"].iloc[0], before, days["day"].iloc[-1], int(stay["n"].sum()), int(days["n"].sum())]


def _placed(table, by, floor):
    enough = table["forecasts"].ge(floor)
    place = table["since"].where(enough).groupby([table["event_id"], table["side"]]).rank(method="min").astype("Int64")
    occurred = table["status"].map({"happened": 1, "did_not_happen": -1})
    right = table["side"].eq(occurred).astype("boolean").mask(occurred.isna())
    table = table.assign(place=place, right=right, before=pd.to_datetime(table["before"]),
                         side=table["side"].map({1: "likely", -1: "unlikely"}))
    table = table.assign(_=~enough).sort_values(["event_id", "_", "since", by], kind="stable", ignore_index=True)
    table = table.assign(clear=_are_clear(table))
    return table[["event_id", "title", by, "side", "place", "clear", "since", "before", "last", "forecasts", "total",
                  "right"]]


def _are_clear(table):
    """For each row whether all with a later place on its side were seen on another side on its day or after it."""
    clear = []
    for row in table.itertuples():
        same = table["event_id"].eq(row.event_id) & table["side"].eq(row.side) & table["place"].notna()
        later = table.loc[same & table["since"].gt(row.since), "before"]
        clear.append(None if pd.isna(row.place) or later.empty else bool(later.ge(row.since).all()))
    return pd.Series(clear, index=table.index, dtype="boolean")
