"""Foresaid: topics, actors and forecast statements in the news, with the sentences behind every number.

The tour, in the order in which a notebook uses it: select articles, read what was found in them, count it per period
or source, draw it, and show the sentences; then the events that forecasts are about, how these ended, and how right
the forecasts were. What no notebook uses is imported from its module. Names are imported when they are first used, so
that `import foresaid` is quick and light.
"""

import importlib

_TOUR = {
    "errors": ("ForesaidError", "NoArticles", "NoEvents"),
    "findings": ("select", "read"),
    "selections": ("select_period", "select_before", "same_sources"),
    "labels": ("name_topics",),
    "measure.series": ("share_per_period", "count_articles"),
    "measure.shares": ("share_of", "share_by_source", "rate_of", "rank_values"),
    "measure.changes": ("compare_periods", "find_peaks", "rank_changes"),
    "measure.listings": ("keep_values", "pair_findings", "count_values", "describe_imports", "list_copies",
                         "count_terms", "count_without_copies", "list_actors"),
    "corpus.audit": ("audit_sources", "audit_fields"),
    "measure.statements": ("name_sureness", "share_within", "share_within_periods"),
    "measure.facets": ("split_by", "ask", "slow_down"),
    "measure.rates": ("add_rates",),
    "measure.hedging": ("hedging_of", "hedging_per_period"),
    "measure.judging": ("list_lacks",),
    "measure.notable": ("pick_notable", "find_due", "count_perhaps_due"),
    "measure.expectations": ("place_expectations", "count_expectations"),
    "events": ("read_events", "make_event", "read_matches", "read_outcomes", "match_events"),
    "events.asked": ("expect_events", "choose_event", "pick_event", "give_outcome"),
    "scores": ("rescale", "judge_forecasts", "score_forecasts", "calibrate", "decompose", "list_phrases",
               "place_claims", "sensitivity", "vary_horizon", "count_robust", "belief_curve", "list_beliefs",
               "first_movers"),
    "ledger.locking": ("lock_forecasts",),
    "ledger.outcomes": ("outcomes_of",),
    "ledger.rereading": ("read_locked",),
    "ledger.telling": ("list_outcomes", "say_ledger"),
    "charts": ("draw_lines", "draw_panels", "draw_bars", "draw_changes", "draw_heatmap", "draw_coverage",
               "draw_calendar", "draw_beliefs", "draw_phrases", "draw_reliability", "assign_colours"),
    "charts.prints": ("print_lines", "print_bars"),
    "excerpts": ("find_excerpts", "show_under", "label_peaks"),
    "show": ("key_figure", "show_figures", "show_share", "show_note", "show_table", "show_excerpts", "show_peaks",
             "show_selection", "show_method"),
    "resolved": ("list_resolved", "list_events", "list_claims", "list_measures", "figure_scores", "say_coverage",
                 "list_groups", "list_question", "figure_beliefs"),
    "explanations": ("explain",),
    "lessons": ("read_lesson", "read_codes", "read_class", "code_by_finder", "compare_codes", "list_codes",
                "reveal_outcomes", "weigh_chances", "join_codes", "tell_outcomes"),
    "forms.coding": ("code_sentences",),
    "forms.resolving": ("resolve_events",),
    "said": ("list_forecasts", "tell_forecasts", "show_forecasts"),
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
