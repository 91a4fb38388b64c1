"""Saved pages in a folder become rows, beside text files."""

import shutil
from datetime import UTC, date, datetime

import pytest

from include.newsmill.settings import PROJECT_ROOT
from tests.mill import Mill

PAGES = PROJECT_ROOT / "tests" / "golden" / "pages"
DAY = date(2019, 10, 25)


@pytest.fixture(scope="module")
def mill(module_warehouse, tmp_path_factory):
    made = Mill(module_warehouse, tmp_path_factory.mktemp("pages"))
    (made.folder / "saved").mkdir()
    for name in ("wire-jsonld", "front-page", "tokyo"):
        shutil.copy(PAGES / name / "page.html", made.folder / "saved" / f"{name}.html")
    (made.folder / "saved" / "deep.htm").write_text("<div>" * 200_000)
    made.declare(saved=made.folder / "saved", seeds=PROJECT_ROOT / "seeds")
    made.run(DAY)
    return made


def test_a_page_is_loaded_on_its_published_day_beside_the_seed(mill):
    assert mill.rows("SELECT source FROM news.articles ORDER BY source") == [("saved",), ("seeds",)]
    columns = "headline, authors, published_at, published_on, published_precision, published_evidence, canonical_url"
    assert mill.rows(f"SELECT {columns} FROM news.articles WHERE source = 'saved'") == [
        (
            "Talks on border crossings resume in Santiago",
            ["Jane Doe", "Joaquín Roe"],
            datetime(2019, 10, 25, 17, 3, tzinfo=UTC),
            DAY,
            "minute",
            "jsonld",
            "https://courier.example/world/2019/10/25/border-talks",
        )
    ]


def test_its_boilerplate_is_gone_and_no_rule_refuses_it(mill):
    [(body,)] = mill.rows("SELECT body FROM news.articles WHERE source = 'saved'")
    assert not [word for word in ("cookies", "Subscribe", "Advertisement", "comment", "Read more", "©") if word in body]
    assert mill.rows("SELECT suite, rule FROM news.validations WHERE NOT success AND severity = 'critical'") == []


def test_pages_that_tell_no_day_wait_in_quarantine(mill):
    rows = mill.rows("SELECT locator, reason FROM ops.quarantine ORDER BY locator", role="owner")
    assert rows == [("deep.htm", "too_deep"), ("front-page.html", "no_published_date")]


def test_a_page_of_another_day_is_pending(mill):
    assert mill.rows("SELECT day FROM news.pending_days") == [(date(2023, 6, 2),)]
