"""Date expressions, given the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.extraction import resolve_date
from include.newsmill.extraction.dates.grammar import EXPRESSION

FRIDAY = date(2019, 10, 25)


def span(expression, reference=FRIDAY, **context):
    found = resolve_date(expression, reference, **context)
    return found and (found.start.isoformat(), found.end.isoformat(), found.precision)


@pytest.mark.parametrize(
    ("expression", "start", "end", "precision"),
    [
        ("2019-10-24", "2019-10-24", "2019-10-24", "day"),
        ("Nov. 16-17", "2019-11-16", "2019-11-17", "range"),
        ("November 16, 2021", "2021-11-16", "2021-11-16", "day"),
        ("5 May 2018", "2018-05-05", "2018-05-05", "day"),
        ("Oct. 30 to Nov. 2", "2019-10-30", "2019-11-02", "range"),
        ("mid-November", "2019-11-01", "2019-11-30", "mid-month"),
        ("late 2018", "2018-01-01", "2018-12-31", "late-year"),
        ("earlier this month", "2019-10-01", "2019-10-31", "early-month"),
        ("next month", "2019-11-01", "2019-11-30", "month"),
        ("last May", "2019-05-01", "2019-05-31", "month"),
        ("last December", "2018-12-01", "2018-12-31", "month"),
        ("January nineteen ninety-seven", "1997-01-01", "1997-01-31", "month"),
        ("the third quarter", "2019-07-01", "2019-09-30", "quarter"),
        ("next year's first quarter", "2020-01-01", "2020-03-31", "quarter"),
        ("the first half of 2020", "2020-01-01", "2020-06-30", "half"),
        ("last summer", "2019-06-01", "2019-08-31", "season"),
        ("the late 1970s", "1970-01-01", "1979-12-31", "late-decade"),
        ("yesterday", "2019-10-24", "2019-10-24", "day"),
        ("last night", "2019-10-24", "2019-10-24", "day"),
        ("this morning", "2019-10-25", "2019-10-25", "day"),
        ("next week", "2019-10-28", "2019-11-03", "week"),
        ("two days ago", "2019-10-23", "2019-10-23", "day"),
        ("two weeks ago", "2019-10-07", "2019-10-13", "week"),
        ("five months ago", "2019-05-01", "2019-05-31", "month"),
        ("42 years ago", "1977-01-01", "1977-12-31", "year"),
        ("last Tuesday", "2019-10-22", "2019-10-22", "day"),
        ("next Tuesday", "2019-10-29", "2019-10-29", "day"),
        ("'82", "1982-01-01", "1982-12-31", "year"),
    ],
)
def test_expression_names_days(expression, start, end, precision):
    assert span(expression) == (start, end, precision)


@pytest.mark.parametrize(
    ("left", "day"),
    [
        ("Police said on ", "2019-10-22"),
        ("The two will meet on ", "2019-10-29"),
        ("is scheduled to open on ", "2019-10-29"),
    ],
)
def test_a_weekday_follows_the_tense(left, day):
    assert span("Tuesday", left=left)[0] == day


def test_publication_day_itself_is_the_nearest_friday():
    assert span("Friday morning", left="During a call ", right=" in Washington")[0] == "2019-10-25"


@pytest.mark.parametrize(("left", "year"), [("The company reported in ", 2018), ("The plant will open in ", 2019)])
def test_a_bare_month_follows_the_tense(left, year):
    assert span("December", left=left)[0] == f"{year}-12-01"


@pytest.mark.parametrize(
    "expression",
    ["recently", "for two years", "two days before", "a day after", "31 June", "soon", "", "February 30, 2019"],
)
def test_no_ground_no_guess(expression):
    assert span(expression) is None


@pytest.mark.parametrize("expression", ["yesterday", "last month", "Friday", "May 5", "two weeks ago"])
def test_without_publication_day_relative_dates_stay_open(expression):
    assert resolve_date(expression, None) is None


def test_without_publication_day_full_dates_are_known():
    assert resolve_date("May 5, 2018", None).start == date(2018, 5, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("at an Nov. 16-17 summit in Santiago", ["Nov. 16-17"]),
        ("On 15 August 2011 and in late 2018 he left.", ["15 August 2011", "late 2018"]),
        ("It may rain. In May it did.", ["May"]),
        ("came just a day after Pence spoke", ["just a day after"]),
        ("He sold 2000 shares at 1999.50 dollars", []),
    ],
)
def test_expressions_are_found_in_running_text(text, found):
    assert [match[0] for match in EXPRESSION.finditer(text)] == found


@given(st.text(max_size=60), st.dates(), st.text(max_size=40))
def test_any_text_gives_a_span_in_order_or_nothing(expression, reference, left):
    found = resolve_date(expression, reference, left=left)
    assert found is None or found.start <= found.end
