"""Events: what the news made forecasts about, how it ended, and which forecasts speak of it.

Files to tables: parsing looks over a file of events line by line, questions reads it or makes an event for a notebook,
coded reads what people corrected and how events ended, places says where all this lies. Matching: claims finds what a
claim is about, wording finds the words of all events in all claims, matching puts words, actors and time together. For
people: listing counts and lists matches, asked picks the event of a page.
"""

from foresaid.events.coded import check_matches, check_outcomes, count_lines, read_matches, read_outcomes
from foresaid.events.listing import count_matches, list_matches
from foresaid.events.matching import match_events
from foresaid.events.questions import check_events, make_event, read_events

__all__ = ["check_events", "check_matches", "check_outcomes", "count_lines", "count_matches", "list_matches",
           "make_event", "match_events", "read_events", "read_matches", "read_outcomes"]
