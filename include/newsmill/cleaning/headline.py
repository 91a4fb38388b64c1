"""The printed headline: the <h1> that the page's head confirms, in the words of the page itself."""

import re
import unicodedata
from collections.abc import Iterator

from include.newsmill.cleaning.jsonld import Node, texts
from include.newsmill.cleaning.markup import Markup
from include.newsmill.cleaning.text import normalise_line

# What stands between a headline and the name of a site or section in <title> and og:title.
_SITE_SEPARATOR = re.compile(r"\s+[|•·»–—:-]{1,2}\s+|\s*\|\s*")
_WORDS = re.compile(r"\w+")
_HOST = re.compile(r"https?://([^/:?#]+)", re.IGNORECASE)
_SHARED_WORDS_MIN = 0.6  # of the words of both: a headline and its shorter or longer twin in the head
_CONTAINED_WORDS_MIN = 3
_TITLE_CHARS_MAX = 500


def choose_headline(markup: Markup, article: Node | None) -> str | None:
    """The headline of a page; None where nothing says what it is.

    An <h1> counts as the headline when JSON-LD, og:title or <title> say the same, or nearly so: many pages have an
    <h1> around the site's name or a rubric. Without such an <h1> the head's own word is taken, the site's name cut off.
    """
    titles = list(_titles(markup, article))
    spellings = [words for title in titles for words in _spellings(title)]
    site = _site_names(markup, article)
    h1s = [h1 for h1 in map(normalise_line, markup.h1s) if h1 and _words(h1) and "".join(_words(h1)) not in site]
    h1s.sort(key=lambda h1: -len(_words(h1)))  # a rubric may stand in the head as well; it is shorter
    for agrees in (_same, _contains, _nearly_same):
        for h1 in h1s:
            if any(agrees(_words(h1), words) for words in spellings):
                return h1
    if titles:
        return _without_site(titles[0], site)
    return h1s[0] if len(h1s) == 1 else None


def _titles(markup: Markup, article: Node | None) -> Iterator[str]:
    """What the head gives as title, the most trusted first."""
    found = texts((article or {}).get("headline"))
    found += markup.metas.get("og:title", []) + markup.metas.get("twitter:title", [])
    found += [markup.title] if markup.title else []
    return (title for title in map(normalise_line, (one[:_TITLE_CHARS_MAX] for one in found)) if title)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))


def _spellings(title: str) -> Iterator[tuple[str, ...]]:
    """The words of a title, whole and cut at each place where a site's name may start or end."""
    yield _words(title)
    for match in _SITE_SEPARATOR.finditer(title):
        yield _words(title[: match.start()])
        yield _words(title[match.end() :])


def _same(h1: tuple[str, ...], title: tuple[str, ...]) -> bool:
    return h1 == title


def _contains(h1: tuple[str, ...], title: tuple[str, ...]) -> bool:
    short, long = sorted((" ".join(h1), " ".join(title)), key=len)
    return short.count(" ") + 1 >= _CONTAINED_WORDS_MIN and f" {short} " in f" {long} "


def _nearly_same(h1: tuple[str, ...], title: tuple[str, ...]) -> bool:
    ours, theirs = set(h1), set(title)
    return len(ours & theirs) >= _SHARED_WORDS_MIN * len(ours | theirs)


def _site_names(markup: Markup, article: Node | None) -> set[str]:
    """What the site is called, without spaces: as it says itself, and as its address does."""
    names = [markup.meta("og:site_name", "application-name"), *texts((article or {}).get("publisher"), "name")]
    hosts = (_HOST.match(url) for url in (markup.canonical, markup.meta("og:url")) if url)
    return {"".join(_words(name)) for name in names if name} | {
        label for host in hosts if host for label in host[1].casefold().split(".")
    }


def _without_site(title: str, site: set[str]) -> str:
    """A title without the site's name behind it."""
    for match in _SITE_SEPARATOR.finditer(title):
        if "".join(_words(title[match.end() :])) in site:
            return title[: match.start()]
    return title
