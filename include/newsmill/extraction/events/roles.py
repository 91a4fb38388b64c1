"""Who does it and to whom: from an act to its actors and recipients."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from include.newsmill.extraction.events.candidates import Act, is_suffered
from include.newsmill.extraction.events.lexicon import Meaning, meaning_of_verb, word_classes
from include.newsmill.extraction.events.ontology import SWALLOWS
from include.newsmill.extraction.events.parties import Cast, Party, without_doubles
from include.newsmill.extraction.events.predicates import Predicate, conjuncts, heads_meant, prepositions_of
from include.newsmill.extraction.events.subjects import subject_tokens, verb_over

_USUAL = (
    "obj", "dative", "against", "with", "to", "on", "at", "upon", "into", "toward", "towards", "from", "between", "of",
    "for", "over", "in",
)  # fmt: skip
_INSIDE_OBJECT = ("of", "by", "from", "against", "on", "with", "to", "between", "for", "over", "in")
# "Troops imposed a curfew in Darfur": of such acts the place may be the only one said to suffer them.
_SUFFERED_WHERE = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "CONCEDE", "RETREAT", "AID", "SANCTION"])
_OWN = word_classes()["forces"] | word_classes()["aid_goods"]  # sent, withdrawn or given: not whom it is done to
_GIVEN = frozenset(["MOBILIZE", "AID", "AGREE", "RETREAT"])
_BEFORE_CAUSES = frozenset(["by", "after", "since", "before"])
_DEEP_STEPS_MAX = 5


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
        return actors, _others(without_doubles(recipients), actors)

    def speaker(self, token: Token) -> list[Party]:
        """The parties a noun phrase names; for speakers of a report."""
        return self._named(conjuncts(token))

    def _of_verb(self, act: Act, verb: Predicate) -> tuple[list[Party], list[Party]]:
        subjects = self._named(subject_tokens(verb.verb))
        if "subject" in act.meaning.recipient:  # "refugees received food from the Red Cross"
            givers = verb.prepositions.get("from", []) + verb.object_prepositions.get("from", []) + verb.agents
            return self._named(givers), subjects
        if not subjects and not verb.passive:
            subjects = self._inside(verb.own_subjects, ("by", "of", "from"))
        if act.noun is not None:
            if verb.lemma != "call" and act.noun in [heads_meant(s) for s in verb.own_subjects]:
                return self._of_noun(act)  # "talks between A and B began"
            if is_suffered(verb):
                return self._by_whom(act.noun), subjects
            if act.meaning.mutual and not subjects:
                between = self._named(prepositions_of(act.noun.children).get("between", []))
                if between:
                    return between, []
        return subjects, self._recipients(act, verb, subjects)

    def _recipients(self, act: Act, verb: Predicate, actors: list[Party]) -> list[Party]:
        """The first place of the act's own words that names anybody but the actors, then of the act it speaks of."""
        for found in self._places(act.meaning, verb, act.noun):
            if others := _others(found, actors):
                return others
        spoken_of = act.swallowed or next((Predicate(c) for c in verb.complements if c.dep_ == "xcomp"), None)
        if spoken_of is not None and act.meaning.event_type in SWALLOWS:
            meaning = meaning_of_verb(spoken_of.lemma, spoken_of) or act.meaning
            for found in self._places(meaning, spoken_of, None):
                if others := _others(found, actors):
                    return others
        without = _BEFORE_CAUSES if act.meaning.event_type in _SUFFERED_WHERE else _BEFORE_CAUSES | {"in", "at"}
        return _others(self._deep(verb, without), actors)[:1]

    def _places(self, meaning: Meaning, verb: Predicate, noun: Token | None) -> Iterator[list[Party]]:
        wanted = meaning.recipient
        usual: tuple[str, ...] = _USUAL if meaning.event_type in _SUFFERED_WHERE else _USUAL[:-1]
        if meaning.event_type in _GIVEN and verb.object_words & _OWN:
            usual = usual[1:]
        for place in (*wanted, *(p for p in usual if p not in wanted)):
            yield self._at(place, meaning, verb, noun, listed=place in wanted)

    def _at(self, place: str, meaning: Meaning, verb: Predicate, noun: Token | None, *, listed: bool) -> list[Party]:
        if place in ("obj", "subj"):
            nouns = [n for o in verb.patients for n in conjuncts(o)]
            inside = _INSIDE_OBJECT if meaning.event_type in _SUFFERED_WHERE else _INSIDE_OBJECT[:-1]
            return self._named(nouns) or self._inside(nouns, inside)
        if place == "subj-of-clause":
            return self._clause_subjects(verb)
        if place == "dative":
            return self._named(verb.datives)
        nouns = verb.prepositions.get(place, []) + verb.object_prepositions.get(place, [])
        if noun is not None:
            nouns = nouns + prepositions_of(noun.children).get(place, [])
        agents = {agent.i for agent in verb.agents}
        nouns = [n for n in nouns if n.i not in agents]
        found = self._named(nouns)
        if not found and (listed or place in ("against", "with", "on")):
            found = self._inside(nouns, ("of", "with"))
        return found

    def _clause_subjects(self, predicate: Predicate) -> list[Party]:
        """Parties that the clause under a verb speaks of: who shall do it."""
        found: list[Party] = []
        for clause in predicate.complements:
            found += self._named([n for s in Predicate(clause).own_subjects for n in conjuncts(s)])
        return found

    def _deep(self, verb: Predicate, without: frozenset[str]) -> list[Party]:
        """Named parties behind any preposition under the verb, however deep in the phrase, but in no other clause.

        "Agreed to send a team to help in Somalia": the nearest one is better than nobody.
        """
        found = []
        for token in verb.verb.subtree:
            if token.i > verb.verb.i and token.dep_ == "pobj" and _steps_to(token, verb.verb) <= _DEEP_STEPS_MAX:
                party = self._cast.party(self._part, token)
                if party is not None and party.is_named and token.head.lower_ not in without:
                    found.append(party)
        return found

    def _of_noun(self, act: Act) -> tuple[list[Party], list[Party]]:
        noun = act.noun if act.noun is not None else act.head
        own = prepositions_of(noun.children)
        if between := self._named(own.get("between", [])):
            return between, []
        actors = self._by_whom(noun)
        recipients: list[Party] = []
        mutual = act.meaning.mutual
        for name in (
            ("with", "against", "on", "to", "of", "in") if mutual else ("on", "against", "of", "to", "at", "in")
        ):
            nouns = own.get(name, [])
            if recipients := self._named(nouns) or self._inside(nouns, ("of",)):
                break
        if not actors and mutual and noun.dep_ == "pobj" and (above := verb_over(noun)) is not None:
            actors = self._named(subject_tokens(above))
        return actors, recipients

    def _by_whom(self, noun: Token) -> list[Party]:
        own = prepositions_of(noun.children)
        for found in (self._named(own.get("by", [])), self._cast.modifiers(self._part, noun)):
            if found:
                return found
        return self._named(own.get("from", []))

    def _named(self, nouns: Iterable[Token]) -> list[Party]:
        parties = (self._cast.party(self._part, noun) for noun in nouns)
        return [party for party in parties if party is not None]

    def _inside(self, nouns: Iterable[Token], prepositions: tuple[str, ...]) -> list[Party]:
        """Parties in the phrase of a noun that is none itself: "Iran's programme", "sanctions imposed on Eritrea"."""
        for noun in nouns:
            if found := self._cast.modifiers(self._part, noun):
                return found
            meant = heads_meant(noun)
            participles = [c for c in meant.rights if c.dep_ == "acl" and c.tag_ == "VBN"]
            own = [prepositions_of(word.children) for word in (meant, *participles)]
            for name in prepositions:
                for found_at in own:
                    if found := self._named(found_at.get(name, [])):
                        return found
        return []


def _others(parties: list[Party], actors: list[Party]) -> list[Party]:
    taken = {party.key for party in actors}
    return [party for party in parties if party.key not in taken]


def _steps_to(token: Token, verb: Token) -> int:
    """Words between a word and a verb over it; many when a clause of its own lies between."""
    steps = 0
    while token.i != verb.i and steps <= _DEEP_STEPS_MAX:
        if token.dep_ in ("relcl", "advcl", "conj") and token.tag_.startswith("V"):
            return _DEEP_STEPS_MAX + 1
        token = token.head
        steps += 1
    return steps
