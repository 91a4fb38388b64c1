"""Quarters, halves, seasons, years, decades and centuries by their names."""
# ruff: noqa: E501, ARG001 - patterns read better whole; every rule takes the same two arguments

import re
from datetime import date

from include.newsmill.extraction.dates.grammar import MONTH, MONTHS, SEASONS, YEAR
from include.newsmill.extraction.dates.spans import (
    Context,
    Match,
    RuleBook,
    Span,
    full_year,
    months_of,
    nearest_year,
    nth,
    quarter_of,
    shift_of,
    span_of,
    year_of,
)
from include.newsmill.extraction.dates.tense import Tense

BOOK = RuleBook()

NTH = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|q?[1-4])"


_QUARTER_WORDS = ("quarter", "qtr", "q")


@BOOK.rule(
    rf"(?:fiscal )?{NTH}[ -]?(?:fiscal[ -])?(?:quarter|qtr)?(?: of)?,? (?:fiscal )?{YEAR}(?:[ -]quarter)?",
    _QUARTER_WORDS,
)
@BOOK.rule(rf"(?:fiscal )?{YEAR}(?:'s)? ?{NTH}(?:[ -]quarter)?", _QUARTER_WORDS)
def _quarter_of_year(m: Match, c: Context) -> Span | None:
    return quarter_of(int(m["year"]), nth(m["nth"]))


@BOOK.rule(
    rf"(?P<rel>last|this|next|previous|the current|current) year(?:'s)? {NTH}[ -](?:fiscal )?quarter", ("quarter",)
)
@BOOK.rule(
    rf"{NTH}[ -](?:fiscal )?quarter(?: of)? (?P<rel>last|this|next|the previous|the current|the) (?:fiscal )?year",
    ("quarter",),
)
def _quarter_of_relative_year(m: Match, c: Context) -> Span | None:
    return quarter_of(c.reference.year + shift_of(m["rel"]), nth(m["nth"]))


@BOOK.rule(rf"(?:fiscal )?{NTH}[ -](?:fiscal )?(?:quarter|qtr)", _QUARTER_WORDS)
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


@BOOK.rule(
    r"(?P<rel>last|previous|latest|most recent|past|this|current|next|coming|following) (?:fiscal )?quarter",
    ("quarter",),
)
@BOOK.rule(r"(?P<rel>)quarter", ("quarter",))
def _relative_quarter(m: Match, c: Context) -> Span | None:
    current = (c.reference.month - 1) // 3 + 1
    if m["rel"] in ("latest", "most recent", ""):  # figures are out after the end of their quarter
        return quarter_of(c.reference.year, current - 1)
    return quarter_of(c.reference.year, current + shift_of(m["rel"]))


@BOOK.rule(rf"{MONTH} quarter(?: of)?(?: {YEAR})?", _QUARTER_WORDS)
def _quarter_of_month(m: Match, c: Context) -> Span | None:
    """Companies call a quarter by the month it ends in."""
    month = MONTHS[m["month"]]
    year = int(m["year"]) if m["year"] else nearest_year(month, None, c)
    return months_of(year, month - 2, 3, "quarter")


@BOOK.rule(rf"{YEAR} quarter", _QUARTER_WORDS)
def _quarter_like_latest(m: Match, c: Context) -> Span | None:
    return quarter_of(int(m["year"]), latest_quarter(c)[1])


def latest_quarter(c: Context) -> tuple[int, int]:
    """(year, quarter) that figures are about: the last one named in the text before, else the last that has ended."""
    if named := re.findall(r"(first|second|third|fourth)[ -](?:fiscal )?quarter", c.left):
        return bare_quarter_year(named[-1], c), nth(named[-1])
    current = (c.reference.month - 1) // 3 + 1
    return (c.reference.year, current - 1) if current > 1 else (c.reference.year - 1, 4)


@BOOK.rule(rf"first (?P<n>\d) months(?: of| in)?(?: (?:(?P<rel>last|this|next|the) year|{YEAR}))?", ("months",))
def _first_months(m: Match, c: Context) -> Span | None:
    count = int(m["n"])
    if m["year"] or m["rel"]:
        year = int(m["year"]) if m["year"] else c.reference.year + shift_of(m["rel"])
    else:
        year = c.reference.year - (count > c.reference.month and c.tense is not Tense.FUTURE)
    return months_of(year, 1, count, "range")


@BOOK.rule(rf"(?P<nth>first|second|1st|2nd|last) half(?: of)?,? (?:(?P<rel>last|this|next|the) year|{YEAR})", ("half",))
@BOOK.rule(r"(?P<rel>last|this|next) year's (?P<nth>first|second) half(?P<year>)", ("half",))
@BOOK.rule(r"(?P<nth>first|second|last) half(?P<rel>)(?P<year>)", ("half",))
@BOOK.rule(rf"h(?P<nth>[12])(?P<rel>) ?{YEAR}|(?P<half>[12])h ?(?P<of>(?:19|20)\d\d)", ("h",))
def _half(m: Match, c: Context) -> Span | None:
    groups = m.groupdict()
    second = (m["nth"] or groups.get("half")) in ("second", "2nd", "last", "2")
    if stated := m["year"] or groups.get("of"):
        year = int(stated)
    elif m["rel"]:
        year = c.reference.year + shift_of(m["rel"])
    else:
        year = c.reference.year - (second and c.reference.month < 7 and c.tense is not Tense.FUTURE)
    return months_of(year, 7 if second else 1, 6, "half")


_SEASON = "(?P<season>spring|summer|autumn|fall|winter)"


@BOOK.rule(rf"{_SEASON}(?: of)? '(?P<short>\d\d)", SEASONS)
def _season_of_short_year(m: Match, c: Context) -> Span | None:
    return months_of(full_year(m["short"], c.reference), SEASONS[m["season"]], 3, "season")


@BOOK.rule(rf"{_SEASON}(?: of|,)? {YEAR}(?:[-/]\d\d(?:\d\d)?)?", SEASONS)
@BOOK.rule(rf"(?P<rel>last|this|this past|past|next|this coming|coming) {_SEASON}", SEASONS)
@BOOK.rule(
    rf"{_SEASON}(?: of)? (?P<of>last|this|next) year|(?P<year_of>last|this|next) year's (?:spring|summer|autumn|fall|winter)",
    SEASONS,
)
@BOOK.rule(r"(?P<season>spring|summer|autumn|winter)(?:time)?", (*SEASONS, *(season + "time" for season in SEASONS)))
def _season(m: Match, c: Context) -> Span | None:
    """Meteorological seasons of the northern half, where nearly all of this news is written."""
    first, ref = SEASONS[m["season"] or m[0].split()[-1]], c.reference
    groups = m.groupdict()
    if of_year := groups.get("of") or groups.get("year_of"):
        return months_of(ref.year + shift_of(of_year), first, 3, "season")
    if groups.get("year"):
        return months_of(int(groups["year"]), first, 3, "season")
    year = ref.year
    began = date(year, first, 1)
    relative = groups.get("rel") or ("next" if c.tense is Tense.FUTURE else "")
    if relative in ("last", "this past", "past"):
        year -= months_of(year, first, 3, "")[1] >= ref
    elif relative in ("next", "this coming", "coming"):
        year += began <= ref
    elif not relative:
        year -= began > ref
    return months_of(year, first, 3, "season")


@BOOK.rule(r"(?P<year>(?:1[0-9]|20)\d\d)(?:'s)?(?: fiscal year| calendar year)?", "#")
@BOOK.rule(r"(?:fiscal|fiscal year|the year|year|calendar|calendar year|fy|year-end) ?(?P<year>(?:19|20)\d\d)", "#")
def _bare_year(m: Match, c: Context) -> Span | None:
    return year_of(int(m["year"]))


@BOOK.rule(r"(?P<rel>last|previous|this|the current|current|next|coming) (?:fiscal|calendar|financial) year", ("year",))
def _relative_fiscal_year(m: Match, c: Context) -> Span | None:
    return year_of(c.reference.year + shift_of(m["rel"]))


@BOOK.rule(r"(?P<first>(?:1[0-9]|20)\d\d) ?(?:-|–|/|to|and|until|through) ?(?P<year>(?:1[0-9]|20)\d\d|\d\d)", "#")
def _years(m: Match, c: Context) -> Span | None:
    first = int(m["first"])
    last = int(m["year"]) if len(m["year"]) == 4 else first // 100 * 100 + int(m["year"])
    return span_of(date(first, 1, 1), date(last, 12, 31), "range") if first <= last else None


@BOOK.rule(r"'(?P<short>\d\d)|(?P<tail>\d\d)", "#")
def _short_year(m: Match, c: Context) -> Span | None:
    if m["tail"]:
        if not (start := re.search(r"\b((?:1[0-9]|20)\d\d) ?[-–/] ?$", c.left)):
            return None
        return year_of(int(start[1]) // 100 * 100 + int(m["tail"]))
    return year_of(full_year(m["short"], c.reference))


_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


@BOOK.rule(r"(?P<whole>(?:1[0-9]|20)\d)0'?s(?P<short>)", "#")
@BOOK.rule(rf"(?P<whole>)'(?P<short>\d)0s|(?P<bare>\d)0s|(?P<word>{'|'.join(_DECADES)})", ("#", *_DECADES))
def _decade(m: Match, c: Context) -> Span | None:
    if m["whole"]:
        first = int(m["whole"]) * 10
        if first % 100 == 0 and first < 2000:  # "the 1800s"
            return span_of(date(first, 1, 1), date(first + 99, 12, 31), "century")
    else:
        if m["bare"] and not (c.modifier or c.lead.endswith("the ")):  # "in his 90s" is an age
            return None
        first = 1900 + 10 * int(m["short"] or m["bare"] or _DECADES.index(m["word"]) + 2)
    return span_of(date(first, 1, 1), date(first + 9, 12, 31), "decade")


@BOOK.rule(r"(?P<nth>first|second) half of (?:the )?(?P<whole>(?:1[0-9]|20)\d)0s", ("half",))
def _half_of_decade(m: Match, c: Context) -> Span | None:
    first = int(m["whole"]) * 10 + (5 if m["nth"] == "second" else 0)
    return span_of(date(first, 1, 1), date(first + 4, 12, 31), "half")


@BOOK.rule(r"(?P<whole>\d{1,2})(?:st|nd|rd|th)[ -]century", ("century",))
def _century(m: Match, c: Context) -> Span | None:
    first = (int(m["whole"]) - 1) * 100 + 1
    return span_of(date(first, 1, 1), date(first + 99, 12, 31), "century")
