"""Ranges of days, as `make backfill` takes them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from include.newsmill.days import day_of_run
from include.newsmill.errors import ContractBroken


def parse_range(first: str, last: str, *, now: datetime) -> tuple[date, date]:
    """FROM and TO of a backfill as days, both inclusive; an empty one means the same as the other.

    Raises:
        ContractBroken: no day at all, not a date, in the wrong order, or a day that is not over yet.

    >>> parse_range("2019-10-20", "", now=datetime.fromisoformat("2026-01-01T00:00Z"))
    (datetime.date(2019, 10, 20), datetime.date(2019, 10, 20))
    """
    if not (first or last):
        raise ContractBroken("Name the days: make backfill FROM=2019-10-20 TO=2019-10-31, or: make backfill PENDING=1")
    start, end = (day_of_run(None, asked=text.strip(), now=now) for text in (first or last, last or first))
    if start > end:
        raise ContractBroken(f"FROM={start} is after TO={end}: swap them.")
    return start, end


def contiguous(days: Iterable[date]) -> list[tuple[date, date]]:
    """The fewest ranges (first, last) that hold exactly these days, in order.

    >>> [(a.day, b.day) for a, b in contiguous(date(2019, 10, day) for day in (3, 1, 2, 9))]
    [(1, 3), (9, 9)]
    """
    ranges: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if ranges and ranges[-1][1] == day - timedelta(days=1):
            ranges[-1] = (ranges[-1][0], day)
        else:
            ranges.append((day, day))
    return ranges
