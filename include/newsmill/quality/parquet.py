"""Reading staged Parquet: a few columns of everything, or everything in pieces."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from upath import UPath

PIECE_ROWS = 5_000  # rows read at a time: 20 MB of articles


@contextmanager
def opened(path: str) -> Iterator[Any]:
    """A pyarrow ParquetFile of a local path or fsspec URL."""
    with UPath(path).open("rb") as file:
        yield pq.ParquetFile(file)


def schema_of(path: str) -> pa.Schema:
    """The columns of one file."""
    with opened(path) as file:
        return file.schema_arrow


def pieces(paths: Sequence[str], *, columns: Sequence[str] | None = None, rows: int = PIECE_ROWS) -> Iterator[pa.Table]:
    """All rows of some files in order, in tables of up to `rows` rows; no piece is empty."""
    for path in paths:
        with opened(path) as file:
            for batch in file.iter_batches(batch_size=rows, columns=columns and list(columns)):
                if batch.num_rows:
                    yield pa.Table.from_batches([batch])


def whole(paths: Sequence[str], schema: pa.Schema, columns: Sequence[str]) -> pa.Table:
    """Some columns of all rows of some files; for keys and figures, not for text."""
    wanted = pa.schema([schema.field(name).with_nullable(True) for name in columns])
    parts = [part.cast(wanted) for part in pieces(paths, columns=columns, rows=100_000)]
    return pa.concat_tables(parts) if parts else wanted.empty_table()


def row_count(paths: Sequence[str]) -> int:
    """Rows of some files, told by their footers."""
    total = 0
    for path in paths:
        with opened(path) as file:
            total += file.metadata.num_rows
    return total
