"""What a word is like: 128 numbers for any word, from the pieces it is made of.

The tables ../data/word_pieces.txt and .npy come from the input embeddings of all-MiniLM-L6-v2 (Apache-2.0);
training/vectors.py makes them. A word that is no piece itself is cut into the longest pieces that are, from left to
right, as that model's tokenizer does with what it finds between marks.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from include.newsmill.extraction.tables import DATA
from include.newsmill.letters import without_accents

PIECES, VECTORS = DATA / "word_pieces.txt", DATA / "word_pieces.npy"
_SCALE = np.float32(1 / 16)  # a stored byte is sixteenths
_WORD_CHARS_MAX = 40  # longer ones are web addresses and the like, and unknown
_KNOWN_WORDS_MAX = 20_000  # words whose vector is remembered, 12 MB; a run over years must not grow for ever


class WordPieces:
    """The pieces that words are made of, by number."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.number = {piece: number for number, piece in enumerate(pieces)}

    def cut(self, word: str) -> list[int]:
        """Numbers of the longest pieces from left to right; of the unknown one where a word has no such."""
        if len(word) > _WORD_CHARS_MAX:
            word = ""
        word = _plain(word)
        numbers: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self.number:
                    numbers.append(self.number[piece])
                    start = end
                    break
            else:
                break
        return numbers if numbers and start == len(word) else [self.number["[UNK]"]]


class WordVectors:
    """Vectors of words; those asked for once are remembered."""

    def __init__(self, pieces: WordPieces, vectors: np.ndarray) -> None:
        self._pieces = pieces
        self._vectors = vectors
        self._known: dict[str, np.ndarray] = {}

    @property
    def width(self) -> int:
        """Numbers of a vector."""
        return int(self._vectors.shape[1])

    def of(self, words: Sequence[str]) -> np.ndarray:
        """float32 array (words, width)."""
        if not words:
            return np.zeros((0, self.width), dtype=np.float32)
        if len(self._known) > _KNOWN_WORDS_MAX:
            self._known.clear()
        known = self._known
        for word in words:
            if word not in known:
                known[word] = self._mean(word)
        return np.stack([known[word] for word in words])

    def _mean(self, word: str) -> np.ndarray:
        return self._vectors[self._pieces.cut(word)].mean(axis=0, dtype=np.float32) * _SCALE


def _plain(word: str) -> str:
    """Lower case without accents, as the pieces are."""
    return without_accents(word.lower())


@cache
def word_pieces() -> WordPieces:
    """Those that come with the package."""
    return WordPieces(PIECES.read_text("utf-8").splitlines())


@cache
def word_vectors() -> WordVectors:
    """Those that come with the package."""
    return WordVectors(word_pieces(), np.load(VECTORS, allow_pickle=False))
