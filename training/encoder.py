"""Train the encoder of acts on acts that labellers held for the same: the torch twin of extraction/events/encoder.py.

Two acts of two articles are compared by the cosine of their vectors. Descent moves the weights so that a logistic curve
over it tells pairs that are one act from pairs that are not. torch is needed for this alone; the encoder that ships
runs on numpy.
"""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from include.newsmill.extraction.events.encoder import Sentence
from include.newsmill.extraction.events.word_vectors import WordPieces
from include.newsmill.model import ACT_VECTOR_BYTES
from training.days import Act, Pair
from training.vectors import read_tensors

TAKEN_LAYERS = (0, 2, 5)  # of the six; all of them cost twice as much and join no more golden acts
HEADS = 12
EPOCHS = 3
BATCH_ACTS = 24  # acts whose vectors are made in one step, those of whole pairs of articles
_RATE, _SCALE_RATE, _DECAY = 3e-5, 2e-2, 0.01
_SCALE, _SHIFT = 12.0, -8.0  # of the logistic curve at the start: a cosine of two thirds is worth a half
_SEED = 7


class TorchEncoder:
    """Weights as tensors under the names of extraction/events/encoder.py."""

    def __init__(self, pieces: WordPieces, weights: dict[str, np.ndarray]) -> None:
        self._pieces = pieces
        self.weights = {name: torch.tensor(values, dtype=torch.float32) for name, values in weights.items()}

    def learning(self) -> list[torch.Tensor]:
        """The tensors that descent moves: all but the embeddings."""
        moved = [tensor for name, tensor in self.weights.items() if not name.startswith("embeddings.")]
        return [tensor.requires_grad_() for tensor in moved]

    def vectors(self, acts: Sequence[Act]) -> torch.Tensor:
        """Unit vectors, (acts, ACT_VECTOR_BYTES)."""
        read = [Sentence(act.sentence, self._pieces).window(act.start, act.end) for act in acts]
        length = 2 + max(len(numbers) for numbers, _ in read)
        asked = torch.zeros((len(acts), length), dtype=torch.long)
        weights, there = torch.zeros((len(acts), length)), torch.zeros((len(acts), length), dtype=torch.bool)
        for at, (numbers, near) in enumerate(read):
            row = [self._pieces.number["[CLS]"], *numbers, self._pieces.number["[SEP]"]]
            asked[at, : len(row)] = torch.tensor(row)
            there[at, : len(row)] = True
            weights[at, 1 : 1 + len(near)] = torch.tensor(near)
        pooled = (self._states(asked, there) * weights[..., None]).sum(dim=1)
        return functional.normalize(pooled @ self.weights["head"], dim=1)

    def _states(self, asked: torch.Tensor, there: torch.Tensor) -> torch.Tensor:
        w = self.weights
        x = w["embeddings.word"][asked] + w["embeddings.place"][: asked.shape[1]]
        x = _normed(x, w["embeddings.norm"], w["embeddings.shift"])
        for layer in range(len(TAKEN_LAYERS)):
            x = self._layer(x, there, f"{layer}.")
        return x

    def _layer(self, x: torch.Tensor, there: torch.Tensor, name: str) -> torch.Tensor:
        w = self.weights
        many, count, width = x.shape
        asked = (x @ w[name + "attend"] + w[name + "attend.shift"]).reshape(many, count, 3, HEADS, -1)
        queries, keys, values = asked.permute(2, 0, 3, 1, 4)
        scores = queries @ keys.transpose(-1, -2) / math.sqrt(queries.shape[-1])
        scores = scores.masked_fill(~there[:, None, None, :], -1e9).softmax(dim=-1)
        seen = (scores @ values).transpose(1, 2).reshape(many, count, width)
        x = _normed(x + seen @ w[name + "seen"] + w[name + "seen.shift"], w[name + "norm"], w[name + "norm.shift"])
        inner = functional.gelu(x @ w[name + "inner"] + w[name + "inner.shift"], approximate="tanh")
        outer = inner @ w[name + "outer"] + w[name + "outer.shift"]
        return _normed(x + outer, w[name + "last"], w[name + "last.shift"])


def _normed(x: torch.Tensor, factor: torch.Tensor, shift: torch.Tensor) -> torch.Tensor:
    return functional.layer_norm(x, x.shape[-1:], factor, shift, eps=1e-12)


def fitted_encoder(
    start: TorchEncoder, acts: Sequence[Act], pairs: Sequence[Pair], told: Callable[[str], None]
) -> TorchEncoder:
    """The encoder after EPOCHS over the pairs; `start` is changed in place and returned.

    Args:
        told: gets a line of progress for each epoch.
    """
    torch.manual_seed(_SEED)
    shuffled = random.Random(_SEED)  # noqa: S311 - an order, no secret
    scale, shift = (torch.tensor(value, requires_grad=True) for value in (_SCALE, _SHIFT))
    groups = [{"params": start.learning(), "lr": _RATE}, {"params": [scale, shift], "lr": _SCALE_RATE}]
    descent = torch.optim.AdamW(groups, weight_decay=_DECAY)
    by_articles: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_articles[pair.articles].append(pair)
    batches = list(by_articles.values())
    for epoch in range(EPOCHS):
        shuffled.shuffle(batches)
        batch: list[Pair] = []
        losses = []
        for at, some in enumerate(batches):
            batch += some
            asked = sorted({act for pair in batch for act in (pair.one, pair.other)})
            if len(asked) < BATCH_ACTS and at < len(batches) - 1:
                continue
            place = {act: number for number, act in enumerate(asked)}
            vectors = start.vectors([acts[act] for act in asked])
            alike = vectors[[place[p.one] for p in batch]] * vectors[[place[p.other] for p in batch]]
            wanted = torch.tensor([float(pair.same) for pair in batch])
            loss = functional.binary_cross_entropy_with_logits(scale * alike.sum(dim=1) + shift, wanted)
            descent.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(groups[0]["params"], 1.0)
            descent.step()
            losses.append(float(loss))
            batch = []
        told(f"epoch {epoch + 1} of {EPOCHS}: loss {np.mean(losses):.3f}")
    return start


def numpy_weights(encoder: TorchEncoder) -> dict[str, np.ndarray]:
    """Its tensors as arrays."""
    return {name: tensor.detach().numpy() for name, tensor in encoder.weights.items()}


def first_weights(folder: Path, kept: Sequence[str]) -> dict[str, np.ndarray]:
    """all-MiniLM-L6-v2 under our names, with a head that keeps the strongest directions of its pieces.

    Args:
        folder: holds model.safetensors and vocab.txt. kept: the pieces that ship.
    """
    tensors = read_tensors(folder / "model.safetensors")
    rows = {piece: row for row, piece in enumerate((folder / "vocab.txt").read_text("utf-8").splitlines())}
    words = tensors["embeddings.word_embeddings.weight"][[rows[piece] for piece in kept]]
    weights = {
        "embeddings.word": words + tensors["embeddings.token_type_embeddings.weight"][0],
        "embeddings.place": tensors["embeddings.position_embeddings.weight"][:128],
        "embeddings.norm": tensors["embeddings.LayerNorm.weight"],
        "embeddings.shift": tensors["embeddings.LayerNorm.bias"],
    }
    for layer, taken in enumerate(TAKEN_LAYERS):
        mine, theirs = f"{layer}.", f"encoder.layer.{taken}."
        parts = [theirs + f"attention.self.{part}." for part in ("query", "key", "value")]
        weights[mine + "attend"] = np.hstack([tensors[part + "weight"].T for part in parts])
        weights[mine + "attend.shift"] = np.hstack([tensors[part + "bias"] for part in parts])
        for name, other in (("seen", "attention.output"), ("inner", "intermediate"), ("outer", "output")):
            weights[mine + name] = tensors[f"{theirs}{other}.dense.weight"].T
            weights[mine + name + ".shift"] = tensors[f"{theirs}{other}.dense.bias"]
        for name, other in (("norm", "attention.output"), ("last", "output")):
            weights[mine + name] = tensors[f"{theirs}{other}.LayerNorm.weight"]
            weights[mine + name + ".shift"] = tensors[f"{theirs}{other}.LayerNorm.bias"]
    return weights


def head_of(states: np.ndarray) -> np.ndarray:
    """(384, ACT_VECTOR_BYTES): the strongest directions of the states of many acts, by which the head starts."""
    _, directions = np.linalg.eigh(states.T @ states)  # in ascending order of what they tell
    return np.ascontiguousarray(directions[:, ::-1][:, :ACT_VECTOR_BYTES])
