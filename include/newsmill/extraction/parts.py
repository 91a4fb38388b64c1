"""Long text in bounded parts, so that no text is too long for the model and memory follows the part, not the text."""

from collections.abc import Iterator

PART_CHARS_MAX = 12_000  # about 2,000 words: nearly every article is one part
_ENDS = ("\n\n", "\n", ". ", " ")


def split_parts(body: str, chars_max: int = PART_CHARS_MAX) -> Iterator[tuple[int, str]]:
    """Cut a text into (offset, part) that join to the whole text; each part has at most chars_max characters.

    A part ends at the last blank line in its second half, else line end, sentence end or space there; text without
    any of them is cut at the limit.

    >>> list(split_parts("one two", 5))
    [(0, 'one '), (4, 'two')]
    """
    start = 0
    while start < len(body):
        end = min(start + chars_max, len(body))
        if end < len(body):
            half = start + chars_max // 2
            for mark in _ENDS:
                if (at := body.rfind(mark, half, end)) >= 0:
                    end = at + len(mark)
                    break
        yield start, body[start:end]
        start = end
