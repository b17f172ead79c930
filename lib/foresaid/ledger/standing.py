"""Where the ledger stands: a dataset's locked forecasts beside the events they are about and what became of these."""

from dataclasses import dataclass

import pandas as pd

from foresaid.events import match_events, read_events, read_matches
from foresaid.events.claims import claim_of
from foresaid.ledger.locking import read_ledger
from foresaid.ledger.outcomes import outcomes_of

NO_ANSWER = "open"  # the only status that leaves an event to be resolved


@dataclass(frozen=True)
class Standing:
    """A dataset's part of the ledger: tables of forecasts, events, matches and outcomes."""

    dataset: str
    forecasts: pd.DataFrame
    events: pd.DataFrame
    matches: pd.DataFrame
    outcomes: pd.DataFrame

    def statuses(self):
        """Event (or forecast that was resolved alone) → how it ended."""
        return dict(zip(self.outcomes["event_id"], self.outcomes["status"].astype("str"), strict=True))


def gather(dataset, version="first"):
    """Read what the ledger and data/events know of a dataset; returns a Standing, whose tables may be empty."""
    forecasts, events, outcomes = read_ledger(dataset, version), read_events(dataset), outcomes_of(dataset)
    matches = match_events(forecasts, events, read_matches(dataset), outcomes)
    return Standing(dataset, forecasts, events, matches, outcomes)


def list_locked(standing, event="", only_open=False):
    """List locked forecasts with what became of them.

    Returns one row per forecast, in the order of its entry: number, version, forecast_id, published, source, speaker,
    likelihood_text, p_low, p_mid, p_high, horizon_text, horizon_to_max, events (ids, parted by '; '), status (of its
    events, or its own; '; ' between them, open where there is none), claim, sentence. `event` keeps those about one
    event, `only_open` those that are not resolved.
    """
    pairs = standing.matches.groupby("forecast_id")["event_id"].agg(list).to_dict()
    known, table = standing.statuses(), standing.forecasts
    about = [pairs.get(one, []) for one in table["forecast_id"]]
    status = [[known.get(name, NO_ANSWER) for name in (names or [one])]
              for one, names in zip(table["forecast_id"], about, strict=True)]
    spans = table[["sentence", "start", "end", "sent_start"]].itertuples(index=False)
    table = table.assign(events=["; ".join(names) for names in about], claim=[claim_of(row) for row in spans],
                         status=["; ".join(dict.fromkeys(one)) for one in status])
    kept = pd.Series([(not event or event in names) and (not only_open or NO_ANSWER in one)
                      for names, one in zip(about, status, strict=True)], index=table.index, dtype="bool")
    return table.loc[kept, ["number", "version", "forecast_id", "published", "source", "speaker", "likelihood_text",
                            "p_low", "p_mid", "p_high", "horizon_text", "horizon_to_max", "events", "status", "claim",
                            "sentence"]].reset_index(drop=True)
