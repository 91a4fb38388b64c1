"""What rules for dates are made of: their context, their register, and the calendar's units as spans of days."""

import calendar
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias

from include.newsmill.extraction.dates.grammar import ORDINALS
from include.newsmill.extraction.dates.tense import Tense, tense_around

Match: TypeAlias = re.Match[str]


Span: TypeAlias = tuple[date, date, str]


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a rule may ask: the day of publication and the words around.

    Attributes:
        lead: words taken off the front of the expression: "since", "over the"; with white space behind, or empty.
        modifier: "early-", "mid-", "late-" or empty.
        resolve: days of a part of the expression, under another context; None where it names none.
        forced: a tense that is known already, so that the words around are not asked; PAST allows no later day.
        has_base: whether "the next day" may count from a date in the text before; False where that date is sought.
    """

    reference: date
    left: str
    right: str
    resolve: "Callable[[str, Context], Span | None]" = field(repr=False, compare=False)
    lead: str = ""
    modifier: str = ""
    forced: Tense | None = None
    has_base: bool = True

    @cached_property
    def tense(self) -> Tense:
        """Tense of the nearest verb."""
        return self.forced or tense_around(self.left, self.right)


Rule: TypeAlias = Callable[[Match, Context], Span | None]


class Entry:
    """A rule, its pattern, and words of which a text must hold one. Patterns are compiled when first needed."""

    def __init__(self, pattern: str, rule: Rule, needs: frozenset[str]) -> None:
        self.pattern, self.rule, self.needs = pattern, rule, needs

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, ready for use."""
        return re.compile(self.pattern)


class RuleBook:
    """Rules in the order of their registration, which is the order in which they are tried."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def rule(self, pattern: str, needs: Iterable[str]) -> Callable[[Rule], Rule]:
        """Register a function for expressions that a pattern matches as a whole.

        Args:
            pattern: regular expression over text as `in_figures` writes it.
            needs: every text that the pattern matches has one of these words; "#" stands for a figure. Sparing the
                engine the other texts is three quarters of the speed.
        """

        def note(rule: Rule) -> Rule:
            self.entries.append(Entry(pattern, rule, frozenset(needs)))
            return rule

        return note


def words_of(text: str) -> frozenset[str]:
    """What a text offers to rules that need a word: its runs of letters, hyphens, and "#" for figures."""
    return frozenset(["#" if word[0].isdigit() else word for word in _WORDS.findall(text)])


_WORDS = re.compile(r"[a-z]+|[0-9]+|-")


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


def nearest(days: list[date], context: Context) -> date:
    """Of some days the nearest to publication; one against the verb's tense must be much nearer."""
    return min(days, key=lambda day: _distance(day, context, _FUTURE_AGAINST_PAST))


def _distance(day: date, context: Context, against_past: float) -> float:
    days = (day - context.reference).days
    if context.forced is Tense.PAST and days > 0:
        return math.inf
    if context.tense is Tense.PAST and days > 0:
        return days * against_past
    return -days * _PAST_AGAINST_FUTURE if context.tense is Tense.FUTURE and days < 0 else abs(days)


def nearest_year(month: int, day: int | None, context: Context) -> int:
    """Year of a month or a day printed without one."""
    ref = context.reference
    if day is None and month == ref.month:
        return ref.year

    def distance(year: int) -> float:
        if day is not None:
            return _distance(date(year, month, day), context, _FUTURE_AGAINST_PAST)
        first, last, _ = month_of(year, month)
        return _distance(last if last < ref else first, context, _MONTH_AGAINST_PAST)

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
