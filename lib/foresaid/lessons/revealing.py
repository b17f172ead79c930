"""What came of the events in a lesson, and how good the coders' own chances were."""

import pandas as pd

from foresaid.lessons.reading import CODES
from foresaid.resolved import say_outcomes


def reveal_outcomes(lesson, events, outcomes):
    """What became of the events that the lesson's forecasts are about: one row per forecast with an event.

    Returns item, sentence, event_id, title, orientation, status, occurred_on, evidence, status_quo, verdict (1 the
    sentence's claim came true, 0 it did not; null while open).
    """
    about = lesson[lesson["event_id"] != ""]
    table = about.merge(events[["event_id", "title", "status_quo"]], on="event_id", how="left").merge(
        outcomes[["event_id", "status", "occurred_on", "evidence"]], on="event_id", how="left")
    came = table["status"].astype("object").map({"happened": 1.0, "did_not_happen": 0.0}).astype("float64")
    turned = table["orientation"].eq("opposite")
    return table.assign(verdict=came.where(~turned, 1 - came))[
        ["item", "sentence", "event_id", "title", "orientation", "status", "occurred_on", "evidence", "status_quo",
         "verdict"]]


def weigh_chances(codes, revealed):
    """The coders' own chances beside what came: one row per coder's chance of an event that is decided.

    Returns what score_forecasts and calibrate take, and coder ("" for a single sheet), item, sentence: p_low, p_mid and
    p_high are all the chance (0 to 1). No horizon and no condition is left to read.
    """
    given = codes[codes["chance"].notna()].merge(revealed[revealed["verdict"].notna()], on="item")
    chance = given["chance"].astype("float64") / 100
    return given.assign(p_low=chance, p_mid=chance, p_high=chance, verdict_early=given["verdict"],
                        verdict_late=given["verdict"], robust=True, conditional=False, scoreable=True,
                        coder=given.get("coder", "")).drop(columns=["kind", "likelihood", "chance"])


def join_codes(coders):
    """The codes of several coders who gave chances, in one table as read_class makes it, and no unread sheet."""
    kept = [codes.assign(coder=name) for name, codes in coders.items() if codes["chance"].notna().any()]
    empty = pd.DataFrame(columns=[*CODES, "coder"]).astype({"item": "Int64", "chance": "Float64"})
    return pd.concat(kept, ignore_index=True) if kept else empty, {}


def tell_outcomes(revealed):
    """What came, to read: one row per forecast of the lesson: item, sentence, event, outcome, came_true, evidence."""
    came = revealed["verdict"].map({1.0: "yes", 0.0: "no"}).astype("object").where(revealed["verdict"].notna(), "open")
    status = revealed["status"].astype("object").fillna("open")
    return pd.DataFrame({"item": revealed["item"], "sentence": revealed["sentence"], "event": revealed["title"],
                         "outcome": say_outcomes(revealed.assign(status=status)),
                         "came_true": came, "evidence": revealed["evidence"]})
