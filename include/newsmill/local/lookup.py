"""What the sources have: looked up before a run, to know its day, or which days wait."""

from datetime import UTC, date, datetime

from sqlalchemy import text

from include.newsmill.errors import NewsmillError
from include.newsmill.settings import Settings


def survey(settings: Settings, *, now: datetime) -> None:
    """Tell the catalogue of everything that the sources have now."""
    from include.newsmill import stages
    from include.newsmill.sources import load_sources
    from include.newsmill.warehouse import connect

    engine = connect(settings.dsn("loader"))
    try:
        for spec in load_sources(settings.sources_file).values():
            stages.survey(settings, engine, spec, now=now)
    finally:
        engine.dispose()


def latest_day(settings: Settings, *, now: datetime) -> date:
    """The last day, of those that are over, of which any source has a record."""
    survey(settings, now=now)
    found = _ask(settings, "loader", "SELECT max(day) FROM ops.records WHERE day < :today", now)
    if not found or found[0] is None:
        raise NewsmillError(f"No source in {settings.sources_file} has a record with a day. Name one: make run DAY=...")
    return found[0]


def pending_days(settings: Settings, *, now: datetime) -> list[date]:
    """The days of which records wait that no load has taken."""
    survey(settings, now=now)
    return _ask(settings, "reader", "SELECT DISTINCT day FROM news.pending_days WHERE day < :today ORDER BY day", now)


def _ask(settings: Settings, role: str, query: str, now: datetime) -> list[date]:
    from include.newsmill.warehouse import connect

    engine = connect(settings.dsn(role))
    try:
        with engine.connect() as connection:
            return list(connection.scalars(text(query), {"today": now.astimezone(UTC).date()}))
    finally:
        engine.dispose()
