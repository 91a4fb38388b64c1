"""Where a name begins and ends: tokens that a tagger likes to take along and a reader would not."""

from spacy.tokens import Doc

_ARTICLES = frozenset(["the", "a", "an"])
_POSSESSIVES = frozenset(["'s", "'", "s'"])
_EDGE = frozenset("\"'()[]{}<>,;:!?-_*/\\|+=#~^.…—•")


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Token span of the name inside doc[start:end], without article, quotes, punctuation or possessive at its edges.

    None when nothing with a letter is left. An opening bracket inside a name that never closes ends the name.
    """
    while start < end and (doc[start].lower_ in _ARTICLES or not _is_word(doc[start].text)) and end - start > 0:
        start += 1
    while start < end and (doc[end - 1].lower_ in _POSSESSIVES or not _is_word(doc[end - 1].text)):
        end -= 1
    for i in range(start, end):
        text = doc[i].text
        if "\n" in text:
            end = i
            break
        if text == "(" and not any(doc[k].text == ")" for k in range(i, end)):
            end = i
            break
    if start >= end or not any(c.isalpha() for c in doc[start:end].text):
        return None
    return start, end


def _is_word(text: str) -> bool:
    return not (text.isspace() or all(c in _EDGE for c in text))
