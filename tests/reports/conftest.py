"""Tiny notebooks, plans and a home folder of their own for the tests of reports."""

import json

import pytest

FIGURE = """
import plotly.graph_objects as go
figure = go.Figure(go.Scatter(x=["2017-02-06", "2017-02-13"], y=[0.25, 0.5], name="trade",
                               customdata=["2017-02-06|trade", ""]))
figure.update_layout(meta={"foresaid": {"title": "Trade rises", "subtitle": "share of articles", "note": "n = 8",
    "alt": "Trade rises from 25% to 50%", "excerpts": {"2017-02-06|trade": [
        {"article_id": "a", "title": "A deal", "source": "The Courier", "published": "2017-02-07",
         "url": "https://example.org/a", "sentence": "A trade deal will come.", "marks": [[2, 7]]}]}}})
figure
"""


def cell(source, *tags, kind="code"):
    """A cell as a notebook file holds it."""
    base = {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source}
    return {**base, "execution_count": None, "outputs": []} if kind == "code" else base


def text(source):
    """A markdown cell."""
    return cell(source, kind="markdown")


def notebook_of(*cells):
    """A notebook as its file holds it."""
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


@pytest.fixture
def tiny():
    """Functions that write tiny notebooks: tiny.cell, tiny.text, tiny.notebook, and the source of a figure."""
    class Tiny:
        FIGURE = FIGURE
        cell = staticmethod(cell)
        text = staticmethod(text)
        notebook = staticmethod(notebook_of)

        @staticmethod
        def node(*cells):
            import nbformat
            return nbformat.from_dict(notebook_of(*cells))

        @staticmethod
        def output(cells_output):
            one = cell("show()")
            one["outputs"] = [cells_output]
            return one

        @staticmethod
        def shown(**data):
            return Tiny.output({"output_type": "display_data", "metadata": {},
                                "data": {name.replace("__", "/"): value for name, value in data.items()}})
    return Tiny


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    """A home folder of this test alone."""
    monkeypatch.setenv("FORESAID_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def write_plan(tmp_path):
    """Write a plan and its notebooks into one folder; returns the plan's path."""
    def write(notebooks, extra=""):
        lines = []
        for name, notebook in notebooks.items():
            (tmp_path / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf8")
            lines += ["[[report]]", f'name = "{name}"', f'title = "The {name}"', f'notebook = "{name}"', extra, ""]
        path = tmp_path / "plan.toml"
        path.write_text("\n".join(lines), encoding="utf8")
        return path
    return write
