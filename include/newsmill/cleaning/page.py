"""A page: its body by trafilatura, everything else from what the page says of itself."""

from datetime import date
from typing import NamedTuple

from lxml.html import HtmlElement

from include.newsmill.cleaning.article import CleanedText, refusal_of
from include.newsmill.cleaning.authors import choose_authors, choose_byline
from include.newsmill.cleaning.body import extract_body, without_front_matter
from include.newsmill.cleaning.dateline import split_dateline
from include.newsmill.cleaning.dates import modified_at, published
from include.newsmill.cleaning.decoding import decode_html
from include.newsmill.cleaning.headline import choose_headline
from include.newsmill.cleaning.jsonld import Node, text
from include.newsmill.cleaning.language import UNDETERMINED, identify_language
from include.newsmill.cleaning.markup import Markup, read_markup
from include.newsmill.cleaning.refusal import Refusal
from include.newsmill.cleaning.text import normalise_line
from include.newsmill.cleaning.tree import parse_tree
from include.newsmill.cleaning.urls import page_url
from include.newsmill.model import Reason

PAGE_BYTES_MAX = 20_000_000  # the largest of 755 measured pages has 4 MB; sources refuse long before


class _Page(NamedTuple):
    tree: HtmlElement
    markup: Markup
    article: Node | None  # the JSON-LD node of the article that the page is about
    url: str | None  # canonical


def day_of_page(html: bytes, url: str | None) -> date | Refusal:
    """The local date a page was published on, from what it says of itself; the body is not looked for."""
    page = _read(html, url)
    if isinstance(page, Refusal):
        return page
    moment = published(page.markup, page.article, page.url)
    if moment is None:
        return Refusal(Reason.NO_PUBLISHED_DATE, "Neither JSON-LD, meta and time elements nor the address name a day.")
    return moment.on


def clean_page(html: bytes, url: str | None) -> CleanedText | Refusal:
    """The article of a page, boilerplate gone; fields the page does not state are None."""
    page = _read(html, url)
    if isinstance(page, Refusal):
        return page
    markup, article = page.markup, page.article
    headline, byline = choose_headline(markup, article), choose_byline(markup)
    body = without_front_matter(extract_body(page.tree, page.url), headline, byline)
    if not body:
        return Refusal(Reason.NO_ARTICLE_BODY, "No text of an article was found in the page.")
    if refusal := refusal_of(body):
        return refusal
    publisher = _publisher(markup, article)
    moment = published(markup, article, page.url)
    dateline, _ = split_dateline(body)
    return CleanedText(
        body=body,
        language=_language(body, markup),
        headline=headline,
        description=_description(markup, article),
        byline=byline,
        authors=choose_authors(markup, article, publisher),
        dateline=dateline,
        section=_section(markup, article),
        publisher=publisher,
        canonical_url=page.url,
        published_at=moment.at if moment else None,
        published_on=moment.on if moment else None,
        published_precision=moment.precision if moment else "unknown",
        published_evidence=moment.evidence if moment else None,
        modified_at=modified_at(markup, article),
    )


def _read(html: bytes, url: str | None) -> _Page | Refusal:
    if len(html) > PAGE_BYTES_MAX:
        return Refusal(Reason.TOO_LARGE, f"The page has {len(html):,} bytes; at most {PAGE_BYTES_MAX:,} are read.")
    text_or_refusal = decode_html(html)
    if isinstance(text_or_refusal, Refusal):
        return text_or_refusal
    tree = parse_tree(text_or_refusal)
    if isinstance(tree, Refusal):
        return tree
    markup = read_markup(tree)
    article = _main_article(markup)
    return _Page(tree, markup, article, page_url(markup, article, url))


def _main_article(markup: Markup) -> Node | None:
    """The JSON-LD article that the page is about: the one of its own address, then of its own title, then the first."""
    articles = markup.articles()
    if len(articles) > 1:
        addresses = {markup.canonical, *markup.metas.get("og:url", ())} - {None}
        titles = {*markup.h1s, *markup.metas.get("og:title", ())}
        for node in articles:
            if {text(node, "url", "@id", "url"), text(node, "mainEntityOfPage", "@id", "url")} & addresses:
                return node
        for node in articles:
            if text(node, "headline") in titles:
                return node
    return articles[0] if articles else None


def _publisher(markup: Markup, article: Node | None) -> str | None:
    named = text(article, "publisher", "name") if article else None
    return normalise_line(named or markup.meta("og:site_name"))


def _description(markup: Markup, article: Node | None) -> str | None:
    stated = markup.meta("og:description", "description", "twitter:description", "dc.description")
    return normalise_line(stated or (text(article, "description") if article else None))


def _section(markup: Markup, article: Node | None) -> str | None:
    stated = text(article, "articleSection", "name") if article else None
    return normalise_line(stated or markup.meta("article:section", "parsely-section", "prism.section", "og:section"))


def _language(body: str, markup: Markup) -> str:
    """The body's own language; a body too short to tell has the page's declared one."""
    identified = identify_language(body)
    return identified if identified != UNDETERMINED else markup.html_lang or UNDETERMINED
