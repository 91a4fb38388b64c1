"""The same event twice in one article: one row. Across articles: `include/newsmill/coreference`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from include.newsmill.extraction.entities.places import fold
from include.newsmill.model import Event, Participant

_PARTIES_MAX = 12  # actors of one event, as in one sentence
_LOOK_BACK_EVENTS = 50  # of the same type and action; a text of thousands must not be compared pair by pair


def merged(events: Sequence[Event], actions: Sequence[str]) -> list[Event]:
    """Events of one article, each act once, in order of first evidence.

    Two rows are one event when type, underlying type, modality and action word agree, they share an actor, and
    neither date nor place contradicts; an act of nobody ("the talks were excellent") is the last like it, whatever the
    word. The earlier evidence stays; the narrower date and the finer place win, and
    `told_in` has the sentences of both.

    Args:
        actions: for each event the lemmas that name it.
    """
    kept: list[Event] = []
    told_in: list[set[int]] = []  # of each kept event
    by_action: dict[tuple[str, str], list[int]] = {}
    by_type: dict[str, list[int]] = {}
    for event, action in zip(events, actions, strict=True):
        alike = by_action.setdefault((event.event_type, action), [])
        nobody = not event.actors and not event.recipients  # "the talks were excellent": those told before
        before = by_type.setdefault(event.event_type, [])
        for i in before[-_LOOK_BACK_EVENTS:][::-1] if nobody else alike[-_LOOK_BACK_EVENTS:]:
            if _same(kept[i], event, told_again=nobody):
                kept[i] = _union(kept[i], event)
                told_in[i].update(event.told_in)
                break
        else:
            alike.append(len(kept))
            before.append(len(kept))
            kept.append(event)
            told_in.append(set(event.told_in))
    return [
        replace(event, event_no=number, told_in=tuple(sorted(told_in[number]))) for number, event in enumerate(kept)
    ]


def _same(one: Event, two: Event, *, told_again: bool) -> bool:
    alike = (one.event_type, one.underlying_type, one.modality) == (two.event_type, two.underlying_type, two.modality)
    if not alike or not (told_again or _shared(one.actors, two.actors)):
        return False
    return _dates_agree(one, two) and _recipients_agree(one, two) and _places_agree(one, two)


def _identity(party: Participant) -> str:
    return str(party.entity_id) if party.entity_id else fold(party.name)


def _shared(one: Sequence[Participant], two: Sequence[Participant]) -> bool:
    return bool({_identity(p) for p in one} & {_identity(p) for p in two})


def _recipients_agree(one: Event, two: Event) -> bool:
    if not one.recipients or not two.recipients or _shared(one.recipients, two.recipients):
        return True
    return bool(_countries(one) & _countries(two) - _country_set(one.actors))


def _countries(event: Event) -> set[str]:
    return _country_set((*event.actors, *event.recipients))


def _country_set(parties: Iterable[Participant]) -> set[str]:
    return {party.code[:3] for party in parties if party.code}


def _dates_agree(one: Event, two: Event) -> bool:
    if one.event_start is None or two.event_start is None or one.event_end is None or two.event_end is None:
        return True
    if "article" in (one.date_basis, two.date_basis):  # only assumed from the day of publication
        return True
    inside = one.event_start <= two.event_start and two.event_end <= one.event_end
    return inside or (two.event_start <= one.event_start and one.event_end <= two.event_end)


def _places_agree(one: Event, two: Event) -> bool:
    if (
        one.place_name is None
        or two.place_name is None
        or (one.place_entity_id is not None and one.place_entity_id == two.place_entity_id)
    ):
        return True
    if one.place_entity_id is None and two.place_entity_id is None:
        return fold(one.place_name) == fold(two.place_name)
    coarse = one.latitude is None or two.latitude is None
    return one.place_country is not None and one.place_country == two.place_country and coarse


def _union(one: Event, two: Event) -> Event:
    changes: dict[str, object] = {}
    if two.event_start is not None and two.event_end is not None and _narrower(two, one):
        for name in ("event_start", "event_end", "date_precision", "date_basis", "date_text"):
            changes[name] = getattr(two, name)
    if two.place_name is not None and (one.place_name is None or (one.latitude is None and two.latitude is not None)):
        for name in ("place_entity_id", "place_name", "place_country", "latitude", "longitude"):
            changes[name] = getattr(two, name)
    actors = _joined(one.actors, two.actors)[:_PARTIES_MAX]
    stated = _country_set(actors)
    recipients = one.recipients or tuple(
        p for p in two.recipients if not _shared(actors, [p]) and (p.code or "")[:3] not in stated
    )
    changes["killed"] = one.killed if one.killed is not None else two.killed
    changes["injured"] = one.injured if one.injured is not None else two.injured
    changes["confidence"] = max(one.confidence, two.confidence)
    return replace(one, actors=actors, recipients=recipients, **changes)  # type: ignore[arg-type]


def _joined(one: tuple[Participant, ...], two: tuple[Participant, ...]) -> tuple[Participant, ...]:
    known = {_identity(party) for party in one}
    return (*one, *(party for party in two if _identity(party) not in known))


def _narrower(one: Event, two: Event) -> bool:
    if two.event_start is None or two.event_end is None or one.event_start is None or one.event_end is None:
        return True
    if one.date_basis == "article" and two.date_basis != "article":
        return False
    return (one.event_end - one.event_start) < (two.event_end - two.event_start)
