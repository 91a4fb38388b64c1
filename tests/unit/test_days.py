"""Which day a run loads."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from include.newsmill.days import day_of_run, parse_day
from include.newsmill.errors import ContractBroken

NOW = datetime(2026, 3, 1, 10, 30, tzinfo=UTC)


def test_the_logical_date_says_the_day():
    assert day_of_run(datetime(2019, 10, 25, tzinfo=UTC), asked=None, now=NOW) == date(2019, 10, 25)


def test_the_day_is_the_one_of_utc():
    late = datetime(2019, 10, 24, 23, 0, tzinfo=timezone(timedelta(hours=-3)))
    assert day_of_run(late, asked=None, now=NOW) == date(2019, 10, 25)


def test_without_logical_date_the_param_says_the_day():
    assert day_of_run(None, asked="2019-10-25", now=NOW) == date(2019, 10, 25)


def test_a_param_that_agrees_with_the_logical_date_is_fine():
    assert day_of_run(datetime(2019, 10, 25, tzinfo=UTC), asked="2019-10-25", now=NOW) == date(2019, 10, 25)


def test_two_different_days_are_an_error():
    with pytest.raises(ContractBroken, match="2019-10-25, its param day says 2019-10-26"):
        day_of_run(datetime(2019, 10, 25, tzinfo=UTC), asked="2019-10-26", now=NOW)


def test_no_day_at_all_is_an_error():
    with pytest.raises(ContractBroken, match="No day to load"):
        day_of_run(None, asked=None, now=NOW)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 2), date(2030, 1, 1)])
def test_a_day_that_is_not_over_is_refused_unless_asked_for(day):
    logical_date = datetime(day.year, day.month, day.day, tzinfo=UTC)
    with pytest.raises(ContractBroken, match=r"is not over .* partial_day"):
        day_of_run(logical_date, asked=None, now=NOW)
    assert day_of_run(logical_date, asked=None, now=NOW, partial_day=True) == day


def test_yesterday_is_over():
    assert day_of_run(None, asked="2026-02-28", now=NOW) == date(2026, 2, 28)


@pytest.mark.parametrize("text", ["2019-02-30", "25.10.2019", "", "2019-10-25T00:00", "tomorrow"])
def test_what_is_no_day_is_said_so(text):
    with pytest.raises(ContractBroken, match="YYYY-MM-DD"):
        parse_day(text)


@pytest.mark.parametrize(("text", "fine"), [("1599-12-31", False), ("1600-01-01", True)])
def test_a_day_before_print_archives_is_a_slip(text, fine):
    if fine:
        assert parse_day(text) == date(1600, 1, 1)
    else:
        with pytest.raises(ContractBroken, match="earliest"):
            parse_day(text)
