"""When and where: the date expressions and places of a sentence, and which of them belongs to an act."""

import re
from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Doc, Token

from include.newsmill.extraction.dates.grammar import EXPRESSION
from include.newsmill.extraction.dates.resolve import resolve_date
from include.newsmill.extraction.entities.directory import Directory
from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.predicates import VERBS
from include.newsmill.extraction.reading import Name, Reading, Sentence
from include.newsmill.model import DateSpan

_ANCHORED = re.compile(
    r"(?:just )?(?:(?P<n>an?|one|two|three|four|five|six|seven|ten|\d+) )?(?:the )?"
    r"(?P<unit>day|week|month|year)s? (?P<side>after|before)$"
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}
_PLACE_PREPOSITIONS = frozenset(
    ["in", "at", "near", "outside", "inside", "across", "around", "throughout", "on", "off", "from", "to"]
)
_CLIMB_MAX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date expression of a sentence with the token it hangs on."""

    text: str
    span: DateSpan
    head: Token  # the verb or noun that it dates
    first: int


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
    whens, anchors = [], []
    for match in EXPRESSION.finditer(text, start, end):
        first = _token_at(doc, match.start(), sentence)
        if first is None:
            continue
        if (anchored := _ANCHORED.fullmatch(match[0].lower())) is not None:
            if (anchor := _anchor(doc, match, anchored, sentence)) is not None:
                anchors.append(anchor)
            continue
        span = resolve_date(
            match[0], reading.article.published_on, left=text[max(start, match.start() - 200) : match.start()],
            right=text[match.end() : min(end, match.end() + 200)],
        )  # fmt: skip
        if span is not None:
            whens.append(When(text=match[0].strip(), span=span, head=_dated(doc[first]), first=first))
    return whens, anchors


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
    """The date of an act: one that hangs on its own words, else one of the sentence that no other act or report has.

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
    over = set(path_up(head))
    free = [when for when in whens if _is_free(when.head, over, events)]
    return (free[0], "sentence") if free else None


def _is_free(dated: Token, over: set[int], events: set[int]) -> bool:
    """Whether a date hangs on no other act, on no report, and in no clause beside the act."""
    if dated.i in events or governors().get(dated.lemma_) == "report":
        return False
    return dated.i in over or dated.tag_ not in VERBS


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


def choose_place(names: list[Name], directory: Directory, doc: Doc, acts: set[int], events: set[int]) -> Name | None:
    """The place of an act among the names of its sentence: behind a preposition of place, its own first.

    Cities and regions go before countries, "in" before "from" and "to"; what another act owns is left to it.
    """
    found: list[tuple[int, int, Name]] = []
    for name in names:
        if name.label not in ("GPE", "LOC", "FAC"):
            continue
        head = doc[name.last - 1]
        for _ in range(3):
            if head.dep_ in ("appos", "conj") and head.head.i != head.i:
                head = head.head
        if head.dep_ != "pobj" or head.head.lower_ not in _PLACE_PREPOSITIONS:
            continue
        place = directory.places.get(name.start)
        weight = 2 * (head.head.lower_ in ("from", "to")) + (place is not None and place.kind == "country")
        owner = next((i for i in path_up(head.head) if i in events), None)
        if owner in acts:
            found.append((weight, name.start, name))
        elif owner is None and weight < 2:
            found.append((weight + 4, name.start, name))
    return min(found)[2] if found else None
