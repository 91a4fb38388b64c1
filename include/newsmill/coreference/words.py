"""Words as they are compared, and how much each tells of what a text is about."""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from include.newsmill.extraction.events.word_vectors import word_pieces
from include.newsmill.letters import without_accents

RAREST = 11.0  # rarity of a word that is not in the table as a whole
_FREQUENT = 1000  # numbers of the table that marks, letters and the most frequent words take up
_KNOWN_MAX = 50_000  # words that are remembered, of which a day repeats the same few
_WORD = re.compile(r"[^\W\d_]+")
_NO_NAME = frozenset(
    [
        "president", "minister", "prime", "foreign", "general", "secretary", "chief", "official", "officials", "deputy",
        "governor", "mayor", "colonel", "judge", "justice", "senator", "chairman", "chairwoman", "leader", "head",
        "director", "commander", "king", "mr", "mrs", "ms", "dr", "the", "of", "and",
    ]
)  # fmt: skip


def words(text: str) -> list[str]:
    """Runs of letters."""
    return _WORD.findall(text)


@lru_cache(maxsize=_KNOWN_MAX)
def folded(word: str) -> str:
    """Small letters without accents."""
    return without_accents(word.casefold())


def name_words(names: Iterable[str]) -> frozenset[str]:
    """Capitalised words, folded, without those of offices: "Mr Jambyn Batsukh" and "Batsukh" share one."""
    return frozenset(folded(word) for name in names for word in words(name) if word[0].isupper()) - _NO_NAME


@lru_cache(maxsize=_KNOWN_MAX)
def rarity(word: str) -> float:
    """From 0 for the most frequent words to 10, about the logarithm of how seldom one meets it; RAREST if unknown.

    The table of word pieces stands in the order of frequency, roughly, as BERT's vocabulary does from which it comes.

    Args:
        word: as `folded` gives it.
    """
    pieces = word_pieces()
    cut = pieces.cut(word)
    if len(cut) > 1 or cut[0] == pieces.number["[UNK]"]:
        return RAREST
    return math.log(max(cut[0] - _FREQUENT, 1))
