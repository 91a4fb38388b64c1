"""When an act happened: which date of its sentence it has, and whether grammar tells it as past before the news."""

from include.newsmill.extraction.events.clauses import CLIMB_MAX, clause_of, has_subject, is_perfect, path_up, steps
from include.newsmill.extraction.events.dating import When
from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.predicates import VERBS
from include.newsmill.extraction.parse import Token

_CHAINED = frozenset(["conj", "dep", "xcomp", "advcl", "ccomp"])
_WITHIN = frozenset(["conj", "dep", "xcomp", "acl", "advcl", "nsubj", "nsubjpass"])  # "speaking on Monday, accused"
_TOLD_IN_A_ROW = frozenset(["conj", "dep", "ccomp"])
_BEFOREHAND = frozenset(["after", "following", "before", "until", "since", "despite", "because", "over"])
_EARLIER = frozenset(["previously", "earlier", "formerly", "long", "afterwards", "historically", "once"])


def choose_date(  # noqa: PLR0911 - one line for each way to be dated, the nearest first
    whens: list[When], head: Token, acts: set[int], events: set[int], *, shares: bool
) -> tuple[When, str] | None:
    """The date of an act: one that hangs on its own words, else one of a clause that is told together with its own.

    Args:
        head: word whose grammar carries the act.
        acts: tokens of the act itself (verb, light verb, noun).
        events: tokens of all acts of the sentence.
        shares: whether it happens with what is told beside it; what does not has only a date of its own.
    """
    whens = [when for when in whens if not when.is_possessive or when.head.i in acts]
    for when in whens:
        if when.head.i in acts:
            return when, "clause"
    for when in whens:
        up = path_up(when.head)
        nearest = next((i for i in up if i in events), None)
        if nearest in acts and not _crosses_clause(when.head, nearest) and not _dates_cause(when, acts):
            return when, "clause"
    if not shares:
        return None
    if (first := _coordinated(whens, head)) is not None:
        return first, "sentence"
    if is_background(head):
        return None
    clause = clause_of(head)
    if (said := _antecedent(whens, clause)) is not None:
        return said, "clause"
    shared = [when for when in whens if _holds_for(when.head, clause, head) and not _dates_cause(when, acts)]
    shared.sort(key=lambda when: len(set(path_up(when.head)) ^ set(path_up(clause))))
    return (shared[0], "sentence") if shared else None


def date_of_report(whens: list[When], head: Token) -> tuple[When, str] | None:
    """The date of the report over an act that is done by saying it: "said on Monday it would not meet"."""
    over = path_up(head)
    found = next((w for w in whens if w.head.i in over and governors().get(w.head.lemma_) == "report"), None)
    return (found, "clause") if found is not None else None


def _coordinated(whens: list[When], head: Token) -> When | None:
    """The date of the verb that an act is joined to: "had seized the nets on Saturday and let the crew go"."""
    for _ in range(CLIMB_MAX):
        joined = head.dep_ == "conj" and head.head.tag_ in VERBS and not has_subject(head)
        if not joined or _auxiliaries(head) - _auxiliaries(head.head):
            return None
        head = head.head
        if (found := next((when for when in whens if when.head.i == head.i), None)) is not None:
            return found
    return None


def _auxiliaries(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ == "aux"}


def _antecedent(whens: list[When], clause: Token) -> When | None:
    """The date that a clause takes up: "in 2022, when they promised"."""
    if clause.dep_ != "relcl" or not any(child.lower_ == "when" for child in clause.lefts):
        return None
    return next((when for when in whens if when.first <= clause.head.i and clause.head.text in when.text), None)


def _dates_cause(when: When, acts: set[int]) -> bool:
    """As in "sent doctors after the earthquake in February": the month is that of the earthquake."""
    noun = when.head
    if noun.tag_ in VERBS or noun.i in acts or when.span.precision == "day":
        return False
    return noun.dep_ == "pobj" and noun.head.lower_ in _BEFOREHAND


def _holds_for(dated: Token, clause: Token, head: Token) -> bool:  # noqa: PLR0911 - one line for each way to be joined
    """Whether what a word dates dates a clause as well: coordination, participles, "as" and "when"."""
    there = clause_of(dated)
    if there.i == clause.i:
        return True
    if is_perfect(clause) and not is_perfect(there) and not any(c.lower_ == "once" for c in clause.lefts):
        return False
    if (up := steps(clause, there)) is not None:
        if clause.tag_ == "VBG" and up in (["acl", "nsubj"], ["acl", "nsubjpass"]):
            return True  # "gunmen holding the cabinet released ten on Monday"
        if set(up) - _CHAINED or (head.i != clause.i and head.dep_ == "pobj"):
            return False
        if up == ["conj"] and _auxiliaries(clause) - _auxiliaries(there) - {"have", "has", "had"}:
            return False  # "arrested nine on Monday and will deport them"
        if "ccomp" in up:
            return governors().get(there.lemma_) != "report"
        beforehand = any(child.lower_ in _BEFOREHAND for child in clause.lefts if child.dep_ in ("mark", "prep"))
        return not beforehand or _is_soon(clause)
    if (down := steps(there, clause)) is not None:
        return (
            not set(down) - _WITHIN and not has_subject(there) and (there.dep_ == "conj" or there.tag_ in ("VB", "VBG"))
        )
    top = next((i for i in path_up(there) if i in set(path_up(clause))), None)
    if top is None:
        return False
    both = (steps(clause, clause.doc[top]) or []) + (steps(there, clause.doc[top]) or [])
    return not set(both) - _TOLD_IN_A_ROW


def is_background(head: Token) -> bool:  # noqa: PLR0911 - one line for each form of the past
    """Whether grammar tells an act as past before the news: "had …", "previously", "after the raid"."""
    if head.tag_ not in VERBS:
        return head.dep_ == "dobj" or (head.dep_ == "pobj" and head.head.lower_ in _BEFOREHAND | {"for"})
    if head.dep_ == "pcomp" and head.head.lower_ in ("with", "from", "of", "for"):  # "tired of being robbed"
        return True
    words = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass", "advmod")}
    marks = {child.lower_ for child in head.lefts if child.dep_ in ("mark", "prep", "advmod")}
    if words & {"had", "'d"} and head.tag_ != "VB" and not marks & {"once", "when"}:
        reported = head.dep_ == "ccomp" and governors().get(head.head.lemma_) == "report"
        return not reported or bool(words & _EARLIER)
    if words & _EARLIER or _lasts(head):
        return True
    if head.dep_ in ("conj", "advcl") and not has_subject(head) and (head.dep_ == "conj" or _lasts(head.head)):
        return not words & {"has", "have", "was", "were"} and is_background(head.head)
    told = head.tag_ == "VBD" or (head.tag_ == "VBN" and bool(words & {"was", "were"}))
    if told and not _tells_of_a_thing(head):  # as the news itself is told, also behind "after" and "who"
        aside = head.dep_ == "advcl" and head.head.dep_ == "relcl" and is_background(head.head)
        return aside or (head.dep_ == "relcl" and _is_told_now(head.head))
    if head.dep_ == "advcl":
        opens = head.left_edge.is_sent_start and not marks
        return head.tag_ == "VBN" and (opens or bool(marks & _BEFOREHAND)) and not _is_soon(head)
    if head.dep_ in ("relcl", "acl", "amod") and head.tag_ in ("VBD", "VBN"):
        goes_on = any(child.lower_ in ("when", "where") for child in head.lefts)
        return not goes_on and not words & {"has", "have"} and _tells(head.sent.root)
    return False


def _is_told_now(noun: Token) -> bool:
    """Whether the clause around a noun stands in the present: what its noun once did lies before the news."""
    clause = clause_of(noun)
    return clause.tag_ in ("VBZ", "VBP") or any(
        child.lower_ in ("has", "have", "is", "are") for child in clause.children if child.dep_ in ("aux", "auxpass")
    )


def _tells_of_a_thing(verb: Token) -> bool:
    """Whether a relative clause says what somebody else once did to its noun: "the accord that Mali signed"."""
    doers = [child.lower_ for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")]
    return verb.dep_ == "relcl" and bool(doers) and not {"who", "which", "that"} & set(doers)


def _lasts(verb: Token) -> bool:
    """Whether it goes on since nobody knows when: "have fought for decades"."""
    return any(
        inner.lower_ in ("decades", "years", "months", "centuries") and not any(c.dep_ == "nummod" for c in inner.lefts)
        for child in verb.children if child.lower_ == "for" and child.dep_ == "prep"
        for inner in child.children
    ) and is_perfect(verb)  # fmt: skip


def _is_soon(verb: Token) -> bool:
    """As in "hours after the navy sent": the same day."""
    return any(
        inner.lower_ in ("hours", "minutes", "shortly", "moments", "soon", "hour")
        for child in verb.lefts if child.dep_ in ("mark", "npadvmod", "advmod")
        for inner in (child, *child.lefts)
    )  # fmt: skip


def _tells(root: Token) -> bool:
    """Whether a sentence has a verb that tells something; "Ex-minister barred from leaving" has none."""
    return root.tag_ in VERBS or any(child.dep_ in ("nsubj", "nsubjpass", "cop") for child in root.children)


def _crosses_clause(token: Token, end: int | None) -> bool:
    """Whether a clause of its own lies between a dated word and an act over it."""
    for _ in range(CLIMB_MAX):
        if token.i == end:
            return False
        if token.tag_ in VERBS and token.dep_ != "xcomp":
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return True
