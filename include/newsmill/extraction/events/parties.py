"""Who takes part: from a noun in the parse to a participant with name, span, code and entity."""

import uuid
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from include.newsmill.extraction.entities.directory import Directory
from include.newsmill.extraction.entities.places import Gazetteer, fold
from include.newsmill.extraction.entities.sectors import code_of, sector_of, sector_of_name
from include.newsmill.extraction.events.attribution import speaker_of
from include.newsmill.extraction.events.nouns import is_number, phrase_start
from include.newsmill.extraction.events.predicates import NOUNS, conjuncts, heads_meant, is_time
from include.newsmill.extraction.events.pronouns import PERSON, antecedents, kind_of
from include.newsmill.extraction.parse import Token
from include.newsmill.extraction.reading import Name, Reading
from include.newsmill.model import Participant

_PARTY_LABELS = frozenset(["PERSON", "ORG", "GPE", "NORP"])
_SPEAKERS = frozenset(["he", "she", "it", "they", "we", "i"])
_OWNS = {"he": "his", "she": "her", "it": "its", "they": "their"}
# Verbs whose "of" tells what: "accused the union of theft".
_OF_WHAT = frozenset(["accuse", "suspect", "convict", "acquit", "warn", "inform", "remind", "rob", "strip", "deprive"])
_UNDERGOING = frozenset(["dobj", "nsubjpass"])
_LOOK_BACK_SENTENCES = 2
_OF_TOKENS_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A participant and what decides whether two of them are the same."""

    participant: Participant
    key: str  # entity id, or the folded name
    alpha3: str | None
    head: int  # token that names it
    part: int
    is_site: bool = False  # the name of a place, though a country may act
    is_ground: bool = False  # a place that never acts: a sea, a road
    is_local: bool = False  # such a place, a town or a region: no country

    @property
    def is_named(self) -> bool:
        """Whether it is a name and not a common noun."""
        return self.participant.entity_id is not None


class Cast:
    """The possible parties of one article."""

    def __init__(self, reading: Reading, names: list[Name], directory: Directory, gazetteer: Gazetteer) -> None:
        self._reading, self._names, self._directory, self._gazetteer = reading, names, directory, gazetteer
        self._at: dict[tuple[int, int], Name] = {
            (name.part, i): name for name in names for i in range(name.first, name.last)
        }
        self._firsts: dict[int, list[int]] = {}
        for sentence in reading.sentences:
            self._firsts.setdefault(sentence.part, []).append(sentence.first)

    def parties(self, part: int, token: Token) -> list[Party]:
        """All that a noun or pronoun names: "they" may be two."""
        head = heads_meant(token)
        if head.tag_ == "PRP":
            found = self._of_pronoun(part, head)
            return found or ([self._people_by_number(part, token, head)] if head.i != token.i else [])
        party = self.party(part, token)
        return [party] if party is not None else []

    def party(self, part: int, token: Token) -> Party | None:
        """The party a noun names; None when it names none (a thing, a notion, a time)."""
        head = heads_meant(token)
        if head.tag_ == "PRP":
            return next(iter(self._of_pronoun(part, head)), None)
        return self._of_name_at(part, head) or self._name_behind(part, head) or self._of_nobody_named(part, head)

    def _of_name_at(self, part: int, head: Token) -> Party | None:
        name = self._at.get((part, head.i))
        if name is None:
            return None
        is_party = name.label in _PARTY_LABELS and (head.i == name.last - 1 or head.tag_ in NOUNS)
        return self._of_name(name, head) if is_party or name.label in ("LOC", "FAC") else None

    def _of_nobody_named(self, part: int, head: Token) -> Party | None:
        if head.dep_ in _UNDERGOING and is_number(head):
            return self._people_by_number(part, head, head)
        if head.lower_ == "those":
            return self._those(part, head)
        return self._of_common_noun(part, head) if head.tag_ in NOUNS or head.tag_ == "JJ" else None

    def _name_behind(self, part: int, head: Token) -> Party | None:
        """The name that follows a noun: "its head, Ana Diaz"; of a number also a noun ("one, a girl of ten")."""
        for child in head.rights:
            if child.dep_ == "appos" and head.tag_ in ("NN", "CD"):
                name = self._at.get((part, child.i))
                if name is not None and name.label in _PARTY_LABELS and name.first > head.i:
                    return self._of_name(name, child)
                return self._of_common_noun(part, child) if head.tag_ == "CD" and child.tag_ in NOUNS else None
        return None

    def modifiers(self, part: int, token: Token) -> list[Party]:
        """Parties that stand before a noun: "China's ministry", "Israeli attack", "police raid"."""
        found = []
        for child in heads_meant(token).lefts:
            if child.tag_ == "PRP$":
                found += self._of_pronoun(part, child)
            elif child.dep_ in ("poss", "amod", "compound", "nmod"):
                name = self._at.get((part, child.i))
                if name is not None and name.label in _PARTY_LABELS:
                    named = self._of_name(name, child)
                    if child.dep_ == "poss" or not named.is_local:  # "Oaxaca sit-in": there it is, nobody's
                        found.append(named)
                elif child.dep_ in ("poss", "compound") and (party := self._of_common_noun(part, child)) is not None:
                    found.append(party)
        return found

    def _of_name(self, name: Name, head: Token) -> Party:
        entity = self._directory.by_name[name.start]
        place = self._directory.places.get(name.start)
        code, alpha3 = entity.code, (entity.code or "")[:3] or None
        if place is not None:
            alpha3 = place.alpha3
            seat = self._gazetteer.seat(name.surface)
            code = code_of(alpha3, "GOV") if seat and name.label == "GPE" and place.kind == "city" else alpha3
        participant = Participant(
            name=entity.name, surface=name.surface, char_start=name.start, char_end=name.end, code=code,
            entity_id=entity.entity_id,
        )  # fmt: skip
        ground = name.label in ("LOC", "FAC")
        return Party(
            participant=participant, key=str(entity.entity_id), alpha3=alpha3, head=head.i, part=name.part,
            is_site=ground or name.label == "GPE", is_ground=ground,
            is_local=ground or (name.label == "GPE" and (place is None or place.kind != "country")),
        )  # fmt: skip

    def _of_common_noun(self, part: int, head: Token) -> Party | None:
        doc = head.doc
        first = phrase_start(head)
        words = [token.lower_ for token in doc[first : head.i + 1]]
        found = sector_of(words) or sector_of([*words[:-1], head.lemma_ or words[-1]])
        proper = head.tag_ in ("NNP", "NNPS") and head.ent_type_ == "" and len(head.text) > 2 and not is_time(head)
        if (found is None and not proper) or _is_condition(head):
            return None
        return self._by_phrase(part, head, first, found[0] if found else sector_of_name(" ".join(words)))

    def thing(self, part: int, token: Token) -> Party | None:
        """What a common noun names, though it is nobody: the post that is shelled, the boat that is seized."""
        head = heads_meant(token)
        if head.tag_ not in ("NN", "NNS") or (part, head.i) in self._at or is_time(head):
            return None
        return self._by_phrase(part, head, phrase_start(head), None)

    def _by_phrase(self, part: int, head: Token, first: int, sector: str | None) -> Party:
        doc = head.doc
        last = self._with_of(head)
        country = self._country_around(part, head, first, last)
        offset = self._reading.offsets[part]
        start, end = offset + doc[first].idx, offset + doc[last - 1].idx + len(doc[last - 1].text)
        surface = self._reading.article.body[start:end]
        participant = Participant(
            name=" ".join(surface.split()), surface=surface, char_start=start, char_end=end,
            code=code_of(country, sector), entity_id=None,
        )  # fmt: skip
        return Party(participant=participant, key=fold(participant.name), alpha3=country, head=head.i, part=part)

    def _people_by_number(self, part: int, first: Token, last: Token) -> Party:
        """As in "wounded five", "five more", "two of them": so many people."""
        doc, offset = first.doc, self._reading.offsets[part]
        low = first.left_edge if first.tag_ == "JJR" else first
        start, end = offset + doc[low.i].idx, offset + doc[last.i].idx + len(doc[last.i].text)
        surface = self._reading.article.body[start:end]
        participant = Participant(
            name=" ".join(surface.split()), surface=surface, char_start=start, char_end=end, code="CVL", entity_id=None
        )
        return Party(participant=participant, key=f"{surface} people", alpha3=None, head=first.i, part=part)

    def _those(self, part: int, head: Token) -> Party | None:
        """People told only by what they did: "those behind the raid"."""
        behind = next((c for c in head.rights if c.dep_ in ("prep", "acl", "relcl")), None)
        if behind is None or behind.right_edge.i - head.i > _OF_TOKENS_MAX:
            return None
        return self._people_by_number(part, head, behind.right_edge)

    def _with_of(self, head: Token) -> int:
        """End of "ministry of defence", "leaders of Romania": the phrase with its of-part, when that is short."""
        if head.dep_ in _UNDERGOING and head.head.lemma_ in _OF_WHAT:
            return head.i + 1
        for child in head.rights:
            if child.lower_ == "of" and child.i == head.i + 1 and not any(o.dep_ == "pcomp" for o in child.rights):
                end = child.right_edge.i + 1
                if end - child.i <= _OF_TOKENS_MAX:
                    return end
                inner = next((o for o in child.rights if o.dep_ == "pobj"), None)
                if inner is not None and inner.i + 1 - child.i <= _OF_TOKENS_MAX:
                    return inner.i + 1
        return head.i + 1

    def _country_around(self, part: int, head: Token, first: int, last: int) -> str | None:
        for i in [*range(head.i - 1, first - 1, -1), *range(head.i, last)]:
            name = self._at.get((part, i))
            if name is not None and (place := self._directory.places.get(name.start)) is not None and place.alpha3:
                return place.alpha3
        for child in head.rights:  # "protest leaders in Sudan"
            if child.lower_ in ("in", "from") and child.i == head.i + 1:
                inner = next((o for o in child.rights if o.dep_ == "pobj"), None)
                name = self._at.get((part, inner.i)) if inner is not None else None
                place = self._directory.places.get(name.start) if name is not None else None
                return place.alpha3 if place is not None else None
        return None

    def _of_pronoun(self, part: int, pronoun: Token) -> list[Party]:
        """Who reports, where the pronoun stands in what is reported; else the last fitting subject before it."""
        if pronoun.lower_ in _SPEAKERS and pronoun.dep_ in ("nsubj", "nsubjpass"):
            speaker = speaker_of(pronoun.head) or _who_quotes(pronoun)
            if speaker is not None and heads_meant(speaker).tag_ != "PRP" and _may_be_one(speaker, pronoun):
                found = self.party(part, speaker)
                return [found] if found is not None else []
        nouns = antecedents(pronoun, self._back_to(part, pronoun.i), lambda i: self._label_at(part, i))
        parties = (self.party(part, noun) for noun in nouns)
        return [party for party in parties if party is not None]

    def _label_at(self, part: int, token: int) -> str | None:
        name = self._at.get((part, token))
        return name.label if name is not None else None

    def _back_to(self, part: int, token: int) -> int:
        """First token of the sentence two before that of a token."""
        firsts = self._firsts[part]
        return firsts[max(0, bisect_right(firsts, token) - 1 - _LOOK_BACK_SENTENCES)]


def _is_condition(head: Token) -> bool:
    """Whether a "state" is none that acts: "state of siege"."""
    inner = next((o for c in head.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"), None)
    return head.lower_ == "state" and inner is not None and inner.tag_ == "NN"


def _who_quotes(pronoun: Token) -> Token | None:
    """Who speaks of himself in a quotation, whatever verb is used: '"We condemn it," the minister tweeted'."""
    clause = pronoun.head
    if kind_of(pronoun) is not None or clause.dep_ != "ccomp":
        return None
    return next((c for c in clause.head.children if c.dep_ == "nsubj"), None)


def _may_be_one(speaker: Token, pronoun: Token) -> bool:
    """Whether who speaks can be the pronoun in the speech: "police said he" are two, "his lawyer said he" too."""
    kind = kind_of(pronoun)
    owner = _OWNS.get(pronoun.lower_)
    if speaker.tag_ in ("NN", "NNS") and any(c.dep_ == "poss" and c.lower_ == owner for c in speaker.lefts):
        return False  # but "his Holiness said he" is one
    several = speaker.tag_ in ("NNS", "NNPS") or len(conjuncts(speaker)) > 1
    return kind != PERSON or not (several or speaker.lower_ in ("police", "army", "ministry", "government"))


def without_doubles(parties: Iterable[Party]) -> list[Party]:
    """Each party once, in order."""
    seen: set[str] = set()
    found = []
    for party in parties:
        if party.key not in seen:
            seen.add(party.key)
            found.append(party)
    return found


def entity_ids(parties: Iterable[Party]) -> set[uuid.UUID]:
    """Ids of the named ones."""
    return {party.participant.entity_id for party in parties if party.participant.entity_id is not None}
