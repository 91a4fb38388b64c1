"""The sentences that the classifiers learn from: many, different, labelled by the rules, none of the golden ones."""

import json
import statistics
from collections import Counter
from pathlib import Path

import pytest

from include.newsmill.extraction.events.modality import ASSERTED, DENIED, HYPOTHETICAL, NEGATED, PLANNED
from include.newsmill.extraction.events.ontology import event_types
from include.newsmill.extraction.pipeline import load_pipeline
from training.examples import MODEL, read_sentences
from training.measure import GOLDEN_RUN_WORDS, predicates, repeated, runs

GOLDEN = Path(__file__).parents[2] / "golden" / "events"
SENTENCES_MIN, WITHOUT_EVENT_MIN = 2_000, 600
WORDS_MEDIAN_MIN = 18
PREDICATES_MIN = 700
RUN_WORDS, RUN_SENTENCES_MAX = 5, 2  # a run of words in more sentences than that is a template, or on its way to one


@pytest.fixture(scope="module")
def sentences():
    return read_sentences()


@pytest.fixture(scope="module")
def events(sentences):
    return [event for sentence in sentences for event in sentence.events]


@pytest.fixture(scope="module")
def golden_texts():
    files = (GOLDEN / "sentences.jsonl", GOLDEN / "articles.jsonl")
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines]


def test_there_are_enough_with_and_without_events(sentences):
    assert len(sentences) >= SENTENCES_MIN
    assert sum(not sentence.events for sentence in sentences) >= WITHOUT_EVENT_MIN


def test_they_are_as_long_as_those_of_news(sentences):
    assert statistics.median(len(sentence.text.split()) for sentence in sentences) >= WORDS_MEDIAN_MIN


def test_none_stands_twice(sentences):
    counts = Counter(" ".join(sentence.text.casefold().split()) for sentence in sentences)
    assert [text for text, count in counts.items() if count > 1] == []


def test_none_is_made_from_a_template(sentences):
    assert repeated(sentences, RUN_WORDS, RUN_SENTENCES_MAX) == {}


def test_their_predicates_are_many(sentences):
    lemmas = load_pipeline(MODEL).get_pipe("newsmill_lemmas")
    assert len(predicates(sentences, lemmas.lemma)) >= PREDICATES_MIN


def test_every_action_stands_in_its_text(sentences):
    pairs = [(sentence.text, event["action"]) for sentence in sentences for event in sentence.events]
    assert [pair for pair in pairs if not pair[1] or pair[1] not in pair[0]] == []


def test_labels_have_their_fields_and_no_others(events):
    assert {frozenset(event) for event in events} == {frozenset(["type", "action", "modality", "mode", "underlying"])}


def test_types_modes_and_modalities_are_those_of_the_ontology(events):
    types = event_types()
    assert {event["type"] for event in events} == set(types)
    assert {event["modality"] for event in events} == {ASSERTED, PLANNED, HYPOTHETICAL, NEGATED, DENIED}
    assert [event for event in events if event["mode"] not in (None, *types[event["type"]].modes)] == []


def test_an_underlying_type_is_that_of_an_agreement(events):
    wrong = [e for e in events if e["underlying"] and (e["type"] != "AGREE" or e["underlying"] not in event_types())]
    assert wrong == []


def test_none_is_of_the_golden_set(sentences, golden_texts):
    everything = "\n".join(golden_texts)
    assert [sentence.text for sentence in sentences if sentence.text in everything] == []


def test_none_repeats_a_golden_text_by_so_many_words(sentences, golden_texts):
    golden = {run for text in golden_texts for run in runs(text, GOLDEN_RUN_WORDS)}
    assert [sentence.text for sentence in sentences if runs(sentence.text, GOLDEN_RUN_WORDS) & golden] == []


def test_a_repeated_run_is_seen():
    class Sentence:
        text = "Gunmen killed a judge in Kano."

    assert repeated([Sentence] * 3, 5, 2) == {
        ("gunmen", "killed", "a", "judge", "in"): 3,
        ("killed", "a", "judge", "in", "kano"): 3,
    }
    assert repeated([Sentence] * 2, 5, 2) == {}
