"""Weekdays, and what counts from the day of publication: yesterday, last week, two years ago."""
# ruff: noqa: E501, ARG001 - patterns read better whole; every rule takes the same two arguments

import re
from datetime import date, timedelta

from include.newsmill.extraction.dates.grammar import PART_OF_DAY, WEEKDAY, WEEKDAYS
from include.newsmill.extraction.dates.period_rules import latest_quarter
from include.newsmill.extraction.dates.spans import (
    Context,
    Match,
    RuleBook,
    Span,
    month_of,
    moved,
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


_UNITS = ("day", "week", "fortnight", "month", "quarter", "year", "decade", "century")
_UNIT_WORDS = (*_UNITS, *(unit + "s" for unit in _UNITS), "weekend", "weekends")


@BOOK.rule(
    rf"{WEEKDAY}(?:,)?(?:'s)? ?(?:{PART_OF_DAY})?(?:,? (?:at )?(?!\d+ (?:day|week|month|year))\d.*)?(?P<rel>)", WEEKDAYS
)
@BOOK.rule(
    rf"(?P<rel>last|this|this past|past|next|this coming|coming|the following|following|the previous|previous) {WEEKDAY}(?:'s)?(?: {PART_OF_DAY})?",
    WEEKDAYS,
)
@BOOK.rule(rf"{WEEKDAY} (?P<rel>last|next)", WEEKDAYS)
@BOOK.rule(rf"{WEEKDAY}(?: {PART_OF_DAY})?,?(?: of)? (?P<rel>last week|next week|this week|a week ago|week)", WEEKDAYS)
def _weekday(m: Match, c: Context) -> Span | None:
    number, ref, relative = WEEKDAYS[m["weekday"]], c.reference, m["rel"] or ""
    back = (ref.weekday() - number) % 7
    if relative.endswith("week") or relative == "a week ago":
        monday = ref - timedelta(days=ref.weekday())
        return one_day(monday + timedelta(days=number + 7 * (shift_of(relative) if relative != "a week ago" else -1)))
    if relative in ("last", "past", "this past", "previous", "the previous"):
        return one_day(ref - timedelta(days=back or 7))
    if relative in ("next", "this coming", "coming", "following", "the following"):
        return one_day(ref + timedelta(days=(number - ref.weekday()) % 7 or 7))
    future = c.tense is Tense.FUTURE and not re.match(r"\s*'s", c.right) and not m[0].endswith("'s")
    return one_day(ref + timedelta(days=(number - ref.weekday()) % 7) if future else ref - timedelta(days=back))


@BOOK.rule(
    r"(?:\d.*? ?(?:a\.?m\.?|p\.?m\.?|gmt|utc|est|edt),? )?(?P<day>today|tonight|yesterday|tomorrow|day before yesterday|day after tomorrow)(?:'s)?(?:,? (?:at |in the |early |late )?(?!to |and |through |until |before |after )(?:.*))?",
    ("today", "tonight", "yesterday", "tomorrow"),
)
def _near_day(m: Match, c: Context) -> Span | None:
    shift = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(m["day"], 0)
    return one_day(c.reference + timedelta(days=shift))


@BOOK.rule(
    rf"(?P<which>last|this|that|same) (?:early |late )?(?:night|morning|afternoon|evening|day)|{PART_OF_DAY}|overnight|(?:same|very) day|day",
    (
        "night",
        "morning",
        "mornings",
        "afternoon",
        "evening",
        "day",
        "noon",
        "midnight",
        "midday",
        "lunchtime",
        "dawn",
        "dusk",
        "overnight",
    ),
)
def _part_of_day(m: Match, c: Context) -> Span | None:
    if m[0] == "day" and c.modifier in ("early-", "late-"):  # "earlier in the day"
        return one_day(c.reference)
    if "that " in c.lead or m["which"] in ("that", "same"):  # of a day named before, see anchored_rules
        return None
    if m[0] in ("same day", "day", "that day", "last day") or m[0].endswith("mornings"):
        return None
    return one_day(c.reference - timedelta(days=1 if m["which"] == "last" else 0))


_HOUR = (
    r"(?:\d{1,2}(?:[:.]?\d\d)?(?: ?(?:a\.?m\.?|p\.?m\.?|gmt|utc|est|edt|et|o'clock))+|\d{4} (?:gmt|utc)|noon|midnight)"
)


@BOOK.rule(rf"{_HOUR}(?![a-z0-9])(?P<rest>.*)", ("#", "noon", "midnight"))
def _clock(m: Match, c: Context) -> Span | None:
    """A time is of the day named behind it, else of the day of publication."""
    rest = re.sub(r"^[ ,]*(?:(?:\( ?)?(?:[a-z]{2,4})? ?[+-] ?\d+ ?\)?)?[ ,]*(?:on |of )?", "", m["rest"])
    found = c.resolve(rest, c) if rest else None
    return found if found is not None and found[2] == "day" else one_day(c.reference)


# Relative units


@BOOK.rule(
    r"(?P<rel>last|past|previous|this|this past|current|next|coming|this coming|the following|following|that|latest) (?P<unit>week|weekend|month|year|decade|century)(?:'s end)?",
    _UNIT_WORDS,
)
@BOOK.rule(r"(?P<unit>weekend|week)(?P<rel>)", _UNIT_WORDS)
@BOOK.rule(r"(?P<unit>month|year|decade|century)(?P<rel>)", _UNIT_WORDS)
def _relative_unit(m: Match, c: Context) -> Span | None:
    if m["rel"] == "that" or "that " in c.lead:
        return None
    if m[0] in ("month", "year", "decade", "century") and c.modifier not in ("early-", "mid-", "late-"):
        return None  # "the year" may be any; "the end of the year" is this one
    return _shifted_unit(m["unit"], shift_of(m["rel"] or "this"), c)


@BOOK.rule(r"(?:year's|the year's|this year's|year-?) ?-?end|end of (?:the )?year", ("year",))
def _year_end(m: Match, c: Context) -> Span | None:
    return year_of(c.reference.year)


@BOOK.rule(r"(?P<unit>week|month|year|decade)[- ](?P<way>before last|after next)", _UNIT_WORDS)
def _second_unit(m: Match, c: Context) -> Span | None:
    return _shifted_unit(m["unit"], -2 if m["way"] == "before last" else 2, c)


@BOOK.rule(r"(?P<way>last|past|previous|next|coming|following) (?P<n>\d+) (?P<unit>day|week|month|year)s?", _UNIT_WORDS)
def _stretch(m: Match, c: Context) -> Span | None:
    """So many units up to publication, that day included, or from the day behind it on."""
    ref, count = c.reference, int(m["n"])
    if count == 0:
        return None
    back = m["way"] in ("last", "past", "previous")
    if m["unit"] in _UNIT_DAYS:
        days = timedelta(days=count * _UNIT_DAYS[m["unit"]])
        return span_of(ref - days + _ONE_DAY, ref, "range") if back else span_of(ref + _ONE_DAY, ref + days, "range")
    months = count * (12 if m["unit"] == "year" else 1)
    if back:
        return span_of(moved(ref, -months) + _ONE_DAY, ref, "range")
    return span_of(ref + _ONE_DAY, moved(ref, months), "range")


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


_ONE_DAY = timedelta(days=1)
_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_AMOUNT = r"(?P<n>\d+|an?|couple of|a couple of|half a|half) "


_COUNTED = rf"{_AMOUNT}(?P<unit>day|week|fortnight|month|quarter|year|decade|century)s?"


@BOOK.rule(rf"{_COUNTED} (?P<way>ago|earlier)(?: (?P<exactly>today|this week|this month))?", _UNIT_WORDS)
@BOOK.rule(rf"{_COUNTED} (?P<way>from now|hence|from today)(?P<exactly>)", _UNIT_WORDS)
@BOOK.rule(rf"{_COUNTED}(?P<way>)(?P<exactly>)", _UNIT_WORDS)
def _ago(m: Match, c: Context) -> Span | None:
    way, unit = m["way"], m["unit"]
    if not way:
        if not (c.lead.endswith("in ") or c.left.endswith((" in ", " in"))) or c.tense is not Tense.FUTURE:
            return None  # "two weeks" is a length; "will open in two weeks" a time
        way = "hence"
    sign = -1 if way in ("ago", "earlier") else 1
    if "half" in m["n"]:
        return month_of(c.reference.year, c.reference.month + 6 * sign) if unit == "year" else None
    count = sign * (int(m["n"]) if m["n"].isdigit() else 2 if "couple" in m["n"] else 1)
    if m["exactly"] and unit in ("month", "year"):
        day = moved(c.reference, count * (12 if unit == "year" else 1))
        return {"today": one_day(day), "this week": week_of(day)}.get(m["exactly"], month_of(day.year, day.month))
    return _counted(unit, count, c, compares=way == "earlier")


@BOOK.rule(r"(?P<n>\d+|an?) (?:and a half years|year and a half) (?:ago|earlier)", ("half",))
def _years_and_a_half_ago(m: Match, c: Context) -> Span | None:
    years = int(m["n"]) if m["n"].isdigit() else 1
    return month_of(c.reference.year, c.reference.month - 12 * years - 6)


@BOOK.rule(r"(?:1|year)-?(?:year|ago|earlier)(?: ago| earlier)?(?: (?:period|quarter))?", ("year",))
def _year_ago(m: Match, c: Context) -> Span | None:
    if m[0].endswith("quarter"):
        year, quarter = latest_quarter(c)
        return quarter_of(year - 1, quarter)
    return _years_from(-1, c, compares=m[0].endswith(("earlier", "ago period", "ago quarter")) or "-" in m[0])


@BOOK.rule(
    r"(?:same|this|corresponding|comparable|equivalent|similar|prior-year|year-ago) (?P<unit>time|period|quarter|month|week)(?:,? (?:of |in )?(?:last|the previous|the prior) year| a year (?:ago|earlier))",
    ("year",),
)
def _same_of_last_year(m: Match, c: Context) -> Span | None:
    if m["unit"] in ("time", "month"):
        return month_of(c.reference.year - 1, c.reference.month)
    if m["unit"] == "week":
        return week_of(moved(c.reference, -12))
    if m["unit"] == "quarter":
        year, quarter = latest_quarter(c)
        return quarter_of(year - 1, quarter)
    return _years_from(-1, c, compares=True)


@BOOK.rule(rf"(?P<n>\d+|a) weeks? (?P<way>ago|from)(?: on| this| last| next)? {WEEKDAY}", WEEKDAYS)
@BOOK.rule(rf"{WEEKDAY},? (?P<n>\d+|a) weeks? (?P<way>ago|from now)", WEEKDAYS)
def _weekday_weeks_away(m: Match, c: Context) -> Span | None:
    weeks = int(m["n"]) if m["n"].isdigit() else 1
    number, ref = WEEKDAYS[m["weekday"]], c.reference
    if m["way"] == "from":
        return one_day(ref + timedelta(days=(number - ref.weekday()) % 7 + 7 * weeks))
    shift = -weeks if m["way"] == "ago" else weeks
    return one_day(ref + timedelta(days=number - ref.weekday() + 7 * shift))


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
    named = re.search(r"\bquarter\b" if compares else r"(?:first|second|third|fourth)[ -](?:fiscal )?quarter", c.left)
    if abs(count) == 1 and named:
        year, quarter = latest_quarter(c)
        return quarter_of(year + count, quarter)
    if abs(count) == 1 and not compares:
        return month_of(ref.year + count, ref.month)
    return year_of(ref.year + count)


@BOOK.rule(r"(?P<what>start|beginning) of (?:the )?(?P<rel>this |next |last )?year", ("year",))
def _start_of_year(m: Match, c: Context) -> Span | None:
    return year_of(c.reference.year + shift_of((m["rel"] or "this").strip()))
