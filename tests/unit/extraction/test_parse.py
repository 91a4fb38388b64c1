"""Tokens read out of spaCy say what spaCy's own say."""

import pytest

from include.newsmill.extraction.parse import Parse
from include.newsmill.extraction.pipeline import load_pipeline
from include.newsmill.settings import Settings

PLAIN = ("text", "lower_", "lemma_", "tag_", "dep_", "ent_type_", "i", "idx", "is_punct", "is_space")
PLACED = ("head", "left_edge", "right_edge")
ROWS = ("lefts", "rights", "children", "subtree")
TEXTS = ["", "  \n", "One", "Is it? \n\n “NO”, he said."]


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline(Settings().spacy_model)


@pytest.fixture(scope="module")
def doc(nlp, seed_text):
    return nlp(seed_text)


def test_a_token_has_the_attributes_of_spacy_s(doc):
    for own, stock in zip(Parse(doc), doc, strict=True):
        assert [getattr(own, name) for name in PLAIN] == [getattr(stock, name) for name in PLAIN]
        assert [getattr(own, name).i for name in PLACED] == [getattr(stock, name).i for name in PLACED]
        assert own.is_sent_start is (stock.is_sent_start is True)


def test_a_token_has_the_tokens_of_spacy_s_around_it(doc):
    for own, stock in zip(Parse(doc), doc, strict=True):
        for name in ROWS:
            assert [each.i for each in getattr(own, name)] == [each.i for each in getattr(stock, name)]


def test_sentences_are_spacy_s(doc):
    parse = Parse(doc)
    assert list(parse.sentences()) == [(span.start, span.end) for span in doc.sents]
    for token in doc:
        own = parse[token.i].sent
        assert (own.start, own.end, own.root.i) == (token.sent.start, token.sent.end, token.sent.root.i)


def test_words_have_their_text(doc):
    assert [Parse(doc)[i : i + 3].text for i in range(len(doc))] == [doc[i : i + 3].text for i in range(len(doc))]
    assert not Parse(doc)[2:2].text


@pytest.mark.parametrize("text", TEXTS)
def test_odd_texts_can_be_read(nlp, text):
    doc = nlp(text)
    assert [(token.text, token.idx) for token in Parse(doc)] == [(token.text, token.idx) for token in doc]
    assert list(Parse(doc).sentences()) == [(span.start, span.end) for span in doc.sents]


def test_who_forgets_keeps_nothing(doc):
    parse = Parse(doc)
    token = parse[0]
    parse.forget()
    assert len(parse) == 0
    assert not hasattr(token, "head")
