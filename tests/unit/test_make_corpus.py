from datetime import date
from itertools import pairwise

import pytest

from benchmarks.make_corpus import article, make_corpus
from include.newsmill.cleaning.language import identify_language

FIRST = date(2024, 1, 1)


def text_of(number, seed=1):
    return article(number, days=30, first_day=FIRST, seed=seed)


def test_files_open_with_their_date_and_are_counted_by_day(tmp_path):
    counts = make_corpus(tmp_path / "news", files=40, days=3)
    files = sorted((tmp_path / "news").iterdir())
    assert len(files) == sum(counts.values()) == 40
    assert set(counts) == {date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 3)}
    assert all(path.read_text(encoding="utf-8").startswith(" date 2024-01-0") for path in files)


def test_the_same_seed_makes_the_same_files_and_another_seed_others():
    assert text_of(7) == text_of(7)
    assert text_of(7) != text_of(7, seed=2)


def test_texts_differ_but_for_one_in_a_hundred():
    texts = [text_of(number)[1] for number in range(301)]
    assert len(set(texts)) == 298
    assert [number for number, (one, two) in enumerate(pairwise(texts), 1) if one == two] == [100, 200, 300]


@pytest.mark.parametrize(("number", "foreign"), [(50, True), (51, False), (150, True)])
def test_one_in_a_hundred_is_not_english(number, foreign):
    assert (identify_language(text_of(number)[1]) != "en") is foreign


def test_no_slot_is_left_open():
    assert not any(set("{}") & set(text_of(number)[1]) for number in range(300))
