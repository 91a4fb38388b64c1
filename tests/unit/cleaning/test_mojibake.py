"""Misread UTF-8 is repaired where it is proven, and correct text never changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.cleaning.mojibake import repair_mojibake


def misread(text: str) -> str:
    """What a reader of Windows-1252 makes of UTF-8 bytes; its five holes pass as controls."""
    return "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in text.encode())


@pytest.mark.parametrize(
    ("broken", "repaired"),
    [
        ("cafÃ©", "café"),
        ("donâ€™t", "don’t"),
        ("â€œphase oneâ€\x9d", "“phase one”"),
        ("naÃ¯ve Â£5, 20Â°C", "naïve £5, 20°C"),
        ("Ãœber Ã–sterreich, GarcÃ\xada", "Über Österreich, García"),
        ("voilÃ\xa0 tout", "voilà tout"),
        ("Å¡kola Å¾ivot", "škola život"),
        ("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет"),
        ("ðŸ˜€ 5â‚¬ Xâ„¢", "😀 5€ X™"),
        ("ele Ã© bom, Ã¨ vero", "ele é bom, è vero"),
        ("Ã¢â‚¬â„¢", "’"),  # gone wrong twice
        ("CAFÃ‰", "CAFÉ"),
        ("end.Â\xa0Next", "end.\xa0Next"),
    ],
)
def test_proven_damage_is_undone(broken, repaired):
    assert repair_mojibake(broken) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "Ã la carte",
        "“AMANHÃ”, disse",
        "A IRMÃ… e o PARANÃ – hoje: MANHÃ’ MAÇÃ® «IRMû",
        "fatigué…» voilà…» été™ L’ÉTÉ”",
        "Spaß“, sagte er. Fuß… groß”",
        "NESTLÉ™ ROSÉ™ CAFÉ– bar",
        "Å… og Ä“, ÅÄÖ, Æ©",
        "São Paulo, coração, pão-de-ló; ÂNGULO «ÂMAGO»",
        "ÍSLENSKA ð Ÿ þ, Đặng Thị Ân",
        "x × y ÷ z, Ø 5 mm, ±3°",
    ],
)
def test_correct_text_is_left_alone(text):
    assert repair_mojibake(text) == text


LOWER = "abcdefghijklmnopqrstuvwxyzáàâãäåæçéèêëíìîïñóòôõöøúùûüýÿœšžßđğışčćřěůłńśźżőűțșăā"
WORD = st.text(LOWER, min_size=1, max_size=8)
PRINTED_WORD = st.tuples(
    WORD | WORD.map(str.title) | WORD.map(str.upper),
    st.sampled_from(["", ".", ",", "…", "”", "’", "“", "»", "!", "?", "…»", ".”", "™", "®", "–", "—", ")", ":"]),
).map("".join)
SENTENCE = st.lists(PRINTED_WORD, min_size=1, max_size=8).map(" ".join)


@given(sentence=SENTENCE)
def test_no_sentence_of_european_words_changes(sentence):
    assert repair_mojibake(sentence) == sentence


@given(
    word=st.text("abcdefghijklmnopqrstuvwxyzáâãäåçéèêëíîïñóòôõöøúùûüÿßœšž", min_size=2, max_size=12),
    end=st.sampled_from(["", "’", "“", "–", "—", "…"]),
)
def test_a_misread_lower_case_word_comes_back(word, end):
    assert repair_mojibake("x" + misread(word + end)) == "x" + word + end
