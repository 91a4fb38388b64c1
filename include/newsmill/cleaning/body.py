"""The text of an article out of its page, by trafilatura."""

import logging

import trafilatura
from lxml.html import HtmlElement

from include.newsmill.cleaning.text import normalise_text, paragraphs

# Under so many characters the careful mode may have missed the text; trafilatura's own floor for its retries.
_SHORT_CHARS = 250

# It warns about every page without a text. We say so in a Rejected.
logging.getLogger("trafilatura").setLevel(logging.ERROR)


def extract_body(tree: HtmlElement, url: str | None) -> str:
    """The article's paragraphs, normalised; "" where there are none.

    Precision first: news pages are surrounded by other stories (docs/decisions/pages.md). Where that finds little, the
    default mode gets its turn.
    """
    careful = _extract(tree, url, favor_precision=True)
    if len(careful) >= _SHORT_CHARS:
        return careful
    return max(careful, _extract(tree, url, favor_precision=False), key=len)


def without_front_matter(body: str, *printed_above: str | None) -> str:
    """A body without the headline and the author line that stand above it, which have columns of their own.

    Only leading paragraphs that say the very same are taken off.
    """
    known = {_letters(line) for line in printed_above if line}
    rest = paragraphs(body)
    while rest and _letters(rest[0]) in known:
        del rest[0]
    return "\n\n".join(rest)


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line.casefold()))


def _extract(tree: HtmlElement, url: str | None, *, favor_precision: bool) -> str:
    document = trafilatura.bare_extraction(tree, url=url, include_comments=False, favor_precision=favor_precision)
    lines = (getattr(document, "text", None) or "").splitlines()
    return normalise_text("\n\n".join(lines))  # each line is a paragraph: nothing was wrapped
