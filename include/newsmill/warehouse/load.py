"""Publish a judged day: all of it or nothing, in one transaction, readers never waiting and never seeing half.

The day's rows are copied into temporary tables first, without a lock. Then one warehouse-wide lock is held for the
seconds in which rows are compared, written and the books are kept. A lock per day would not do: two days that touch
the same article or entity lock the same rows in different orders (docs/decisions/publish.md).
"""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Engine, text

from include.newsmill import schema
from include.newsmill.model import Outcome
from include.newsmill.warehouse import books
from include.newsmill.warehouse import publish as published
from include.newsmill.warehouse.incoming import copy_rows, receive
from include.newsmill.warehouse.same_acts import write_keys
from include.newsmill.warehouse.tables_ops import LOADS

logger = logging.getLogger(__name__)

_PUBLISH_LOCK = 0x6E6D_0002
LOCK_WAIT = "15min"  # a publish takes seconds; who waits longer than this waits for a session that hangs


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRequest:
    """A day as it comes out of the gate."""

    load_id: int
    day: date
    kind: str  # scheduled | backfill | manual | replay
    dag_run_id: str | None
    code_version: str | None
    model_version: str | None  # for versions without a line in `extractions`
    stage_seconds: Mapping[str, float] = field(default_factory=dict)
    staged: Mapping[str, Sequence[str]]  # Parquet paths by name in schema.STAGED
    validations: pa.Table  # schema.VALIDATION
    refused_rows: pa.Table  # schema.REFUSED_ROW
    refusal: str | None = None  # why the gate refused the whole day; None when it did not
    sources_present: tuple[str, ...]  # whose observations of the day are replaced
    sources_absent: tuple[str, ...] = ()  # whose observations of the day are left alone
    records_read: int  # raw documents of the day that the run read
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadResult:
    """What a load did."""

    load_id: int
    status: str  # published | partial | refused | empty
    counts: dict[str, int]  # articles mentions entities events; read and where the records ended


def new_load_id(engine: Engine) -> int:
    """The next load's number; higher than all before, also when loads run side by side."""
    with engine.begin() as connection:
        return int(connection.scalar(text("SELECT nextval('ops.load_id_seq')")) or 0)


def publish(engine: Engine, request: LoadRequest) -> LoadResult:
    """Publish one day, or of a refused day its books only; running it twice equals running it once.

    Replaces what the sources in `sources_present` gave for the day. Afterwards every table is what it would be if
    all days had been loaded in order.

    Raises:
        ValueError: the books do not balance, or staged rows are not of this day and these sources; nothing is
            written.
    """
    clock = time.monotonic()
    parameters = {
        "load_id": request.load_id, "day": request.day, "now": request.now, "refusal": request.refusal,
        "refused": request.refusal is not None, "model_version": request.model_version,
        "present": list(request.sources_present),
    }  # fmt: skip
    with engine.begin() as connection:
        _settle_session(connection)
        receive(connection, request.staged, request.refused_rows)
        _run(connection, published.JUDGE, parameters)
        _check_staged(connection, request)
        locked = time.monotonic()
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _PUBLISH_LOCK})
        waited = time.monotonic()
        if request.refusal is None:
            _run(connection, published.PUBLISH, parameters)
            write_keys(connection)
            connection.execute(text(books.SETTLE))
        result = _keep_books(connection, request, parameters, seconds=time.monotonic() - clock)
    logger.info(
        "load %d of %s: %s in %.2f s (%.2f s waiting for the lock, %.2f s under it), %s",
        result.load_id, request.day, result.status, time.monotonic() - clock, waited - locked,
        time.monotonic() - waited, result.counts,
    )  # fmt: skip
    return result


def _settle_session(connection: Connection) -> None:
    """Make text forms independent of the server's settings, because hashes are taken of them."""
    for setting in (
        "timezone = 'UTC'", "datestyle = 'ISO'", "extra_float_digits = 1", "bytea_output = 'hex'", "work_mem = '64MB'",
        "jit = off", f"lock_timeout = '{LOCK_WAIT}'",
    ):  # fmt: skip
        connection.exec_driver_sql(f"SET LOCAL {setting}")


def _run(connection: Connection, statements: Sequence[str], parameters: Mapping[str, Any]) -> None:
    for statement in statements:
        clock = time.monotonic()
        done = connection.execute(text(statement), parameters)
        words = " ".join(statement.split()[:5])
        logger.debug("%.3f s, %d rows: %s", time.monotonic() - clock, done.rowcount, words)


def _check_staged(connection: Connection, request: LoadRequest) -> None:
    """Every record once, of this day, of a source that was there, and as many as were read."""
    found = connection.execute(
        text(
            "SELECT (SELECT count(*) FROM run_records) AS records,"
            " (SELECT count(DISTINCT (source, locator, sighting)) FROM run_records) AS distinct_records,"
            " (SELECT count(*) FROM in_articles WHERE day <> :day) AS of_other_days,"
            " (SELECT string_agg(DISTINCT source, ', ') FROM run_records WHERE source <> ALL(:present)) AS strangers"
        ),
        {"day": request.day, "present": list(request.sources_present)},
    ).one()
    if found.of_other_days:
        raise ValueError(f"{found.of_other_days} staged articles are not of {request.day}")
    if found.strangers:
        raise ValueError(f"staged records of {found.strangers}, which sources_present does not name")
    if not found.records == found.distinct_records == request.records_read:
        raise ValueError(
            f"The books of {request.day} do not balance: {request.records_read} records were read, "
            f"{found.records} outcomes are staged, of {found.distinct_records} different records."
        )


def _keep_books(
    connection: Connection, request: LoadRequest, parameters: Mapping[str, Any], *, seconds: float
) -> LoadResult:
    """Ledger, quarantine, verdicts and the load row; the counts it stores."""
    outcomes = {row.outcome: row.records for row in connection.execute(text(books.COUNT_OUTCOMES))}
    counts = dict(connection.execute(text(books.COUNT_ROWS)).mappings().one())
    counts |= {"read": request.records_read} | {outcome.value: outcomes.get(outcome.value, 0) for outcome in Outcome}
    if sum(outcomes.values()) != sum(counts[outcome.value] for outcome in Outcome):
        raise ValueError(f"outcomes {sorted(outcomes)}: known are {sorted(Outcome)}")
    _run(connection, books.KEEP_BOOKS, parameters)
    names = schema.VALIDATION.names
    copy_rows(
        connection,
        "ops.validations",
        ["load_id", "validation_no", *names],
        (
            (request.load_id, number, *(verdict[name] for name in names))
            for number, verdict in enumerate(request.validations.to_pylist())
        ),
    )
    status = _status(request, counts)
    connection.execute(
        LOADS.insert().values(
            load_id=request.load_id, day=request.day, kind=request.kind, status=status, refusal=request.refusal,
            sources_absent=list(request.sources_absent), counts=counts, dag_run_id=request.dag_run_id,
            stage_seconds=dict(request.stage_seconds) | {"load": round(seconds, 3)},
            code_version=request.code_version, model_version=request.model_version, loaded_at=request.now,
        )
    )  # fmt: skip
    return LoadResult(load_id=request.load_id, status=status, counts=counts)


def _status(request: LoadRequest, counts: Mapping[str, int]) -> str:
    if request.refusal is not None:
        return "refused"
    if request.sources_absent:
        return "partial"
    return "published" if counts["articles"] else "empty"
