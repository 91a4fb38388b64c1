"""A text with its spans, as paragraphs of well-nested pieces.

Spans of mentions, actions and evidence sentences may nest, overlap, repeat and cross paragraphs; HTML elements may not.
So a span that would cross another is closed and opened again around the crossing; its first piece carries its id, its
last piece the references that stand behind it. Nothing here is HTML yet: the template writes it, and escapes the text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

DEPTH_MAX = 12  # spans open at one place; more than that tells a reader nothing, and costs time squared


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What to mark: text[start:end], in characters."""

    start: int
    end: int
    style: str  # class names
    anchor: str | None = None  # id, unique in the page
    title: str | None = None  # a short explanation
    references: tuple[tuple[str, str, str], ...] = ()  # (anchor, label, spoken label) shown behind the span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text, or the opening or closing of a span; exactly one of the three."""

    text: str | None = None
    opens: Span | None = None
    is_first: bool = False  # of the span's pieces; only meaningful where it opens
    closes: Span | None = None
    is_last: bool = False  # of the span's pieces; only meaningful where it closes


def mark(text: str, spans: Sequence[Span]) -> list[list[Piece]]:
    """The paragraphs of `text` as pieces.

    Args:
        text: any length; its paragraphs are separated by empty lines.
        spans: in any order; what lies outside the text or is empty is left out.

    Returns:
        One list of pieces per paragraph. Their text pieces, joined, are the text without the white space between
        paragraphs; every opening has its closing in the same paragraph, properly nested.
    """
    trimmed = [_trimmed(text, span) for span in spans if 0 <= span.start < span.end <= len(text)]
    ordered = sorted((s for s in trimmed if s.start < s.end), key=lambda s: (s.start, -s.end))
    first_pieces: set[int] = set()  # by place in `ordered`: spans may be equal
    paragraphs = []
    coming, waiting = 0, list[int]()
    for start, end in _paragraphs(text):
        while coming < len(ordered) and ordered[coming].start < end:
            waiting.append(coming)
            coming += 1
        waiting = [number for number in waiting if ordered[number].end > start]
        paragraphs.append(_pieces(text, start, end, [(n, ordered[n]) for n in waiting], first_pieces))
    return paragraphs


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends, so that none ends between two paragraphs."""
    inner = text[span.start : span.end]
    end = span.start + len(inner.rstrip())
    return replace(span, start=min(end, span.end - len(inner.lstrip())), end=end)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of each paragraph, without white space around it."""
    at = 0
    for line_group in text.split("\n\n"):
        body = line_group.strip()
        if body:
            start = at + line_group.index(body)
            yield start, start + len(body)
        at += len(line_group) + 2


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, Span]], seen: set[int]) -> list[Piece]:
    """One paragraph, [start, end): between two boundaries the set of open spans is constant."""
    cuts = sorted({start, end, *(max(start, s.start) for _, s in spans), *(min(end, s.end) for _, s in spans)})
    pieces: list[Piece] = []
    stack: list[tuple[int, Span]] = []
    coming = 0
    for left, right in pairwise(cuts):
        while coming < len(spans) and max(start, spans[coming][1].start) <= left:
            if spans[coming][1].end > left and len(stack) < DEPTH_MAX:
                pieces.append(_opening(*spans[coming], seen))
                stack.append(spans[coming])
            coming += 1
        pieces.append(Piece(text=text[left:right]))
        _close(pieces, stack, right, end, seen)
    return pieces


def _close(pieces: list[Piece], stack: list[tuple[int, Span]], at: int, paragraph_end: int, seen: set[int]) -> None:
    """Close what ends at `at`, and open again what lay inside it and goes on."""
    ending = [depth for depth, (_, span) in enumerate(stack) if min(span.end, paragraph_end) <= at]
    if not ending:
        return
    going_on = []
    while len(stack) > ending[0]:
        number, span = stack.pop()
        ends_here = min(span.end, paragraph_end) <= at
        pieces.append(Piece(closes=span, is_last=span.end <= at))
        if not ends_here:
            going_on.append((number, span))
    for number, span in reversed(going_on):
        pieces.append(_opening(number, span, seen))
        stack.append((number, span))


def _opening(number: int, span: Span, seen: set[int]) -> Piece:
    is_first = number not in seen
    seen.add(number)
    return Piece(opens=span, is_first=is_first)
