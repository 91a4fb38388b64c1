"""The lexicon: which predicates are acts of which type. Read from ../data/lexicon.tsv and acts.tsv.

A frame is a list of conditions on a predicate's object, subject, prepositions, particle and complement. Among the
frames that hold, the one with most conditions wins, then the first in the file. A condition that names words counts
twice.
"""

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from include.newsmill.extraction.events.ontology import event_types
from include.newsmill.extraction.tables import cell_list, rows


class Argued(Protocol):
    """What a frame asks a predicate: the words in each of its places."""

    @property
    def object_words(self) -> frozenset[str]:
        """Words of the object, or of the subject of a passive."""

    @property
    def subject_words(self) -> frozenset[str]:
        """Words of the subject."""

    @property
    def particles(self) -> frozenset[str]:
        """Words like "off" and "down"."""

    @property
    def preposition_words(self) -> dict[str, frozenset[str]]:
        """Words behind each preposition."""

    @property
    def complement_words(self) -> frozenset[str]:
        """Lemmas of the clauses that complete it."""

    @property
    def marks(self) -> frozenset[str]:
        """Flags, see _MARKS."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a frame. kind: obj | subj | prt | prep | comp | mark."""

    kind: str
    names: frozenset[str]
    words: frozenset[str] | None
    denied: bool

    def holds(self, predicate: Argued) -> bool:
        """Whether the predicate meets it."""
        return self._found(predicate) != self.denied

    def _found(self, predicate: Argued) -> bool:
        if self.kind == "mark":
            return bool(self.names & predicate.marks)
        if self.kind == "prt":
            return bool(predicate.particles & (self.words or predicate.particles))
        if self.kind == "prep":
            present = [predicate.preposition_words[name] for name in self.names if name in predicate.preposition_words]
            return bool(present) and (self.words is None or any(self.words & words for words in present))
        place = {"obj": predicate.object_words, "subj": predicate.subject_words, "comp": predicate.complement_words}
        found = place[self.kind]
        return bool(found) if self.words is None else bool(found & self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a frame says of a predicate that fits it. event_type None: this is no event."""

    event_type: str | None
    mode: str | None
    cameo_root: str | None
    recipient: tuple[str, ...]  # places to look for the recipient, in order; empty: the usual ones
    conditions: tuple[Condition, ...] = ()
    mutual: bool = False


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """Classes of nouns by name."""
    return {name: frozenset(cell_list(listed)) for name, listed in rows("word_classes.tsv", 2)}


@cache
def verbs() -> dict[str, tuple[Meaning, ...]]:
    """Frames of each verb lemma, those with most conditions first."""
    found: dict[str, list[Meaning]] = {}
    for lemmas, frame, name, mode, cameo, recipient in rows("lexicon.tsv", 6):
        meaning = _meaning(name, mode, cameo, recipient, tuple(_condition(text) for text in _split(frame)))
        for lemma in lemmas.split(","):
            found.setdefault(lemma.strip(), []).append(meaning)
    return {lemma: tuple(sorted(all_, key=_rank)) for lemma, all_ in found.items()}


@cache
def acts() -> dict[str, Meaning]:
    """Acts named by nouns."""
    found = {}
    for nouns, name, mode, cameo, roles in rows("acts.tsv", 5):
        meaning = _meaning(name, mode, cameo, "", ())
        for noun in cell_list(nouns):
            found[noun] = _mutual(meaning) if roles == "mutual" else meaning
    return found


def _rank(meaning: Meaning) -> tuple[int, int]:
    """More conditions first; one with words counts twice, a denied one less than any other."""
    said = [1 + (condition.words is not None) for condition in meaning.conditions if not condition.denied]
    return -sum(said), -len(meaning.conditions)


def meaning_of_verb(lemma: str, predicate: Argued) -> Meaning | None:
    """The meaning of a verb in its frame; None when no frame fits or the fitting one says that it is no event."""
    for meaning in verbs().get(lemma, ()):
        if all(condition.holds(predicate) for condition in meaning.conditions):
            return meaning if meaning.event_type else None
    return None


def meaning_of_type(name: str, lemma: str, noun: str | None) -> Meaning:
    """What the lexicon says of a word read as an act of a given type, whatever its frames ask; else the type's own."""
    if noun is not None and noun in acts() and acts()[noun].event_type == name:
        return acts()[noun]
    framed = next((meaning for meaning in verbs().get(lemma, ()) if meaning.event_type == name), None)
    return framed or Meaning(event_type=name, mode=None, cameo_root=event_types()[name].cameo_root, recipient=())


def _meaning(name: str, mode: str, cameo: str, recipient: str, conditions: tuple[Condition, ...]) -> Meaning:
    if name != "-" and name not in event_types():
        raise ValueError(f"lexicon: no such event type: {name!r}")
    if mode and mode not in event_types()[name].modes:
        raise ValueError(f"lexicon: {name} has no mode {mode!r}")
    return Meaning(
        event_type=None if name == "-" else name, mode=mode or None, cameo_root=cameo or None, conditions=conditions,
        recipient=tuple(place.strip() for place in recipient.split(",") if place.strip()),
    )  # fmt: skip


def _mutual(meaning: Meaning) -> Meaning:
    return Meaning(
        event_type=meaning.event_type, mode=meaning.mode, cameo_root=meaning.cameo_root, recipient=(), mutual=True
    )


_KINDS = ("obj", "subj", "prt", "prep", "comp")


def _split(frame: str) -> list[str]:
    """Conditions stand apart by spaces; a word list may hold spaces, so only a space before a known start parts."""
    parts: list[str] = []
    for piece in frame.split():
        if not parts or piece.lstrip("!").split(":")[0] in (*_KINDS, *_MARKS):
            parts.append(piece)
        else:
            parts[-1] += " " + piece
    return parts


_MARKS = ("to", "that", "ing", "noobj", "party", "passive", "dative", "named")


def _condition(text: str) -> Condition:
    denied = text.startswith("!")
    kind, _, rest = text.lstrip("!").partition(":")
    if rest.startswith("!"):
        denied, rest = True, rest[1:]
    if kind in _MARKS:
        return Condition("mark", frozenset([kind]), None, denied)
    if kind not in _KINDS:
        raise ValueError(f"lexicon: no such condition: {text!r}")
    if kind == "prep":
        names, _, listed = rest.partition("=")
        return Condition(kind, frozenset(names.split("|")), _words(listed), denied)
    return Condition(kind, frozenset(), _words(rest), denied)


def _words(listed: str) -> frozenset[str] | None:
    if not listed:
        return None
    found: set[str] = set()
    for word in listed.split("|"):
        found |= word_classes()[word[1:]] if word.startswith("@") else {word}
    return frozenset(found)
