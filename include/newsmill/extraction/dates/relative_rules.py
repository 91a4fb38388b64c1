"""Weekdays, and what counts from the day of publication: yesterday, last week, two years ago."""
# ruff: noqa: E501, ARG001 - patterns read better whole; every rule takes the same two arguments

import re
from datetime import date, timedelta

from include.newsmill.extraction.dates.calendar_rules import bare_quarter_year
from include.newsmill.extraction.dates.grammar import DAY, MONTH, MONTHS, ORDINALS, PART_OF_DAY, WEEKDAY, WEEKDAYS, YEAR
from include.newsmill.extraction.dates.spans import (
    Context,
    Match,
    RuleBook,
    Span,
    month_of,
    nearest_year,
    one_day,
    quarter_of,
    shift_of,
    span_of,
    week_of,
    weekend_of,
    year_of,
)
from include.newsmill.extraction.dates.tense import Tense

BOOK = RuleBook()

# Days by name


@BOOK.rule(rf"{WEEKDAY}(?:,)?(?:'s)? ?(?:{PART_OF_DAY})?(?:,? (?:at )?\d.*)?(?P<rel>)")
@BOOK.rule(
    rf"(?P<rel>last|this|this past|past|next|this coming|the following|following|the previous|previous) {WEEKDAY}(?: {PART_OF_DAY})?"
)
@BOOK.rule(rf"{WEEKDAY}(?: {PART_OF_DAY})?(?: of)? (?P<rel>last week|next week|this week|a week ago|week)")
def _weekday(m: Match, c: Context) -> Span | None:
    number, ref, relative = WEEKDAYS[m["weekday"]], c.reference, m["rel"] or ""
    back = (ref.weekday() - number) % 7
    if relative.endswith("week") or relative == "a week ago":
        monday = ref - timedelta(days=ref.weekday())
        return one_day(monday + timedelta(days=number + 7 * (shift_of(relative) if relative != "a week ago" else -1)))
    if relative in ("last", "past", "this past", "previous", "the previous"):
        return one_day(ref - timedelta(days=back or 7))
    if relative in ("next", "this coming", "following", "the following"):
        return one_day(ref + timedelta(days=(number - ref.weekday()) % 7 or 7))
    future = c.tense is Tense.FUTURE and not re.match(r"\s*'s", c.right) and not m[0].endswith("'s")
    return one_day(ref + timedelta(days=(number - ref.weekday()) % 7) if future else ref - timedelta(days=back))


@BOOK.rule(
    r"(?:\d.*? ?(?:a\.?m\.?|p\.?m\.?|gmt|utc|est|edt),? )?(?P<day>today|tonight|yesterday|tomorrow|day before yesterday|day after tomorrow)(?:'s)?(?:,? .*)?"
)
def _near_day(m: Match, c: Context) -> Span | None:
    shift = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(m["day"], 0)
    return one_day(c.reference + timedelta(days=shift))


@BOOK.rule(
    rf"(?P<which>last|this|that|same) (?:early |late )?(?:night|morning|afternoon|evening|day)|{PART_OF_DAY}|overnight|(?:same|very) day|day"
)
def _part_of_day(m: Match, c: Context) -> Span | None:
    if m[0] in ("same day", "day", "that day", "last day") or m[0].endswith("mornings"):
        return None
    return one_day(c.reference - timedelta(days=1 if m["which"] == "last" else 0))


@BOOK.rule(r"\d{1,2}(?:[:.]?\d\d)? ?(?:a\.?m\.?|p\.?m\.?|gmt|utc|est|edt|o'clock)\b.*|\d{4} (?:gmt|utc)")
def _clock(m: Match, c: Context) -> Span | None:
    return one_day(c.reference)


# Relative units


@BOOK.rule(
    r"(?P<rel>last|past|previous|this|this past|current|next|coming|this coming|the following|following|that|latest) (?P<unit>week|weekend|month|year|decade|century)(?:'s end)?"
)
@BOOK.rule(r"(?P<unit>weekend|week)(?P<rel>)")
def _relative_unit(m: Match, c: Context) -> Span | None:
    if m["rel"] == "that":
        return None
    return _shifted_unit(m["unit"], shift_of(m["rel"] or "this"), c)


@BOOK.rule(r"(?:year's|the year's|this year's|year-?) ?-?end|end of (?:the )?year|year")
def _year_end(m: Match, c: Context) -> Span | None:
    return year_of(c.reference.year) if "end" in m[0] else None


def _shifted_unit(unit: str, shift: int, c: Context) -> Span | None:
    ref = c.reference
    if unit == "weekend":
        if shift == 0 and ref.weekday() < 5 and c.tense is not Tense.FUTURE:
            shift = -1
        return weekend_of(ref + timedelta(days=7 * (shift if not (shift == -1 and ref.weekday() >= 5) else -1)))
    if unit == "week":
        return week_of(ref + timedelta(days=7 * shift))
    if unit == "month":
        return month_of(ref.year, ref.month + shift)
    if unit == "year":
        return year_of(ref.year + shift)
    width = 10 if unit == "decade" else 100
    first = (ref.year // width + shift) * width
    return span_of(date(first, 1, 1), date(first + width - 1, 12, 31), unit)


_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_AMOUNT = r"(?:(?P<n>\d+|an?|couple of|a couple of|half a|half) )"


@BOOK.rule(
    rf"{_AMOUNT}(?P<unit>day|week|fortnight|month|quarter|year|decade|century)s? (?:ago|earlier)(?: (?:today|this week|this month))?"
)
@BOOK.rule(
    rf"{_AMOUNT}(?P<unit>day|week|fortnight|month|quarter|year|decade|century)s? (?P<later>from now|hence|from today)"
)
@BOOK.rule(r"(?P<n>1|year)-?(?P<unit>year|ago|earlier)(?: ago| earlier)?(?: (?:period|quarter))?")
def _ago(m: Match, c: Context) -> Span | None:
    unit, amount = m["unit"], m["n"]
    if unit in ("ago", "earlier"):
        unit, amount = "year", "1"
    if "half" in amount:
        return month_of(c.reference.year, c.reference.month - 6) if unit == "year" else None
    count = int(amount) if amount.isdigit() else (2 if "couple" in amount else 1)
    earlier = m[0].endswith(("earlier", "ago period", "ago quarter")) or "-" in m[0]
    sign = 1 if m.groupdict().get("later") else -1
    return _counted(unit, sign * count, c, compares=earlier)


def _counted(unit: str, count: int, c: Context, *, compares: bool) -> Span | None:
    """So many units from the reference; "a year earlier" in a company's report is the same quarter of that year."""
    ref = c.reference
    if unit == "year":
        return _years_from(count, c, compares=compares)
    if unit == "quarter":
        return quarter_of(ref.year, (ref.month - 1) // 3 + 1 + count)
    if unit in _UNIT_DAYS:
        day = ref + timedelta(days=count * _UNIT_DAYS[unit])
        return one_day(day) if unit == "day" else week_of(day)
    return _shifted_unit(unit, count, c)


def _years_from(count: int, c: Context, *, compares: bool) -> Span:
    ref = c.reference
    quarters = re.findall(r"(first|second|third|fourth)[ -](?:fiscal )?quarter", c.left)
    if abs(count) == 1 and quarters:
        return quarter_of(bare_quarter_year(quarters[-1], c) + count, ORDINALS[quarters[-1]])
    if abs(count) == 1 and not compares:
        return month_of(ref.year + count, ref.month)
    return year_of(ref.year + count)


@BOOK.rule(rf"(?P<nth>first|second|third|fourth|last|final) week (?:of|in) {MONTH}(?:,? ?{YEAR})?")
def _week_of_month(m: Match, c: Context) -> Span | None:
    month = MONTHS[m["month"]]
    year = int(m["year"]) if m["year"] else nearest_year(month, None, c)
    first, last, _ = month_of(year, month)
    number = ORDINALS[m["nth"]]
    if number == 0:  # the last whole one
        return week_of(last - timedelta(days=6) if last.weekday() != 6 else last)
    return week_of(first + timedelta(days=7 * (number - 1)))


@BOOK.rule(rf"week (?:of|beginning|starting) {MONTH} ?{DAY}(?:,? {YEAR})?")
def _week_of_day(m: Match, c: Context) -> Span | None:
    month, day = MONTHS[m["month"]], int(m["day"])
    return week_of(date(int(m["year"]) if m["year"] else nearest_year(month, day, c), month, day))


@BOOK.rule(r"(?P<what>start|beginning) of (?:the )?(?P<rel>this |next |last )?year")
def _start_of_year(m: Match, c: Context) -> Span | None:
    return year_of(c.reference.year + shift_of((m["rel"] or "this").strip()))
