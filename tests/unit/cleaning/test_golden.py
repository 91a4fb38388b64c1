"""Whole pages, written by us, and all that is made of them. `make golden` writes the expected output anew."""

import json
from dataclasses import asdict
from datetime import date, datetime

import pytest

from include.newsmill.cleaning import clean_html, day_of
from include.newsmill.model import RawDocument, Rejected
from include.newsmill.settings import PROJECT_ROOT

PAGES = sorted((PROJECT_ROOT / "tests" / "golden" / "pages").iterdir())

# The same for every page that came from no source.
LEFT_OUT = {"source", "sighting", "fingerprint", "observed_at", "version_id"}


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_golden_page(folder, golden):
    """A new page is page.html and an expected.json of {"read_from": its URL or null}; `make golden` does the rest."""
    path = folder / "expected.json"
    url = json.loads(path.read_text("utf-8"))["read_from"]
    html = (folder / "page.html").read_bytes()
    raw = RawDocument(source="", locator="", fingerprint="", media_type="text/html", content=html, url=url)
    told, cleaned = day_of(raw), clean_html(html, url)
    golden(
        path,
        {
            "read_from": url,
            "day": told.reason.value if isinstance(told, Rejected) else told.isoformat(),
            "refused" if isinstance(cleaned, Rejected) else "article": plain(cleaned),
        },
    )


def plain(cleaned):
    def text_of(item):
        if isinstance(item, date | datetime):
            return item.isoformat()
        return list(item) if isinstance(item, tuple) else item if isinstance(item, int | None) else str(item)

    return {name: text_of(item) for name, item in asdict(cleaned).items() if name not in LEFT_OUT}


def test_golden_pages_are_there_and_expect_something():
    assert len(PAGES) >= 6
    assert all("day" in json.loads((folder / "expected.json").read_text("utf-8")) for folder in PAGES)
