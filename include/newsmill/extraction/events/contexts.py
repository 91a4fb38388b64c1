"""What an event is about: contexts such as military or economic, by the words around it and by who takes part.

The words stand in ../data/contexts.tsv; docs/events.md says how they count.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from spacy.attrs import LEMMA, LOWER
from spacy.strings import get_string_id

from include.newsmill.extraction.reading import Reading
from include.newsmill.extraction.tables import cell_list, rows
from include.newsmill.model import Event

CONTEXTS_MAX = 4  # of one event; what stands behind the fourth only brushes a subject
_PHRASE_WORDS_MAX = 3
_STRONG, _WEAK = 2, 1  # points; a context needs two
_NARROWER_THAN_CRIME = frozenset(  # crime is "where no narrower context fits"
    [
        "terrorism",
        "repression",
        "cyber",
        "corruption",
        "illegal_drugs",
        "trafficking",
        "rights_freedoms",
        "human_rights",
    ]
)
_HYPHEN = get_string_id("-")
_LETTERS = 3  # of a country's code and of a sector's
_NO_CONTEXT = "-"  # row of phrases that tell nothing

_Points = dict[str, int]  # by context
_Word = tuple[int, int]  # hashes of the lower-case form and of the lemma: comparing them costs a third of strings


class _Node:
    """A word of the table's phrases: what stands behind it, and what the words up to it tell."""

    __slots__ = ("further", "name", "points")

    def __init__(self) -> None:
        self.further: dict[int, _Node] = {}
        self.name: str | None = None  # of the entry that ends here; the same for singular and plural
        self.points: _Points = {}


@cache
def context_names() -> dict[str, int]:
    """The contexts, each with its place in the table."""
    names = [name for name, *_ in rows("contexts.tsv", 5) if name != _NO_CONTEXT]
    return {name: place for place, name in enumerate(names)}


@cache
def _root() -> _Node:
    """The table's words and phrases as a tree; with plurals, because the tables of lemmas know few names."""
    told: dict[str, _Points] = {}
    for context, strong, weak, _, _ in rows("contexts.tsv", 5):
        for value, cell in ((_STRONG, strong), (_WEAK, weak)):
            for name in cell_list(cell):
                told.setdefault(name, {}).update({} if context == _NO_CONTEXT else {context: value})
    root = _Node()
    for name, points in told.items():
        plural = name[:-1] + "ies" if name.endswith("y") else name + "s"
        for form in [name] if plural in told else [name, plural]:
            node = root
            for word in form.split():
                node = node.further.setdefault(get_string_id(word), _Node())
            node.name, node.points = name, points
    return root


@cache
def _sectors() -> frozenset[str]:
    return frozenset(sector for sector, *_ in rows("sectors.tsv", 3))


@cache
def _conditions() -> list[tuple[frozenset[str], str, int]]:
    """(facts that must hold together, context, points) of the table's last two columns."""
    return [
        (frozenset(condition.split("+")), context, value)
        for context, _, _, strong, weak in rows("contexts.tsv", 5)
        for value, cell in ((_STRONG, strong), (_WEAK, weak))
        for condition in cell_list(cell)
    ]


def points_of(words: Sequence[_Word]) -> tuple[_Points, frozenset[str]]:
    """What the words of one sentence tell.

    Args:
        words: hashes of (lower-case form, lemma) of each word in order, hyphens left out.

    Returns:
        (points of each context, contexts that a strong word tells). An entry counts once however often it stands
        there; where entries overlap the longest counts alone, so that a "war crime" is no war.

    Cost: two look-ups a word, 12 µs for a sentence of 28 words (17 with the reading of the hashes).

    >>> points_of([(get_string_id("war"), get_string_id("war")), (get_string_id("crimes"), get_string_id("crime"))])[0]
    {'legal': 2, 'human_rights': 2}
    """
    points: _Points = {}
    strong = set()
    for told in dict(_longest(words)).values():
        for context, value in told.items():
            points[context] = points.get(context, 0) + value
            if value == _STRONG:
                strong.add(context)
    return points, frozenset(strong)


def _longest(words: Sequence[_Word]) -> Iterator[tuple[str, _Points]]:
    """The table's entries in a sentence from left to right, none over another."""
    first = _root().further
    behind = 0
    for at, (lower, lemma) in enumerate(words):
        if at < behind or not (lower in first or lemma in first):
            continue
        nodes = [_root()]
        entry: _Node | None = None
        for further, forms in enumerate(words[at : at + _PHRASE_WORDS_MAX], at + 1):
            nodes = [node.further[form] for node in nodes for form in forms if form in node.further]
            ends = next((node for node in nodes if node.name is not None), None)
            if ends is not None:
                entry, behind = ends, further
            if not nodes:
                break
        if entry is not None and entry.name is not None:
            yield entry.name, entry.points


def contexts_of(told: _Points, facts: Collection[str], near: Collection[str] = ()) -> tuple[str, ...]:
    """The contexts of an event.

    Args:
        told: points of the sentence that tells it, from `points_of`.
        facts: its type, mode and parties' sectors, from `facts_of`.
        near: contexts that a strong word of the sentence before or behind tells; they need a point of the event's own.

    Returns:
        At most four, strongest first, then in the table's order; empty when nothing tells one.

    >>> contexts_of({"military": 1, "health": 1}, ["CONSULT", "states"], ["health"])
    ('diplomatic', 'health')
    """
    points = dict(told)
    for needed, context, value in _conditions():
        if needed.issubset(facts):
            points[context] = points.get(context, 0) + value
    found = {c: value + (c in near) for c, value in points.items() if value + (c in near) >= _STRONG}
    if not _NARROWER_THAN_CRIME.isdisjoint(found):
        found.pop("crime", None)
    order = context_names()
    return tuple(sorted(found, key=lambda context: (-found[context], order[context]))[:CONTEXTS_MAX])


def facts_of(event: Event) -> frozenset[str]:
    """What the table can ask of an event: type, underlying type, mode, sectors, "states" for two countries and more.

    A code is a country's three letters, a sector's, or both; three letters alone are a sector where the table of
    sectors has them. "states" counts countries and their governments, so that a local's quarrel abroad is no diplomacy.
    """
    codes = [party.code for party in (*event.actors, *event.recipients) if party.code]
    sectors = {code if code in _sectors() else code[_LETTERS:] for code in codes}
    states = {code[:_LETTERS] for code in codes if code not in _sectors() and code[_LETTERS:] in ("", "GOV")}
    found = {event.event_type, event.underlying_type, event.mode, *sectors, "states" if len(states) > 1 else None}
    return frozenset(fact for fact in found if fact)


class ArticleContexts:
    """The contexts of one article's events. Reads a sentence once, and only those with events and their neighbours."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._numbers = {sentence.start: sentence.number for sentence in reading.sentences}
        self._words: dict[int, list[_Word]] = {}  # by part
        self._told: dict[int, tuple[_Points, frozenset[str]]] = {}  # by sentence

    def of(self, event: Event) -> tuple[str, ...]:
        """Contexts by the sentence of evidence, the two next to it, and the event itself."""
        number = self._numbers[event.char_start]
        near = self._sentence(number - 1)[1] | self._sentence(number + 1)[1]
        return contexts_of(self._sentence(number)[0], facts_of(event), near)

    def _sentence(self, number: int) -> tuple[_Points, frozenset[str]]:
        """What a sentence tells: nothing before the first and behind the last."""
        if not 0 <= number < len(self._reading.sentences):
            return {}, frozenset()
        if number not in self._told:
            sentence = self._reading.sentences[number]
            words = self._of_part(sentence.part)[sentence.first : sentence.last]
            self._told[number] = points_of([word for word in words if word[0] != _HYPHEN])
        return self._told[number]

    def _of_part(self, part: int) -> list[_Word]:
        if part not in self._words:
            array = self._reading.docs[part].source.to_array([LOWER, LEMMA])
            self._words[part] = list(zip(array[:, 0].tolist(), array[:, 1].tolist(), strict=True))
        return self._words[part]
