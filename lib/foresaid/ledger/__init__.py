"""The ledger: forecasts locked before their outcome, outcomes as people resolve them, chained so that a rewrite shows.

An entry of kind `forecast` locks the words of a statement; its key is the forecast_id. The first reading of a forecast
is the one that is scored: a later one may have been made by somebody who knew how it ended. It is kept as a new version
of the same key, and scored only where somebody asks for `latest`. An entry of kind `outcome` is a row of table
outcomes; its key is the event_id, and of its versions the last one counts, since mistakes are mended by saying so.

The chain: chain seals entries, store keeps them in SQLite (schema: its table and guards, places: what drives will do,
troubles: what can go wrong), verifying checks every link, moving exports and restores them. What is kept: locking
(forecasts), outcomes, rereading (locked forecasts at their places in today's articles), standing (both beside the
events). Resolving: due lists what can be resolved, blinding hides who spoke, resolving checks an outcome, sheets
carries them through a spreadsheet, telling says it in words.
"""
