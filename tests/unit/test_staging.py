"""Parquet between tasks: what goes in comes out, in slices, and is removed in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from upath import UPath

from include.newsmill import records, schema, staging
from include.newsmill.model import Article

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def raw_row(number: int, content: bytes = b"x") -> dict[str, object]:
    return {
        "source": "s", "locator": f"{number}.txt", "fingerprint": "f", "media_type": "text/plain", "content": content,
        "url": None, "publisher": None, "day": date(2019, 10, 25), "sighting": 0,
    }  # fmt: skip


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """A file of 600 documents."""
    rows = (("raw", raw_row(number)) for number in range(600))
    return staging.write_rows(UPath(tmp_path_factory.mktemp("raw")), {"raw": schema.RAW_DOCUMENT}, rows)[1]["raw"]


@given(start=st.integers(0, 700), length=st.integers(0, 700))
def test_a_slice_gives_exactly_its_rows(documents, start, length):
    numbers = [int(row["locator"][:-4]) for row in staging.read_rows(documents, start=start, stop=start + length)]
    assert numbers == list(range(600))[start : start + length]


def test_an_article_survives_the_way_through_parquet(tmp_path):
    article = Article.from_text("A short text.", published_on=date(2019, 10, 25))
    rows = [("articles", staging.row_of(article))]
    _, paths = staging.write_rows(UPath(tmp_path), {"articles": schema.ARTICLE}, rows)
    assert [records.article_of(row) for row in staging.read_rows(paths["articles"])] == [article]


def test_a_table_without_rows_has_no_file(tmp_path):
    counts, paths = staging.write_rows(UPath(tmp_path), {"raw": schema.RAW_DOCUMENT}, [])
    assert (counts, paths) == ({"raw": 0}, {})


def test_large_documents_do_not_wait_in_memory(tmp_path):
    rows = (("raw", raw_row(n, b"y" * 20_000_000)) for n in range(4))
    _, paths = staging.write_rows(UPath(tmp_path), {"raw": schema.RAW_DOCUMENT}, rows)
    assert staging.pq.ParquetFile(paths["raw"]).num_row_groups == 2


def test_a_row_that_breaks_the_schema_is_refused_at_once(tmp_path):
    with pytest.raises((TypeError, ValueError)):
        staging.write_rows(UPath(tmp_path), {"raw": schema.RAW_DOCUMENT}, [("raw", raw_row(1) | {"sighting": "one"})])


@pytest.mark.parametrize(("age", "stays"), [(timedelta(days=7), True), (timedelta(days=7, seconds=1), False)])
def test_a_run_s_folder_stays_for_the_days_it_should(tmp_path, age, stays):
    staging.write_plan(str(tmp_path), 12, {"started_at": (NOW - age).isoformat()})
    removed = staging.remove_expired(str(tmp_path), keep_days=7, now=NOW)
    assert (removed, (tmp_path / "12").exists()) == (0 if stays else 1, stays)


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "13").mkdir()
    assert staging.remove_expired(str(tmp_path), keep_days=0, now=NOW) == 0
    assert (tmp_path / "13").exists()
