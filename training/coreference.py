"""Learn which tellings of a day's articles are one act: python -m training.coreference MODEL_FOLDER

The stories are under training/days/, one article a line; README.md says how they were labelled. MODEL_FOLDER holds
model.safetensors and vocab.txt of all-MiniLM-L6-v2, where the encoder starts from. Written are act_encoder.npz and
same_act_weights.tsv, and their hashes into manifest.json. Needs torch, which nothing else does.

The weights of the questions are fitted on vectors of an encoder that has not seen the story: two encoders, each trained
on every second story, serve the others. The one that ships has seen them all.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch

from include.newsmill.coreference.comparison import SAME_ACT_WEIGHTS, Comparison
from include.newsmill.extraction.events.encoder import ENCODER, ActEncoder, stored, unpacked
from include.newsmill.extraction.events.word_vectors import PIECES, WordPieces
from training.__main__ import DAYS, MANIFEST, hashes
from training.days import Act, Story, read_stories
from training.encoder import Pair, TorchEncoder, first_weights, fitted_encoder, head_of, numpy_weights

HALVES = 2
_RIDGE = 50.0  # what the square of a weight costs, of questions brought to unit variance
_ROUNDS = 30  # of Newton's method; it stands still after ten


def pairs_of(stories: Sequence[Story], number: Mapping[Act, int]) -> list[Pair]:
    """Every two rows of one type in two articles of a story."""
    found = []
    for at, story in enumerate(stories):
        for (i, one), (j, other) in combinations(enumerate(story.articles), 2):
            found += [
                Pair((f"{at}.{i}", f"{at}.{j}"), number[a.act], number[b.act], a.is_one_with(b))
                for a in one
                for b in other
                if a.telling.event_type == b.telling.event_type
            ]
    return found


def answered(stories: Sequence[Story], encoder: ActEncoder) -> Iterator[tuple[dict[str, float], bool]]:
    """The answers on each pair of rows of two articles of a story, and whether they are one act."""
    for story in stories:
        rows = [row for told in story.articles for row in told]
        comparison = Comparison([row.with_vector(encoder) for row in rows], story.published_on)
        numbers = iter(range(len(rows)))
        places = [[next(numbers) for _ in told] for told in story.articles]
        for one, other in combinations(places, 2):
            for a, b, answers in comparison.answers(one, other):
                yield answers, rows[a].is_one_with(rows[b])


def fitted_weights(answers: Sequence[tuple[Mapping[str, float], bool]]) -> dict[str, float]:
    """Weights of the questions, by ridge regression of the logarithm of odds."""
    names = sorted({name for asked, _ in answers for name in asked})
    x = np.array([[asked.get(name, 0.0) for name in names] for asked, _ in answers])
    y = np.array([float(same) for _, same in answers])
    spread = np.where(x.std(axis=0) > 0, x.std(axis=0), 1.0)
    x /= spread
    cost = np.where(np.array(names) == "any", 1e-6, _RIDGE)
    w = np.zeros(len(names))
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(cost)
        w -= np.linalg.solve(curvature, x.T @ (p - y) + cost * w)
    return dict(zip(names, (w / spread).tolist(), strict=True))


def main() -> int:
    """Write the files."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("model", type=Path)
    folder = options.parse_args().model
    pieces = PIECES.read_text("utf-8").splitlines()
    stories = read_stories(DAYS.glob("*.jsonl"))
    weights = first_weights(folder, pieces)
    acts = sorted({row.act for story in stories for rows in story.articles for row in rows})
    weights["head"] = head_of(_states(TorchEncoder(WordPieces(pieces), weights), acts))
    answers: list[tuple[dict[str, float], bool]] = []
    for half in range(HALVES):
        seen = [story for at, story in enumerate(stories) if at % HALVES != half]
        encoder = trained(pieces, weights, seen, f"encoder {half + 1} of {HALVES + 1}")
        answers += answered(stories[half::HALVES], ActEncoder(WordPieces(pieces), unpacked(encoder)))
    lines = (f"{name}\t{weight:.4f}\n" for name, weight in sorted(fitted_weights(answers).items()))
    SAME_ACT_WEIGHTS.write_text("".join(lines), encoding="utf-8")
    last = trained(pieces, weights, stories, f"encoder {HALVES + 1} of {HALVES + 1}")
    np.savez_compressed(ENCODER, **last)  # type: ignore[arg-type]
    MANIFEST.write_text(json.dumps(hashes(), indent=2) + "\n", encoding="utf-8")
    return 0


def trained(
    pieces: Sequence[str], weights: dict[str, np.ndarray], stories: Sequence[Story], title: str
) -> dict[str, np.ndarray]:
    """The weights, as they are stored, of an encoder trained on some stories."""
    acts = sorted({row.act for story in stories for rows in story.articles for row in rows})
    pairs = pairs_of(stories, {act: number for number, act in enumerate(acts)})
    print(f"{title}: {len(stories)} stories, {len(acts)} acts, {len(pairs)} pairs", flush=True)
    encoder = TorchEncoder(WordPieces(pieces), weights)
    return stored(numpy_weights(fitted_encoder(encoder, acts, pairs, lambda told: print(told, flush=True))))


def _states(encoder: TorchEncoder, acts: Sequence[Act]) -> Any:
    """(acts, 384): the pooled states of acts before any head, of length one."""
    encoder.weights["head"] = torch.eye(len(encoder.weights["embeddings.norm"]))
    with torch.no_grad():
        parts = [encoder.vectors(acts[first : first + 64]).numpy() for first in range(0, len(acts), 64)]
    return np.vstack(parts)


if __name__ == "__main__":
    sys.exit(main())
