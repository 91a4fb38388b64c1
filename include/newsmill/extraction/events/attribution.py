"""Who says that it happened, and whether it is told in a quotation."""

import re
from bisect import bisect_right

from spacy.tokens import Token

from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.predicates import NOUNS, VERBS

_QUOTATION = re.compile(r'"[^"\n]+(?:"|\'\'|\n|$)')
_CHAIN_MAX = 12
_PHRASE_MAX = 9  # tokens of the longest ", the regional governor's office" before its verb
_SENTENCES_BACK = 2
_ALSO_REPORTING = frozenset(
    ["report", "tweet", "muse", "joke", "recount", "allege", "confide", "post", "relate", "caution"]
)
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
    return _by_phrase(act)


def is_report(verb: Token) -> bool:
    """Whether a word is a verb of reporting."""
    lemma = verb.lemma_ or verb.lower_
    return verb.tag_ in VERBS and (governors().get(lemma) == "report" or lemma in _ALSO_REPORTING)


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
    if _opens_clause(doc[comma - 1]):  # "parted because, an interpreter explained, nobody had …"
        return True
    behind = next((t for t in doc[report.i + 1 : report.sent.end] if t.dep_ != "prt"), None)
    before = next((t for t in reversed(doc[act.i + 1 : report.i]) if t.tag_ in VERBS), None)
    # "his steadfastness, which consisted, residents point out, in staying indoors"
    return before is not None and before.dep_ == "relcl" and behind is not None and behind.text == ","


def _opens_clause(token: Token) -> bool:
    return token.dep_ == "mark" or token.tag_ in ("IN", "CC", "WDT", "WP")


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


def _by_phrase(act: Token) -> Token | None:
    """Who reports by other words: "according to", ", a witness there says,", "…: minister"."""
    for word in _ancestors(act):
        for child in word.children:
            if child.lower_ == "according" and not _opens_another(child, act):
                for inner in child.rights:
                    if inner.dep_ == "prep" or inner.lower_ == "to":
                        return next((o for o in inner.rights if o.dep_ == "pobj"), None)
        if word.dep_ == "relcl":
            break
    return _in_parentheses(act) or _behind_colon(act)


def _opens_another(according: Token, act: Token) -> bool:
    """As in "arrested 20 and, according to a source, let one go": the phrase belongs to what follows."""
    if act.i > according.i:
        return False
    before = [token.lower_ for token in according.doc[max(according.i - 2, 0) : according.i]]
    return "and" in before or "but" in before


def _in_parentheses(act: Token) -> Token | None:
    """A short clause of report behind a comma that the parser joined otherwise: ", a Jesuit there says, …"."""
    doc, sentence = act.doc, act.sent
    for report in doc[act.i + 1 : sentence.end]:
        if report.text == ";":
            return None
        mistaken = (
            report.dep_ == "acl" and report.tag_ == "VBN" and report.head.i == report.i - 1
        )  # "ministers announced"
        if not is_report(report) or not (mistaken or (report.tag_ in ("VBD", "VBZ", "VBP") and report.dep_ != "relcl")):
            continue
        if any(child.dep_ in ("dobj", "ccomp", "xcomp", "neg", "agent") for child in report.rights):
            continue
        first = report.i - 1
        while (
            first > act.i
            and report.i - first < _PHRASE_MAX
            and doc[first].text not in ",\u2014"
            and doc[first].tag_ not in VERBS
        ):
            first -= 1
        if (
            doc[first].text != ","
            or first <= act.i
            or _opens_clause(doc[first - 1])
            or doc[first + 1].tag_ in ("CC", "IN", "WDT", "WP", "TO")
        ):
            continue
        phrase = doc[first + 1 : report.i]
        own = next((t for t in phrase if t.dep_ == "nsubj" and t.head.i == report.i), None)
        speaker = own or next(
            (t for t in phrase if t.tag_ in NOUNS and t.dep_ not in ("compound", "poss", "nmod")), None
        )
        if speaker is not None:
            return speaker
    return None


def _behind_colon(act: Token) -> Token | None:
    """As in a headline: "Rebels killed ten: army"."""
    doc, sentence = act.doc, act.sent
    colon = next((token for token in doc[act.i + 1 : sentence.end] if token.text == ":"), None)
    if colon is None:
        return None
    rest = [token for token in doc[colon.i + 1 : sentence.end] if not token.is_space and token.text != "."]
    if not rest or len(rest) > 5 or any(t.tag_ not in NOUNS and t.tag_ not in ("JJ", "POS") for t in rest):
        return None
    return rest[-1]


def speaker_before(token: Token) -> Token | None:
    """Who spoke last in the sentences before: whom "he added" and the second half of a quotation mean."""
    ends = 0
    for before in reversed(token.doc[max(0, token.sent.start - 120) : token.sent.start]):
        if is_report(before) or before.lemma_ in ("tell", "ask", "urge", "warn", "call"):
            subject = next((child for child in before.children if child.dep_ == "nsubj"), None)
            if subject is not None and subject.tag_ in NOUNS:
                return subject
        ends += before.is_sent_start is True
        if ends >= _SENTENCES_BACK:
            return None
    return None


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
