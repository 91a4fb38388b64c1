"""Mentions that the tagger missed of names that it saw elsewhere in the article."""

import re
from collections.abc import Iterable, Iterator

from include.newsmill.extraction.entities.names import initials
from include.newsmill.extraction.labels import label_key
from include.newsmill.extraction.parse import Parse
from include.newsmill.extraction.reading import Name, Reading, Sentence
from include.newsmill.extraction.tables import word_list

_LABELS = frozenset(["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"])
_CHARS_MIN = 3
_PERSON_TOKENS_MAX = 4
_CORPORATE = word_list("corporate")
_PROPER = frozenset(["NNP", "NNPS"])
_COMMON = frozenset(["JJ", "NN", "NNS"])


class _Forms:
    """Names by their tokens, found by their first one."""

    def __init__(self) -> None:
        self._labels: dict[tuple[str, ...], str] = {}
        self._lengths: dict[str, set[int]] = {}

    def add(self, tokens: tuple[str, ...], label: str) -> bool:
        """Note a form; False when it was noted before."""
        if tokens in self._labels:
            return False
        self._labels[tokens] = label
        self._lengths.setdefault(tokens[0], set()).add(len(tokens))
        return True

    def at(self, words: list[str], first: int, last: int) -> Iterator[tuple[int, str]]:
        """(end, label) of each known name that starts at a word, the longest first."""
        for length in sorted(self._lengths.get(words[first], ()), reverse=True):
            if first + length <= last:
                label = self._labels.get(tuple(words[first : first + length]))
                if label is not None:
                    yield first + length, label


def missed_mentions(reading: Reading, names: list[Name], labels: dict[str, str]) -> list[Name]:
    """Further mentions of the names, none overlapping another."""
    forms, shorter = _Forms(), dict[str, str]()
    for name in names:
        label = labels[label_key(name)]
        tokens = tuple(reading.words[name.part][name.first : name.last])
        if (
            label in _LABELS
            and len(name.surface) >= _CHARS_MIN
            and name.surface[0].isupper()
            and forms.add(tokens, label)
        ):
            for short in _short_forms(tokens, label):
                shorter.setdefault(short, label)
    for short, label in shorter.items():
        forms.add((short,), label)
    taken = taken_tokens(reading, names)
    return [
        name for sentence in reading.sentences for name in _in_sentence(reading, sentence, forms, taken[sentence.part])
    ]


def _short_forms(tokens: tuple[str, ...], label: str) -> Iterator[str]:
    """Single words that may stand for a full name: surname, initials, what stands before "Corp"."""
    if label == "PERSON" and 2 <= len(tokens) <= _PERSON_TOKENS_MAX and len(tokens[-1]) >= _CHARS_MIN:
        if tokens[-1][0].isupper() and tokens[-1].isalpha():
            yield tokens[-1]
    elif label == "ORG" and len(tokens) > 1:
        if tokens[-1].lower().rstrip(".") in _CORPORATE and len(tokens[0]) > _CHARS_MIN and tokens[0][0].isupper():
            yield tokens[0]
        letters = initials(" ".join(tokens))
        if len(letters) >= _CHARS_MIN:
            yield letters


def taken_tokens(reading: Reading, names: Iterable[Name]) -> list[bytearray]:
    """For each part one byte a token: 1 where a name stands."""
    taken = [bytearray(len(doc)) for doc in reading.docs]
    for name in names:
        taken[name.part][name.first : name.last] = b"\1" * (name.last - name.first)
    return taken


def _in_sentence(reading: Reading, sentence: Sentence, forms: _Forms, used: bytearray) -> Iterator[Name]:
    doc, words = reading.docs[sentence.part], reading.words[sentence.part]
    for i in range(sentence.first, sentence.last):
        if used[i] or not words[i][0].isupper():
            continue
        for last, label in forms.at(words, i, sentence.last):
            if not any(used[i:last]) and (last - i > 1 or _stands_as_name(doc, i)):
                used[i:last] = b"\1" * (last - i)
                yield reading.name(sentence.part, i, last, label, sentence.number)
                break


def _stands_as_name(doc: Parse, at: int) -> bool:
    """Whether a single word that reads like a name is one here: no common word, no part of a longer name."""
    token = doc[at]
    if token.tag_ in _PROPER or re.fullmatch(r"[A-Z.]{2,}", token.text):
        behind = doc[at + 1] if at + 1 < len(doc) else None
        is_front = (
            behind is not None and behind.tag_ in _PROPER and behind.text[0].isupper() and token.head.i == behind.i
        )
        return not is_front
    return token.tag_ in _COMMON and at > 0 and not token.is_sent_start and token.text[0].isupper()
