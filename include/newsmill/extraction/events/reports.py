"""Reports that the parse does not join to what they report: phrases, asides, headlines, the sentence before."""

from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.predicates import NOUNS, VERBS
from include.newsmill.extraction.parse import Token

_CHAIN_MAX = 12
_PHRASE_MAX = 9  # tokens of the longest ", the regional governor's office" before its verb
_SENTENCES_BACK = 2
_ALSO_REPORTING = frozenset(
    ["report", "tweet", "muse", "joke", "recount", "allege", "confide", "post", "relate", "caution"]
)


def is_report(verb: Token) -> bool:
    """Whether a word is a verb of reporting."""
    lemma = verb.lemma_ or verb.lower_
    return verb.tag_ in VERBS and (governors().get(lemma) == "report" or lemma in _ALSO_REPORTING)


def opens_clause(token: Token) -> bool:
    """Whether a word opens a clause: "because", "which", "and"."""
    return token.dep_ == "mark" or token.tag_ in ("IN", "CC", "WDT", "WP")


def by_phrase(act: Token) -> Token | None:
    """Who reports by other words: "according to", ", a witness there says,", "…: minister"."""
    for word in ancestors(act):
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
            or opens_clause(doc[first - 1])
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


def ancestors(token: Token) -> list[Token]:
    """A word and all over it, innermost first."""
    found = [token]
    for _ in range(_CHAIN_MAX):
        if token.head.i == token.i:
            break
        token = token.head
        found.append(token)
    return found
