"""The language of a text, told from its letters by py3langid (its model ships in the wheel: no network)."""
# ruff: noqa: SIM905 -- a word list reads better as one string

import functools

from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"

# Below this certainty (0-1) the answer is "und". On news snippets of 30 letters 1 in 100 answers above it is wrong and
# 1 in 10 texts gets none; at 100 letters, 1 in 400 and 1 in 80.
_CERTAINTY_MIN = 0.4
_LETTERS_MIN = 12  # "Hi" and "Hello world." could be anything
_READ_CHARS = 2000  # more text does not change the answer, only the price

# Labels that no newspaper of today is written in, or that the model takes for short English; leaving them out
# raises the certainty of the others.
_NOT_OF_NEWS = frozenset(
    "la eo grc hbo sa vo ext gcf gom gug fuv gcr guw lij ltg vec an wa ace bcl crh arz ary uzs dz kab oc jv ht br "
    "pcm zxx".split()
)


def identify_language(text: str) -> str:
    """BCP 47 primary language of a text, e.g. "en", "de", "zh"; "und" where it is too short or too mixed to tell.

    Cost: 0.5 s for the first text of a process (the model is unpacked), then about 0.3 ms.
    """
    sample = text[:_READ_CHARS]
    letters = sum(map(str.isalpha, sample))
    if letters < _LETTERS_MIN and not any(char > "\u2e80" for char in sample):
        return UNDETERMINED
    label, certainty = _identifier().classify(sample)
    return label if certainty >= _CERTAINTY_MIN else UNDETERMINED


@functools.cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    identifier.set_languages([label for label in identifier.labels if label not in _NOT_OF_NEWS])
    return identifier
