"""What makes two strings the same name: keys, initials, short forms. No model, no tables."""

import re
from functools import lru_cache

_LITTLE = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "to",
        "de",
        "la",
        "du",
        "des",
        "del",
        "di",
        "der",
        "von",
        "van",
        "a",
        "an",
        "&",
        "et",
        "al",
    ]
)
_ACRONYM = re.compile(r"(?:[A-Z]\.?&?){2,8}s?|[A-Z][A-Za-z]{0,2}[A-Z]{1,5}")


@lru_cache(maxsize=20_000)
def key_of(name: str) -> str:
    """A name without case, possessive and full stops: what a vote on names counts by.

    >>> key_of("Lighthizer’s"), key_of("U.S."), key_of("the Weatherford Co.")
    ('lighthizer', 'us', 'weatherford co')
    """
    key = " ".join(name.casefold().replace("’", "'").split())
    key = key.removesuffix("'s").removesuffix("'")
    return key.removeprefix("the ").replace(".", "").strip()


def is_acronym(text: str) -> bool:
    """Whether a token looks like initials: USTR, U.N., SPLA, IAEAs.

    >>> is_acronym("USTR"), is_acronym("Trump")
    (True, False)
    """
    return _ACRONYM.fullmatch(text) is not None and text.upper() != "US"


@lru_cache(maxsize=20_000)
def initials(name: str) -> str:
    """First letters of the capitalised words, initials kept whole.

    >>> initials("Office of the U.S. Trade Representative")
    'OUSTR'
    """
    letters = ""
    for word in re.split(r"[\s\-/]+", name.replace("’", "'")):
        if not word or word.casefold() in _LITTLE:
            continue
        if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?", word) or (word.isupper() and len(word) <= 3):
            letters += word.replace(".", "")
        elif word[0].isupper():
            letters += word[0]
    return letters


def stands_for(short: str, full: str) -> bool:
    """Whether initials are short for a full name: its initials, or their end from a capitalised word on.

    >>> stands_for("USTR", "Office of the U.S. Trade Representative")
    True
    >>> stands_for("U.N.", "United Nations")
    True
    """
    plain = re.sub(r"[^A-Z]", "", short)
    letters = initials(full)
    if len(plain) < 2 or " " not in full.strip():
        return False
    return letters == plain or (len(plain) >= 3 and letters.endswith(plain) and len(letters) - len(plain) <= 1)
