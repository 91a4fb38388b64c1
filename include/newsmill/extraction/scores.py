"""Names by the form of a line: datelines, league tables, results, fixtures, score cards.

A tagger sees no sentence there. A place in a table of results is its team, an organisation; a country stays a country.
Forms that common text could take by chance count only where an article has several of them. Each pattern costs one
pass over the text.
"""

import re
from collections.abc import Callable, Iterator

from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.tables import word_list

Found = tuple[int, int, str]  # start and end in the body, label

_WORD = r"[A-Z][A-Za-zÀ-ÿ.'’&-]*"
_PART = r"(?:(?:[A-Z]\.)+|[A-Z][A-Za-zÀ-ÿ'’-]+)"
_NAME = rf"{_PART}(?: (?:{_PART}|de|da|van|der)){{0,3}}"
_TEAM = rf"{_WORD}(?: (?:{_WORD}|de|del|la)){{0,3}}"
_STANDING = re.compile(
    rf"^({_TEAM})(?: \d{{1,3}}){{4,}}$|^({_TEAM}) \d{{1,3}} \d{{1,3}} \.\d{{3}} [\d/ -]+$", re.MULTILINE
)
_FRESH = r"(?<![A-Za-zÀ-ÿ.'’&-])"  # a name starts here: else each letter of a long run of capitals would be tried
_RESULT = re.compile(rf"^({_TEAM}) \d{{1,3}}(?: \([^()]*\)\.?)?[ \n]({_TEAM}) \d{{1,3}}(?=$|[ .,(])", re.MULTILINE)
_FIXTURE = re.compile(rf"^({_TEAM}) (AT|at|v|vs?\.) ({_TEAM})$", re.MULTILINE)
_SCORERS = re.compile(r" \d{1,3} \(([^()]*)\)")
_SCORER = re.compile(rf"{_FRESH}({_NAME}),? \d{{1,3}}(?= ?pen|,|\n|$| and)")
_RANKED = re.compile(rf"(?:(?<!\S)\d{{1,3}}(?:[.=]| -) |(?<=beat )|^)({_NAME}) \(({_TEAM})\)", re.MULTILINE)
_BATSMAN = re.compile(
    rf"^({_NAME}) (?:(?:c|st) (?:({_NAME}) )?(?:and )?|lbw )?b ({_NAME}) \d{{1,3}}$"
    rf"|^({_NAME}) (?:not out|run out) \d{{1,3}}$",
    re.MULTILINE,
)
_BOWLER = re.compile(rf"{_FRESH}({_NAME}) \d{{1,2}}(?:\.\d)?-\d{{1,2}}-\d{{1,3}}-\d{{1,2}}\b")
_GOLFER = re.compile(rf"^(?:\d{{2,3}} )?({_NAME})(?: \(({_TEAM})\))?(?: [67]\d){{2,4}}$", re.MULTILINE)
_SCORED = re.compile(rf"{_FRESH}({_NAME}) \(\d{{1,3}}(?:st|nd|rd|th)\b[^)]*\)")
_COUNTY = re.compile(rf"^(?:At )?({_TEAM}): ({_TEAM}) \d{{1,3}}(?:[- ,.].*?, ({_TEAM}) \d{{1,3}})?", re.MULTILINE)
# Patterns of persons, each with a sign of it that is quick to look for.
_PERSONS = (
    (_BATSMAN, re.compile(r" b [A-Z]")),
    (_BOWLER, re.compile(r"\d-\d{1,2}-\d{1,3}-\d")),
    (_GOLFER, re.compile(r" [67]\d [67]\d")),
    (_SCORED, re.compile(r"\(\d{1,3}(?:st|nd|rd|th)\b")),
)
_SQUAD = re.compile(
    rf"(?:^({_TEAM})|\b(?:Goalkeepers|Defenders|Midfielders|Forwards|Strikers|Backs)) ?(?:-|:) "
    rf"({_NAME}(?: \([a-z -]+\))?(?:,\s{_NAME}(?: \([a-z -]+\))?)+)",
    re.MULTILINE,
)
_SQUAD_SIGN = re.compile(r"[a-zA-Z] ?[-:] [A-Z][^\n,]*,")
_SQUAD_NAME = re.compile(rf"({_NAME})(?: \([a-z -]+\))?(?:,|$)")
_DATELINE = re.compile(
    r"(?:^|(?<=[.!?/] )|(?<=/))([A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,2})"
    r"(?=(?:/[A-Z ]+|, [A-Z][\w.]+(?: [\w.]+){0,3})? (?:\([A-Z]|\d{4}-\d\d|-{1,2} [A-Z]|[—–] ?[A-Z]))",
    re.MULTILINE,
)  # fmt: skip
_DESK = re.compile(rf"-- ({_TEAM} (?:Newsroom|Newsdesk|Desk|Bureau))\b")
_INSTITUTION = word_list("institution")
_ROWS_MIN = 2  # rows of one form before a form counts
_NO_TEAMS = word_list("no_team")


def names_by_form(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """Names that the form of their line tells, in no order.

    Args:
        text: body of an article.
        gazetteer: tells countries from teams.
    """
    nation = gazetteer.names_nation
    yield from _datelines(text, gazetteer)
    yield from _teams(text, nation)
    yield from _ranked(text, nation)
    yield from _squads(text, nation)
    yield from _persons(text)
    for match in _DESK.finditer(text):
        yield match.start(1), match.end(1), "ORG"


def _teams(text: str, nation: Callable[[str], bool]) -> Iterator[Found]:
    """Teams of standings, fixtures and results, and the scorers in brackets behind a result."""

    def team(match: re.Match[str], group: int) -> Iterator[Found]:
        if match[group] and match[group].split()[0].casefold() not in _NO_TEAMS:
            yield match.start(group), match.end(group), "GPE" if nation(match[group]) else "ORG"

    for match in _several(_STANDING, text):
        yield from team(match, 1 if match[1] else 2)
    for match in _several(_FIXTURE, text):
        yield from team(match, 1)
        yield from [(match.start(3), match.end(3), "GPE")] if match[2].lower() == "at" else team(match, 3)
    for match in _several(_COUNTY, text):
        yield match.start(1), match.end(1), "GPE"
        yield from team(match, 2)
        yield from team(match, 3)
    results = _several(_RESULT, text)
    for match in results:
        yield from team(match, 1)
        yield from team(match, 2)
    for bracket in _SCORERS.finditer(text) if results else ():
        for match in _SCORER.finditer(text, bracket.start(1), bracket.end(1)):
            yield match.start(1), match.end(1), "PERSON"


def _persons(text: str) -> Iterator[Found]:
    """Persons of score cards: batsmen, bowlers, golfers, scorers with their minute."""
    for pattern, sign in _PERSONS:
        if sign.search(text) is None:
            continue
        for match in _several(pattern, text):
            for group in range(1, len(match.groups()) + 1):
                if match[group] and match[group].casefold() not in _NO_TEAMS:
                    label = "GPE" if pattern is _GOLFER and group > 1 else "PERSON"
                    yield match.start(group), match.end(group), label


def _squads(text: str, nation: Callable[[str], bool]) -> Iterator[Found]:
    """The players of a squad, behind their part of the field or their country: "Romania - ...", "Forwards - ..."."""
    if _SQUAD_SIGN.search(text) is None:
        return
    for squad in _SQUAD.finditer(text):
        if squad[1] and not nation(squad[1]):
            continue
        if squad[1]:
            yield squad.start(1), squad.end(1), "GPE"
        for match in _SQUAD_NAME.finditer(text, squad.start(2), squad.end(2)):
            if " " in match[1]:
                yield match.start(1), match.end(1), "PERSON"


def _several(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    found = list(pattern.finditer(text))
    return found if len(found) >= _ROWS_MIN else []


def _ranked(text: str, nation: Callable[[str], bool]) -> Iterator[Found]:
    """Persons in lists with their country: "1. Anna Weber (Austria)", "Anna Weber (Austria) beat ..."."""
    for match in _several(_RANKED, text):
        if nation(match[2]) and " " in match[1] and match[1].split()[-1].casefold() not in _INSTITUTION:
            yield match.start(1), match.end(1), "PERSON"
            yield match.start(2), match.end(2), "GPE"


def _datelines(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    for match in _DATELINE.finditer(text):
        if gazetteer.knows(match[1]) or text.startswith(" (Reuters)", match.end()):
            yield match.start(1), match.end(1), "GPE"
