"""Which claims came true: forecasts beside the events they are about and what became of these.

What came true is the claim in the positive ("Parliament passes the bill"); whether the words said yes or no lies in p
alone. So "will not pass" is a right forecast with a low p and the verdict 0.
"""

import numpy as np
import pandas as pd

from foresaid.measure.periods import to_days

EVENT = ["event_id", "title", "deadline", "status_quo"]
DECIDED = ("happened", "did_not_happen")


def judge_forecasts(forecasts, matches, events, outcomes):
    """What became of each forecast, as far as it is known.

    A claim with a horizon of its own came true if the event occurred by the horizon's end, also if it came sooner than
    the words say; one without takes the event's deadline. A vague end has an earliest, a middle and a latest reading,
    and a verdict under each. A claim whose time ends after the event's deadline (`beyond`) is judged by the event all
    the same: to leave it out only where the event did not occur would keep the lucky ones. If it is opposite to the
    proposition, the outcome is turned, and nothing else. A conditional claim has no verdict: nobody said whether its
    condition was met.

    A forecast without a match may have an outcome of its own, whose event_id is the forecast_id; then even a
    conditional claim has a verdict, because somebody looked at it. Of several outcomes of an event the last counts.

    Returns one row per forecast and event, resolved or not: the forecast's columns, event_id, title, orientation,
    deadline, status_quo, status (open if there is no outcome), occurred_on, verdict_early, verdict, verdict_late (1 the
    claim came true, 0 it did not, NaN not judged), robust (early and late agree; of a claim that runs beyond the
    deadline of an event that did not occur, only if that was sure before), beyond, left_out ('' or why there is no
    verdict: the status; conditional; past, its time was over before it was published, so the words must mean another;
    probability, there is none; day, it hangs on a day that is not known).
    """
    forecasts = forecasts[forecasts["kind"].eq("forecast").to_numpy()].drop_duplicates("forecast_id")
    pairs = pd.concat([_matched(matches, events), _alone(forecasts, matches, outcomes)], ignore_index=True)
    judged = forecasts.merge(pairs, on="forecast_id", how="inner")
    last = outcomes.drop_duplicates("event_id", keep="last")[["event_id", "status", "occurred_on"]]
    judged = judged.merge(last, on="event_id", how="left")
    judged = judged.assign(status=judged["status"].astype("object").fillna("open").astype("str"),
                           **{day: pd.to_datetime(judged[day]) for day in ("occurred_on", "deadline")})
    return _with_verdicts(judged)


def _matched(matches, events):
    """One row per match that is one: forecast_id, orientation and the event's columns."""
    kept = matches[matches["orientation"].isin(["same", "opposite"])][["forecast_id", "event_id", "orientation"]]
    kept = kept.astype("str").drop_duplicates(["forecast_id", "event_id"], keep="last")
    return kept.merge(events[EVENT].astype({"event_id": "str"}), on="event_id", how="inner")


def _alone(forecasts, matches, outcomes):
    """The same for forecasts that somebody resolved by themselves and that belong to no event."""
    taken = matches.loc[matches["orientation"].isin(["same", "opposite"]), "forecast_id"]
    own = forecasts.loc[forecasts["forecast_id"].isin(outcomes["event_id"])
                        & ~forecasts["forecast_id"].isin(taken), ["forecast_id"]]
    return own.assign(event_id=own["forecast_id"], title="", orientation="same", deadline=pd.NaT, status_quo=None)


def _with_verdicts(judged):
    left_out = _left_out(judged)
    last = pd.to_datetime(judged["horizon_to_max"])
    readings = {"verdict_early": 0.0, "verdict": 0.5, "verdict_late": 1.0}
    verdicts = {name: verdict_at(judged, part) for name, part in readings.items()}
    undated = np.any([np.isnan(one) for one in verdicts.values()], axis=0) & left_out.eq("").to_numpy()
    left_out = left_out.mask(undated, "day")
    verdicts = {name: np.where(left_out.eq(""), one, np.nan) for name, one in verdicts.items()}
    beyond = last.gt(judged["deadline"])
    sure_before = judged["occurred_on"].lt(judged["deadline"])  # the vote failed; else the deadline went by
    lapsed = judged["status"].eq("did_not_happen") & ~sure_before
    agree = verdicts["verdict_early"] == verdicts["verdict_late"]  # NaN agrees with nothing
    return judged.assign(**verdicts, robust=agree & ~(beyond & lapsed).to_numpy(), beyond=beyond, left_out=left_out)


def _left_out(judged):
    """Why a forecast has no verdict, the first reason that applies; '' where nothing speaks against one."""
    alone = judged["event_id"].eq(judged["forecast_id"])
    return pd.Series(np.select(
        [~judged["status"].isin(DECIDED), judged["conditional"].to_numpy(dtype=bool) & ~alone,
         pd.to_datetime(judged["horizon_to_max"]).lt(to_days(judged["published"])) & ~alone, judged["p_mid"].isna()],
        [judged["status"], "conditional", "past", "probability"], ""), index=judged.index)


def verdict_at(judged, part):
    """1 or 0 for each claim if the end of its time lies at this part of its interval: 0 the earliest day, 1 the latest.

    NaN if it hangs on a day that is not known. "Happened" without a day means: by the deadline, at some time.
    """
    first, last = pd.to_datetime(judged["horizon_to_min"]), pd.to_datetime(judged["horizon_to_max"])
    end = (first + (last - first) * part).dt.normalize()
    own = end.fillna(judged["deadline"])
    alone = judged["event_id"].eq(judged["forecast_id"])
    happened, day = judged["status"].eq("happened"), judged["occurred_on"]
    in_time = np.select([own.isna() | (day.isna() & alone), day.notna(), own.ge(judged["deadline"])],
                        [1.0, day.le(own), 1.0], np.nan)
    occurred = np.where(happened, in_time, 0.0)
    return np.where(judged["orientation"].eq("opposite"), 1 - occurred, occurred)
