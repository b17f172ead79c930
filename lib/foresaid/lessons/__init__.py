"""The first lesson: twenty sentences to code by hand, compared with a neighbour, with the finder and with what came.

A lesson is a folder of data/lessons: key.csv (the sentences with the answers), sheet.csv (the same, to fill in) and
sheets that somebody filled in. A sheet has one row per sentence: item, kind, likelihood (1 to 5, of a forecast) and
chance (0 to 100: how likely the coder holds the event, whatever the sentence says).

reading reads all these, comparing says how far coders agree, revealing shows what came.
"""

from foresaid.lessons.comparing import code_by_finder, compare_codes, list_codes
from foresaid.lessons.reading import ANSWERS, CODES, read_class, read_codes, read_lesson
from foresaid.lessons.revealing import join_codes, reveal_outcomes, tell_outcomes, weigh_chances

__all__ = ["ANSWERS", "CODES", "code_by_finder", "compare_codes", "join_codes", "list_codes", "read_class",
           "read_codes", "read_lesson", "reveal_outcomes", "tell_outcomes", "weigh_chances"]
