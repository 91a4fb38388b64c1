"""Text that is no news: read without error, at a cost that follows its length, and always with the same result."""

import multiprocessing
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from benchmarks.news_texts import news_text
from benchmarks.odd_text import KINDS
from include.newsmill.extraction import Extractor, pipeline
from include.newsmill.extraction import extractor as door
from include.newsmill.extraction.scores import names_by_form
from include.newsmill.model import Article
from tests.unit.extraction.test_extractor import check_spans

OURS = str(Path(door.__file__).parent)
CHARS = 500
SMALL = {name: kind.make(CHARS) for name, kind in KINDS.items()}
NEWS = [news_text(number)[1] for number in (0, 1)]  # a golden article and one of make_corpus
DAY = date(2019, 10, 25)


@dataclass
class Work:
    """How many lines of our own code ran."""

    lines: int = 0


@contextmanager
def counted() -> Iterator[Work]:
    work, before = Work(), sys.gettrace()

    def trace(frame, event, _arg):
        if event == "call" and not frame.f_code.co_filename.startswith(OURS):
            return None
        work.lines += event == "line"
        return trace

    sys.settrace(trace)
    try:
        yield work
    finally:
        sys.settrace(before)


def work_on(read, text):
    with counted() as work:
        read(text)
    return work.lines


def articles():
    return [Article.from_text(text, DAY) for text in [*NEWS, *SMALL.values()]]


def told(extractor, some):
    """The extractions as they print, byte for byte."""
    return [repr(extraction) for extraction in extractor.extract(some)]


def told_in_a_process(some):
    return told(Extractor.load(), some)


@pytest.fixture(scope="module")
def together(extractor):
    return told(extractor, articles())


@pytest.mark.parametrize("kind", SMALL)
def test_no_kind_of_text_raises_and_spans_cut_their_own_text(read, kind):
    check_spans(SMALL[kind], read(SMALL[kind]))


@pytest.mark.parametrize("kind", SMALL)
def test_four_times_the_text_is_no_sixteen_times_the_work(read, kind):
    short, long = (work_on(read, KINDS[kind].make(chars)) for chars in (CHARS, 4 * CHARS))
    assert long < 8 * short


def test_odd_text_beside_news_changes_nothing_in_the_news(read, together):
    assert [repr(read(text)) for text in NEWS] == together[: len(NEWS)]


RELATIVE = (
    "Troops attacked Kano on Friday. Kenya condemned Uganda yesterday. Police arrested two men in Lagos last week."
)


def test_without_a_publication_date_relative_dates_stay_open(read):
    events = read(RELATIVE, None).events
    assert events
    assert {(e.event_start, e.event_end, e.date_precision, e.date_basis) for e in events} == {(None,) * 4}


def test_with_a_publication_date_the_same_dates_are_told(read):
    assert date(2019, 10, 24) in {e.event_start for e in read(RELATIVE).events}


def test_without_a_publication_date_whole_dates_are_still_told(read):
    (event,) = read("Troops attacked Kano on 3 March 2018.", None).events
    assert (event.event_start, event.event_end) == (date(2018, 3, 3), date(2018, 3, 3))


@pytest.mark.parametrize("documents", [1, 64])
def test_the_batch_of_the_model_does_not_matter(extractor, together, monkeypatch, documents):
    monkeypatch.setattr(pipeline, "BATCH", documents)
    assert told(extractor, articles()) == together


@pytest.mark.parametrize(("number", "chars"), [(1, 400_000), (7, 2_000)])
def test_the_group_in_memory_does_not_matter(extractor, together, monkeypatch, number, chars):
    monkeypatch.setattr(door, "GROUP_ARTICLES", number)
    monkeypatch.setattr(door, "GROUP_CHARS", chars)
    assert told(extractor, articles()) == together


def test_the_order_does_not_matter(extractor, together):
    assert told(extractor, reversed(articles())) == together[::-1]


def test_two_processes_tell_the_same(together, monkeypatch):
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setenv("PYTHONHASHSEED", "1")  # sets are in another order in each
    with spawn.Pool(1) as one:
        monkeypatch.setenv("PYTHONHASHSEED", "2")
        with spawn.Pool(1) as two:
            results = [pool.apply_async(told_in_a_process, (articles(),)) for pool in (one, two)]
            assert [result.get() for result in results] == [together, together]


def test_a_long_run_of_capitals_is_searched_once(extractor):
    def seconds(letters):
        start = time.process_time()
        list(names_by_form("Kenya met Uganda (19th century). 3-0-11-1 " + "A" * letters, extractor._gazetteer))
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 8 * max(seconds(10_000), 0.01)  # sixteen times, were each letter tried as a start
