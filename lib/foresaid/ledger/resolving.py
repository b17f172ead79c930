"""What somebody who resolves may say: of which event or forecast, with which status, day and evidence."""

from dataclasses import dataclass

import pandas as pd

from foresaid import paths
from foresaid.errors import ForesaidError, did_you_mean, listing
from foresaid.events import read_events
from foresaid.events.coded import DATED
from foresaid.ledger.store import read_datasets, read_entries
from foresaid.tables import STATUSES


@dataclass(frozen=True)
class Target:
    """What is resolved: an event (its row of read_events), or a forecast that stands alone (its locked words)."""

    dataset: str
    id: str
    event: dict | None = None
    forecast: dict | None = None

    @property
    def deadline(self):
        """The event's last day, NaT for a forecast: its words may be read in several ways."""
        return self.event["deadline"] if self.event else pd.NaT


class Targets:
    """All events and locked forecasts that can be resolved, read once."""

    def __init__(self, dataset=""):
        names = [dataset] if dataset else sorted({*read_datasets(), *_with_events()})
        self.found = {}
        for name in names:
            for event in read_events(name).to_dict("records"):
                self.found.setdefault(event["event_id"], []).append(Target(name, event["event_id"], event=event))
        for entry in read_entries("forecast", dataset):
            same = self.found.setdefault(entry.key, [])
            if entry.dataset not in [one.dataset for one in same]:
                same.append(Target(entry.dataset, entry.key, forecast=entry.read()))

    def find(self, name, dataset=""):
        """The one target of this id. Raises ForesaidError if there is none, or one in each of several datasets."""
        found = [one for one in self.found.get(name, []) if dataset in ("", one.dataset)]
        if len(found) == 1:
            return found[0]
        if found:
            raise ForesaidError(f"'{name}' is in several datasets: {listing(one.dataset for one in found)}. "
                                "Say which: --dataset NAME")
        if name in self.found:
            raise ForesaidError(f"'{name}' is not of the dataset '{dataset[:80]}', but of "
                                f"{listing(one.dataset for one in self.found[name])}.")
        raise ForesaidError(f"There is no event and no locked forecast '{name[:80]}'."
                            f"{did_you_mean(name, self.found)} `foresaid ledger due` lists what can be resolved.")


def _with_events():
    folder = paths.DATA / "events"
    return [path.stem for path in sorted(folder.glob("*.yml")) if paths.NAME.fullmatch(path.stem)]


def read_status(text):
    """A status however it was typed; what is none comes back as it is.

    >>> read_status("Did not happen"), read_status("Happend")
    ('did_not_happen', 'Happend')
    """
    plain = "_".join(text.lower().replace("-", " ").replace("_", " ").split())
    return plain if plain in STATUSES else text


def check_outcome(outcome, target, today):
    """What is wrong with an outcome, as a list of sentences; occurred_on is a day or None, today the day of the check.

    The same rules hold for `foresaid ledger resolve`, for sheets and for the form; data/resolutions has its own, which
    know no today (events.coded).
    """
    status, day = outcome["status"], outcome["occurred_on"]
    if status not in STATUSES:
        return [f"the status is '{status[:40]}'.{did_you_mean(status, STATUSES)} It is {listing(STATUSES)}."]
    slips = [] if pd.isna(day) else _check_day(status, pd.Timestamp(day), target, pd.Timestamp(today))
    if pd.isna(day) and status in DATED:
        slips.append(f"{status.replace('_', ' ')}, but on which day? For what did not happen, give its deadline or the "
                     "day on which that was sure.")
    if not outcome["evidence"].strip():
        slips.append("there is no evidence. Say where a reader can check: an institution and a day.")
    if not outcome["resolver"].strip():
        slips.append("there is no resolver. Say who resolved it.")
    return slips


def _check_day(status, day, target, today):
    if day > today:
        return [f"the day {day:%Y-%m-%d} has not come yet. Resolve it when it is known how it ended."]
    if status == "happened" and day > target.deadline:
        late = f"it happened on {day:%Y-%m-%d}, after the deadline ({target.deadline:%Y-%m-%d})"
        return [f"{late}: then it did_not_happen. Change the status or the day."]
    opened = target.event["opened"] if target.event else _published(target.forecast)
    if day < opened:
        return [f"the day {day:%Y-%m-%d} lies before the question was asked ({opened:%Y-%m-%d}). Look at the year."]
    return []


def _published(forecast):
    when = pd.Timestamp(forecast["published"]) if forecast["published"] else pd.NaT
    return when if pd.isna(when) else when.tz_localize(None).normalize()
