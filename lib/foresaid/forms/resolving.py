"""A form to resolve what is due, one at a time, the longest overdue first, with the sentences in view.

It does what `foresaid ledger due` and `foresaid ledger resolve` do, with the same rules and the same words.
"""

from datetime import UTC, date, datetime
from html import escape

from foresaid.days import read_day
from foresaid.errors import ForesaidError
from foresaid.forms.questions import show_question
from foresaid.ledger.due import list_due
from foresaid.ledger.locking import datasets_locked
from foresaid.ledger.outcomes import record_outcomes
from foresaid.ledger.resolving import Targets, check_outcome
from foresaid.ledger.standing import gather
from foresaid.ledger.telling import say_recorded
from foresaid.tables import STATUSES

WIDE = {"width": "96%"}
NAMES = {"description_width": "7em"}


def resolve_events(dataset, on="", resolver="", *, blind=False, alone=True):
    """A form for what `foresaid ledger due` lists of a dataset. What is recorded stands in the ledger at once.

    `on` counts overdue days from another day than today, `resolver` is who resolves, `blind` begins with source,
    speaker and likelihood hidden, `alone` takes forecasts that belong to no event too. An outcome counts as blinded
    only if the form has not shown these before. Returns an ipywidgets box; where nothing is locked or due, it says so.
    Raises ForesaidError for a day that is none.
    """
    import ipywidgets as widgets

    day, slip = read_day(str(on)) if on else (date.today(), "")
    if slip:
        raise ForesaidError(f"on: {slip}")
    try:
        datasets_locked(dataset)
    except ForesaidError as error:
        return widgets.VBox([widgets.HTML(f"<p>{escape(str(error))}</p>")])
    due = list_due(day, [dataset])
    targets = Targets(dataset)
    queue = [target for target in (targets.find(name) for name in due["event_id"]) if alone or target.event]
    if not queue:
        return widgets.VBox([widgets.HTML(f"<p>Of '{escape(dataset)}' nothing is to be resolved as of {day}.</p>")])
    form = _Form(widgets, queue, gather(dataset), day)
    form.begin(resolver, blind)
    return form.box


class _Form:
    """The form's state: which of the queue is shown, what was recorded, and what has been seen with its speakers."""

    def __init__(self, widgets, queue, standing, day):
        self.queue, self.standing, self.day = queue, standing, day
        self.at, self.recorded, self.seen = 0, {}, set()
        look = {"style": NAMES, "layout": WIDE}
        choices = [("?", None), *((one.replace("_", " "), one) for one in STATUSES)]
        self.count, self.text, self.state = (widgets.HTML(layout=WIDE) for _ in range(3))
        self.blind = widgets.Checkbox(description="blind: hide source, speaker and likelihood", indent=False,
                                      layout=WIDE)
        self.status = widgets.ToggleButtons(options=choices, description="status",
                                            style=NAMES | {"button_width": "auto"})
        self.day_text = widgets.Text(description="occurred on", placeholder="2017-03-29", style=NAMES)
        self.evidence = widgets.Text(description="evidence", placeholder="an institution and a day", **look)
        self.resolver = widgets.Text(description="resolver", placeholder="who resolves it", style=NAMES)
        buttons = {name: widgets.Button(description=name, button_style=style)
                   for name, style in (("back", ""), ("skip", ""), ("record", "primary"))}
        buttons["back"].on_click(lambda _: self._move(-1))
        buttons["skip"].on_click(lambda _: self._move(1))
        buttons["record"].on_click(lambda _: self._record())
        self.box = widgets.VBox([self.count, self.text, self.blind, self.status, self.day_text, self.evidence,
                                 self.resolver, widgets.HBox(list(buttons.values())), self.state])

    def begin(self, resolver, blind):
        """Show the first of the queue."""
        self.resolver.value, self.blind.value = resolver, blind
        self.blind.observe(lambda _: self._show_text(), "value")
        self._show()

    def _move(self, step, told=""):
        self.at = min(max(self.at + step, 0), len(self.queue) - 1)
        self._show(told)

    def _show(self, told=""):
        """Show what stands at this place in the queue, with what was recorded of it here."""
        known = self.recorded.get(self.queue[self.at].id, {})
        self.status.value, self.evidence.value = known.get("status"), known.get("evidence", "")
        self.day_text.value = str(known.get("occurred_on") or "")
        self._show_text()
        self._say(told)

    def _show_text(self):
        target = self.queue[self.at]
        if not self.blind.value:
            self.seen.add(target.id)
        self.text.value = show_question(target, self.standing, self.day, self.blind.value)

    def _say(self, told=""):
        """Say how far one has come, and below the buttons what became of the last click."""
        place, done = f"{self.at + 1:,} of {len(self.queue):,}", f"{len(self.recorded):,} recorded here"
        self.count.value = f"<p><b>{place}</b> · {done}</p>"
        self.state.value = f'<p role="status">{"<br>".join(escape(line) for line in told.splitlines())}</p>'

    def _record(self):
        """Record the outcome, or say what is wrong with it."""
        target = self.queue[self.at]
        day, slip = read_day(self.day_text.value) if self.day_text.value.strip() else (None, "")
        outcome = {"event_id": target.id, "status": self.status.value or "", "occurred_on": day,
                   "evidence": self.evidence.value, "resolver": self.resolver.value,
                   "blinded": self.blind.value and target.id not in self.seen}
        slips = [slip] if slip else check_outcome(outcome, target, date.today())
        if slips:
            self._say("\n".join(f"'{target.id}': {slip}" for slip in slips))
            return
        try:
            made, = record_outcomes([(target.dataset, outcome)], datetime.now(UTC))
        except ForesaidError as error:
            self._say(str(error))
            return
        self.recorded[target.id] = outcome
        seen = self.blind.value and not outcome["blinded"]
        self._move(1, say_recorded(made) + "\nNot recorded as blind: it was shown with its speakers before." * seen)
