"""The place line and the author line that wire copy opens with. Doubt means None: a wrong guess costs a column."""

import re

_CITY = r"[A-Z][A-ZÀ-Þ'’.-]*(?: [A-ZÀ-Þ][A-ZÀ-Þ'’.-]*){0,3}"
_REGION = r"(?:, [A-Z][A-Za-z.]*(?: [A-Z][A-Za-z.]*){0,2})?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:, {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?"
_AGENCY = r"(?: \((?:[A-Z][A-Za-z]*|[A-Z][a-z]+ [A-Z][a-z]+)\))?"
_DASH = r" ?(?:—|–|--| - ?|- ) ?(?=\S)"
_DATELINE = re.compile(rf"(?P<place>{_CITY}{_REGION}?)(?P<date>{_DATE})(?P<agency>{_AGENCY}){_DASH}")
# A city of mixed case ("Kyiv (Reuters) - ") only counts with an agency behind it.
_MIXED_CASE = re.compile(
    rf"(?P<place>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,2}}{_REGION})(?P<date>{_DATE}) "
    rf"\((?:AP|Reuters|AFP|UPI|dpa|Xinhua|Bloomberg|CNN|ANSA|EFE|IANS|PTI)\){_DASH}"
)
_READ_CHARS = 160

_PARTICLES = r"(?: (?:de|del|della|di|da|van|von|der|den|bin|al|la|le|el|ten|ter))*"
_NAME = rf"[A-Z][\w'’-]+(?: [A-Z]\.?)?{_PARTICLES}(?: [A-Z][\w'’-]+){{1,2}}"
_BYLINE = re.compile(rf"(?:By|BY) (?P<names>{_NAME}(?:(?:, | and | & ){_NAME}){{0,4}})\.?")


def split_dateline(body: str) -> tuple[str | None, str]:
    """Take a wire-style dateline off the front of an article.

    Args:
        body: plain text of one article, any length.

    Returns:
        (place, rest). place is the city as printed, without date or agency, or None when the text does not open with
        a dateline for certain; then rest is body unchanged.

    Source: AP practice, "NEW YORK (AP) — ...": city in capitals, agency in brackets, dash. A city in capitals needs a
    date or an agency behind it, for "NATO — the alliance" and "OPINION — Why" open texts too. Cost: two anchored
    regexes, about 2 µs.

    >>> split_dateline("KYIV, March 3 (Reuters) - Talks resumed.")
    ('KYIV', 'Talks resumed.')
    >>> split_dateline("NATO - the alliance - met.")
    (None, 'NATO - the alliance - met.')
    """
    head = body[:_READ_CHARS]
    match = _DATELINE.match(head)
    if match and (match["date"] or match["agency"]) and len(match["place"]) > 2:
        return match["place"], body[match.end() :]
    match = _MIXED_CASE.match(head)
    return (match["place"], body[match.end() :].lstrip()) if match else (None, body)


def split_byline(body: str) -> tuple[str | None, tuple[str, ...], str]:
    r"""Take an author line of its own ("By Jane Doe and John Roe") off the front of a normalised text.

    Returns:
        (byline as printed, authors, rest); (None, (), body) where the first paragraph is anything else.

    >>> split_byline("By Jane Doe and John Roe\n\nTalks resumed.")
    ('By Jane Doe and John Roe', ('Jane Doe', 'John Roe'), 'Talks resumed.')
    """
    first, separator, rest = body.partition("\n\n")
    match = _BYLINE.fullmatch(first) if separator and len(first) <= _READ_CHARS else None
    if match is None:
        return None, (), body
    return first, tuple(re.split(", | and | & ", match["names"])), rest
