"""Foresaid: topics, actors and forecast statements in the news, with the sentences behind every number.

The tour, in the order in which a notebook uses it: select articles, read what was found in them, count it per period
or source, draw it, and show the sentences. Names are imported when they are first used, so that `import foresaid` is
quick and light.
"""

import importlib

_TOUR = {
    "errors": ("ForesaidError", "NoArticles"),
    "findings": ("select", "read"),
    "periods": ("select_period", "select_before", "same_sources"),
    "measure.series": ("share_per_period", "count_per_period"),
    "measure.listings": ("keep_values", "pair_findings", "count_values", "describe_sources", "describe_imports",
                         "list_copies", "count_terms", "list_actors"),
    "measure.statements": ("name_sureness", "share_within", "spread", "rate_of"),
    "excerpts": ("find_excerpts", "show_under", "label_peaks", "list_forecasts"),
    "show": ("key_figure", "show_figures", "show_note", "show_table", "show_excerpts", "show_peaks", "show_selection",
             "show_method"),
}
_WHERE = {name: module for module, names in _TOUR.items() for name in names}
__all__ = sorted(_WHERE)


def __getattr__(name):
    """Import a name of the tour from the module where it lives."""
    if name not in _WHERE:
        raise AttributeError(f"module 'foresaid' has no attribute {name!r}")
    return getattr(importlib.import_module(f"foresaid.{_WHERE[name]}"), name)


def __dir__():
    return __all__
