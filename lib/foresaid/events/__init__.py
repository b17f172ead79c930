"""Events: what the news made forecasts about, how it ended, and which forecasts speak of it."""

from foresaid.events.coded import check_matches, check_outcomes, count_lines, read_matches, read_outcomes
from foresaid.events.listing import count_matches, list_matches
from foresaid.events.matching import match_events
from foresaid.events.questions import check_events, make_event, read_events

__all__ = ["check_events", "check_matches", "check_outcomes", "count_lines", "count_matches", "list_matches",
           "make_event", "match_events", "read_events", "read_matches", "read_outcomes"]
