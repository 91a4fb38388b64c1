"""Clauses of a parsed sentence: the verb over a word, the way from one word up to another."""

from include.newsmill.extraction.events.predicates import VERBS
from include.newsmill.extraction.parse import Token

CLIMB_MAX = 12


def path_up(token: Token) -> list[int]:
    """Indices of a token and all words over it, innermost first."""
    found = [token.i]
    for _ in range(CLIMB_MAX):
        if token.head.i == token.i:
            break
        token = token.head
        found.append(token.i)
    return found


def steps(token: Token, target: Token) -> list[str] | None:
    """The relations from a word up to one above it; None where it is not above."""
    found: list[str] = []
    for _ in range(CLIMB_MAX):
        if token.i == target.i:
            return found
        if token.head.i == token.i:
            return None
        found.append(token.dep_)
        token = token.head
    return None


def clause_of(token: Token) -> Token:
    """The verb of the clause that a word stands in; the word at the top where there is none."""
    for _ in range(12):
        if (token.tag_ in VERBS and token.dep_ not in ("amod", "compound")) or token.head.i == token.i:
            return token
        token = token.head
    return token


def is_perfect(verb: Token) -> bool:
    """Whether a verb stands in the perfect: "has …", "had …"."""
    return any(child.lower_ in ("has", "have", "had") for child in verb.children if child.dep_ == "aux")


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)
