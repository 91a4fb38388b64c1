"""The weights that ship are those that the training script makes of the sentences."""

import json
import math

import pytest

from include.newsmill.extraction.events.classifier import NO_EVENT, parse_table
from include.newsmill.extraction.events.network import TYPE_NETWORK, load_network
from include.newsmill.extraction.events.word_vectors import word_vectors
from training.__main__ import CLASSES, MANIFEST, hashes, share_alike, tasks_of
from training.examples import read_examples, read_sentences
from training.fit import fitted_table
from training.network import decided, fitted_network


def test_sentences_and_weights_are_those_of_the_last_training():
    assert json.loads(MANIFEST.read_text("utf-8")) == hashes(), "run python -m training and commit what it writes"


def test_a_short_training_on_some_sentences_learns():
    sentences = [sentence for sentence in read_sentences() if sentence.events][:900]
    examples = read_examples(sentences)
    learnt, kept = examples[: len(examples) * 3 // 4], examples[len(examples) * 3 // 4 :]
    network = fitted_network(tasks_of(learnt), CLASSES, word_vectors(), rounds=4)
    said = zip(decided(network, kept), kept, strict=True)
    right = [max(p, key=p.__getitem__) == e.event_type for p, e in said if e.event_type != NO_EVENT]
    assert sum(right) / len(right) > 0.3  # one in sixteen by chance


def test_two_networks_are_compared_by_what_they_decide():
    examples = read_examples(read_sentences()[:20])
    shipped = load_network(TYPE_NETWORK)
    assert share_alike(shipped, shipped, examples) == 1.0


def test_a_table_is_read_as_it_was_fitted():
    rows = [["bias", "verb=arrest"]] * 20 + [["bias", "verb=sing"]] * 20
    table = fitted_table(rows, ["COERCE"] * 20 + ["none"] * 20, ["none", "COERCE"])
    classifier = parse_table(table, "fitted")
    assert _probability(classifier, ["bias", "verb=arrest"], "COERCE") > 0.8
    assert _probability(classifier, ["bias", "verb=sing", "never seen"], "none") > 0.6


def _probability(classifier, features, name):
    scores = classifier.scores(features)
    return math.exp(scores[name]) / sum(map(math.exp, scores.values()))


def test_a_damaged_table_is_refused_with_its_line():
    with pytest.raises(ValueError, match=r"weights\.tsv, line 3"):
        parse_table("# feature\tnone\tCOERCE\nbias\tCOERCE=0.5\nverb=x\tWHAT=1\n", "weights.tsv")
