"""Train the event classifiers on our own sentences and write what they learnt: python -m training [--check]

The sentences are under training/sentences/, one JSON object a line; README.md says how they are labelled. Each is
parsed by the pipeline of the extraction and its candidates are matched with the labels by the words that name the act.
The network of types and the multinomial logistic regression of modes are fitted over them. manifest.json keeps the
hashes of what went in and came out. The same sentences give the same files on one machine; where another rounds
otherwise, the network is another that decides alike.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from include.newsmill.coreference.comparison import SAME_ACT_WEIGHTS
from include.newsmill.extraction.events.classifier import MODE_WEIGHTS, NO_EVENT
from include.newsmill.extraction.events.encoder import ENCODER
from include.newsmill.extraction.events.modes import mode_classes
from include.newsmill.extraction.events.network import TYPE_NETWORK, TypeNetwork, load_network, save_network
from include.newsmill.extraction.events.ontology import event_types
from include.newsmill.extraction.events.word_vectors import PIECES, VECTORS, word_vectors
from training.examples import SENTENCES, Example, read_examples, read_sentences
from training.fit import fitted_table
from training.network import Task, decided, fitted_network

CLASSES = [NO_EVENT, *sorted(event_types())]
MANIFEST = Path(__file__).parent / "manifest.json"
DAYS, RETELLINGS = (Path(__file__).parent / name for name in ("days", "retellings"))  # see coreference.py
DAYS_QUESTIONS = Path(__file__).parent / "days_questions"  # see questions.py
ALIKE_MIN = 0.95  # share of held-out candidates that two trainings must decide alike


def main() -> int:
    """Write the files, or with --check compare with those that ship; exit status 1 where they decide otherwise."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--check", action="store_true", help="write nothing; fail where what ships decides otherwise")
    asked = options.parse_args()
    sentences = read_sentences()
    examples = read_examples(sentence for sentence in sentences if not sentence.held_out)
    events = [example for example in examples if example.mode]
    print(f"{len(sentences)} sentences, {len(examples)} candidates to learn, {len(events)} of them events", flush=True)
    network = fitted_network(tasks_of(examples), CLASSES, word_vectors())
    if asked.check:
        held_out = read_examples(sentence for sentence in sentences if sentence.held_out)
        alike = share_alike(network, load_network(TYPE_NETWORK), held_out)
        print(f"{alike:.1%} of {len(held_out)} held-out candidates decided as by the network that ships")
        return int(alike < ALIKE_MIN)
    save_network(network, TYPE_NETWORK)
    table = fitted_table([e.mode_features for e in events], [e.mode for e in events], mode_classes())
    MODE_WEIGHTS.write_text(table, encoding="utf-8")
    MANIFEST.write_text(json.dumps(hashes(), indent=2) + "\n", encoding="utf-8")
    return 0


def tasks_of(examples: Iterable[Example]) -> list[Task]:
    """Examples by the sentence in which they stand, each sentence as often as it counts."""
    tasks: list[Task] = []
    for words, group in groupby(examples, key=lambda example: example.words):
        some = list(group)
        heads, types = tuple(e.at for e in some), tuple(e.event_type for e in some)
        tasks += [Task(words, heads, tuple(sorted(e.features) for e in some), types)] * some[0].count
    return tasks


def share_alike(one: TypeNetwork, two: TypeNetwork, examples: Sequence[Example]) -> float:
    """Share of the examples for which two networks hold the same class for the likeliest."""
    chosen = [[max(p, key=p.__getitem__) for p in decided(each, examples)] for each in (one, two)]
    return sum(a == b for a, b in zip(*chosen, strict=True)) / len(examples)


def hashes() -> dict[str, str]:
    """sha256 of what was labelled, of the vectors of words and of each file that training writes, as they are now."""
    labelled = {
        folder.name: hashlib.sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))).hexdigest()
        for folder in (SENTENCES, DAYS, DAYS_QUESTIONS, RETELLINGS)
    }
    files = (PIECES, VECTORS, TYPE_NETWORK, MODE_WEIGHTS, ENCODER, SAME_ACT_WEIGHTS)
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    return {**labelled, **found}


if __name__ == "__main__":
    sys.exit(main())
