"""Pages become articles, whatever is in them."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from include.newsmill.cleaning import clean, clean_html, day_of
from include.newsmill.cleaning.page import PAGE_BYTES_MAX
from include.newsmill.cleaning.tree import ELEMENTS_MAX
from include.newsmill.model import Article, RawDocument, Reason, Rejected, name_id

TEXT = "The two governments agreed to open three border crossings before the end of the year, officials said. " * 3
BODY = f"<article><h1>Talks resume</h1><p>{TEXT}</p><p>Both sides want to sign in November.</p></article>"
URL = "https://courier.example/talks"
DATED = f'<meta property="article:published_time" content="2019-10-25T14:03-03:00"><link rel="canonical" href="{URL}">'


def page(head=DATED, body=BODY):
    return f"<html lang=en><head><title>Talks resume</title>{head}</head><body>{body}</body></html>".encode()


def raw_of(content, **more):
    known = {"source": "saved", "locator": "a.html", "fingerprint": "f" * 64, "media_type": "text/html"}
    return RawDocument(content=content, **(known | more))


def test_a_page_becomes_an_article_of_its_published_day():
    raw = raw_of(page())
    day = day_of(raw)
    article = clean(replace(raw, day=day))
    assert day == article.published_on == date(2019, 10, 25)
    assert article.published_at == datetime(2019, 10, 25, 17, 3, tzinfo=UTC)
    assert (article.headline, article.canonical_url, article.language) == ("Talks resume", URL, "en")
    assert article.body == f"{TEXT.strip()}\n\nBoth sides want to sign in November."


def test_the_canonical_address_is_the_identity_whatever_the_source():
    here, there = (raw_of(page(), source=name, locator=f"{name}.html", day=date(2019, 10, 25)) for name in ("a", "b"))
    assert clean(here).article_id == clean(there).article_id == name_id(URL)
    without = clean(raw_of(page(head=""), day=date(2019, 10, 25)))
    assert (without.canonical_url, without.article_id) == (None, name_id("saved", "a.html"))


def test_what_the_page_says_of_its_publisher_wins():
    named = page(head=DATED + '<meta property="og:site_name" content="The Courier">')
    assert clean(raw_of(named, day=date(2019, 10, 25), publisher="Archive")).publisher == "The Courier"
    assert clean(raw_of(page(), day=date(2019, 10, 25), publisher="Archive")).publisher == "Archive"


def test_the_door_takes_a_page_alone():
    article = clean_html(page(), url=URL + "?utm_source=x")
    assert (article.source, article.url, article.canonical_url) == ("", URL + "?utm_source=x", URL)
    assert article.day == date(2019, 10, 25)
    assert article.observed_at == datetime(2019, 10, 25, tzinfo=UTC)


def test_a_page_without_a_date_has_no_day_but_is_an_article_at_the_door():
    undated = page(head="")
    assert day_of(raw_of(undated)).reason is Reason.NO_PUBLISHED_DATE
    article = clean_html(undated)
    assert (article.published_on, article.published_precision, article.day) == (None, "unknown", date(1970, 1, 1))


def test_an_address_can_tell_the_day():
    assert day_of(raw_of(page(head=""), url="https://courier.example/2019/10/25/talks")) == date(2019, 10, 25)


def test_a_text_that_is_too_short_to_tell_has_the_declared_language():
    assert clean_html(page(body="<article><p>Talks failed.</p></article>")).language == "en"


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (b"", Reason.NO_ARTICLE_BODY),
        (b"   ", Reason.NO_ARTICLE_BODY),
        (page(body="<img src=a.png>"), Reason.NO_ARTICLE_BODY),
        (page(body="<p>Hello</p>"), Reason.TOO_SHORT),
        (b"%PDF-1.7", Reason.BINARY),
        (bytes(range(256)) * 8, Reason.BINARY),
        (page(body="<div>" * 200_000), Reason.TOO_DEEP),
        (page(body="<div class=author>" * 300 + BODY), Reason.TOO_DEEP),
        (page(body="<p>x</p>" * (ELEMENTS_MAX + 1)), Reason.TOO_LARGE),
        (b" " * (PAGE_BYTES_MAX + 1), Reason.TOO_LARGE),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(html, reason):
    rejected = clean_html(html, url=URL)
    assert (rejected.reason, rejected.locator) == (reason, URL)


def test_two_hundred_levels_are_still_read():
    deep = page(body="<div>" * 200 + BODY + "</div>" * 200)
    assert clean_html(deep).body == clean_html(page()).body


def ld(value):
    return f'<script type="application/ld+json">{value}</script>'


HOSTILE_HEADS = {
    "json nested a hundred thousand deep": ld("[" * 100_000),
    "json of a megabyte of spaces": ld(" " * 900_000 + "x"),
    "json of commas": ld("," * 900_000),
    "five thousand json blocks": ld('{"@type": "NewsArticle", "author": "A B"}') * 5_000,
    "json with wrong types": ld(
        '{"@type": "NewsArticle", "headline": 5, "author": [1, {"name": {"a": []}}], "url": [[]]}'
    ),
    "json that refers to itself": ld('{"@type": "NewsArticle", "@id": "a", "author": {"@id": "a"}}'),
    "half a surrogate pair": ld(
        json.dumps({"@type": "NewsArticle", "headline": "a \ud83d b", "author": "J\0 \udfff Doe"})
    ),
    "a title of separators": f"<title>{'- | ' * 100_000}</title>",
    "a class of a megabyte": f'<meta class="{"author " * 150_000}" content="x">',
    "a base that is none": '<base href="http://["><link rel="canonical" href="//x:99999/">',
    "an address that is a script": '<link rel="canonical" href="javascript:alert(1)">',
    "a date of digits": f'<meta name="date" content="{"2" * 100_000}">',
    "an encoding that is none": '<meta charset="hex_codec">',
}


@pytest.mark.parametrize("name", HOSTILE_HEADS)
def test_a_hostile_head_costs_a_field_and_not_the_article(name):
    article = clean_html(page(head=HOSTILE_HEADS[name]))
    assert article.body.endswith("Both sides want to sign in November.")
    json.dumps([article.headline, *article.authors], ensure_ascii=False).encode()  # storable


def test_a_nul_in_a_page_is_no_end_of_it():
    assert clean_html(page(body=BODY.replace("sign", "si\0gn"))).body.endswith("want to sign in November.")


def test_script_in_a_text_stays_text():
    body = BODY.replace("Both sides", "&lt;script&gt;alert(1)&lt;/script&gt; Both sides")
    assert "<script>alert(1)</script> Both sides" in clean_html(page(body=body)).body


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class=byline>", "</div>", "<h1>", "<time datetime=", "2019-10-25", ">", "</script>",
        "<script type='application/ld+json'>", '{"@type":"NewsArticle","headline":"x"}', "<!--", "<table><tr>", "&#0;",
        "&amp;", "By Jane Doe", TEXT, "\0", "é", "\ud800",
    ]
)  # fmt: skip


@settings(max_examples=30)
@given(pieces=st.lists(PIECES, max_size=12))
def test_no_soup_raises(pieces):
    html = "".join(pieces).encode("utf-8", "surrogatepass")
    assert isinstance(day_of(raw_of(html)), date | Rejected)
    assert isinstance(clean_html(html), Article | Rejected)


@settings(max_examples=30)
@given(html=st.binary(max_size=200))
def test_no_bytes_raise(html):
    assert isinstance(day_of(raw_of(html)), date | Rejected)
    assert isinstance(clean_html(html), Article | Rejected)
