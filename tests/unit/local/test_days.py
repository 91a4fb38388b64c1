from datetime import UTC, date, datetime

import pytest

from include.newsmill.errors import ContractBroken
from include.newsmill.local.days import contiguous, parse_range

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def test_a_range_has_both_ends():
    assert parse_range("2019-10-20", "2019-10-31", now=NOW) == (date(2019, 10, 20), date(2019, 10, 31))


def test_one_end_alone_is_one_day():
    assert parse_range("", "2019-10-20", now=NOW) == (date(2019, 10, 20), date(2019, 10, 20))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("", "", "Name the days"),
        ("2019-10-31", "2019-10-20", "swap them"),
        ("2019-10-20", "2026-03-02", "not over"),
        ("yesterday", "", "not a day"),
        ("2019-02-30", "", "not a day"),
    ],
)
def test_a_range_that_makes_no_sense_says_why(first, last, said):
    with pytest.raises(ContractBroken, match=said):
        parse_range(first, last, now=NOW)


def test_no_days_are_no_ranges():
    assert contiguous([]) == []


def test_days_become_the_fewest_ranges():
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 3), date(2020, 1, 1)]
    assert contiguous(days) == [(date(2019, 12, 31), date(2020, 1, 1)), (date(2020, 1, 3), date(2020, 1, 3))]
