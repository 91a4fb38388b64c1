"""JSON-LD as it is found, not as it should be."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.cleaning.jsonld import is_article, parse_jsonld, text, texts

ARTICLE = '{"@type": "NewsArticle", "headline": "Talks resume"}'


def headlines(*blocks):
    return [text(node, "headline") for node in parse_jsonld(blocks) if is_article(node)]


@pytest.mark.parametrize(
    "block",
    [
        ARTICLE,
        f"[{ARTICLE}]",
        f'{{"@context": "https://schema.org", "@graph": [{{"@type": "WebSite"}}, {ARTICLE}]}}',
        f'{{"@type": "WebPage", "mainEntity": {ARTICLE}}}',
        f"<!-- {ARTICLE} -->",
        f"//<![CDATA[\n{ARTICLE}\n//]]>",
        f"/*<![CDATA[*/{ARTICLE}/*]]>*/",
        f"{ARTICLE};",
        f'{{"@type": "WebSite"}} {ARTICLE}',
        '{"@type": "NewsArticle", "headline": "Talks resume",}',
        '{"@type": "NewsArticle", "x": "raw\nline\tend", "headline": "Talks resume"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Talks resume&quot;}",
        '{"@type": ["Thing", "https://schema.org/ReportageNewsArticle"], "headline": ["Talks resume"]}',
        '{"@type": "schema:NewsArticle", "headline": {"@value": "Talks resume"}}',
    ],
)
def test_an_article_is_found_in_all_its_dresses(block):
    assert headlines(block) == ["Talks resume"]


@pytest.mark.parametrize(
    "block", ["", "{", "null", "[[[", "[" * 100_000, '{"a":' * 100_000, "x" * 2_000_000, "{'a': 1}"]
)
def test_a_broken_block_counts_as_absent_and_spares_the_others(block):
    assert headlines(block, ARTICLE) == ["Talks resume"]


def test_lists_of_other_articles_are_not_entered():
    listing = f'{{"@type": "ItemList", "itemListElement": [{{"@type": "ListItem", "item": {ARTICLE}}}]}}'
    assert headlines(listing) == []


def test_a_reference_is_followed():
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "author": [{"@id": "#jane"}], "publisher": {"@id": "#gone"}},
            {"@type": "Person", "@id": "#jane", "name": "Jane Doe"},
        ]
    }
    [article] = [node for node in parse_jsonld([json.dumps(graph)]) if is_article(node)]
    assert texts(article["author"], "name") == ["Jane Doe"]
    assert text(article, "publisher", "name") is None


def test_text_that_was_escaped_once_too_often_is_unescaped():
    assert texts("Trump &amp; Xi &#039;close&#039;") == ["Trump & Xi 'close'"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "@id", "@graph", "author", "name", "headline"]), inner, max_size=4)
    ),
    max_leaves=15,
)


@given(value=JSON)
def test_no_json_raises(value):
    for node in parse_jsonld([json.dumps(value)]):
        is_article(node)
        assert all(isinstance(one, str) for key in node for one in texts(node[key], "name", "@id"))
