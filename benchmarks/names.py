"""Precision and recall of names against labelled texts: python -m benchmarks.names [FILE]

FILE has one JSON object a line: "text", and "ents", a list of [start, end, kind] in characters of the text, kind one of
PER, ORG, LOC. A name counts only with exact edges and kind; other kinds of names are left out on both sides. Without
FILE there is nothing to measure.
"""

import argparse
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from include.newsmill.extraction import Extractor
from include.newsmill.model import Article

KINDS = {"PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC"}
_DAY = date(2020, 1, 1)  # names do not depend on it


def main() -> int:
    """Print one line for all names and one for each kind."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path, nargs="?")
    file = options.parse_args().file
    if file is None:
        print("no labelled texts given")
        return 0
    lines = file.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    found = Extractor.load().extract(Article.from_text(record["text"], _DAY) for record in records)
    right, seen, meant = Counter[str](), Counter[str](), Counter[str]()
    for record, extraction in zip(records, found, strict=True):
        gold = {(start, end, kind) for start, end, kind in record["ents"]}
        names = {(m.char_start, m.char_end, KINDS[m.label]) for m in extraction.mentions if m.label in KINDS}
        for counts, spans in ((right, gold & names), (seen, names), (meant, gold)):
            counts.update(kind for _, _, kind in spans)
    print(_line("all", right.total(), seen.total(), meant.total()))
    for kind in sorted(meant):
        print(_line(kind, right[kind], seen[kind], meant[kind]))
    return 0


def _line(name: str, right: int, seen: int, meant: int) -> str:
    precision, recall = right / max(seen, 1), right / max(meant, 1)
    f1 = 2 * right / max(seen + meant, 1)
    return f"{name:4} precision {precision:.1%}  recall {recall:.1%}  F1 {f1:.1%}  of {meant}"


if __name__ == "__main__":
    sys.exit(main())
