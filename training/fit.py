"""Fitting the regressions, and their tables of weights as text."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

SEEN_MIN = 2  # examples that a feature must stand in
PENALTY = 2.0  # of half the squared weights; chosen by cross-validation, as flat between 1 and 4
SMALLEST = 0.03  # weights below it say nothing and are not written
STEPS_MAX = 200


def vocabulary_of(rows: Sequence[Collection[str]]) -> dict[str, int]:
    """Features that are seen often enough, with their column."""
    counts = Counter(feature for row in rows for feature in row)
    return {feature: at for at, feature in enumerate(sorted(f for f, n in counts.items() if n >= SEEN_MIN))}


def matrix_of(rows: Sequence[Collection[str]], vocabulary: dict[str, int]) -> csr_matrix:
    """One row of ones for each row of features."""
    cells = [(number, at) for number, row in enumerate(rows) for f in row if (at := vocabulary.get(f)) is not None]
    where = np.array(cells, dtype=int).reshape(-1, 2).T
    return csr_matrix((np.ones(len(cells)), (where[0], where[1])), shape=(len(rows), len(vocabulary)))


def fitted(
    rows: Sequence[Collection[str]], labels: Sequence[str], classes: Sequence[str], penalty: float = PENALTY
) -> tuple[dict[str, int], np.ndarray]:
    """(vocabulary, weights of shape (features, classes)) of least penalised loss."""
    vocabulary = vocabulary_of(rows)
    x = matrix_of(rows, vocabulary)
    places = {name: at for at, name in enumerate(classes)}
    wanted = np.zeros((len(rows), len(classes)))
    wanted[np.arange(len(rows)), [places[label] for label in labels]] = 1

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(vocabulary), len(classes))
        scores = x @ weights
        scores -= scores.max(axis=1, keepdims=True)
        logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        slope = x.T @ (np.exp(logs) - wanted) + penalty * weights
        return penalty / 2 * (flat**2).sum() - (logs * wanted).sum(), slope.ravel()

    start = np.zeros(len(vocabulary) * len(classes))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS_MAX})
    return vocabulary, found.x.reshape(len(vocabulary), len(classes))


def fitted_table(
    rows: Sequence[Collection[str]],
    labels: Sequence[str],
    classes: Sequence[str],
) -> str:
    """The table that parse_table reads."""
    vocabulary, weights = fitted(rows, labels, classes)
    lines = ["\t".join(["# feature and its weights for", *classes])]
    for feature, at in vocabulary.items():
        row = zip(classes, weights[at], strict=True)
        cells = [f"{name}={weight:.2f}" for name, weight in row if abs(weight) >= SMALLEST]
        if cells:
            lines.append("\t".join([feature, *cells]))
    return "\n".join(lines) + "\n"
