"""Pages per CPU-second of cleaning beside plain trafilatura with metadata, in one run, and the growth with length.

    python -m benchmarks.cleaning [--pages FOLDER] [--rounds N]

FOLDER holds saved pages (.html); without it the golden pages are read many times over. The two take turns, so that a
busy machine slows both; CPU seconds count, not the clock.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from include.newsmill.cleaning import clean_html, day_of
from include.newsmill.model import RawDocument

GOLDEN = Path(__file__).resolve().parents[1] / "tests" / "golden" / "pages"
PARAGRAPH = "<p>The two governments agreed to open three border crossings before the end of the year, they said.</p>"


def main() -> None:
    """Measure and print one line for each and the ratios."""
    options = argparse.ArgumentParser()
    options.add_argument("--pages", type=Path, default=GOLDEN)
    options.add_argument("--rounds", type=int, default=20)
    asked = options.parse_args()
    pages = [path.read_bytes() for path in sorted(asked.pages.rglob("*.html"))]
    ways: dict[str, Callable[[bytes], object]] = {
        "trafilatura with metadata": lambda html: trafilatura.bare_extraction(html, with_metadata=True),
        "clean_html": clean_html,
        "day_of": lambda html: day_of(raw_of(html)),
    }
    for way in ways.values():
        way(pages[0])  # models are loaded
    spent = dict.fromkeys(ways, 0.0)
    for _ in range(asked.rounds):
        for html in pages:
            for name, way in ways.items():
                spent[name] += seconds(way, html)
    count = len(pages) * asked.rounds
    for name, total in spent.items():
        print(f"{name}: {count / total:.0f} pages a CPU-second")
    print(f"clean_html / trafilatura: {spent['clean_html'] / spent['trafilatura with metadata']:.2f} times the CPU")
    short, long = (f"<html><body><article>{PARAGRAPH * times}</article></body></html>".encode() for times in (200, 800))
    print(
        f"a page of 4 times the paragraphs: {seconds(clean_html, long) / seconds(clean_html, short):.1f} times the CPU"
    )


def raw_of(html: bytes) -> RawDocument:
    return RawDocument(source="", locator="", fingerprint="", media_type="text/html", content=html)


def seconds(way: Callable[[bytes], object], html: bytes) -> float:
    before = time.process_time()
    way(html)
    return time.process_time() - before


if __name__ == "__main__":
    main()
