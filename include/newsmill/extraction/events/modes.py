"""How an act was done: the mode of its type. Words of ../data/modes.tsv are hints, a classifier of its own decides."""

from collections.abc import Iterable, Iterator
from functools import cache

from include.newsmill.extraction.events.candidates import Act
from include.newsmill.extraction.events.classifier import LinearClassifier
from include.newsmill.extraction.events.ontology import event_types
from include.newsmill.extraction.events.predicates import words_of
from include.newsmill.extraction.tables import cell_list, rows

NO_MODE = "none"


@cache
def _rows() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for name, mode, listed in rows("modes.tsv", 3):
        if mode not in event_types()[name].modes:
            raise ValueError(f"modes: {name} has no mode {mode!r}")
        found.setdefault(name, []).append((mode, frozenset(cell_list(listed))))
    return {name: tuple(modes) for name, modes in found.items()}


def mode_class(event_type: str, mode: str | None) -> str:
    """Name of the class of a mode of a type: "COERCE/arrest"; "COERCE/none" for none of them."""
    return f"{event_type}/{mode or NO_MODE}"


def mode_classes() -> list[str]:
    """All classes, in the order of the table of weights."""
    return [mode_class(name, mode) for name, kind in sorted(event_types().items()) for mode in (None, *kind.modes)]


def mode_of(event_type: str, features: Iterable[str], classifier: LinearClassifier) -> str | None:
    """The likeliest mode of an act of a type; None where the type has no modes or none of them is likelier.

    Args:
        features: of the act, with those of mode_features.
    """
    modes = event_types()[event_type].modes
    if not modes:
        return None
    scores = classifier.scores(features)
    return max((None, *modes), key=lambda mode: scores[mode_class(event_type, mode)])


def mode_features(event_type: str, act: Act, underlying: str | None) -> Iterator[str]:
    """What the words that name an act, and those in its places, say of its mode."""
    near, own = _words_near(act), _own_words(act)
    if underlying:
        near.add(f"underlying:{underlying}")
        yield f"{event_type}:underlying={underlying}"
    first = ""
    for mode, listed in _rows().get(event_type, ()):
        if listed & own:
            yield f"{event_type}:own word={mode}"
        if listed & near:
            yield f"{event_type}:word={mode}"
        if not first and listed & (own | near):
            first = mode
    yield f"{event_type}:first={first}"


def _own_words(act: Act) -> set[str]:
    found = set(words_of(act.noun)) if act.noun is not None else set()
    if act.verb is not None:
        found |= {act.verb.lemma, *(f"{act.verb.lemma} {particle}" for particle in act.verb.particles)}
    return found


def _words_near(act: Act) -> set[str]:
    verb = act.verb
    if verb is None:
        return {word for child in act.head.subtree for word in (child.lemma_ or child.lower_, child.lower_)}
    found = set(verb.object_words | verb.subject_words | verb.complement_words)
    for words in verb.preposition_words.values():
        found |= words
    if act.swallowed is not None:
        found |= {act.swallowed.lemma, *act.swallowed.object_words}
    return found
