"""Days, months, quarters, seasons, years and decades by their names."""
# ruff: noqa: E501, ARG001 - patterns read better whole; every rule takes the same two arguments

import re
from datetime import date

from include.newsmill.extraction.dates.grammar import DAY, MONTH, MONTHS, PART_OF_DAY, SEASONS, WEEKDAY, YEAR
from include.newsmill.extraction.dates.spans import (
    Context,
    Match,
    RuleBook,
    Span,
    full_year,
    month_of,
    months_of,
    nearest_year,
    nth,
    one_day,
    quarter_of,
    shift_of,
    span_of,
    year_of,
)
from include.newsmill.extraction.dates.tense import Tense

BOOK = RuleBook()

# Full dates

_TIME = r"(?:\d{1,2}(?::\d\d)?(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?|noon|gmt|est|edt|utc)?\.?,?(?: ?\(? ?(?:[a-z]{2,4})(?: ?[+-] ?\d+)? ?\)?)?,? (?:on )?)?"


@BOOK.rule(r"(?P<whole>\d{4})-(\d\d)-(\d\d)(?:t.*)?")
def _iso(m: Match, c: Context) -> Span | None:
    return one_day(date(int(m[1]), int(m[2]), int(m[3])))


@BOOK.rule(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<whole>\d{4}|\d\d)")
def _slashed(m: Match, c: Context) -> Span | None:
    month, day = int(m["m"]), int(m["d"])
    month, day = (day, month) if month > 12 else (month, day)
    return one_day(date(full_year(m["whole"], c.reference), month, day))


@BOOK.rule(rf"{_TIME}(?:{WEEKDAY},? )?(?:the )?{MONTH} ?{DAY}(?: ?, ?| )(?:of )?{YEAR}(?:,? {PART_OF_DAY})?")
@BOOK.rule(rf"{_TIME}(?:{WEEKDAY},? )?(?:the )?{DAY} (?:of )?{MONTH},? ?(?:of )?{YEAR}")
def _day_of_year(m: Match, c: Context) -> Span | None:
    return one_day(date(int(m["year"]), MONTHS[m["month"]], int(m["day"])))


@BOOK.rule(
    rf"{_TIME}(?:{WEEKDAY},? )?(?:the )?{MONTH} ?{DAY}(?:,? {PART_OF_DAY})?(?: of)?(?P<rel> (?:last|this|next) year)?(?:,? \d.*)?"
)
@BOOK.rule(rf"{_TIME}(?:{WEEKDAY},? )?(?:the )?{DAY} (?:of )?{MONTH}(?: of)?(?P<rel> (?:last|this|next) year)?")
def _day_of_month(m: Match, c: Context) -> Span | None:
    month, day = MONTHS[m["month"]], int(m["day"])
    if m["rel"]:
        return one_day(date(c.reference.year + shift_of(m["rel"].split()[0]), month, day))
    return one_day(date(nearest_year(month, day, c), month, day))


@BOOK.rule(rf"{MONTH} ?{DAY} ?(?:-|–|to|and|through|until) ?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?:,? ?{YEAR})?")
@BOOK.rule(rf"{DAY} ?(?:-|–|to|and|until) ?(?P<last>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? ?{YEAR})?")
def _days_of_month(m: Match, c: Context) -> Span | None:
    month, first, last = MONTHS[m["month"]], int(m["day"]), int(m["last"])
    year = int(m["year"]) if m["year"] else nearest_year(month, first, c)
    return span_of(date(year, month, first), date(year, month, last), "range") if first <= last else None


@BOOK.rule(rf"{MONTH} ?{DAY} ?(?:-|–|to|and|through|until) ?(?P<month2>[a-z]+)\.? (?P<last>\d{{1,2}})(?:,? ?{YEAR})?")
def _days_over_months(m: Match, c: Context) -> Span | None:
    if m["month2"] not in MONTHS:
        return None
    month, first = MONTHS[m["month"]], int(m["day"])
    year = int(m["year"]) if m["year"] else nearest_year(month, first, c)
    start, end = date(year, month, first), date(year, MONTHS[m["month2"]], int(m["last"]))
    return span_of(start, end if end >= start else end.replace(year=year + 1), "range")


# Months, quarters, seasons, years


@BOOK.rule(rf"{MONTH}(?:,| of)? {YEAR}")
def _month_of_year(m: Match, c: Context) -> Span | None:
    return month_of(int(m["year"]), MONTHS[m["month"]])


@BOOK.rule(rf"{MONTH}(?: of|,)? (?P<rel>last|this|next|the previous|the following) year")
def _month_of_relative_year(m: Match, c: Context) -> Span | None:
    return month_of(c.reference.year + shift_of(m["rel"]), MONTHS[m["month"]])


@BOOK.rule(rf"(?P<rel>last|this|this past|past|next|this coming|coming) {MONTH}(?: ?{DAY})?")
def _relative_month(m: Match, c: Context) -> Span | None:
    month, ref = MONTHS[m["month"]], c.reference
    if m["rel"] in ("last", "this past", "past"):
        year = ref.year - (month >= ref.month)
    elif m["rel"] in ("next", "this coming", "coming"):
        year = ref.year + (month <= ref.month)
    else:
        year = ref.year
    return one_day(date(year, month, int(m["day"]))) if m["day"] else month_of(year, month)


@BOOK.rule(rf"{MONTH}")
def _bare_month(m: Match, c: Context) -> Span | None:
    month = MONTHS[m["month"]]
    if m[0] == "mar":
        return None
    if year := re.match(r"\s*,?\s*(?:of )?((?:19|20)\d\d)\b", c.right):
        return month_of(int(year[1]), month)
    if relative := re.match(r"\s*,?\s*(?:of )?(last|this|next) year\b", c.right):
        return month_of(c.reference.year + shift_of(relative[1]), month)
    return month_of(nearest_year(month, None, c), month)


NTH = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|q?[1-4])"


@BOOK.rule(rf"(?:fiscal )?{NTH}[ -]?(?:fiscal[ -])?(?:quarter|qtr)?(?: of)?,? (?:fiscal )?{YEAR}(?:[ -]quarter)?")
@BOOK.rule(rf"(?:fiscal )?{YEAR}(?:'s)? {NTH}[ -]quarter")
def _quarter_of_year(m: Match, c: Context) -> Span | None:
    return quarter_of(int(m["year"]), nth(m["nth"]))


@BOOK.rule(rf"(?P<rel>last|this|next|previous|the current|current) year(?:'s)? {NTH}[ -](?:fiscal )?quarter")
@BOOK.rule(
    rf"{NTH}[ -](?:fiscal )?quarter(?: of)? (?P<rel>last|this|next|the previous|the current|the) (?:fiscal )?year"
)
def _quarter_of_relative_year(m: Match, c: Context) -> Span | None:
    return quarter_of(c.reference.year + shift_of(m["rel"]), nth(m["nth"]))


@BOOK.rule(rf"(?:fiscal )?{NTH}[ -](?:fiscal )?(?:quarter|qtr)")
def _bare_quarter(m: Match, c: Context) -> Span | None:
    return quarter_of(bare_quarter_year(m["nth"], c), nth(m["nth"]))


def bare_quarter_year(word: str, c: Context) -> int:
    """The year of a quarter printed without one: what follows it, else the latest that has begun."""
    number, ref = nth(word), c.reference
    if year := re.match(r",? (?:of )?(?:fiscal )?((?:19|20)\d\d)\b", c.right):
        return int(year[1])
    if re.search(r"year-(?:ago|earlier)|a year ago", c.left[-60:]):
        return ref.year - 1
    current = (ref.month - 1) // 3 + 1
    is_next = number == current + 1 and c.tense is Tense.NONE
    return ref.year - (number > current and c.tense is not Tense.FUTURE and not is_next)


@BOOK.rule(r"(?P<rel>last|previous|latest|most recent|past|this|current|next|coming|following) (?:fiscal )?quarter")
@BOOK.rule(r"(?P<rel>)quarter")
def _relative_quarter(m: Match, c: Context) -> Span | None:
    current = (c.reference.month - 1) // 3 + 1
    if m["rel"] in ("latest", "most recent", ""):  # figures are out after the end of their quarter
        return quarter_of(c.reference.year, current - 1)
    return quarter_of(c.reference.year, current + shift_of(m["rel"]))


@BOOK.rule(rf"(?P<nth>first|second|1st|2nd|last) half(?: of)?,? (?:(?P<rel>last|this|next|the) year|{YEAR})")
@BOOK.rule(r"(?P<nth>first|second|last) half(?P<rel>)(?P<year>)")
def _half(m: Match, c: Context) -> Span | None:
    second = m["nth"] in ("second", "2nd", "last")
    if m["year"]:
        year = int(m["year"])
    elif m["rel"]:
        year = c.reference.year + shift_of(m["rel"])
    else:
        year = c.reference.year - (second and c.reference.month < 7 and c.tense is not Tense.FUTURE)
    return months_of(year, 7 if second else 1, 6, "half")


@BOOK.rule(rf"(?P<season>spring|summer|autumn|fall|winter)(?: of|,)? {YEAR}")
@BOOK.rule(r"(?P<rel>last|this|this past|next|this coming) (?P<season>spring|summer|autumn|fall|winter)")
@BOOK.rule(r"(?P<season>spring|summer|autumn|winter)")
def _season(m: Match, c: Context) -> Span | None:
    """Meteorological seasons of the northern half, where nearly all of this news is written."""
    first, ref = SEASONS[m["season"]], c.reference
    groups = m.groupdict()
    if groups.get("year"):
        return months_of(int(groups["year"]), first, 3, "season")
    year = ref.year
    began = date(year, first, 1)
    relative = groups.get("rel") or ("next" if c.tense is Tense.FUTURE else "")
    if relative in ("last", "this past"):
        year -= months_of(year, first, 3, "")[1] >= ref
    elif relative in ("next", "this coming"):
        year += began <= ref
    elif not relative:
        year -= began > ref
    return months_of(year, first, 3, "season")


@BOOK.rule(r"(?P<year>(?:1[0-9]|20)\d\d)(?:'s)?(?: fiscal year| calendar year)?")
@BOOK.rule(r"(?:fiscal|fiscal year|the year|year|calendar) (?P<year>(?:19|20)\d\d)")
def _bare_year(m: Match, c: Context) -> Span | None:
    return year_of(int(m["year"]))


@BOOK.rule(r"(?P<first>(?:1[0-9]|20)\d\d) ?(?:-|–|to|and|until|through) ?(?P<year>(?:1[0-9]|20)\d\d|\d\d)")
def _years(m: Match, c: Context) -> Span | None:
    first = int(m["first"])
    last = int(m["year"]) if len(m["year"]) == 4 else first // 100 * 100 + int(m["year"])
    return span_of(date(first, 1, 1), date(last, 12, 31), "range") if first <= last else None


@BOOK.rule(r"'(?P<short>\d\d)|(?P<tail>\d\d)")
def _short_year(m: Match, c: Context) -> Span | None:
    if m["tail"]:
        if not (start := re.search(r"\b((?:1[0-9]|20)\d\d) ?[-–/] ?$", c.left)):
            return None
        return year_of(int(start[1]) // 100 * 100 + int(m["tail"]))
    return year_of(full_year(m["short"], c.reference))


@BOOK.rule(
    r"(?P<whole>(?:1[0-9]|20)\d)0'?s|'(?P<short>\d)0s|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)"
)
def _decade(m: Match, c: Context) -> Span | None:
    words = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    first = (
        int(m["whole"]) * 10
        if m["whole"]
        else 1900 + 10 * (int(m["short"]) if m["short"] else words.index(m["word"]) + 2)
    )
    return span_of(date(first, 1, 1), date(first + 9, 12, 31), "decade")


@BOOK.rule(r"(?P<whole>\d{1,2})(?:st|nd|rd|th)[ -]century")
def _century(m: Match, c: Context) -> Span | None:
    first = (int(m["whole"]) - 1) * 100 + 1
    return span_of(date(first, 1, 1), date(first + 99, 12, 31), "century")
