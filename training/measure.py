"""Count the sentences, or measure the classifiers on those kept back: python -m training.measure [--held-out]

Without option nothing is parsed; predicates are counted by the word that heads a labelled action. With --held-out the
fifth is parsed, and the shipped classifiers decide over its candidates alone: no parties, no checks, one at a time.
"""

import argparse
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable

from rich.console import Console
from rich.table import Table

from include.newsmill.extraction.events.classifier import (
    NO_EVENT,
    LinearClassifier,
    mode_classifier,
    verdict_on,
)
from include.newsmill.extraction.events.modes import mode_class, mode_of
from include.newsmill.extraction.events.network import type_network
from include.newsmill.extraction.pipeline import load_pipeline
from training.examples import MODEL, Example, Labelled, read_examples, read_sentences
from training.network import decided

_WORD = re.compile(r"[^\W_]+(?:[’'.-][^\W_]+)*")
_BEFORE_THE_HEAD = frozenset(
    [
        "a", "an", "the", "to", "not", "never", "no", "it", "its", "their", "his", "her",
        "be", "been", "being", "is", "are", "was", "were", "has", "have", "had", "having", "do", "does", "did",
        "will", "would", "shall", "should", "can", "could", "may", "might", "must", "get", "got",
    ]
)  # fmt: skip


GOLDEN_RUN_WORDS = 10  # so many words in a row are nobody's by chance: none of a golden text may be trained on


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of so many words, in small letters, without marks of punctuation."""
    found = _WORD.findall(text.lower())
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def repeated(sentences: Iterable[Labelled], length: int, sentences_max: int) -> dict[tuple[str, ...], int]:
    """Runs of so many words that stand in more sentences than allowed, with the number of sentences."""
    counts = Counter(run for sentence in sentences for run in runs(sentence.text, length))
    return {run: count for run, count in counts.items() if count > sentences_max}


def predicates(sentences: Iterable[Labelled], lemma: Callable[[str, str], str]) -> Counter[str]:
    """How often each lemma heads a labelled action: its first word that is no auxiliary, article or pronoun.

    Args:
        lemma: of a lower-case form and its Penn tag, as Lemmas gives it.
    """
    found: Counter[str] = Counter()
    for action in (event["action"] for sentence in sentences for event in sentence.events):
        forms = [form for form in action.lower().split() if form not in _BEFORE_THE_HEAD]
        if forms:
            as_verb = lemma(forms[0], "VBD")
            found[as_verb if as_verb != forms[0] else lemma(forms[0], "NNS")] += 1
    return found


def print_counts(console: Console) -> None:
    """The numbers of README.md."""
    sentences = read_sentences()
    lemmas = predicates(sentences, load_pipeline(MODEL).get_pipe("newsmill_lemmas").lemma)
    events = [event for sentence in sentences for event in sentence.events]
    words = statistics.median(len(sentence.text.split()) for sentence in sentences)
    without, held_out = sum(not s.events for s in sentences), sum(s.held_out for s in sentences)
    once = sum(count == 1 for count in lemmas.values())
    console.print(f"{len(sentences)} sentences, {without} without an event, {held_out} held out")
    console.print(f"{words:g} words, the median")
    console.print(f"{len(events)} events, {len(lemmas)} predicates, {once} of them once")
    console.print(f"{len(repeated(sentences, 5, 2))} runs of five words in more than two sentences")
    table = Table("type", "events")
    for name, count in sorted(Counter(event["type"] for event in events).items()):
        table.add_row(name, str(count))
    console.print(table)


def print_held_out(console: Console) -> None:
    """Precision and recall of the shipped classifiers on the sentences that are never trained on."""
    sentences = [sentence for sentence in read_sentences() if sentence.held_out]
    examples = read_examples(sentences)
    types, modes = type_network(), mode_classifier()
    start = time.process_time()
    verdicts = [verdict_on(probabilities).event_type or NO_EVENT for probabilities in decided(types, examples)]
    each_us = (time.process_time() - start) / len(examples) * 1e6
    features = statistics.mean(len(example.features) for example in examples)
    console.print(f"{len(sentences)} sentences, {len(examples)} candidates")
    console.print(f"of each candidate: {features:.0f} features, {each_us:.0f} µs to decide on its type")
    golden = Counter(event["type"] for sentence in sentences for event in sentence.events)
    found, right = Counter(verdicts), Counter[str]()
    right.update(e.event_type for e, verdict in zip(examples, verdicts, strict=True) if e.event_type == verdict)
    seen = Counter(example.event_type for example in examples)
    table = Table("type", "labels", "candidates", "found", "right", "precision", "recall of candidates")
    del found[NO_EVENT], right[NO_EVENT], seen[NO_EVENT]
    for name in sorted(golden):
        table.add_row(*_row(name, golden[name], seen[name], found[name], right[name]))
    table.add_row(*_row("all", golden.total(), seen.total(), found.total(), right.total()))
    console.print(table)
    events = [example for example in examples if example.mode]
    alike = [_mode_found(example, modes) == example.mode for example in events]
    console.print(f"modes of candidates whose type is known: {statistics.mean(alike):.3f} right")


def _mode_found(example: Example, modes: LinearClassifier) -> str:
    event_type = example.mode.split("/")[0]
    return mode_class(event_type, mode_of(event_type, example.mode_features, modes))


def _row(name: str, labels: int, seen: int, found: int, right: int) -> tuple[str, ...]:
    shares = (f"{right / of:.2f}" if of else "" for of in (found, seen))
    return (name, str(labels), str(seen), str(found), str(right), *shares)


def main() -> None:
    """Print what is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--held-out", action="store_true", help="parse the fifth that is kept back and measure on it")
    show = print_held_out if options.parse_args().held_out else print_counts
    show(Console())


if __name__ == "__main__":
    main()
