"""Linear classifiers over a candidate's features: which of the sixteen types, or none; and which mode of a type.

Multinomial logistic regressions. Their weights are tables of text, ../data/type_weights.tsv and mode_weights.tsv, which
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
TYPE_WEIGHTS, MODE_WEIGHTS = DATA / "type_weights.tsv", DATA / "mode_weights.tsv"


class LinearClassifier:
    """Scores of classes for a set of features. Holds its table only."""

    def __init__(self, classes: tuple[str, ...], weights: dict[str, tuple[tuple[int, float], ...]]) -> None:
        self.classes, self._weights = classes, weights

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Sum of the weights of each class. Unknown features count nothing."""
        scores = [0.0] * len(self.classes)
        for feature in features:
            for at, weight in self._weights.get(feature, ()):
                scores[at] += weight
        return dict(zip(self.classes, scores, strict=True))

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class; they sum to 1."""
        scores = self.scores(features)
        highest = max(scores.values())
        powers = {name: math.exp(score - highest) for name, score in scores.items()}
        total = sum(powers.values())
        return {name: power / total for name, power in powers.items()}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the classifier of types says of a candidate."""

    event_type: str | None  # None: no event
    probability: float  # that it is an event of this type; of no event, where there is none


def verdict_on(features: Iterable[str], classifier: LinearClassifier) -> Verdict:
    """The likeliest type, where an event is likely enough at all."""
    probabilities = classifier.probabilities(features)
    none = probabilities.pop(NO_EVENT)
    if 1 - none < EVENT_FROM:
        return Verdict(None, none)
    name = max(probabilities, key=probabilities.__getitem__)
    return Verdict(name, probabilities[name])


def read_classifier(path: Path) -> LinearClassifier:
    """A classifier from its table: the first line names the classes, each other a feature and its weights.

    Raises:
        ValueError: the table is damaged; the message names the line.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    classes = tuple(lines[0].split("\t")[1:]) if lines else ()
    places = {name: at for at, name in enumerate(classes)}
    weights = {}
    for number, line in enumerate(lines[1:], 2):
        feature, *cells = line.split("\t")
        try:
            pairs = [cell.rsplit("=", 1) for cell in cells]
            weights[feature] = tuple((places[name], float(value)) for name, value in pairs)
        except (KeyError, ValueError):
            raise ValueError(f"{path.name}, line {number}: not a feature and its weights: {line[:80]!r}") from None
    return LinearClassifier(classes, weights)


@cache
def type_classifier() -> LinearClassifier:
    """The classifier of types that comes with the package."""
    return read_classifier(TYPE_WEIGHTS)


@cache
def mode_classifier() -> LinearClassifier:
    """The classifier of modes that comes with the package."""
    return read_classifier(MODE_WEIGHTS)
