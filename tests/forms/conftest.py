"""A ledger of one's own with a handful of locked forecasts, and a form's parts by name."""

from types import SimpleNamespace

import pandas as pd
import pytest

from foresaid.tables import conform

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
"""


def locked(number, sentence, **more):
    """A forecast that fills its sentence; its id is its number, twenty signs long."""
    return {"forecast_id": f"{number:020x}", "article_id": f"a{number}", "sentence_id": f"a{number}#0",
            "published": pd.Timestamp(f"2018-03-0{number}T06:30:00Z"), "source": "The Aldern Post", "part": "body",
            "sentence": sentence, "sent_start": 10, "sent_end": 10 + len(sentence), "start": 10,
            "end": 10 + len(sentence), "kind": "forecast", "cue": "will", "likelihood_text": "likely", "p_low": 0.55, "p_mid": 0.675,
            "p_high": 0.8, "speaker": "Mara Quill", "speaker_name": "Mara Quill", "speaker_kind": "person",
            "horizon_text": "", "scoreable": True, "actors": [], "topics": [], "missing": [], **more}


@pytest.fixture
def words(own_events):
    """An empty ledger, and a dataset `mine` with one event and no outcome; returns the function that makes forecasts."""
    (own_events / "events" / "mine.yml").write_text(EVENTS, encoding="utf8")
    return locked


@pytest.fixture
def lock(words):
    """Lock forecasts in dataset `mine`."""
    from foresaid.ledger.locking import lock_forecasts

    def go(*rows):
        lock_forecasts(conform(pd.DataFrame(list(rows)), "forecasts"), "mine")
    return go


@pytest.fixture
def asked(lock):
    """Two forecasts about the event, and one that stands alone and is overdue longer."""
    april = pd.Timestamp("2018-04-30")
    lock(locked(1, "Rain will likely fall on the capital."),
         locked(2, "A drought with no rain on the capital is <b>likely</b>.", source="Daily <i>Lantern</i>", speaker="AUTHOR"),
         locked(3, "The bridge will probably open in April, Quill said.", likelihood_text="probably",
                horizon_text="in April", horizon_to_min=april, horizon_to_max=april))


@pytest.fixture
def parts():
    """The widgets of a form to resolve, by name."""
    def name(box):
        count, text, blind, status, day, evidence, resolver, buttons, state = box.children
        back, skip, record = buttons.children
        return SimpleNamespace(count=count, state=state, text=text, blind=blind, status=status, day=day, evidence=evidence,
                               resolver=resolver, back=back, skip=skip, record=record)
    return name
