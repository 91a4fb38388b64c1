"""Dates, numbers and codes as a person reads them."""

from datetime import UTC, date, datetime


def day_long(day: date) -> str:
    """A day in full.

    >>> day_long(date(2019, 10, 25))
    'Friday, 25 October 2019'
    """
    return f"{day:%A}, {day.day} {day:%B} {day.year:04d}"


def day_short(day: date) -> str:
    """A day in a table.

    >>> day_short(date(2019, 10, 5))
    '5 Oct 2019'
    """
    return f"{day.day} {day:%b} {day.year:04d}"


def days(start: date, end: date) -> str:
    """A span of days, both inclusive, saying no month or year twice.

    >>> days(date(2019, 11, 16), date(2019, 11, 17))
    '16–17 Nov 2019'
    >>> days(date(2019, 10, 31), date(2019, 11, 2))
    '31 Oct – 2 Nov 2019'
    """
    if start == end:
        return day_short(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_short(end)}"
    if start.year == end.year:
        return f"{start.day} {start:%b} – {day_short(end)}"
    return f"{day_short(start)} – {day_short(end)}"


def moment(at: datetime, precision: str = "minute") -> str:
    """A moment in UTC, no finer than known.

    >>> moment(datetime(2019, 10, 25, 14, 5, 9, tzinfo=UTC))
    '25 Oct 2019, 14:05 UTC'
    """
    at = at.astimezone(UTC)
    clock = f"{at:%H:%M:%S}" if precision == "second" else f"{at:%H:%M}"
    return f"{day_short(at.date())}, {clock} UTC"


def number(value: int | None) -> str:
    """A count with thin separators; a dash where nothing is known.

    >>> number(12345)
    '12,345'
    """
    return "–" if value is None else f"{value:,}"


def seconds(value: float | None) -> str:
    """A duration.

    >>> seconds(0.234), seconds(83.2)
    ('0.2 s', '1 min 23 s')
    """
    if value is None:
        return "–"
    if value < 60:
        return f"{value:.1f} s"
    minutes, rest = divmod(round(value), 60)
    return f"{minutes} min {rest} s"


def plain(code: str) -> str:
    """A stored code in words.

    >>> plain("no_date_header")
    'no date header'
    """
    return code.replace("_", " ").replace("-", " ")


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "event"), counted(2, "day"), counted(0, "entity", "entities")
    ('1 event', '2 days', '0 entities')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"
