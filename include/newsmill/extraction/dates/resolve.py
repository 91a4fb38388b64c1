"""What a date expression of a news text means, given the day the text was published.

Rules by hand, tried in order; the first that answers wins. They lean on the tense of the words around: "Friday" is
the nearest Friday on or before publication unless the verb speaks of the future. A span is the whole unit that the
words name, both ends inclusive; "early", "mid-" and "late" show in the precision and never narrow it.
"""
# ruff: noqa: E501 - patterns read better whole

import re
from datetime import date

from include.newsmill.extraction.dates import calendar_rules, relative_rules
from include.newsmill.extraction.dates.grammar import in_figures
from include.newsmill.extraction.dates.spans import Context, Match
from include.newsmill.model import DateSpan

_RULES = (*calendar_rules.BOOK.entries, *relative_rules.BOOK.entries)


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
    context = Context(reference or date(1970, 1, 1), left[-200:], right[:200])
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
_EARLY = re.compile(
    r"(?:(early|mid|late|earlier|later|the (?:start|beginning|end|middle|close) of|(?:start|beginning|end|middle) of|sometime)[ -](?:in )?)"
)
_MODIFIERS = {
    "early": "early-", "earlier": "early-", "start": "early-", "beginning": "early-", "mid": "mid-", "middle": "mid-",
    "late": "late-", "later": "late-", "end": "late-", "close": "late-",
}  # fmt: skip


def _without_modifier(text: str) -> tuple[str, str]:
    """Drop prepositions and "early", "mid", "end of" from the front; the second value names the modifier, or ""."""
    modifier = ""
    text = text.strip(' ,.;:"()[]').removesuffix("'") + (
        "." if text.endswith(("jan.", "oct.", "nov.", "dec.", "sept.", "aug.", "feb.")) else ""
    )
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
