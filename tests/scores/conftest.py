"""Forecasts, events and outcomes that we made up, with just the columns that a test is about."""

import pandas as pd
import pytest

from foresaid.tables import conform


@pytest.fixture
def claims():
    """A table of forecasts from a dict of columns; what is not named gets a plain value."""
    def make(**columns):
        n = max((len(one) for one in columns.values() if isinstance(one, list)), default=1)
        ids = [f"f{at + 1}" for at in range(n)]
        plain = {"forecast_id": ids, "article_id": ids, "sentence_id": ids, "published": pd.Timestamp("2022-01-10", tz="UTC"),
                 "source": "Herald", "kind": "forecast", "likelihood_text": "likely", "negated": False, "p_low": 0.55,
                 "p_mid": 0.675, "p_high": 0.8, "scale": "icd203", "horizon_status": "none", "scoreable": True,
                 "conditional": False}
        return conform(pd.DataFrame({**plain, **columns}, index=range(n)), "forecasts")
    return make


@pytest.fixture
def events():
    """A table of events from ids; each has a deadline and a status quo."""
    def make(*ids, deadline="2022-03-31", status_quo="did_not_happen"):
        return pd.DataFrame({"event_id": list(ids), "title": [f"Title of {one}" for one in ids],
                             "deadline": pd.Timestamp(deadline), "status_quo": status_quo})
    return make


@pytest.fixture
def outcomes():
    """A table of outcomes from rows of event_id, status and day."""
    def make(*rows):
        return conform(pd.DataFrame(list(rows), columns=["event_id", "status", "occurred_on"]), "outcomes")
    return make


@pytest.fixture
def matches():
    """A table of matches from rows of forecast_id, event_id and orientation."""
    def make(*rows):
        return pd.DataFrame(list(rows), columns=["forecast_id", "event_id", "orientation"])
    return make


@pytest.fixture
def judged():
    """A judged table from p, verdict and event of each claim, for what comes after judging."""
    def make(p, verdict, events, **columns):
        n = len(p)
        ids = [f"f{at + 1}" for at in range(n)]
        base = {"forecast_id": ids, "article_id": ids, "event_id": events, "title": "Title", "source": "Herald",
                "published": pd.Timestamp("2022-01-10", tz="UTC"), "p_low": p, "p_mid": p, "p_high": p,
                "scale": "icd203", "likelihood_text": "likely", "negated": False, "verdict": verdict,
                "verdict_early": verdict, "verdict_late": verdict, "orientation": "same", "status_quo": None,
                "robust": True, "beyond": False, "conditional": False, "scoreable": True, "status": "happened",
                "occurred_on": pd.Timestamp("2022-02-24"), "deadline": pd.Timestamp("2022-03-31"),
                "horizon_status": "none", "left_out": ""}
        return pd.DataFrame({**base, **columns}, index=range(n)).astype({"event_id": "str"})
    return make
