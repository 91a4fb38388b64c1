"""Undo UTF-8 that was once read as Windows-1252 ("cafÃ©"), and only where no correct text could look like that.

Every rule asks one question: could a careful typesetter have meant these very characters? "AMANHÃ”" is a Portuguese
word before a closing quote and "fatigué…»" is French, though both also decode; they are left alone. ftfy's detection
was tried and changes both, see docs/decisions/text-repair.md.
"""
# ruff: noqa: RUF001 -- characters that look alike are the subject

import re


def _as_misread(byte: int) -> str:
    """The character a Windows-1252 reader shows for a byte; its five holes pass as C1 controls."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_BYTE_OF = {_as_misread(byte): byte for byte in range(0x80, 0x100)} | {chr(byte): byte for byte in range(0x80, 0xA0)}
_TAIL = "[" + "".join(re.escape(char) for char, byte in _BYTE_OF.items() if byte < 0xC0) + "]"
_PIECE = re.compile(f"[\xc2-\xdf]{_TAIL}|[\xe0-\xef]{_TAIL}{{2}}|[\xf0-\xf4]{_TAIL}{{3}}")
_RUN = re.compile(f"(?:{_PIECE.pattern})+")

# Characters that no language prints straight after a capital letter: a capital before them is half of a letter.
_NEVER_AFTER_A_CAPITAL = frozenset("‰ŠŒŽšœžŸƒ€„¡¢£¤¥¦§¬\xad¯±µ¶¼½¾¿")
# No one-letter word "Â" exists, so after anything but a capital these are what they decode to: °, «, », ©, a space.
_LATIN_1_SIGNS = frozenset("\xa0©ª«®°²³´·¸¹º»¨")
_SIGNS = frozenset({"â‚¬", "â„¢", "ï»¿", "ï¿½"})  # euro, trade mark, byte order mark, U+FFFD
_ACCENTED_LETTER_LEADS = frozenset("ÃÄÅ")
_RUN_PIECES_MIN = 3  # so many in a row, all of one foreign script, is never chance


def repair_mojibake(text: str) -> str:
    """Replace sequences that are proven to be misread UTF-8; all else stays as it is.

    Text that went wrong twice is undone twice. Cost: one regex scan where nothing is wrong.

    >>> repair_mojibake("cafÃ© and itâ€™s 20Â°C")
    'café and it’s 20°C'
    >>> repair_mojibake("“AMANHÃ”, Ã la carte, fatigué…»")
    '“AMANHÃ”, Ã la carte, fatigué…»'
    """
    while True:
        repaired = _RUN.sub(_repair_run, text)
        if repaired == text:
            return text
        text = repaired


def _repair_run(match: re.Match[str]) -> str:
    text, start = match.string, match.start()
    pieces = [(piece.group(), start + piece.start(), start + piece.end()) for piece in _PIECE.finditer(match.group())]
    decoded = [_decoded(piece) for piece, _, _ in pieces]
    if len(pieces) >= _RUN_PIECES_MIN and _is_one_foreign_script(decoded):
        return "".join(filter(None, decoded))
    return "".join(
        good if good and _is_proven(piece, good, text[begin - 1 : begin], text[end : end + 1]) else piece
        for (piece, begin, end), good in zip(pieces, decoded, strict=True)
    )


def _decoded(piece: str) -> str | None:
    """What the bytes behind a piece say in UTF-8; None where they are not UTF-8 or say a control character."""
    try:
        char = bytes(_BYTE_OF[c] for c in piece).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return char if char >= "\xa0" else None


def _is_one_foreign_script(decoded: list[str | None]) -> bool:
    """Whether all are letters beyond Latin of one block (Greek, Cyrillic, Hebrew, Arabic, Thai, kana, Han ...)."""
    if not all(char and char.isalpha() and char >= "\u0370" for char in decoded):
        return False
    blocks = {"han" if ord(char) >= 0x2E80 else str(ord(char) // 0x100) for char in decoded if char}
    return len(blocks) == 1 or blocks <= {"4", "5"}  # Cyrillic and Hebrew or Arabic have two blocks each


def _is_proven(piece: str, decoded: str, before: str, after: str) -> bool:
    if any("\x80" <= char <= "\x9f" for char in piece):
        return True  # controls are never printed
    if len(piece) > 2:  # â€ and one more is punctuation, ðŸ and two more an emoji
        return piece.startswith("â€") or piece in _SIGNS or "\U0001f000" <= decoded <= "\U0001fbff"
    if piece[1] in _NEVER_AFTER_A_CAPITAL:
        return piece[0] == "Â" or piece[0] in _ACCENTED_LETTER_LEADS
    return _is_proven_pair(piece[0], piece[1], before, after)


def _is_proven_pair(lead: str, tail: str, before: str, after: str) -> bool:
    """Whether a capital and a sign that may well follow one in print are half a letter each, by what is around."""
    if lead == "Â":
        return tail in _LATIN_1_SIGNS and not before.isupper()
    if lead not in _ACCENTED_LETTER_LEADS:
        return False
    if before.isalpha() or tail == "\xa0":
        return before.islower()  # a capital inside a lower-case word is no capital
    if lead == "Ã":  # no word of one letter, unlike Å and Ä
        return after.islower() or tail in _LATIN_1_SIGNS - {"»"}
    return after.islower() and tail in _LATIN_1_SIGNS
