"""Mentions that the tagger missed of names that it saw elsewhere in the article."""

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from include.newsmill.extraction.labels import label_key
from include.newsmill.extraction.reading import Name, Reading, Sentence

_LABELS = frozenset(["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"])
_CHARS_MIN = 3
_PROPER = frozenset(["NNP", "NNPS"])
_COMMON = frozenset(["JJ", "NN", "NNS"])


class _Forms:
    """Names by their tokens, found by their first one."""

    def __init__(self) -> None:
        self._labels: dict[tuple[str, ...], str] = {}
        self._lengths: dict[str, set[int]] = {}

    def add(self, tokens: tuple[str, ...], label: str) -> None:
        self._labels.setdefault(tokens, label)
        self._lengths.setdefault(tokens[0], set()).add(len(tokens))

    def at(self, doc: Doc, first: int, last: int) -> Iterator[tuple[int, str]]:
        """(end, label) of each known name that starts at a token, the longest first."""
        for length in sorted(self._lengths.get(doc[first].text, ()), reverse=True):
            if first + length <= last:
                label = self._labels.get(tuple(token.text for token in doc[first : first + length]))
                if label is not None:
                    yield first + length, label


def missed_mentions(reading: Reading, names: list[Name], labels: dict[str, str]) -> list[Name]:
    """Further mentions of the names, none overlapping another."""
    forms = _Forms()
    for name in names:
        label = labels[label_key(name)]
        if label in _LABELS and len(name.surface) >= _CHARS_MIN and name.surface[0].isupper():
            doc = reading.docs[name.part]
            forms.add(tuple(token.text for token in doc[name.first : name.last]), label)
    taken = taken_tokens(reading, names)
    return [
        name for sentence in reading.sentences for name in _in_sentence(reading, sentence, forms, taken[sentence.part])
    ]


def taken_tokens(reading: Reading, names: Iterable[Name]) -> list[bytearray]:
    """For each part one byte a token: 1 where a name stands."""
    taken = [bytearray(len(doc)) for doc in reading.docs]
    for name in names:
        taken[name.part][name.first : name.last] = b"\1" * (name.last - name.first)
    return taken


def _in_sentence(reading: Reading, sentence: Sentence, forms: _Forms, used: bytearray) -> Iterator[Name]:
    doc = reading.docs[sentence.part]
    for i in range(sentence.first, sentence.last):
        if used[i]:
            continue
        for last, label in forms.at(doc, i, sentence.last):
            if not any(used[i:last]) and (last - i > 1 or _stands_as_name(doc, i)):
                used[i:last] = b"\1" * (last - i)
                yield reading.name(sentence.part, i, last, label, sentence.number)
                break


def _stands_as_name(doc: Doc, at: int) -> bool:
    """Whether a single word that reads like a name is one here: no common word, no part of a longer name."""
    token = doc[at]
    if token.tag_ in _PROPER or re.fullmatch(r"[A-Z.]{2,}", token.text):
        behind = doc[at + 1] if at + 1 < len(doc) else None
        is_front = (
            behind is not None and behind.tag_ in _PROPER and behind.text[0].isupper() and token.head.i == behind.i
        )
        return not is_front
    return token.tag_ in _COMMON and at > 0 and not token.is_sent_start and token.text[0].isupper()
