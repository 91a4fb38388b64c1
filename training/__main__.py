"""Train the event classifier on our own sentences and write its weights: python -m training [--check]

The sentences are under training/sentences/, one JSON object a line; README.md there says how they are labelled. Each is
parsed by the pipeline of the extraction, its candidates are matched with the labels by the words that name the act, and
a multinomial logistic regression is fitted over their features. The same sentences give the same table, byte for byte.
"""

import argparse
import sys

from include.newsmill.extraction.events.classifier import WEIGHTS
from training.examples import read_examples, read_sentences
from training.fit import fitted_table


def main() -> int:
    """Write the table, or with --check compare it with the one that is there; exit status 1 where they differ."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing; fail where the table would change")
    asked = options.parse_args()
    sentences = read_sentences()
    examples = read_examples(s for s in sentences if not s.held_out)
    table = fitted_table(examples)
    print(f"{len(sentences)} sentences, {len(examples)} candidates of those trained on, {table.count(chr(10)) - 1} features")
    if asked.check:
        return int(WEIGHTS.read_text(encoding="utf-8") != table)
    WEIGHTS.write_text(table, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
