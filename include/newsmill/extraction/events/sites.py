"""The places that a sentence names, each with the word of the parse that it stands to."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from include.newsmill.extraction.entities.directory import Directory
from include.newsmill.extraction.events.predicates import NOUNS, is_time
from include.newsmill.extraction.parse import Parse, Token
from include.newsmill.extraction.reading import Name, Sentence
from include.newsmill.extraction.tables import cell_list, rows
from include.newsmill.model import Entity


def _listed(name: str) -> frozenset[str]:
    return frozenset(word for key, words in rows("sites.tsv", 2) if key == name for word in cell_list(words))


_PLACE_LABELS = frozenset(["GPE", "LOC", "FAC"])
_NO_PLACE_LABELS = frozenset(["NORP", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART"])
_INSIDE = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "across",
        "around",
        "throughout",
        "on",
        "off",
        "along",
        "through",
        "within",
        "down",
    ]
)
# Behind these a name is a place whatever its label says: models know "Harare" as an organisation.
_SURE = frozenset(["in", "near", "outside", "around", "at", "off", "through"])
_TOWARDS = frozenset(["to", "into", "toward", "towards", "onto", "from", "for"])
_UPON = frozenset(["on", "against", "upon", "over", "of", "to", "in"])
_DIRECTIONS = frozenset(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "part"])
# "the Sariab neighbourhood" is Sariab, "the Doboj crossroads" stays whole: what names an area, and what names a thing.
_AREAS = _listed("area")
_THINGS = _listed("thing")
_NOUNS_OF_PLACE = _AREAS | _THINGS
_MOVING = _listed("moving")
_COMMITTING = _listed("going")
_ENTERING = _listed("entering")
_STRIKING = _listed("striking")
_WAYS = frozenset(["road", "highway", "route", "bridge", "way", "line"])
_BODIES = _listed("body")
_CLIMB_MAX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place with its word in the sentence."""

    surface: str
    entity: Entity | None  # None where the text's name of it is not known for a place
    first: int
    hangs: Token  # the verb or noun that happens there, or the name itself in front of a headline
    cost: float  # how far the grammar is from "in X", 0 the nearest
    is_country: bool
    is_towards: bool = False  # behind "to" or "from"
    is_scene: bool = False  # holds for all that follows: "In Kano, …", "Kano, where …", "Kano: …"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placing:
    """How a name says where: what hangs on it, and the noun that belongs to its name ("Doboj crossroads")."""

    hangs: Token
    cost: float = 0.0
    thing: str = ""
    is_towards: bool = False
    is_scene: bool = False


def sites_in(doc: Parse, sentence: Sentence, names: list[Name], directory: Directory) -> list[Site]:
    """The places named in a sentence, in order of place; a country that stands for a government is none.

    Args:
        doc: the parsed part of the sentence.
        names: those of the sentence.
    """
    found = []
    covered: dict[int, Name] = {}
    for name in names:
        covered.update(dict.fromkeys(range(name.first, name.last), name))
        head = _root(doc, name)
        if name.label not in _PLACE_LABELS and (_is_no_place(name, head, directory) or not _is_surely_placed(head)):
            continue
        place = directory.places.get(name.start)
        country = place is not None and place.kind == "country"
        if (placing := _placing(head, country=country)) is not None:
            entity = directory.by_name[name.start] if not placing.thing else None
            found.append(_site(placing, name.surface, name.first, entity, country=country))
    for first, last, head in _unnamed(doc, sentence, covered):
        if (placing := _placing(head, country=False)) is not None:
            found.append(_site(placing, doc[first : last + 1].text, first, None, country=False))
    found += _scenes(doc, sentence, covered, directory)
    return sorted(found, key=lambda site: site.first)


def _site(placing: _Placing, surface: str, first: int, entity: Entity | None, *, country: bool) -> Site:
    return Site(
        surface=f"{surface} {placing.thing}".strip(), first=first, hangs=placing.hangs, cost=placing.cost,
        entity=entity if entity is not None and entity.kind == "place" else None, is_country=country,
        is_towards=placing.is_towards, is_scene=placing.is_scene,
    )  # fmt: skip


def _scenes(doc: Parse, sentence: Sentence, named: dict[int, Name], directory: Directory) -> Iterator[Site]:
    """The place that "where" takes up: of the clause behind "Kobu, where …"."""
    for token in doc[sentence.first : sentence.last]:
        if token.lower_ != "where" or token.dep_ != "advmod":
            continue
        verb = token.head
        for _ in range(_CLIMB_MAX):
            if verb.dep_ == "relcl" or verb.head.i == verb.i:
                break
            verb = verb.head
        before = next((i for i in (verb.head.i, token.i - 1, token.i - 2) if i in named), None)
        name = named.get(before) if before is not None and verb.dep_ == "relcl" else None
        if name is not None and name.label not in _NO_PLACE_LABELS and name.label != "PERSON":
            place = directory.places.get(name.start)
            country = place is not None and place.kind == "country"
            placing = _Placing(hangs=token.head, is_scene=True)
            yield _site(placing, name.surface, name.first, directory.by_name[name.start], country=country)


def _is_no_place(name: Name, head: Token, directory: Directory) -> bool:
    """Whether the label of a name speaks against a place; models know an unheard-of town ("near Sarh") as a people."""
    if name.label == "NORP":
        return head.tag_ != "NNP" or directory.by_name[name.start].code is not None
    return name.label in _NO_PLACE_LABELS


def _root(doc: Parse, name: Name) -> Token:
    for token in doc[name.first : name.last]:
        if not name.first <= token.head.i < name.last or token.head.i == token.i:
            return token
    return doc[name.last - 1]


def _is_surely_placed(head: Token) -> bool:
    """Whether a word of any label is a place by what stands before it: "in Harare", never "in the Senate"."""
    if head.dep_ == "poss" or (head.dep_ in ("compound", "nmod") and head.head.lower_ in _NOUNS_OF_PLACE):
        over = head.head.head
        return head.head.dep_ == "pobj" and (over.lower_ in _INSIDE or over.head.lemma_ in _STRIKING)
    if head.dep_ == "dobj":
        return head.head.lemma_ == "patrol" or head.lower_ in _THINGS
    if head.dep_ != "pobj" or head.head.lower_ not in _SURE or head.lower_ in _BODIES:
        return False
    return not any(child.dep_ in ("det", "poss", "nummod") for child in head.lefts) and not head.is_upper


def _unnamed(doc: Parse, sentence: Sentence, covered: Container[int]) -> Iterator[tuple[int, int, Token]]:
    """Capitalised words behind a preposition of place that the model took for no name: (first, last, head)."""
    for token in doc[sentence.first : sentence.last]:
        if token.tag_ not in ("NNP", "NNPS") or token.i in covered or is_time(token) or not _is_surely_placed(token):
            continue
        first = last = token.i
        while first > sentence.first and doc[first - 1].tag_ in ("NNP", "NNPS") and first - 1 not in covered:
            first -= 1
        while last + 1 < sentence.last and doc[last + 1].tag_ == "NNP" and doc[last + 1].head.i == token.i:
            last += 1
        if last - first < _CLIMB_MAX:
            yield first, last, token


def _placing(head: Token, *, country: bool) -> _Placing | None:
    """What a name of a place is the place of; None where it does not say where something happens."""
    if head.i + 1 < len(head.doc) and head.nbor(1).text == ":" and head.left_edge.is_sent_start:
        return _Placing(hangs=head, is_scene=True)
    token, cost, thing = head, 0.0, ""
    for _ in range(3):
        if token.dep_ in ("appos", "conj") and token.head.i != token.i and token.head.tag_ in NOUNS:
            token = token.head
    for _ in range(_CLIMB_MAX):
        over = token.head
        if token.dep_ == "pobj" and over.lower_ == "of" and _is_part_of_place(over.head):
            token = over.head  # "the city of Quetta", "south of Kastellorizo"
            if token.dep_ in ("advmod", "npadvmod"):
                return _Placing(hangs=token.head)
        elif token.dep_ in ("compound", "poss", "nmod", "amod") and over.tag_ in NOUNS:
            if token is head and token.dep_ != "poss" and over.lower_ in _THINGS and over.i <= head.i + 2:
                thing = head.doc[head.i + 1 : over.i + 1].text
            cost += 0.0 if over.lower_ in _AREAS or over.lower_ in _THINGS else 1.0
            token = over
        else:
            break
    return _by_grammar(token, cost, thing, country=country)


def _by_grammar(token: Token, cost: float, thing: str, *, country: bool) -> _Placing | None:  # noqa: PLR0911 - one line for each preposition
    """What a noun phrase of a place is the place of, by its preposition or verb."""
    over = token.head
    if token.dep_ == "pobj":
        governor, word = over.head, over.lower_
        governor = _meant(governor, word)
        if word in _INSIDE and (cost < 1 or not country):
            if governor.dep_ == "pobj" and governor.head.lower_ == "from":
                cost += 1.2  # from where it is done
            scene = token.sent.start == over.i and word in ("in", "at", "near", "outside")
            return _Placing(hangs=governor, cost=cost, thing=thing, is_scene=scene)
        if (word == "with" and governor.lower_ in ("border", "frontier")) or (
            word == "into" and governor.lemma_ in _WAYS
        ):
            return _Placing(hangs=governor, cost=cost + 0.2)
        if word in _UPON and cost < 1 and governor.lemma_ in _STRIKING:
            return _Placing(hangs=governor, cost=cost, thing=thing)
        if word in _TOWARDS and governor.lemma_ in _MOVING and cost < 1:
            more = 0.7 if word == "from" else 0.2 if governor.lemma_ in _COMMITTING else 0.5
            return _Placing(hangs=governor, cost=cost + more, thing=thing, is_towards=True)
    if cost < 1 and token.dep_ in ("dobj", "nsubjpass") and over.lemma_ in _ENTERING:
        return _Placing(hangs=over, cost=cost, thing=thing)
    if cost >= 1 and not country and token.tag_ in NOUNS:  # "Oaxaca sit-in", "Montevideo bus drivers"
        return _Placing(hangs=token, cost=cost)
    return None


def _meant(governor: Token, word: str) -> Token:
    """The word that a preposition of place belongs to, where the parse hangs it lower."""
    while governor.dep_ == "prep" and governor.head.i != governor.i:  # "from across the border"
        governor = governor.head
    if word in _TOWARDS and governor.dep_ == "dobj" and governor.head.lemma_ in _MOVING:
        return governor.head  # "sent a battalion to Sughd"
    return governor


def _is_part_of_place(noun: Token) -> bool:
    if noun.lower_ in _AREAS or noun.lower_ in _DIRECTIONS:
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ in _INSIDE and noun.lemma_ not in _STRIKING
