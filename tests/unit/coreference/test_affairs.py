"""Which articles are about one affair."""

import math

import pytest

from include.newsmill.coreference import affairs
from include.newsmill.coreference.affairs import neighbours, topic_of
from include.newsmill.coreference.words import RAREST, rarity

SEIZED = "Coastguards seized a trawler off Lobito and its crew of eleven went on hunger strike."
TOLD_AGAIN = "Eleven fishermen refuse food: their trawler was brought to Lobito by the coastguard."
OTHER = "Dentists in Huambo demanded cleaner water for their surgeries and the head of their union went on strike."


def test_two_tellings_of_one_affair_are_near_and_another_affair_is_not():
    assert neighbours([topic_of(text) for text in (SEIZED, TOLD_AGAIN, OTHER)]) == {(0, 1)}


def test_weights_are_a_vector_of_length_one():
    assert math.hypot(*topic_of(SEIZED).values()) == pytest.approx(1)


def test_a_name_counts_twice_and_what_every_text_has_not_at_all():
    topic = topic_of("The trawler and the Trawler of Lobito went to Lobito")
    assert topic.keys() == {"trawler", "lobito"}
    assert topic["lobito"] / topic["trawler"] == pytest.approx(2 * (RAREST - 7) / (rarity("trawler") - 7))


def test_accents_and_capitals_make_no_other_word():
    assert topic_of("SÃO TOMÉ PRÍNCIPE").keys() == topic_of("Sao Tome Principe").keys()


@pytest.mark.parametrize("text", ["", "12 34 . \n\n –", "the of and a I", "\x00\u200f"])
def test_a_text_of_no_words_has_no_topic(text):
    assert topic_of(text) == {}
    assert neighbours([topic_of(text)] * 2) == set()


def test_the_rarest_words_of_a_long_text_are_its_topic():
    assert len(topic_of(" ".join(f"qx{a}{b}" for a in "abcdefghijkl" for b in "abcdefghijkl"))) == 60


def test_a_script_that_the_table_lacks_is_rare_and_not_frequent():
    assert rarity("собрание") == RAREST
    assert len(topic_of("собрание депутатов")) == 2


def test_rarity_grows_from_frequent_words_to_seldom_ones():
    assert 0 == rarity("the") < rarity("hunger") < rarity("trawler") <= rarity("zzyzx") == RAREST


def test_an_article_is_held_beside_its_nearest_alone(monkeypatch):
    monkeypatch.setattr(affairs, "NEIGHBOURS", 1)
    topics = [{"batsukh": 0.8, "lima": 0.6}, {"lima": 1.0}, {"batsukh": 0.8, "lima": 0.6}, {}]
    assert neighbours(topics) == {(0, 1), (0, 2)}  # 2 is a print of 0


def test_a_word_that_everybody_has_finds_no_neighbours(monkeypatch):
    monkeypatch.setattr(affairs, "_COMMON", 2)
    assert neighbours([{"lima": 0.6, name: 0.8} for name in "abc"]) == set()


def test_prints_of_one_text_are_neighbours_of_the_first_and_the_one_before_however_many():
    beside = {(first, number) for number in range(1, 500) for first in (0, number - 1)}
    assert neighbours([topic_of(SEIZED)] * 500) == beside


@pytest.mark.parametrize(("shared", "near"), [(affairs.ONE_AFFAIR + 0.01, True), (affairs.ONE_AFFAIR - 0.01, False)])
def test_neighbours_are_at_least_so_near(shared, near):
    weight, other = math.sqrt(shared), math.sqrt(1 - shared)
    assert bool(neighbours([{"lima": weight, "a": other}, {"lima": weight, "b": other}])) == near


def test_weekdays_and_months_are_no_names_and_overlong_words_no_words():
    assert topic_of("On Friday in October, " + "x" * 41) == {}
