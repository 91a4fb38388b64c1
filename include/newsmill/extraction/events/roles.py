"""Who does it and to whom: from an act to its actors and recipients."""

from collections.abc import Iterable

from spacy.tokens import Token

from include.newsmill.extraction.entities.sectors import sector_of
from include.newsmill.extraction.events.candidates import Act, is_suffered
from include.newsmill.extraction.events.ontology import SWALLOWS
from include.newsmill.extraction.events.parties import Cast, Party, without_doubles
from include.newsmill.extraction.events.predicates import (
    NOMINAL,
    VERBS,
    Predicate,
    conjuncts,
    heads_meant,
    prepositions_of,
    stray_object,
)
from include.newsmill.extraction.tables import word_list

_USUAL = (
    "obj",
    "dative",
    "against",
    "with",
    "to",
    "on",
    "at",
    "upon",
    "into",
    "toward",
    "towards",
    "from",
    "between",
    "of",
    "for",
    "over",
    "in",
)
# "Troops imposed a curfew in Darfur": of such acts the place may be the only one said to suffer them.
_SUFFERED_WHERE = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "CONCEDE", "RETREAT", "AID", "SANCTION"])
_INSIDE_OBJECT = ("of", "by", "from", "against", "on", "with", "to", "between", "for", "over", "in")
_OBJECT_CONTROL = word_list("object_control_verb")
_UNDER_CLAUSE = frozenset(["conj", "xcomp", "ccomp", "advcl", "dep", "parataxis"])
_UNDER_WORD = frozenset(["acl", "pcomp", "advcl", "ccomp"])
_CLIMB_MAX = 6


def subject_tokens(verb: Token, depth: int = 0) -> list[Token]:
    """Nouns that do what a verb says, found over control, conjunction, apposition and relative clauses.

    A passive verb gives its agent; without one nobody.
    """
    predicate = Predicate(verb)
    if predicate.passive:
        return [n for agent in predicate.agents for n in conjuncts(agent)]
    if predicate.own_subjects:
        return [n for subject in predicate.own_subjects for n in _without_stray(conjuncts(subject))]
    head, dep = verb.head, verb.dep_
    if depth >= _CLIMB_MAX or head.i == verb.i:
        return []
    if dep in _UNDER_CLAUSE and (is_clause(head) or head.dep_ == "ROOT"):
        return _shared_subject(verb, Predicate(head), depth)
    if dep == "acl" and head.tag_ in NOMINAL:
        return _of_participle(verb, head, depth)
    above = _verb_over(verb) if dep == "xcomp" or (dep in _UNDER_WORD and head.tag_ in ("JJ", "IN", "TO")) else None
    return subject_tokens(above, depth + 1) if above is not None else []


def _shared_subject(verb: Token, above: Predicate, depth: int) -> list[Token]:
    """Subject that a verb without its own takes from the clause over it."""
    if verb.dep_ == "xcomp" and above.lemma in _OBJECT_CONTROL and above.patients:
        return [n for patient in above.patients for n in conjuncts(patient)]
    if not above.passive:
        return subject_tokens(above.verb, depth + 1)
    if verb.dep_ == "conj" and verb.tag_ == "VBN":  # "was arrested and beaten": nobody is said to do either
        return []
    return [n for subject in above.own_subjects for n in conjuncts(subject)]


def is_clause(token: Token) -> bool:
    """A verb, or a word that the tagger took for a noun though it has a subject ("Trump and Xi hope to sign")."""
    return token.tag_ in VERBS or any(c.dep_ in ("nsubj", "nsubjpass") for c in token.lefts)


def _of_participle(verb: Token, noun: Token, depth: int) -> list[Token]:
    """As in "gave a speech excoriating China": the noun itself, or whoever does something with it."""
    if verb.tag_ == "VBG" and not _is_thing(noun):
        return conjuncts(noun)
    above = _verb_over(noun)
    if above is not None and noun.dep_ in ("dobj", "pobj", "attr", "nsubj"):
        return subject_tokens(above, depth + 1)
    return [] if _is_thing(noun) else conjuncts(noun)


def _is_thing(noun: Token) -> bool:
    if noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or noun.tag_ in ("NNP", "NNPS", "PRP"):
        return False
    return sector_of([heads_meant(noun).lower_]) is None


def _verb_over(token: Token) -> Token | None:
    for _ in range(_CLIMB_MAX):
        if token.head.i == token.i:
            return None
        token = token.head
        if is_clause(token):
            return token
    return None


def _without_stray(nouns: list[Token]) -> list[Token]:
    """Without a first conjunct that is really the object of the preposition right before it."""
    if len(nouns) < 2:
        return nouns
    start = nouns[0].left_edge.i
    if start > 0 and nouns[0].doc[start - 1].tag_ == "IN" and stray_object(nouns[0].doc[start - 1]) == nouns[0]:
        return nouns[1:]
    return nouns


class Roles:
    """Finds the parties of acts in one part of an article."""

    def __init__(self, cast: Cast, part: int) -> None:
        self._cast, self._part = cast, part

    def of(self, act: Act) -> tuple[list[Party], list[Party]]:
        """Actors and recipients of an act; nobody is both."""
        if act.verb is None:
            actors, recipients = self._of_noun(act)
        else:
            actors, recipients = self._of_verb(act, act.verb)
        actors = without_doubles(actors)
        taken = {party.key for party in actors}
        return actors, [party for party in without_doubles(recipients) if party.key not in taken]

    def speaker(self, token: Token) -> list[Party]:
        """The parties a noun phrase names; for speakers of a report."""
        return self._named(conjuncts(token))

    def clause_subjects(self, predicate: Predicate) -> list[Party]:
        """Parties that the clause under a verb speaks of: who shall do it."""
        found: list[Party] = []
        for clause in predicate.complements:
            inner = Predicate(clause)
            found += self._named([n for s in inner.own_subjects for n in conjuncts(s)])
        return found

    def _of_verb(self, act: Act, verb: Predicate) -> tuple[list[Party], list[Party]]:
        subjects = self._named(subject_tokens(verb.verb))
        if not subjects and not verb.passive:
            subjects = self._inside([n for s in verb.own_subjects for n in [s]], ("by", "of", "from"))
        if act.noun is not None and verb.lemma != "call" and act.noun in [heads_meant(s) for s in verb.own_subjects]:
            return self._of_noun(act)  # "talks between A and B began"
        if is_suffered(verb) and act.noun is not None:
            return self._by_whom(act.noun), subjects
        recipients = self._recipients(act, verb)
        if act.meaning.mutual and act.noun is not None:
            between = self._named(prepositions_of(act.noun.children).get("between", []))
            if between and not subjects:
                return between, []
        return subjects, recipients

    def _recipients(self, act: Act, verb: Predicate) -> list[Party]:
        wanted = act.meaning.recipient
        usual: tuple[str, ...] = _USUAL if act.meaning.event_type in _SUFFERED_WHERE else _USUAL[:-1]
        if act.meaning.event_type == "MOBILIZE":  # the object is one's own force
            usual = usual[1:]
        for place in (*wanted, *(p for p in usual if p not in wanted)):
            if found := self._at(place, act, verb, listed=place in wanted):
                return found
        spoken_of = act.swallowed or next((Predicate(c) for c in verb.complements if c.dep_ == "xcomp"), None)
        if spoken_of is not None and act.meaning.event_type in SWALLOWS:
            inner = Act(meaning=act.meaning, verb=spoken_of, noun=None)
            for place in ("obj", "dative", "with", "to", "against", "on", "from"):
                if found := self._at(place, inner, spoken_of, listed=True):
                    return found
        return []

    def _at(self, place: str, act: Act, verb: Predicate, *, listed: bool) -> list[Party]:
        if place in ("obj", "subj"):
            nouns = [n for o in verb.patients for n in conjuncts(o)]
            inside = _INSIDE_OBJECT if act.meaning.event_type in _SUFFERED_WHERE else _INSIDE_OBJECT[:-1]
            return self._named(nouns) or self._inside(nouns, inside)
        if place == "subj-of-clause":
            return self.clause_subjects(verb)
        if place == "dative":
            return self._named(verb.datives)
        nouns = verb.prepositions.get(place, []) + verb.object_prepositions.get(place, [])
        if act.noun is not None:
            nouns = nouns + prepositions_of(act.noun.children).get(place, [])
        nouns = [n for n in nouns if n.i not in {a.i for a in verb.agents}]
        found = self._named(nouns)
        if not found and (listed or place in ("against", "with", "on")):
            found = self._inside(nouns, ("of", "with"))
        return found

    def _of_noun(self, act: Act) -> tuple[list[Party], list[Party]]:
        noun = act.noun if act.noun is not None else act.head
        own = prepositions_of(noun.children)
        if between := self._named(own.get("between", [])):
            return between, []
        actors = self._by_whom(noun)
        recipients: list[Party] = []
        for name in (
            ("with", "against", "on", "to", "of", "in")
            if act.meaning.mutual
            else ("on", "against", "of", "to", "at", "in")
        ):
            nouns = own.get(name, [])
            if recipients := self._named(nouns) or self._inside(nouns, ("of",)):
                break
        if not actors and act.meaning.mutual and noun.dep_ == "pobj" and (above := _verb_over(noun)) is not None:
            actors = self._named(subject_tokens(above))
        return actors, recipients

    def _by_whom(self, noun: Token) -> list[Party]:
        own = prepositions_of(noun.children)
        return (
            self._named(own.get("by", [])) or self._cast.modifiers(self._part, noun) or self._named(own.get("from", []))
        )

    def _named(self, nouns: Iterable[Token]) -> list[Party]:
        parties = (self._cast.party(self._part, noun) for noun in nouns)
        return [party for party in parties if party is not None]

    def _inside(self, nouns: Iterable[Token], prepositions: tuple[str, ...]) -> list[Party]:
        """Parties in the phrase of a noun that is none itself: "Iran's programme", "an end to strikes by Israel"."""
        for noun in nouns:
            own = prepositions_of(heads_meant(noun).children)
            if found := self._cast.modifiers(self._part, noun):
                return found
            for name in prepositions:
                if found := self._named(own.get(name, [])):
                    return found
        return []
