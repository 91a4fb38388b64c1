"""Bytes to characters: strictly UTF-8 for text files, by declaration for pages."""

import codecs
import re

from charset_normalizer import from_bytes

from include.newsmill.cleaning.refusal import Refusal
from include.newsmill.model import Reason

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of formats that end up in text folders, by mistake or misnamed.
_MAGIC = {
    b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"\x1f\x8b": "a gzip file", b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x28\xb5\x2f\xfd": "a zstd file", b"BZh": "a bzip2 file", b"\xfd7zXZ": "an xz file", b"\x7fELF": "a program",
    b"PAR1": "a Parquet file", b"SQLite format 3": "an SQLite file", b"RIFF": "a sound, video or WebP file",
}  # fmt: skip
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_CONTROL_SHARE_MAX = 0.01  # of the first bytes; more is no text of any encoding
_CONTROL_SHARE_MAX_UTF8 = 0.1  # what decodes is text with stray controls, until they are too many to be strays
_SNIFFED_BYTES = 4096

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_DECLARED_WITHIN_BYTES = 8192
# What browsers read a declared name as (WHATWG Encoding Standard), where Python means something narrower.
_WIDER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-11": "cp874", "tis-620": "cp874", "utf-16": "utf-8",
    "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-7": "cp1252",
}  # fmt: skip


def decode_text(content: bytes) -> str | Refusal:
    """A text file's characters; line ends as they are, a byte order mark taken off.

    Returns:
        The text, or (BINARY, NOT_UTF8 or NUL_CHARACTER, a sentence that says what was found and where).
    """
    if refusal := _sniff(content):
        return refusal
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if _control_share(content) > _CONTROL_SHARE_MAX:
            return Refusal(Reason.BINARY, "The file holds bytes that no text has.")
        shown = f"Byte {error.start} (0x{content[error.start]:02x}) is not UTF-8 ({error.reason})."
        return Refusal(Reason.NOT_UTF8, f"{shown} Save the file as UTF-8.")
    if _control_share(content) > _CONTROL_SHARE_MAX_UTF8:
        return Refusal(Reason.BINARY, "The file holds bytes that no text has.")
    if "\0" in text:
        return Refusal(Reason.NUL_CHARACTER, f"Character {text.index(chr(0))} is NUL, which PostgreSQL cannot store.")
    return text


def _sniff(content: bytes) -> Refusal | None:
    """(BINARY or NOT_UTF8, what it is) for known file formats, UTF-16 and UTF-32; None for what may be UTF-8."""
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            return Refusal(Reason.BINARY, f"The file is {what}, by its first bytes.")
    for bom, encoding in _BOMS[1:]:
        if content.startswith(bom):
            return Refusal(Reason.NOT_UTF8, f"The file is {encoding.upper()}, by its first bytes. Save it as UTF-8.")
    head = content[:_SNIFFED_BYTES]
    for start in (0, 1):  # every second byte of Latin text in UTF-16 is NUL, and none of the others
        zeros, others = head[start::2], head[1 - start :: 2]
        if len(zeros) > 1 and zeros.count(0) > 0.9 * len(zeros) and others.count(0) == 0:
            return Refusal(Reason.NOT_UTF8, "The file looks like UTF-16 without a byte order mark. Save it as UTF-8.")
    return None


def decode_html(content: bytes) -> str | Refusal:
    """A page's characters.

    A byte order mark decides; else UTF-8 where every byte agrees, for text of another encoding that happens to be
    valid UTF-8 is next to impossible while wrong declarations are common; else the declared encoding; else a guess.

    Returns:
        The text, or (BINARY, a sentence) where the bytes are no text at all.
    """
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            return Refusal(Reason.BINARY, f"The file is {what}, by its first bytes.")
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, "replace").removeprefix("\ufeff")
    if _control_share(content) > _CONTROL_SHARE_MAX:
        return Refusal(Reason.BINARY, "The file holds bytes that no page has.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        failed_at = error.start
    declared = _declared_encoding(content)
    if declared is None:
        # a window around the first byte that is not UTF-8 shows the guesser what it needs, at a bounded price
        window = content[max(0, failed_at - _SNIFFED_BYTES) : failed_at + _SNIFFED_BYTES]
        guess = from_bytes(window, cp_exclusion=["utf_7"]).best()
        declared = guess.encoding if guess else "cp1252"
    return content.decode(declared, "replace")


def _declared_encoding(content: bytes) -> str | None:
    head = content[:_DECLARED_WITHIN_BYTES]
    match = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    name = _WIDER.get(name, name)
    return name if _is_text_encoding(name) else None


def _is_text_encoding(name: str) -> bool:
    """False for Python's codecs that are not character sets (hex, rot13, idna, unicode-escape)."""
    try:
        return "x".encode("ascii").decode(name) == "x" and not name.startswith(("idna", "punycode", "unicode", "raw"))
    except (LookupError, UnicodeError):
        return False


def _control_share(content: bytes) -> float:
    head = content[:_SNIFFED_BYTES]
    return (len(head) - len(head.translate(None, _CONTROLS))) / (len(head) or 1)
