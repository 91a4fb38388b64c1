"""Days of holidays, from the `holidays` package, which is imported when the first one is met (0.1 s)."""

import warnings
from datetime import date
from functools import cache, lru_cache
from typing import Any

from include.newsmill.extraction.tables import cell_list, rows

_PUBLIC = ("public", "unofficial", "optional", "government", "school")


def holiday(country: str, name: str, year: int) -> date | None:
    """The day of a holiday.

    Args:
        country: ISO code of two letters.
        name: the package's English name; of a holiday of several days the first.

    Returns:
        None where the country has none of that name in that year, or is not in the package.
    """
    return _holidays_of(country, year).get(name)


@lru_cache(maxsize=1024)
def _holidays_of(country: str, year: int) -> dict[str, date]:
    import holidays

    try:
        kind: Any = getattr(holidays, country)
    except AttributeError:
        return {}
    wanted = tuple(category for category in _PUBLIC if category in kind.supported_categories)
    language = "en_US" if "en_US" in kind.supported_languages else None
    found: dict[str, date] = {}
    with warnings.catch_warnings():  # it warns of each calendar that does not reach the year
        warnings.simplefilter("ignore")
        listed = kind(years=year, observed=False, language=language, categories=wanted)
    for day, names in sorted(listed.items()):
        for name in names.split("; "):
            found.setdefault(name.removesuffix(" (estimated)"), day)
    return found


@cache
def countries_by_word() -> dict[str, str]:
    """Names of countries and their peoples, in lower case -> ISO code."""
    from holidays.registry import COUNTRIES

    found = {name.replace("_", " "): codes[1] for name, codes in COUNTRIES.items() if len(codes[1]) == 2}
    for code, names, peoples, *_ in rows("countries.tsv", 5):
        found |= {word.lower(): code for word in cell_list(names) + cell_list(peoples) if word.lower() != "us"}
    return found
