"""Cleaning: the bytes of one record -> an Article, or a Rejected that says why not."""

from dataclasses import replace
from datetime import date

from include.newsmill.cleaning.article import build_article, reject, unnamed_record
from include.newsmill.cleaning.page import clean_page, day_of_page
from include.newsmill.cleaning.plain import clean_text, day_of_text
from include.newsmill.cleaning.refusal import Refusal
from include.newsmill.model import Article, RawDocument, Rejected

__all__ = ["clean", "clean_html", "day_of"]

_HTML = "text/html"


def day_of(raw: RawDocument) -> date | Rejected:
    """The day a record belongs to: the header's date of a text file, the published date of a page.

    Cheap enough for a survey: no body is looked for, no language told.

    Returns:
        The day, or a Rejected: NO_DATE_HEADER, IMPOSSIBLE_DATE, NO_PUBLISHED_DATE, or what keeps the record from being
        read at all (BINARY, NOT_UTF8, NUL_CHARACTER, TOO_DEEP, TOO_LARGE, NO_ARTICLE_BODY).
    """
    found = day_of_page(raw.content, raw.url) if raw.media_type == _HTML else day_of_text(raw.content)
    return reject(raw, found) if isinstance(found, Refusal) else found


def clean(raw: RawDocument) -> Article | Rejected:
    """The article in a record whose day is known.

    Returns:
        The Article, or a Rejected with one of the reasons of `day_of`, EMPTY_BODY or TOO_SHORT.

    Raises:
        ValueError: the record has no day.
    """
    cleaned = clean_page(raw.content, raw.url) if raw.media_type == _HTML else clean_text(raw.content)
    return reject(raw, cleaned) if isinstance(cleaned, Refusal) else build_article(raw, cleaned)


def clean_html(html: bytes, url: str | None = None) -> Article | Rejected:
    """The article in a page that came from no source.

    Args:
        html: bytes of the page, in any encoding that it declares.
        url: where it was read, if known; relative addresses in it start there.

    Returns:
        An Article of source "" whose day is the page's published date (1970-01-01 where it has none), or a Rejected.

    >>> clean_html(b"%PDF-1.7").reason.value
    'binary'
    """
    raw = unnamed_record(html, url)
    cleaned = clean_page(html, url)
    if isinstance(cleaned, Refusal):
        return reject(raw, cleaned)
    return build_article(replace(raw, day=cleaned.published_on or raw.day), cleaned)
