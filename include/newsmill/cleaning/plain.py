"""A seed file: its header tells the day, the rest is the article as printed."""

from datetime import date

from include.newsmill.cleaning.article import CleanedText, refusal_of
from include.newsmill.cleaning.dateline import split_byline, split_dateline
from include.newsmill.cleaning.decoding import decode_text
from include.newsmill.cleaning.header import read_header
from include.newsmill.cleaning.language import identify_language
from include.newsmill.cleaning.refusal import Refusal
from include.newsmill.cleaning.sentences import first_sentence
from include.newsmill.cleaning.text import normalise_text
from include.newsmill.model import Reason


def day_of_text(content: bytes) -> date | Refusal:
    """The day in a seed file's header, or why there is none: what the file is, where that says more."""
    header = read_header(content)
    if not isinstance(header, Refusal):
        return header.day
    if header.reason is Reason.NO_DATE_HEADER and isinstance(decoded := decode_text(content), Refusal):
        return decoded
    return header


def clean_text(content: bytes) -> CleanedText | Refusal:
    """The article of a seed file. No headline is printed in one, so there is none; the first sentence describes it."""
    text = decode_text(content)
    if isinstance(text, Refusal):
        return text
    header = read_header(content)
    if isinstance(header, Refusal):
        return header
    body = normalise_text(content[header.body_start :].decode("utf-8"))
    byline, authors, body = split_byline(body)
    if refusal := refusal_of(body):
        return refusal
    dateline, _ = split_dateline(body)
    return CleanedText(
        body=body,
        language=identify_language(body),
        description=first_sentence(body),
        byline=byline,
        authors=authors,
        dateline=dateline,
        published_on=header.day,
        published_precision="day",
        published_evidence="seed_header",
    )
