"""Fitting the regression, and its table of weights as text."""

from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from include.newsmill.extraction.events.classifier import NO_EVENT
from include.newsmill.extraction.events.ontology import event_types
from training.examples import Example

SEEN_MIN = 2  # examples that a feature must stand in
PENALTY = 1.0  # of the squared weights
SMALLEST = 0.03  # weights below it say nothing and are not written
STEPS_MAX = 200


def classes() -> list[str]:
    """The classes in the order of the table."""
    return [NO_EVENT, *sorted(event_types())]


def vocabulary_of(examples: list[Example]) -> dict[str, int]:
    counts = Counter(feature for example in examples for feature in example.features)
    return {feature: at for at, feature in enumerate(sorted(f for f, n in counts.items() if n >= SEEN_MIN))}


def matrix_of(examples: list[Example], vocabulary: dict[str, int]) -> csr_matrix:
    rows, columns = [], []
    for number, example in enumerate(examples):
        for feature in example.features:
            if (at := vocabulary.get(feature)) is not None:
                rows.append(number)
                columns.append(at)
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(examples), len(vocabulary)))


def fitted(examples: list[Example], penalty: float = PENALTY) -> tuple[dict[str, int], np.ndarray]:
    """(vocabulary, weights of shape (features, classes)) of least penalised loss."""
    names = classes()
    vocabulary = vocabulary_of(examples)
    x = matrix_of(examples, vocabulary)
    wanted = np.zeros((len(examples), len(names)))
    wanted[np.arange(len(examples)), [names.index(example.event_type) for example in examples]] = 1

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(vocabulary), len(names))
        scores = x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        sums = np.log(np.exp(scores).sum(axis=1, keepdims=True))
        error = np.exp(scores - sums) - wanted
        value = -((scores - sums) * wanted).sum() + penalty / 2 * (flat**2).sum()
        return value, (x.T @ error + penalty * weights).ravel()

    found = minimize(loss, np.zeros(len(vocabulary) * len(names)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS_MAX})
    return vocabulary, found.x.reshape(len(vocabulary), len(names))


def fitted_table(examples: list[Example]) -> str:
    """The table that read_classifier reads."""
    vocabulary, weights = fitted(examples)
    names = classes()
    lines = ["\t".join(["# feature and its weights for", *names])]
    for feature, at in vocabulary.items():
        cells = [f"{name}={weight:.2f}" for name, weight in zip(names, weights[at], strict=True) if abs(weight) >= SMALLEST]
        if cells:
            lines.append("\t".join([feature, *cells]))
    return "\n".join(lines) + "\n"
