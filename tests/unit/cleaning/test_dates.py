"""When a page was published, and which element is believed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.cleaning.dates import modified_at, parse_moment, published, url_moment
from include.newsmill.cleaning.markup import Markup

DAY = date(2019, 10, 25)
NOON = datetime(2019, 10, 25, 12, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "at", "precision"),
    [
        ("2019-10-25T12:03Z", NOON, "minute"),
        ("2019-10-25T14:03+02:00", NOON, "minute"),
        ("2019-10-25T14:03:00+0200", NOON, "second"),
        ("2019-10-25 08:03:00 -04:00", NOON, "second"),
        ("2019-10-25T12:03:00.000Z", NOON, "second"),
        ("20191025T120300Z", NOON, "second"),
        ("Fri, 25 Oct 2019 12:03:00 GMT", NOON, "second"),
        ("1572004980", NOON, "second"),
        ("1572004980000", NOON, "second"),
        ("2019-10-25", None, "day"),
        ("2019/10/25", None, "day"),
        ("20191025", None, "day"),
        ("2019-10-25T14:03:00", None, "day"),  # a clock without offset is no instant
        ("2019-10-25T00:00:00Z", None, "day"),  # a date padded by a machine
        ("2019-10-25T00:00:00+02:00", None, "day"),
        ("October 25, 2019", None, "day"),
        ("Oct. 25, 2019, 2:03 p.m.", None, "day"),
        ("Friday 25 October 2019", None, "day"),
        ("25. Oktober 2019", None, "day"),
        ("25 de octubre de 2019", None, "day"),
        ("25.10.2019 - 14:03", None, "day"),
    ],
)
def test_a_date_is_read_to_the_precision_it_has(written, at, precision):
    moment = parse_moment(written, "meta")
    assert (moment.on, moment.at, moment.precision) == (DAY, at, precision)


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "10/25/2019", "01/02/2020", "2019-13-01", "2019-02-30T10:00Z", "1970-01-01T00:00:00Z", "0",
     "0001-01-01T00:00:00", "2019-10-25T25:61Z", "201910251", "12345678901234567890", "25. Foober 2019", "9" * 90],
)  # fmt: skip
def test_what_is_no_certain_day_is_none(written):
    assert parse_moment(written, "meta") is None


@given(written=st.text("0123456789-T:+Z ./apr", max_size=30) | st.text(max_size=30))
def test_no_text_raises(written):
    moment = parse_moment(written, "meta")
    assert moment is None or (moment.at is None) == (moment.precision == "day")


def page(jsonld=None, meta=None, times=(), url=None, **more):
    article = {"@type": "NewsArticle", **jsonld} if jsonld else None
    markup = Markup(metas={"article:published_time": [meta]} if meta else {}, times=tuple(times), **more)
    return published(markup, article, url)


def test_json_ld_is_believed_before_meta_before_time_before_the_address():
    said = {"jsonld": {"datePublished": "2019-10-21T10:00Z"}, "meta": "2019-10-22T10:00Z"}
    said |= {"times": [("pubdate", "2019-10-23T10:00Z")], "url": "https://a.test/2019/10/28/x"}
    order = []
    for name in said:
        moment = page(**said)
        order.append((moment.on.day, moment.evidence))
        said[name] = None if name != "times" else ()
    assert order == [(21, "jsonld"), (22, "meta"), (23, "time"), (28, "url")]


def test_a_day_without_time_takes_it_from_the_next_element_of_that_day():
    moment = page(jsonld={"datePublished": "2019-10-25"}, meta="2019-10-25T12:03Z")
    assert (moment.at, moment.evidence, moment.precision) == (NOON, "meta", "minute")
    other_day = page(jsonld={"datePublished": "2019-10-25"}, meta="2019-10-26T12:03Z")
    assert (other_day.at, other_day.on, other_day.evidence) == (None, DAY, "jsonld")


def test_the_local_date_is_told_by_an_offset_or_the_address():
    late = "2019-10-26T01:30:00Z"
    assert page(meta=late).on == date(2019, 10, 26)
    assert page(meta=late, jsonld={"dateCreated": "2019-10-25T21:30:00-04:00"}).on == DAY
    assert page(meta=late, url="https://a.test/2019/10/25/x").on == DAY
    assert page(meta=late, url="https://a.test/2018/10/25/x").on == date(2019, 10, 26)


def test_times_of_updates_and_comments_are_not_the_publication():
    assert page(times=[("updated-date", "2019-10-25T12:03Z"), ("comment-date", "2019-10-25T12:03Z")]) is None
    assert page(times=[("", "2019-10-25T12:03Z")]).at == NOON


def test_a_page_node_of_the_same_address_speaks_for_the_page():
    node = {"@type": "ClaimReview", "url": "https://a.test/x", "datePublished": "2019-10-25"}
    assert page(jsonld=None, canonical="https://a.test/x").__class__ is type(None)
    assert published(Markup(canonical="https://a.test/x", jsonld=[node]), None, None).on == DAY
    assert published(Markup(canonical="https://a.test/y", jsonld=[node]), None, None) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.test/news/2019/10/25/talks", DAY),
        ("https://a.test/2019/oct/25/talks", DAY),
        ("https://a.test/news-2019-10-25.html", DAY),
        ("https://a.test/20191025/talks", DAY),
        ("https://a.test/2019/13/45/talks", None),
        ("https://a.test/2019-10/25/talks", None),
        ("https://a.test/article-120191025", None),
        ("https://a.test/2019/10/talks", None),
        ("https://a.test/?d=2019/10/25", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url, day):
    moment = url_moment(url)
    assert (moment.on if moment else None) == day


def test_a_change_is_told_only_as_an_instant():
    assert modified_at(Markup(metas={"article:modified_time": ["2019-10-25T14:03+02:00"]}), None) == NOON
    assert modified_at(Markup(), {"@type": "NewsArticle", "dateModified": "2019-10-25T12:03Z"}) == NOON
    assert modified_at(Markup(), {"@type": "NewsArticle", "dateModified": "2019-10-25"}) is None
