"""Whether the words around a date speak of what was or of what will be, told from the nearest verb."""
# ruff: noqa: E501 - patterns read better whole

import re
from enum import StrEnum


class Tense(StrEnum):
    """What the nearest verb says about time."""

    PAST = "past"
    FUTURE = "future"
    NONE = "none"


_IRREGULAR = (
    r"made|took|held|met|began|came|went|gave|won|lost|fell|rose|saw|left|got|sent|found|became|shot|hit|spoke|wrote|ran|led|fought|"
    r"broke|brought|sold|bought|set|put|cut|kept|struck"
)
_BE_DONE = rf"be (?:[a-z]+ly )?(?:[a-z]+(?:ed|en)|{_IRREGULAR})"
_FUTURE = (
    rf"(?:will|shall|won't|'ll|would|plans?|planned|expects?|expected|scheduled|due|slated|intends?|hopes?|upcoming|(?:to )?{_BE_DONE}|"
    r"payable|effective|beginning|starting|matures?|maturing|may|might|could|can|must|"
    r"to (?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b|about\b|date\b|\d)[a-z]+)"
)
_PAST = (
    rf"(?:was|were|had|did|has|have|been|said|told|{_IRREGULAR}|closed|died|since|ended|"
    r"[a-z]{2,}ed)"
)
_VERB = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"'])[.!?][\"')]*\s+(?=[A-Z\"'(])|\n")
_NEAR_CHARS = 12
_NOT_PAST = frozenset(
    ["united", "need", "indeed", "speed", "feed", "seed", "proceed", "exceed", "succeed", "hundred", "federated"]
)


def tense_around(left: str, right: str) -> Tense:
    """Tense of the verb nearest before a date in its sentence, or, without one, nearest behind.

    >>> tense_around("The two will meet on ", "."), tense_around("", ", police arrested two men.")
    (<Tense.FUTURE: 'future'>, <Tense.PAST: 'past'>)
    """
    before = _SENTENCE_END.split(left)[-1]
    behind = _SENTENCE_END.split(right)[0]
    last = None
    for match in _VERB.finditer(before):
        if match[0] not in _NOT_PAST:
            last = match
    if re.search(r"\b(?:until|till|by)\s*(?:the )?$", before):
        return Tense.FUTURE
    following = next((m for m in _VERB.finditer(behind) if m[0] not in _NOT_PAST and not m[0].startswith("to ")), None)
    if last is None or (following is not None and _is_nearer(following.start(), behind, len(before) - last.end())):
        last = following
    if last is None:
        return Tense.NONE
    return Tense.FUTURE if last["future"] else Tense.PAST


def _is_nearer(at: int, behind: str, before_distance: int) -> bool:
    """A verb behind the date counts when nothing parts it from the date and the one before it is far off."""
    return at < before_distance and at <= _NEAR_CHARS and not re.search(r"[,;:\"()]|\bthat\b", behind[:at])
