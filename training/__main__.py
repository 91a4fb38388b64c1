"""Train the event classifiers on our own sentences and write their weights: python -m training [--check]

The sentences are under training/sentences/, one JSON object a line; README.md says how they are labelled. Each is
parsed by the pipeline of the extraction, its candidates are matched with the labels by the words that name the act,
and two multinomial logistic regressions are fitted over their features. manifest.json keeps the hashes of what went in
and came out. The same sentences give the same tables, but for the last figure of a weight where the arithmetic of
another machine rounds otherwise.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from include.newsmill.extraction.events.classifier import (
    MODE_WEIGHTS,
    NO_EVENT,
    TYPE_WEIGHTS,
    LinearClassifier,
    parse_table,
)
from include.newsmill.extraction.events.modes import mode_classes
from include.newsmill.extraction.events.ontology import event_types
from training.examples import SENTENCES, read_examples, read_sentences
from training.fit import fitted_table

CLASSES = [NO_EVENT, *sorted(event_types())]
# Added to what a frame of the lexicon counts for its own type. The sentences are richer in rare words than a day's
# paper, so they teach too little trust in frames, which were written for the usual ones.
FRAME_TRUST = 1.0
MANIFEST = Path(__file__).parent / "manifest.json"
ROUNDING = 0.05  # weights of two machines may differ by so much


def main() -> int:
    """Write the tables, or with --check compare them with those that ship; exit status 1 where they differ."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing; fail where a table would change")
    asked = options.parse_args()
    sentences = [sentence for sentence in read_sentences() if not sentence.held_out]
    examples = read_examples(sentences)
    events = [example for example in examples if example.mode]
    print(f"{len(sentences)} sentences, {len(examples)} candidates, {len(events)} of them events", flush=True)
    trusted = {f"frame={name}": (name, FRAME_TRUST) for name in event_types()}
    tables = {
        TYPE_WEIGHTS: fitted_table([e.features for e in examples], [e.event_type for e in examples], CLASSES, trusted),
        MODE_WEIGHTS: fitted_table([e.mode_features for e in events], [e.mode for e in events], mode_classes()),
    }
    if asked.check:
        return int(any(_differs(path, table) for path, table in tables.items()))
    for path, table in tables.items():
        path.write_text(table, encoding="utf-8")
    MANIFEST.write_text(json.dumps(hashes(), indent=2) + "\n", encoding="utf-8")
    return 0


def hashes() -> dict[str, str]:
    """sha256 of the sentences and of each table of weights, as they are now."""
    sentences = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(SENTENCES.glob("*.jsonl"))))
    tables = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (TYPE_WEIGHTS, MODE_WEIGHTS)}
    return {"sentences": sentences.hexdigest(), **tables}


def _differs(path: Path, table: str) -> bool:
    """Whether a table fitted now says something else than the one that ships."""
    now, shipped = parse_table(table, "fitted now"), parse_table(path.read_text("utf-8"), path.name)
    if now.classes != shipped.classes:
        print(f"{path.name}: other classes")
        return True
    worst = max(
        float(np.abs(_row(now, feature) - _row(shipped, feature)).max()) for feature in now.features | shipped.features
    )
    print(f"{path.name}: weights differ by {worst:.2f} at most")
    return worst > ROUNDING


def _row(classifier: LinearClassifier, feature: str) -> np.ndarray:
    return np.array(list(classifier.scores([feature]).values()))


if __name__ == "__main__":
    sys.exit(main())
