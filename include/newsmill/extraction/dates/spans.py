"""What rules for dates are made of: their context, their register, and the calendar's units as spans of days."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from include.newsmill.extraction.dates.grammar import ORDINALS
from include.newsmill.extraction.dates.tense import Tense, tense_around

Match: TypeAlias = re.Match[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask: the day of publication and the words around."""

    reference: date
    left: str
    right: str

    @property
    def tense(self) -> Tense:
        """Tense of the nearest verb."""
        return tense_around(self.left, self.right)


Span: TypeAlias = tuple[date, date, str]
Rule: TypeAlias = Callable[[Match, Context], Span | None]


class RuleBook:
    """Rules in the order of their registration, which is the order in which they are tried."""

    def __init__(self) -> None:
        self.entries: list[tuple[re.Pattern[str], Rule]] = []

    def rule(self, pattern: str) -> Callable[[Rule], Rule]:
        """Register a function for expressions that a pattern matches as a whole."""

        def note(rule: Rule) -> Rule:
            self.entries.append((re.compile(pattern), rule))
            return rule

        return note


def span_of(start: date, end: date, precision: str) -> Span:
    """Any days, under a precision of their own."""
    return start, end, precision


def one_day(day: date) -> Span:
    """A single day."""
    return day, day, "day"


def month_of(year: int, month: int) -> Span:
    """A month; numbers below 1 and above 12 run into the years beside."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"


def months_of(year: int, month: int, count: int, precision: str) -> Span:
    """Some months in a row."""
    return month_of(year, month)[0], month_of(year, month + count - 1)[1], precision


def quarter_of(year: int, quarter: int) -> Span:
    """A quarter; numbers below 1 and above 4 run into the years beside."""
    return months_of(year + (quarter - 1) // 4, 3 * ((quarter - 1) % 4) + 1, 3, "quarter")


def year_of(year: int) -> Span:
    """A calendar year."""
    return date(year, 1, 1), date(year, 12, 31), "year"


def week_of(day: date) -> Span:
    """The ISO week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6), "week"


def weekend_of(day: date) -> Span:
    """Saturday and Sunday of the ISO week that a day lies in."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
    return saturday, saturday + timedelta(days=1), "weekend"


def moved(day: date, months: int) -> date:
    """A day some months on."""
    first = month_of(day.year, day.month + months)[0]
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


# How much farther a day counts that lies on the other side of its verb's tense; past tenses are told more surely.
_FUTURE_AGAINST_PAST, _MONTH_AGAINST_PAST, _PAST_AGAINST_FUTURE = 3.0, 10.0, 1.5


def nearest_year(month: int, day: int | None, context: Context) -> int:
    """Year of a month or a day printed without one."""
    ref = context.reference
    if day is None and month == ref.month:
        return ref.year
    tense = context.tense

    def distance(year: int) -> float:
        first, last, _ = month_of(year, month)
        at = date(year, month, day) if day is not None else (last if last < ref else first)
        days = (at - ref).days
        if tense is Tense.PAST and days > 0:
            return days * (_FUTURE_AGAINST_PAST if day is not None else _MONTH_AGAINST_PAST)
        return -days * _PAST_AGAINST_FUTURE if tense is Tense.FUTURE and days < 0 else abs(days)

    leap_day = (month, day) == (2, 29)
    years = [y for y in (ref.year, ref.year - 1, ref.year + 1) if not leap_day or calendar.isleap(y)]
    return min(years or [ref.year], key=distance)


def full_year(text: str, reference: date) -> int:
    """A year from four figures, or from two by the century before the reference."""
    number = int(text)
    if len(text) == 4:
        return number
    century = reference.year // 100 * 100
    return century + number - (100 if century + number > reference.year + 10 else 0)


def nth(text: str) -> int:
    """Number of an ordinal or a quarter's short form."""
    return ORDINALS.get(text) or int(text[-1])


def shift_of(relative: str) -> int:
    """-1 for "last", 1 for "next", 0 for "this"."""
    word = relative.split(maxsplit=1)[0] if not relative.startswith(("the ", "this ")) else relative.split()[1]
    if relative.startswith("this "):
        word = {"past": "last", "coming": "next"}.get(word, "this")
    if word in ("last", "past", "previous", "latest"):
        return -1
    return 1 if word in ("next", "coming", "following") else 0
