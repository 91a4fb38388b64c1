"""Train the event classifier on our own sentences and write its weights: python -m training [--check]

The sentences are under training/sentences/, one JSON object a line; README.md there says how they are labelled. Each is
parsed by the pipeline of the extraction, its candidates are matched with the labels by the words that name the act, and
a multinomial logistic regression is fitted over their features. The same sentences give the same table, byte for byte.
"""

import argparse
import sys

from include.newsmill.extraction.events.classifier import MODE_WEIGHTS, NO_EVENT, TYPE_WEIGHTS
from include.newsmill.extraction.events.modes import mode_classes
from include.newsmill.extraction.events.ontology import event_types
from training.examples import read_examples, read_sentences
from training.fit import fitted_table

CLASSES = [NO_EVENT, *sorted(event_types())]
# Added to what a frame of the lexicon counts for its own type. The sentences are richer in rare words than a day's paper,
# so they teach too little trust in frames, which were written for the usual ones.
FRAME_TRUST = 1.0


def main() -> int:
    """Write the tables, or with --check compare them with those that are there; exit status 1 where they differ."""
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
    changed = [path for path, table in tables.items() if not path.exists() or path.read_text("utf-8") != table]
    for path in changed:
        print(f"{path.name}: {'differs' if asked.check else 'written'}")
        if not asked.check:
            path.write_text(tables[path], encoding="utf-8")
    return int(asked.check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
