"""Spans become well-nested pieces, whatever they are; the style sheet keeps its promises."""

import doctest
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsmill_page import wording
from plugins.newsmill_page.marking import DEPTH_MAX, Span, mark
from plugins.newsmill_page.rendering import HERE, STATIC


def shown(paragraphs):
    """Pieces as text: [ and ] around each span's piece, its style before, * on the first piece and + on the last."""
    lines = []
    for pieces in paragraphs:
        words = ""
        for piece in pieces:
            if piece.text is not None:
                words += piece.text
            elif piece.opens:
                words += f"{piece.opens.style}{'*' if piece.is_first else ''}["
            else:
                words += f"]{'+' if piece.is_last else ''}"
        lines.append(words)
    return lines


def test_nested_spans_nest():
    spans = [Span(start=4, end=7, style="m"), Span(start=0, end=12, style="e")]
    assert shown(mark("The cat sat.", spans)) == ["e*[The m*[cat]+ sat.]+"]


def test_overlapping_spans_are_cut_at_the_crossing():
    spans = [Span(start=0, end=7, style="a"), Span(start=4, end=11, style="b")]
    assert shown(mark("The cat sat.", spans)) == ["a*[The b*[cat]]+b[ sat]+."]


def test_equal_spans_are_both_marked():
    spans = [Span(start=4, end=7, style="a"), Span(start=4, end=7, style="b")]
    assert shown(mark("The cat", spans)) == ["The a*[b*[cat]+]+"]


def test_a_span_over_paragraphs_goes_on_in_the_next():
    text = "One two.\n\n\n Three four."
    span = Span(start=4, end=text.index(" four"), style="e")
    assert shown(mark(text, [span])) == ["One e*[two.]", "e[Three]+ four."]


def test_a_span_that_ends_in_the_space_between_paragraphs_still_ends():
    assert shown(mark("One.\n\nTwo.", [Span(start=0, end=6, style="e")])) == ["e*[One.]+", "Two."]


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99), (3, 4)])
def test_spans_outside_the_text_or_of_nothing_are_left_out(start, end):
    assert shown(mark("One two", [Span(start=start, end=end, style="e")])) == ["One two"]


def test_characters_count_as_the_warehouse_counts_them():
    assert shown(mark("😀 é Ann", [Span(start=4, end=7, style="m")])) == ["😀 é m*[Ann]+"]


TEXTS = st.text(alphabet="ab \n<&😀", max_size=60)
PLACES = st.integers(-2, 62)
SPANS = st.lists(st.builds(Span, start=PLACES, end=PLACES, style=st.sampled_from("xyz")), max_size=20)


@given(TEXTS, SPANS)
def test_any_spans_give_the_same_text_and_balanced_pieces(text, spans):
    paragraphs = mark(text, spans)
    plain = ["".join(piece.text or "" for piece in pieces) for pieces in paragraphs]
    assert plain == [part.strip() for part in text.split("\n\n") if part.strip()]
    for pieces in paragraphs:
        stack = []
        for piece in pieces:
            if piece.opens:
                stack.append(piece.opens)
            elif piece.closes:
                assert stack.pop() is piece.closes
            assert len(stack) <= DEPTH_MAX
        assert stack == []


@given(TEXTS, SPANS)
def test_every_marked_span_has_one_first_and_one_last_piece_and_its_own_characters(text, spans):
    opened, first, last, covered = Counter(), Counter(), Counter(), Counter()
    for pieces in mark(text, spans):
        stack = []
        for piece in pieces:
            if piece.opens:
                stack.append(piece.opens)
                opened[id(piece.opens)] += 1
                first[id(piece.opens)] += piece.is_first
            elif piece.closes:
                stack.pop()
                last[id(piece.closes)] += piece.is_last
            else:
                for span in stack:
                    covered[id(span)] += len(piece.text)
                    assert piece.text in text[span.start : span.end]
    assert set(first.values()) <= {1}
    assert set(last.values()) <= {1}
    assert first.keys() == last.keys() == covered.keys()


def test_thousands_of_crossing_spans_take_no_time():
    spans = [Span(start=n, end=n + 400, style="x") for n in range(5000)]
    pieces = mark("x" * 6000, spans)[0]
    assert len(pieces) < 40 * len(spans)


def test_dates_and_numbers_read_as_their_examples_say():
    found = doctest.testmod(wording)
    assert (found.failed, found.attempted > 8) == (0, True)


# The style sheet


def themes():
    css = (HERE / "static" / "page.css").read_text()
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w{6});", block)) for block in re.findall(r":root {(.*?)}", css, re.DOTALL)
    )
    return {"light": light, "dark": light | dark}


def contrast(one, other):
    """WCAG 2 contrast of two colours, 1 to 21."""

    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *((words, ground) for words in ("ink", "muted", "accent", "good", "warn", "bad") for ground in ("paper", "raised")),
    *((kind, f"{kind}-soft") for kind in ("person", "organisation", "place", "group", "other", "good", "warn", "bad")),
    ("ink", "evidence"), ("ink", "target"), ("muted", "calm-soft"), ("paper", "ink"),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_words_are_readable_on_their_ground(theme):
    colours = themes()[theme]
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


def test_both_themes_name_every_colour():
    css = (HERE / "static" / "page.css").read_text()
    light, dark = (set(re.findall(r"--([\w-]+): #", block)) for block in re.findall(r":root {(.*?)}", css, re.DOTALL))
    assert light == dark


def test_static_files_fetch_nothing_from_elsewhere_and_are_all_served():
    files = {path.name: path.read_text() for path in (HERE / "static").iterdir()}
    assert files.keys() == STATIC.keys()
    for words in files.values():
        assert not re.search(r"url\(|@import|<script|https?://(?!www\.w3\.org/2000/svg)", words)


def test_no_template_marks_anything_as_safe_or_styles_a_tag():
    for template in (HERE / "templates").iterdir():
        assert not re.search(r"\|\s*safe|autoescape|<script|<style| style=| on\w+=", template.read_text()), (
            template.name
        )
