"""A day's Parquet into temporary tables, before anything is locked: one table `in_<name>` for each staged one.

The columns follow from `schema.py`. Rows travel as text COPY: 250,000 mentions take 0.5 s, half of what binary COPY
takes here, because identifiers are text in Parquet and the server parses them faster than Python does.
"""

# ruff: noqa: S608 - statements are put together from names of our own, never from values

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from psycopg import sql
from sqlalchemy import Connection
from upath import UPath

from include.newsmill import schema
from include.newsmill.model import name_id

BATCH_ROWS = 20_000
_UUIDS = {"article_id", "version_id", "entity_id", "place_entity_id"}
_TYPES = {
    pa.string(): "text", pa.int32(): "integer", pa.int64(): "bigint", pa.float32(): "real",
    pa.float64(): "double precision", pa.bool_(): "boolean", pa.date32(): "date",
    pa.binary(): "bytea",
    pa.timestamp("us", tz="UTC"): "timestamptz", pa.list_(pa.field("item", pa.string(), nullable=False)): "text[]",
    pa.list_(pa.field("item", pa.int32(), nullable=False)): "integer[]",
}  # fmt: skip
# Free text of these may quote whatever was wrong with a record, also the one character PostgreSQL cannot hold.
_QUOTING = frozenset({"rejected", "refused"})
# Key columns by table, and what a refused row's key is made of (see quality/).
KEYS = {
    "mentions": ("version_id", "mention_no"),
    "entities": ("version_id", "entity_id"),
    "events": ("version_id", "event_no"),
    "participants": ("version_id", "event_no", "role", "participant_no"),
    "act_vectors": ("version_id", "event_no"),
}


def receive(connection: Connection, staged: Mapping[str, Sequence[str]], refused_rows: pa.Table) -> None:
    """Make and fill in_articles, in_mentions … and in_refused; they end with the transaction.

    Args:
        staged: Parquet paths (any UPath) by the names of schema.STAGED; a name without paths gives an empty table.
        refused_rows: schema.REFUSED_ROW.
    """
    if unknown := set(staged) - set(schema.STAGED):
        raise ValueError(f"staged tables {sorted(unknown)}: known are {sorted(schema.STAGED)}")
    # A row that the gate refused for such a character is received all the same: the ledger counts its record.
    quoting = frozenset(schema.STAGED) | _QUOTING if refused_rows.num_rows else _QUOTING
    for name, kind in schema.STAGED.items():
        _fill(connection, name, kind, _rows(staged.get(name, ()), kind), without_nul=name in quoting)
    _fill(connection, "refused", schema.REFUSED_ROW, _tuples(refused_rows), without_nul=True)
    _drop_refused(connection)
    _drop_second_sets(connection)


def copy_rows(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows into a table, in the caller's transaction."""
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(*table.split(".")), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _fill(
    connection: Connection, name: str, kind: pa.Schema, rows: Iterable[tuple[Any, ...]], *, without_nul: bool
) -> None:
    columns = {field.name: "uuid" if field.name in _UUIDS else _TYPES[field.type] for field in kind}
    if name == "events":
        columns["event_id"] = "uuid"
        rows = ((*row, _event_id(row)) for row in rows)
    if without_nul:
        rows = (tuple(_without_nul(value) for value in row) for row in rows)
    defined = ", ".join(f"{column} {type_}" for column, type_ in columns.items())
    connection.exec_driver_sql(f"CREATE TEMP TABLE in_{name} ({defined}) ON COMMIT DROP")
    copy_rows(connection, f"in_{name}", list(columns), rows)
    connection.exec_driver_sql(f"ANALYZE in_{name}")


def _rows(paths: Sequence[str], kind: pa.Schema) -> Iterator[tuple[Any, ...]]:
    for path in paths:
        with UPath(path).open("rb") as file:
            for batch in pq.ParquetFile(file).iter_batches(BATCH_ROWS, columns=kind.names):
                yield from _tuples(pa.Table.from_batches([batch]).select(kind.names))


def _tuples(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def _event_id(row: tuple[Any, ...]) -> str:
    """The event's own id: PostgreSQL makes no UUIDv5 without an extension."""
    return str(name_id(str(row[0]), "event", str(row[1])))


def _without_nul(value: Any) -> Any:
    return value.replace("\x00", "\ufffd") if isinstance(value, str) else value


def _drop_refused(connection: Connection) -> None:
    """Take out the rows below an article that the gate refused; refused articles are left to the ledger."""
    for name, key in KEYS.items():
        connection.exec_driver_sql(
            f"DELETE FROM in_{name} i USING in_refused r WHERE r.suite = '{name}' AND r.version_id = i.version_id"
            f" AND r.row_key = concat_ws('/', {', '.join(f'i.{column}' for column in key)})"
        )


def _drop_second_sets(connection: Connection) -> None:
    """Two records that give the same version bring its rows twice; keep one of each, whichever order they came in."""
    twice = "SELECT version_id FROM in_articles GROUP BY version_id HAVING count(*) > 1"
    if connection.exec_driver_sql(twice).first() is None:
        return
    for name, key in KEYS.items():
        connection.exec_driver_sql(
            f"DELETE FROM in_{name} WHERE ctid IN (SELECT second.ctid FROM ("
            f"SELECT i.ctid, row_number() OVER (PARTITION BY {', '.join(key)} ORDER BY i::text) AS nth"
            f" FROM in_{name} i WHERE version_id IN ({twice})) second WHERE second.nth > 1)"
        )
