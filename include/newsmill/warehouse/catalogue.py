"""The catalogue of records: every content ever seen of every record of a source, in `ops.records`.

It is kept up as a source is surveyed, so that a day reads only its own records and nothing is scanned twice. It
never forgets: a file that is changed adds a row, and the day's versions follow from all of its rows.
"""

# ruff: noqa: S608 - statements are put together from names of our own, never from values

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime

from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert

from include.newsmill.model import Reason
from include.newsmill.warehouse.tables_ops import QUARANTINE, RECORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """One content of one record. `day` None means that no day can be told; `reason` and `detail` then say why."""

    source: str
    locator: str
    fingerprint: str  # sha256 of the content
    stamp: str  # opaque word of the source: as long as it is the same, the content is
    day: date | None
    sighting: int = 0  # counted by the catalogue, per (source, locator, day), from 0; ignored on the way in
    media_type: str = "text/plain"
    url: str | None = None
    publisher: str | None = None
    reason: str | None = None
    detail: str | None = None


_UNREAD = [
    reason.value
    for reason in (
        Reason.UNREADABLE, Reason.TOO_LARGE, Reason.NOT_A_FILE, Reason.OUTSIDE_FOLDER, Reason.CLEANING_FAILED,
    )
]  # fmt: skip
_COLUMNS = ", ".join(field.name for field in fields(CatalogueEntry))


def known_stamps(connection: Connection, source: str) -> dict[str, str]:
    """The stamp of the latest content seen, by locator: what a survey may pass over.

    Records that could not be read are left out: what kept them from it may have passed, or a setting may allow them
    now, without any change of theirs.
    """
    latest = text(
        "SELECT locator, stamp FROM ops.records WHERE source = :source AND is_latest"
        " AND coalesce(reason, '') <> ALL(:unread)"
    )
    return {row.locator: row.stamp for row in connection.execute(latest, {"source": source, "unread": _UNREAD})}


def record(connection: Connection, source: str, entries: Sequence[CatalogueEntry], *, now: datetime) -> int:
    """Tell the catalogue what was seen, in order; the caller commits.

    The content seen last of a locator decides: the same fingerprint again only brings its stamp up to date, another
    one is a new row, so A, B, A make three. A record without a day also gets a quarantine row, one for each content.

    Args:
        entries: of this source, in the order in which they were seen.
        now: when they were seen (UTC).

    Returns:
        How many rows are new. One lock per source is held until the caller commits.
    """
    if strangers := {entry.source for entry in entries} - {source}:
        raise ValueError(f"entries of {sorted(strangers)} told as of source {source}")
    connection.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:source, 1))"), {"source": f"newsmill catalogue {source}"}
    )
    locators = sorted({entry.locator for entry in entries})
    latest = _latest(connection, source, locators)
    sightings = _sightings(connection, source, locators)
    fresh: list[CatalogueEntry] = []
    for entry in entries:
        before = latest.get(entry.locator)
        if before is None or _is_news(before, entry):
            numbered = replace(entry, sighting=sightings[entry.locator, entry.day])
            sightings[entry.locator, entry.day] += 1
            fresh.append(numbered)
            latest[entry.locator] = numbered
        elif before.stamp != entry.stamp:
            latest[entry.locator] = replace(before, stamp=entry.stamp)
    _write(connection, source, fresh, latest, now)
    return len(fresh)


def records_of(connection: Connection, source: str, day: date) -> list[CatalogueEntry]:
    """All contents seen of all records of a day, by locator and in order of being seen."""
    wanted = text(
        f"SELECT {_COLUMNS} FROM ops.records WHERE source = :source AND day = :day ORDER BY locator, sighting"
    )
    return [CatalogueEntry(**row._asdict()) for row in connection.execute(wanted, {"source": source, "day": day})]


def pending(connection: Connection) -> list[tuple[date, str, int]]:
    """(day, source, records) that no load has taken yet, as news.pending_days shows them."""
    waiting = text("SELECT day, source, records FROM news.pending_days ORDER BY day, source")
    return [(day, source, records) for day, source, records in connection.execute(waiting)]


def _is_news(before: CatalogueEntry, entry: CatalogueEntry) -> bool:
    """Other content; or the same content, whose day can be told now and could not be before."""
    return before.fingerprint != entry.fingerprint or (before.day is None and entry.day is not None)


def _key(entry: CatalogueEntry) -> tuple[str, date | None, int]:
    return entry.locator, entry.day, entry.sighting


def _latest(connection: Connection, source: str, locators: Sequence[str]) -> dict[str, CatalogueEntry]:
    # Rows are locked in the order in which a load locks them, so that the two wait for each other and never in a ring.
    wanted = text(
        f"SELECT {_COLUMNS} FROM ops.records WHERE source = :source AND is_latest AND locator = ANY(:locators)"
        " ORDER BY record_id FOR UPDATE"
    )
    rows = connection.execute(wanted, {"source": source, "locators": locators})
    return {row.locator: CatalogueEntry(**row._asdict()) for row in rows}


def _sightings(connection: Connection, source: str, locators: Sequence[str]) -> Counter[tuple[str, date | None]]:
    """How many contents have been seen already, by (locator, day)."""
    counted = text(
        "SELECT locator, day, count(*) FROM ops.records WHERE source = :source AND locator = ANY(:locators)"
        " GROUP BY locator, day"
    )
    rows = connection.execute(counted, {"source": source, "locators": locators})
    return Counter({(locator, day): number for locator, day, number in rows})


def _write(
    connection: Connection,
    source: str,
    fresh: Sequence[CatalogueEntry],
    latest: Mapping[str, CatalogueEntry],
    now: datetime,
) -> None:
    """New rows in, the mark of the latest moved, stamps brought up to date, quarantine to match."""
    if fresh:
        connection.execute(
            text(
                "UPDATE ops.records SET is_latest = false WHERE source = :source AND is_latest AND locator = ANY(:some)"
            ),
            {"source": source, "some": sorted({entry.locator for entry in fresh})},
        )
        told = {"catalogued_at": now}
        connection.execute(
            RECORDS.insert(),
            [asdict(entry) | told | {"is_latest": _key(entry) == _key(latest[entry.locator])} for entry in fresh],
        )
        _quarantine_undated(connection, source, fresh, now)
    connection.execute(
        text(
            "UPDATE ops.records r SET stamp = n.stamp"
            " FROM unnest(CAST(:locators AS text[]), CAST(:stamps AS text[])) AS n(locator, stamp)"
            " WHERE r.source = :source AND r.is_latest AND r.locator = n.locator AND r.stamp <> n.stamp"
        ),
        {"source": source, "locators": list(latest), "stamps": [entry.stamp for entry in latest.values()]},
    )


def _quarantine_undated(connection: Connection, source: str, fresh: Sequence[CatalogueEntry], now: datetime) -> None:
    """One quarantine row for each undated content; none any more for a content whose day can be told by now."""
    undated = [
        {
            "source": source,
            "locator": entry.locator,
            "sighting": entry.sighting,
            "fingerprint": entry.fingerprint,
            "reason": entry.reason or Reason.NO_DATE_HEADER,
            "detail": entry.detail or "No day can be told.",
            "quarantined_at": now,
        }
        for entry in fresh
        if entry.day is None
    ]
    if undated:
        connection.execute(insert(QUARANTINE).on_conflict_do_nothing(), undated)
    connection.execute(
        text("DELETE FROM ops.quarantine q WHERE q.source = :source AND q.day IS NULL AND q.locator = ANY(:mended)"),
        {"source": source, "mended": [entry.locator for entry in fresh if entry.day]},
    )
