"""The language of a text."""

import pytest

from include.newsmill.cleaning.language import identify_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The president of Chile met Argentina's foreign minister in Santiago on Friday, officials said.", "en"),
        ("Die Kanzlerin traf am Freitag in Berlin den französischen Präsidenten.", "de"),
        ("Le président a rencontré la chancelière à Berlin vendredi soir.", "fr"),
        ("El presidente se reunió el viernes en Madrid con la ministra.", "es"),
        ("Президент встретился с канцлером в Берлине в пятницу.", "ru"),
        ("中国和美国接近达成协议，股市上涨。", "zh"),
    ],
)
def test_a_sentence_tells_its_language(text, language):
    assert identify_language(text) == language


@pytest.mark.parametrize("text", ["", "Hi", "Hello world.", "12345 678 90 12 345 678", "- - - - - - - - - - - - - - -"])
def test_too_little_to_tell_is_und(text):
    assert identify_language(text) == "und"
