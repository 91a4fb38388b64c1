"""What a party is by the words that name it: GOV for a minister, COP for police, CVL for villagers.

The words stand in ../data/sectors.tsv. A code is a country's alpha-3 letters and the sector behind it: USAGOV.
"""

from collections.abc import Iterable, Sequence
from functools import cache

from include.newsmill.extraction.tables import cell_list, rows

_LONGEST = 3  # words in the longest entry of the table


@cache
def _table() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for sector, what, listed in rows("sectors.tsv", 3):
        for word in cell_list(listed):
            found.setdefault(word, (sector, what))
            if not word.endswith("s"):
                found.setdefault(word[:-1] + "ies" if word.endswith("y") else word + "s", (sector, what))
    return found


def sector_of(words: Sequence[str]) -> tuple[str, str] | None:
    """Sector and kind of being (person, body, thing) of a noun phrase, by its last words; None when it names no party.

    >>> sector_of(["foreign", "minister"]), sector_of(["riot", "police"]), sector_of(["table"])
    (('GOV', 'person'), ('COP', 'body'), None)
    """
    table = _table()
    lower = [word.casefold() for word in words[-_LONGEST:]]
    for first in range(len(lower)):
        if (found := table.get(" ".join(lower[first:]))) is not None:
            return found
    return None


def sector_of_name(name: str, others: Iterable[str] = ()) -> str | None:
    """Sector of an organisation: of one of its names as a whole, else by the words of the name, the last telling first.

    Args:
        name: its full name.
        others: keys of further names, such as its initials.

    >>> sector_of_name("Ministry of Defence"), sector_of_name("Acme Corp"), sector_of_name("Zorp")
    ('GOV', 'BUS', None)
    """
    parts = name.casefold().replace(",", " ").split()
    table = _table()
    for whole in (" ".join(parts), *others):
        if (found := table.get(whole)) is not None:
            return found[0]
    for last in range(len(parts), 0, -1):
        found = sector_of([part.rstrip(".") for part in parts[:last]])
        if found is not None and found[1] == "body":
            return found[0]
    return None


def code_of(alpha3: str | None, sector: str | None) -> str | None:
    """A party's code; None when neither country nor sector is known.

    >>> code_of("USA", "GOV"), code_of(None, "COP"), code_of("CHN", None)
    ('USAGOV', 'COP', 'CHN')
    """
    if sector in ("IGO", "UNO", "EUR", "NGO"):
        return sector
    return (alpha3 or "") + (sector or "") or None
