"""To whom it is done: the places where the recipient of a verb may stand, tried one after another."""

from collections.abc import Iterator

from include.newsmill.extraction.events.candidates import Act
from include.newsmill.extraction.events.lexicon import Meaning, meaning_of_verb, word_classes
from include.newsmill.extraction.events.ontology import SWALLOWS
from include.newsmill.extraction.events.parties import Party
from include.newsmill.extraction.events.phrases import Phrases
from include.newsmill.extraction.events.predicates import Predicate, conjuncts, first_conjunct, prepositions_of
from include.newsmill.extraction.events.subjects import is_clause
from include.newsmill.extraction.parse import Token

_USUAL = (
    "obj", "dative", "against", "with", "to", "on", "at", "upon", "into", "toward", "towards", "from", "between", "of",
    "for", "over", "onto", "outside", "in",
)  # fmt: skip
_NO_PREPOSITION = frozenset(["obj", "subj", "subj-of-clause", "dative"])
_INSIDE_OBJECT = ("of", "by", "from", "against", "on", "with", "to", "between", "for", "over", "in")
# "Troops imposed a curfew in Darfur": of such acts the place may be the only one said to suffer them.
_SUFFERED_WHERE = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "CONCEDE", "RETREAT", "AID", "SANCTION"])
_SITED = frozenset(["MOBILIZE", "RETREAT"])  # of the others only a country suffers, no town
_WHERE = frozenset(["in", "at", "near", "off", "around", "across", "along", "under", "inside", "through", "within"])
_OWN = word_classes()["forces"] | word_classes()["aid_goods"]  # sent, withdrawn or given: not whom it is done to
_GIVEN = frozenset(["MOBILIZE", "AID", "AGREE", "RETREAT"])
_BEFORE_CAUSES = frozenset(["by", "after", "since", "before"])
_TOWARDS = frozenset(["with", "against", "on", "to", "from", "of", "for", "toward", "towards", "upon", "between"])
# What is seized or struck is the recipient though it is nobody ("seized a tanker", "shelled the post").
_STRIKES = frozenset(
    [
        "seize", "commandeer", "confiscate", "impound", "intercept", "capture", "occupy", "surround", "board", "search",
        "raid", "storm", "shell", "bomb", "bombard", "attack", "torch", "burn", "destroy", "demolish", "ransack",
        "loot", "sink", "ram", "blow", "overrun", "ambush", "hijack", "blockade", "besiege",
    ]
)  # fmt: skip
_STRUCK = frozenset(["ASSAULT", "COERCE"])
# Their object is what it is done with: "fired tear gas at", "used a water cannon against".
_WITH_INSTRUMENT = frozenset(
    ["use", "fire", "trade", "exchange", "throw", "hurl", "lob", "plant", "launch", "lay", "set"]
)
# Their object, unless it has a name, is what comes of the act: "will set up a commission", "sent 60 observers".
_MADE = frozenset(
    [
        "open", "build", "establish", "create", "form", "found", "construct", "set", "launch", "post", "send", "deploy",
        "sign", "provide", "promise", "pledge", "undertake", "hold", "exchange", "swap", "give", "study",
    ]
)  # fmt: skip
_MADE_TYPES = frozenset(["AGREE", "COOPERATE", "AID", "SUPPORT"])
_IMPOSING = frozenset(["impose", "declare", "lift", "enforce", "extend", "ease"])  # a curfew, on those who live there
_RECALLING = frozenset(["recall", "withdraw", "pull"])
_OUSTING = frozenset(["suspend", "expel", "bar", "ban", "exclude", "remove", "eject", "oust", "dismiss"])
_ALLOWING = frozenset(["let", "allow", "permit", "make", "help", "see", "get", "have"])
_HELPING = frozenset(["AID", "SUPPORT", "AGREE"])
_HELP = frozenset(["help", "assist", "support", "aid", "feed", "protect", "rescue", "treat", "shelter"])
_ABOUT_CLAUSES = frozenset(["REQUEST", "ACCUSE", "REJECT"])
_ABOUT_PLANS = frozenset(["PROTEST", "REJECT", "ACCUSE"])  # against a plan is against who made it
_CONDITIONAL = frozenset(["THREATEN", "REJECT"])
_BY_SPEECH = frozenset(["ACCUSE", "REQUEST", "THREATEN", "REJECT", "PROTEST", "AGREE"])
_ANSWERS = frozenset(["REJECT", "CONCEDE"])
_CLAIMS = frozenset(["claim", "allegation", "report", "accusation", "charge", "suspicion", "complaint", "fear"])
_CONDITIONS = frozenset(["if", "unless", "until"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_DEEP_STEPS_MAX = 5
_JOINED_TOKENS = 3


class Recipients:
    """Finds the recipients of verbs in one part of an article."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def of(self, act: Act, verb: Predicate, actors: list[Party]) -> list[Party]:
        """The first place that names anybody but the actors: of the act's own words, then of the act it speaks of."""
        may_be_ground = act.meaning.event_type in _SUFFERED_WHERE
        for found in self._candidates(act, verb):
            kept = found if may_be_ground else [party for party in found if not party.is_ground]
            if others := without(kept, actors):
                return others
        return []

    def _candidates(self, act: Act, verb: Predicate) -> Iterator[list[Party]]:
        """Where the recipient may stand, the best place first."""
        name = act.meaning.event_type or ""
        if verb.lemma in _STRIKES and name in _STRUCK:
            yield self._phrases.joined(verb.patients)
            yield self._phrases.things(verb.patients)
        yield from self._places(act.meaning, verb, act.noun)
        if verb.lemma in _ALLOWING or name in _ABOUT_CLAUSES:
            yield self._clause_subjects(verb)
        spoken_of = act.swallowed or next((Predicate(c) for c in verb.clauses), None)
        if spoken_of is not None and (name in SWALLOWS or name in _GIVEN):
            yield from self._spoken_of(act.meaning, spoken_of)
        if name in _CONDITIONAL:
            yield self._on_condition(verb)
        yield self._shared_object(verb)
        yield self._deep(verb, name)[:1]
        if name in _ABOUT_CLAUSES:
            yield self._subjects_below(verb)
        yield self._beside(name, verb)

    def _places(self, meaning: Meaning, verb: Predicate, noun: Token | None) -> Iterator[list[Party]]:
        wanted = meaning.recipient
        usual: tuple[str, ...] = _USUAL if meaning.event_type in _SUFFERED_WHERE else _USUAL[:-1]
        if meaning.event_type in _GIVEN and verb.object_words & _OWN:
            usual = usual[1:]
        if meaning.event_type == "ASSAULT" and verb.lemma in _WITH_INSTRUMENT:
            usual, wanted = usual[1:], tuple(p for p in wanted if p != "obj")
        if meaning.event_type == "AID":  # from there it comes
            usual = tuple(p for p in usual if p != "from")
        if "from" in wanted and verb.lemma in _OUSTING:
            wanted = ("obj", *wanted)
        sources = [verb.prepositions, verb.object_prepositions]
        if noun is not None:
            sources.append(prepositions_of(noun.children))
        for place in (*wanted, *(p for p in usual if p not in wanted)):
            if place in _NO_PREPOSITION:
                yield self._argument(place, meaning, verb)
            elif nouns := [n for source in sources if place in source for n in source[place]]:
                yield self._behind(place, nouns, meaning, verb, listed=place in wanted)

    def _argument(self, place: str, meaning: Meaning, verb: Predicate) -> list[Party]:
        if place == "subj-of-clause":
            return self._clause_subjects(verb)
        return self._phrases.named(verb.datives) if place == "dative" else self._object(meaning, verb)

    def _behind(
        self, place: str, nouns: list[Token], meaning: Meaning, verb: Predicate, *, listed: bool
    ) -> list[Party]:  # fmt: skip
        """Parties behind a preposition of the verb, its object or its noun of action."""
        agents = {agent.i for agent in verb.agents}
        nouns = [n for n in nouns if n.i not in agents and not _is_source(n)]
        found = self._phrases.named(nouns)
        if place in _WHERE and meaning.event_type not in _SITED and verb.lemma not in _IMPOSING:
            found = [party for party in found if not party.is_local]
        about = meaning.event_type in _ABOUT_PLANS and place in ("over", "to")
        if not found and (listed or about or place in ("against", "with", "on")):
            found = self._phrases.inside(nouns, ("of", "with"))
        return found

    def _object(self, meaning: Meaning, verb: Predicate) -> list[Party]:
        """Parties that the object names; else those in its phrase."""
        nouns = [n for o in verb.patients for n in conjuncts(o)]
        inside = _INSIDE_OBJECT if meaning.event_type in _SUFFERED_WHERE else _INSIDE_OBJECT[:-1]
        if verb.lemma in _RECALLING:
            nouns = [n for n in nouns if all(c.tag_ != "PRP$" for c in n.lefts)]  # its own envoy
        named = self._phrases.named(nouns)
        if meaning.event_type in _MADE_TYPES and verb.lemma in _MADE and not verb.passive:
            acting = [party for party in named if party.is_named and not party.is_site]
            return acting or ([] if named else self._phrases.behind(nouns, inside))
        return named or self._phrases.inside(nouns, inside)

    def _clause_subjects(self, predicate: Predicate) -> list[Party]:
        """Parties that the clause under a verb speaks of: who shall do it."""
        return self._phrases.joined(s for clause in predicate.complements for s in Predicate(clause).own_subjects)

    def _spoken_of(self, meaning: Meaning, inner: Predicate) -> Iterator[list[Party]]:
        """Where the recipient of what is promised or asked may stand: "pledged to pay and to feed refugees"."""
        for each in (inner, *(Predicate(c) for c in inner.verb.rights if c.dep_ == "conj" and is_clause(c))):
            own = meaning_of_verb(each.lemma, each) or meaning
            yield from self._places(own, each, None)
            if each.lemma in _ALLOWING:
                yield self._clause_subjects(each)

    def _on_condition(self, verb: Predicate) -> list[Party]:
        """Who can turn a threat away: "threatened to strike unless the company pays"."""
        for token in verb.verb.subtree:
            if token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in token.lefts):
                return self._phrases.joined(Predicate(token).own_subjects)
        return []

    def _shared_object(self, verb: Predicate) -> list[Party]:
        """Object that a verb shares with one joined to it: "chased and beat the protesters"."""
        if verb.patients or verb.passive:
            return []
        for child in verb.verb.rights:
            if child.dep_ == "conj" and child.i <= verb.verb.i + _JOINED_TOKENS and child.tag_ == verb.verb.tag_:
                return self._phrases.joined(Predicate(child).objects)
        return []

    def _deep(self, verb: Predicate, name: str) -> list[Party]:
        """Parties behind any preposition under the verb, however deep in the phrase, but in no other clause.

        "Agreed to send a team to help in Somalia": the nearest one is better than nobody. Common nouns count behind a
        preposition that points at somebody.
        """
        found = []
        over_purpose = name in _HELPING
        for token in verb.verb.subtree:
            if token.i <= verb.verb.i or not (token.dep_ == "pobj" or (over_purpose and _is_helped(token))):
                continue
            word = token.head.lower_
            if token.head.head.lower_ == "according" or word in _BEFORE_CAUSES:
                continue
            if _steps_to(token, verb.verb, over_purpose=over_purpose) > _DEEP_STEPS_MAX:
                continue
            found_here = self._phrases.named([token])
            if not found_here and name in _ABOUT_PLANS and word in ("over", "against"):
                found_here = self._phrases.inside([token], ("of",))
            for party in found_here:
                if word in _WHERE and not _may_suffer(party, name):
                    continue
                if party.is_named or word in _TOWARDS or word == "over" or token.dep_ == "dobj":
                    found.append(party)
        return found

    def _subjects_below(self, verb: Predicate) -> list[Party]:
        """Who does something in what a demand or accusation speaks of: "set a deadline for the bank to pay"."""
        for token in verb.verb.subtree:
            if token.i <= verb.verb.i or token.dep_ not in _SUBJECTS or not _is_spoken_of(token.head, verb.verb):
                continue
            if found := self._phrases.joined([token]):
                return found
        return []

    def _beside(self, name: str, verb: Predicate) -> list[Party]:
        """Parties of the clause that an act without recipient hangs on.

        "Left the coalition, complaining of …": the one left. "Chile offered help, but Peru refused": who offers it.
        """
        token = verb.verb
        above = token.head
        if token.dep_ == "acl" and above.dep_ == "dobj":  # "sent the union a letter threatening to …"
            above = above.head
        if above.i == token.i or not is_clause(above):
            return []
        over = Predicate(above)
        if token.dep_ in ("advcl", "acl") and token.tag_ == "VBG" and name in _BY_SPEECH:
            nouns = [n for o in over.patients for n in conjuncts(o)]
            to = over.prepositions.get("to", []) + over.object_prepositions.get("to", [])
            named = self._phrases.named([*over.datives, *nouns]) or self._phrases.named(to)
            return named or self._phrases.inside(nouns, ("of", "from"))
        if token.dep_ == "conj" and name in _ANSWERS and verb.own_subjects and not over.passive:
            return self._phrases.joined(over.own_subjects)
        return []


def without(parties: list[Party], actors: list[Party]) -> list[Party]:
    """Parties that are no actors."""
    taken = {party.key for party in actors}
    return [party for party in parties if party.key not in taken]


def _may_suffer(party: Party, name: str) -> bool:
    """Whether what stands behind "in" or "at" may be whom an act of a type is done to."""
    if party.is_site and name not in _SUFFERED_WHERE:
        return False
    return not party.is_local or name in _SITED


def _steps_to(token: Token, verb: Token, *, over_purpose: bool) -> int:
    """Words between a word and a verb over it; many when a clause of its own lies between."""
    steps = 0
    while token.i != verb.i and steps <= _DEEP_STEPS_MAX:
        apart = token.dep_ in ("relcl", "advcl", "conj") and token.tag_.startswith("V")
        if apart and not (over_purpose and _is_purpose(token)):
            return _DEEP_STEPS_MAX + 1
        token = token.head
        steps += 1
    return steps


def _is_spoken_of(clause: Token, verb: Token) -> bool:
    """Whether a clause is the content of a verb: under it only by complements, or with "for" before its subject."""
    for _ in range(_DEEP_STEPS_MAX):
        if clause.i == verb.i:
            return True
        if clause.dep_ in ("conj", "parataxis") or (clause.dep_ == "relcl" and clause.head.lemma_ not in _CLAIMS):
            return False
        if clause.dep_ == "advcl" and not any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.lefts):
            return False
        clause = clause.head
    return False


def _is_purpose(verb: Token) -> bool:
    """Whether a clause says what for: "gave money to help the refugees"."""
    return verb.tag_ == "VB" and verb.dep_ == "advcl" and any(child.tag_ == "TO" for child in verb.lefts)


def _is_helped(token: Token) -> bool:
    """Whether a noun is the object of such a clause's verb."""
    return token.dep_ == "dobj" and token.head.lemma_ in _HELP


def _is_source(noun: Token) -> bool:
    """Whether it stands behind "according to", alone or joined to another."""
    return first_conjunct(noun).head.head.lower_ == "according"
