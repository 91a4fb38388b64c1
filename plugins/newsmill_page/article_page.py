"""What the page of an article shows: its text marked, its events as cards, its entities as a list."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from plugins.newsmill_page.articles import ArticleText, EventLine, MentionSpan, ParticipantSpan
from plugins.newsmill_page.marking import Piece, Span, mark
from plugins.newsmill_page.wording import plain

# In the order the page lists them; the style sheet has a colour for each.
KINDS = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "group": "Groups",
    "product": "Products",
    "work": "Works",
    "law": "Laws",
    "event": "Named events",
}

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """An event as the page numbers it, with its people."""

    number: int
    event: EventLine
    quad: str
    actors: list[ParticipantSpan]
    recipients: list[ParticipantSpan]
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """An entity and how often the text mentions it; `anchor` is its first mention."""

    name: str
    kind: str
    detail: str
    mentions: int
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """All of it."""

    paragraphs: list[list[Piece]]
    events: list[EventCard]
    entities: dict[str, list[EntityLine]]  # by heading
    is_cut: bool


def article_page(
    text: ArticleText,
    mentions: Sequence[MentionSpan],
    events: Sequence[EventLine],
    participants: Sequence[ParticipantSpan],
) -> ArticlePage:
    """Put an article's rows together; spans beyond the shown part of the body are left out of the text only."""
    cards = _cards(text.body, events, participants)
    spans = [*_evidence(cards), *_participants(cards), *_mentions(mentions)]
    return ArticlePage(
        paragraphs=mark(text.body, spans),
        events=cards,
        entities=_entities(mentions),
        is_cut=text.body_chars > len(text.body),
    )


def _cards(body: str, events: Sequence[EventLine], participants: Sequence[ParticipantSpan]) -> list[EventCard]:
    by_event: dict[tuple[UUID, str], list[ParticipantSpan]] = defaultdict(list)
    for participant in participants:
        by_event[participant.event_id, participant.role].append(participant)
    return [
        EventCard(
            number=number,
            event=event,
            quad=QUADS.get(event.quad_class, "unknown"),
            actors=by_event[event.event_id, "actor"],
            recipients=by_event[event.event_id, "recipient"],
            evidence=body[event.char_start : event.char_end],
        )
        for number, event in enumerate(events, start=1)
    ]


def _evidence(cards: Sequence[EventCard]) -> list[Span]:
    """One span per evidence sentence, however many events it is evidence of, and one per action."""
    sentences: dict[tuple[int, int], list[EventCard]] = defaultdict(list)
    for card in cards:
        sentences[card.event.char_start, card.event.char_end].append(card)
    spans = [
        Span(
            start=start,
            end=end,
            style="evidence",
            anchor=f"evidence-{start}-{end}",
            references=tuple(
                (f"event-{c.number}", str(c.number), f"Event {c.number}: {c.event.event_type.lower()}") for c in here
            ),
        )
        for (start, end), here in sentences.items()
    ]
    spans += [
        Span(
            start=card.event.action_start,
            end=card.event.action_end,
            style="action",
            anchor=f"action-{card.number}",
            title=f"Event {card.number}: {card.event.event_type.lower()}",
        )
        for card in cards
    ]
    return spans


def _participants(cards: Sequence[EventCard]) -> list[Span]:
    return [
        Span(
            start=who.char_start,
            end=who.char_end,
            style="participant",
            anchor=f"{who.role}-{card.number}-{who.participant_no}",
            title=f"{who.name}, {who.role} of event {card.number}",
        )
        for card in cards
        for who in (*card.actors, *card.recipients)
    ]


def _mentions(mentions: Sequence[MentionSpan]) -> list[Span]:
    return [
        Span(
            start=mention.char_start,
            end=mention.char_end,
            style=f"mention {mention.kind}" if mention.kind in KINDS else "mention",
            anchor=f"mention-{mention.mention_no}",
            title=", ".join(filter(None, (mention.name, mention.role_title, plain(mention.kind)))),
        )
        for mention in mentions
    ]


def _entities(mentions: Sequence[MentionSpan]) -> dict[str, list[EntityLine]]:
    """The entities by kind; those mentioned most come first."""
    by_entity: dict[UUID, list[MentionSpan]] = defaultdict(list)
    for mention in mentions:
        by_entity[mention.entity_id].append(mention)
    lines = [
        EntityLine(
            name=found[0].name,
            kind=found[0].kind,
            detail=" ".join(filter(None, (found[0].country, found[0].code))),
            mentions=len(found),
            anchor=f"mention-{found[0].mention_no}",
        )
        for found in by_entity.values()
    ]
    lines.sort(key=lambda line: (-line.mentions, line.name))
    headings = {heading: [line for line in lines if line.kind == kind] for kind, heading in KINDS.items()}
    headings["Others"] = [line for line in lines if line.kind not in KINDS]
    return {heading: found for heading, found in headings.items() if found}
