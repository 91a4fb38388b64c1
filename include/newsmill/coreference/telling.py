"""What is compared: an event as one article tells it."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from include.newsmill.coreference.affairs import Topic
from include.newsmill.model import Extraction, name_id

# The sectors that codes end in (see view news.event_participants); a code may have no country before it.
SECTORS = frozenset(
    [
        "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "EUR", "GOV", "IGO", "IMG", "JRN", "JUD", "LAB", "LEG", "MED",
        "MIL", "MNC", "NGO", "OPP", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK", "UNO",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor or recipient."""

    name: str
    code: str | None  # alpha-3 country, PLOVER sector, or both
    entity_id: uuid.UUID | None
    kind: str | None  # of the entity: person, organisation, place, group …

    @property
    def country(self) -> str | None:
        """Alpha-3 letters of the country."""
        return self.code[:3] if self.code and self.code[:3] not in SECTORS else None

    @property
    def sector(self) -> str | None:
        """Three letters of the sector."""
        return self.code[-3:] if self.code and self.code[-3:] in SECTORS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event of one article; the fields as in view news.events."""

    event_id: uuid.UUID
    article_id: uuid.UUID
    event_type: str
    underlying_type: str | None
    mode: str | None
    modality: str
    event_start: date | None
    event_end: date | None
    date_basis: str | None
    place_entity_id: uuid.UUID | None
    place_name: str | None
    place_country: str | None
    has_point: bool  # the place is finer than a country
    killed: int | None
    first_told_in: int  # number of the first sentence that tells it
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    vector: bytes | None  # of the act, as ActEncoder gives it; None in rows older than that


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """All that the articles published on one day tell."""

    published_on: date
    tellings: Collection[Telling]
    topics: Mapping[uuid.UUID, Topic]  # what the text of each article is about


def tellings_of(extraction: Extraction, vectors: Mapping[int, bytes]) -> Iterator[Telling]:
    """The events of one article as they will be read back from the warehouse.

    Args:
        vectors: of the acts, by event_no.
    """
    kinds: dict[uuid.UUID | None, str] = {entity.entity_id: entity.kind for entity in extraction.entities}
    for event in extraction.events:
        actors, recipients = (
            tuple(
                Party(name=one.name, code=one.code, entity_id=one.entity_id, kind=kinds.get(one.entity_id))
                for one in side
            )
            for side in (event.actors, event.recipients)
        )
        yield Telling(
            event_id=name_id(str(extraction.version_id), "event", str(event.event_no)),
            article_id=extraction.article_id,
            event_type=event.event_type,
            underlying_type=event.underlying_type,
            mode=event.mode,
            modality=event.modality,
            event_start=event.event_start,
            event_end=event.event_end,
            date_basis=event.date_basis,
            place_entity_id=event.place_entity_id,
            place_name=event.place_name,
            place_country=event.place_country,
            has_point=event.latitude is not None,
            killed=event.killed,
            first_told_in=event.told_in[0],
            actors=actors,
            recipients=recipients,
            vector=vectors.get(event.event_no),
        )
