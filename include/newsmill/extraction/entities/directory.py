"""From names to entities: who or what each name means, with an id that is the same in every article where it can be."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from include.newsmill.extraction.entities.aliases import (
    full_name,
    known_organisations,
    merge_organisations,
    merge_persons,
    other_names,
)
from include.newsmill.extraction.entities.names import is_acronym, key_of
from include.newsmill.extraction.entities.places import Gazetteer, Place, fold
from include.newsmill.extraction.entities.sectors import code_of, sector_of_name
from include.newsmill.extraction.entities.titles import note_title
from include.newsmill.extraction.reading import Name, Reading
from include.newsmill.extraction.tables import word_list
from include.newsmill.model import Entity, name_id

_KINDS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place", "NORP": "group",
    "PRODUCT": "product", "WORK_OF_ART": "work", "LAW": "law", "EVENT": "event",
}  # fmt: skip
_REIGNS = word_list("reign")
_ACRONYM_CHARS_MAX = 4  # shorter initials mean many things; unexplained, they are an entity of their article only


@dataclass(slots=True)
class Directory:
    """The entities of one article and which names stand for which."""

    entities: dict[uuid.UUID, Entity] = field(default_factory=dict)
    by_name: dict[int, Entity] = field(default_factory=dict)  # start of a name in the body -> its entity
    places: dict[int, Place] = field(default_factory=dict)  # likewise, for names of places and peoples

    def add(self, entity: Entity, names: Iterable[Name]) -> None:
        """Note an entity and its names; an entity noted before takes the names."""
        kept = self.entities.setdefault(entity.entity_id, entity)
        for name in names:
            self.by_name[name.start] = kept


def make_directory(reading: Reading, names: list[Name], gazetteer: Gazetteer) -> Directory:
    """Decide for each name of the article which entity it means."""
    directory = Directory()
    by_kind: dict[str, list[Name]] = {}
    for name in names:
        by_kind.setdefault(_KINDS[name.label], []).append(name)
        if name.label == "PERSON":
            note_title(name, reading.docs[name.part], gazetteer)
    _add_places(directory, reading, by_kind.pop("place", []), by_kind.get("group", []), gazetteer)
    _add_groups(directory, by_kind.pop("group", []), gazetteer)
    _add_persons(directory, reading, by_kind.pop("person", []), gazetteer)
    _add_organisations(directory, reading, by_kind.pop("organisation", []), gazetteer)
    for kind, others in sorted(by_kind.items()):
        for name in others:
            entity = _entity(name_id(kind, fold(name.surface)), kind, " ".join(name.surface.split()))
            directory.add(entity, [name])
    return directory


def _entity(entity_id: uuid.UUID, kind: str, name: str, place: Place | None = None, code: str | None = None) -> Entity:
    return Entity(
        entity_id=entity_id, kind=kind, name=name, country=place.country if place else None,
        latitude=place.latitude if place else None, longitude=place.longitude if place else None,
        geonames_id=place.geonames_id if place else None, code=code,
    )  # fmt: skip


def place_entity(place: Place) -> Entity:
    """The entity of a place of the gazetteer, mentioned or not."""
    return _entity(name_id("place", place.key), "place", place.name, place, place.alpha3)


def _add_places(
    directory: Directory, reading: Reading, names: list[Name], groups: list[Name], gazetteer: Gazetteer
) -> None:
    named = {place.country for name in groups if (place := gazetteer.people(name.surface)) and place.country}
    for name in names:
        if gazetteer.names_country(name.surface):
            found = gazetteer.resolve(name.surface, frozenset())
            named |= {found.country} if found and found.country else set()
    countries = frozenset(code for code in named if code)
    starts = {(name.part, name.first): name for name in names}
    for name in names:
        doc = reading.docs[name.part]
        behind = (
            starts.get((name.part, name.last + 1)) if name.last < len(doc) and doc[name.last].text in ",(" else None
        )
        inside = behind.surface if behind else None
        place = gazetteer.resolve(name.surface, countries, inside) if name.label != "FAC" else None
        if place is not None:
            directory.places[name.start] = place
            directory.add(place_entity(place), [name])
        else:
            directory.add(
                _entity(name_id("place", fold(name.surface)), "place", " ".join(name.surface.split())), [name]
            )


def _add_groups(directory: Directory, names: list[Name], gazetteer: Gazetteer) -> None:
    for name in names:
        place = gazetteer.people(name.surface)
        if place is None:
            directory.add(_entity(name_id("group", fold(name.surface)), "group", name.surface), [name])
            continue
        directory.places[name.start] = place
        entity = Entity(
            entity_id=name_id("group", place.key), kind="group", name=" ".join(name.surface.split()),
            country=place.country, latitude=None, longitude=None, geonames_id=None, code=place.alpha3,
        )  # fmt: skip
        directory.add(entity, [name])


def _add_persons(directory: Directory, reading: Reading, names: list[Name], gazetteer: Gazetteer) -> None:
    for group in merge_persons(names):
        shown = _with_reign(full_name(group), group)
        country = _most_common(name.country for name in group)
        code = code_of(_alpha3(country, gazetteer), _most_common(name.sector for name in group))
        scope = () if " " in shown else (str(reading.article.article_id),)
        entity = Entity(
            entity_id=name_id("person", *scope, fold(shown)), kind="person", name=shown,
            country=country if country and len(country) == 2 else None,
            latitude=None, longitude=None, geonames_id=None, code=code,
        )  # fmt: skip
        directory.add(entity, group)


def _with_reign(shown: str, group: list[Name]) -> str:
    """A single name with the title that makes it one person everywhere: "Pope Francis"; other names as they are."""
    if " " not in shown:
        for name in group:
            if name.title and name.title.split()[-1].casefold() in _REIGNS:
                return f"{name.title.split()[-1]} {shown}"
    return shown


def _add_organisations(directory: Directory, reading: Reading, names: list[Name], gazetteer: Gazetteer) -> None:
    known = known_organisations()
    for shown, group in merge_organisations(names):
        listed = known.get(key_of(shown))
        country = listed[1] if listed else _country_in(shown, gazetteer)
        unexplained = is_acronym(shown) and len(shown) <= _ACRONYM_CHARS_MAX and listed is None
        scope = (str(reading.article.article_id),) if unexplained else ()
        entity = Entity(
            entity_id=name_id("organisation", *scope, fold(shown)), kind="organisation", name=shown,
            country=country if country and len(country) == 2 else None, latitude=None, longitude=None,
            geonames_id=None, code=code_of(_alpha3(country, gazetteer), sector_of_name(shown, other_names(shown))),
        )  # fmt: skip
        directory.add(entity, group)


def _country_in(name: str, gazetteer: Gazetteer) -> str | None:
    for word in name.replace(",", " ").split():
        place = gazetteer.people(word)
        if place is None and word[:1].isupper() and gazetteer.names_country(word):
            place = gazetteer.resolve(word, frozenset())
        if place is not None:
            return place.country or place.alpha3
    return None


def _alpha3(country: str | None, gazetteer: Gazetteer) -> str | None:
    """Alpha-3 of an alpha-2 code; a former state is noted by its alpha-3 already."""
    if country is None or len(country) == 3:
        return country
    return gazetteer.country(country).alpha3


def _most_common(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None
