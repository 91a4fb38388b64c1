"""From the parsed sentences of an article to its events.

For each sentence: find the acts, drop those that another act only speaks of, tell parties, modality, date and place.
Then the acts that are told twice become one. docs/events.md walks through an example.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from include.newsmill.extraction.entities.directory import Directory
from include.newsmill.extraction.entities.places import Gazetteer
from include.newsmill.extraction.events.attribution import Quotations, source_of, speaker_of
from include.newsmill.extraction.events.candidates import REQUESTED, Act, find_acts
from include.newsmill.extraction.events.checks import has_its_parties, is_accident, is_own_wish, is_sport_or_market
from include.newsmill.extraction.events.circumstances import choose_date, date_of_report, is_background
from include.newsmill.extraction.events.classifier import (
    AGAIN_FROM,
    BESIDE_FROM,
    DUTY_FROM,
    SURE_FROM,
    LinearClassifier,
    Verdict,
    mode_classifier,
    verdict_on,
)
from include.newsmill.extraction.events.clauses import is_perfect, path_up
from include.newsmill.extraction.events.confidence import Calibration, calibration
from include.newsmill.extraction.events.contexts import ArticleContexts
from include.newsmill.extraction.events.dating import Anchor, When, dates_in, shifted
from include.newsmill.extraction.events.details import action_word, casualties, extent_of, is_outcome
from include.newsmill.extraction.events.features import features_of, words_around
from include.newsmill.extraction.events.lexicon import Meaning, meaning_of_type
from include.newsmill.extraction.events.merging import merged
from include.newsmill.extraction.events.modality import ASSERTED, HYPOTHETICAL, PLANNED, Standing, standing_of
from include.newsmill.extraction.events.modes import mode_features, mode_of
from include.newsmill.extraction.events.nested import outer_acts, type_inside
from include.newsmill.extraction.events.network import TypeNetwork, type_network
from include.newsmill.extraction.events.ontology import ANNOUNCED_IS_AGREE, SWALLOWS, event_types
from include.newsmill.extraction.events.parties import Cast, Party, without_doubles
from include.newsmill.extraction.events.places import SPEECH_ACTS, Whereabouts, choose_site
from include.newsmill.extraction.events.predicates import NOUNS, Predicate, heads_meant
from include.newsmill.extraction.events.reports import speaker_before
from include.newsmill.extraction.events.roles import Roles
from include.newsmill.extraction.events.sites import Site, sites_in
from include.newsmill.extraction.events.told import Told
from include.newsmill.extraction.parse import Token
from include.newsmill.extraction.reading import Name, Reading, Sentence
from include.newsmill.model import DateSpan, Event

_DONE_ON_PURPOSE = frozenset(
    ["PROTEST", "REQUEST", "ACCUSE", "CONSULT"]
)  # "gathered to protest": the purpose is the act
_ANNOUNCING = frozenset(["announce", "call", "schedule"])  # "announced a vigil", "called a strike": still to come
_REFUSED = Meaning(event_type="REJECT", mode=None, cameo_root="12", recipient=())
_JOINT_EXERCISE = Meaning(event_type="COOPERATE", mode=None, cameo_root="06", recipient=())
_ANNOUNCED = Meaning(event_type="AGREE", mode=None, cameo_root="03", recipient=())


@dataclass(slots=True, kw_only=True)
class _Coded:
    """An act with what was found out about it."""

    act: Act
    meaning: Meaning
    underlying: str | None
    modality: str
    actors: list[Party]
    recipients: list[Party]
    killed: int | None
    injured: int | None
    verdict: Verdict
    features: set[str]
    is_saying: bool = False  # done by the report itself: "said it would not meet"


@dataclass(frozen=True, slots=True)
class Models:
    """What was learnt: the classifiers of types and modes, and what their probabilities are worth."""

    types: TypeNetwork
    modes: LinearClassifier
    calibration: Calibration

    @classmethod
    def shipped(cls) -> "Models":
        """Those that come with the package."""
        return cls(type_network(), mode_classifier(), calibration())


class EventCoder:
    """Codes the events of one article after another. Holds tables only."""

    def __init__(self, gazetteer: Gazetteer, models: Models) -> None:
        self._gazetteer, self._models = gazetteer, models

    def code(self, reading: Reading, names: list[Name], directory: Directory, texts: list[str]) -> list[Event]:
        """All events of the article, in order of their evidence.

        Args:
            names: as MentionFinder gives them; directory: their entities.
            texts: the prepared text of each part.
        """
        cast = Cast(reading, names, directory, self._gazetteer)
        by_sentence: dict[int, list[Name]] = {}
        for name in names:
            by_sentence.setdefault(name.sentence, []).append(name)
        told = Told(Whereabouts(reading))
        for part, group in groupby(reading.sentences, key=lambda sentence: sentence.part):
            sentences, quotations = list(group), Quotations(texts[part])
            edges = (at for sentence in sentences for at in (sentence.first, sentence.last))  # white space is in none
            words = self._models.types.read(reading.words[part], edges)
            for sentence in sentences:
                coder = _SentenceCoder(
                    reading, sentence, by_sentence.get(sentence.number, []), directory, cast, self._models,
                    words[sentence.first : sentence.last],
                )  # fmt: skip
                for event, word in coder.events(texts[part], quotations, told):
                    told.add(event, word)
        contexts = ArticleContexts(reading)
        return [replace(event, contexts=contexts.of(event)) for event in merged(told.events, told.words)]


class _SentenceCoder:
    def __init__(
        self, reading: Reading, sentence: Sentence, names: list[Name], directory: Directory, cast: Cast,
        models: Models, words: np.ndarray,
    ) -> None:  # fmt: skip
        self._models, self._words = models, words
        self._reading, self._sentence, self._names, self._directory = reading, sentence, names, directory
        self._doc = reading.docs[sentence.part]
        self._offset = reading.offsets[sentence.part]
        self._roles = Roles(cast, sentence.part)
        self._sites: list[Site] = []

    def events(self, text: str, quotations: Quotations, told: Told) -> Iterator[tuple[Event, str]]:
        """Events of the sentence, each with the word that names it."""
        self._sites = sites_in(self._doc, self._sentence, self._names, self._directory)
        self._sites += told.whereabouts.entered(self._sentence, self._sites)
        acts = find_acts(self._doc, self._sentence.first, self._sentence.last)
        span = self._doc[self._sentence.first : self._sentence.last]
        if not acts or is_sport_or_market(span):
            return
        around = words_around(self._doc, self._sentence.first, self._sentence.last)
        coded = [found for act in outer_acts(acts) if (found := self._coded(act, around, told)) is not None]
        if not any(each.actors or each.recipients for each in coded):  # nobody takes part: only what is sure
            coded = [each for each in coded if each.verdict.probability >= SURE_FROM]
        if not any(each.verdict.opens for each in coded):
            return
        outer = {id(act) for act in outer_acts([each.act for each in coded])}  # once more: open acts have types now
        coded = _without_topics([each for each in coded if id(each.act) in outer])
        coded = _one_assault_each(coded)
        whens, anchors = dates_in(self._reading, self._sentence, text, told.last_date)
        tokens = {i for each in coded for i in each.act.tokens}
        for each in coded:
            when = self._when(each, whens, anchors, tokens, told)
            site = self._where(each, tokens, told.whereabouts)
            yield self._event(each, when, site, quotations), action_word(each.act)

    def _coded(self, act: Act, around: frozenset[str], told: Told) -> _Coded | None:
        """What classifier, lexicon and grammar make of a candidate; None when it is no event."""
        standing = standing_of(act.head)
        features = features_of(act, standing, around)
        at = act.head.i - self._sentence.first
        verdict = verdict_on(self._models.types.probabilities(self._words, at, features))
        enough = AGAIN_FROM if told.has(act) else DUTY_FROM if act.meaning is REQUESTED else 1.0
        if not verdict.opens and verdict.any_event >= enough:
            name = verdict.event_type or act.meaning.event_type
            share = verdict.probability if verdict.event_type else verdict.any_event
            verdict = Verdict(name, share, verdict.any_event, opens=True)
        name = verdict.event_type
        if name is None or (standing.purpose and name not in _DONE_ON_PURPOSE) or is_own_wish(act, name):
            return None
        if name != act.meaning.event_type:
            act.meaning = meaning_of_type(name, act.head.lemma_, act.noun.lemma_ if act.noun is not None else None)
        span = self._doc[self._sentence.first : self._sentence.last]
        words = (token.lemma_ for token in span if token.tag_ in NOUNS)
        actors, recipients = self._roles.of(act)
        is_told = verdict.probability >= BESIDE_FROM or has_its_parties(act, actors, recipients)
        if not is_told or is_accident(act, actors, words):
            return None
        killed, injured = casualties(act)
        coded = _Coded(
            act=act, meaning=act.meaning, underlying=type_inside(act), modality=standing.modality, actors=actors,
            recipients=recipients, killed=killed, injured=injured, verdict=verdict, features=features,
        )  # fmt: skip
        self._read_standing(coded, standing)
        return coded

    def _read_standing(self, coded: _Coded, standing: Standing) -> None:
        """What is announced is planned, what somebody says must be done a request, what is refused a rejection."""
        name = coded.meaning.event_type or ""
        verb = coded.act.verb
        if name in ("PROTEST", "CONSULT") and verb is not None and coded.act.noun is not None:
            announced = coded.modality == ASSERTED and verb.lemma in _ANNOUNCING
            coded.modality = PLANNED if announced else coded.modality
        if name == "MOBILIZE" and coded.act.noun is not None and len(coded.actors) > 1:
            coded.meaning = _JOINT_EXERCISE  # one who drills shows strength, several who drill together cooperate
        speaker = speaker_of(coded.act.head) if standing.duty else None
        if speaker is not None and (asking := self._roles.speaker(speaker)):
            coded.actors, coded.recipients = asking, coded.actors or coded.recipients
            coded.underlying = name if name != "REQUEST" else None
            coded.meaning, coded.modality, coded.is_saying = REQUESTED, ASSERTED, True
        elif standing.refused and name == "REJECT":
            coded.modality, coded.is_saying = ASSERTED, True
        elif standing.refused and name in (ANNOUNCED_IS_AGREE | {"AGREE"}):
            coded.meaning, coded.underlying, coded.modality, coded.is_saying = _REFUSED, name, ASSERTED, True
        elif coded.modality == PLANNED and name in ANNOUNCED_IS_AGREE:
            coded.meaning, coded.underlying = _ANNOUNCED, name

    def _when(
        self, coded: _Coded, whens: list[When], anchors: list[Anchor], tokens: set[int], told: Told
    ) -> tuple[DateSpan | None, str | None, str | None]:
        """(span, basis, text) of an act's date; all None when nothing tells it."""
        act, published = coded.act, self._reading.article.published_on
        over = path_up(act.head)
        for anchor in anchors:
            if anchor.clause.i in over:
                base = _date_of_clause(anchor.clause.head, whens, told)
                if base is not None and (moved := shifted(base, anchor.shift_days)) is not None:
                    return moved, "clause", anchor.text
        done = coded.modality == ASSERTED
        happens = done or coded.modality == PLANNED
        if happens:
            asks = coded.meaning.event_type in ("REQUEST", "AGREE", "THREATEN")
            whens = [dated for when in whens if (dated := when.told_of(published, done=done, asks=asks)) is not None]
        chosen = choose_date(whens, act.head, act.tokens, tokens, shares=happens)
        if chosen is None and coded.is_saying:
            chosen = date_of_report(whens, act.head)
        if chosen is not None:
            return chosen[0].span, chosen[1], chosen[0].text
        if published is not None and done and not is_background(act.head):
            if not whens and (went_on := self._goes_on(coded, told)) is not None:
                return went_on, "sentence", None
            return DateSpan(start=published, end=published, precision="day"), "article", None
        return None, None, None

    def _goes_on(self, coded: _Coded, told: Told) -> DateSpan | None:
        """The day of the sentence before, where a pronoun goes on: "telephoned him on Tuesday. She urged him"."""
        head = coded.act.head
        if told.last_dated is None or head.tag_ != "VBD":
            return None
        last = told.events[told.last_dated]
        if last.date_basis == "article" or last.told_in[-1] != self._sentence.number - 1 or last.modality != ASSERTED:
            return None
        if last.event_start != last.event_end:
            return None
        subjects = Predicate(head).own_subjects
        before = {actor.entity_id or actor.name for actor in last.actors}
        alike = any((party.participant.entity_id or party.participant.name) in before for party in coded.actors)
        return last.date if alike and subjects and subjects[0].tag_ == "PRP" else None

    def _where(self, coded: _Coded, tokens: set[int], whereabouts: Whereabouts) -> Site | None:
        """The place of an act: of its sentence, else of what the paragraph told before."""
        name, done = coded.meaning.event_type or "", coded.modality == ASSERTED
        site = choose_site(self._sites, coded.act.head, coded.act.tokens, tokens, name, done=done)
        if site is None:
            return whereabouts.assumed(name) if done else None
        whereabouts.note(site)
        return site

    def _event(
        self, coded: _Coded, when: tuple[DateSpan | None, str | None, str | None], site: Site | None,
        quotations: Quotations,
    ) -> Event:  # fmt: skip
        act, (span, basis, text) = coded.act, when
        kind = event_types()[coded.meaning.event_type or ""]
        first, last = extent_of(act)
        start = self._offset + self._doc[first].idx
        end = self._offset + self._doc[last].idx + len(self._doc[last].text)
        place, surface = (site.entity, site.surface) if site is not None else (None, None)
        return Event(
            event_no=0, event_type=kind.name, underlying_type=coded.underlying, mode=self._mode(coded),
            contexts=(), cameo_root=coded.meaning.cameo_root, quad_class=kind.quad_class, score=kind.score,
            modality=coded.modality, event_start=span.start if span else None, event_end=span.end if span else None,
            date_precision=span.precision if span else None, date_basis=basis, date_text=text,
            place_entity_id=place.entity_id if place else None, place_name=place.name if place else surface,
            place_country=place.country if place else None, latitude=place.latitude if place else None,
            longitude=place.longitude if place else None, attributed_to=self._said_by(coded, quotations),
            is_quoted=quotations.covers(self._doc[act.head.i].idx), killed=coded.killed, injured=coded.injured,
            action_text=self._reading.article.body[start:end], action_start=start, action_end=end,
            char_start=self._sentence.start, char_end=self._sentence.end, told_in=(self._sentence.number,),
            confidence=self._models.calibration.confidence(coded.verdict.probability),
            actors=tuple(party.participant for party in coded.actors),
            recipients=tuple(party.participant for party in coded.recipients),
        )  # fmt: skip

    def _mode(self, coded: _Coded) -> str | None:
        name = coded.meaning.event_type or ""
        return mode_of(name, coded.features.union(mode_features(name, coded.act, coded.underlying)), self._models.modes)

    def _said_by(self, coded: _Coded, quotations: Quotations) -> str | None:
        """Who reports an act; None where the text does. Who performs an act by speaking is not its source."""
        if coded.is_saying:
            return None
        head = coded.act.head
        speaker, quoted = source_of(head), quotations.covers(head.idx)
        if speaker is None and quoted:
            speaker = speaker_before(head)
        elif speaker is not None and speaker.lower_ in ("he", "she"):
            speaker = speaker_before(head) or speaker
        if speaker is None:
            return None
        parties = self._roles.speaker(speaker)
        if not parties:
            return speaker.text if speaker.tag_ in NOUNS else None
        itself = {party.key for party in parties} & {party.key for party in coded.actors}
        own_words = quoted and any(child.lower_ in ("we", "i") for child in head.lefts)
        if itself and not own_words and coded.meaning.event_type in SPEECH_ACTS and not is_perfect(head):
            return None
        return parties[0].participant.name


def _without_topics(coded: list[_Coded]) -> list[_Coded]:
    """Acts without the nouns that another act only speaks of, or for which somebody only plans to act.

    As in "backing the protests", "condemned the raid", "hopes to sign it at a summit".
    """
    speaking, ahead = set[int](), set[int]()
    for each in coded:
        speaking |= each.act.tokens if each.meaning.event_type in SWALLOWS | {"SUPPORT"} else set()
        ahead |= each.act.tokens if each.modality in (PLANNED, HYPOTHETICAL) else set()

    def is_topic(act: Act) -> bool:
        over = path_up(act.head)[1:]
        return bool(ahead & set(over)) or (act.head.dep_ == "dobj" and over[0] in speaking)

    return [each for each in coded if each.act.verb is not None or not is_topic(each.act)]


def _one_assault_each(coded: list[_Coded]) -> list[_Coded]:
    """Doubles taken out: the same act by the same to the same, or to nobody said where one word hangs on the other.

    And what one attack did to several ("shelled it, killing 12 and wounding five") is joined.
    """
    kept: list[_Coded] = []
    seen: dict[tuple[object, ...], _Coded] = {}
    for each in coded:
        name, actors = each.meaning.event_type, frozenset(party.key for party in each.actors)
        attack = (name, each.modality, actors)
        same = (*attack, frozenset(party.key for party in each.recipients))
        first = seen.get(same)
        if first is None and name == "ASSAULT" and actors and is_outcome(each.act):
            first = seen.get(attack)
        if first is None and not each.recipients and actors and (other := seen.get(attack)) is not None:
            first = other if _is_over_or_under(each.act, other.act) else None
        if first is None:
            seen[attack] = seen[same] = each
            kept.append(each)
            continue
        first.verdict = max(first.verdict, each.verdict, key=lambda verdict: verdict.probability)
        if name == "ASSAULT":
            first.act.tokens |= each.act.tokens
            first.recipients = without_doubles([*first.recipients, *each.recipients])
            first.killed = first.killed if first.killed is not None else each.killed
            first.injured = first.injured if first.injured is not None else each.injured
    return kept


def _is_over_or_under(one: Act, two: Act) -> bool:
    """Whether one act hangs on the other: "the announcement was made after a call" tells the call once."""
    return one.head.i in path_up(two.head) or two.head.i in path_up(one.head)


def _date_of_clause(main: Token, whens: list[When], told: Told) -> DateSpan | None:
    """Date of a main clause: its own, else that of an act told before which its subject names ("The call came")."""
    for when in whens:
        if when.head.i == main.i:
            return when.span
    subjects = Predicate(main).own_subjects
    if subjects and subjects[0].lower_ in ("it", "this", "that"):
        return told.last_date
    event = told.last_named({heads_meant(subject).lemma_ for subject in subjects})
    return event.date if event is not None else None
