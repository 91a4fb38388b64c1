"""Days told from other dates: "from Monday to Wednesday", "since May", "the day after Easter", "the next day".

A date in the text before serves as base where the words ask for one; without it they stay open.
"""
# ruff: noqa: E501 - patterns read better whole

from dataclasses import replace
from datetime import date, timedelta

from include.newsmill.extraction.dates.grammar import EXPRESSION, SEASONS, WEEKDAY, WEEKDAYS, in_figures
from include.newsmill.extraction.dates.spans import (
    Context,
    Match,
    RuleBook,
    Span,
    month_of,
    months_of,
    moved,
    one_day,
    span_of,
    week_of,
    weekend_of,
    year_of,
)
from include.newsmill.extraction.dates.tense import Tense

BOOK = RuleBook()


# A range from one date to another


@BOOK.rule(
    r"(?P<first>.+?) ?(?P<to>-|–|\bto\b|\bthrough\b|\buntil\b|\btill\b|\band\b) ?(?P<second>.+)",
    ("to", "through", "until", "till", "and", "-"),
)
def _range(m: Match, c: Context) -> Span | None:
    """Both ends, each sought nearest to the other: the later first where the verb speaks of the past."""
    quiet = replace(c, left="", right="", lead="", has_base=False)
    if c.tense is Tense.FUTURE:
        first = c.resolve(m["first"], replace(quiet, forced=Tense.FUTURE))
        second = first and c.resolve(m["second"], replace(quiet, forced=Tense.FUTURE, reference=first[0]))
    else:
        second = c.resolve(m["second"], replace(c, lead="", has_base=False))
        first = second and c.resolve(m["first"], replace(quiet, forced=Tense.PAST, reference=second[1]))
    if not first or not second or first[0] > second[0]:
        return None
    adjoining = (second[0] - first[1]).days == 1
    if m["to"] == "and" and "between" not in c.lead and not adjoining:
        return None  # two dates, not the time from one to the other
    return span_of(first[0], second[1], "range")


# The day after another date

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_COUNT = r"(?:(?P<n>\d+|an?|couple of|a couple of) )?"


@BOOK.rule(
    rf"{_COUNT}(?P<unit>day|week|fortnight|month|year|weekend)s? (?P<way>before|after|following|prior to|from) (?P<base>.+)",
    ("before", "after", "following", "prior", "from"),
)
def _from_a_date(m: Match, c: Context) -> Span | None:
    base = c.resolve(m["base"], c)
    if base is None or (m["n"] is None and m["unit"] + "s" in m[0].split()):
        return None
    back = m["way"] in ("before", "prior to")
    count = int(m["n"]) if (m["n"] or "").isdigit() else 2 if "couple" in (m["n"] or "") else 1
    return _moved_unit(m["unit"], base, -count if back else count, exactly=m["way"] == "from")


@BOOK.rule(rf"{WEEKDAY} (?P<way>before|after|following) (?P<base>.+)", WEEKDAYS)
def _weekday_from_a_date(m: Match, c: Context) -> Span | None:
    if (base := c.resolve(m["base"], c)) is None:
        return None
    number = WEEKDAYS[m["weekday"]]
    if m["way"] == "before":
        return one_day(base[0] - timedelta(days=(base[0].weekday() - number - 1) % 7 + 1))
    return one_day(base[1] + timedelta(days=(number - base[1].weekday() - 1) % 7 + 1))


def _moved_unit(unit: str, base: Span, count: int, *, exactly: bool) -> Span:
    """The unit that lies so many units before the start of a base, or behind its end."""
    edge = base[0] if count < 0 else base[1]
    if unit in _UNIT_DAYS:
        day = edge + timedelta(days=count * _UNIT_DAYS[unit])
        return one_day(day) if unit == "day" or (exactly and base[2] == "day") else week_of(day)
    if unit == "weekend":
        return weekend_of(edge + timedelta(days=7 * (count + 1 if edge.weekday() > 5 and count < 0 else count)))
    day = moved(edge, count * (12 if unit == "year" else 1))
    if exactly and base[2] == "day":
        return one_day(day)
    return month_of(day.year, day.month) if unit == "month" else year_of(day.year)


@BOOK.rule(
    r"(?:(?:early |late |small |wee )*(?:hours|morning|afternoon|evening|night)|eve) (?:of|on) (?P<base>.+)",
    ("hours", "morning", "afternoon", "evening", "night", "eve"),
)
def _part_of_a_date(m: Match, c: Context) -> Span | None:
    base = c.resolve(m["base"], c)
    if base is None or base[2] != "day":
        return None
    return one_day(base[0] - timedelta(days=1)) if m[0].startswith("eve ") else base


# Dates that ask for one printed before


def base_before(c: Context) -> Span | None:
    """The last date of the text before, or None."""
    if not c.has_base:
        return None
    for match in reversed(list(EXPRESSION.finditer(c.left))):
        around = replace(
            c, left=c.left[: match.start()], right=c.left[match.end() :], lead="", has_base=False, forced=None
        )
        if (found := c.resolve(in_figures(match[0]), around)) is not None:
            return found
    return None


@BOOK.rule(
    r"(?P<way>next|following|previous|same|very same|very) (?P<unit>day|morning|afternoon|evening|night)",
    ("day", "morning", "afternoon", "evening", "night"),
)
@BOOK.rule(r"(?P<unit>day) (?P<way>before|after|earlier|later)", ("day",))
def _day_beside_base(m: Match, c: Context) -> Span | None:
    base = base_before(c)
    if base is None or base[2] != "day":
        return None
    shift = {"next": 1, "following": 1, "after": 1, "later": 1, "previous": -1, "before": -1, "earlier": -1}.get(
        m["way"], 0
    )
    return one_day(base[0] + timedelta(days=shift))


@BOOK.rule(
    r"(?P<n>\d+|an?|couple of|a couple of) (?P<unit>day|week|month|year)s? (?P<way>later|after|afterwards|before|thereafter)",
    ("later", "after", "afterwards", "before", "thereafter"),
)
def _counted_from_base(m: Match, c: Context) -> Span | None:
    if (base := base_before(c)) is None:
        return None
    count = int(m["n"]) if m["n"].isdigit() else 2 if "couple" in m["n"] else 1
    if m["unit"] == "day" and base[2] != "day":
        return None
    return _moved_unit(m["unit"], base, -count if m["way"] == "before" else count, exactly=False)


_THAT_UNITS = ("day", "night", "morning", "afternoon", "evening", "week", "weekend", "month", "year", *SEASONS)


@BOOK.rule(rf"(?P<same>same |very )?(?P<unit>{'|'.join(_THAT_UNITS)})", _THAT_UNITS)
def _that_unit(m: Match, c: Context) -> Span | None:
    """The unit ("that year", "the same month") that a date before lies in, where that date is fine enough to tell."""
    if not (m["same"] or "that " in c.lead) or (base := base_before(c)) is None:
        return None
    day: date = base[0]
    days = (base[1] - base[0]).days
    if m["unit"] in SEASONS:
        return months_of(day.year, SEASONS[m["unit"]], 3, "season")
    if m["unit"] == "year":
        return year_of(day.year) if base[1].year == day.year else None
    if m["unit"] == "month":
        return month_of(day.year, day.month) if days < 31 and base[1].month == day.month else None
    if m["unit"] in ("week", "weekend"):
        return (week_of(day) if m["unit"] == "week" else weekend_of(day)) if days < 7 else None
    return one_day(day) if days == 0 else None
