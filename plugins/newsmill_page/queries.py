"""Days, loads and outcomes from the contract views, as typed rows.

Every query is parameterised, bounded, and reads one page's worth. Each function takes a connection of
`reader.reading`; nothing here knows of HTTP or HTML. Articles are read in `articles.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, scalar_row

DAYS_A_PAGE = 30
PENDING_MAX = 100  # (day, source) rows
LOADS_MAX = 20  # of one day
OUTCOMES_MAX = 500
VALIDATIONS_MAX = 200

STAGES = ("fetch", "shard", "clean", "extract", "validate", "load")  # jsonb does not keep their order
STATUSES = ("published", "partial", "refused", "empty")

# Every run of a day is a load; the day is as its latest load left it.
_LOAD = """
    load_id, day, kind, status, counts, stage_seconds, dag_run_id, code_version, model_version, loaded_at, refusal,
    sources_absent"""
_LATEST = f"SELECT DISTINCT ON (day) {_LOAD} FROM news.loads ORDER BY day DESC, load_id DESC"  # noqa: S608  # constants


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One load of a day."""

    load_id: int
    day: date
    kind: str
    status: str
    counts: Mapping[str, int]
    stage_seconds: Mapping[str, float]
    dag_run_id: str | None
    code_version: str | None
    model_version: str | None
    loaded_at: datetime
    refusal: str | None
    sources_absent: list[str]

    @property
    def seconds(self) -> float | None:
        """What its stages took together; None where none was measured."""
        return sum(self.stage_seconds.values()) if self.stage_seconds else None

    @property
    def stages(self) -> list[tuple[str, float]]:
        """(stage, seconds) in the order of the run."""
        place = {stage: number for number, stage in enumerate(STAGES)}
        return sorted(self.stage_seconds.items(), key=lambda pair: place.get(pair[0], len(STAGES)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The warehouse in four figures, by the latest load of each day."""

    days: int
    days_amiss: int  # refused or partial
    last_loaded_at: datetime | None
    pending: int  # records


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """Records of a day that came after its load."""

    day: date
    source: str
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeCount:
    """Records that ended the same way."""

    source: str
    outcome: str
    reason: str | None
    records: int
    days: int
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one check said of a day."""

    suite: str
    rule: str
    severity: str
    success: bool
    rows_checked: int
    rows_failed: int
    detail: str | None


def summary(connection: Connection[Any]) -> Summary:
    """The four figures on top of the list of days."""
    query = f"""
        SELECT count(*) AS days, count(*) FILTER (WHERE status IN ('refused', 'partial')) AS days_amiss,
            max(loaded_at) AS last_loaded_at,
            coalesce((SELECT sum(records) FROM news.pending_days), 0)::int AS pending
        FROM ({_LATEST}) latest"""  # noqa: S608  # constants
    return connection.cursor(row_factory=class_row(Summary)).execute(query).fetchall()[0]


def latest_loads(connection: Connection[Any], *, before: date | None = None, status: str | None = None) -> list[Load]:
    """The latest load of each day, newest day first: one page and one more, which tells that there is a next page."""
    query = f"""
        SELECT {_LOAD} FROM ({_LATEST}) latest
        WHERE (%(before)s::date IS NULL OR day < %(before)s) AND (%(status)s::text IS NULL OR status = %(status)s)
        ORDER BY day DESC LIMIT %(limit)s"""  # noqa: S608  # constants
    given = {"before": before, "status": status, "limit": DAYS_A_PAGE + 1}
    return connection.cursor(row_factory=class_row(Load)).execute(query, given).fetchall()


def loads_of(connection: Connection[Any], day: date) -> list[Load]:
    """The loads of a day, latest first."""
    query = f"SELECT {_LOAD} FROM news.loads WHERE day = %s ORDER BY load_id DESC LIMIT %s"  # noqa: S608  # constants
    return connection.cursor(row_factory=class_row(Load)).execute(query, [day, LOADS_MAX]).fetchall()


def neighbours(connection: Connection[Any], day: date) -> tuple[date | None, date | None]:
    """The loaded days before and after a day."""
    query = "SELECT (SELECT max(day) FROM news.loads WHERE day < %s), (SELECT min(day) FROM news.loads WHERE day > %s)"
    found = connection.execute(query, [day, day]).fetchone()
    return (found[0], found[1]) if found else (None, None)


def pending(connection: Connection[Any], day: date | None = None) -> list[Pending]:
    """Records waiting to be loaded, newest day first; of one day if a day is given."""
    query = """
        SELECT day, source, records FROM news.pending_days WHERE %(day)s::date IS NULL OR day = %(day)s
        ORDER BY day DESC, source LIMIT %(limit)s"""
    given = {"day": day, "limit": PENDING_MAX}
    return connection.cursor(row_factory=class_row(Pending)).execute(query, given).fetchall()


def outcomes(connection: Connection[Any], *, since: date | None = None, day: date | None = None) -> list[OutcomeCount]:
    """How records ended, by outcome, reason and source, over one day or all days from `since` on."""
    query = """
        SELECT source, outcome, reason, sum(records)::bigint AS records, count(DISTINCT day) AS days,
            max(day) AS last_day
        FROM news.outcomes
        WHERE (%(since)s::date IS NULL OR day >= %(since)s) AND (%(day)s::date IS NULL OR day = %(day)s)
        GROUP BY source, outcome, reason ORDER BY records DESC, outcome, reason, source LIMIT %(limit)s"""
    given = {"since": since, "day": day, "limit": OUTCOMES_MAX}
    return connection.cursor(row_factory=class_row(OutcomeCount)).execute(query, given).fetchall()


def newest_day(connection: Connection[Any]) -> date | None:
    """The newest day that was ever loaded; None while there is none."""
    return connection.cursor(row_factory=scalar_row).execute("SELECT max(day) FROM news.loads").fetchone()


def verdicts(connection: Connection[Any], load_id: int) -> list[Verdict]:
    """What the gate's checks said of one load, those that failed first."""
    query = """
        SELECT suite, rule, severity, success, rows_checked, rows_failed, detail FROM news.validations
        WHERE load_id = %s ORDER BY success, rows_failed DESC, suite, rule LIMIT %s"""
    return connection.cursor(row_factory=class_row(Verdict)).execute(query, [load_id, VALIDATIONS_MAX]).fetchall()
