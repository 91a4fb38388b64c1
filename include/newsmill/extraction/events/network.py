"""The classifier of types: a small network over the words of a sentence and the features of a candidate.

Vectors of the words pass three layers, in each of which a word sees its neighbours. What came out at the candidate, the
strongest of the whole sentence, and a vector for each feature of the candidate are added up in one hidden layer, which
is read out for each class. Its numbers are in ../data/type_network.npz, without pickle; `python -m training` fits them.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from include.newsmill.extraction.events.word_vectors import WordVectors, word_vectors
from include.newsmill.extraction.tables import DATA

TYPE_NETWORK = DATA / "type_network.npz"
MAXOUT_PIECES = 2  # of a unit, of which the larger counts
_HALF_MAX = np.finfo(np.float16).max
_LEAST_VARIANCE = np.float32(1e-5)
# The single of each half by its bits: looking it up takes half the time of numpy's conversion.
_SINGLES = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)

Weights = Mapping[str, np.ndarray]


class TypeNetwork:
    """Probabilities of classes for the candidates of a sentence. Holds its numbers, and the vectors of words."""

    def __init__(
        self, classes: Sequence[str], features: Sequence[str], weights: Weights, vectors: WordVectors
    ) -> None:  # fmt: skip
        """Args: features: one for each row of weights["features"]; weights: float32, as training/network.py says."""
        self.classes, self.weights = tuple(classes), weights
        self._rows = {feature: row for row, feature in enumerate(features)}
        self._vectors = vectors
        self._sentence: np.ndarray | None = None  # the last one asked for, and what it adds to all its candidates
        self._around: np.ndarray | None = None

    @property
    def features(self) -> tuple[str, ...]:
        """Those it knows, in the order of their rows."""
        return tuple(self._rows)

    def read(self, words: Sequence[str], starts: Iterable[int] = (0,)) -> np.ndarray:
        """Words in their sentences: float32 (words, width). Many sentences at once cost less than one by one.

        How many there are shows in the seventh figure: read an article in the same portions always.

        Args:
            words: of one sentence or of several, one after the other.
            starts: number of the first word of each sentence.
        """
        vectors = self._vectors.of(words)
        first = np.zeros(len(words), dtype=bool)
        first[[at for at in starts if at < len(words)]] = True
        state = vectors @ self.weights["enter"] + self.weights["enter_bias"]
        for number in range(layers_of(self.weights)):
            state = state + layer(state, first, self.weights, number)
        return state

    def probabilities(self, sentence: np.ndarray, at: int, features: Iterable[str]) -> dict[str, float]:
        """Probability of each class for a candidate; they sum to 1.

        Args:
            sentence: as `read` gives it.
            at: which of its words heads the candidate.
            features: as features_of gives them; unknown ones count nothing.
        """
        weights = self.weights
        known = sorted([row for row in map(self._rows.get, features) if row is not None])  # one order of sums
        if sentence is not self._sentence:
            self._sentence, self._around = sentence, sentence.max(axis=0) @ weights["around"]
        hidden = sentence[at] @ weights["head"] + self._around + weights["bias"]
        hidden += singles(weights["features"].take(known, axis=0)).sum(axis=0)
        scores = np.maximum(hidden, 0) @ weights["out"] + weights["out_bias"]
        powers = np.exp(scores - scores.max())
        return dict(zip(self.classes, (powers / powers.sum()).tolist(), strict=True))


def singles(values: np.ndarray) -> np.ndarray:
    """Numbers of half precision, or of single already, in single precision."""
    return _SINGLES.take(values.view(np.uint16)) if values.dtype == np.float16 else values


def layers_of(weights: Weights) -> int:
    """Number of layers in which a word sees its neighbours."""
    return sum(name.startswith("gain") for name in weights)


def layer(state: np.ndarray, first: np.ndarray, weights: Weights, number: int) -> np.ndarray:
    """What one layer adds to words of one sentence after the other; `first` says where each begins."""
    units = beside(state, first) @ weights[f"window{number}"] + weights[f"window_bias{number}"]
    rows, _ = normed(maxed(units))
    return rows * weights[f"gain{number}"] + weights[f"shift{number}"]


def beside(state: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Each word between its two neighbours, (words, 3 * width); zeros where its sentence has none."""
    width = state.shape[1]
    rows = np.zeros((len(state), 3 * width), dtype=state.dtype)
    rows[1:, :width], rows[:, width : 2 * width], rows[:-1, 2 * width :] = state[:-1], state, state[1:]
    rows[first, :width] = 0
    rows[:-1][first[1:], 2 * width :] = 0
    return rows


def maxed(units: np.ndarray) -> np.ndarray:
    """The larger of the two pieces of each unit, which lie beside one another. A reduction over pairs is far slower."""
    return np.maximum(units[:, ::MAXOUT_PIECES], units[:, 1::MAXOUT_PIECES])


def normed(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows of mean 0 and variance 1, and by what each was divided."""
    width = rows.shape[1]
    rows = rows - rows.sum(axis=1, keepdims=True) / width
    spread = np.sqrt(np.einsum("ij,ij->i", rows, rows)[:, None] / width + _LEAST_VARIANCE)
    return rows / spread, spread


def save_network(network: TypeNetwork, path: Path) -> None:
    """Write a network: weights at half precision, classes and features as text. Same network, same bytes (and zlib).

    Raises:
        ValueError: a weight is not a number, or too large for half precision.
    """
    named = {"classes": network.classes, "feature_names": network.features}
    texts = {name: np.frombuffer("\n".join(lines).encode(), dtype=np.uint8) for name, lines in named.items()}
    if wrong := [name for name, values in network.weights.items() if not (np.abs(values) < _HALF_MAX).all()]:
        raise ValueError(
            f"no network to save: half precision cannot hold the numbers of {', '.join(wrong)}; train anew"
        )
    halves = {name: values.astype(np.float16) for name, values in sorted(network.weights.items())}
    np.savez_compressed(path, allow_pickle=False, **texts, **halves)


def load_network(path: Path) -> TypeNetwork:
    """Read what save_network wrote."""
    with np.load(path, allow_pickle=False) as stored:
        found = {name: stored[name] for name in stored.files}
    classes, features = (found.pop(name).tobytes().decode().split("\n") for name in ("classes", "feature_names"))
    # The table of features is by far the largest, and only some 40 of its rows are summed: it stays in half precision.
    weights = {name: values if name == "features" else values.astype(np.float32) for name, values in found.items()}
    return TypeNetwork(classes, features, weights, word_vectors())


@cache
def type_network() -> TypeNetwork:
    """The classifier of types that comes with the package."""
    return load_network(TYPE_NETWORK)
