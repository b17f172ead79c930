"""How strictly forecasts are read: the one place where the statements of a stricter reading are parted from the rest.

The finder keeps more than it is sure of, and marks the strictest reading that holds each statement. Whoever reads
forecasts gets the default reading unless another is asked for.
"""

import pyarrow.compute as pc
import pyarrow.parquet as pq

from foresaid.errors import ForesaidError, did_you_mean
from foresaid.tables import READINGS

DEFAULT = "default"


def keep_reading(forecasts, reading=DEFAULT):
    """Keep the statements of a reading: strict (the surest), default, or broad (all that were found).

    One row a statement, as it came. Raises ForesaidError for another reading.
    """
    kept = kept_readings(reading)
    if reading == READINGS[-1]:
        return forecasts
    return forecasts[forecasts["reading"].isin(kept)].reset_index(drop=True)


def kept_readings(reading):
    """The marks in the column `reading` that a reading keeps.

    >>> kept_readings("default")
    ('strict', 'default')
    """
    if reading not in READINGS:
        raise ForesaidError(f"There is no reading {reading!r} of forecasts.{did_you_mean(str(reading), READINGS)} "
                            f"It is {', '.join(READINGS[:-1])} or {READINGS[-1]}.")
    return READINGS[:READINGS.index(reading) + 1]


def count_rows(path, table):
    """The rows of a finding's Parquet file; of forecasts, those of the default reading."""
    if table != "forecasts":
        return pq.read_metadata(path).num_rows
    marks = pc.cast(pq.read_table(path, columns=["reading"])["reading"], "string")
    return sum(pc.sum(pc.equal(marks, one)).as_py() or 0 for one in kept_readings(DEFAULT))
