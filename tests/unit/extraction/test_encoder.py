"""Vectors of acts: the same bytes whatever is asked beside them, near for the same act in other words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.extraction.events.encoder import WINDOW, Sentence, act_encoder, stored, unpacked
from include.newsmill.extraction.events.word_vectors import PIECES, WordPieces
from include.newsmill.model import ACT_VECTOR_BYTES, Article
from tests.tellings import DAY


@pytest.fixture(scope="module")
def encoder():
    return act_encoder()


@pytest.fixture(scope="module")
def pieces():
    return WordPieces(PIECES.read_text("utf-8").splitlines())


def of(encoder, text, action):
    first = text.index(action)
    (vector,) = encoder.vectors(text, [(first, first + len(action))])
    return np.frombuffer(vector, np.int8).astype(np.float32)


def cosine(one, two):
    return float(one @ two / (np.linalg.norm(one) * np.linalg.norm(two)))


def test_the_same_act_in_other_words_is_nearer_than_another_act_in_the_same_words(encoder):
    freed = of(encoder, "The militia freed six hostages near Bunia on Monday.", "freed")
    let_go = of(encoder, "Six captives were let go by the armed group in Ituri.", "let go")
    another = of(encoder, "The army freed a journalist in Goma after two nights in a cell.", "freed")
    assert cosine(freed, let_go) > cosine(freed, another)


def test_a_vector_does_not_depend_on_what_is_asked_beside_it(encoder):
    text = "Police raided two flats and arrested three men."
    spans = [(text.index(word), text.index(word) + len(word)) for word in ("raided", "arrested")]
    together = encoder.vectors(text, spans)
    assert together == [encoder.vectors(text, [span])[0] for span in spans]
    assert together[0] != together[1]


def test_a_long_sentence_is_read_around_the_action(encoder, pieces):
    far = "and the wind blew " * 100
    near = "Police arrested three men in Lima "
    first = len(far) + near.index("arrested")
    numbers, weights = Sentence(far + near + far, pieces).window(first, first + len("arrested"))
    assert len(numbers) == len(weights) == WINDOW
    assert pieces.number["arrested"] in numbers
    assert weights.max() == 1
    assert len(encoder.vectors(far + near + far, [(first, first + 8)])[0]) == ACT_VECTOR_BYTES


@given(text=st.text(max_size=60), start=st.integers(0, 60), length=st.integers(0, 9))
def test_any_text_gives_a_vector_of_the_same_width(text, start, length):
    (vector,) = act_encoder().vectors(text, [(start, start + length)])
    assert len(vector) == ACT_VECTOR_BYTES


def test_packed_weights_are_near_those_they_were_made_of():
    rng = np.random.default_rng(3)
    weights = {"0.inner": rng.normal(size=(64, 32)).astype(np.float32), "0.inner.shift": np.ones(32, np.float32)}
    back = unpacked(stored(weights))
    assert back.keys() == weights.keys()
    assert np.abs(back["0.inner"] - weights["0.inner"]).max() < np.abs(weights["0.inner"]).max() / 127


def test_every_event_of_an_article_has_its_vector(extractor, read):
    text = "Kenya condemned Sudan on Thursday and recalled its envoy. Police arrested two men in Nairobi."
    found = read(text)
    vectors = extractor.act_vectors(Article.from_text(text, DAY), found)
    assert sorted(vectors) == [event.event_no for event in found.events]
    assert len(set(vectors.values())) == len(vectors) > 1
