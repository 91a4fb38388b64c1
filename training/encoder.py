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

from include.newsmill.extraction.events.encoder import Sentence, unpacked
from include.newsmill.extraction.events.word_vectors import WordPieces
from include.newsmill.model import ACT_VECTOR_BYTES
from training.days import Act, Pair
from training.vectors import read_tensors

LAYERS = 6  # all that there are
HEADS = 12
BATCH_ACTS = 24  # acts whose vectors are made in one step, those of whole pairs of articles
_RATE, _SCALE_RATE, _DECAY = 6e-5, 2e-2, 0.01
_WARM = 0.1  # of all steps, in which the rate grows; in the others it falls to nothing
_SCALE, _SHIFT = 12.0, -7.0  # of the logistic curve at the start: a cosine of 0.6 is worth a half
_TOLD_EVERY = 50  # steps
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
        for layer in range(LAYERS):
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
    """The encoder after one pass over the pairs; `start` is changed in place and returned.

    One pass, since a second one only learns the pairs by heart: on stories held out it loses what the first has won.

    Args:
        told: gets a line of progress every _TOLD_EVERY steps.
    """
    torch.manual_seed(_SEED)
    scale, shift = (torch.tensor(value, requires_grad=True) for value in (_SCALE, _SHIFT))
    groups = [{"params": start.learning(), "lr": _RATE}, {"params": [scale, shift], "lr": _SCALE_RATE}]
    descent = torch.optim.AdamW(groups, weight_decay=_DECAY)
    steps = _steps(pairs)
    rate = torch.optim.lr_scheduler.LambdaLR(
        descent, lambda step: min((step + 1) / (_WARM * len(steps)), (len(steps) - step) / ((1 - _WARM) * len(steps)))
    )
    losses = []
    for number, batch in enumerate(steps, start=1):
        asked = sorted({act for pair in batch for act in (pair.one, pair.other)})
        place = {act: row for row, act in enumerate(asked)}
        vectors = start.vectors([acts[act] for act in asked])
        alike = vectors[[place[p.one] for p in batch]] * vectors[[place[p.other] for p in batch]]
        wanted = torch.tensor([float(pair.same) for pair in batch])
        loss = functional.binary_cross_entropy_with_logits(scale * alike.sum(dim=1) + shift, wanted)
        descent.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(groups[0]["params"], 1.0)
        descent.step()
        rate.step()
        losses.append(loss.item())
        if number % _TOLD_EVERY == 0:
            told(f"step {number} of {len(steps)}: loss {np.mean(losses[-_TOLD_EVERY:]):.3f}")
    return start


def _steps(pairs: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs in the order they are seen: those of the same two articles together, of BATCH_ACTS acts and more."""
    by_articles: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_articles[pair.articles].append(pair)
    together = list(by_articles.values())
    random.Random(_SEED).shuffle(together)  # noqa: S311 - an order, no secret
    steps: list[list[Pair]] = [[]]
    for some in together:
        if len({act for pair in steps[-1] for act in (pair.one, pair.other)}) >= BATCH_ACTS:
            steps.append([])
        steps[-1] += some
    return steps


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
    for layer in range(LAYERS):
        mine, theirs = f"{layer}.", f"encoder.layer.{layer}."
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


def weights_of(file: Path) -> dict[str, np.ndarray]:
    """Those of an encoder that was stored."""
    with np.load(file) as packed:
        weights = unpacked(dict(packed))
    weights["embeddings.word"] = weights["embeddings.word"] * weights.pop("embeddings.word.scale")
    return weights


def head_of(states: np.ndarray) -> np.ndarray:
    """(384, ACT_VECTOR_BYTES): the strongest directions of the states of many acts, by which the head starts."""
    _, directions = np.linalg.eigh(states.T @ states)  # in ascending order of what they tell
    return np.ascontiguousarray(directions[:, ::-1][:, :ACT_VECTOR_BYTES])
