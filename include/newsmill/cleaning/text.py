"""One form for every text: NFC, visible characters only, plain spaces, a blank line between paragraphs.

Words, quotes, dashes and digits stay as printed. What comes out can be stored in PostgreSQL and is a fixed point:
cleaning it again changes nothing.
"""

import re
import unicodedata

from include.newsmill.cleaning.mojibake import repair_mojibake

_LINE_ENDS = re.compile("\r\n|[\r\v\u0085\u2028]")
_PARAGRAPH_ENDS = re.compile("[\f\u2029]")
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Controls, noncharacters, lone surrogates; then format characters that carry no letter: soft hyphen, zero-width space,
# word joiner, byte order marks, direction marks, interlinear annotation.
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
# Joiners shape Arabic, Persian, Indic text and emoji; between Latin letters, digits or spaces they are litter.
_STRAY_JOINER = re.compile("(?<![\u0530-\U000fffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0530-\U000fffff])")
# Tag characters spell the flags of England, Scotland, Wales after a black flag, and hide messages anywhere else.
_HIDDEN_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
# No script stacks more marks on a letter (Unicode's stream-safe limit), and ordering them costs the square of their
# number. A mark is none of \w; what else is none and stands 31 times in a row is looked at one by one.
_MARKS_MAX = 30
_MANY_MARKS = re.compile("[^\\w\\s\x00-\u02ff]{31,}")
_BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")

# A block whose lines are all about as long as a typewriter's was broken by a machine, not by its writer.
_WRAPPED_CHARS_MIN = 40
_WRAPPED_CHARS_MAX = 120
_WRAPPED_SPREAD_MAX = 30  # characters between the shortest and the longest line, the last one aside


def normalise_text(text: str) -> str:
    """The body of an article in its one form.

    Args:
        text: any string, of any line ends; lines of hard-wrapped blocks are joined, other lines are paragraphs.

    Returns:
        Paragraphs of one line each, with a blank line between; "" where nothing visible is left.
    """
    while (better := _one_pass(text)) != text:
        text = better
    return text


def normalise_line(text: str | None) -> str | None:
    """A headline, a name or another single line in the same form; None for None and for nothing visible."""
    return normalise_text(text).replace("\n\n", " ") or None if text else None


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a normalised text, in order."""
    return text.split("\n\n") if text else []


def _one_pass(text: str) -> str:
    if text.isascii():  # nothing to repair, compose or replace but controls
        text = _REMOVED.sub("", _LINE_ENDS.sub("\n", _PARAGRAPH_ENDS.sub("\n\n", text)))
    else:
        text = repair_mojibake(text)  # first: it needs the C1 controls and soft hyphens that go next
        text = _LINE_ENDS.sub("\n", _PARAGRAPH_ENDS.sub("\n\n", text))
        text = _HIDDEN_TAGS.sub("", _STRAY_JOINER.sub("", _REMOVED.sub("", text)))
        text = unicodedata.normalize("NFC", _MANY_MARKS.sub(_drop_marks, text))
    text = "\n".join(_SPACES.sub(" ", line).strip(" ") for line in text.split("\n"))
    blocks = _BLANK_LINES.split(text.strip("\n"))
    return "\n\n".join(line for block in blocks for line in _lines_of(block) if line)


def _drop_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in run.group():
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MARKS_MAX:
            kept.append(char)
    return "".join(kept)


def _lines_of(block: str) -> list[str]:
    """The paragraphs of a block without blank lines: one where it was hard-wrapped, else one a line."""
    lines = block.split("\n")
    full = [len(line) for line in lines[:-1]]
    wrapped = (
        len(lines) > 1
        and min(full) >= _WRAPPED_CHARS_MIN
        and max(full) <= _WRAPPED_CHARS_MAX
        and max(full) - min(full) <= _WRAPPED_SPREAD_MAX
        and len(lines[-1]) <= _WRAPPED_CHARS_MAX
        and not all(line.endswith((".", "!", "?", "”", '"')) for line in lines)
    )
    return [" ".join(lines)] if wrapped else lines
