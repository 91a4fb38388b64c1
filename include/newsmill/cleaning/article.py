"""Putting the cleaned parts together: identity, version, counts, and what is too little to be an article."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime

from include.newsmill.cleaning.refusal import Refusal
from include.newsmill.model import (
    Article,
    Outcome,
    RawDocument,
    Reason,
    Rejected,
    content_sha256,
    name_id,
    version_id,
)  # fmt: skip

# A body of one word is a slip. Han, kana, Thai and their like have no spaces: there each character counts.
WORDS_MIN = 2
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedText:
    """What cleaning found in one record, before it has an identity. Meanings as in `model.Article`."""

    body: str
    language: str
    headline: str | None = None
    description: str | None = None
    byline: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    section: str | None = None
    publisher: str | None = None
    canonical_url: str | None = None
    published_at: datetime | None = None
    published_on: date | None = None
    published_precision: str = "unknown"
    published_evidence: str | None = None
    modified_at: datetime | None = None


def refusal_of(body: str) -> Refusal | None:
    """Why a cleaned body is no article's: EMPTY_BODY or TOO_SHORT; None where it is enough."""
    if not body:
        return Refusal(Reason.EMPTY_BODY, "Nothing is left of the text after cleaning.")
    words = _WORD.findall(body[:1000])
    if len(words) < WORDS_MIN:
        return Refusal(Reason.TOO_SHORT, f"The text has {len(words)} word(s); an article has at least {WORDS_MIN}.")
    return None


def build_article(raw: RawDocument, cleaned: CleanedText) -> Article:
    """The article of a record that has its day.

    Its id is that of the canonical URL, which several sources may share, else of source and locator.
    """
    if raw.day is None:
        raise ValueError(f"record {raw.source}:{raw.locator} has no day yet")
    identity = (cleaned.canonical_url,) if cleaned.canonical_url else (raw.source, raw.locator)
    article_id = name_id(*identity)
    sha = content_sha256(cleaned.headline, cleaned.body)
    return Article(
        article_id=article_id,
        version_id=version_id(article_id, sha, raw.observed_at),
        source=raw.source,
        locator=raw.locator,
        sighting=raw.sighting,
        fingerprint=raw.fingerprint,
        day=raw.day,
        observed_at=raw.observed_at,
        publisher=cleaned.publisher or raw.publisher,
        url=raw.url,
        canonical_url=cleaned.canonical_url,
        headline=cleaned.headline,
        description=cleaned.description,
        body=cleaned.body,
        byline=cleaned.byline,
        authors=cleaned.authors,
        dateline=cleaned.dateline,
        section=cleaned.section,
        language=cleaned.language,
        published_at=cleaned.published_at,
        published_on=cleaned.published_on,
        published_precision=cleaned.published_precision,
        published_evidence=cleaned.published_evidence,
        modified_at=cleaned.modified_at,
        word_count=len(cleaned.body.split()),
        content_sha256=sha,
    )


def reject(raw: RawDocument, refusal: Refusal) -> Rejected:
    """A record quarantined for a reason, with its way back."""
    return Rejected(
        outcome=Outcome.QUARANTINED,
        reason=refusal.reason,
        detail=refusal.detail,
        source=raw.source,
        locator=raw.locator,
        fingerprint=raw.fingerprint,
        sighting=raw.sighting,
    )


def unnamed_record(html: bytes, url: str | None) -> RawDocument:
    """A record around a page that came from no source, of no day: the epoch stands in."""
    return RawDocument(
        source="",
        locator=url or "",
        fingerprint=hashlib.sha256(html).hexdigest(),
        media_type="text/html",
        content=html,
        url=url,
        day=date(1970, 1, 1),
    )
