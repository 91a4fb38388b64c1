"""The date expressions of a sentence: what days they mean and which word each of them hangs on."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from include.newsmill.extraction.dates.grammar import EXPRESSION
from include.newsmill.extraction.dates.resolve import resolve_date
from include.newsmill.extraction.events.clauses import CLIMB_MAX, path_up
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
    r"\b(?:overnight|the (?:previous|following) (?:night|evening)|the (?:night|evening|week|month|year) before"
    r"(?! \w+ (?:was|were|had|the))"
    r"|the end of (?:the|this|next) (?:year|month|week))\b"
)
_NIGHT_BEFORE = re.compile(r"the (?:previous (?:night|evening|day)|(?:night|evening|day) before)")
_WEEK_BEFORE = re.compile(r"the (week|month|year) before")
_DAY = timedelta(days=1)
_FOLLOWS = re.compile(r"\b(?:later|earlier|following|next|after|before|previous)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date expression of a sentence with the token it hangs on."""

    text: str
    span: DateSpan
    head: Token  # the verb or noun that it dates
    first: int

    past: DateSpan | None = None  # what it means of something past, where the words around let it look ahead
    lead: str = ""  # the word before it

    def told_of(self, published: date | None, *, done: bool, asks: bool) -> "When | None":
        """The date as an act can have it; None when it cannot: what is done lies not ahead, what is planned not behind.

        Args:
            published: the day of publication; without it every date may be.
            asks: whether the act asks or promises, so that a day ahead is that of what is asked for.
        """
        if published is None:
            return self
        if not done:
            return self if self.span.end >= published else None
        if self.span.start <= published:
            return None if self.lead in ("by", "until") and self.span.end > published else self
        if self.past is None or asks or self.lead in ("by", "until", "till", "for"):
            return None
        return replace(self, span=self.past)


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
            found = _resolved(match, text, start, end, reading.article.published_on)
            if found is not None:
                span, past = found
                lead = doc[first - 1].lower_ if first else ""
                last = _token_at(doc, match.end() - 1, sentence) or first
                head = _of_report(doc, first, last) or _dated(doc[first])
                whens.append(When(text=match[0].strip(), span=span, head=head, first=first, past=past, lead=lead))
    for words, first in nights:
        if (night := _night_before(doc[first], whens, reading.article.published_on)) is not None:
            whens.append(When(text=words, span=night, head=_dated(doc[first]), first=first))
    return whens, anchors


def _resolved(
    match: re.Match[str], text: str, start: int, end: int, published: date | None
) -> tuple[DateSpan, DateSpan | None] | None:
    """The days of an expression as the words around tell it, and those in the past where the first lie ahead."""
    words = match[0]
    if words.lower() == "overnight":
        if published is None or published == date.min:
            return None
        return DateSpan(start=published - _DAY, end=published, precision="range"), None
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
    if span is None:
        return None
    if published is not None and span.start > published:
        return span, resolve_date(words, published, left="It happened ")
    if lead == "by" and "end of" in words and published is not None and published < span.end:
        return DateSpan(start=published, end=span.end, precision="range"), None
    return span, None


def _of_report(doc: Doc, first: int, last: int) -> Token | None:
    """The report that a date stands right behind: "said on Monday it had …", "told reporters late on Monday that …"."""
    at = first - 1
    while at > 0 and doc[at].lower_ in ("on", "in", "late", "early"):
        at -= 1
    if at > 0 and governors().get(doc[at].lemma_) == "report" and doc[at].tag_ in VERBS:
        return doc[at]
    if last + 1 < len(doc) and doc[last + 1].lower_ == "that" and doc[last + 1].dep_ == "mark":
        return next((t for t in reversed(doc[max(0, at - 8) : at + 1]) if governors().get(t.lemma_) == "report"), None)
    return None


def _night_before(token: Token, whens: list[When], published: date | None) -> DateSpan | None:
    """The day before the one that the sentence told: "returned on Thursday … the previous night"."""
    over = path_up(token)
    told = next((w.span for w in whens if w.head.i in over), whens[0].span if whens else None)
    if told is None and published is not None:
        told = DateSpan(start=published, end=published, precision="day")
    return shifted(told, -1) if told is not None else None


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
    for _ in range(CLIMB_MAX):
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
