"""Quotes: who said what. The table has its columns and no rows until the finding itself is there."""

from foresaid.tables import empty


def find_quotes(batch):
    """The attributions of a batch: one row an attribution."""
    return empty("quotes")
