"""Lines in capitals, put into the case that the rest of the article gives their words."""

import re

_CAPITALS = re.compile(r"^[^a-z\n]{20,}$", re.MULTILINE)  # a line of some length without a lower-case letter
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WORDS_MIN = 3
_ENDINGS = ("S", "ES", "ED", "D", "ING")


def recased(text: str, common: frozenset[str]) -> str:
    r"""The text with its lines in capitals in sentence case, of the same length.

    A word takes the case it has elsewhere in the text; one that stands nowhere else is small when it is a common
    word, else it has a capital. Lines of mostly digits stay: tables are told by their form.

    Args:
        common: words, in small letters, that are no names.

    >>> recased("TRUMP SAYS CHINA IS READY\n\nTrump spoke to the media.", frozenset(["says", "is", "ready"]))
    'Trump says China is ready\n\nTrump spoke to the media.'
    """
    if not _CAPITALS.search(text):
        return text
    seen = _cases(_CAPITALS.sub("", text))

    def line(match: re.Match[str]) -> str:
        capitals = match[0]
        letters = sum(c.isalpha() for c in capitals)
        if letters < 2 * sum(c.isdigit() for c in capitals) or capitals.count(" ") < _WORDS_MIN - 1:
            return capitals
        small = _WORD.sub(lambda word: _in_case(word[0], seen, common), capitals)
        return small if len(small) == len(capitals) else capitals

    return _CAPITALS.sub(line, text)


def _cases(text: str) -> dict[str, str]:
    """Upper-case form of each word -> the form in which it is printed, in small letters by preference."""
    seen: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match[0]
        upper = word.upper()
        if upper not in seen or word.islower():
            seen[upper] = word
    return seen


def _in_case(word: str, seen: dict[str, str], common: frozenset[str]) -> str:
    if (form := seen.get(word)) is not None and len(form) == len(word):
        return form
    small = word.lower()
    if small in common:
        return small
    for ending in _ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            if stem.lower() in common or seen.get(stem, "").islower() or seen.get(stem + "E", "").islower():
                return small
    return word[0] + small[1:]
