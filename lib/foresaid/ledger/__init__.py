"""The ledger: forecasts locked before their outcome, outcomes as people resolve them, chained so that a rewrite shows.

An entry of kind `forecast` locks the words of a statement; its key is the forecast_id. The first reading of a forecast
is the one that is scored: a later one may have been made by somebody who knew how it ended. It is kept as a new version
of the same key, and scored only where somebody asks for `latest`. An entry of kind `outcome` is a row of table
outcomes; its key is the event_id, and of its versions the last one counts, since mistakes are mended by saying so.
"""
