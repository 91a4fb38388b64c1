"""Whom a pronoun stands for: the last subject before it that fits, else the last other noun that does."""

from collections.abc import Callable, Iterator

from include.newsmill.extraction.entities.sectors import sector_of
from include.newsmill.extraction.events.predicates import NOUNS, conjuncts, heads_meant
from include.newsmill.extraction.parse import Parse, Token

PERSON, BODY, SEVERAL = "person", "body", "several"
_KINDS = {
    "he": PERSON, "him": PERSON, "his": PERSON, "she": PERSON, "her": PERSON, "it": BODY, "its": BODY,
    "they": SEVERAL, "them": SEVERAL, "their": SEVERAL,
}  # fmt: skip
_LABELS = {PERSON: ("PERSON",), BODY: ("ORG", "GPE"), SEVERAL: ("NORP", "ORG")}
_FEMALE = frozenset(["woman", "girl", "mother", "wife", "daughter", "sister", "queen", "policewoman", "congresswoman"])
_MALE = frozenset(["man", "boy", "father", "husband", "son", "brother", "king", "policeman", "businessman", "gunman"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass"])
_OTHERS = frozenset(["dobj", "pobj", "dative", "attr", "appos", "ROOT"])
_OBJECTS = frozenset(["dobj", "dative", "pobj"])
_TOKENS_MAX = 120  # back from the pronoun; two sentences are seldom longer


def kind_of(pronoun: Token) -> str | None:
    """What a pronoun may stand for: a person, a body, several; None for those that no noun tells ("we", "you")."""
    return _KINDS.get(pronoun.lower_)


def antecedents(pronoun: Token, first: int, label_at: Callable[[int], str | None]) -> list[Token]:
    """The noun, or the joined nouns, that a pronoun stands for; empty when none fits.

    Args:
        first: token to look back to.
        label_at: label of the name that a token belongs to, None where it belongs to none.
    """
    kind = kind_of(pronoun)
    if kind is None:
        return []
    beside = _beside(pronoun)
    other: list[Token] = []
    near = pronoun.sent.start
    for token in _back(pronoun.doc, pronoun.i, max(first, pronoun.i - _TOKENS_MAX)):
        if token.i < near and other and kind == BODY and pronoun.dep_ in _OBJECTS:
            break  # an object is rather who stands in its own sentence
        is_subject = token.dep_ in _SUBJECTS
        if not is_subject and (other or token.dep_ not in _OTHERS) and not (kind == BODY and token.dep_ == "poss"):
            continue
        nouns = conjuncts(token) if kind == SEVERAL else [token]
        if any(noun.i in beside or heads_meant(noun).tag_ == "PRP" for noun in nouns):
            continue  # who "thousands of them" are is to be found first
        if not _fits(pronoun, kind, nouns, label_at):
            continue
        if is_subject:
            return nouns
        other = nouns
    # "It" as a subject is too often nobody ("it was clear that …") to take what is no subject itself.
    in_clause = pronoun.dep_ == "nsubj" and pronoun.head.dep_ == "ccomp"
    return other if kind != BODY or in_clause or pronoun.dep_ in _OBJECTS else []


def _back(doc: Parse, end: int, first: int) -> Iterator[Token]:
    for i in range(end - 1, first - 1, -1):
        if doc[i].tag_ in NOUNS:
            yield doc[i]


def _beside(pronoun: Token) -> set[int]:
    """Subjects of the pronoun's own clause, which an object pronoun never means ("the man shot him")."""
    if pronoun.dep_ not in _OBJECTS:
        return set()
    verb = pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
    return {n.i for child in verb.lefts if child.dep_ in _SUBJECTS for n in conjuncts(child)}


def _fits(pronoun: Token, kind: str, nouns: list[Token], label_at: Callable[[int], str | None]) -> bool:
    if kind == SEVERAL and len(nouns) > 1:
        return all(label_at(noun.i) is not None or sector_of([noun.lower_]) is not None for noun in nouns)
    noun = nouns[0]
    label = label_at(noun.i)
    if label is not None:
        return label in _LABELS[kind]
    found = sector_of([noun.lower_]) or sector_of([noun.lemma_ or noun.lower_])
    if found is None:
        return False
    if kind == SEVERAL:
        return noun.tag_ == "NNS" or found[1] == "body"
    if noun.tag_ == "NNS" or (found[1] == "body") != (kind == BODY):
        return False
    wrong = _MALE if pronoun.lower_ in ("she", "her") else _FEMALE
    return kind == BODY or noun.lower_ not in wrong
