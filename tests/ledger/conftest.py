"""An empty ledger of one's own, and forecasts to lock."""

import pandas as pd
import pytest

from foresaid.tables import conform

DAY = pd.Timestamp("2018-03-05T06:30:00Z")


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
def own_ledger(tmp_path, monkeypatch):
    """A home without a ledger, and no word yet of a ledger that this process has read."""
    from foresaid.ledger import locking
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path))
    monkeypatch.setattr(locking, "_seen", {})
    return tmp_path / "data" / "ledger"


@pytest.fixture
def story():
    """The makers of forecasts, for tests (which import no conftest)."""
    from types import SimpleNamespace
    return SimpleNamespace(forecast=forecast, table=table)
