"""What an act is like: 128 numbers for an action in its sentence, alike for the same act in other words.

A small BERT in numpy (six layers, 384 wide) reads the sentence; its last states are added up, those near the action
the most, and turned to 128 numbers. The weights began as those of all-MiniLM-L6-v2 (Apache-2.0) and were trained on by
training/encoder.py, so that acts that labellers held for one come out alike. They are stored a byte each.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np

from include.newsmill.extraction.events.word_vectors import WordPieces, word_pieces
from include.newsmill.extraction.tables import DATA
from include.newsmill.model import ACT_VECTOR_BYTES, Event

ENCODER = DATA / "act_encoder.npz"
WINDOW = 64  # pieces of a sentence that are read, around the action; what stands farther off says little of it
_STEP = WINDOW // 2  # pieces between two windows, so that acts near each other share what was read
NEAR = 6.0  # pieces; the weight of a state falls to 1/e at that distance from the action
_HEADS = 12
_WORD = re.compile(r"[^\W_]+|[^\s]")


class Sentence:
    """The pieces of one sentence, and where in it they stand."""

    def __init__(self, text: str, pieces: WordPieces) -> None:
        self.numbers: list[int] = []
        self._spans: list[tuple[int, int]] = []
        for match in _WORD.finditer(text):
            cut = pieces.cut(match.group())
            self.numbers += cut
            self._spans += [match.span()] * len(cut)

    def window(self, start: int, end: int) -> tuple[list[int], np.ndarray]:
        """Numbers of the pieces that are read for an action, and the weight of each; sentences of more are cut.

        Args:
            start, end: characters of the action in the sentence.
        """
        inside = [at for at, (first, last) in enumerate(self._spans) if first < end and last > start] or [0]
        low = (inside[0] - WINDOW // 4) // _STEP * _STEP
        low = max(0, min(low, len(self.numbers) - WINDOW))
        places = np.arange(low, min(low + WINDOW, len(self.numbers)))
        away = np.maximum(np.maximum(inside[0] - places, places - inside[-1]), 0)
        return self.numbers[low : low + WINDOW], np.exp(-away / NEAR).astype(np.float32)


class ActEncoder:
    """Vectors of acts. The same sentence and action give the same bytes, whatever is asked beside them."""

    def __init__(self, pieces: WordPieces, weights: Mapping[str, np.ndarray]) -> None:
        self._pieces, self._weights = pieces, weights
        self._layers = 1 + max(int(name.split(".")[0]) for name in weights if name[0].isdigit())

    def of(self, body: str, events: Iterable[Event]) -> dict[int, bytes]:
        """The vector of each event of an article, by event_no."""
        by_sentence: dict[tuple[int, int], list[Event]] = {}
        for event in events:
            by_sentence.setdefault((event.char_start, event.char_end), []).append(event)
        found: dict[int, bytes] = {}
        for (first, last), told in by_sentence.items():
            actions = [(event.action_start - first, event.action_end - first) for event in told]
            found.update(zip([event.event_no for event in told], self.vectors(body[first:last], actions), strict=True))
        return found

    def vectors(self, text: str, actions: Sequence[tuple[int, int]]) -> list[bytes]:
        """ACT_VECTOR_BYTES signed numbers for each action of a sentence, of no fixed scale; zeros without a word.

        Args:
            actions: [start, end) in characters of the sentence.
        """
        sentence = Sentence(text, self._pieces)
        read: dict[tuple[int, ...], np.ndarray] = {}
        found = []
        for start, end in actions:
            numbers, weights = sentence.window(start, end)
            if not numbers:
                found.append(bytes(ACT_VECTOR_BYTES))
                continue
            if tuple(numbers) not in read:  # a sentence that fits is read once for all its acts
                read[tuple(numbers)] = self._states(numbers)
            vector = weights @ read[tuple(numbers)] @ self._weights["head"]
            found.append(np.rint(vector * (127 / np.abs(vector).max())).astype(np.int8).tobytes())
        return found

    def _states(self, numbers: Sequence[int]) -> np.ndarray:
        """The last states of the pieces, float32 (pieces, 384)."""
        w = self._weights
        asked = [self._pieces.number["[CLS]"], *numbers, self._pieces.number["[SEP]"]]
        x = w["embeddings.word"][asked] * w["embeddings.word.scale"][asked] + w["embeddings.place"][: len(asked)]
        x = _normed(x, w["embeddings.norm"], w["embeddings.shift"])
        for layer in range(self._layers):
            x = self._layer(x, f"{layer}.")
        return x[1:-1]

    def _layer(self, x: np.ndarray, name: str) -> np.ndarray:
        w = self._weights
        count = len(x)
        asked = (x @ w[name + "attend"] + w[name + "attend.shift"]).reshape(count, 3, _HEADS, -1).transpose(1, 2, 0, 3)
        queries, keys, values = asked
        scores = queries @ keys.transpose(0, 2, 1) * np.float32(1 / math.sqrt(queries.shape[-1]))
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        seen = (scores @ values).transpose(1, 0, 2).reshape(count, -1)
        x = _normed(x + seen @ w[name + "seen"] + w[name + "seen.shift"], w[name + "norm"], w[name + "norm.shift"])
        inner = _gelu(x @ w[name + "inner"] + w[name + "inner.shift"])
        outer = inner @ w[name + "outer"] + w[name + "outer.shift"]
        return _normed(x + outer, w[name + "last"], w[name + "last.shift"])


def _normed(x: np.ndarray, factor: np.ndarray, shift: np.ndarray) -> np.ndarray:
    x = x - x.mean(axis=-1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[-1])
    x *= (1 / np.sqrt(spread + np.float32(1e-12)))[:, None]
    x *= factor
    x += shift
    return x


def _gelu(x: np.ndarray) -> np.ndarray:
    """By tanh, as in training; in place of what is added up, since nothing but the products costs more."""
    inner = x * x
    inner *= x
    inner *= np.float32(0.044715)
    inner += x
    inner *= np.float32(math.sqrt(2 / math.pi))
    np.tanh(inner, out=inner)
    inner += np.float32(1)
    inner *= x
    inner *= np.float32(0.5)
    return inner


def stored(weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Weights as they ship: matrices a byte a number, with a scale for each row; the rest in half precision."""
    packed = {}
    for name, values in weights.items():
        if values.ndim == 2 and name != "embeddings.place":
            scale = np.abs(values).max(axis=1, keepdims=True) / 127
            packed[name] = np.rint(values / np.maximum(scale, 1e-12)).astype(np.int8)
            packed[name + ".scale"] = scale.astype(np.float32)
        else:
            packed[name] = values.astype(np.float16)
    return packed


def unpacked(packed: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The float32 weights of what `stored` made; the large table of pieces stays packed until a row is asked for."""
    weights = {}
    for name, values in packed.items():
        if name + ".scale" in packed and not name.startswith("embeddings."):
            weights[name] = values * packed[name + ".scale"]
        elif name.startswith("embeddings.word"):
            weights[name] = values
        elif not name.endswith(".scale"):
            weights[name] = values.astype(np.float32)
    return weights


@cache
def act_encoder() -> ActEncoder:
    """The one that comes with the package."""
    with np.load(ENCODER, allow_pickle=False) as packed:
        return ActEncoder(word_pieces(), unpacked(dict(packed)))
