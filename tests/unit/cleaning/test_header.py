"""The date that opens a seed file."""

from datetime import date

import pytest

from include.newsmill.cleaning.header import Header, read_header
from include.newsmill.model import Reason

DAY = date(2019, 10, 25)


@pytest.mark.parametrize(
    ("content", "rest"),
    [
        (b"date 2019-10-25 The U.S.", b" The U.S."),
        (b" \t date 2019-10-25 The U.S.", b" The U.S."),
        (b"\xef\xbb\xbfdate 2019-10-25 The U.S.", b" The U.S."),
        (b"\xef\xbb\xbf  date 2019-10-25\r\nThe U.S.", b"\r\nThe U.S."),
        (b"\r\n\r\ndate 2019-10-25 The U.S.", b" The U.S."),
        (b"date 2019-10-25", b""),
    ],
)
def test_a_header_tells_the_day_and_where_the_article_starts(content, rest):
    header = read_header(content)
    assert header == Header(DAY, len(content) - len(rest))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"The U.S. and China",
        b"Date 2019-10-25 The U.S.",
        b"date: 2019-10-25 The U.S.",
        b"date 2019-10-25The U.S.",
        b"date 2019-10-251 The U.S.",
        b"date 19-10-25 The U.S.",
        b"date 2019/10/25 The U.S.",
        "date ２０１９-10-25 The U.S.".encode(),
        b"x date 2019-10-25 The U.S.",
        "date 2019-10-25 The U.S.".encode("utf-16"),
    ],
)
def test_anything_else_is_no_header(content):
    assert read_header(content).reason is Reason.NO_DATE_HEADER


@pytest.mark.parametrize("written", ["2019-02-30", "2019-13-01", "2019-00-10", "0000-01-01", "1599-12-31"])
def test_a_day_that_never_was_is_impossible(written):
    refusal = read_header(f"date {written} The U.S.".encode())
    assert refusal.reason is Reason.IMPOSSIBLE_DATE
    assert written in refusal.detail


@pytest.mark.parametrize("written", ["2020-02-29", "1600-01-01", "9999-12-31"])
def test_a_day_of_the_calendar_is_taken(written):
    assert read_header(f"date {written} The U.S.".encode()).day.isoformat() == written


def test_the_refusal_shows_how_the_file_opens_and_not_more():
    detail = read_header(b"Secret " + b"x" * 1000).detail
    assert "'Secret xxx" in detail
    assert len(detail) < 150
