"""The parts of a page that speak about it: head, JSON-LD, <h1>, <time>, microdata. Never the body text.

BeautifulSoup is given those parts alone: it takes ten times as long as lxml for the rest of a page, and its time is
quadratic in the depth of nesting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from bs4 import BeautifulSoup, Tag
from lxml import etree
from lxml.html import HtmlElement

from include.newsmill.cleaning.jsonld import Node, is_article, parse_jsonld

# A superset, cheap to find; BeautifulSoup's answers are judged one by one.
_ABOUT_THE_PAGE = etree.XPath(
    "//title[not(ancestor::svg)] | //base | //meta[@content] | //link[contains(@rel, 'anonical')] | //h1 | //time"
    " | //script[contains(@type, 'ld+json')]"
    " | //*[@itemprop='author' or @itemprop='datePublished' or @itemprop='dateModified']"
    " | //*[contains(@rel, 'author')]"
    " | //*[contains(@class, 'yline') or contains(@class, 'uthor') or contains(@class, 'writer')]"
    " | //a[contains(@href, '/aut') or contains(@href, '/writer') or contains(@href, '/journalist')]"
)
_PARTS_MAX = 1000  # a page has about 100, most of them <meta>
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}\b")
_BYLINE_CLASS = re.compile(r"(?:^|[-_ ])(?:byline|author|authors|writer)(?:$|[-_ ])|byline|authorname", re.IGNORECASE)
_CONTENT_CHARS_MAX = 5000  # of one <meta>; a description has a few hundred
_SHOWN_TEXT_MAX = 300  # characters; a headline, author line or date is shorter
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|autor[ei]|writers?|journalists?)/[^/?#]+/?$", re.IGNORECASE
)
_HEAD_ELEMENTS = frozenset({"base", "h1", "link", "meta", "script", "time", "title"})
_KEPT_MAX = 30  # times, author elements and headings each; the article's own stand before those of its comments


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a page says of itself, unjudged; keys of metas are lower-case names, properties or itemprops."""

    title: str | None = None
    h1s: tuple[str, ...] = ()
    metas: dict[str, list[str]] = field(default_factory=dict)
    canonical: str | None = None
    base: str | None = None
    times: tuple[tuple[str, str], ...] = ()  # (class and itemprop of a <time>, its datetime or text)
    bylines: tuple[tuple[str, str], ...] = ()  # (itemprop, rel, class or link; text) of author elements, in order
    jsonld: list[Node] = field(default_factory=list)
    html_lang: str | None = None

    def meta(self, *names: str) -> str | None:
        """The first content of the first of these names that has one."""
        return next((value for name in names for value in self.metas.get(name, ())), None)

    def articles(self) -> list[Node]:
        """JSON-LD nodes that describe an article, outermost first."""
        return [node for node in self.jsonld if is_article(node)]


def read_markup(tree: HtmlElement) -> Markup:
    """Gather what a page says of itself. Cost: about 3 ms for a page of 270 kB.

    Args:
        tree: root of the page, as `tree.parse_tree` gives it; it is left as it is.
    """
    soup = BeautifulSoup(_parts_about_the_page(tree), "lxml")
    lang = _LANGUAGE.match(tree.get("lang") or "")
    title = soup.find("title")
    return Markup(
        title=_text(title) if isinstance(title, Tag) else None,
        h1s=tuple(text for h1 in islice(_tags(soup, "h1"), _KEPT_MAX) if (text := _text(h1))),
        metas=_metas(soup),
        canonical=_link(soup, "canonical"),
        base=_first_attribute(soup, "base", "href"),
        times=tuple(islice(_times(soup), _KEPT_MAX)),
        bylines=tuple(islice(_bylines(soup), _KEPT_MAX)),
        jsonld=parse_jsonld(_jsonld_blocks(soup)),
        html_lang=lang.group().lower() if lang else None,
    )


def _parts_about_the_page(tree: HtmlElement) -> str:
    """The markup of the outermost elements that can hold a headline, a name, a date or an address."""
    chosen: dict[HtmlElement, None] = {}
    for element in _ABOUT_THE_PAGE(tree):
        if len(chosen) >= _PARTS_MAX:
            break
        if not any(outer in chosen for outer in element.iterancestors()):
            chosen[element] = None
    return "".join(etree.tostring(element, encoding="unicode", method="html", with_tail=False) for element in chosen)


def _tags(soup: BeautifulSoup, *names: str) -> Iterator[Tag]:
    return (tag for tag in soup.find_all(names) if isinstance(tag, Tag))


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else (value or "").strip()


def _text(tag: Tag) -> str:
    """The text of an element on one line, cut where no headline or name would go on."""
    return " ".join(tag.get_text(" ").split())[:_SHOWN_TEXT_MAX]


def _metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for tag in _tags(soup, "meta"):
        content = _attribute(tag, "content")[:_CONTENT_CHARS_MAX]
        for attribute in ("property", "name", "itemprop"):
            if content and (key := _attribute(tag, attribute).lower()):
                metas.setdefault(key, []).append(content)
                break
    return metas


def _link(soup: BeautifulSoup, rel: str) -> str | None:
    found = (_attribute(tag, "href") for tag in _tags(soup, "link") if rel in _attribute(tag, "rel").lower().split())
    return next(filter(None, found), None)


def _first_attribute(soup: BeautifulSoup, element: str, attribute: str) -> str | None:
    return next(filter(None, (_attribute(tag, attribute) for tag in _tags(soup, element))), None)


def _times(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all(True):
        if tag.name == "time" or _attribute(tag, "itemprop") in ("datePublished", "dateModified"):
            written = _attribute(tag, "datetime") or _attribute(tag, "content") or _text(tag)
            if written and tag.name != "meta":
                yield f"{_attribute(tag, 'itemprop')} {_attribute(tag, 'class')}".strip(), written


def _bylines(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for tag in soup.find_all(True):
        if tag.name in _HEAD_ELEMENTS:
            continue
        kind = "itemprop" if _attribute(tag, "itemprop") == "author" else ""
        kind = kind or ("rel" if "author" in _attribute(tag, "rel").lower().split() else "")
        kind = kind or ("class" if _BYLINE_CLASS.search(_attribute(tag, "class")) else "")
        kind = kind or ("link" if _AUTHOR_PAGE.search(_attribute(tag, "href")) else "")
        if kind and (text := _text(tag)):
            yield kind, text


def _jsonld_blocks(soup: BeautifulSoup) -> Iterator[str]:
    return (tag.get_text() for tag in _tags(soup, "script"))
