"""Charts in the manner of a newsroom: plotly for reports, matplotlib (module prints) for paper and mail."""

from foresaid.charts.bars import draw_bars, draw_changes
from foresaid.charts.beliefs import draw_beliefs
from foresaid.charts.calendar import draw_calendar
from foresaid.charts.grids import draw_coverage, draw_heatmap
from foresaid.charts.lines import draw_lines
from foresaid.charts.panels import draw_panels
from foresaid.charts.phrases import draw_phrases
from foresaid.charts.reliability import draw_reliability
from foresaid.charts.theme import assign_colours

__all__ = ["assign_colours", "draw_bars", "draw_beliefs", "draw_calendar", "draw_changes", "draw_coverage",
           "draw_heatmap", "draw_lines", "draw_panels", "draw_phrases", "draw_reliability"]
