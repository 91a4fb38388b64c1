"""The line that opens a seed file: `date YYYY-MM-DD `, then the article."""

import re
from datetime import date
from typing import NamedTuple

from include.newsmill.cleaning.refusal import Refusal
from include.newsmill.model import Reason

_BOM = b"\xef\xbb\xbf"
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*date[ \t]+([0-9]{4}-[0-9]{2}-[0-9]{2})(?=[ \t\r\n]|\Z)")
_SHOWN_CHARS = 40

# The first newspaper is of 1605; a year below is a slip or a placeholder such as 0001-01-01.
YEAR_MIN = 1600


class Header(NamedTuple):
    """The date a seed file opens with."""

    day: date
    body_start: int  # offset of the first byte behind it


def read_header(content: bytes) -> Header | Refusal:
    """The date of a seed file and where its article starts.

    Args:
        content: bytes of the file from its beginning; a UTF-8 byte order mark and leading spaces are allowed.

    Returns:
        The header, or NO_DATE_HEADER or IMPOSSIBLE_DATE with what was found.

    >>> read_header(b" date 2019-10-25 The U.S. and China")
    Header(day=datetime.date(2019, 10, 25), body_start=16)
    """
    match = _HEADER.match(content)
    if match is None:
        found = content.removeprefix(_BOM)[:_SHOWN_CHARS].decode("utf-8", "backslashreplace")
        return Refusal(Reason.NO_DATE_HEADER, f"A text file must open with `date YYYY-MM-DD `; this opens {found!r}.")
    written = match[1].decode("ascii")
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return Refusal(Reason.IMPOSSIBLE_DATE, f"{written} in the header is no day of the calendar.")
    if day.year < YEAR_MIN:
        return Refusal(Reason.IMPOSSIBLE_DATE, f"{written} in the header is older than newspapers.")
    return Header(day, match.end())
