"""The same event twice: one row inside an article, one key across articles."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from include.newsmill.extraction.entities.places import fold
from include.newsmill.model import Event, Participant

SCHEME = "1"
_LOOK_BACK_EVENTS = 50  # of the same type and action; a text of thousands must not be compared pair by pair


def event_key(event: Event) -> str | None:
    """What two articles of the same event have in common: day, type, actors, recipients, place.

    Parties stand by code, else by name; place by country and name. None unless a day, an actor, and a recipient or
    place are known: with less, different events would share a key.

    The form is "1:2019-10-25/2019-10-25:CONSULT:USAGOV:CHNGOV:US washington"; 1 is the number of this scheme.
    """
    place = f"{event.place_country or ''} {fold(event.place_name)}".strip() if event.place_name else ""
    if event.event_start is None or not event.actors or not (event.recipients or place):
        return None
    day = f"{event.event_start}/{event.event_end}"
    name = event.underlying_type if event.event_type == "AGREE" and event.underlying_type else ""
    kind = f"{event.event_type}.{name}" if name else event.event_type
    if event.modality in ("negated", "denied"):
        kind = f"not {kind}"
    return ":".join((SCHEME, day, kind, _side(event.actors), _side(event.recipients), place))


def _side(parties: Iterable[Participant]) -> str:
    return "+".join(sorted({party.code or fold(party.name) for party in parties}))


def merged(events: Sequence[Event], actions: Sequence[str]) -> list[Event]:
    """Events of one article, each act once, in order of first evidence.

    Two rows are one event when type, underlying type, modality and action word agree, they share an actor, and
    neither date nor place contradicts. The earlier evidence stays; the narrower date and the finer place win, and
    `told_in` has the sentences of both.

    Args:
        actions: for each event the lemmas that name it.
    """
    kept: list[Event] = []
    by_action: dict[tuple[str, str], list[int]] = {}
    for event, action in zip(events, actions, strict=True):
        alike = by_action.setdefault((event.event_type, action), [])
        for i in alike[-_LOOK_BACK_EVENTS:]:
            if _same(kept[i], event):
                kept[i] = _union(kept[i], event)
                break
        else:
            alike.append(len(kept))
            kept.append(event)
    return [replace(event, event_no=number) for number, event in enumerate(kept)]


def _same(one: Event, two: Event) -> bool:
    alike = (one.event_type, one.underlying_type, one.modality) == (two.event_type, two.underlying_type, two.modality)
    if not alike or not _shared(one.actors, two.actors):
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
    inside = one.event_start <= two.event_start and two.event_end <= one.event_end
    return inside or (two.event_start <= one.event_start and one.event_end <= two.event_end)


def _places_agree(one: Event, two: Event) -> bool:
    if one.place_name is None or two.place_name is None or one.place_entity_id == two.place_entity_id:
        return True
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
    actors = _joined(one.actors, two.actors)
    stated = _country_set(actors)
    recipients = one.recipients or tuple(
        p for p in two.recipients if not _shared(actors, [p]) and (p.code or "")[:3] not in stated
    )
    changes["killed"] = one.killed if one.killed is not None else two.killed
    changes["injured"] = one.injured if one.injured is not None else two.injured
    changes["told_in"] = tuple(sorted({*one.told_in, *two.told_in}))
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
