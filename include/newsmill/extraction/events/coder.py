"""From the parsed sentences of an article to its events.

For each sentence: find the acts, drop those that another act only speaks of, tell modality, parties, date and place.
Then the acts that are told twice become one. docs/events.md walks through an example.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from include.newsmill.extraction.entities.directory import Directory, place_entity
from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.events.attribution import Quotations, reporter_of, speaker_of
from include.newsmill.extraction.events.candidates import Act, find_acts, is_sport_or_market
from include.newsmill.extraction.events.circumstances import (
    Anchor,
    When,
    choose_date,
    choose_place,
    dates_in,
    path_up,
    shifted,
)
from include.newsmill.extraction.events.keys import event_key, merged
from include.newsmill.extraction.events.lexicon import Meaning, meaning_of_verb, word_classes
from include.newsmill.extraction.events.modality import (
    ASSERTED,
    HYPOTHETICAL,
    PLANNED,
    Standing,
    governor_of,
    standing_of,
)
from include.newsmill.extraction.events.ontology import ANNOUNCED_IS_AGREE, SWALLOWS, event_types
from include.newsmill.extraction.events.parties import Cast, Party
from include.newsmill.extraction.events.predicates import Predicate, heads_meant
from include.newsmill.extraction.events.roles import Roles
from include.newsmill.extraction.reading import Name, Reading, Sentence
from include.newsmill.model import DateSpan, Entity, Event, name_id

_CHAIN_MAX = 6
_PURPOSES = frozenset(["PROTEST", "REQUEST", "ACCUSE", "CONSULT"])  # "gathered to protest" is done; other purposes are not yet
_WEAPON_SUBJECTS = word_classes()["bombs"] | word_classes()["attack"] | word_classes()["vehicles"]
_DUTY_MEANING = Meaning(event_type="REQUEST", mode="change", cameo_root="10", recipient=("subj-of-clause",))


class EventCoder:
    """Codes the events of one article after another. Holds tables only."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def code(self, reading: Reading, names: list[Name], directory: Directory, texts: list[str]) -> list[Event]:
        """All events of the article, in order of their evidence.

        Args:
            names: as MentionFinder gives them; directory: their entities, gaining places of events.
            texts: the prepared text of each part.
        """
        cast = Cast(reading, names, directory, self._gazetteer)
        by_sentence: dict[int, list[Name]] = {}
        for name in names:
            by_sentence.setdefault(name.sentence, []).append(name)
        quotations = [Quotations(text) for text in texts]
        found: list[Event] = []
        actions: list[str] = []
        for sentence in reading.sentences:
            coded = _SentenceCoder(self, reading, sentence, by_sentence.get(sentence.number, []), directory, cast)
            for event, action in coded.events(texts[sentence.part], quotations[sentence.part], found, actions):
                found.append(event)
                actions.append(action)
        events = merged(found, actions)
        return [_with_key(event) for event in events]


def _with_key(event: Event) -> Event:
    return replace(event, event_key=event_key(event))


class _SentenceCoder:
    def __init__(
        self, coder: EventCoder, reading: Reading, sentence: Sentence, names: list[Name], directory: Directory, cast: Cast
    ) -> None:
        self._reading, self._sentence, self._names, self._directory = reading, sentence, names, directory
        self._doc: Doc = reading.docs[sentence.part]
        self._offset = reading.offsets[sentence.part]
        self._roles = Roles(cast, sentence.part)

    def events(
        self, text: str, quotations: Quotations, earlier: list[Event], earlier_actions: list[str]
    ) -> Iterator[tuple[Event, str]]:
        """Events of the sentence with the words that name them; `earlier` are those of the sentences before."""
        acts = find_acts(self._doc, self._sentence.first, self._sentence.last)
        if not acts:
            return
        tokens = self._doc[self._sentence.first : self._sentence.last]
        if is_sport_or_market(token.lemma_ or token.lower_ for token in tokens):
            return
        acts = _outer(acts)
        whens, anchors = dates_in(self._reading, self._sentence, text)
        all_tokens = {i for act in acts for i in act.tokens}
        seen: set[tuple[object, ...]] = set()
        for act in acts:
            standing = standing_of(act.head)
            actors, recipients = self._roles.of(act)
            changed = self._read(act, standing, actors, recipients)
            if changed is None:
                continue
            meaning, underlying, modality, actors, recipients = changed
            identity = (meaning.event_type, modality, *(p.key for p in actors), "|", *(p.key for p in recipients))
            if identity in seen:
                continue
            seen.add(identity)
            when = self._when(act, modality, whens, anchors, all_tokens, earlier, earlier_actions)
            where = choose_place(self._names, self._directory, self._doc, act.tokens, all_tokens)
            yield (
                self._event(act, meaning, underlying, modality, actors, recipients, when, where, quotations),
                _action_of(act),
            )

    def _read(
        self, act: Act, standing: Standing, actors: list[Party], recipients: list[Party]
    ) -> tuple[Meaning, str | None, str, list[Party], list[Party]] | None:
        """Type, modality and parties as the grammar around the act leaves them; None when nothing is left to code."""
        meaning, modality = act.meaning, standing.modality
        name = meaning.event_type
        assert name is not None
        underlying = _type_under(act)
        if standing.purpose and name not in _PURPOSES:
            return None
        speaker = speaker_of(act.head) if standing.duty else None
        if speaker is not None and name not in SWALLOWS:
            actors, recipients = self._roles.speaker(speaker), actors or recipients
            meaning, underlying, modality = _DUTY_MEANING, name, ASSERTED
        elif modality == PLANNED and name in ANNOUNCED_IS_AGREE:
            meaning = Meaning(event_type="AGREE", mode=None, cameo_root="03", recipient=())
            underlying = name
        if not self._is_told_of_parties(act, meaning, modality, actors, recipients):
            return None
        return meaning, underlying, modality, actors, recipients

    def _is_told_of_parties(
        self, act: Act, meaning: Meaning, modality: str, actors: list[Party], recipients: list[Party]
    ) -> bool:
        name = meaning.event_type or ""
        if not actors and not recipients:
            return False
        if act.meaning.event_type == "CONSULT" and len(actors) + len(recipients) < 2:
            return act.meaning.mode == "visit" and bool(actors) and any(n.label == "GPE" for n in self._names)
        if event_types()[name].recipient_required and not recipients and len(actors) < 2:
            return name == "SANCTION" and bool(actors)
        if not actors and act.verb is not None and not act.verb.passive and act.verb.own_subjects:
            words = act.verb.subject_words
            pronoun = any(s.tag_ in ("PRP", "WP", "WDT", "DT") for s in act.verb.own_subjects)
            if not pronoun and not words & _WEAPON_SUBJECTS:
                return False
        if name == "ASSAULT" and act.verb is not None:
            return not self._is_accident(act)
        return True

    def _is_accident(self, act: Act) -> bool:
        """People killed by a flood or a crash: no act of anybody. Told by the nouns around, where nobody is named as doing it."""
        assert act.verb is not None
        disasters, weapons = word_classes()["disaster"], word_classes()["attack"] | word_classes()["bombs"]
        nearest = act.verb.subject_words | _words_near(act)
        if nearest & disasters and not nearest & weapons:
            return True
        if act.verb.passive and not act.verb.agents or not act.verb.own_subjects:
            words = {t.lemma_ or t.lower_ for t in self._doc[self._sentence.first : self._sentence.last]}
            return bool(words & disasters) and not words & weapons
        return False

    def _when(
        self, act: Act, modality: str, whens: list[When], anchors: list[Anchor], acts: set[int],
        earlier: list[Event], earlier_actions: list[str],
    ) -> tuple[DateSpan | None, str | None, str | None]:  # fmt: skip
        """(span, basis, text) of an act's date; all None when nothing tells it."""
        up = path_up(act.head)
        for anchor in anchors:
            if anchor.clause.i in up:
                main = anchor.clause.head
                base = self._date_of_clause(main, whens, earlier, earlier_actions)
                moved = shifted(base, anchor.shift_days) if base else None
                if moved is not None:
                    return moved, "clause", anchor.text
        published = self._reading.article.published_on
        chosen = choose_date(whens, act.head, act.tokens, acts)
        if chosen is not None and not (modality == PLANNED and published is not None and chosen[0].span.end < published):
            return chosen[0].span, chosen[1], chosen[0].text
        if published is not None and modality == ASSERTED:
            return DateSpan(start=published, end=published, precision="day"), "article", None
        return None, None, None

    def _date_of_clause(
        self, main: Token, whens: list[When], earlier: list[Event], earlier_actions: list[str]
    ) -> DateSpan | None:
        """Date of a main clause: its own, else that of an act told before which its subject names ("The call came")."""
        for when in whens:
            if when.head.i == main.i:
                return when.span
        subjects = {heads_meant(s).lemma_ for s in Predicate(main).own_subjects}
        for event, action in zip(reversed(earlier), reversed(earlier_actions), strict=True):
            if subjects & set(action.split("+")) and event.date is not None:
                return event.date
        return None

    def _event(
        self, act: Act, meaning: Meaning, underlying: str | None, modality: str, actors: list[Party],
        recipients: list[Party], when: tuple[DateSpan | None, str | None, str | None],
        where: tuple[object, Name, str] | None, quotations: Quotations,
    ) -> Event:  # fmt: skip
        kind = event_types()[meaning.event_type or ""]
        body, sentence = self._reading.article.body, self._sentence
        first, last = _extent(act)
        action_start = self._offset + self._doc[first].idx
        action_end = self._offset + self._doc[last].idx + len(self._doc[last].text)
        place = self._place(where)
        speaker = speaker_of(act.head)
        said_by = self._roles.speaker(speaker)[:1] if speaker is not None else []
        span, basis, text = when
        killed, injured = _casualties(act)
        return Event(
            event_no=0, event_key=None, event_type=kind.name, underlying_type=underlying,
            mode=meaning.mode, contexts=(), cameo_root=meaning.cameo_root, quad_class=kind.quad_class, score=kind.score,
            modality=modality, event_start=span.start if span else None, event_end=span.end if span else None,
            date_precision=span.precision if span else None, date_basis=basis, date_text=text,
            place_entity_id=place.entity_id if place else None, place_name=place.name if place else None,
            place_country=place.country if place else None, latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            attributed_to=said_by[0].participant.name if said_by else (speaker.text if speaker is not None else None),
            is_quoted=quotations.covers(self._doc[act.head.i].idx), killed=killed, injured=injured,
            action_text=body[action_start:action_end], action_start=action_start, action_end=action_end,
            char_start=sentence.start, char_end=sentence.end,
            confidence=_confidence(act, actors, recipients, modality),
            actors=tuple(party.participant for party in actors),
            recipients=tuple(party.participant for party in recipients),
        )  # fmt: skip

    def _place(self, where: tuple[object, Name, str] | None) -> Entity | None:
        return self._directory.by_name.get(where[1].start) if where is not None else None


def _words_near(act: Act) -> set[str]:
    assert act.verb is not None
    near = ("in", "by", "from", "after", "of", "with")
    return {word for name, words in act.verb.preposition_words.items() if name in near for word in words}


def _outer(acts: list[Act]) -> list[Act]:
    """Acts without those that another act only speaks of; the other notes the first it swallowed."""
    by_token = {act.head.i: act for act in acts}
    kept = []
    for act in acts:
        owner = _owner(act.head, by_token)
        if owner is None:
            kept.append(act)
        elif owner.swallowed is None and act.verb is not None:
            owner.swallowed = act.verb
    return kept


def _owner(token: Token, by_token: dict[int, Act]) -> Act | None:
    for _ in range(_CHAIN_MAX):
        governor = governor_of(token)
        if governor is None:
            return None
        owner = by_token.get(governor.i)
        if owner is not None and _takes(owner, token):
            return owner
        token = governor
    return None


def _takes(owner: Act, inner: Token) -> bool:
    name = owner.meaning.event_type
    if name in SWALLOWS:
        return True
    return name in ("CONCEDE", "COERCE") and inner.dep_ in ("xcomp", "ccomp", "pcomp")


def _type_under(act: Act) -> str | None:
    if act.swallowed is None:
        return None
    meaning = meaning_of_verb(act.swallowed.lemma, act.swallowed)
    return meaning.event_type if meaning else None


def _action_of(act: Act) -> str:
    """The words that name an act, for telling whether two sentences speak of the same: noun of action, or verb."""
    if act.noun is not None:
        return heads_meant(act.noun).lemma_ or act.noun.lower_
    return act.head.lemma_ or act.head.lower_


def _extent(act: Act) -> tuple[int, int]:
    first, last = min(act.tokens), max(act.tokens)
    if last - first > 8:
        first = last = act.head.i
    return first, last


_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
}
_KILLS, _HURTS = frozenset(["kill", "die", "murder", "massacre", "behead", "execute", "slay", "assassinate"]), frozenset(["wound", "injure", "hurt", "maim"])


def _casualties(act: Act) -> tuple[int | None, int | None]:
    """Numbers of killed and injured that the act's own clause states."""
    if act.verb is None:
        return None, None
    killed = injured = None
    verbs = [act.verb.verb, *(c for c in act.verb.verb.children if c.dep_ in ("conj", "advcl", "xcomp"))]
    for verb in verbs[:6]:
        predicate = act.verb if verb.i == act.verb.verb.i else Predicate(verb)
        lemma = predicate.lemma
        if lemma not in _KILLS and lemma not in _HURTS:
            continue
        count = _count_of(predicate)
        if lemma in _KILLS:
            killed = killed if killed is not None else count
        else:
            injured = injured if injured is not None else count
    return killed, injured


def _count_of(predicate: Predicate) -> int | None:
    for noun in predicate.patients or predicate.own_subjects:
        figures = [c for c in noun.lefts if c.dep_ == "nummod"] + ([noun] if noun.tag_ == "CD" else [])
        for figure in figures:
            text = figure.lower_.replace(",", "")
            if re.fullmatch(r"\d{1,6}", text):
                return int(text)
            if text in _NUMBERS:
                return _NUMBERS[text]
    return None


def _confidence(act: Act, actors: list[Party], recipients: list[Party], modality: str) -> float:
    """How sure the rules are, from 0 to 1: more conditions met, more parties named, a plain assertion.

    0.45, and 0.1 for each condition of the frame up to 3, 0.1 for an actor, 0.1 for a recipient, 0.05 for a named
    actor; 0.1 less for a noun that stands alone, 0.05 less for what is not asserted. To be calibrated.
    """
    score = 0.45 + 0.1 * min(len(act.meaning.conditions), 3) + 0.1 * bool(actors) + 0.1 * bool(recipients)
    score += 0.05 * any(party.is_named for party in actors)
    score -= 0.1 * (act.verb is None) + 0.05 * (modality != ASSERTED)
    return round(min(max(score, 0.0), 1.0), 2)
