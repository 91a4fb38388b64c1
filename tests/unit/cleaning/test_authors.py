"""Who wrote a page."""

import pytest

from include.newsmill.cleaning.authors import choose_authors, choose_byline
from include.newsmill.cleaning.markup import Markup


def stated(author, publisher=None, **markup):
    return choose_authors(Markup(**markup), {"@type": "NewsArticle", "author": author}, publisher)


def elsewhere(*bylines, publisher=None, **metas):
    markup = Markup(metas={key: [value] for key, value in metas.items()}, bylines=bylines)
    return choose_authors(markup, None, publisher)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "Jane Doe"}, ("Jane Doe",)),
        ([{"name": "Jane Doe"}, {"name": "John Roe"}, {"name": "Jane Doe"}], ("Jane Doe", "John Roe")),
        ("Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("Jane Doe, John Roe, and Al Poe", ("Jane Doe", "John Roe", "Al Poe")),
        ({"name": ["Jane Doe", "John Roe"]}, ("Jane Doe", "John Roe")),
        ("Jane Doe, Staff Writer", ("Jane Doe",)),
        ("John Roe, Jr.", ("John Roe, Jr",)),
        ({"@type": "Organization", "name": "Deutsche Presse-Agentur"}, ("Deutsche Presse-Agentur",)),
        ({"name": "Newsdesk"}, ("Newsdesk",)),
        ({"name": "https://example.com/jane"}, ()),
        ({"name": "jane@example.com"}, ()),
        ([None, 5, {}, {"name": ""}], ()),
    ],
)
def test_json_ld_s_authors_are_taken_as_stated(author, names):
    assert stated(author) == names


def test_a_person_elsewhere_is_better_than_the_publisher_s_own_name():
    assert stated("The Daily", "The Daily", metas={"author": ["Jane Doe"]}) == ("Jane Doe",)
    assert stated("The Daily", "The Daily") == ("The Daily",)


@pytest.mark.parametrize("name", ["author", "article:author", "parsely-author", "dc.creator"])
def test_meta_elements_name_authors(name):
    assert elsewhere(**{name: "von Jane Doe & John Roe"}) == ("Jane Doe", "John Roe")


@pytest.mark.parametrize(
    "line",
    ["https://www.facebook.com/daily", "The Daily", "Editorial staff", "daily.com", "daily.de, Frankfurt, Germany",
     "info@daily.example", "Updated 3 hours ago", "25.10.2019"],
)  # fmt: skip
def test_houses_desks_and_addresses_are_no_persons(line):
    assert elsewhere(publisher="The Daily", author=line) == ()


def test_printed_lines_are_read_by_how_they_are_marked():
    assert elsewhere(("class", "Most read"), ("itemprop", "Jane Doe")) == ("Jane Doe",)
    assert elsewhere(("class", "John Roe"), ("rel", "Jane Doe")) == ("Jane Doe",)
    assert elsewhere(("class", "Share this"), ("class", "von Jane Doe, MDR THÜRINGEN")) == ("Jane Doe",)
    assert elsewhere(("class", "Jane Doe"), ("class", "John Roe")) == ("Jane Doe",)
    assert elsewhere(("link", "All articles"), ("link", "Jane van der Doe")) == ("Jane van der Doe",)


def test_the_byline_is_the_line_as_printed():
    markup = Markup(bylines=(("class", "Jane Doe"), ("class", "By  Jane Doe\nand John Roe, The Daily")))
    assert choose_byline(markup) == "By Jane Doe and John Roe, The Daily"
    assert choose_byline(Markup(bylines=(("class", "Jane Doe"), ("class", "By " + "x" * 300)))) is None


def test_no_page_has_more_than_twenty_authors():
    assert len(stated([{"name": f"Jane Doe {letter}"} for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"])) == 20
