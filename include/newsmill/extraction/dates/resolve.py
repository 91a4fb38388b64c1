"""What a date expression of a news text means, given the day the text was published.

Rules by hand, tried in order; the first that answers wins. They lean on the tense of the words around: "Friday" is
the nearest Friday on or before publication unless the verb speaks of the future. A span is the whole unit that the
words name, both ends inclusive; "early", "mid-" and "late" show in the precision and never narrow it.
"""
# ruff: noqa: E501 - patterns read better whole

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from include.newsmill.extraction.dates import (
    anchored_rules,
    calendar_rules,
    holiday_rules,
    period_rules,
    relative_rules,
)
from include.newsmill.extraction.dates.grammar import NAMED_GROUPS, in_figures
from include.newsmill.extraction.dates.spans import Context, Match, Rule, Span, words_of
from include.newsmill.extraction.dates.tense import Tense
from include.newsmill.model import DateSpan

_RULES = tuple(
    entry
    for book in (calendar_rules, period_rules, holiday_rules, relative_rules, anchored_rules)
    for entry in book.BOOK.entries
)
_NO_DAY = date(1970, 1, 1)  # stands in where publication is not known; only rules that need none are asked then
_EXPRESSION_CHARS_MAX = 120  # the longest that news writes is half of it
_CONTEXT_CHARS = 200
_CACHED_TEXTS = 4096  # 1 KB each; a day's news has some hundred different ones


def resolve_date(expression: str, reference: date | None, *, left: str = "", right: str = "") -> DateSpan | None:
    """The days that a date expression names.

    Args:
        expression: the words alone, as printed: "Nov. 16-17", "last May", "five months ago", "since Easter".
        reference: the day the text was published; None when it is not known.
        left: text before the expression, any length; its end tells the tense, and the day that "the next day" follows.
        right: text behind it, likewise.

    Returns:
        A span, or None where the words name no days of the calendar ("recently", "for two years"), or name them
        relative to a publication day that is not known.

    Cost: about 20 µs, 40 for words not met before; 0.1 s once for the first holiday that moves, 25 ms for compiling.

    >>> resolve_date("next month", date(2019, 10, 25))
    DateSpan(start=datetime.date(2019, 11, 1), end=datetime.date(2019, 11, 30), precision='month')
    """
    if len(expression) > _EXPRESSION_CHARS_MAX:
        return None
    text = in_figures(expression)
    context = Context(
        reference=reference or _NO_DAY, left=left[-_CONTEXT_CHARS:], right=right[:_CONTEXT_CHARS], resolve=_days
    )
    if reference is None and not _stands_alone(text):
        return None
    found = _days(text, context)
    return found and DateSpan(start=found[0], end=found[1], precision=found[2])


def _days(text: str, context: Context) -> Span | None:
    """First answer of the rules; "since" stretches it to the day of publication."""
    reading = _read(text)
    since = "since " in reading.lead
    if since or reading.lead != context.lead or reading.modifier != context.modifier:
        forced = Tense.PAST if since else context.forced
        context = replace(context, lead=reading.lead, modifier=reading.modifier, forced=forced)
    try:
        found = _first_answer(reading, context)
    except (ValueError, OverflowError):  # 31 June, the year 10000: no day of the calendar
        return None
    if found is None:
        return None
    start, end, precision = found
    if since:
        return (start, context.reference, "range") if start <= context.reference else None
    keeps = reading.modifier and precision not in ("day", "range")
    return start, end, reading.modifier + precision if keeps else precision


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text without the words before its date, and the rules that match it, in order."""

    lead: str
    modifier: str
    matches: tuple[tuple[Match, Rule], ...]


@lru_cache(maxsize=_CACHED_TEXTS)
def _read(text: str) -> _Reading:
    rest, modifier, lead = _without_modifier(text)
    words = words_of(rest)
    fitting = (entry for entry in _RULES if not entry.needs.isdisjoint(words))
    found = ((entry.compiled.fullmatch(rest), entry.rule) for entry in fitting)
    return _Reading(lead, modifier, tuple((match, rule) for match, rule in found if match and _is_of_names(match)))


def _is_of_names(match: Match) -> bool:
    """Whether what stands in the place of a month or a weekday is one."""
    groups = match.re.groupindex
    return all(
        name not in groups or match[name] is None or match[name] in names for name, names in NAMED_GROUPS.items()
    )


def _first_answer(reading: _Reading, context: Context) -> Span | None:
    for match, rule in reading.matches:
        if (found := rule(match, context)) is not None:
            return found
    return None


_LEAD = re.compile(
    r"(?:(?:on|in|by|at|of|as of|since|until|till|from|between|during|within|throughout|about|around|circa|just|nearly|almost|roughly|some|"
    r"sometime|over|more than|only|exactly|at least|before|after|back in|through|for|to|the|that|all of|all|this coming|so far|ever|"
    r"(?:the )?(?:whole|entire)) )+"
)
_EARLY = re.compile(
    r"(?:(early|mid|late|end|earlier|later|the (?:start|beginning|end|middle|close) of|(?:start|beginning|end|middle|close) of|sometime)[ -](?:in |on )?)"
)
_MODIFIERS = {
    "early": "early-", "earlier": "early-", "start": "early-", "beginning": "early-", "mid": "mid-", "middle": "mid-",
    "late": "late-", "later": "late-", "end": "late-", "close": "late-",
}  # fmt: skip


def _without_modifier(text: str) -> tuple[str, str, str]:
    """Take prepositions and "early", "mid", "end of" off the front: (rest, name of the modifier, prepositions)."""
    modifier = lead = ""
    text = text.strip(' ,.;:"()[]').removesuffix("'") + (
        "." if text.endswith(("jan.", "oct.", "nov.", "dec.", "sept.", "aug.", "feb.")) else ""
    )
    for _ in range(4):
        if match := _LEAD.match(text):
            lead, text = lead + match[0], text[match.end() :]
        if match := _EARLY.match(text):
            words = match[1].split()
            modifier = modifier or next((_MODIFIERS[word] for word in words if word in _MODIFIERS), "")
            text = text[match.end() :]
        elif not _LEAD.match(text):
            break
    text = text.removesuffix("'s").removesuffix("'")
    return text.strip(), modifier, lead


def _stands_alone(text: str) -> bool:
    """Whether the words carry their own year, so that they need no publication day."""
    reading = _read(text)
    if "since " in reading.lead:  # to a day that is not known
        return False
    if not reading.matches:
        return False
    groups = reading.matches[0][0].groupdict()
    if groups.get("to"):  # a range: both of its ends
        return _stands_alone(groups["first"]) and _stands_alone(groups["second"])
    if groups.get("base"):
        return _stands_alone(groups["base"])
    return bool(groups.get("year") or groups.get("whole") or groups.get("of_year"))
