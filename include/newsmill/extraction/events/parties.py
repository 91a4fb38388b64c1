"""Who takes part: from a noun in the parse to a participant with name, span, code and entity."""

import re
import uuid
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from include.newsmill.extraction.entities.directory import Directory
from include.newsmill.extraction.entities.places import Gazetteer, fold
from include.newsmill.extraction.entities.sectors import code_of, sector_of, sector_of_name
from include.newsmill.extraction.events.attribution import speaker_of
from include.newsmill.extraction.events.predicates import NOUNS, heads_meant, is_time
from include.newsmill.extraction.reading import Name, Reading
from include.newsmill.model import Participant

_PARTY_LABELS = frozenset(["PERSON", "ORG", "GPE", "NORP"])
_PERSON_PRONOUNS = frozenset(["he", "she", "him", "her"])
_BODY_PRONOUNS = frozenset(["it"])
_SPEAKERS = _PERSON_PRONOUNS | _BODY_PRONOUNS | {"they", "we", "i"}
_LEFT = frozenset(
    [
        "compound",
        "amod",
        "poss",
        "nmod",
        "nummod",
        "punct",
        "case",
        "quantmod",
        "advmod",
        "npadvmod",
        "appos",
        "dep",
        "det",
    ]
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LOOK_BACK_SENTENCES = 2
_PHRASE_TOKENS_MAX = 10
_OF_TOKENS_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A participant and what decides whether two of them are the same."""

    participant: Participant
    key: str  # entity id, or the folded name
    alpha3: str | None
    head: int  # token that names it
    part: int

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
        self._starts = [name.start for name in names]

    def party(self, part: int, token: Token) -> Party | None:
        """The party a noun names; None when it names none (a thing, a notion, a time)."""
        head = heads_meant(token)
        if head.tag_ == "PRP":
            return self._of_pronoun(part, head)
        name = self._at.get((part, head.i))
        if name is not None and name.label in _PARTY_LABELS and (head.i == name.last - 1 or head.tag_ in NOUNS):
            return self._of_name(name, head)
        if name is not None and name.label in ("LOC", "FAC"):
            return self._of_name(name, head)
        if head.tag_ == "CD" and head.dep_ in ("dobj", "nsubjpass") and not _is_money_or_year(head):
            return self._people_by_number(part, head)
        if head.tag_ not in NOUNS and head.tag_ != "JJ":
            return None
        return self._of_common_noun(part, head)

    def modifiers(self, part: int, token: Token) -> list[Party]:
        """Parties that stand before a noun: "China's ministry", "Israeli attack", "police raid"."""
        found = []
        for child in heads_meant(token).lefts:
            if child.dep_ in ("poss", "amod", "compound", "nmod"):
                name = self._at.get((part, child.i))
                if name is not None and name.label in _PARTY_LABELS:
                    found.append(self._of_name(name, child))
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
        return Party(participant=participant, key=str(entity.entity_id), alpha3=alpha3, head=head.i, part=name.part)

    def _of_common_noun(self, part: int, head: Token) -> Party | None:
        doc = head.doc
        first = _phrase_start(head)
        words = [token.lower_ for token in doc[first : head.i + 1]]
        found = sector_of(words) or sector_of([*words[:-1], head.lemma_ or words[-1]])
        proper = head.tag_ in ("NNP", "NNPS") and head.ent_type_ == "" and len(head.text) > 2 and not is_time(head)
        if found is None and not proper:
            return None
        last = self._with_of(head)
        country = self._country_around(part, head, first, last)
        offset = self._reading.offsets[part]
        start, end = offset + doc[first].idx, offset + doc[last - 1].idx + len(doc[last - 1].text)
        surface = self._reading.article.body[start:end]
        sector = found[0] if found else sector_of_name(" ".join(words))
        participant = Participant(
            name=" ".join(surface.split()), surface=surface, char_start=start, char_end=end,
            code=code_of(country, sector), entity_id=None,
        )  # fmt: skip
        return Party(participant=participant, key=fold(participant.name), alpha3=country, head=head.i, part=part)

    def _people_by_number(self, part: int, head: Token) -> Party:
        """As in "wounded five": so many people."""
        start = self._reading.offsets[part] + head.idx
        surface = self._reading.article.body[start : start + len(head.text)]
        participant = Participant(
            name=surface, surface=surface, char_start=start, char_end=start + len(surface), code="CVL", entity_id=None
        )
        return Party(participant=participant, key=f"{surface} people", alpha3=None, head=head.i, part=part)

    def _with_of(self, head: Token) -> int:
        """End of "ministry of defence", "leaders of Romania": the phrase with its of-part, when that is short."""
        for child in head.rights:
            if child.lower_ == "of" and child.i == head.i + 1:
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

    def _of_pronoun(self, part: int, pronoun: Token) -> Party | None:
        """Who reports, where the pronoun stands in what is reported; else the last fitting subject before it."""
        lower = pronoun.lower_
        if lower in _SPEAKERS and pronoun.dep_ in ("nsubj", "nsubjpass"):
            speaker = speaker_of(pronoun.head)
            if speaker is not None and speaker.tag_ != "PRP" and speaker.i != pronoun.i:
                return self.party(part, speaker)
        labels = ("PERSON",) if lower in _PERSON_PRONOUNS else ("ORG", "GPE") if lower in _BODY_PRONOUNS else ()
        if not labels:
            return None
        at = self._reading.offsets[part] + pronoun.idx
        index = bisect_left(self._starts, at)
        sentence = None
        best: Name | None = None
        for name in reversed(self._names[max(0, index - 40) : index]):
            sentence = name.sentence if sentence is None else sentence
            if sentence - name.sentence > _LOOK_BACK_SENTENCES:
                break
            if name.label not in labels:
                continue
            head = _root(self._reading.docs[name.part], name)
            if head.dep_ in ("nsubj", "nsubjpass"):
                return self._of_name(name, head)
            best = best or name
        if best is None or lower in _BODY_PRONOUNS:
            return None
        return self._of_name(best, self._reading.docs[best.part][best.last - 1])


def _root(doc: Doc, name: Name) -> Token:
    """The word of a name that the rest of the sentence hangs on: Union of "Union of Teachers"."""
    for token in doc[name.first : name.last]:
        if not name.first <= token.head.i < name.last or token.head.i == token.i:
            return token
    return doc[name.last - 1]


def _is_money_or_year(figure: Token) -> bool:
    if _YEAR.fullmatch(figure.text) or figure.lower_ in ("million", "billion", "trillion"):
        return True
    return any(child.dep_ == "quantmod" or child.tag_ == "$" for child in figure.lefts)


def _phrase_start(head: Token) -> int:
    """First token of a noun's own phrase, without article: modifiers only, no clauses."""
    first = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ not in _LEFT or child.right_edge.i != first - 1 or child.tag_ in ("VB", "VBP", "VBZ", "VBD"):
            break
        first = child.left_edge.i
        if head.i - first > _PHRASE_TOKENS_MAX:
            first = head.i
            break
    doc = head.doc
    while first < head.i and (
        doc[first].tag_ in ("DT", "PRP$", "CC", "PDT") or doc[first].is_punct or doc[first].is_space
    ):
        first += 1
    return first


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
