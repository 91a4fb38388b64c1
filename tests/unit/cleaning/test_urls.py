"""One spelling for all addresses of a page."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from include.newsmill.cleaning.markup import Markup
from include.newsmill.cleaning.urls import canonical_url, page_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://WWW.Example.COM:443/A/b?x=1#top", "https://www.example.com/A/b?x=1"),
        ("http://example.com:80", "http://example.com/"),
        ("http://example.com:8080/", "http://example.com:8080/"),
        ("https://user:secret@example.com./a", "https://example.com/a"),
        ("https://example.com/a/./b/../c/", "https://example.com/a/c/"),
        ("https://example.com/%7Ejoe/caf%c3%a9/é", "https://example.com/~joe/caf%C3%A9/%C3%A9"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        ("https://example.com/a?utm_source=x&id=7&fbclid=y&utm_medium=z", "https://example.com/a?id=7"),
        ("https://example.com/a?&&b=2&a=1", "https://example.com/a?b=2&a=1"),
        ("https://example.com/a?", "https://example.com/a"),
        ("https://example.com/story/amp/", "https://example.com/story"),
        ("https://example.com/story/amp", "https://example.com/story"),
        ("https://example.com/story.amp.html?amp=1&outputType=amp", "https://example.com/story.html"),
        ("https://example.com/amp", "https://example.com/amp"),
        ("https://example.com/amplifier", "https://example.com/amplifier"),
        ("https://www.google.com/amp/s/example.com/story.amp", "https://example.com/story"),
        ("https://example-com.cdn.ampproject.org/c/s/example.com/story?x=1", "https://example.com/story?x=1"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        (" https://example.com/a ", "https://example.com/a"),
    ],
)
def test_what_does_not_name_the_page_goes(url, canonical):
    assert canonical_url(url) == canonical


@pytest.mark.parametrize("kept", ["id=7", "cid=1", "src=2", "ref=a", "page=2", "article=amp", "v=utm_source"])
def test_a_parameter_that_may_name_the_article_stays(kept):
    assert canonical_url(f"https://example.com/a?{kept}") == f"https://example.com/a?{kept}"


@pytest.mark.parametrize(
    "url",
    ["", "/a", "example.com/a", "ftp://example.com/a", "javascript:alert(1)", "mailto:a@b.test", "https://", "https:///a",
     "https://exa mple.com/", "https://example.com:99999/", "https://[::1/", "https://a..b/", "https://-a/",
     "https://example.com/\n", "https://example.com/<script>", "https://example.com/" + "a" * 3000],
)  # fmt: skip
def test_what_is_no_web_address_is_none(url):
    assert canonical_url(url + "x" if url.endswith("\n") else url) is None


URLS = st.builds(
    "{}://{}{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS", "ftp"]),
    st.sampled_from(
        ["Example.com", "example.com:443", "u:p@bücher.example", "a.b.", "www.google.com", "x.cdn.ampproject.org"]
    ),
    st.text("/.%aA2eé~amp?", max_size=15).map(lambda path: "/" + path) | st.just("/amp/s/example.com/amp/amp"),
    st.text("?&=utm_amp1%2;é", max_size=15),
    st.sampled_from(["", "#a"]),
)  # fmt: skip


@given(url=URLS | st.text(max_size=40))
@example(url="https://a.test/x/amp/amp/")
@example(url="https://a.test/%%34%31/..%2f/.%2e/")
@example(url="https://a.test/a.amp.amp.html?amp&amp")
def test_canonical_is_a_fixed_point(url):
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


HERE = "https://example.com/news/talks?utm_source=feed"


def test_a_page_is_called_as_it_calls_itself():
    markup = Markup(canonical="/news/talks-resume", metas={"og:url": ["https://example.com/other"]})
    assert page_url(markup, None, HERE) == "https://example.com/news/talks-resume"
    assert page_url(Markup(metas={"og:url": ["https://example.com/other"]}), None, HERE) == "https://example.com/other"


def test_a_page_that_does_not_call_itself_is_where_it_was_read():
    assert page_url(Markup(), None, HERE) == "https://example.com/news/talks"
    assert page_url(Markup(), None, None) is None


@pytest.mark.parametrize("declared", ["https://example.com", "https://example.com/", "javascript:void(0)", "https://["])
def test_a_front_page_or_nonsense_is_no_identity(declared):
    assert page_url(Markup(canonical=declared), None, HERE) == "https://example.com/news/talks"
    assert page_url(Markup(canonical=declared), None, None) is None


def test_json_ld_names_the_page_too():
    article = {"@type": "NewsArticle", "mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.com/talks"}}
    assert page_url(Markup(), article, None) == "https://example.com/talks"


def test_relative_addresses_start_at_the_base_the_page_declares():
    assert page_url(Markup(canonical="talks", base="/world/"), None, HERE) == "https://example.com/world/talks"
    assert page_url(Markup(canonical="talks"), None, None) is None
