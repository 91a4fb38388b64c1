"""What the words around a name say of its kind: bodies have shares and spokesmen, teams beat and are beaten."""

import re

from include.newsmill.extraction.parse import Parse
from include.newsmill.extraction.reading import Name, Reading
from include.newsmill.extraction.tables import word_list

_BODY_BEFORE, _BODY_BEHIND = word_list("body_before"), word_list("body_behind")
_TEAM_BEFORE, _TEAM_BEHIND = word_list("team_before"), word_list("team_behind")
_HONOUR = word_list("honour")
_SPORT = word_list("sport_word")
_PLACE_BEFORE = frozenset(["in", "near", "outside", "around", "across", "throughout", "downtown"])
_SPORT_WORDS_MIN = 5  # different words of sport before an article is one about sport
_RELATED = frozenset(["based", "listed", "owned", "headquartered"])
_LOWER = re.compile(r"[a-z]+")
_SCORE = re.compile(r"\d{1,3}-\d{1,3}")
_LINKS = frozenset(["for", "of", "in", "at"])
_PART_OF_BODY = word_list("part_of_body")


def is_about_sport(reading: Reading) -> bool:
    """Whether an article uses several different words of sport."""
    return len(_SPORT & set(_LOWER.findall(reading.article.body))) >= _SPORT_WORDS_MIN


def kind_hint(doc: Parse, name: Name) -> str | None:
    """PERSON or ORG where the words next to a name tell it; None where they do not."""
    if name.first:
        before = doc[name.first - 1]
        if before.lower_ in _HONOUR or before.text == "By" or _is_credit(doc, name.first - 1):
            return "PERSON"
        if before.text in _BODY_BEFORE or _belongs_to_body(doc, name.first - 1):
            return "ORG"
    return _told_behind(doc, name.last)


def _told_behind(doc: Parse, at: int) -> str | None:
    if at + 1 >= len(doc):
        return None
    behind = doc[at]
    if behind.text == ",":
        return "PERSON" if doc[at + 1].text == "who" else None
    if behind.tag_ == "POS":
        behind = doc[at + 1]
    return "ORG" if behind.text in _BODY_BEHIND else None


def _is_credit(doc: Parse, at: int) -> bool:
    """Whether a token is the slash of a picture's credit: "Reuters/Anna Weber"."""
    return doc[at].text == "/" and at > 0 and doc[at - 1].text[0].isupper()


def _belongs_to_body(doc: Parse, at: int) -> bool:
    """Whether the two words up to `at` lead to a body: "spokesman for", "stake in", "-based"."""
    if at < 1:
        return False
    if doc[at].lower_ in _RELATED:
        return doc[at - 1].text == "-"
    return doc[at].lower_ in _LINKS and doc[at - 1].lower_ in _PART_OF_BODY


def plays(doc: Parse, name: Name) -> bool:
    """Whether a place is a team by the words next to it: "beat Leeds", "Leeds striker", "Leeds' 2-1 win"."""
    before = doc[name.first - 1].lower_ if name.first else ""
    if name.last >= len(doc) or before in _PLACE_BEFORE:
        return False
    behind = doc[name.last]
    if before in _TEAM_BEFORE or behind.lower_ in _TEAM_BEHIND:
        return True
    if behind.tag_ == "POS" and name.last + 1 < len(doc):
        behind = doc[name.last + 1]
    return _SCORE.fullmatch(behind.text) is not None
