"""Holidays by name: the nearest that the tense allows, or that of the year named."""
# ruff: noqa: E501 - patterns read better whole

import re
from datetime import date, timedelta

from include.newsmill.extraction.dates.grammar import PART_OF_DAY, YEAR
from include.newsmill.extraction.dates.holiday_calendar import countries_by_word, holiday
from include.newsmill.extraction.dates.holiday_names import AROUND, BY_COUNTRY, FIXED, NAMED
from include.newsmill.extraction.dates.spans import (
    Context,
    Match,
    RuleBook,
    Span,
    nearest,
    one_day,
    shift_of,
    span_of,
    week_of,
    weekend_of,
)

BOOK = RuleBook()
_NAMES = "|".join([*NAMED, *FIXED, *BY_COUNTRY, "eid"])
_WORDS = frozenset(re.findall(r"[a-z]{3,}", re.sub(r"\(\?:|\\.", " ", _NAMES))) | {
    "holi",
    "hannukah",
    "hanukkah",
    "labor",
    "labour",
}
_TAIL = rf"(?: (?P<tail>weekend|week|holidays?|break|period|festival|celebrations|{PART_OF_DAY}))?"
_REL = r"(?P<rel>last|this|this past|past|next|this coming|coming|this year's|last year's|next year's) "
_COUNTRY = r"(?:(?P<country>[a-z. ]{2,30}?)(?:'s?)? )?"


@BOOK.rule(rf"{_COUNTRY}(?P<name>{_NAMES}){_TAIL}(?:,? (?:of |in )?(?:{YEAR}|(?P<of>last|this|next) year))?", _WORDS)
@BOOK.rule(rf"{_REL}{_COUNTRY}(?P<name>{_NAMES}){_TAIL}(?P<year>)(?P<of>)", _WORDS)
@BOOK.rule(rf"(?P<year>\d{{4}}) (?P<name>{_NAMES}){_TAIL}(?P<country>)(?P<of>)", _WORDS)
def _by_name(m: Match, c: Context) -> Span | None:
    moves = any(re.fullmatch(spelling, m["name"]) for spelling in BY_COUNTRY)
    code = _country_of(m["country"], c) if moves or m["country"] else ""
    if code is None:
        return None
    names = ("eid al-fitr", "eid al-adha") if m["name"] == "eid" else (m["name"],)
    found = (_day(name, year, code) for year in _years(m, c) for name in names)
    days = [day for day in found if day is not None]
    if not days:
        return None
    rel = (m.groupdict().get("rel") or "").removesuffix("'s")
    if rel in ("last", "this past", "past"):
        day = max((day for day in days if day < c.reference), default=None)
    elif rel in ("next", "this coming", "coming"):
        day = min((day for day in days if day > c.reference), default=None)
    else:
        day = nearest(days, c)
    return None if day is None else _with_tail(m["name"], m["tail"] or "", day, c)


@BOOK.rule(r"(?P<whole>9/11)|sept(?:ember|\.)? 11 attacks", "#")
def _september_11(_m: Match, _c: Context) -> Span | None:
    return one_day(date(2001, 9, 11))


def _years(m: Match, c: Context) -> list[int]:
    """The years that come into question; a lunar holiday may fall twice into one, so the first of each counts."""
    year = c.reference.year
    if m["year"]:
        return [int(m["year"])]
    rel = m.groupdict().get("rel") or ""
    if m["of"] or rel == "this" or rel.endswith("year's"):
        return [year + shift_of(m["of"] or rel.split()[0])]
    return [year - 1, year, year + 1]


def _day(name: str, year: int, country: str) -> date | None:
    for spelling, (month, number) in FIXED.items():
        if re.fullmatch(spelling, name):
            return date(year, month, number)
    for spelling, (listed, default) in BY_COUNTRY.items():
        if re.fullmatch(spelling, name):
            where = country or default
            return holiday(where, listed, year) if where else None
    for spelling, (where, listed, shift) in NAMED.items():
        if re.fullmatch(spelling, name) and (day := holiday(where, listed, year)) is not None:
            return day + timedelta(days=shift)
    return None


def _country_of(named: str | None, c: Context) -> str | None:
    """ISO code of the country in the expression, else of the last one in the text before; "" for none, None for no country."""
    if named:
        words = named.removesuffix("'s").strip()
        return countries_by_word().get(words) or (None if words else "")
    before = re.findall(r"[A-Z][\w.]+(?:(?<![a-z]\.) [A-Z][\w.]+)?", c.left[-_NEAR_CHARS:])
    for words in reversed(before):
        for word in (words, *reversed(words.split())):
            if (code := countries_by_word().get(word.lower().removesuffix("."))) is not None:
                return code
    return ""


_NEAR_CHARS = 80


def _with_tail(name: str, tail: str, day: date, c: Context) -> Span | None:
    if name == "ramadan":
        end = holiday("MV", "Eid al-Fitr", day.year) or holiday("MV", "Eid al-Fitr", day.year + 1)
        return span_of(day, end - timedelta(days=1), "range") if end and end > day else None
    if tail == "week":
        return week_of(day)
    if tail == "weekend":  # of a holiday on a Monday that before it
        return weekend_of(day - timedelta(days=7) if day.weekday() == 0 else day)
    if name in AROUND and (c.lead.endswith("over ") or tail in ("holiday", "holidays", "break", "period")):
        first, last = AROUND[name]
        return span_of(day + timedelta(days=first), day + timedelta(days=last), "range")
    return one_day(day) if tail not in ("period", "break", "celebrations", "festival", "holidays") else None
