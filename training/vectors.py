"""Make ../include/newsmill/extraction/data/word_pieces: python -m training.vectors MODEL_FOLDER

The vectors are the input embeddings of all-MiniLM-L6-v2 (Apache-2.0), a sentence encoder that has read a billion
sentences: 384 numbers for each of its 30,522 pieces of words, here turned by principal components to 128 of one byte.
MODEL_FOLDER holds its model.safetensors and vocab.txt. The table ships, so this is run only to make it anew.
"""

import argparse
import json
import struct
from pathlib import Path

import numpy as np

from include.newsmill.extraction.events.word_vectors import PIECES, VECTORS

WIDTH = 128
_EMBEDDINGS = "embeddings.word_embeddings.weight"
_NORM = ("embeddings.LayerNorm.weight", "embeddings.LayerNorm.bias")
_SEGMENT = "embeddings.token_type_embeddings.weight"


def main() -> None:
    """Write both files."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("model", type=Path)
    folder = options.parse_args().model
    pieces = (folder / "vocab.txt").read_text("utf-8").splitlines()
    vectors = _normed(read_tensors(folder / "model.safetensors"))
    kept = [at for at, piece in enumerate(pieces) if _is_kept(piece)]
    chosen = vectors[kept] - vectors[kept].mean(axis=0)
    _, directions = np.linalg.eigh(chosen.T @ chosen)  # in ascending order of what they tell
    turned = chosen @ directions[:, ::-1][:, :WIDTH]
    turned /= turned.std(axis=0).mean()
    PIECES.write_text("\n".join(pieces[at] for at in kept) + "\n", encoding="utf-8")
    np.save(VECTORS, np.clip(np.rint(turned * 16), -127, 127).astype(np.int8), allow_pickle=False)


def _is_kept(piece: str) -> bool:
    """Whether a piece can stand in English news: no placeholders, no other scripts."""
    return not piece.startswith("[unused") and all(ord(letter) < 0x250 for letter in piece)


def _normed(tensors: dict[str, np.ndarray]) -> np.ndarray:
    """What the encoder's first layer gets for a piece, position aside."""
    summed = tensors[_EMBEDDINGS] + tensors[_SEGMENT][0]
    summed = (summed - summed.mean(axis=1, keepdims=True)) / summed.std(axis=1, keepdims=True)
    return summed * tensors[_NORM[0]] + tensors[_NORM[1]]


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """All float tensors of a safetensors file: a length, a JSON header with their places, then the numbers."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    found = {}
    for name, told in header.items():
        if told.get("dtype") == "F32":
            start, end = told["data_offsets"]
            numbers = np.frombuffer(data[8 + length + start : 8 + length + end], dtype="<f4")
            found[name] = numbers.reshape(told["shape"])
    return found


if __name__ == "__main__":
    main()
