"""Resolved forecasts to read: the sentence, what it was about, what came, and what it scored; and the events.

Tables for show_table. What they hold is computed in foresaid.scores; here it is put into words.
"""

import pandas as pd

from foresaid.days import say_day
from foresaid.errors import ForesaidError
from foresaid.phrasing import ENDED
from foresaid.said import tell_forecasts
from foresaid.scores.beliefs import believed, list_beliefs
from foresaid.scores.points import score_points
from foresaid.show import key_figure

LEFT_OUT = {"open": "not decided yet", "past": "about a time that was over", "probability": "without a probability",
            "day": "without the day"}  # and the ways to end that cannot be scored
ALONE = "(resolved by itself)"
TOLD = ["sentence", "event", "outcome", "came_true", "probability", "brier", "speaker", "source", "published", "url",
        "probability_order", "outcome_order"]
GROUP = ["rank", "rank_low", "rank_high", "forecasts", "events", "share_resolved", "brier_mid", "brier_mid_low",
         "brier_mid_high", "skill_base_rate", "skill_base_rate_low", "skill_base_rate_high", "base_rate",
         "share_conditional", "share_unscoreable", "share_robust"]


def list_resolved(selection, judged, limit=200):
    """List forecasts with a verdict, those that were surest and wrong first (the highest Brier score).

    Returns one row per forecast and event: sentence (at most 300 characters), event (its title, or that there
    is none), outcome (in words, of the event), came_true (yes or no, of the claim), probability (of the claim, in
    words), brier (of its middle), speaker, source, published, url, and what rows sort by. Raises ForesaidError for a
    limit below 1.
    """
    if limit < 1:
        raise ForesaidError(f"sentences = {limit}: a table lists at least one forecast.")
    points = score_points(judged).sort_values(["brier_mid", "published", "forecast_id"], kind="stable",
                                              ascending=[False, True, True]).head(limit)
    told = tell_forecasts(selection, points).reset_index(drop=True)
    points = points.reset_index(drop=True)
    return told.assign(event=points["title"].mask(points["title"].eq(""), ALONE), outcome=say_outcomes(points),
                       outcome_order=points["occurred_on"], brier=points["brier_mid"],
                       came_true=points["verdict"].map({1.0: "yes", 0.0: "no"}))[TOLD]


def list_events(events, outcomes, judged):
    """List events with what became of them and how they were foretold, in order of their deadlines.

    Returns one row per event: event (title), proposition, deadline, outcome (in words), evidence, forecasts (matched),
    scored (with a verdict), sources (outlets that foretold it), probability (median of the proposition's, conditional
    claims left out), brier (mean of the scored claims'); both null without a claim.
    """
    points, groups = score_points(judged), judged.groupby("event_id")
    numbers = pd.DataFrame({"forecasts": groups.size(), "sources": groups["source"].nunique(),
                            "probability": list_beliefs(judged).groupby("event_id")["p"].median(),
                            "scored": points.groupby("event_id").size(),
                            "brier": points.groupby("event_id")["brier_mid"].mean()})
    last = outcomes.drop_duplicates("event_id", keep="last")[["event_id", "status", "occurred_on", "evidence"]]
    table = events.merge(last, how="left", on="event_id").merge(numbers, how="left", left_on="event_id",
                                                                right_index=True)
    table = table.assign(status=table["status"].astype("object").fillna("open"),
                         **{name: table[name].fillna(0).astype("int64") for name in ("forecasts", "scored", "sources")})
    table = table.sort_values(["deadline", "event_id"], kind="stable", ignore_index=True)
    return table.assign(outcome=say_outcomes(table), outcome_order=table["occurred_on"], event=table["title"],
                        evidence=table["evidence"].fillna(""))[
        ["event", "proposition", "deadline", "outcome", "evidence", "forecasts", "scored", "sources", "probability",
         "brier", "outcome_order"]]


def say_outcomes(table):
    """What became of each row's event, in words: from the columns status and occurred_on.

    >>> say_outcomes(pd.DataFrame({"status": ["happened", "open"],
    ...                            "occurred_on": pd.to_datetime(["2017-03-29", None])}))
    ['happened, 29 Mar 2017', 'open']
    """
    return [", ".join(filter(None, [ENDED[str(status)], say_day(day)]))
            for status, day in zip(table["status"], pd.to_datetime(table["occurred_on"]), strict=True)]


def list_claims(selection, judged):
    """List what was said about events, in order of time, also what has no verdict: for the page of one question.

    Returns one row per forecast and event: published, source, speaker, sentence, probability (of the claim, in words),
    belief (p of the proposition: 1 less for a claim of the contrary), came_true (yes, no or why there is no verdict),
    horizon, url, and what rows sort by.
    """
    rows = judged.sort_values(["published", "forecast_id"], kind="stable").reset_index(drop=True)
    told = tell_forecasts(selection, rows).reset_index(drop=True)
    came = rows["verdict"].map({1.0: "yes", 0.0: "no"}).astype("object").where(rows["verdict"].notna(),
                                                                              rows["left_out"].map(say_left_out))
    return told.assign(belief=believed(rows), came_true=came)[
        ["published", "source", "speaker", "sentence", "probability", "belief", "came_true", "horizon", "url",
         "probability_order"]]


def list_measures(scores):
    """Put the scores of all forecasts (score_forecasts without `by`) into words: one row per measure.

    Returns measure, value, value_low, value_high (its interval), meaning. A table without a verdict has no rows.
    """
    if scores.empty or not scores["events"].iloc[0]:
        return pd.DataFrame({"measure": [], "value": [], "meaning": []})
    row = scores.iloc[0]
    rows = [("Brier score", "brier_mid", "0 sure and right, 1 sure and wrong; a coin gets 0.25"),
            ("… at best", "brier_low", "every wording read at the lucky end of its interval"),
            ("… at worst", "brier_high", "every wording read at the unlucky end"),
            ("Log score, bits", "log_score", "surprise at what came; a coin gets 1"),
            ("Skill against a coin", "skill_coin", "1 perfect, 0 no better than a coin, below 0 worse"),
            ("Skill against the base rate", "skill_base_rate", "the same against the share of other events that came"),
            ("Skill against the status quo", "skill_status_quo", "the same against 90 % for “all stays as it is”"),
            ("Base rate", "base_rate", "share of the propositions that came true")]
    return pd.DataFrame([{"measure": name, "value": row[column], "value_low": row.get(f"{column}_low"),
                          "value_high": row.get(f"{column}_high"), "meaning": meaning}
                         for name, column, meaning in rows])


def figure_scores(judged, scores):
    """The figures that head a scoreboard, for show_figures: events, forecasts, resolution rate, Brier, base rate."""
    row = scores.iloc[0] if len(scores) else None
    events, scored = (int(row["events"]), int(row["forecasts"])) if row is not None else (0, 0)

    def value(name):
        return row[name] if events else None

    return [key_figure("Events with an outcome", events), key_figure("Forecasts scored", scored),
            key_figure("Resolved", value("share_resolved"), "share", len(judged)),
            key_figure("Brier score (coin 0.25)", value("brier_mid"), "score", scored or None),
            key_figure("Skill against the base rate", value("skill_base_rate"), "share", scored or None)]


def say_coverage(found, judged, events):
    """Say how many forecasts could be resolved at all, and what became of the others: a sentence or two."""
    ahead, alone = int(found["kind"].astype("str").eq("forecast").sum()), judged["event_id"].eq(judged["forecast_id"])
    if not ahead:
        return "No forecast is here to resolve. Of the ledger only what was locked counts: foresaid ledger add DATASET"
    if not len(events) and not len(judged):
        return (f"{ahead:,} forecasts were found, but no event is described for this dataset yet, so nothing can be "
                "resolved. data/events/README.md says how to describe one.")
    matched, scored = judged.loc[~alone, "forecast_id"].nunique(), int(judged["verdict"].notna().sum())
    reasons = judged.loc[judged["left_out"].ne(""), "left_out"].map(say_left_out).value_counts()
    left = "; ".join(f"{number:,} {reason}" for reason, number in reasons.items())
    also = f", {int(alone.sum()):,} were resolved by themselves" if alone.any() else ""
    pairs = int((~alone).sum())
    twice = f" ({pairs:,} pairs: some are about two)" if pairs > matched else ""
    return (f"{ahead:,} forecasts were found; {matched:,} of them ({matched / ahead:.1%}) are about one of "
            f"{len(events):,} events{twice}{also}. {scored:,} are scored." + (f" Left out: {left}." if left else ""))


def say_left_out(reason):
    """Why a forecast has no verdict, in words.

    >>> say_left_out("conditional"), say_left_out("open")
    ('conditional', 'not decided yet')
    """
    return {**ENDED, **LEFT_OUT}.get(reason, reason)


def list_groups(scores, by):
    """Put the scores of groups (score_forecasts with `by`) into a table to read; what has no rank says why.

    Returns one row per group: by, rank (with its interval; or "too few events", or "no other to compare"), forecasts,
    events, share_resolved, brier and skill_base_rate with their intervals, base_rate, share_conditional,
    share_unscoreable, share_robust. Groups in an order of their own (how sure they sound) compete with nobody: no rank.
    """
    table = scores[[by, *GROUP]]
    if getattr(scores[by].dtype, "ordered", False):
        return table.drop(columns=["rank", "rank_low", "rank_high"]).rename(
            columns={name: name.replace("brier_mid", "brier") for name in GROUP})
    why = table["brier_mid_low"].notna().map({True: "no other to compare", False: "too few events"})
    rank = [reason if pd.isna(one) else str(one) for one, reason in zip(table["rank"], why, strict=True)]
    return table.assign(rank=rank, rank_order=table["rank"].astype("float64")).rename(
        columns={name: name.replace("brier_mid", "brier") for name in GROUP})


def list_question(event, outcomes):
    """Describe one event (pick_event) and what became of it: one row per field, those that say nothing left out.

    Returns field, value.
    """
    row = event.iloc[0]
    own = outcomes[outcomes["event_id"] == row["event_id"]].tail(1)
    ended = own if len(own) else pd.DataFrame({"status": ["open"], "occurred_on": [pd.NaT], "evidence": [""]})
    fields = {"Proposition": row["proposition"], "Judged": row["judged"], "Outcome": say_outcomes(ended)[0],
              "Where to check": ended["evidence"].iloc[0], "Deadline": say_day(row["deadline"]),
              "Statements count from": say_day(row["opened"]), "Actors, one of": ", ".join(row["actors"]),
              "Words, one of each group": "; ".join(", ".join(group) for group in row["terms"]),
              "But not": ", ".join(row["exclusions"]), "The contrary": ", ".join(row["opposite"])}
    told = {name: value for name, value in fields.items() if isinstance(value, str) and value}
    return pd.DataFrame({"field": list(told), "value": list(told.values())})


def figure_beliefs(judged):
    """The figures that head the page of one question, for show_figures: forecasts, sources, beliefs, score."""
    beliefs = list_beliefs(judged).sort_values(["day", "forecast_id"], kind="stable")
    points = score_points(judged)
    middle = beliefs["p"].median() if len(beliefs) else None
    last = beliefs.loc[beliefs["day"] > beliefs["day"].max() - pd.Timedelta(days=7), "p"]
    brier = points["brier_mid"].mean() if len(points) else None
    return [key_figure("Forecasts about it", len(judged)), key_figure("Sources", judged["source"].nunique()),
            key_figure("Median probability", middle, "share", len(beliefs)),
            key_figure("… in the last seven days", last.median() if len(last) else None, "share", len(last)),
            key_figure("Brier score (coin 0.25)", brier, "score", len(points) or None)]
