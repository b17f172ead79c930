"""How fast is the score? 100,000 resolved forecasts about 2,000 events, made up at random with a fixed seed.

    python bench/scores.py [FORECASTS [EVENTS]]

Times each step once in CPU seconds, one process: judging, the scoreboard by source with 1,000 resamples of the events,
calibration, phrases, sensitivity over all scales and readings.
"""

import sys
import time

import numpy as np
import pandas as pd

from foresaid.find.forecasts.words import read_forecast_words
from foresaid.scores import calibrate, decompose, judge_forecasts, list_phrases, rescale, score_forecasts, sensitivity
from foresaid.tables import conform

SOURCES = 9


def made_up(forecasts, events):
    """Forecasts, matches, events and outcomes of these numbers: phrases, days and outcomes drawn at random."""
    rng = np.random.default_rng(1)
    phrases = read_forecast_words().likelihood["phrase"].str.removesuffix("*").to_numpy()
    ids = [f"f{at}" for at in range(forecasts)]
    published = pd.Timestamp("2017-01-01", tz="UTC") + pd.to_timedelta(rng.integers(0, 365, forecasts), unit="D")
    said = conform(pd.DataFrame({
        "forecast_id": ids, "article_id": ids, "published": published, "kind": "forecast", "scale": "own",
        "source": rng.integers(0, SOURCES, forecasts).astype("str"), "likelihood_text": rng.choice(phrases, forecasts),
        "negated": rng.random(forecasts) < 0.07, "p_low": 0.5, "p_mid": 0.7, "p_high": 0.9, "scoreable": True}),
        "forecasts")
    named = [f"e{at}" for at in range(events)]
    happen = pd.DataFrame({"event_id": named, "title": "", "deadline": pd.Timestamp("2017-12-31"),
                           "status_quo": "did_not_happen"})
    outcomes = pd.DataFrame({"event_id": named, "status": rng.choice(["happened", "did_not_happen"], events),
                             "occurred_on": pd.Timestamp("2017-12-31")})
    matches = pd.DataFrame({"forecast_id": ids, "event_id": rng.choice(named, forecasts),
                            "orientation": rng.choice(["same", "opposite"], forecasts, p=[0.9, 0.1])})
    return rescale(said, "icd203"), matches, happen, outcomes


def bench_scores(forecasts=100_000, events=2_000):
    """Print the seconds of each step; returns them as a dict."""
    tables = made_up(forecasts, events)
    begun = time.process_time()
    judged = judge_forecasts(*tables)
    spent = {"judge_forecasts": time.process_time() - begun}
    for name, step in {"score_forecasts, all": lambda: score_forecasts(judged),
                       "score_forecasts, by source": lambda: score_forecasts(judged, "source"),
                       "calibrate": lambda: calibrate(judged), "decompose": lambda: decompose(judged),
                       "list_phrases": lambda: list_phrases(judged),
                       "sensitivity, 20 boards": lambda: sensitivity(judged)}.items():
        begun = time.process_time()
        step()
        spent[name] = time.process_time() - begun
    print(f"{len(judged):,} resolved forecasts about {events:,} events, CPU seconds")
    for name, seconds in spent.items():
        print(f"  {name:28}{seconds:8.2f}")
    return spent


if __name__ == "__main__":
    bench_scores(*map(int, sys.argv[1:3]))
