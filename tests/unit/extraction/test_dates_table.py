"""Date expressions from many publication days: what each names. All of our own composition."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.extraction import resolve_date
from include.newsmill.extraction.dates.grammar import EXPRESSION, in_figures
from include.newsmill.extraction.dates.resolve import _RULES, _is_of_names
from include.newsmill.extraction.dates.spans import words_of

# Published on; text before; the expression; first day, last day, precision.
ROWS = [
    ("2020-03-17", "Officials met ", "on Monday", "2020-03-16", "2020-03-16", "day"),
    ("2020-03-17", "The court ruled ", "Thursday", "2020-03-12", "2020-03-12", "day"),
    ("2020-03-17", "The council will vote on ", "Thursday", "2020-03-19", "2020-03-19", "day"),
    ("2020-03-17", "A fire broke out ", "Tuesday night", "2020-03-17", "2020-03-17", "day"),
    ("2020-03-17", "He was found ", "early Sunday morning", "2020-03-15", "2020-03-15", "day"),
    ("2020-03-17", "", "last Wednesday", "2020-03-11", "2020-03-11", "day"),
    ("2020-03-17", "", "next Saturday", "2020-03-21", "2020-03-21", "day"),
    ("2020-03-17", "Schools will close ", "this Friday", "2020-03-20", "2020-03-20", "day"),
    ("2020-03-17", "", "Monday of last week", "2020-03-09", "2020-03-09", "day"),
    ("2020-03-17", "", "Tuesday of next week", "2020-03-24", "2020-03-24", "day"),
    ("2020-03-17", "", "Friday, 13 March", "2020-03-13", "2020-03-13", "day"),
    ("2020-03-17", "", "Friday the 13th", "2020-03-13", "2020-03-13", "day"),
    ("2020-03-17", "", "a week ago Monday", "2020-03-09", "2020-03-09", "day"),
    ("2020-03-17", "", "two weeks from Friday", "2020-04-03", "2020-04-03", "day"),
    ("2020-03-17", "The hearing will begin at ", "10 a.m. Friday", "2020-03-20", "2020-03-20", "day"),
    ("2020-03-17", "The curfew began at ", "noon on Sunday", "2020-03-15", "2020-03-15", "day"),
    ("2020-03-17", "", "6:30 p.m. GMT", "2020-03-17", "2020-03-17", "day"),
    ("2020-03-17", "", "the early hours of Sunday", "2020-03-15", "2020-03-15", "day"),
    ("2020-03-17", "", "the night of March 3", "2020-03-03", "2020-03-03", "day"),
    ("2020-03-17", "The markets fell ", "from Monday to Wednesday", "2020-03-09", "2020-03-11", "range"),
    ("2020-03-17", "The summit will run ", "from Monday to Wednesday", "2020-03-23", "2020-03-25", "range"),
    ("2020-03-17", "They played ", "Saturday and Sunday", "2020-03-14", "2020-03-15", "range"),
    ("2020-03-17", "", "since Friday", "2020-03-13", "2020-03-17", "range"),
    ("2020-03-17", "", "since December", "2019-12-01", "2020-03-17", "range"),
    ("2020-03-17", "", "since the start of 2019", "2019-01-01", "2020-03-17", "range"),
    ("2020-03-17", "", "since Christmas", "2019-12-25", "2020-03-17", "range"),
    ("2020-03-17", "", "since June 5", "2019-06-05", "2020-03-17", "range"),
    ("2016-02-29", "", "yesterday", "2016-02-28", "2016-02-28", "day"),
    ("2016-02-29", "", "tomorrow", "2016-03-01", "2016-03-01", "day"),
    ("2016-02-29", "", "today", "2016-02-29", "2016-02-29", "day"),
    ("2016-02-29", "", "tonight", "2016-02-29", "2016-02-29", "day"),
    ("2016-02-29", "", "the day before yesterday", "2016-02-27", "2016-02-27", "day"),
    ("2016-02-29", "", "the day after tomorrow", "2016-03-02", "2016-03-02", "day"),
    ("2016-02-29", "", "late yesterday", "2016-02-28", "2016-02-28", "day"),
    ("2016-02-29", "", "yesterday's", "2016-02-28", "2016-02-28", "day"),
    ("2016-02-29", "", "overnight", "2016-02-29", "2016-02-29", "day"),
    ("2016-02-29", "", "last night", "2016-02-28", "2016-02-28", "day"),
    ("2016-02-29", "", "this evening", "2016-02-29", "2016-02-29", "day"),
    ("2016-02-29", "", "earlier in the day", "2016-02-29", "2016-02-29", "day"),
    ("2016-02-29", "", "last month", "2016-01-01", "2016-01-31", "month"),
    ("2016-02-29", "", "earlier this month", "2016-02-01", "2016-02-29", "early-month"),
    ("2016-02-29", "", "next month", "2016-03-01", "2016-03-31", "month"),
    ("2016-02-29", "", "the end of the month", "2016-02-01", "2016-02-29", "late-month"),
    ("2016-02-29", "", "a year ago", "2015-02-01", "2015-02-28", "month"),
    ("2016-02-29", "", "a year ago today", "2015-02-28", "2015-02-28", "day"),
    ("2016-02-29", "", "a month ago today", "2016-01-29", "2016-01-29", "day"),
    ("2016-02-29", "", "ten days ago", "2016-02-19", "2016-02-19", "day"),
    ("2016-02-29", "", "a fortnight ago", "2016-02-15", "2016-02-21", "week"),
    ("2016-02-29", "", "three months from now", "2016-05-01", "2016-05-31", "month"),
    ("2016-02-29", "", "a year and a half ago", "2014-08-01", "2014-08-31", "month"),
    ("2016-02-29", "", "two decades ago", "1990-01-01", "1999-12-31", "decade"),
    ("2016-02-29", "The ship will arrive ", "in three days", "2016-03-03", "2016-03-03", "day"),
    ("2016-02-29", "", "for the past three days", "2016-02-27", "2016-02-29", "range"),
    ("2016-02-29", "", "the last two weeks", "2016-02-16", "2016-02-29", "range"),
    ("2016-02-29", "", "over the past six months", "2015-08-30", "2016-02-29", "range"),
    ("2016-02-29", "", "the next two years", "2016-03-01", "2018-02-28", "range"),
    ("2013-01-02", "", "last week", "2012-12-24", "2012-12-30", "week"),
    ("2013-01-02", "", "this week", "2012-12-31", "2013-01-06", "week"),
    ("2013-01-02", "", "the week before last", "2012-12-17", "2012-12-23", "week"),
    ("2013-01-02", "Snow fell over ", "the weekend", "2012-12-29", "2012-12-30", "weekend"),
    ("2013-01-02", "The teams will meet ", "this weekend", "2013-01-05", "2013-01-06", "weekend"),
    ("2013-01-02", "", "last year", "2012-01-01", "2012-12-31", "year"),
    ("2013-01-02", "", "early this year", "2013-01-01", "2013-12-31", "early-year"),
    ("2013-01-02", "", "the year before last", "2011-01-01", "2011-12-31", "year"),
    ("2013-01-02", "", "late last year", "2012-01-01", "2012-12-31", "late-year"),
    ("2013-01-02", "Prices rose at ", "the turn of the year", "2012-12-31", "2013-01-01", "range"),
    ("2013-01-02", "The firm closed in ", "December", "2012-12-01", "2012-12-31", "month"),
    ("2013-01-02", "He resigned on ", "Dec. 31", "2012-12-31", "2012-12-31", "day"),
    ("2013-01-02", "He will be sworn in on ", "Jan. 20", "2013-01-20", "2013-01-20", "day"),
    ("2013-01-02", "The trial will open on ", "March 3", "2013-03-03", "2013-03-03", "day"),
    ("2013-01-02", "She died on ", "30 November", "2012-11-30", "2012-11-30", "day"),
    ("2013-01-02", "", "last November", "2012-11-01", "2012-11-30", "month"),
    ("2013-01-02", "", "next June", "2013-06-01", "2013-06-30", "month"),
    ("2013-01-02", "", "November last year", "2012-11-01", "2012-11-30", "month"),
    ("2013-01-02", "The fair ran from ", "Dec. 28 to Jan. 2", "2012-12-28", "2013-01-02", "range"),
    ("2013-01-02", "", "Dec. 30-Jan. 1", "2012-12-30", "2013-01-01", "range"),
    ("2013-01-02", "It will be held ", "between 3 and 7 May", "2013-05-03", "2013-05-07", "range"),
    ("2013-01-02", "Sales grew from ", "October to December", "2012-10-01", "2012-12-31", "range"),
    ("2013-01-02", "Profit fell in ", "the fourth quarter", "2012-10-01", "2012-12-31", "quarter"),
    ("2013-01-02", "", "this quarter", "2013-01-01", "2013-03-31", "quarter"),
    ("2013-01-02", "", "last summer", "2012-06-01", "2012-08-31", "season"),
    ("2013-01-02", "", "the winter of 2010-11", "2010-12-01", "2011-02-28", "season"),
    ("2013-01-02", "", "spring next year", "2014-03-01", "2014-05-31", "season"),
    ("2013-01-02", "", "the first half of next year", "2014-01-01", "2014-06-30", "half"),
    ("2018-07-20", "", "November 16, 2021", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "16 November 2021", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "the 16th of November, 2021", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "Friday, Nov. 16, 2018 at 5 p.m.", "2018-11-16", "2018-11-16", "day"),
    ("2018-07-20", "", "2021-11-16T08:30:00Z", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "2021/11/16", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "11/16/2021", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "16/11/2021", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "3/4/2019", "2019-03-04", "2019-03-04", "day"),
    ("2018-07-20", "", "16.11.2021", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "16-Nov-2021", "2021-11-16", "2021-11-16", "day"),
    ("2018-07-20", "", "2019-03", "2019-03-01", "2019-03-31", "month"),
    ("2018-07-20", "", "03/2019", "2019-03-01", "2019-03-31", "month"),
    ("2018-07-20", "", "2019-W12", "2019-03-18", "2019-03-24", "week"),
    ("2018-07-20", "", "March '19", "2019-03-01", "2019-03-31", "month"),
    ("2018-07-20", "", "May 4-6, 2017", "2017-05-04", "2017-05-06", "range"),
    ("2018-07-20", "", "May to July 2017", "2017-05-01", "2017-07-31", "range"),
    ("2018-07-20", "", "Dec. 28-Jan. 3, 2018", "2017-12-28", "2018-01-03", "range"),
    ("2018-07-20", "", "2015-2018", "2015-01-01", "2018-12-31", "range"),
    ("2018-07-20", "", "2015-18", "2015-01-01", "2018-12-31", "range"),
    ("2018-07-20", "", "from 1939 to 1945", "1939-01-01", "1945-12-31", "range"),
    ("2018-07-20", "", "between 1996 and 2001", "1996-01-01", "2001-12-31", "range"),
    ("2018-07-20", "The plant will open in ", "mid-November", "2018-11-01", "2018-11-30", "mid-month"),
    ("2018-07-20", "", "late 2016", "2016-01-01", "2016-12-31", "late-year"),
    ("2018-07-20", "", "mid-2019", "2019-01-01", "2019-12-31", "mid-year"),
    ("2018-07-20", "", "the end of March 2019", "2019-03-01", "2019-03-31", "late-month"),
    ("2018-07-20", "", "the second half of October 2017", "2017-10-16", "2017-10-31", "half"),
    ("2018-07-20", "", "the first week of May 2017", "2017-05-01", "2017-05-07", "week"),
    ("2018-07-20", "", "the second Tuesday of November 2018", "2018-11-13", "2018-11-13", "day"),
    ("2018-07-20", "", "the last Friday in May 2018", "2018-05-25", "2018-05-25", "day"),
    ("2018-07-20", "", "the last day of 2017", "2017-12-31", "2017-12-31", "day"),
    ("2018-07-20", "", "Q3 2017", "2017-07-01", "2017-09-30", "quarter"),
    ("2018-07-20", "", "the second quarter of 2017", "2017-04-01", "2017-06-30", "quarter"),
    ("2018-07-20", "", "last year's third quarter", "2017-07-01", "2017-09-30", "quarter"),
    ("2018-07-20", "", "1H 2019", "2019-01-01", "2019-06-30", "half"),
    ("2018-07-20", "", "the first nine months of 2017", "2017-01-01", "2017-09-30", "range"),
    ("2018-07-20", "", "year to date", "2018-01-01", "2018-07-20", "range"),
    ("2018-07-20", "", "fiscal 2017", "2017-01-01", "2017-12-31", "year"),
    ("2018-07-20", "", "this time last year", "2017-07-01", "2017-07-31", "month"),
    ("2018-07-20", "", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
    ("2018-07-20", "", "the mid-80s", "1980-01-01", "1989-12-31", "mid-decade"),
    ("2018-07-20", "", "the early nineties", "1990-01-01", "1999-12-31", "early-decade"),
    ("2018-07-20", "", "the 1800s", "1800-01-01", "1899-12-31", "century"),
    ("2018-07-20", "", "the 19th century", "1801-01-01", "1900-12-31", "century"),
    ("2018-07-20", "", "the second half of the 1990s", "1995-01-01", "1999-12-31", "half"),
    ("2018-07-20", "", "autumn 2008", "2008-09-01", "2008-11-30", "season"),
    ("2018-07-20", "", "the summer of '69", "1969-06-01", "1969-08-31", "season"),
    ("2018-07-20", "The talks will resume on ", "the 25th", "2018-07-25", "2018-07-25", "day"),
    ("2018-07-20", "", "the 15th of next month", "2018-08-15", "2018-08-15", "day"),
    ("2018-07-20", "He was arrested on Tuesday and freed ", "the next day", "2018-07-18", "2018-07-18", "day"),
    ("2018-07-20", "He fell ill on March 3, 2017, having sung ", "the previous day", "2017-03-02", "2017-03-02", "day"),
    ("2018-07-20", "It was sold on July 4. He had seen it ", "the day before", "2018-07-03", "2018-07-03", "day"),
    ("2018-07-20", "They left on June 30 and arrived ", "two days later", "2018-07-02", "2018-07-02", "day"),
    ("2018-07-20", "She left in 1998 and ", "that year", "1998-01-01", "1998-12-31", "year"),
    ("2018-07-20", "He came in May 2014, and in ", "the same month", "2014-05-01", "2014-05-31", "month"),
    ("2019-11-05", "The shop will close at ", "Christmas", "2019-12-25", "2019-12-25", "day"),
    ("2019-11-05", "", "Christmas Eve", "2019-12-24", "2019-12-24", "day"),
    ("2019-11-05", "", "last Christmas", "2018-12-25", "2018-12-25", "day"),
    ("2019-11-05", "", "Boxing Day 2004", "2004-12-26", "2004-12-26", "day"),
    ("2019-11-05", "", "New Year's Eve", "2019-12-31", "2019-12-31", "day"),
    ("2019-11-05", "", "New Year's Day", "2020-01-01", "2020-01-01", "day"),
    ("2019-11-05", "They were killed at ", "Easter", "2019-04-21", "2019-04-21", "day"),
    ("2019-11-05", "The bridge was shut ", "over Easter", "2019-04-19", "2019-04-22", "range"),
    ("2019-11-05", "", "Good Friday 1998", "1998-04-10", "1998-04-10", "day"),
    ("2019-11-05", "", "Easter Monday 1916", "1916-04-24", "1916-04-24", "day"),
    ("2019-11-05", "", "Thanksgiving", "2019-11-28", "2019-11-28", "day"),
    ("2019-11-05", "Canada marked ", "Thanksgiving", "2019-10-14", "2019-10-14", "day"),
    ("2019-11-05", "", "the day after Thanksgiving", "2019-11-29", "2019-11-29", "day"),
    ("2019-11-05", "Prices have dropped since the week of ", "Labor Day", "2019-09-02", "2019-09-02", "day"),
    ("2019-11-05", "", "Labor Day weekend", "2019-08-31", "2019-09-01", "weekend"),
    ("2019-11-05", "", "the Fourth of July", "2019-07-04", "2019-07-04", "day"),
    ("2019-11-05", "Crowds gathered for ", "Independence Day", "2019-07-04", "2019-07-04", "day"),
    ("2019-11-05", "India celebrated its ", "Independence Day", "2019-08-15", "2019-08-15", "day"),
    ("2019-11-05", "", "China's National Day", "2019-10-01", "2019-10-01", "day"),
    ("2019-11-05", "Violence rose during ", "Ramadan", "2019-05-06", "2019-06-03", "range"),
    ("2019-11-05", "", "Eid al-Fitr", "2019-06-04", "2019-06-04", "day"),
    ("2019-11-05", "", "Yom Kippur", "2019-10-09", "2019-10-09", "day"),
    ("2019-11-05", "", "two days before Christmas", "2019-12-23", "2019-12-23", "day"),
    ("2019-11-05", "The text was signed on ", "the Friday before Easter", "2019-04-19", "2019-04-19", "day"),
    ("2019-11-05", "", "the week before Christmas", "2019-12-16", "2019-12-22", "week"),
]
TEXTS = sorted({row[2] for row in ROWS})


@pytest.mark.parametrize(("published", "left", "expression", "start", "end", "precision"), ROWS)
def test_expression_names_days(published, left, expression, start, end, precision):
    found = resolve_date(expression, date.fromisoformat(published), left=left)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat(), found.precision) == (start, end, precision)


@pytest.mark.parametrize(
    "expression",
    [
        "the next day", "the previous day", "the day before", "a week later", "that year", "two weeks", "in two weeks",
        "National Day", "Labour Day", "the first time", "the 21st", "in his 90s", "Monday and Thursday", "the holidays",
        "two days before the vote", "the eve of the election", "in recent years", "several days ago", "31 June 2019",
        "February 29, 2019", "5 to 3", "the day after", "once a week", "1600 dollars to 2000 dollars",
    ],
)  # fmt: skip
def test_no_ground_no_guess(expression):
    assert resolve_date(expression, date(2019, 11, 5), left="It was said ") is None


@pytest.mark.parametrize(
    "expression", ["Christmas", "since 2015", "3/4/19", "Monday to Friday", "the past two weeks", "10 a.m."]
)
def test_without_publication_day_relative_dates_stay_open(expression):
    assert resolve_date(expression, None) is None


@pytest.mark.parametrize(
    ("expression", "start"),
    [
        ("Christmas 2018", "2018-12-25"),
        ("the day after Christmas 2018", "2018-12-26"),
        ("from March 2015 to June 2018", "2015-03-01"),
        ("the late 1970s", "1970-01-01"),
    ],
)
def test_without_publication_day_what_names_its_year_is_known(expression, start):
    assert resolve_date(expression, None).start.isoformat() == start


@pytest.mark.parametrize(
    ("left", "expression", "day"),
    [
        ("Pakistan's army paraded on ", "Independence Day", "2019-08-14"),
        ("Unions marched across Germany on ", "Labour Day", "2019-05-01"),
        ("", "Canadian Thanksgiving", "2019-10-14"),
        ("", "Thanksgiving", "2019-11-28"),
    ],
)
def test_a_holiday_is_of_the_country_that_the_text_names(left, expression, day):
    assert resolve_date(expression, date(2019, 11, 5), left=left).start.isoformat() == day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met over Easter and on Christmas Eve 2018.", ["Easter", "Christmas Eve 2018"]),
        ("Shops close on Labor Day and the Fourth of July.", ["Labor Day", "the Fourth of July"]),
        ("It rained from Monday to Wednesday.", ["Monday to Wednesday"]),
        ("The vote falls between 3 and 7 May this time.", ["between 3 and 7 May"]),
        ("She sent a mayday on a holiday.", []),
    ],
)
def test_holidays_and_ranges_are_found_in_running_text(text, found):
    assert [match[0] for match in EXPRESSION.finditer(text)] == found


@pytest.mark.parametrize("text", TEXTS)
def test_every_rule_that_matches_needs_a_word_of_the_text(text):
    plain = in_figures(text)
    matching = [e for e in _RULES if (match := e.compiled.fullmatch(plain)) and _is_of_names(match)]
    assert all(not entry.needs.isdisjoint(words_of(plain)) for entry in matching)


_WORDS = st.sampled_from(
    sorted({word for text in TEXTS for word in text.split()} | {"before", "after", "31", "99", "-"})
)
_DATELIKE = st.lists(_WORDS, max_size=8).map(" ".join)


@given(st.one_of(st.text(max_size=200), _DATELIKE), st.none() | st.dates(), _DATELIKE, st.text(max_size=40))
def test_any_text_gives_ordered_days_or_nothing_and_the_same_each_time(expression, reference, left, right):
    found = resolve_date(expression, reference, left=left, right=right)
    assert found is None or found.start <= found.end
    resolve_date(left[:100], date(2001, 2, 3), left=expression)
    assert resolve_date(expression, reference, left=left, right=right) == found


@pytest.mark.parametrize("left", ["Police arrested two men in India. On ", "India Prime Minister Modi spoke on "])
def test_a_holiday_is_that_of_the_country_named_last(left):
    assert resolve_date("Independence Day", date(2021, 9, 1), left=left).start == date(2021, 8, 15)


def test_no_days_are_no_span():
    assert resolve_date("the last 0 days", date(2019, 10, 25)) is None
