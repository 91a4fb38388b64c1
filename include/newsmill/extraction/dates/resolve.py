"""What a date expression of a news text means, given the day the text was published.

Rules by hand, tried in order; the first that answers wins. They lean on the tense of the words around: "Friday" is
the nearest Friday on or before publication unless the verb speaks of the future. A span is the whole unit that the
words name, both ends inclusive; "early", "mid-" and "late" show in the precision and never narrow it.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from include.newsmill.extraction.dates.grammar import (
    DAY,
    MONTH,
    MONTHS,
    ORDINALS,
    PART_OF_DAY,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    in_figures,
)
from include.newsmill.extraction.dates.tense import Tense, tense_around
from include.newsmill.model import DateSpan

Match: TypeAlias = re.Match[str]


@dataclass(frozen=True, slots=True)
class _Context:
    reference: date
    left: str
    right: str

    @property
    def tense(self) -> Tense:
        return tense_around(self.left, self.right)


_Span: TypeAlias = tuple[date, date, str]
_Rule: TypeAlias = Callable[[Match, _Context], _Span | None]
_RULES: list[tuple[re.Pattern[str], _Rule]] = []


def _rule(pattern: str) -> Callable[[_Rule], _Rule]:
    def note(rule: _Rule) -> _Rule:
        _RULES.append((re.compile(pattern), rule))
        return rule

    return note


def resolve_date(expression: str, reference: date | None, *, left: str = "", right: str = "") -> DateSpan | None:
    """The days that a date expression names.

    Args:
        expression: the words alone, as printed: "Nov. 16-17", "last May", "five months ago".
        reference: the day the text was published; None when it is not known.
        left: text before the expression, any length; its end tells the tense.
        right: text behind it, likewise.

    Returns:
        A span, or None where the words name no days of the calendar ("recently", "for two years"), or name them
        relative to a publication day that is not known.

    >>> resolve_date("next month", date(2019, 10, 25))
    DateSpan(start=datetime.date(2019, 11, 1), end=datetime.date(2019, 11, 30), precision='month')
    """
    text, modifier = _without_modifier(in_figures(expression))
    context = _Context(reference or date(1970, 1, 1), left[-200:], right[:200])
    for pattern, rule in _RULES:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        if reference is None and not _stands_alone(match):
            return None
        try:
            found = rule(match, context)
        except (ValueError, OverflowError):  # 31 June, the year 10000: no day of the calendar
            return None
        if found is not None:
            start, end, precision = found
            keeps = modifier and precision not in ("day", "range")
            return DateSpan(start=start, end=end, precision=modifier + precision if keeps else precision)
    return None


_LEAD = re.compile(
    r"(?:(?:on|in|by|at|of|as of|since|until|till|from|during|about|around|just|nearly|almost|roughly|some|sometime|over|more than|only|"
    r"exactly|at least|before|after|back in|through|for|to|the|that|this coming|(?:the )?(?:whole|entire)) )+"
)
_EARLY = re.compile(r"(?:(early|mid|late|earlier|later|the (?:start|beginning|end|middle|close) of|(?:start|beginning|end|middle) of|sometime)[ -](?:in )?)")
_MODIFIERS = {
    "early": "early-", "earlier": "early-", "start": "early-", "beginning": "early-", "mid": "mid-", "middle": "mid-",
    "late": "late-", "later": "late-", "end": "late-", "close": "late-",
}  # fmt: skip


def _without_modifier(text: str) -> tuple[str, str]:
    """Drop prepositions and "early", "mid", "end of" from the front; the second value names the modifier, or ""."""
    modifier = ""
    text = text.strip(" ,.;:\"()[]").removesuffix("'") + ("." if text.endswith(("jan.", "oct.", "nov.", "dec.", "sept.", "aug.", "feb.")) else "")
    for _ in range(4):
        if match := _LEAD.match(text):
            text = text[match.end() :]
        if match := _EARLY.match(text):
            words = match[1].split()
            modifier = modifier or next((_MODIFIERS[word] for word in words if word in _MODIFIERS), "")
            text = text[match.end() :]
        elif not _LEAD.match(text):
            break
    text = text.removesuffix("'s").removesuffix("'")
    return text.strip(), modifier


def _stands_alone(match: Match) -> bool:
    """Whether the words carry their own year, so that they need no publication day."""
    groups = match.groupdict()
    return bool(groups.get("year") or groups.get("whole"))


def _days(start: date, end: date, precision: str) -> _Span:
    return start, end, precision


def _day(day: date) -> _Span:
    return day, day, "day"


def _month(year: int, month: int) -> _Span:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def _months(year: int, month: int, count: int, precision: str) -> _Span:
    return _month(year, month)[0], _month(year, month + count - 1)[1], precision


def _quarter(year: int, quarter: int) -> _Span:
    return _months(year + (quarter - 1) // 4, 3 * ((quarter - 1) % 4) + 1, 3, "quarter")


def _year(year: int) -> _Span:
    return date(year, 1, 1), date(year, 12, 31), "year"


def _week(day: date) -> _Span:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6), "week"


def _weekend(day: date) -> _Span:
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    return saturday, saturday + timedelta(days=1), "weekend"


def _moved(day: date, months: int) -> date:
    first = _month(day.year, day.month + months)[0]
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


# How much farther a day counts that lies on the other side of its verb's tense; past tenses are told more surely.
_FUTURE_AGAINST_PAST, _PAST_AGAINST_FUTURE = 3.0, 1.5


def _nearest_year(month: int, day: int | None, context: _Context) -> int:
    """Year of a month or a day printed without one."""
    ref = context.reference
    if day is None and month == ref.month:
        return ref.year
    tense = context.tense

    def distance(year: int) -> float:
        first, last, _ = _month(year, month)
        at = date(year, month, day) if day is not None else (last if last < ref else first)
        days = (at - ref).days
        if tense is Tense.PAST and days > 0:
            return days * _FUTURE_AGAINST_PAST
        return -days * _PAST_AGAINST_FUTURE if tense is Tense.FUTURE and days < 0 else abs(days)

    leap_day = (month, day) == (2, 29)
    years = [y for y in (ref.year, ref.year - 1, ref.year + 1) if not leap_day or calendar.isleap(y)]
    return min(years or [ref.year], key=distance)


def _full_year(text: str, reference: date) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    century = reference.year // 100 * 100
    return century + number - (100 if century + number > reference.year + 10 else 0)


# Full dates

_TIME = r"(?:\d{1,2}(?::\d\d)?(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?|noon|gmt|est|edt|utc)?\.?,?(?: ?\(? ?(?:[a-z]{2,4})(?: ?[+-] ?\d+)? ?\)?)?,? (?:on )?)?"


@_rule(r"(?P<whole>\d{4})-(\d\d)-(\d\d)(?:t.*)?")
def _iso(m: Match, c: _Context) -> _Span | None:
    return _day(date(int(m[1]), int(m[2]), int(m[3])))


@_rule(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<whole>\d{4}|\d\d)")
def _slashed(m: Match, c: _Context) -> _Span | None:
    month, day = int(m["m"]), int(m["d"])
    month, day = (day, month) if month > 12 else (month, day)
    return _day(date(_full_year(m["whole"], c.reference), month, day))


@_rule(rf"{_TIME}(?:{WEEKDAY},? )?(?:the )?{MONTH} ?{DAY}(?: ?, ?| )(?:of )?{YEAR}(?:,? {PART_OF_DAY})?")
@_rule(rf"{_TIME}(?:{WEEKDAY},? )?(?:the )?{DAY} (?:of )?{MONTH},? ?(?:of )?{YEAR}")
def _day_of_year(m: Match, c: _Context) -> _Span | None:
    return _day(date(int(m["year"]), MONTHS[m["month"]], int(m["day"])))


@_rule(rf"{_TIME}(?:{WEEKDAY},? )?(?:the )?{MONTH} ?{DAY}(?:,? {PART_OF_DAY})?(?: of)?(?P<rel> (?:last|this|next) year)?(?:,? \d.*)?")
@_rule(rf"{_TIME}(?:{WEEKDAY},? )?(?:the )?{DAY} (?:of )?{MONTH}(?: of)?(?P<rel> (?:last|this|next) year)?")
def _day_of_month(m: Match, c: _Context) -> _Span | None:
    month, day = MONTHS[m["month"]], int(m["day"])
    if m["rel"]:
        return _day(date(c.reference.year + _shift(m["rel"].split()[0]), month, day))
    return _day(date(_nearest_year(month, day, c), month, day))


@_rule(rf"{MONTH} ?{DAY} ?(?:-|–|to|and|through|until) ?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?:,? ?{YEAR})?")
@_rule(rf"{DAY} ?(?:-|–|to|and|until) ?(?P<last>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{MONTH}(?:,? ?{YEAR})?")
def _days_of_month(m: Match, c: _Context) -> _Span | None:
    month, first, last = MONTHS[m["month"]], int(m["day"]), int(m["last"])
    year = int(m["year"]) if m["year"] else _nearest_year(month, first, c)
    return _days(date(year, month, first), date(year, month, last), "range") if first <= last else None


@_rule(rf"{MONTH} ?{DAY} ?(?:-|–|to|and|through|until) ?(?P<month2>[a-z]+)\.? (?P<last>\d{{1,2}})(?:,? ?{YEAR})?")
def _days_over_months(m: Match, c: _Context) -> _Span | None:
    if m["month2"] not in MONTHS:
        return None
    month, first = MONTHS[m["month"]], int(m["day"])
    year = int(m["year"]) if m["year"] else _nearest_year(month, first, c)
    start, end = date(year, month, first), date(year, MONTHS[m["month2"]], int(m["last"]))
    return _days(start, end if end >= start else end.replace(year=year + 1), "range")


# Months, quarters, seasons, years


@_rule(rf"{MONTH}(?:,| of)? {YEAR}")
def _month_of_year(m: Match, c: _Context) -> _Span | None:
    return _month(int(m["year"]), MONTHS[m["month"]])


@_rule(rf"{MONTH}(?: of|,)? (?P<rel>last|this|next|the previous|the following) year")
def _month_of_relative_year(m: Match, c: _Context) -> _Span | None:
    return _month(c.reference.year + _shift(m["rel"]), MONTHS[m["month"]])


@_rule(rf"(?P<rel>last|this|this past|past|next|this coming|coming) {MONTH}(?: ?{DAY})?")
def _relative_month(m: Match, c: _Context) -> _Span | None:
    month, ref = MONTHS[m["month"]], c.reference
    if m["rel"] in ("last", "this past", "past"):
        year = ref.year - (month >= ref.month)
    elif m["rel"] in ("next", "this coming", "coming"):
        year = ref.year + (month <= ref.month)
    else:
        year = ref.year
    return _day(date(year, month, int(m["day"]))) if m["day"] else _month(year, month)


@_rule(rf"{MONTH}")
def _bare_month(m: Match, c: _Context) -> _Span | None:
    month = MONTHS[m["month"]]
    if m[0] == "mar":
        return None
    if year := re.match(r"\s*,?\s*(?:of )?((?:19|20)\d\d)\b", c.right):
        return _month(int(year[1]), month)
    if relative := re.match(r"\s*,?\s*(?:of )?(last|this|next) year\b", c.right):
        return _month(c.reference.year + _shift(relative[1]), month)
    return _month(_nearest_year(month, None, c), month)


_NTH = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|q?[1-4])"


@_rule(rf"(?:fiscal )?{_NTH}[ -]?(?:fiscal[ -])?(?:quarter|qtr)?(?: of)?,? (?:fiscal )?{YEAR}(?:[ -]quarter)?")
@_rule(rf"(?:fiscal )?{YEAR}(?:'s)? {_NTH}[ -]quarter")
def _quarter_of_year(m: Match, c: _Context) -> _Span | None:
    return _quarter(int(m["year"]), _nth(m["nth"]))


@_rule(rf"(?P<rel>last|this|next|previous|the current|current) year(?:'s)? {_NTH}[ -](?:fiscal )?quarter")
@_rule(rf"{_NTH}[ -](?:fiscal )?quarter(?: of)? (?P<rel>last|this|next|the previous|the current|the) (?:fiscal )?year")
def _quarter_of_relative_year(m: Match, c: _Context) -> _Span | None:
    return _quarter(c.reference.year + _shift(m["rel"]), _nth(m["nth"]))


@_rule(rf"(?:fiscal )?{_NTH}[ -](?:fiscal )?(?:quarter|qtr)")
def _bare_quarter(m: Match, c: _Context) -> _Span | None:
    number, ref = _nth(m["nth"]), c.reference
    if year := re.match(r",? (?:of )?(?:fiscal )?((?:19|20)\d\d)\b", c.right):
        return _quarter(int(year[1]), number)
    if re.search(r"year-(?:ago|earlier)|a year ago", c.left[-60:]):
        return _quarter(ref.year - 1, number)
    current = (ref.month - 1) // 3 + 1
    later = number > current and c.tense is not Tense.FUTURE
    return _quarter(ref.year - (1 if later and not (number == current + 1 and c.tense is Tense.NONE) else 0), number)


@_rule(r"(?P<rel>last|previous|latest|most recent|past|this|current|next|coming|following) (?:fiscal )?quarter")
@_rule(r"(?P<rel>)quarter")
def _relative_quarter(m: Match, c: _Context) -> _Span | None:
    current = (c.reference.month - 1) // 3 + 1
    if m["rel"] in ("latest", "most recent", ""):  # figures are out after the end of their quarter
        return _quarter(c.reference.year, current - 1)
    return _quarter(c.reference.year, current + _shift(m["rel"]))


@_rule(rf"(?P<nth>first|second|1st|2nd|last) half(?: of)?,? (?:(?P<rel>last|this|next|the) year|{YEAR})")
@_rule(rf"(?P<nth>first|second|last) half(?P<rel>)(?P<year>)")
def _half(m: Match, c: _Context) -> _Span | None:
    second = m["nth"] in ("second", "2nd", "last")
    if m["year"]:
        year = int(m["year"])
    elif m["rel"]:
        year = c.reference.year + _shift(m["rel"])
    else:
        year = c.reference.year - (second and c.reference.month < 7 and c.tense is not Tense.FUTURE)
    return _months(year, 7 if second else 1, 6, "half")


@_rule(rf"(?P<season>spring|summer|autumn|fall|winter)(?: of|,)? {YEAR}")
@_rule(r"(?P<rel>last|this|this past|next|this coming) (?P<season>spring|summer|autumn|fall|winter)")
@_rule(r"(?P<season>spring|summer|autumn|winter)")
def _season(m: Match, c: _Context) -> _Span | None:
    """Meteorological seasons of the northern half, where nearly all of this news is written."""
    first, ref = SEASONS[m["season"]], c.reference
    groups = m.groupdict()
    if groups.get("year"):
        return _months(int(groups["year"]), first, 3, "season")
    year = ref.year
    began = date(year, first, 1)
    relative = groups.get("rel") or ("next" if c.tense is Tense.FUTURE else "")
    if relative in ("last", "this past"):
        year -= _months(year, first, 3, "")[1] >= ref
    elif relative in ("next", "this coming"):
        year += began <= ref
    elif not relative:
        year -= began > ref
    return _months(year, first, 3, "season")


@_rule(r"(?P<year>(?:1[0-9]|20)\d\d)(?:'s)?(?: fiscal year| calendar year)?")
@_rule(r"(?:fiscal|fiscal year|the year|year|calendar) (?P<year>(?:19|20)\d\d)")
def _bare_year(m: Match, c: _Context) -> _Span | None:
    return _year(int(m["year"]))


@_rule(r"(?P<first>(?:1[0-9]|20)\d\d) ?(?:-|–|to|and|until|through) ?(?P<year>(?:1[0-9]|20)\d\d|\d\d)")
def _years(m: Match, c: _Context) -> _Span | None:
    first = int(m["first"])
    last = int(m["year"]) if len(m["year"]) == 4 else first // 100 * 100 + int(m["year"])
    return _days(date(first, 1, 1), date(last, 12, 31), "range") if first <= last else None


@_rule(r"'(?P<short>\d\d)|(?P<tail>\d\d)")
def _short_year(m: Match, c: _Context) -> _Span | None:
    if m["tail"]:
        if not (start := re.search(r"\b((?:1[0-9]|20)\d\d) ?[-–/] ?$", c.left)):
            return None
        return _year(int(start[1]) // 100 * 100 + int(m["tail"]))
    return _year(_full_year(m["short"], c.reference))


@_rule(r"(?P<whole>(?:1[0-9]|20)\d)0'?s|'(?P<short>\d)0s|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)")
def _decade(m: Match, c: _Context) -> _Span | None:
    words = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    first = int(m["whole"]) * 10 if m["whole"] else 1900 + 10 * (int(m["short"]) if m["short"] else words.index(m["word"]) + 2)
    return _days(date(first, 1, 1), date(first + 9, 12, 31), "decade")


@_rule(r"(?P<whole>\d{1,2})(?:st|nd|rd|th)[ -]century")
def _century(m: Match, c: _Context) -> _Span | None:
    first = (int(m["whole"]) - 1) * 100 + 1
    return _days(date(first, 1, 1), date(first + 99, 12, 31), "century")


# Days by name


@_rule(rf"{WEEKDAY}(?:,)?(?:'s)? ?(?:{PART_OF_DAY})?(?:,? (?:at )?\d.*)?(?P<rel>)")
@_rule(rf"(?P<rel>last|this|this past|past|next|this coming|the following|following|the previous|previous) {WEEKDAY}(?: {PART_OF_DAY})?")
@_rule(rf"{WEEKDAY}(?: {PART_OF_DAY})?(?: of)? (?P<rel>last week|next week|this week|a week ago|week)")
def _weekday(m: Match, c: _Context) -> _Span | None:
    number, ref, relative = WEEKDAYS[m["weekday"]], c.reference, m["rel"] or ""
    back = (ref.weekday() - number) % 7
    if relative.endswith("week") or relative == "a week ago":
        monday = ref - timedelta(days=ref.weekday())
        return _day(monday + timedelta(days=number + 7 * (_shift(relative) if relative != "a week ago" else -1)))
    if relative in ("last", "past", "this past", "previous", "the previous"):
        return _day(ref - timedelta(days=back or 7))
    if relative in ("next", "this coming", "following", "the following"):
        return _day(ref + timedelta(days=(number - ref.weekday()) % 7 or 7))
    future = c.tense is Tense.FUTURE and not re.match(r"\s*'s", c.right) and not m[0].endswith("'s")
    return _day(ref + timedelta(days=(number - ref.weekday()) % 7) if future else ref - timedelta(days=back))


@_rule(r"(?:\d.*? ?(?:a\.?m\.?|p\.?m\.?|gmt|utc|est|edt),? )?(?P<day>today|tonight|yesterday|tomorrow|day before yesterday|day after tomorrow)(?:'s)?(?:,? .*)?")
def _near_day(m: Match, c: _Context) -> _Span | None:
    shift = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(m["day"], 0)
    return _day(c.reference + timedelta(days=shift))


@_rule(rf"(?P<which>last|this|that|same) (?:early |late )?(?:night|morning|afternoon|evening|day)|{PART_OF_DAY}|overnight|(?:same|very) day|day")
def _part_of_day(m: Match, c: _Context) -> _Span | None:
    if m[0] in ("same day", "day", "that day", "last day") or m[0].endswith("mornings"):
        return None
    return _day(c.reference - timedelta(days=1 if m["which"] == "last" else 0))


@_rule(r"\d{1,2}(?:[:.]?\d\d)? ?(?:a\.?m\.?|p\.?m\.?|gmt|utc|est|edt|o'clock)\b.*|\d{4} (?:gmt|utc)")
def _clock(m: Match, c: _Context) -> _Span | None:
    return _day(c.reference)


# Relative units


@_rule(r"(?P<rel>last|past|previous|this|this past|current|next|coming|this coming|the following|following|that|latest) (?P<unit>week|weekend|month|year|decade|century)(?:'s end)?")
@_rule(r"(?P<unit>weekend|week)(?P<rel>)")
def _relative_unit(m: Match, c: _Context) -> _Span | None:
    if m["rel"] == "that":
        return None
    return _shifted_unit(m["unit"], _shift(m["rel"] or "this"), c)


@_rule(r"(?:year's|the year's|this year's|year-?) ?-?end|end of (?:the )?year|year")
def _year_end(m: Match, c: _Context) -> _Span | None:
    return _year(c.reference.year) if "end" in m[0] else None


def _shifted_unit(unit: str, shift: int, c: _Context) -> _Span | None:
    ref = c.reference
    if unit == "weekend":
        if shift == 0 and ref.weekday() < 5 and c.tense is not Tense.FUTURE:
            shift = -1
        return _weekend(ref + timedelta(days=7 * (shift if not (shift == -1 and ref.weekday() >= 5) else -1)))
    if unit == "week":
        return _week(ref + timedelta(days=7 * shift))
    if unit == "month":
        return _month(ref.year, ref.month + shift)
    if unit == "year":
        return _year(ref.year + shift)
    width = 10 if unit == "decade" else 100
    first = (ref.year // width + shift) * width
    return _days(date(first, 1, 1), date(first + width - 1, 12, 31), unit)


_AMOUNT = r"(?:(?P<n>\d+|an?|couple of|a couple of|half a|half) )"


@_rule(rf"{_AMOUNT}(?P<unit>day|week|fortnight|month|quarter|year|decade|century)s? (?:ago|earlier)(?: (?:today|this week|this month))?")
@_rule(rf"{_AMOUNT}(?P<unit>day|week|fortnight|month|quarter|year|decade|century)s? (?P<later>from now|hence|from today)")
@_rule(r"(?P<n>1|year)-?(?P<unit>year|ago|earlier)(?: ago| earlier)?(?: (?:period|quarter))?")
def _ago(m: Match, c: _Context) -> _Span | None:
    unit, amount = m["unit"], m["n"]
    if unit in ("ago", "earlier"):
        unit, amount = "year", "1"
    if "half" in amount:
        return _month(c.reference.year, c.reference.month - 6) if unit == "year" else None
    count = int(amount) if amount.isdigit() else (2 if "couple" in amount else 1)
    earlier = m[0].endswith(("earlier", "ago period", "ago quarter")) or "-" in m[0]
    sign = 1 if m.groupdict().get("later") else -1
    return _counted(unit, sign * count, c, compares=earlier)


def _counted(unit: str, count: int, c: _Context, *, compares: bool) -> _Span | None:
    """So many units from the reference; "a year earlier" in a company's report is the same quarter of that year."""
    ref = c.reference
    if unit == "day":
        return _day(ref + timedelta(days=count))
    if unit in ("week", "fortnight"):
        return _week(ref + timedelta(days=count * (14 if unit == "fortnight" else 7)))
    if unit == "month":
        return _month(ref.year, ref.month + count)
    if unit == "quarter":
        return _quarter(ref.year, (ref.month - 1) // 3 + 1 + count)
    if unit == "year":
        quarters = re.findall(r"(first|second|third|fourth)[ -](?:fiscal )?quarter", c.left)
        if abs(count) == 1 and quarters:
            bare = _bare_quarter(re.fullmatch(rf"(?:fiscal )?{_NTH}[ -](?:fiscal )?(?:quarter|qtr)", quarters[-1] + " quarter"), c)  # type: ignore[arg-type]
            return _quarter(bare[0].year + count, ORDINALS[quarters[-1]]) if bare else None
        if abs(count) == 1 and not compares:
            return _month(ref.year + count, ref.month)
        return _year(ref.year + count)
    return _shifted_unit(unit, count, c)


@_rule(rf"(?P<nth>first|second|third|fourth|last|final) week (?:of|in) {MONTH}(?:,? ?{YEAR})?")
def _week_of_month(m: Match, c: _Context) -> _Span | None:
    month = MONTHS[m["month"]]
    year = int(m["year"]) if m["year"] else _nearest_year(month, None, c)
    first, last, _ = _month(year, month)
    number = ORDINALS[m["nth"]]
    if number == 0:  # the last whole one
        return _week(last - timedelta(days=6) if last.weekday() != 6 else last)
    return _week(first + timedelta(days=7 * (number - 1)))


@_rule(rf"week (?:of|beginning|starting) {MONTH} ?{DAY}(?:,? {YEAR})?")
def _week_of_day(m: Match, c: _Context) -> _Span | None:
    month, day = MONTHS[m["month"]], int(m["day"])
    return _week(date(int(m["year"]) if m["year"] else _nearest_year(month, day, c), month, day))


@_rule(r"(?P<what>start|beginning) of (?:the )?(?P<rel>this |next |last )?year")
def _start_of_year(m: Match, c: _Context) -> _Span | None:
    return _year(c.reference.year + _shift((m["rel"] or "this").strip()))


def _nth(text: str) -> int:
    return ORDINALS.get(text) or int(text[-1])


def _shift(relative: str) -> int:
    word = relative.split()[0] if not relative.startswith(("the ", "this ")) else relative.split()[1]
    if relative.startswith("this "):
        word = {"past": "last", "coming": "next"}.get(word, "this")
    if word in ("last", "past", "previous", "latest"):
        return -1
    return 1 if word in ("next", "coming", "following") else 0
