"""A verb and what stands around it in the parse, in the form that the lexicon and the search for parties ask for."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from include.newsmill.extraction.dates.grammar import MONTHS, WEEKDAYS
from include.newsmill.extraction.entities.sectors import sector_of
from include.newsmill.extraction.parse import Token
from include.newsmill.extraction.tables import word_list

NOUNS = frozenset(["NN", "NNS", "NNP", "NNPS"])
VERBS = frozenset(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"])
NOMINAL = NOUNS | {"PRP", "CD", "DT", "WP", "WDT", "JJ", "JJS", "JJR", "EX"}
_PARTICLES = frozenset(["off", "out", "back", "down", "up", "over", "away", "in", "around", "into"])
_PARTITIVES = word_list("partitive")
_CLIMB_MAX = 4
# Their bare participle is a past tense that the tagger misread ("Teachers protested").
_NEVER_PASSIVE = frozenset(
    ["protest", "agree", "clash", "march", "rally", "negotiate", "talk", "vote", "vow", "resign", "gather"]
)
CONJUNCTS_MAX = 12  # parties of one event; a list of a thousand names is no event with a thousand actors


def conjuncts(token: Token) -> list[Token]:
    """A noun and the nouns joined to it by "and" or a comma, in order of place."""
    found = [token]
    for member in found:
        if len(found) >= CONJUNCTS_MAX:
            break
        found += [child for child in member.rights if child.dep_ == "conj" and child.tag_ in NOMINAL]
    return sorted(found[:CONJUNCTS_MAX], key=lambda t: t.i)


def first_conjunct(token: Token) -> Token:
    """The word that a joined one is joined to, over all between: of "the army and the police" the army."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def heads_meant(token: Token) -> Token:
    """The noun that a partitive speaks of: "thousands of people" is people; others are themselves."""
    for _ in range(2):
        if (token.lemma_ or token.lower_) not in _PARTITIVES:
            return token
        inner = next((o for p in token.rights if p.lower_ == "of" for o in p.rights if o.dep_ == "pobj"), None)
        if inner is None:
            return token
        token = inner
    return token


def words_of(token: Token) -> Iterator[str]:
    """The words by which a frame knows a noun: lemma, form, and pairs like "peace deal" and "state of siege"."""
    token = heads_meant(token)
    lemma = token.lemma_ or token.lower_
    yield lemma
    yield token.lower_
    yield from (f"{lemma} {child.lower_}" for child in token.rights if child.lower_ in ("on", "against"))
    for child in token.lefts:
        if child.dep_ in ("compound", "amod", "nmod"):
            yield f"{child.lower_} {lemma}"
    behind = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if behind is not None and behind.lower_ == "of":
        yield from (f"{lemma} of {inner.lower_}" for inner in behind.rights if inner.dep_ == "pobj")


class Predicate:
    """A verb with its arguments. Argument tokens are heads of noun phrases, conjuncts included."""

    def __init__(self, verb: Token) -> None:
        self.verb = verb
        self.lemma = verb.lemma_ or verb.lower_
        children = list(verb.children)
        self.passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in children) or _is_bare_passive(verb, children)
        own_subjects = [c for c in children if c.dep_ in ("nsubj", "nsubjpass")]
        self.own_subjects = [_antecedent(s, verb) for s in own_subjects if s.tag_ in NOMINAL]
        self.objects = [_antecedent(c, verb) for c in children if c.dep_ == "dobj"]
        self.datives = [c for c in children if c.dep_ == "dative" and c.tag_ in NOMINAL]
        self.particles = frozenset(
            c.lower_ for c in children if c.dep_ == "prt" or (c.dep_ == "advmod" and c.lower_ in _PARTICLES)
        )
        self.complements = [c for c in children if c.dep_ in ("xcomp", "ccomp")]
        self._children = children
        if self.passive:
            self.patients = self.own_subjects or self._modified()
        else:
            self.patients = self.objects or self._relative_object()

    def _modified(self) -> list[Token]:
        """Whom a passive without subject is about: the noun it hangs on, or who the clause over it is about."""
        verb = self.verb
        for _ in range(_CLIMB_MAX):
            head = verb.head
            if verb.dep_ in ("acl", "relcl", "amod") and head.tag_ in NOMINAL:
                return [head]
            if verb.dep_ not in ("conj", "advcl", "acl") or head.tag_ not in VERBS or head.i == verb.i:
                return []
            if found := [c for c in head.lefts if c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in NOMINAL]:
                return [_antecedent(found[-1], head)]
            verb = head
        return []

    def _relative_object(self) -> list[Token]:
        """As in "the deal they signed": a relative clause with a subject and no object of its own."""
        if self.verb.dep_ == "relcl" and self.own_subjects and not self.complements:
            head = self.verb.head
            if all(subject.i != head.i for subject in self.own_subjects):
                return [head] if not self.prepositions else []
        return []

    @cached_property
    def clauses(self) -> list[Token]:
        """Clauses in the infinitive that say what is promised or asked, also where a date parts them off."""
        found = [c for c in self.complements if c.dep_ == "xcomp"]
        return found or [
            c for c in self._children if c.dep_ == "advcl" and c.tag_ == "VB" and any(a.tag_ == "TO" for a in c.lefts)
        ]

    @cached_property
    def prepositions(self) -> dict[str, list[Token]]:
        """Nouns behind each preposition of the verb; "by" of a passive is apart, in agents."""
        return prepositions_of(self._children)

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Particles, prepositions and adverbs that hang on the verb."""
        return frozenset(c.lower_ for c in self._children if c.dep_ in ("prt", "advmod", "prep", "dative", "agent"))

    @cached_property
    def object_prepositions(self) -> dict[str, list[Token]]:
        """Nouns behind the prepositions of the object: where a parser may hang what belongs to the verb."""
        found: dict[str, list[Token]] = {}
        for noun in self.patients:
            inner = prepositions_of(heads_meant(noun).children)
            for whole in inner.get("of", ()):  # "the first phase of a deal with China"
                for name, nouns in prepositions_of(whole.children).items():
                    inner.setdefault(name, []).extend(nouns)
            for name, nouns in inner.items():
                found.setdefault(name, []).extend(nouns)
        return found

    @cached_property
    def agents(self) -> list[Token]:
        """Who does it, of a passive."""
        found = [o for c in self._children if c.dep_ == "agent" for o in c.rights if o.dep_ == "pobj"]
        if not found and self.passive:
            found = self.prepositions.get("by", [])
        return found

    # What frames ask (lexicon.Argued)

    @cached_property
    def object_words(self) -> frozenset[str]:
        """Words of the object, or of the subject of a passive."""
        return frozenset(word for noun in self.patients for each in conjuncts(noun) for word in words_of(each))

    @cached_property
    def subject_words(self) -> frozenset[str]:
        """Words of the subject, or of the agent of a passive."""
        nouns = self.agents if self.passive else self.own_subjects
        return frozenset(word for noun in nouns for each in conjuncts(noun) for word in words_of(each))

    @cached_property
    def preposition_words(self) -> dict[str, frozenset[str]]:
        """Words behind each preposition of the verb or its object."""
        found: dict[str, set[str]] = {}
        for source in (self.prepositions, self.object_prepositions):
            for name, nouns in source.items():
                found.setdefault(name, set()).update(word for noun in nouns for word in words_of(noun))
        return {name: frozenset(words) for name, words in found.items()}

    @cached_property
    def complement_words(self) -> frozenset[str]:
        """Lemmas of the clauses and adjectives that complete the verb."""
        found = {c.lemma_ or c.lower_ for c in self.complements}
        found |= {c.lower_ for c in self._children if c.dep_ in ("acomp", "oprd", "acl")}
        found |= {v.lemma_ for p in self._children if p.dep_ == "prep" for v in p.rights if v.dep_ == "pcomp"}
        return frozenset(found)

    @cached_property
    def marks(self) -> frozenset[str]:
        """Flags: to, that, ing (kind of complement), noobj, passive, dative, party, named ("called him a liar")."""
        found = set()
        for clause in self.complements:
            if clause.dep_ == "xcomp" or any(c.tag_ == "TO" for c in clause.lefts):
                found.add("ing" if clause.tag_ == "VBG" else "to")
            else:
                found.add("that")
        if not self.patients:
            found.add("noobj")
        if self.passive:
            found.add("passive")
        if self.datives:
            found.add("dative")
        if any(c.dep_ == "oprd" for c in self._children):
            found.add("named")
        if any(_may_be_party(heads_meant(n)) for n in self.patients):
            found.add("party")
        return frozenset(found)


def _is_bare_passive(verb: Token, children: list[Token]) -> bool:
    """A participle that is passive without an auxiliary of its own: "men arrested there", "was held and beaten"."""
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" for c in children):
        return False
    if any(c.dep_ == "nsubj" for c in children):  # a headline: "Two detained over bombing"
        may_be = verb.dep_ in ("ROOT", "ccomp", "conj") and verb.lemma_ not in _NEVER_PASSIVE
        return may_be and not any(c.dep_ in ("dobj", "ccomp") for c in children)
    if verb.dep_ in ("acl", "advcl", "amod"):
        return True
    head = verb.head
    return verb.dep_ == "conj" and head.tag_ == "VBN" and head.i != verb.i and Predicate(head).passive


def prepositions_of(children: Iterable[Token]) -> dict[str, list[Token]]:
    """Nouns behind each preposition among some children, conjuncts included."""
    found: dict[str, list[Token]] = {}
    for child in children:
        if child.dep_ not in ("prep", "dative", "agent") or child.tag_ in NOMINAL:
            continue
        name = child.lower_
        for inner in child.rights:
            if inner.dep_ == "pobj" and is_time(inner):
                continue
            if inner.dep_ == "pobj":
                found.setdefault(name, []).extend(conjuncts(inner))
            elif inner.dep_ == "prep":
                nested = [o for o in inner.rights if o.dep_ == "pobj"]
                found.setdefault(inner.lower_, []).extend(n for o in nested for n in conjuncts(o))
                found.setdefault(name, []).extend(nested)
            elif inner.dep_ == "pcomp":
                found.setdefault(name, [])
        if name not in found and (stray := stray_object(child)) is not None:
            found[name] = [stray]
    return found


def is_time(noun: Token) -> bool:
    """Whether a noun is a day of the week, a month or a year: no argument of any verb."""
    word = noun.lower_.rstrip(".")
    return word in WEEKDAYS or word in MONTHS or (noun.tag_ == "CD" and len(word) == 4 and word.isdigit())


def stray_object(preposition: Token) -> Token | None:
    """The noun phrase right behind a preposition that the parser left without object.

    "During a call with Vice Premier Liu, Lighthizer and Mnuchin made progress" is often parsed with Liu as the first
    subject. A phrase that opens right behind the preposition and is followed by a comma is its object.
    """
    doc, first = preposition.doc, preposition.i + 1
    if first >= len(doc) or any(c.dep_ in ("pobj", "pcomp") for c in preposition.rights):
        return None
    token = doc[first]
    for _ in range(8):
        if token.tag_ in NOUNS and token.left_edge.i == first and token.dep_ in ("nsubj", "nsubjpass", "dep"):
            behind = token.i + 1
            return token if behind < len(doc) and doc[behind].text == "," else None
        if token.head.i <= token.i:
            return None
        token = token.head
    return None


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun a relative pronoun stands for, over "hope to sign"; other tokens are themselves."""
    if token.tag_ not in ("WP", "WDT", "IN") or token.lower_ not in ("who", "which", "that", "whom"):
        return token
    for _ in range(3):
        if verb.dep_ == "relcl":
            return verb.head if verb.head.tag_ in NOMINAL else token
        if verb.dep_ not in ("xcomp", "ccomp", "conj"):
            break
        verb = verb.head
    return token


def _may_be_party(token: Token) -> bool:
    if token.tag_ in ("PRP", "NNP", "NNPS") or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    return sector_of([token.lower_]) is not None
