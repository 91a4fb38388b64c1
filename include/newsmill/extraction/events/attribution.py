"""Who says that it happened, and whether it is told in a quotation."""

import re
from bisect import bisect_right

from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.predicates import VERBS
from include.newsmill.extraction.events.reports import ancestors, by_phrase, is_report, opens_clause
from include.newsmill.extraction.parse import Token

_QUOTATION = re.compile(r'"[^"\n]+(?:"|\'\'|\n|$)')
_CHAIN_MAX = 12
_ASIDE = frozenset(["as", "while", "after", "before", "when", "because", "although", "though"])


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
    for word in ancestors(token):
        for child in word.children:
            if child.lower_ == "according":
                for inner in child.rights:
                    return next((o for o in inner.rights if o.dep_ == "pobj"), None)
    return None


def source_of(act: Token) -> Token | None:
    """The noun or pronoun of who reports an act; None where the text tells it itself.

    Unlike speaker_of it keeps to what the report covers: not the relative clauses that the paper adds, not what follows
    a semicolon, not what somebody would not say.
    """
    token = act
    for _ in range(_CHAIN_MAX):
        if (report := _report_beside(token, act)) is not None:
            return _speaker(report, act)
        head = token.head
        if head.i == token.i or token.dep_ == "relcl":
            break
        if token.dep_ in ("ccomp", "parataxis", "xcomp") and is_report(head):
            if token.dep_ == "xcomp" or not _covers(head, token, act):
                return _agent(head) if token.dep_ == "xcomp" else None
            return _speaker(head, act)
        if token.dep_ == "advcl" and _is_aside_of_report(token):
            return None
        token = head
    return by_phrase(act)


def _report_beside(token: Token, act: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "parataxis" and is_report(child) and _covers(child, token, act):
            return child
    return None


def _covers(report: Token, content: Token, act: Token) -> bool:
    """Whether what is reported holds the act: the same sentence part, outside of clauses that the report stands in."""
    if any(child.dep_ == "neg" for child in report.children):
        return False
    if any(child.lower_ in ("if", "whether") and child.dep_ == "mark" for child in content.lefts):
        return False
    if any(token.text == ";" for token in act.doc[min(report.i, act.i) : max(report.i, act.i)]):
        return False
    if _belongs_to_another(report, act):
        return False
    inside = (token for token in content.subtree if token.dep_ == "relcl")
    return not any(clause.left_edge.i < report.i < clause.right_edge.i for clause in inside)


def _belongs_to_another(report: Token, act: Token) -> bool:
    """Whether a report between commas is thrown into a clause that is not the act's."""
    doc = act.doc
    subject = next((child for child in report.lefts if child.dep_ == "nsubj"), report)
    comma = subject.left_edge.i - 1
    if comma < 1 or doc[comma].text != ",":
        return False
    if act.i > report.i:  # "…, the firm reported, and villagers drove off …": the paper goes on
        return any(token.tag_ == "CC" for token in doc[report.i + 1 : report.i + 3])
    if opens_clause(doc[comma - 1]):  # "parted because, an interpreter explained, nobody had …"
        return True
    behind = next((t for t in doc[report.i + 1 : report.sent.end] if t.dep_ != "prt"), None)
    if behind is not None and behind.i + 1 < len(doc) and behind.nbor(1).tag_ == "CC":
        return False  # "…, a priest says, and by dusk"
    before = next((t for t in reversed(doc[act.i + 1 : report.i]) if t.tag_ in VERBS), None)
    # "his steadfastness, which consisted, residents point out, in staying indoors"
    return before is not None and before.dep_ == "relcl" and behind is not None and behind.text == ","


def _is_aside_of_report(clause: Token) -> bool:
    """As in "the ministry said …, as the visitor was received": the paper goes on telling."""
    first = clause.left_edge
    if first.lower_ not in _ASIDE or first.i == 0 or clause.doc[first.i - 1].text != ",":
        return False
    over = clause.head
    for _ in range(_CHAIN_MAX):
        if is_report(over) and over.i < first.i and over.i != clause.head.i:
            return True
        if over.head.i == over.i:
            return False
        over = over.head
    return False


def _speaker(report: Token, act: Token) -> Token | None:
    """Subject of a report, or its agent when it is passive; None where that is the doer of the act itself."""
    if any(child.dep_ == "auxpass" for child in report.children):
        return _agent(report)
    subject = next((child for child in report.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.head.i == act.i:
        return None
    if subject.tag_ in ("WP", "WDT") and report.dep_ == "relcl":
        return report.head
    return subject


def _agent(verb: Token) -> Token | None:
    agents = (child for child in verb.children if child.dep_ == "agent")
    return next((inner for agent in agents for inner in agent.rights if inner.dep_ == "pobj"), None)


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
