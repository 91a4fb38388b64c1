"""Days and months by their names and figures."""
# ruff: noqa: E501, ARG001 - patterns read better whole; every rule takes the same two arguments

import re
from datetime import date, timedelta

from include.newsmill.extraction.dates.grammar import (
    CLOCK_WORD,
    DAY,
    MONTH,
    MONTHS,
    ORDINALS,
    PART_OF_DAY,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
)
from include.newsmill.extraction.dates.spans import (
    Context,
    Match,
    RuleBook,
    Span,
    full_year,
    month_of,
    nearest,
    nearest_year,
    one_day,
    shift_of,
    span_of,
    week_of,
    weekend_of,
)
from include.newsmill.extraction.dates.tense import Tense

BOOK = RuleBook()

# Full dates

_TIME = rf"(?:\d{{1,2}}(?::\d\d)?(?::\d\d)? ?{CLOCK_WORD}?\.?,?(?: ?\(? ?(?:[a-z]{{2,4}})(?: ?[+-] ?\d+)? ?\)?)?,? (?:on )?)?"
_DAY_NAME = rf"(?:{WEEKDAY},? )?(?:the )?"
_OF_YEAR = r"(?: of)?(?P<rel> (?:last|this|next) year)?"
_TO = r" ?(?:-|–|to|and|through|until) ?"


@BOOK.rule(r"(?P<whole>\d{4})-(\d\d)-(\d\d)(?:[t ].*)?", "#")
@BOOK.rule(r"(?P<whole>\d{4})[/.](\d\d?)[/.](\d\d?)", "#")
@BOOK.rule(r"(?P<whole>(?:19|20)\d\d)([01]\d)([0-3]\d)", "#")
def _iso(m: Match, c: Context) -> Span | None:
    return one_day(date(int(m[1]), int(m[2]), int(m[3])))


@BOOK.rule(r"(?P<whole>\d{4})-w(\d\d)", "#")
def _iso_week(m: Match, c: Context) -> Span | None:
    return week_of(date.fromisocalendar(int(m[1]), int(m[2]), 1))


@BOOK.rule(r"(?P<whole>(?:1[89]|20)\d\d)[-/](?P<m>0[1-9]|1[0-2])", "#")
@BOOK.rule(r"(?P<m>0?[1-9]|1[0-2])/(?P<whole>(?:1[89]|20)\d\d)", "#")
def _month_in_figures(m: Match, c: Context) -> Span | None:
    return month_of(int(m["whole"]), int(m["m"]))


@BOOK.rule(
    r"(?P<m>\d{1,2})(?P<sep>[-/])(?P<d>\d{1,2})(?P=sep)(?:(?P<whole>\d{4})|(?P<short>\d\d))(?:,? (?:at )?\d.*)?", "#"
)
def _slashed(m: Match, c: Context) -> Span | None:
    month, day = int(m["m"]), int(m["d"])
    month, day = (day, month) if month > 12 else (month, day)
    return one_day(date(full_year(m["whole"] or m["short"], c.reference), month, day))


@BOOK.rule(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<whole>\d{4})", "#")
def _dotted(m: Match, c: Context) -> Span | None:
    return one_day(date(int(m["whole"]), int(m["m"]), int(m["d"])))


@BOOK.rule(rf"{MONTH} ?{DAY}{_TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?:,? ?{YEAR})?", MONTHS)
@BOOK.rule(rf"{DAY}{_TO}(?P<last>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? ?{YEAR})?", MONTHS)
def _days_of_month(m: Match, c: Context) -> Span | None:
    month, first, last = MONTHS[m["month"]], int(m["day"]), int(m["last"])
    year = int(m["year"]) if m["year"] else nearest_year(month, first, c)
    return span_of(date(year, month, first), date(year, month, last), "range") if first <= last else None


@BOOK.rule(rf"{MONTH} ?{DAY}{_TO}(?P<month2>[a-z]+)\.? (?P<last>\d{{1,2}})(?:,? ?{YEAR})?", MONTHS)
@BOOK.rule(rf"{DAY} {MONTH}{_TO}(?P<last>\d{{1,2}}) (?P<month2>[a-z]+)\.?(?:,? ?{YEAR})?", MONTHS)
def _days_over_months(m: Match, c: Context) -> Span | None:
    if m["month2"] not in MONTHS:
        return None
    first = (MONTHS[m["month"]], int(m["day"]))
    last = (MONTHS[m["month2"]], int(m["last"]))
    # The year is printed once, behind the end.
    year = int(m["year"]) - (first > last) if m["year"] else nearest_year(*first, c)
    return span_of(date(year, *first), date(year + (first > last), *last), "range")


@BOOK.rule(rf"{_TIME}{_DAY_NAME}{MONTH} ?{DAY}(?: ?, ?| )(?:of )?{YEAR}(?:,? {PART_OF_DAY}|,? (?:at )?\d.*)?", MONTHS)
@BOOK.rule(rf"{YEAR},? {MONTH} {DAY}", MONTHS)
@BOOK.rule(rf"{_TIME}{_DAY_NAME}{DAY}[ -](?:of )?{MONTH},?[ -]?(?:of )?{YEAR}(?:,? (?:at )?\d.*)?", MONTHS)
def _day_of_year(m: Match, c: Context) -> Span | None:
    return one_day(date(int(m["year"]), MONTHS[m["month"]], int(m["day"])))


@BOOK.rule(rf"{_TIME}{_DAY_NAME}{MONTH} ?(?:the )?{DAY}(?:,? {PART_OF_DAY})?{_OF_YEAR}(?:,? (?:at )?\d.*)?", MONTHS)
@BOOK.rule(rf"{_TIME}{_DAY_NAME}{DAY} (?:of )?{MONTH}{_OF_YEAR}(?:,? {PART_OF_DAY})?", MONTHS)
def _day_of_month(m: Match, c: Context) -> Span | None:
    month, day = MONTHS[m["month"]], int(m["day"])
    if m["rel"]:
        return one_day(date(c.reference.year + shift_of(m["rel"].split()[0]), month, day))
    return one_day(date(nearest_year(month, day, c), month, day))


@BOOK.rule(r"(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th) of (?P<rel>last|this|next|the) month", ("month",))
def _day_of_relative_month(m: Match, c: Context) -> Span | None:
    first = month_of(c.reference.year, c.reference.month + shift_of(m["rel"]))[0]
    return one_day(first.replace(day=int(m["day"])))


_BEFORE_A_DAY = re.compile(r"\b(?:on|by|since|until|till|from|before|after|of) (?:the )?$", re.IGNORECASE)
_BEHIND_A_DAY = re.compile(r"\s*(?:$|[.,;:)\"']|(?:in|at|and|for|to|when|by|with|after|from|that)\b)")


@BOOK.rule(r"(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)", "#")
def _day_by_number(m: Match, c: Context) -> Span | None:
    """A day as in "on the 21st", of the months beside publication. Other ordinals ("the 21st game") are no days."""
    if not _BEFORE_A_DAY.search(c.left + c.lead) or not _BEHIND_A_DAY.match(c.right):
        return None
    months = [month_of(c.reference.year, c.reference.month + shift)[:2] for shift in (0, -1, 1)]
    days = [first.replace(day=int(m["day"])) for first, last in months if int(m["day"]) <= last.day]
    allowed = [day for day in days if c.tense is Tense.NONE or (day >= c.reference) == (c.tense is Tense.FUTURE)]
    return one_day(nearest(allowed or days, c))


@BOOK.rule(rf"{WEEKDAY},? the (?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)", WEEKDAYS)
@BOOK.rule(rf"{WEEKDAY} (?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?", WEEKDAYS)
def _weekday_of_number(m: Match, c: Context) -> Span | None:
    """The nearest month, of those beside publication, in which that number falls on that weekday."""
    fits = []
    for shift in (0, -1, 1):
        first, last, _ = month_of(c.reference.year, c.reference.month + shift)
        if (number := int(m["day"])) <= last.day:
            fits.append(first.replace(day=number))
    fits = [day for day in fits if day.weekday() == WEEKDAYS[m["weekday"]]]
    return one_day(min(fits, key=lambda day: abs((day - c.reference).days))) if fits else None


# Months


@BOOK.rule(rf"{MONTH}(?:,| of)? {YEAR}", MONTHS)
def _month_of_year(m: Match, c: Context) -> Span | None:
    return month_of(int(m["year"]), MONTHS[m["month"]])


@BOOK.rule(rf"{MONTH}(?: of|,)? (?P<rel>last|this|next|the previous|the following) year", MONTHS)
@BOOK.rule(rf"{MONTH},? '(?P<short>\d\d)(?P<rel>)", MONTHS)
def _month_of_relative_year(m: Match, c: Context) -> Span | None:
    if not m["rel"]:
        return month_of(full_year(m["short"], c.reference), MONTHS[m["month"]])
    return month_of(c.reference.year + shift_of(m["rel"]), MONTHS[m["month"]])


@BOOK.rule(rf"(?P<rel>last|this|this past|past|next|this coming|coming) {MONTH}(?: ?{DAY})?", MONTHS)
def _relative_month(m: Match, c: Context) -> Span | None:
    month, ref = MONTHS[m["month"]], c.reference
    if m["rel"] in ("last", "this past", "past"):
        year = ref.year - (month >= ref.month)
    elif m["rel"] in ("next", "this coming", "coming"):
        year = ref.year + (month <= ref.month)
    else:
        year = ref.year
    return one_day(date(year, month, int(m["day"]))) if m["day"] else month_of(year, month)


@BOOK.rule(rf"{MONTH}", MONTHS)
def _bare_month(m: Match, c: Context) -> Span | None:
    month = MONTHS[m["month"]]
    if m[0] == "mar":
        return None
    if year := re.match(r"\s*,?\s*(?:of )?((?:19|20)\d\d)\b", c.right):
        return month_of(int(year[1]), month)
    if relative := re.match(r"\s*,?\s*(?:of )?(last|this|next) year\b", c.right):
        return month_of(c.reference.year + shift_of(relative[1]), month)
    return month_of(nearest_year(month, None, c), month)


# Parts of a month: weeks, halves, the second Tuesday

_NTH = r"(?P<nth>first|second|third|fourth|last|final)"
_IN_MONTH = rf"(?:of|in) (?:{MONTH}(?:,? ?{YEAR})?|(?P<rel>last|this|next|the) month)"
_MONTH_WORDS = (*MONTHS, "month")


def _month_meant(m: Match, c: Context) -> Span:
    if m["rel"]:
        return month_of(c.reference.year, c.reference.month + shift_of(m["rel"]))
    month = MONTHS[m["month"]]
    return month_of(int(m["year"]) if m["year"] else nearest_year(month, None, c), month)


@BOOK.rule(rf"{_NTH} week {_IN_MONTH}", _MONTH_WORDS)
def _week_of_month(m: Match, c: Context) -> Span | None:
    first, last, _ = _month_meant(m, c)
    number = ORDINALS[m["nth"]]
    if number == 0:  # the last whole one
        return week_of(last - timedelta(days=6) if last.weekday() != 6 else last)
    return week_of(first + timedelta(days=7 * (number - 1)))


@BOOK.rule(rf"{_NTH} (?:(?P<unit>weekend|day)|{WEEKDAY}) {_IN_MONTH}", _MONTH_WORDS)
def _weekday_of_month(m: Match, c: Context) -> Span | None:
    first, last, _ = _month_meant(m, c)
    number = ORDINALS[m["nth"]]
    if m["unit"] == "day":
        return one_day(first + timedelta(days=number - 1) if number else last)
    weekday = WEEKDAYS[m["weekday"]] if m["weekday"] else 5
    if number:
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    else:
        day = last - timedelta(days=(last.weekday() - weekday) % 7)
    return weekend_of(day) if m["unit"] else one_day(day)


@BOOK.rule(rf"(?P<nth>first|second) half {_IN_MONTH}", _MONTH_WORDS)
def _half_of_month(m: Match, c: Context) -> Span | None:
    first, last, _ = _month_meant(m, c)
    return (
        span_of(first, first.replace(day=15), "half") if m["nth"] == "first" else (first.replace(day=16), last, "half")
    )


@BOOK.rule(rf"(?P<unit>week|weekend) (?:of|beginning|starting) {MONTH} ?{DAY}(?:,? {YEAR})?", MONTHS)
def _week_of_day(m: Match, c: Context) -> Span | None:
    month, day = MONTHS[m["month"]], int(m["day"])
    found = date(int(m["year"]) if m["year"] else nearest_year(month, day, c), month, day)
    return week_of(found) if m["unit"] == "week" else weekend_of(found)


@BOOK.rule(r"turn of (?:the )?year(?P<when>)", ("year",))
@BOOK.rule(
    r"(?P<when>first|last) day of (?:the )?(?:(?P<rel>last |this |next |new )?year|(?P<year>(?:1[89]|20)\d\d))",
    ("day",),
)
def _edge_of_year(m: Match, c: Context) -> Span | None:
    if not m["when"]:
        year = c.reference.year + (c.tense is Tense.FUTURE or (c.tense is Tense.NONE and c.reference.month > 6))
        return span_of(date(year - 1, 12, 31), date(year, 1, 1), "range")
    year = (
        int(m["year"])
        if m["year"]
        else c.reference.year + shift_of((m["rel"] or "this").strip().replace("new", "next"))
    )
    return one_day(date(year, 1, 1) if m["when"] == "first" else date(year, 12, 31))


@BOOK.rule(r"year[ -]to[ -]date", ("year",))
def _year_to_date(m: Match, c: Context) -> Span | None:
    return span_of(date(c.reference.year, 1, 1), c.reference, "range")
