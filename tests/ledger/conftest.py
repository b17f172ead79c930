"""Forecasts to lock, and a dataset in whose events they are asked about."""

from types import SimpleNamespace

import pandas as pd
import pytest

from foresaid.tables import conform

DAY = pd.Timestamp("2018-03-05T06:30:00Z")
EVENTS = """
events:
  - id: rain-by-june
    title: Rain by June
    proposition: It rains in the capital by 1 June 2018.
    terms: [[rain*], [capital]]
    opposite: [drought]
    opened: 2018-03-01
    deadline: 2018-06-01
    judged: by the weather office
  - id: snow-by-july
    title: Snow by July
    proposition: It snows in the capital by 1 July 2018.
    terms: [[snow*], [capital]]
    opened: 2018-03-01
    deadline: 2018-07-01
    judged: by the weather office
"""
RAIN = "Rain will likely fall on the capital."
SNOW = "Snow will likely fall on the capital."



def forecast(number, sentence, **more):
    """A forecast that fills its sentence; its id is its number, twenty signs long."""
    row = {"forecast_id": f"{number:020x}", "article_id": f"a{number}", "sentence_id": f"a{number}#0", "published": DAY,
           "source": "The Aldern Post", "part": "body", "sentence": sentence, "sent_start": 10,
           "sent_end": 10 + len(sentence), "start": 10, "end": 10 + len(sentence), "kind": "forecast", "cue": "will",
           "confidence": 0.9, "reading": "strict", "polarity": "positive", "likelihood": 4, "likelihood_text": "likely",
           "negated": False, "p_low": 0.55, "p_mid": 0.7, "p_high": 0.8, "scale": "icd203", "speaker": "Mara Quill",
           "speaker_name": "Mara Quill", "speaker_kind": "person", "horizon_text": "", "horizon_status": "none",
           "condition": "", "actors": [], "topics": [], "scoreable": True, "missing": []}
    return {**row, **more}


def table(*rows):
    """Forecasts as the table that analyse makes."""
    return conform(pd.DataFrame(list(rows)), "forecasts")


@pytest.fixture
def story():
    """The makers of forecasts, for tests (which import no conftest)."""
    return SimpleNamespace(forecast=forecast, table=table)


@pytest.fixture
def asked(own_events):
    """A dataset `mine` with two events, two forecasts about rain, one about snow, and one about nothing known."""
    from foresaid.ledger.locking import lock_forecasts
    (own_events / "events" / "mine.yml").write_text(EVENTS, encoding="utf8")
    alone = {"speaker": "Bo Lind", "horizon_text": "in April", "horizon_to_min": pd.Timestamp("2018-04-30"), "horizon_to_max": pd.Timestamp("2018-04-30"), "horizon_status": "explicit"}
    lock_forecasts(table(
        forecast(1, RAIN), forecast(2, RAIN, source="Daily Lantern"), forecast(3, SNOW),
        forecast(4, "The bridge will probably open in April, Lind said.", likelihood_text="probably", cue_start=21, cue_end=25, **alone),
        forecast(5, "All will be well.", horizon_to_max=pd.Timestamp("2018-04-30"), scoreable=False)), "mine")
    return own_events / "resolutions" / "mine.csv"
