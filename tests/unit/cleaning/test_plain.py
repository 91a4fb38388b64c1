"""Seed files become articles, or say why not."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from include.newsmill.cleaning import clean, day_of
from include.newsmill.model import Article, Outcome, RawDocument, Reason, Rejected, content_sha256, name_id, version_id
from include.newsmill.settings import PROJECT_ROOT

DAY = date(2019, 10, 25)
BODY = "The U.S. met China on Friday. Talks went well, officials of both countries said."


def raw_of(content, **more):
    content = content.encode() if isinstance(content, str) else content
    known = {"source": "wire", "locator": "a.txt", "fingerprint": "f" * 64, "media_type": "text/plain", "day": DAY}
    return RawDocument(content=content, **(known | more))


def test_the_seed_becomes_the_article_that_is_printed():
    [path] = (PROJECT_ROOT / "seeds").glob("*.txt")
    raw = raw_of(path.read_bytes(), day=None, locator=path.name)
    day = day_of(raw)
    article = clean(replace(raw, day=day))
    assert day == article.published_on == DAY
    assert (article.headline, article.byline, article.authors, article.dateline) == (None, None, (), None)
    assert article.description.startswith("The U.S. and China are close to finalizing")
    assert article.description.endswith("the Office of the U.S. Trade Representative said.")
    assert (article.published_at, article.published_precision, article.published_evidence) == (
        None,
        "day",
        "seed_header",
    )
    assert article.language == "en"
    printed = path.read_text().strip().removeprefix("date 2019-10-25 ")
    assert article.body == "\n\n".join(line.strip() for line in printed.split("\n") if line.strip())


def test_identity_and_version_come_from_place_content_and_day():
    article = clean(raw_of(f"date 2019-10-25 {BODY}", sighting=2))
    assert article.article_id == name_id("wire", "a.txt")
    assert article.content_sha256 == content_sha256(None, BODY)
    assert article.observed_at == datetime(2019, 10, 25, 0, 0, 2, tzinfo=UTC)
    assert article.version_id == version_id(article.article_id, article.content_sha256, article.observed_at)
    assert article.word_count == 14


def test_the_publisher_of_the_source_stands_in():
    assert clean(raw_of(f"date 2019-10-25 {BODY}", publisher="The Daily")).publisher == "The Daily"


def test_a_wire_copy_gives_its_author_and_place():
    article = clean(raw_of(f"date 2019-10-25 By Jane Doe\n\nSANTIAGO (AP) — {BODY}"))
    assert (article.byline, article.authors, article.dateline) == ("By Jane Doe", ("Jane Doe",), "SANTIAGO")
    assert article.body == f"SANTIAGO (AP) — {BODY}"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfdate 2019-10-25 " + BODY.encode(),
        b"  date 2019-10-25\r\n" + BODY.encode() + b"\r\n\r\n",
        f"date 2019-10-25 {BODY}\u200b\x07".encode(),
    ],
)
def test_marks_line_ends_and_invisible_characters_make_no_other_version(content):
    assert clean(raw_of(content)).content_sha256 == content_sha256(None, BODY)


@pytest.mark.parametrize(
    ("content", "reason", "has_day"),
    [
        (BODY, Reason.NO_DATE_HEADER, False),
        (b"", Reason.NO_DATE_HEADER, False),
        (f"date 2019-02-30 {BODY}", Reason.IMPOSSIBLE_DATE, False),
        ("date 2019-10-25", Reason.EMPTY_BODY, True),
        ("date 2019-10-25 \n\u200b\n ", Reason.EMPTY_BODY, True),
        ("date 2019-10-25 Hello", Reason.TOO_SHORT, True),
        ("date 2019-10-25 — Hello!", Reason.TOO_SHORT, True),
        (f"date 2019-10-25 {BODY}".encode("utf-16"), Reason.NOT_UTF8, False),
        (b"date 2019-10-25 Caf\xe9 life goes on", Reason.NOT_UTF8, True),
        (f"date 2019-10-25 {BODY}\0", Reason.NUL_CHARACTER, True),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), Reason.BINARY, False),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(content, reason, has_day):
    raw = raw_of(content)
    told, rejected = day_of(raw), clean(raw)
    assert told == DAY if has_day else told.reason is reason
    assert (rejected.reason, rejected.outcome) == (reason, Outcome.QUARANTINED)
    assert (rejected.source, rejected.locator, rejected.fingerprint) == ("wire", "a.txt", "f" * 64)
    assert rejected.detail.endswith(".")
    assert BODY not in rejected.detail


@pytest.mark.parametrize("body", ["Hello world", "中国和美国", "Talks failed."])
def test_two_words_are_enough(body):
    assert clean(raw_of(f"date 2019-10-25 {body}")).body == body


def test_a_record_without_a_day_is_a_slip_in_our_code():
    with pytest.raises(ValueError, match="no day yet"):
        clean(raw_of(f"date 2019-10-25 {BODY}", day=None))


@given(content=st.binary(max_size=300) | st.binary(max_size=100).map(lambda rest: b"date 2019-10-25 " + rest))
def test_no_bytes_raise(content):
    raw = raw_of(content)
    assert isinstance(day_of(raw), date | Rejected)
    assert isinstance(clean(raw), Article | Rejected)


@given(text=st.text(max_size=100))
def test_cleaning_an_own_body_again_changes_nothing(text):
    once = clean(raw_of(f"date 2019-10-25 {text}"))
    if isinstance(once, Article) and once.byline is None:
        assert clean(raw_of(f"date 2019-10-25 {once.body}")) == once
