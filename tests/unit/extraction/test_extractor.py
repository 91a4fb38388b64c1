"""The door: order, languages, long and odd text, the same answer in any batch."""

import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from include.newsmill.errors import ContractBroken
from include.newsmill.extraction import Extractor
from include.newsmill.extraction.parts import split_parts
from include.newsmill.extraction.pipeline import prepared
from include.newsmill.model import Article

ROOT = Path(__file__).parents[3]
DAY = date(2019, 10, 25)
ODD = {
    "empty": "",
    "blank": " \n\n\t ",
    "digits": "1234 5678 " * 100,
    "emoji": "😀🎉👍🏽 Trump met Xi 🇨🇳. " * 10,
    "capitals": "POLICE ARRESTED TWO MEN IN LAGOS ON TUESDAY AND KENYA CONDEMNED SOMALIA. " * 5,
    "no capitals": "police arrested two men in lagos on tuesday. " * 5,
    "markup": "<p>Trump</p><br/>&nbsp;met&nbsp;Xi" * 20,
    "table": "| Trump | 1 | 2 |\n" * 50,
    "other scripts": "北京说中国将与美国举行会谈。 قالت الحكومة إنها سوف",
    "control characters": "Trump\x00met\x07Xi\x1b in\x85Paris " * 5,
    "right to left": "\u202eTrump\u200f met \u2066Xi\u2069 in Paris. " * 5,
    "a thousand names": ", ".join(f"Anna Smith{i}" for i in range(1000)),
    "one word": "a" * 50_000,
    "stops": ". " * 2000,
    "brackets": "((((((" * 300,
}


def check_spans(text, extraction):
    for m in extraction.mentions:
        assert text[m.char_start : m.char_end] == m.surface != ""
    for e in extraction.events:
        assert text[e.action_start : e.action_end] == e.action_text
        assert e.char_start <= e.action_start < e.action_end <= e.char_end
        for p in (*e.actors, *e.recipients):
            assert text[p.char_start : p.char_end] == p.surface
    known = {entity.entity_id for entity in extraction.entities}
    assert {m.entity_id for m in extraction.mentions} <= known
    assert {p.entity_id for e in extraction.events for p in (*e.actors, *e.recipients)} <= known | {None}
    assert {e.place_entity_id for e in extraction.events} <= known | {None}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_read_without_error(read, text):
    check_spans(text, read(text))


PIECES = st.sampled_from(
    [
        "Trump",
        "met",
        "Xi Jinping",
        "’s",
        "“",
        "”",
        "in",
        "Paris",
        ",",
        ".",
        "\n\n",
        "said",
        "U.S.",
        "(",
        ")",
        "😀",
        "\u200f",
        "on Friday",
        "e\u0301",
        "the",
        "attacked",
        "&",
        "Nov. 16-17",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"]), max_size=5)), max_size=40))
def test_spans_cut_their_text_out_of_any_text(read, pieces):
    text = " ".join(pieces)
    check_spans(text, read(text))


@settings(max_examples=100)
@given(st.text(max_size=300), st.integers(1, 40))
def test_parts_join_to_the_text(text, size):
    parts = list(split_parts(text, size))
    assert "".join(part for _, part in parts) == text
    assert all(text[at : at + len(part)] == part and len(part) <= size for at, part in parts)


@given(st.text(max_size=200))
def test_prepared_text_keeps_every_place(text):
    assert len(prepared(text)) == len(text)


def test_long_text_is_read_in_parts_that_know_of_each_other(read, seed_text):
    text = "\n\n".join([seed_text] * 6)
    found = read(text)
    check_spans(text, found)
    assert len([e for e in found.entities if e.kind == "person" and "Trump" in e.name]) == 1


def test_time_grows_with_the_length_and_not_its_square(read):
    def seconds(repeats):
        start = time.process_time()
        read("the minister said that troops attacked the village near Paris on Friday and " * repeats)
        return time.process_time() - start

    seconds(20)
    assert seconds(400) < 16 * seconds(100)  # four times the text; its square would be sixteen


def test_another_language_is_skipped_and_says_so(extractor):
    german = replace(Article.from_text("Die Regierung trat zurück.", DAY), language="de")
    (found,) = extractor.extract([german])
    assert (found.skipped, found.mentions, found.events) == ("language de: no model", (), ())


def test_order_is_kept_and_batches_do_not_matter(extractor, seed_text):
    texts = ["Kenya praised Uganda.", "", seed_text, "Police arrested two men in Lagos.", *["It rained in Rome."] * 40]
    articles = [Article.from_text(text, DAY) for text in texts]
    together = list(extractor.extract(articles))
    assert [e.article_id for e in together] == [a.article_id for a in articles]
    assert together == [next(extractor.extract([article])) for article in articles]
    assert together[:4] == list(extractor.extract(reversed(articles[:4])))[::-1]


def test_articles_are_taken_as_they_are_needed(extractor):
    def articles():
        for i in range(1000):
            assert i < 40, "read ahead"
            yield Article.from_text(f"Kenya praised Uganda {i} times.", DAY)

    assert next(extractor.extract(articles())).events


def test_the_version_names_model_code_and_tables(extractor):
    assert len(extractor.model_version) == 16
    assert extractor.model_version == Extractor.load().model_version


def test_importing_the_package_does_not_import_spacy():
    code = "import sys, include.newsmill.extraction; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_an_unknown_model_is_a_broken_contract():
    with pytest.raises(ContractBroken, match="NEWSMILL_SPACY_MODEL"):
        Extractor.load("no_such_model")


def test_ids_are_the_same_in_every_article(read):
    one = {
        e.name: e.entity_id
        for e in read("Robert Lighthizer flew from Santiago, Chile, to Paris. Obama stayed.").entities
    }
    two = {
        e.name: e.entity_id
        for e in read("In Paris, Robert Lighthizer spoke. So did Obama in Santiago, Chile.").entities
    }
    assert {name for name in one if one[name] == two[name]} == {"Robert Lighthizer", "Santiago", "Chile", "Paris"}
    assert one["Obama"] != two["Obama"]  # nobody says which Obama
