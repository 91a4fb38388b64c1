"""Where the first sentence ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.cleaning.sentences import first_sentence


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("The U.S. and China are close to a deal, the Office of the U.S. Trade Representative said.", "Stocks rose."),
        ("Mr. Xi met Dr. Merkel on Nov. 16 in St. Petersburg.", "They talked."),
        ("He left the U.S.", "The talks failed."),
        ("It trades as Apple Inc.", "But nobody knew."),
        ("Apple Inc. Chief Tim Cook spoke.", "He left."),
        ("J. R. R. Tolkien wrote it.", "He was British."),
        ("“We won,” he said.", "“They lost.”"),
        ("“We won.”", "He smiled."),
        ("Did it work?", "It did."),
        ("It did!", "Yes."),
        ("Prices rose 3.5 percent to $1.2 billion.", "5 analysts had expected it."),
        ("Nobody knows …", "Perhaps later."),
        ("The meeting began at 9 a.m. Friday.", "It ended late."),
        ("He waited … and left.", "She stayed."),
        ("Die Kanzlerin sagte z.B. nichts.", "Österreich schwieg."),
        ("Putin and I.", "We met."),
    ],
)
def test_the_first_sentence_is_cut_as_printed(first, rest):
    assert first_sentence(f"{first} {rest}") == first


def test_sentences_without_spaces_between_them():
    assert first_sentence("中国和美国接近达成协议。股市上涨。") == "中国和美国接近达成协议。"


def test_a_paragraph_without_an_end_is_taken_whole():
    assert first_sentence("Live updates from the summit\n\nMore soon.") == "Live updates from the summit"


def test_no_text_has_no_sentence():
    assert first_sentence("") is None


@given(text=st.text("Aa. !?”\n", max_size=40))
def test_the_first_sentence_of_a_sentence_is_itself(text):
    found = first_sentence(text)
    assert found is None or (first_sentence(found) == found and found in text)
