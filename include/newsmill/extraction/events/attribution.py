"""Who says that it happened, and whether it is told in a quotation."""

import re
from bisect import bisect_right

from spacy.tokens import Token

from include.newsmill.extraction.events.modality import governors

_QUOTATION = re.compile(r'"[^"\n]+(?:"|\'\'|\n|$)')
_CHAIN_MAX = 12


def reporter_of(token: Token) -> Token | None:
    """The reporting verb over an act; None where nobody is said to say it."""
    for _ in range(_CHAIN_MAX):
        head = token.head
        if head.i == token.i:
            return _beside(token)
        if token.dep_ in ("ccomp", "parataxis") and governors().get(head.lemma_) == "report":
            return head
        beside = _beside(token)
        if beside is not None:
            return beside
        token = head
    return None


def _beside(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ == "parataxis" and governors().get(c.lemma_) == "report"), None)


def speaker_of(token: Token) -> Token | None:
    """The noun that says so: subject of the reporting verb, or what follows "according to"."""
    reporter = reporter_of(token)
    if reporter is not None:
        return next((c for c in reporter.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    for word in _ancestors(token):
        for child in word.children:
            if child.lower_ == "according":
                for inner in child.rights:
                    return next((o for o in inner.rights if o.dep_ == "pobj"), None)
    return None


def _ancestors(token: Token) -> list[Token]:
    found = [token]
    for _ in range(_CHAIN_MAX):
        if token.head.i == token.i:
            break
        token = token.head
        found.append(token)
    return found


class Quotations:
    """Where an article quotes, by characters of its prepared text."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _QUOTATION.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def covers(self, place: int) -> bool:
        """Whether a character stands inside a quotation."""
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[at]
