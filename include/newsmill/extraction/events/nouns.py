"""What a noun phrase covers, and which words only count people."""

import re

from include.newsmill.extraction.parse import Token

_LEFT = frozenset(
    [
        "compound", "amod", "poss", "nmod", "nummod", "punct", "case", "quantmod",
        "advmod", "npadvmod", "appos", "dep", "det",
    ]
)  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ORDINAL = re.compile(r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(?:nd|rd|th)")
_PHRASE_TOKENS_MAX = 10


def is_number(head: Token) -> bool:
    """Whether a word counts people without naming them: "14", "five more", "an eleventh"."""
    if head.tag_ == "CD":
        return not _is_money_or_year(head)
    if head.tag_ == "JJR":
        return head.lower_ == "more" and any(c.tag_ == "CD" and not _is_money_or_year(c) for c in head.lefts)
    return head.tag_ in ("JJ", "NN") and _ORDINAL.fullmatch(head.lower_) is not None


def _is_money_or_year(figure: Token) -> bool:
    if _YEAR.fullmatch(figure.text) or figure.lower_ in ("million", "billion", "trillion"):
        return True
    return any(child.dep_ == "quantmod" or child.tag_ == "$" for child in figure.lefts)


def phrase_start(head: Token) -> int:
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
