"""Was it right? Forecasts, the events they are about and their outcomes, turned into scores. Tables in, tables out.

The order of the steps: rescale (another reading of the words), judge_forecasts (which claims came true),
score_forecasts, calibrate, decompose, list_phrases (how right), sensitivity (does it hold under other readings),
belief_curve and first_movers (what was believed while nobody knew).

verdicts judges, points scores a single claim, scoring a group of them, with ranking and resample for ranks and
intervals; scales and phrases read the words, calibration and sensitivity ask how far they hold, beliefs follows time.
"""

from foresaid.scores.beliefs import belief_curve, first_movers, list_beliefs
from foresaid.scores.calibration import calibrate, decompose
from foresaid.scores.phrases import list_phrases, place_claims
from foresaid.scores.scales import rescale
from foresaid.scores.scoring import score_forecasts
from foresaid.scores.sensitivity import count_robust, sensitivity, vary_horizon
from foresaid.scores.verdicts import judge_forecasts

__all__ = ["belief_curve", "calibrate", "count_robust", "decompose", "first_movers", "judge_forecasts", "list_beliefs",
           "list_phrases", "place_claims", "rescale", "score_forecasts", "sensitivity", "vary_horizon"]
