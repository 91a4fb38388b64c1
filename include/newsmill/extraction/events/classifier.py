"""What the network of types decides of a candidate, and the linear classifier of modes.

The classifier of modes is a multinomial logistic regression. Its weights are a table of text, ../data/mode_weights.tsv,
which `python -m training` writes anew from the sentences under training/; features without weight are left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from include.newsmill.extraction.tables import DATA

NO_EVENT = "none"
FIRST_FROM = 0.7  # probability of any event that one candidate of a sentence must reach, for the sentence to have any
EVENT_FROM = 0.27  # probability of its type from which on a candidate of such a sentence is an event
# Enough by itself, also for the sentence: where grammar makes a request of it ("said Sudan must stop"), and where the
# same word told the same act before in the article.
DUTY_FROM, AGAIN_FROM = 0.45, 0.1
# From which on an act counts though nobody was found who takes part, since a parse misses some: beside an act of
# somebody, and in a sentence where nobody does anything.
BESIDE_FROM, SURE_FROM = 0.5, 0.8
MODE_WEIGHTS = DATA / "mode_weights.tsv"


class LinearClassifier:
    """Scores of classes for a set of features. Holds its table only."""

    def __init__(self, classes: tuple[str, ...], rows: dict[str, int], weights: np.ndarray) -> None:
        self.classes = classes
        self._rows, self._weights = rows, weights

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Sum of the weights of each class. Unknown features count nothing."""
        known = sorted(row for feature in features if (row := self._rows.get(feature)) is not None)  # one order of sums
        return dict(zip(self.classes, self._weights[known].sum(axis=0).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the classifier of types says of a candidate."""

    event_type: str | None  # None: no event
    probability: float  # that it is an event of this type; of no event, where there is none
    any_event: float  # that it is an event of whatever type
    opens: bool  # whether it is enough for its sentence to have any event


def verdict_on(probabilities: Mapping[str, float]) -> Verdict:
    """The likeliest type, where it is likely enough: an act that may be this or that is not told as either."""
    none = probabilities[NO_EVENT]
    name = max(probabilities.keys() - {NO_EVENT}, key=lambda name: (probabilities[name], name))
    if probabilities[name] < EVENT_FROM:
        return Verdict(None, none, 1 - none, opens=False)
    return Verdict(name, probabilities[name], 1 - none, opens=1 - none >= FIRST_FROM)


def parse_table(table: str, name: str) -> LinearClassifier:
    """A classifier from its table: the first line names the classes, each other a feature and its weights.

    Raises:
        ValueError: the table is damaged; the message gives its name and the line.
    """
    lines = table.splitlines()
    classes = tuple(lines[0].split("\t")[1:]) if lines else ()
    places = {label: at for at, label in enumerate(classes)}
    rows: dict[str, int] = {}
    weights = np.zeros((len(lines), len(classes)))
    for number, line in enumerate(lines[1:], 2):
        feature, *cells = line.split("\t")
        row = rows.setdefault(feature, len(rows))
        try:
            for label, value in (cell.rsplit("=", 1) for cell in cells):
                weights[row, places[label]] = float(value)
        except (KeyError, ValueError):
            raise ValueError(f"{name}, line {number}: not a feature and its weights: {line[:80]!r}") from None
    return LinearClassifier(classes, rows, weights)


@cache
def mode_classifier() -> LinearClassifier:
    """The classifier of modes that comes with the package."""
    return parse_table(MODE_WEIGHTS.read_text("utf-8"), MODE_WEIGHTS.name)
