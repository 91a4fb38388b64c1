"""Who wrote a page: names as people write them, from JSON-LD first, then meta, then the printed author line."""

import re
from collections.abc import Iterable, Iterator

from include.newsmill.cleaning.jsonld import Node, texts
from include.newsmill.cleaning.markup import Markup
from include.newsmill.cleaning.text import normalise_line

_AUTHOR_METAS = (
    "parsely-author", "sailthru.author", "cxenseparse:author", "article:author", "author", "dc.creator",
    "dcterms.creator", "citation_author", "article:byline", "articleauthor", "byl", "rnews:author",
)  # fmt: skip
_BY = re.compile(
    r"(?:(?:written |posted |reported |story )?by|von|par|por|di|da|door|av|af|text|from)\b:?\s+|"
    r"(?:auteur|autor|author)s?:\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:(?:,|\s)\s*(?:&|and|und|et|y|e|og|och|en)\s|[;|•·\n]|\s/\s|,(?! (?:Jr|Sr|II|III)\b))\s*")
_ROLE = re.compile(
    r"\b(?:staff|reporters?|correspondents?|editors?|editorial|writers?|columnists?|\w*redaktion|redacción|rédaction|"
    r"redazione|newsroom|news ?desk|desk|team|contributors?|bureau|agenc(?:y|ies)|admin|guest|updated|published|"
    r"korrespondent\w*|redakteur\w*|chef\w*|producer|photographer|analyst|follow|email|twitter|facebook)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"https?:|www\.|@|[<>{}=\[\]]", re.IGNORECASE)
_NOT_A_PERSON = re.compile(rf"\d|\.[a-z]{{2,4}}$|{_ROLE.pattern}", re.IGNORECASE)
# Two to four capitalised words, particles between them allowed: what a bare author element must look like.
_PERSON = re.compile(
    r"[^\W\d_a-z][\w'’.-]*(?: (?:de|del|da|di|van|von|der|den|bin|al|la|le|el|ten|ter))*"
    r"(?: [^\W\d_a-z][\w'’.-]*){1,3}"
)
_EDGES = " ,.;:-–—|"
_NAME_CHARS_MAX = 60
_NAME_WORDS_MAX = 6
_AUTHORS_MAX = 20
_BYLINE_CHARS_MAX = 200


def choose_authors(markup: Markup, article: Node | None, publisher: str | None) -> tuple[str, ...]:
    """The names of a page's authors in their order; () where it names none.

    What JSON-LD calls an author is one, be it an agency or a desk, unless it only repeats the publisher while a person
    is named elsewhere. Elsewhere agencies, desks and the publisher's own name are passed over.
    """
    stated = tuple(dict.fromkeys(_stated(article)))[:_AUTHORS_MAX] if article else ()
    if not all(_same(name, publisher) for name in stated):
        return stated
    for written in _elsewhere(markup):
        if found := tuple(dict.fromkeys(_persons(written, publisher)))[:_AUTHORS_MAX]:
            return found
    return stated


def choose_byline(markup: Markup) -> str | None:
    """The printed author line ("By Jane Doe"); None where no short element opens like one."""
    for _, written in markup.bylines:
        line = normalise_line(written)
        if line and len(line) <= _BYLINE_CHARS_MAX and _BY.match(line) and any(map(_is_name, _split(line))):
            return line
    return None


def _stated(article: Node) -> Iterator[str]:
    """Authors in JSON-LD. Job titles behind a name go; a name that is nothing but one ("Newsdesk") stays."""
    for name in texts(article.get("author") or article.get("creator"), "name"):
        parts = [part for part in _split(name) if _is_name(part)]
        yield from [part for part in parts if not _ROLE.search(part)] or parts


def _elsewhere(markup: Markup) -> Iterator[list[str]]:
    """Groups of author lines, the most trusted first."""
    for name in _AUTHOR_METAS:
        yield markup.metas.get(name, [])
    for wanted in ("itemprop", "rel"):
        yield [text for kind, text in markup.bylines if kind == wanted]
    lines = [text for kind, text in markup.bylines if kind == "class"]
    yield [text for text in lines if _BY.match(text)][:1]
    yield [text for text in lines if _PERSON.fullmatch(text)][:1]
    yield [text for kind, text in markup.bylines if kind == "link" and _PERSON.fullmatch(text)][:1]


def _persons(written: Iterable[str], publisher: str | None) -> Iterator[str]:
    for line in written:
        parts = _split(line)
        if any(map(str.islower, "".join(parts))):  # "David Straub, MDR THÜRINGEN": capitals are the house's
            parts = [part for part in parts if not part.isupper()]
        if parts and _is_person(parts[0]):  # a line that opens with an address, a date or a role names no one
            yield from (part for part in parts if _is_person(part) and not _same(part, publisher))


def _same(name: str, publisher: str | None) -> bool:
    return name.casefold() == (publisher or "").casefold()


def _split(written: str) -> list[str]:
    line = normalise_line(written) or ""
    if match := _BY.match(line):
        line = line[match.end() :]
    return [part.strip(_EDGES) for part in _BETWEEN.split(line)]


def _is_name(text: str) -> bool:
    return (
        1 < len(text) <= _NAME_CHARS_MAX
        and len(text.split()) <= _NAME_WORDS_MAX
        and not _NOT_A_NAME.search(text)
        and any(map(str.isalpha, text))
    )


def _is_person(text: str) -> bool:
    return _is_name(text) and not _NOT_A_PERSON.search(text)
