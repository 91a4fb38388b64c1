"""When and where: the date expressions and places of a sentence, and which of them belongs to an act."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from include.newsmill.extraction.dates.grammar import EXPRESSION
from include.newsmill.extraction.dates.resolve import resolve_date
from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.predicates import VERBS
from include.newsmill.extraction.reading import Reading, Sentence
from include.newsmill.model import DateSpan

_ANCHORED = re.compile(
    r"(?:just )?(?:(?P<n>an?|one|two|three|four|five|six|seven|ten|\d+) )?(?:the )?"
    r"(?P<unit>day|week|month|year)s? (?P<side>after|before)$"
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_MORE = re.compile(
    r"\b(?:overnight|the (?:previous|following) (?:night|evening)|the (?:night|evening|week|month|year) before(?! \w+ (?:was|were|had|the))"
    r"|the end of (?:the|this|next) (?:year|month|week))\b"
)
_NIGHT_BEFORE = re.compile(r"the (?:previous (?:night|evening|day)|(?:night|evening|day) before)")
_WEEK_BEFORE = re.compile(r"the (week|month|year) before")
_FOLLOWS = re.compile(r"\b(?:later|earlier|following|next|after|before|previous)\b")
_CHAINED = frozenset(["conj", "dep", "xcomp", "advcl", "ccomp"])
_TOLD_IN_A_ROW = frozenset(["conj", "dep", "ccomp"])
_BEFOREHAND = frozenset(["after", "following", "before", "until", "since", "despite", "because", "over"])
_EARLIER = frozenset(["previously", "earlier", "formerly", "long", "afterwards", "historically", "once"])
_CLIMB_MAX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date expression of a sentence with the token it hangs on."""

    text: str
    span: DateSpan
    head: Token  # the verb or noun that it dates
    first: int

    def may_date(self, published: date | None, *, done: bool) -> bool:
        """Whether an act can have it: what is done lies not in the future, what is planned not in the past."""
        if published is None:
            return True
        if done:
            before = self.head.doc[self.first - 1].lower_ if self.first else ""
            return self.span.start <= published and not (before in ("by", "until") and self.span.end > published)
        return self.span.end >= published


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """As in "a day after …": days from the main clause to the clause that follows."""

    text: str
    shift_days: int
    clause: Token  # verb of the clause with "after" or "before"


def dates_in(reading: Reading, sentence: Sentence, text: str) -> tuple[list[When], list[Anchor]]:
    """The resolved dates of a sentence, and the clauses it dates by the main clause.

    Args:
        text: the prepared text of the sentence's part.
    """
    doc = reading.docs[sentence.part]
    offset = reading.offsets[sentence.part]
    start, end = sentence.start - offset, sentence.end - offset
    whens, anchors, nights = [], [], []
    for match in [*EXPRESSION.finditer(text, start, end), *_MORE.finditer(text, start, end)]:
        first = _token_at(doc, match.start(), sentence)
        if first is None:
            continue
        ends = text[match.end() : match.end() + 1] in ",.;)" or match.end() >= end
        if _NIGHT_BEFORE.fullmatch(match[0]) and (ends or "previous" in match[0]):
            nights.append((match[0], first))
        elif not ends and (anchored := _ANCHORED.fullmatch(match[0].lower())) is not None:
            if (anchor := _anchor(doc, match, anchored, sentence)) is not None:
                anchors.append(anchor)
        else:
            head = _dated(doc[first])
            span = _resolved(match, text, start, end, reading.article.published_on, past=head.tag_ in ("VBD", "VBN"))
            if span is not None:
                whens.append(When(text=match[0].strip(), span=span, head=head, first=first))
    for words, first in nights:
        if (span := _night_before(doc[first], whens, reading.article.published_on)) is not None:
            whens.append(When(text=words, span=span, head=_dated(doc[first]), first=first))
    return whens, anchors


def _resolved(match: re.Match[str], text: str, start: int, end: int, published: date | None, *, past: bool) -> DateSpan | None:
    """The days of an expression, with what the words before it add: "since Friday", "by the end of the year"."""
    words = match[0]
    if words.lower() == "overnight":
        return published and DateSpan(start=published - timedelta(days=1), end=published, precision="range")
    before = text[max(start, match.start() - 8) : match.start()].lower().split()
    lead = before[-1] if before else ""
    if lead == "since":
        words = f"since {words}"
    words = _WEEK_BEFORE.sub(r"last \1", words)
    back = 0 if _FOLLOWS.search(words) else start  # "two days later" counts from what the sentence before told
    span = resolve_date(
        words, published, left=text[max(back, match.start() - 200) : match.start()],
        right=text[match.end() : min(end, match.end() + 200)],
    )  # fmt: skip
    if span is not None and published is not None and past and span.start > published:
        span = resolve_date(words, published, left="happened ") or span  # what is told in the past lies there
    if span is not None and lead == "by" and "end of" in words and published is not None and published < span.end:
        return DateSpan(start=published, end=span.end, precision="range")
    return span


def _night_before(token: Token, whens: list[When], published: date | None) -> DateSpan | None:
    """The day before the one that the sentence told: "returned on Thursday … the previous night"."""
    over = path_up(token)
    told = next((w.span for w in whens if w.head.i in over), whens[0].span if whens else None)
    if told is None:
        return published and DateSpan(start=published - timedelta(days=1), end=published - timedelta(days=1), precision="day")
    return shifted(told, -1)


def _token_at(doc: Doc, place: int, sentence: Sentence) -> int | None:
    low, high = sentence.first, sentence.last - 1
    while low < high:
        middle = (low + high + 1) // 2
        if doc[middle].idx <= place:
            low = middle
        else:
            high = middle - 1
    return low if sentence.first <= low < sentence.last else None


def _dated(token: Token) -> Token:
    """The verb or noun that a date hangs on: up through its preposition and its own words."""
    for _ in range(_CLIMB_MAX):
        head = token.head
        if head.i == token.i:
            return token
        if head.tag_ in VERBS or (
            head.tag_ in ("NN", "NNS")
            and token.dep_ in ("prep", "npadvmod", "nmod", "compound", "poss", "amod", "nummod", "tmod")
            and not _is_time(head)
        ):
            return head
        token = head
    return token


def _is_time(token: Token) -> bool:
    return token.lower_ in (
        "morning",
        "night",
        "evening",
        "afternoon",
        "day",
        "week",
        "month",
        "year",
        "end",
        "start",
        "beginning",
        "weekend",
        "quarter",
    )


def _anchor(doc: Doc, match: re.Match[str], anchored: re.Match[str], sentence: Sentence) -> Anchor | None:
    place = match.end() - len(anchored["side"])
    at = _token_at(doc, place, sentence)
    if at is None or doc[at].dep_ != "mark" or anchored["unit"] != "day":
        return None
    number = anchored["n"] or "a"
    count = _COUNTS.get(number) or int(number)
    clause = doc[at].head
    return Anchor(text=match[0], shift_days=-count if anchored["side"] == "after" else count, clause=clause)


def shifted(span: DateSpan, days: int) -> DateSpan | None:
    """A single day moved by some days; None for longer spans, of which no day is known."""
    if span.start != span.end:
        return None
    try:
        moved = span.start + timedelta(days=days)
    except OverflowError:
        return None
    return DateSpan(start=moved, end=moved, precision="day")


def path_up(token: Token) -> list[int]:
    """Indices of a token and all words over it, innermost first."""
    found = [token.i]
    for _ in range(_CLIMB_MAX):
        if token.head.i == token.i:
            break
        token = token.head
        found.append(token.i)
    return found


def choose_date(whens: list[When], head: Token, acts: set[int], events: set[int]) -> tuple[When, str] | None:
    """The date of an act: one that hangs on its own words, else one of a clause that is told together with its own.

    Args:
        head: word whose grammar carries the act.
        acts: tokens of the act itself (verb, light verb, noun).
        events: tokens of all acts of the sentence.
    """
    for when in whens:
        if when.head.i in acts:
            return when, "clause"
    for when in whens:
        up = path_up(when.head)
        nearest = next((i for i in up if i in events), None)
        if nearest in acts and not _crosses_clause(when.head, nearest):
            return when, "clause"
    if is_background(head):
        return None
    clause = clause_of(head)
    if (said := _antecedent(whens, clause)) is not None:
        return said, "clause"
    shared = [when for when in whens if _holds_for(when.head, clause, head)]
    shared.sort(key=lambda when: len(set(path_up(when.head)) ^ set(path_up(clause))))
    return (shared[0], "sentence") if shared else None


def _antecedent(whens: list[When], clause: Token) -> When | None:
    """The date that a clause takes up: "in 2022, when they promised"."""
    if clause.dep_ != "relcl" or not any(child.lower_ == "when" for child in clause.lefts):
        return None
    return next((when for when in whens if when.first <= clause.head.i and clause.head.text in when.text), None)


def _holds_for(dated: Token, clause: Token, head: Token) -> bool:
    """Whether what a word dates dates a clause as well: coordination, participles, "as" and "when"."""
    there = clause_of(dated)
    if there.i == clause.i:
        return True
    if is_perfect(clause) and not is_perfect(there) and not any(c.lower_ == "once" for c in clause.lefts):
        return False
    if (up := steps(clause, there)) is not None:
        if set(up) - _CHAINED or (head.i != clause.i and head.dep_ == "pobj"):
            return False
        if "ccomp" in up:
            return governors().get(there.lemma_) != "report"
        beforehand = any(child.lower_ in _BEFOREHAND for child in clause.lefts if child.dep_ in ("mark", "prep"))
        return not beforehand or _is_soon(clause)
    if (down := steps(there, clause)) is not None:
        if there.lemma_ in ("begin", "start"):
            return not set(down) - {"advcl", "prep", "acl", "pcomp"}  # "will fly them, beginning next month"
        return not set(down) - {"conj", "dep"} and not _has_subject(there)
    top = next((i for i in path_up(there) if i in set(path_up(clause))), None)
    if top is None:
        return False
    both = (steps(clause, clause.doc[top]) or []) + (steps(there, clause.doc[top]) or [])
    return not set(both) - _TOLD_IN_A_ROW


def is_background(head: Token) -> bool:
    """Whether grammar tells an act as past before the news: "had …", "previously", "after the raid", "whom it drove out"."""
    if head.tag_ not in VERBS:
        return head.dep_ == "pobj" and head.head.lower_ in _BEFOREHAND
    words = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass", "advmod")}
    marks = {child.lower_ for child in head.lefts if child.dep_ in ("mark", "prep", "advmod")}
    if words & {"had", "'d"} and head.tag_ != "VB" and not marks & {"once", "when"}:
        reported = head.dep_ == "ccomp" and governors().get(head.head.lemma_) == "report"
        return not reported or bool(words & _EARLIER)
    if words & _EARLIER:
        return True
    if _lasts(head):
        return True
    if head.dep_ in ("conj", "advcl") and not _has_subject(head) and (head.dep_ == "conj" or _lasts(head.head)):
        return not words & {"has", "have", "was", "were"} and is_background(head.head)
    if head.dep_ == "advcl":
        return head.tag_ in ("VBD", "VBN") and bool(marks & _BEFOREHAND) and not _is_soon(head)
    if head.dep_ in ("relcl", "acl") and head.tag_ in ("VBD", "VBN"):
        goes_on = any(child.lower_ in ("when", "where") for child in head.lefts)
        return not goes_on and not words & {"has", "have"} and _tells(head.sent.root)
    return False


def _lasts(verb: Token) -> bool:
    """Whether it goes on since nobody knows when: "have fought for decades"."""
    return any(
        inner.lower_ in ("decades", "years", "months", "centuries")
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


def is_perfect(verb: Token) -> bool:
    """Whether a verb stands in the perfect: "has …", "had …"."""
    return any(child.lower_ in ("has", "have", "had") for child in verb.children if child.dep_ == "aux")


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.lefts)


def steps(token: Token, target: Token) -> list[str] | None:
    """The relations from a word up to one above it; None where it is not above."""
    found: list[str] = []
    for _ in range(_CLIMB_MAX):
        if token.i == target.i:
            return found
        if token.head.i == token.i:
            return None
        found.append(token.dep_)
        token = token.head
    return None


def _crosses_clause(token: Token, end: int | None) -> bool:
    """Whether a clause of its own lies between a dated word and an act over it."""
    for _ in range(_CLIMB_MAX):
        if token.i == end:
            return False
        if token.tag_ in VERBS and token.dep_ != "xcomp":
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return True


def clause_of(token: Token) -> Token:
    """The verb of the clause that a word stands in; the word at the top where there is none."""
    for _ in range(12):
        if (token.tag_ in VERBS and token.dep_ not in ("amod", "compound")) or token.head.i == token.i:
            return token
        token = token.head
    return token
