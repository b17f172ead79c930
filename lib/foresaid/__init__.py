"""Foresaid: topics, actors and forecast statements in the news, with the sentences behind every number."""
