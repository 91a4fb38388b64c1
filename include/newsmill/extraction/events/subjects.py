"""Who does what a verb says, found over control, conjunction, apposition and relative clauses."""

from include.newsmill.extraction.entities.sectors import sector_of
from include.newsmill.extraction.events.predicates import (
    NOMINAL,
    NOUNS,
    VERBS,
    Predicate,
    conjuncts,
    heads_meant,
    stray_object,
)
from include.newsmill.extraction.parse import Token
from include.newsmill.extraction.tables import word_list

_OBJECT_CONTROL = word_list("object_control_verb")
_UNDER_CLAUSE = frozenset(["conj", "xcomp", "ccomp", "advcl", "dep", "parataxis"])
_UNDER_WORD = frozenset(["acl", "pcomp", "advcl", "ccomp"])
_EACH = frozenset(["each", "both", "all"])  # of those in the clause above: "traded fire, each accusing the other"
_CLIMB_MAX = 6


def subject_tokens(verb: Token, depth: int = 0) -> list[Token]:
    """Nouns that do what a verb says. A passive verb gives its agent; without one nobody."""
    predicate = Predicate(verb)
    if predicate.passive:
        return [n for agent in predicate.agents for n in conjuncts(agent)]
    if predicate.own_subjects and not (verb.dep_ == "advcl" and predicate.own_subjects[0].lower_ in _EACH):
        return [n for subject in predicate.own_subjects for n in _without_stray(conjuncts(subject))]
    return _from_above(verb, depth) if depth < _CLIMB_MAX and verb.head.i != verb.i else []


def _from_above(verb: Token, depth: int) -> list[Token]:
    """Subject that a verb without its own takes from the word it hangs on."""
    head, dep = verb.head, verb.dep_
    if head.dep_ == "ROOT" and head.tag_ in NOUNS and dep in ("conj", "advcl") and not is_clause(head):
        return conjuncts(head)  # a subject that the parser made the root: "Doctors at the hospital, and stayed away"
    if dep in _UNDER_CLAUSE and (is_clause(head) or head.dep_ == "ROOT"):
        return _shared_subject(verb, Predicate(head), depth)
    if dep in ("acl", "amod") and head.tag_ in NOMINAL:
        return _of_participle(verb, head, depth)
    above = verb_over(verb) if dep == "xcomp" or (dep in _UNDER_WORD and head.tag_ in ("JJ", "IN", "TO")) else None
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
    above = verb_over(noun)
    if above is not None and noun.dep_ in ("dobj", "pobj", "attr", "nsubj"):
        return subject_tokens(above, depth + 1)
    return [] if _is_thing(noun) else conjuncts(noun)


def _is_thing(noun: Token) -> bool:
    if noun.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or noun.tag_ in ("NNP", "NNPS", "PRP"):
        return False
    return sector_of([heads_meant(noun).lower_]) is None


def verb_over(token: Token) -> Token | None:
    """The verb of the clause that a word stands in."""
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
