"""What a verb means with its particle, object and preposition: "lift a ban", "take to the streets", "hold a person".

Read from ../data/verb_frames.tsv. They are hints for the classifier, like the words of hints.py but more exact, and
they also say what is no act ("hold one's breath").
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, product

from include.newsmill.extraction.entities.sectors import sector_of
from include.newsmill.extraction.events.lexicon import word_classes
from include.newsmill.extraction.events.predicates import Predicate, heads_meant, words_of
from include.newsmill.extraction.parse import Token
from include.newsmill.extraction.tables import cell_list, rows

_Frame = tuple[str, str, str, str]  # particle, object, preposition, noun behind it; empty where it asks nothing
_KINDS = {
    "PERSON": ("person", "party"), "ORG": ("party",), "NORP": ("party", "country"), "MONEY": ("money",),
    "GPE": ("country", "party", "place"), "LOC": ("place",), "FAC": ("place",),
}  # fmt: skip
_NOUNS_MAX = 3  # of an object or behind one preposition, in a row joined by "and"


@cache
def _table() -> dict[str, dict[_Frame, str]]:
    found: dict[str, dict[_Frame, str]] = {}
    for verb, name, listed in rows("verb_frames.tsv", 3):
        for frame in cell_list(listed):
            particle, thing, preposition, noun = frame.split("|")
            found.setdefault(verb, {})[particle, thing, preposition, noun] = name
    return found


def types_of_frame(verb: Predicate) -> tuple[int, list[str]]:
    """What the frames say that fit a verb most exactly.

    Returns:
        (how many places they name, their types or "none", sorted); (0, []) where no frame fits.
    """
    frames = _table().get(verb.lemma)
    if frames is None:
        return 0, []
    particles = ["", *sorted(verb.particles)]
    things = ["", *_words(verb.patients)]
    behind = [("", "")]
    for name, nouns in chain(verb.object_prepositions.items(), verb.prepositions.items()):
        behind += [(name, ""), *((name, word) for word in _words(nouns))]
    best, types = 0, set[str]()
    for particle, thing, (preposition, noun) in product(particles, things, behind):
        said = frames.get((particle, thing, preposition, noun))
        places = bool(particle) + bool(thing) + bool(preposition) + bool(noun)
        if said is None or places < best:
            continue
        types = {said, *types} if places == best else {said}
        best = places
    return best, sorted(types)


def _words(nouns: Iterable[Token]) -> list[str]:
    found = [word for noun in list(nouns)[:_NOUNS_MAX] for word in (*words_of(noun), *_kinds(heads_meant(noun)))]
    return list(dict.fromkeys(found))


def _kinds(noun: Token) -> Iterator[str]:
    if noun.ent_type_:
        yield from (f"<{kind}>" for kind in _KINDS.get(noun.ent_type_, ()))
        return
    if noun.tag_ in ("PRP", "WP"):
        yield from ("<person>", "<party>")
        return
    sector = sector_of([noun.lower_])
    if sector is not None:
        yield "<party>"
        if sector[1] == "person":
            yield "<person>"
        if sector[0] == "MIL":
            yield "<troops>"
        if sector[0] == "COP":
            yield "<police>"
    if (noun.lemma_ or noun.lower_) in word_classes()["bombs"]:
        yield "<weapon>"
