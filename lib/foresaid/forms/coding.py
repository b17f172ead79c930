"""A form to code a lesson's sentences, one at a time, that keeps what was coded after every answer.

The sheet that it fills is the one that a spreadsheet fills.
"""

from html import escape
from pathlib import Path

import pandas as pd

from foresaid.corpus.exporting import write_csv
from foresaid.errors import ForesaidError
from foresaid.lessons import ANSWERS, CODES, read_codes, read_lesson

LEVELS = {"–": None, "1 almost no chance": 1, "2 unlikely": 2, "3 possible": 3, "4 likely": 4, "5 almost certain": 5}


def code_sentences(sheet, name="forecasts"):
    """A form for the sentences of a lesson. What is coded stands in the file `sheet` at once and is taken up again.

    A sheet that is not there yet is made, without codes, so that what comes after the form finds one. Returns an
    ipywidgets box. Raises ForesaidError where the sheet holds no codes or cannot be written.
    """
    import ipywidgets as widgets

    form = _Form(widgets, Path(sheet), name)
    return form.box


class _Form:
    """The form's state: which sentence is shown, and what has been coded."""

    def __init__(self, widgets, sheet, name):
        if sheet.suffix != ".csv":
            raise ForesaidError(f"{sheet}: a sheet's name ends in .csv, like my-codes.csv.")
        self.sheet, self.lesson, self.at, self.moving = sheet, read_lesson(name), 0, False
        self.codes = read_codes(sheet, name) if sheet.is_file() else self._nothing()
        self._write()
        self.text, self.state = widgets.HTML(), widgets.HTML()
        self.kind = widgets.ToggleButtons(options=[("?", None), *((one, one) for one in ANSWERS)], description="kind")
        self.level = widgets.Dropdown(options=list(LEVELS.items()), description="likelihood")
        self.chance = widgets.BoundedIntText(value=50, min=0, max=100, step=5, description="chance, %")
        self.given = widgets.Checkbox(value=False, description="I say how likely I hold it myself", indent=False,
                                      layout={"width": "auto"})
        back, on = widgets.Button(description="back"), widgets.Button(description="next", button_style="primary")
        back.on_click(lambda _: self._move(-1))
        on.on_click(lambda _: self._move(1))
        for field in (self.kind, self.level, self.chance, self.given):
            field.observe(self._keep, "value")
        own = widgets.HBox([self.given, self.chance])
        self.box = widgets.VBox([self.text, self.kind, self.level, own, widgets.HBox([back, on]), self.state])
        self._show()

    def _nothing(self):
        empty = pd.DataFrame({"item": self.lesson["item"], "kind": None, "likelihood": None, "chance": None})
        return empty.astype({"kind": "str", "likelihood": "Int64", "chance": "Float64"})

    def _move(self, step):
        self.at = min(max(self.at + step, 0), len(self.lesson) - 1)
        self._show()

    def _show(self):
        """Show the present sentence with what was coded; that is no new answer."""
        row = {name: None if pd.isna(value) else value for name, value in self.codes.iloc[self.at].items()}
        sentence = escape(self.lesson["sentence"].iloc[self.at])
        self.moving = True
        self.text.value = (f"<p><b>{self.at + 1} of {len(self.lesson)}</b></p>"
                           f"<blockquote style='font-size:1.2em'>{sentence}</blockquote>")
        self.kind.value, self.level.value = row["kind"], row["likelihood"]
        self.given.value = row["chance"] is not None
        self.chance.value = 50 if row["chance"] is None else round(row["chance"])
        self.moving = False
        self._say()

    def _keep(self, _):
        """Keep an answer: in memory, and in the sheet."""
        if self.moving:
            return
        kind = self.kind.value
        answer = {"kind": kind, "likelihood": self.level.value if kind == "forecast" else None,
                  "chance": float(self.chance.value) if self.given.value else None}
        codes = self.codes.astype("object")
        for name, value in answer.items():
            codes.iloc[self.at, codes.columns.get_loc(name)] = value
        self.codes = codes.astype(self.codes.dtypes.to_dict())
        self._write()
        self._say()

    def _write(self):
        write_csv(self.codes[list(CODES)].assign(sentence=self.lesson["sentence"]), self.sheet, force=True)

    def _say(self):
        done = int(self.codes["kind"].notna().sum())
        self.state.value = f"<p>{done} of {len(self.codes)} coded; kept in {escape(str(self.sheet))}</p>"
