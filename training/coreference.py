"""Train the encoder of acts: python -m training.coreference START [--days FILE ...] [--retellings FILE ...]

It learns from the stories under training/days/ and from single acts told again and again under training/retellings/;
README.md says how they were labelled. START is a folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2, or
an encoder that was trained before and goes on with what it has not seen. Written are act_encoder.npz and its hash into
manifest.json. Needs torch, which nothing else does. What is asked beside its cosine is learnt after it by questions.py.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import torch

from include.newsmill.extraction.events.encoder import ENCODER, stored
from include.newsmill.extraction.events.word_vectors import PIECES, WordPieces
from training.__main__ import DAYS, MANIFEST, RETELLINGS, hashes
from training.days import Act, Pair, Story, read_stories
from training.encoder import TorchEncoder, first_weights, fitted_encoder, head_of, numpy_weights, weights_of
from training.retellings import Retelling, pairs_of_families, read_retellings


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


def main() -> int:
    """Write the files."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("start", type=Path)
    options.add_argument("--days", type=Path, nargs="*", default=sorted(DAYS.glob("*.jsonl")))
    options.add_argument("--retellings", type=Path, nargs="*", default=sorted(RETELLINGS.glob("*.jsonl")))
    asked = options.parse_args()
    pieces = PIECES.read_text("utf-8").splitlines()
    stories, retold = read_stories(asked.days), read_retellings(asked.retellings)
    if asked.start.is_dir():
        weights = first_weights(asked.start, pieces)
        acts = sorted({row.act for story in stories for rows in story.articles for row in rows})
        weights["head"] = head_of(_states(TorchEncoder(WordPieces(pieces), weights), acts))
    else:
        weights = weights_of(asked.start)
    np.savez_compressed(ENCODER, **trained(pieces, weights, stories, retold))  # type: ignore[arg-type]
    MANIFEST.write_text(json.dumps(hashes(), indent=2) + "\n", encoding="utf-8")
    return 0


def trained(
    pieces: Sequence[str], weights: dict[str, np.ndarray], stories: Sequence[Story], retold: Sequence[Retelling]
) -> dict[str, np.ndarray]:
    """The weights, as they are stored, of an encoder trained on some stories and retellings."""
    in_stories = {row.act for story in stories for rows in story.articles for row in rows}
    acts = sorted(in_stories | {told.act for told in retold})
    number = {act: place for place, act in enumerate(acts)}
    pairs = pairs_of(stories, number) + pairs_of_families(retold, number)
    print(f"{len(stories)} stories, {len(acts)} acts, {len(pairs)} pairs", flush=True)
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
