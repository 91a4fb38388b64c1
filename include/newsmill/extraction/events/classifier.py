"""The linear classifier over a candidate's features: which of the sixteen types, or none.

Multinomial logistic regression. Its weights are a table of text, ../data/event_weights.tsv, which
`python -m training` writes anew from the sentences under training/; features without weight are left out.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from include.newsmill.extraction.tables import DATA

NO_EVENT = "none"
EVENT_FROM = 0.5  # probability of any event from which on a candidate is one
WEIGHTS = DATA / "event_weights.tsv"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the classifier says of a candidate."""

    event_type: str | None  # None: no event
    probability: float  # that it is an event of this type; of no event, where there is none


class TypeClassifier:
    """Probabilities of the types for the features of one candidate. Holds its table only."""

    def __init__(self, classes: tuple[str, ...], weights: dict[str, tuple[tuple[int, float], ...]]) -> None:
        self.classes = classes
        self._weights = weights

    def verdict(self, features: Iterable[str]) -> Verdict:
        """The likeliest type, where an event is likely enough at all."""
        probabilities = self.probabilities(features)
        none = probabilities.pop(NO_EVENT)
        if 1 - none < EVENT_FROM:
            return Verdict(None, none)
        name = max(probabilities, key=probabilities.__getitem__)
        return Verdict(name, probabilities[name])

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class; they sum to 1. Unknown features count nothing."""
        scores = [0.0] * len(self.classes)
        weights = self._weights
        for feature in features:
            for at, weight in weights.get(feature, ()):
                scores[at] += weight
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return dict(zip(self.classes, [power / total for power in powers], strict=True))


def read_classifier(path: Path) -> TypeClassifier:
    """A classifier from its table: the first line names the classes, each other a feature and its weights.

    Raises:
        ValueError: the table is damaged; the message names the line.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    classes = tuple(lines[0].split("\t")[1:]) if lines else ()
    weights = {}
    for number, line in enumerate(lines[1:], 2):
        feature, *cells = line.split("\t")
        try:
            pairs = [cell.split("=") for cell in cells]
            weights[feature] = tuple((classes.index(name), float(value)) for name, value in pairs)
        except ValueError:
            raise ValueError(f"{path.name}, line {number}: not a feature and its weights: {line[:80]!r}") from None
    return TypeClassifier(classes, weights)


@cache
def classifier() -> TypeClassifier:
    """The classifier that comes with the package."""
    return read_classifier(WEIGHTS)
