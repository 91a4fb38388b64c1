"""Where a name begins and ends: tokens that a tagger likes to take along and a reader would not."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from include.newsmill.extraction.tables import word_list

_ARTICLES = frozenset(["the", "a", "an"])
_POSSESSIVES = frozenset(["'s", "'", "s'"])
_EDGE = frozenset("\"'()[]{}<>,;:!?-_*/\\|+=#~^.…—•")
_DIRECTIONS = word_list("direction")
_COMMON_ENDS = frozenset(["news", "agency", "newspaper", "county", "side", "fans"])


def pieces(doc: Doc, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """Token spans of the names inside doc[start:end] that a tagger took for one.

    It is cut at line ends, slashes between words of two letters and more ("Reuters/Anna Weber"), except in
    names of bodies at dashes with space around them, and in personal names at "and". Each piece is trimmed.
    """
    first = start
    for i in range(start, end + 1):
        if i == end or _parts(doc, i, label):
            if (edges := trimmed(doc, first, i, label)) is not None:
                yield edges
            first = i + 1


def trimmed(doc: Doc, start: int, end: int, label: str = "") -> tuple[int, int] | None:
    """Token span of the name inside doc[start:end], without article, quotes, punctuation or possessive at its edges.

    None when nothing with a letter is left. An opening bracket inside a name that never closes ends the name, and so
    does a lower-case common word at the end ("Xinhua news agency"); a lower-case direction before it is left out.
    """
    while start < end and _is_before(doc[start]):
        start += 1
    while start < end and _is_end(doc[end - 1], label):
        end -= 1
    for i in range(start, end):
        if doc[i].text == "(" and not any(doc[k].text == ")" for k in range(i, end)):
            return trimmed(doc, start, i, label)
    if start >= end or not any(c.isalpha() for c in doc[start:end].text):
        return None
    return start, end


def _parts(doc: Doc, at: int, label: str) -> bool:
    """Whether a token stands between two names."""
    token = doc[at]
    text = token.text
    if "\n" in text:
        return True
    if label == "PERSON" and text == "and":
        return True
    if at == 0 or at + 1 == len(doc):
        return False
    if text == "/":
        return len(doc[at - 1].text) > 1 and len(doc[at + 1].text) > 1
    return label != "ORG" and text in ("-", "--") and bool(doc[at - 1].whitespace_) and bool(token.whitespace_)


def _is_before(token: Token) -> bool:
    """Whether a token at the start of a span is none of the name."""
    return token.lower_ in _ARTICLES or token.text in _DIRECTIONS or not _is_word(token)


def _is_end(token: Token, label: str) -> bool:
    """Whether a token at the end of a span is none of the name."""
    if token.lower_ in _POSSESSIVES or not _is_word(token) or token.text in _COMMON_ENDS:
        return True
    return label == "PERSON" and token.text.isdigit()


def _is_word(token: Token) -> bool:
    return not (token.text.isspace() or all(c in _EDGE for c in token.text))
