"""The <h1> that the head confirms."""

import pytest

from include.newsmill.cleaning.headline import choose_headline
from include.newsmill.cleaning.markup import Markup


def headline(*h1s, title=None, og=None, jsonld=None, site=None, canonical=None):
    metas = {key: [value] for key, value in (("og:title", og), ("og:site_name", site)) if value}
    markup = Markup(h1s=h1s, title=title, metas=metas, canonical=canonical)
    return choose_headline(markup, {"headline": jsonld} if jsonld else None)


@pytest.mark.parametrize(
    "head",
    [
        {"title": "Talks resume in Santiago | World | The Daily"},
        {"title": "The Daily - Talks resume in Santiago"},
        {"og": "Talks Resume in Santiago"},
        {"jsonld": "Talks resume in Santiago"},
        {"og": "Talks resume in Santiago, sources say"},
        {"og": "After a long break talks resume in Santiago"},
        {"title": "World: Talks “resume” in Santiago"},
    ],
)
def test_the_h1_that_the_head_confirms_is_the_headline(head):
    assert headline("The Daily", "Talks resume in Santiago", **head) == "Talks resume in Santiago"


@pytest.mark.parametrize("named", [{"site": "The Daily"}, {"canonical": "https://www.thedaily.test/a"}])
def test_an_h1_around_the_site_s_name_is_no_headline(named):
    assert headline("The Daily", title="Talks resume | The Daily", **named) == "Talks resume"
    assert headline("The Daily", **named) is None


def test_an_exact_h1_wins_over_one_that_is_near():
    assert headline("Talks resume in Santiago today", "Talks resume", og="Talks resume") == "Talks resume"


def test_without_a_confirmed_h1_the_head_s_own_word_is_taken_without_the_site():
    assert headline("The Daily", og="Talks resume - The Daily", site="The Daily") == "Talks resume"
    assert headline("The Daily", og="Talks resume - at last") == "Talks resume - at last"
    assert headline(title="Talks resume") == "Talks resume"


def test_json_ld_is_trusted_before_the_title_of_the_window():
    assert headline(jsonld="Talks resume", title="Chile: all news") == "Talks resume"


def test_a_lonely_h1_is_the_headline_and_two_are_not():
    assert headline("Talks resume") == "Talks resume"
    assert headline("Talks resume", "Most read") is None
    assert headline() is None


def test_a_title_of_any_length_is_cheap():
    assert headline("Talks resume", og="- | " * 50_000).startswith("- | - |")
