"""Words and phrases that can name an act of a type, as hints for the classifier. Read from ../data/act_words.tsv.

Frames of the lexicon say what a word means in its place; hints only say what it can mean. They are many times more, and
the classifier learns how far to trust each kind of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from include.newsmill.extraction.events.ontology import event_types
from include.newsmill.extraction.events.predicates import Predicate
from include.newsmill.extraction.tables import cell_list, rows

KINDS = ("verb", "verb?", "phrase", "noun", "noun?")
_PARTICLES = frozenset(
    [
        "about",
        "across",
        "ahead",
        "along",
        "apart",
        "around",
        "aside",
        "away",
        "back",
        "by",
        "down",
        "forward",
        "in",
        "off",
        "on",
        "out",
        "over",
        "through",
        "up",
    ]
)
_PREPOSITIONS = frozenset(
    [
        "against",
        "at",
        "before",
        "behind",
        "between",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "onto",
        "out",
        "over",
        "past",
        "to",
        "toward",
        "towards",
        "under",
        "upon",
        "with",
        "without",
        "off",
        "up",
    ]
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A verb's phrase: what must stand with it. Empty parts ask nothing."""

    event_type: str
    particle: str
    preposition: str
    noun: str  # behind the preposition, or the object where there is none

    def holds(self, predicate: Predicate) -> bool:
        if self.particle and self.particle not in predicate.small_words:
            return False
        if self.preposition:
            if self.preposition not in predicate.small_words:
                return False
            return not self.noun or self.noun in predicate.preposition_words.get(self.preposition, ())
        return not self.noun or self.noun in predicate.object_words


@cache
def _by_kind() -> dict[str, dict[str, tuple[str, ...]]]:
    """Kind -> word -> its types, for the kinds of single words."""
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in KINDS}
    for name, kind, listed in rows("act_words.tsv", 3):
        if name not in event_types() or kind not in KINDS:
            raise ValueError(f"act_words: no such type or kind: {name!r} {kind!r}")
        for word in cell_list(listed):
            types = found[kind].setdefault(word, [])
            if name not in types:
                types.append(name)
    return {kind: {word: tuple(sorted(types)) for word, types in words.items()} for kind, words in found.items()}


@cache
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    """Phrases by their verb."""
    found: dict[str, list[_Phrase]] = {}
    for phrase, types in _by_kind()["phrase"].items():
        verb, *rest = phrase.split()
        for name in types:
            found.setdefault(verb, []).append(_phrase(name, rest))
    return {verb: tuple(phrases) for verb, phrases in found.items()}


def _phrase(name: str, words: list[str]) -> _Phrase:
    particle = preposition = ""
    alone = len(words) == 1 or (len(words) > 1 and words[1] in _PREPOSITIONS)
    if words and words[0] in _PARTICLES and (alone or words[0] not in _PREPOSITIONS):
        particle, words = words[0], words[1:]
    if words and words[0] in _PREPOSITIONS:
        preposition, words = words[0], words[1:]
    return _Phrase(name, particle, preposition, words[-1] if words else "")


def types_of_verb(lemma: str) -> Iterator[tuple[str, str]]:
    """(kind, type) of each hint that a verb gives by itself."""
    for kind in ("verb", "verb?"):
        for name in _by_kind()[kind].get(lemma, ()):
            yield kind, name


def types_of_phrase(predicate: Predicate) -> Iterator[str]:
    """Type of each phrase that a verb stands in; doubles where several do."""
    return (phrase.event_type for phrase in _phrases().get(predicate.lemma, ()) if phrase.holds(predicate))


def types_of_noun(words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(kind, type) of each hint of a noun; words: its lemma and pairs such as "drone strike", the longest first."""
    for kind in ("noun", "noun?"):
        for word in words:
            if (types := _by_kind()[kind].get(word)) is not None:
                yield from ((kind, name) for name in types)
                break


def names_an_act(word: str) -> bool:
    """Whether a noun is among the nouns of action."""
    return word in _by_kind()["noun"] or word in _by_kind()["noun?"]
