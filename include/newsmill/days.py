"""Which day a run is for. Pure functions; "now" is an argument."""

from datetime import UTC, date, datetime

from include.newsmill.errors import ContractBroken

EARLIEST_DAY = date(1600, 1, 1)  # the first newspaper is of 1605; before it, a day is a slip of the keyboard


def parse_day(text: str) -> date:
    """A calendar day from YYYY-MM-DD.

    Raises:
        ContractBroken: not such a day, or before EARLIEST_DAY.

    >>> parse_day("2019-10-25")
    datetime.date(2019, 10, 25)
    """
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise ContractBroken(f"{text!r} is not a day. Write it as YYYY-MM-DD, for example 2019-10-25.") from None
    if day < EARLIEST_DAY:
        raise ContractBroken(f"The day {day} is before {EARLIEST_DAY}, the earliest that can be loaded.")
    return day


def day_of_run(logical_date: datetime | None, *, asked: str | None, now: datetime, partial_day: bool = False) -> date:
    """The one day that a run loads.

    Args:
        logical_date: of the DAG run; its UTC date is the day in scheduled runs, backfills and dated manual runs.
        asked: the param `day`, which counts only in a run without logical date.
        now: when the run is asked for.
        partial_day: allow a day that is not over yet.

    Raises:
        ContractBroken: no day was given, two different ones were, or the day is not over.
    """
    dated = logical_date.astimezone(UTC).date() if logical_date else None
    wanted = parse_day(asked) if asked else None
    if dated and wanted and dated != wanted:
        raise ContractBroken(
            f"The run's logical date says {dated}, its param day says {wanted}. Leave one of them out; a backfill "
            "takes its days from its date range alone."
        )
    day = dated or wanted
    if day is None:
        raise ContractBroken("No day to load: give the run a logical date, or the param day as YYYY-MM-DD.")
    if day < EARLIEST_DAY:
        raise ContractBroken(f"The day {day} is before {EARLIEST_DAY}, the earliest that can be loaded.")
    today = now.astimezone(UTC).date()
    if day >= today and not partial_day:
        raise ContractBroken(
            f"The day {day} is not over (now {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC; the form pre-fills today). "
            "Choose an earlier logical date, or set the param partial_day to load what is there so far."
        )
    return day
