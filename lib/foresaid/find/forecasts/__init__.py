"""Forecast statements: who says what will happen, how sure, and by when."""

from foresaid.find.forecasts.finder import find_forecasts
from foresaid.find.forecasts.words import ForecastWords, check_forecast_words, read_forecast_words

__all__ = ["ForecastWords", "check_forecast_words", "find_forecasts", "read_forecast_words"]
