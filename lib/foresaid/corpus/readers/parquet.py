"""Parquet files, batch by batch."""

import tempfile
from pathlib import Path

from foresaid.corpus.readers.columns import KNOWN, plain_name
from foresaid.corpus.readers.streams import GZIP, CutShort, most_bytes, open_bounded
from foresaid.errors import ForesaidError


def read_parquet(path, report, wanted=()):
    """Yield (place, record) for every row of a Parquet file; only columns that may be fields, and those `wanted`."""
    import pyarrow as pa
    try:
        with tempfile.TemporaryDirectory(prefix="foresaid-") as folder:
            yield from _read_batches(path, _unpacked(path, folder), report, wanted)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise ForesaidError(f"{path}: this Parquet file cannot be read ({reason}). "
                            "Write it again at its source.") from error


def _unpacked(path, folder):
    """The file itself, or where it is gzipped a plain copy: Parquet is read from its end."""
    with Path(path).open("rb") as file:
        if file.read(2) != GZIP:
            return Path(path)
    copy = Path(folder) / "unpacked.parquet"
    try:
        with open_bounded(path) as stream, copy.open("wb") as file:
            while data := stream.read1(1 << 20):
                file.write(data)
    except CutShort as error:
        raise ForesaidError(f"{path}: the file is cut short or damaged. Get it again.") from error
    return copy


def _read_batches(path, plain, report, wanted):
    import pyarrow.parquet as pq
    with pq.ParquetFile(plain) as file:
        report.header = list(file.schema_arrow.names)
        limit, _ = most_bytes()
        size = sum(file.metadata.row_group(number).total_byte_size for number in range(file.metadata.num_row_groups))
        if size > limit:
            raise ForesaidError(f"{path}: unpacks to {size:,} bytes, more than {limit:,}. If that is right, "
                                f"raise the limit: FORESAID_MAX_BYTES={size * 2} foresaid import …")
        columns = [name for name in dict.fromkeys(report.header) if name in wanted or plain_name(name) in KNOWN]
        given = 0
        for batch in file.iter_batches(1000, columns=columns):
            given += batch.nbytes
            if given > limit:  # repeated values are stored once, so that a small file can hold a great deal
                raise ForesaidError(f"{path}: holds more than {limit:,} bytes. If that is right, raise the limit: "
                                    f"FORESAID_MAX_BYTES={limit * 4} foresaid import …")
            for record in batch.to_pylist():
                report.read += 1
                yield f"row {report.read}", record
