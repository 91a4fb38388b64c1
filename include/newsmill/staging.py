"""Parquet on disk (or S3) between two tasks: how rows are written, read and, in the end, removed.

Layout under the staging root, which is any fsspec URL: {load_id}/plan.json and
{load_id}/{stage}/{shard}-{try}/{table}.parquet. A retried task writes beside its first try and hands on its own
path, so a half-written file is never read.
"""

import json
import logging
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq
from upath import UPath

logger = logging.getLogger(__name__)

ROW_GROUP_ROWS = 256  # small enough that a reader of raw documents holds few of them, large enough to compress


class StagedTable:
    """One Parquet file being written, rows in, bounded memory.

    Use as a context manager; the file is complete when it closes without an exception.
    """

    def __init__(self, path: UPath, schema: pa.Schema, *, flush_bytes: int = 32_000_000) -> None:
        self.path = path
        self.rows = 0
        self._schema = schema
        self._flush_bytes = flush_bytes
        self._waiting: list[dict[str, Any]] = []
        self._waiting_bytes = 0

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("wb")
        self._writer = pq.ParquetWriter(self._file, self._schema, compression="zstd")
        return self

    def add(self, row: Mapping[str, Any], *, size_bytes: int = 0) -> None:
        """Append one row; `size_bytes` tells of large values, so that few of them wait in memory."""
        self._waiting.append(dict(row))
        self._waiting_bytes += size_bytes
        self.rows += 1
        if len(self._waiting) >= ROW_GROUP_ROWS or self._waiting_bytes >= self._flush_bytes:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting, self._waiting_bytes = [], 0

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self._writer.close()
            self._file.close()


def write_rows(
    place: UPath, tables: Mapping[str, pa.Schema], rows: Iterable[tuple[str, Mapping[str, Any]]]
) -> tuple[dict[str, int], dict[str, str]]:
    """Write (table, row) pairs to one file per table, {place}/{table}.parquet, in bounded memory.

    Returns:
        (rows by table, path by table); a table without rows has count 0 and no file.
    """
    open_tables: dict[str, StagedTable] = {}
    with ExitStack() as stack:
        for table, row in rows:
            if table not in open_tables:
                made = StagedTable(place / f"{table}.parquet", tables[table])
                open_tables[table] = stack.enter_context(made)
            open_tables[table].add(row, size_bytes=len(row.get("content") or row.get("body") or ""))
    counts = {name: open_tables[name].rows if name in open_tables else 0 for name in tables}
    return counts, {name: str(table.path) for name, table in open_tables.items()}


def row_of(item: Any, **more: Any) -> dict[str, Any]:
    """A frozen dataclass of `model.py` as one row of its schema: ids as text, tuples as lists.

    Args:
        item: the instance; columns that the schema lacks are left to the writer, which ignores them.
        more: columns that stand before the item's own, such as version_id.
    """
    if not is_dataclass(item):
        raise TypeError(f"{item!r} is not one of the model's types")
    row = more | {f.name: getattr(item, f.name) for f in fields(item)}
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def write_table(path: UPath, table: pa.Table) -> str:
    """Write a whole table to one file and return its path as text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pq.write_table(table, file, compression="zstd")
    return str(path)


def read_table(path: str) -> pa.Table:
    """The whole table of a file."""
    with UPath(path).open("rb") as file:
        return pq.read_table(file)


def read_rows(path: str, *, start: int = 0, stop: int | None = None) -> Iterator[dict[str, Any]]:
    """Rows start..stop (stop not included) of a file, in order, a row group in memory at a time."""
    with UPath(path).open("rb") as file:
        parquet = pq.ParquetFile(file)
        first = 0
        for group in range(parquet.num_row_groups):
            rows = parquet.metadata.row_group(group).num_rows
            last = first + rows
            if last > start and (stop is None or first < stop):
                table = parquet.read_row_group(group)
                begin, end = max(start - first, 0), min((last if stop is None else stop) - first, rows)
                yield from table.slice(begin, end - begin).to_pylist()
            first = last


def write_plan(root: str, load_id: int, plan: Mapping[str, Any]) -> None:
    """Leave the run's plan beside its tables, for people and for `remove_expired`."""
    folder = UPath(root) / str(load_id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plan.json").write_text(json.dumps(plan, indent=1))


def remove_expired(root: str, *, keep_days: int, now: datetime) -> int:
    """Remove the folders of runs that started more than `keep_days` days before `now`; returns how many."""
    base, removed = UPath(root), 0
    for folder in _folders(base):
        plan = folder / "plan.json"
        try:
            started = datetime.fromisoformat(json.loads(plan.read_text())["started_at"])
        except (FileNotFoundError, KeyError, ValueError):
            logger.warning("staging folder %s holds no readable plan.json; left alone", folder)
            continue
        if now - started > timedelta(days=keep_days):
            with suppress(FileNotFoundError):  # another run's report tidies up at the same time
                folder.fs.rm(folder.path, recursive=True)
                removed += 1
    return removed


def _folders(base: UPath) -> Iterable[UPath]:
    return [entry for entry in base.iterdir() if entry.name.isdigit()] if base.exists() else []
