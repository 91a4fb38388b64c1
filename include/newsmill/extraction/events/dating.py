"""The date expressions of a sentence: what days they mean and which word each of them hangs on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from include.newsmill.extraction.dates.grammar import EXPRESSION
from include.newsmill.extraction.dates.resolve import resolve_date
from include.newsmill.extraction.events.clauses import CLIMB_MAX, is_perfect, path_up
from include.newsmill.extraction.events.modality import governors
from include.newsmill.extraction.events.predicates import VERBS
from include.newsmill.extraction.parse import Parse, Token
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
    r"|since (?:the |last )?(?:spring|summer|autumn|winter)"
    r"|the end of (?:the|this|next) (?:year|month|week))\b"
)
_LASTING = re.compile(
    r"\bfor (?P<past>the (?:past|last) )?(?P<n>an?|\d{1,3}|[a-z]+(?:-[a-z]+)?) (?P<unit>day|week|month|year)s?\b"
    r"(?! ago| before)"
)
_GOING_ON = frozenset(
    [
        "hold", "refuse", "fight", "occupy", "go", "besiege", "block", "blockade", "camp", "starve", "fast", "strike",
        "protest", "keep", "negotiate", "talk", "shell", "bomb", "resist", "defy", "boycott", "surround", "encircle",
        "demand", "seek", "search", "detain", "patrol",
    ]
)  # fmt: skip
_SAME_DAY = re.compile(r"\b(?:[Tt]he same day|[Tt]hat (?:same )?(?:day|morning|afternoon|evening|night))\b")
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ' .-]*,(?: [A-ZÀ-Þ][\w. ]*,)? "
)  # "QUETTA, Pakistan, Oct 8 (AP)": when it was sent
_TIMES = frozenset(
    [
        "morning", "night", "evening", "afternoon", "day", "week", "month", "year", "end", "start", "beginning",
        "weekend", "quarter", "dawn", "breakfast", "noon", "midday", "lunchtime", "dusk", "nightfall", "midnight",
    ]
)  # fmt: skip
_LEADS = frozenset(["since", "by", "until", "till"])
_NIGHT_BEFORE = re.compile(r"the (?:previous (?:night|evening|day)|(?:night|evening|day) before)")
_WEEK_BEFORE = re.compile(r"the (week|month|year) before")
_DAY = timedelta(days=1)
_OPENING_CHARS = 60  # of a sentence: where a dateline may stand, or a date that opens it
_SAME_DAYS_MAX = 20  # read in one sentence
_FOLLOWS = re.compile(r"\b(?:later|earlier|following|next|after|before|previous)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date expression of a sentence with the token it hangs on."""

    text: str
    span: DateSpan
    head: Token  # the verb or noun that it dates
    first: int

    is_possessive: bool = False  # "Monday's walkout": it dates its noun alone
    past: DateSpan | None = None  # what it means of something past, where the words around let it look ahead
    ahead: DateSpan | None = None  # likewise the other way round: "announced a vigil on Saturday"
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
            if self.span.end >= published:
                return self
            return replace(self, span=self.ahead) if self.ahead is not None else None
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


def dates_in(
    reading: Reading, sentence: Sentence, text: str, before: DateSpan | None
) -> tuple[list[When], list[Anchor]]:
    """The resolved dates of a sentence, and the clauses it dates by the main clause.

    Args:
        text: the prepared text of the sentence's part.
        before: the date of the last dated event before it, for "the same day".
    """
    doc = reading.docs[sentence.part]
    offset = reading.offsets[sentence.part]
    start, end = sentence.start - offset, sentence.end - offset
    whens, anchors, nights = [], [], []
    for low, high in _expressions(text, start, end):
        first, words = _token_at(doc, low, sentence), text[low:high]
        if (
            first is None
            or _SAME_DAY.fullmatch(words)
            or (sentence.number == 0 and low < start + _OPENING_CHARS and _DATELINE.fullmatch(text[start:low]))
        ):
            continue
        ends = text[high : high + 1] in ",.;)" or high >= end
        if _NIGHT_BEFORE.fullmatch(words) and (ends or "previous" in words):
            nights.append((words, first))
        elif not ends and (anchored := _ANCHORED.fullmatch(words.lower())) is not None:
            if (anchor := _anchor(doc, words, high, anchored, sentence)) is not None:
                anchors.append(anchor)
        else:
            found = _resolved(words, low, text, start, end, reading.article.published_on)
            if found is not None:
                span, past, ahead, lead = found
                last = _token_at(doc, high - 1, sentence) or first
                owns = last + 1 < len(doc) and doc[last + 1].tag_ == "POS"
                opening = None if owns else _of_opening(doc, first, sentence)
                head = _of_report(doc, first, last) or opening or _dated(doc[first])
                whens.append(
                    When(
                        text=words.strip(), span=span, head=head, first=first, past=past, ahead=ahead, lead=lead,
                        is_possessive=owns,
                    )
                )  # fmt: skip
    whens += _same_day(doc, sentence, text[start:end], whens, before)
    whens += _lasting(doc, sentence, text, start, end, reading.article.published_on)
    for words, first in nights:
        if (night := _night_before(doc[first], whens, reading.article.published_on)) is not None:
            whens.append(When(text=words, span=night, head=_dated(doc[first]), first=first))
    return whens, anchors


def _same_day(
    doc: Parse, sentence: Sentence, text: str, whens: list[When], before: DateSpan | None
) -> Iterator[When]:  # fmt: skip
    """As in "that evening": the day that the sentence told, else that of the last dated event before it."""
    for match in islice(_SAME_DAY.finditer(text), _SAME_DAYS_MAX):
        first = _token_at(doc, doc[sentence.first].idx + match.start(), sentence)
        if first is None:
            continue
        earlier = [when for when in whens if when.first < first]
        told = max(earlier, key=lambda when: when.first).span if earlier else before
        if told is not None and told.start == told.end:
            yield When(text=match[0], span=told, head=_dated(doc[first]), first=first)


def _expressions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the date expressions of a sentence stand; one that opens it has a capital: "Last month villagers …"."""
    opened = start
    if text[start : start + 1].isupper():
        small = text[start].lower() + text[start + 1 : min(end, start + _OPENING_CHARS)]
        if (opening := EXPRESSION.match(small) or _MORE.match(small)) is not None:
            opened = start + opening.end()
            yield start, opened
    for pattern in (EXPRESSION, _MORE):
        yield from ((match.start(), match.end()) for match in pattern.finditer(text, opened, end))


def _lasting(doc: Parse, sentence: Sentence, text: str, start: int, end: int, published: date | None) -> Iterator[When]:
    """What goes on up to the day of the news: "has gone without food for sixteen days"."""
    if published is None:
        return
    for match in _LASTING.finditer(text, start, end):
        first = _token_at(doc, match.start(), sentence)
        if first is None or not is_perfect(verb := _dated(doc[first])):
            continue
        if not match["past"] and verb.lemma_ not in _GOING_ON:  # "has banned it for a month": a term ahead
            continue
        begun = resolve_date(f"{match['n']} {match['unit']}s ago", published)
        if begun is not None:
            span = DateSpan(start=begun.start, end=published, precision="range")
            yield When(text=match[0], span=span, head=verb, first=first)


def _resolved(
    words: str, low: int, text: str, start: int, end: int, published: date | None
) -> tuple[DateSpan, DateSpan | None, DateSpan | None, str] | None:
    """The days of an expression, what else it can mean (in the past, ahead), and the word that leads it."""
    if words.lower() == "overnight":
        if published is None or published == date.min:
            return None
        return DateSpan(start=published - _DAY, end=published, precision="range"), None, None, ""
    high = low + len(words)
    before = text[max(start, low - 16) : low].lower().split()
    opening, _, rest = words.partition(" ")
    if opening.lower() in _LEADS and rest:
        before, words = [*before, opening.lower()], rest
    lead = before[-1] if before else ""
    if before[-2:] == ["time", "since"]:  # "for the first time since March"
        return None
    if lead == "since":
        words = f"since {words}"
    words = _WEEK_BEFORE.sub(r"last \1", words)
    back = 0 if _FOLLOWS.search(words) else start  # "two days later" counts from what the sentence before told
    span = resolve_date(
        words, published, left=text[max(back, low - 200) : low], right=text[high : min(end, high + 200)]
    )  # fmt: skip
    return (*_ways(span, words, lead, published), lead) if span is not None else None


def _ways(
    span: DateSpan, words: str, lead: str, published: date | None
) -> tuple[DateSpan, DateSpan | None, DateSpan | None]:  # fmt: skip
    """The days of an expression, and what it means of something past, or ahead, where it lies on the other side."""
    if published is None:
        return span, None, None
    if lead == "by" and published < span.end:
        return DateSpan(start=published, end=span.end, precision="range"), None, None
    if span.start > published:
        past = resolve_date(words, published, left="It happened ")
        return span, past if past is not None and past.start <= published else None, None
    if span.end < published and lead != "since":
        ahead = resolve_date(words, published, left="It will happen ")
        return span, None, ahead if ahead is not None and ahead.end >= published else None
    return span, None, None


def _of_report(doc: Parse, first: int, last: int) -> Token | None:
    """The report that a date stands right behind: "said on Monday it had …", "told reporters late on Monday that …"."""
    at = first - 1
    while at > 0 and doc[at].lower_ in ("on", "in", "late", "early"):
        at -= 1
    if at > 0 and governors().get(doc[at].lemma_) == "report" and doc[at].tag_ in VERBS:
        return doc[at]
    if last + 1 < len(doc) and doc[last + 1].lower_ == "that" and doc[last + 1].dep_ == "mark":
        return next((t for t in reversed(doc[max(0, at - 8) : at + 1]) if governors().get(t.lemma_) == "report"), None)
    return None


def _of_opening(doc: Parse, first: int, sentence: Sentence) -> Token | None:
    """The main verb, where the date opens the sentence: parsers hang "Last month villagers fought" on the villagers."""
    opens = first == sentence.first or (
        first == sentence.first + 1 and doc[sentence.first].lower_ in ("in", "on", "at")
    )
    root = doc[first].sent.root
    if not opens or root.tag_ not in VERBS or root.i < first:
        return None
    return root if _dated(doc[first]).tag_ not in VERBS else None


def _night_before(token: Token, whens: list[When], published: date | None) -> DateSpan | None:
    """The day before the one that the sentence told: "returned on Thursday … the previous night"."""
    over = path_up(token)
    told = next((w.span for w in whens if w.head.i in over), whens[0].span if whens else None)
    if told is None and published is not None:
        told = DateSpan(start=published, end=published, precision="day")
    return shifted(told, -1) if told is not None else None


def _token_at(doc: Parse, place: int, sentence: Sentence) -> int | None:
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
    return token.lower_ in _TIMES


def _anchor(doc: Parse, words: str, high: int, anchored: re.Match[str], sentence: Sentence) -> Anchor | None:
    place = high - len(anchored["side"])
    at = _token_at(doc, place, sentence)
    if at is None or doc[at].dep_ != "mark" or anchored["unit"] != "day":
        return None
    number = anchored["n"] or "a"
    count = _COUNTS.get(number) or int(number)
    clause = doc[at].head
    return Anchor(text=words, shift_days=-count if anchored["side"] == "after" else count, clause=clause)


def shifted(span: DateSpan, days: int) -> DateSpan | None:
    """A single day moved by some days; None for longer spans, of which no day is known."""
    if span.start != span.end:
        return None
    try:
        moved = span.start + timedelta(days=days)
    except OverflowError:
        return None
    return DateSpan(start=moved, end=moved, precision="day")
