"""Tables as Arrow: for files, and as bytes for workers and hashes."""

import pyarrow as pa

from foresaid.tables import schema


def to_arrow(frame, table):
    """A frame as Arrow, with the types of foresaid.tables."""
    return pa.Table.from_pandas(frame, schema=schema(table), preserve_index=False)


def pack(table):
    """An Arrow table as bytes that hold its own rows only, also where it is a slice; None stays None."""
    if table is None:
        return None
    sink = pa.BufferOutputStream()
    # taken row by row: a slice at the front would drag the whole column's characters along
    plain = table.replace_schema_metadata(None).take(pa.array(range(len(table)), pa.int64())).combine_chunks()
    with pa.ipc.new_stream(sink, plain.schema) as writer:
        writer.write_table(plain)
    return sink.getvalue().to_pybytes()


def unpack(packed):
    """The frame that was packed, or None."""
    return None if packed is None else pa.ipc.open_stream(packed).read_pandas()
