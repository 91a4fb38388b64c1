"""Bytes to characters, and which bytes are none."""

import gzip

import pytest

from include.newsmill.cleaning.decoding import decode_html, decode_text
from include.newsmill.model import Reason

TEXT = "date 2019-10-25 Le président a rencontré la chancelière. "


@pytest.mark.parametrize("content", [TEXT.encode(), b"\xef\xbb\xbf" + TEXT.encode()])
def test_utf_8_is_read_with_or_without_its_mark(content):
    assert decode_text(content) == TEXT


@pytest.mark.parametrize(
    ("content", "reason", "words"),
    [
        (TEXT.encode("latin-1"), Reason.NOT_UTF8, "Byte 21 (0xe9) is not UTF-8"),
        (TEXT.encode("utf-16"), Reason.NOT_UTF8, "UTF-16"),
        (TEXT.encode("utf-16-le"), Reason.NOT_UTF8, "UTF-16 without a byte order mark"),
        (TEXT.encode("utf-16-be"), Reason.NOT_UTF8, "UTF-16 without a byte order mark"),
        (TEXT.encode("utf-32"), Reason.NOT_UTF8, "UTF-32"),
        (TEXT.encode()[:-3] + b"\xc3", Reason.NOT_UTF8, "is not UTF-8"),
        (b"date 2019-10-25 \xed\xa0\x80", Reason.NOT_UTF8, "is not UTF-8"),  # half a pair of surrogates
        (TEXT.encode() + b"\0", Reason.NUL_CHARACTER, "NUL"),
        (gzip.compress(TEXT.encode()), Reason.BINARY, "a gzip file"),
        (b"%PDF-1.7 ...", Reason.BINARY, "a PDF"),
        (bytes(range(256)) * 20, Reason.BINARY, "bytes that no text has"),
        (b"date 2019-10-25 " + bytes(range(1, 9)) * 50, Reason.BINARY, "bytes that no text has"),
    ],
)
def test_what_is_no_utf_8_text_is_named(content, reason, words):
    refusal = decode_text(content)
    assert refusal.reason is reason
    assert words in refusal.detail


PAGE = "<html><head><meta charset={}></head><body>Präsident für “Größe”</body></html>"


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"),
        ("iso-8859-1", "cp1252"),  # browsers read it so
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "utf-8"),  # a wrong declaration loses against the bytes
        ("no-such-thing", "utf-8"),
        ("utf-8", "utf-16"),  # and against a byte order mark
    ],
)
def test_a_page_is_read_by_its_bytes_then_by_its_word(declared, written):
    page = PAGE.format(declared)
    assert decode_html(page.encode(written)) == page


def test_a_page_of_another_alphabet_is_read_by_its_declaration():
    page = PAGE.format("koi8-r").replace("Präsident für “Größe”", "Президент")
    assert decode_html(page.encode("koi8-r")) == page


def test_a_page_that_declares_nothing_is_guessed():
    page = "<p>" + "Der Präsident trifft die Kanzlerin in Köln, um über Größe zu sprechen. " * 5
    assert decode_html(page.encode("cp1252")) == page


@pytest.mark.parametrize("codec", ["hex_codec", "rot13", "idna", "unicode_escape", "utf-7", "undefined", "punycode"])
def test_python_codecs_that_no_browser_knows_are_not_obeyed(codec):
    page = b"<meta charset=" + codec.encode() + b"><p>Gr\xf6\xdfe \\x41 +AGE-"
    assert "\\x41 +AGE-" in decode_html(page)


def test_a_broken_byte_costs_itself():
    assert "Größ\ufffde" in decode_html(PAGE.format("utf-8").replace("Größe", "Größ#e").encode().replace(b"#", b"\xff"))


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\x89PNG\r\n", bytes(range(256)) * 4])
def test_what_is_no_page_is_binary(content):
    assert decode_html(content).reason is Reason.BINARY
