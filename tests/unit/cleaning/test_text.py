"""One form for every text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from include.newsmill.cleaning.text import normalise_line, normalise_text

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)
PRINTED = st.text(st.sampled_from("aé“”ßÃ© ©…»­\u200b\u200d\n\r\t\u00a0.،日"), max_size=60)


@given(text=ANY_TEXT | PRINTED)
@example(text="Ã\u200b© and e\u0301\u200b\u0301")
@example(text="\u0085\n\u2029\x0c a\u2028b")
@example(text="Ã¢â‚¬â„¢")
def test_cleaning_again_changes_nothing(text):
    once = normalise_text(text)
    assert normalise_text(once) == once


@given(text=ANY_TEXT | PRINTED)
def test_what_comes_out_is_nfc_visible_and_storable(text):
    cleaned = normalise_text(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\0" not in cleaned
    cleaned.encode("utf-8")  # no lone surrogate
    assert all(line == line.strip(" ") for line in cleaned.split("\n"))
    assert "\n\n\n" not in cleaned
    assert cleaned == cleaned.strip("\n")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("cafe\u0301", "café"),
        ("one\r\ntwo", "one\n\ntwo"),
        ("one\rtwo\u2028three\u0085four", "one\n\ntwo\n\nthree\n\nfour"),
        ("one\n \t\n\n\ntwo", "one\n\ntwo"),
        ("a\u00a0b\u2009c\u3000d\te  f", "a b c d e f"),
        ("co\u00adop\u200berate\ufeff now\u2060", "cooperate now"),
        ("a\x00b\x07c\x9bd", "abcd"),
        ("\ufdd0a\ufffe\U0001ffff", "a"),
        ("a\ud800b", "ab"),
        ("  \n \u200b \n", ""),
    ],
)
def test_lines_spaces_and_invisible_characters(text, cleaned):
    assert normalise_text(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "“They made headway,’’ he said – “phase one” — and ‘so on’…",
        "می‌خواهم",  # Persian needs its non-joiner
        "👨‍👩‍👧 and ❤️",  # a family is joined, a heart has its colour
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",  # the flag of England
        "100 % sicher, l’été, «à la carte», 日本。",
        "Straße, İstanbul, ﬁ, ½, ²",
    ],
)
def test_what_is_printed_stays(text):
    assert normalise_text(text) == text


def test_a_message_hidden_in_tag_characters_goes():
    assert normalise_text("News\U000e0069\U000e0067\U000e006e now") == "News now"


@pytest.mark.parametrize(("marks", "kept"), [(30, 30), (31, 30), (200_000, 30)])
def test_a_letter_carries_thirty_marks_and_no_more(marks, kept):
    assert normalise_text("x" + "\u0f71\u0f72" * (marks // 2) + "\u0f71" * (marks % 2)).count("\u0f71") == kept // 2
    assert normalise_text("…" * 40 + "—" * 40) == "…" * 40 + "—" * 40


def test_a_joiner_between_latin_letters_goes():
    assert normalise_text("trade\u200d war\u200c") == "trade war"


WRAPPED = (
    "The two governments agreed to open three border crossings before\n"
    "the end of the year, officials of both countries said on Friday\n"
    "after a meeting in Santiago."
)


def test_lines_that_a_machine_broke_are_joined():
    assert normalise_text(f"{WRAPPED}\n\nNext.") == WRAPPED.replace("\n", " ") + "\n\nNext."


@pytest.mark.parametrize(
    "lines",
    [
        ["First point", "Second point", "Third"],  # a list: short lines
        ["A sentence of fifty characters or a little more here.", "Another one that is just about as long as it was."],
        ["x" * 200, "y" * 210, "z"],  # paragraphs on a line each
        ["A line of some forty characters at least", "and one of a very different length " + "so " * 25, "end"],
    ],
)
def test_other_lines_are_paragraphs(lines):
    assert normalise_text("\n".join(lines)) == "\n\n".join(line.strip() for line in lines)


@pytest.mark.parametrize(
    ("line", "cleaned"),
    [(None, None), ("", None), (" \u200b ", None), (" A\n headline ", "A headline"), ("cafÃ©", "café")],
)
def test_a_line_is_one_line_or_none(line, cleaned):
    assert normalise_line(line) == cleaned
