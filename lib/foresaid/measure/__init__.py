"""From findings to numbers: counts, shares, intervals, comparisons. Tables in, tables out."""

from foresaid.measure.changes import compare_periods, find_peaks, rank_changes
from foresaid.measure.intervals import newcombe, wilson
from foresaid.measure.periods import period_start
from foresaid.measure.series import count_articles, count_per_period, share_per_period
from foresaid.measure.shares import count_by, rank_values, rate_of, share_by_source, share_of

__all__ = ["compare_periods", "count_articles", "count_by", "count_per_period", "find_peaks", "newcombe",
           "period_start", "rank_changes", "rank_values", "rate_of", "share_by_source", "share_of", "share_per_period",
           "wilson"]
