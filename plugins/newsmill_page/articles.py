"""Articles from the contract views, as typed rows: a day's list, and one version with all that was found in it.

As in `queries.py`: parameterised, bounded, no HTTP and no HTML.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

ARTICLES_A_PAGE = 50
BODY_CHARS_MAX = 100_000
MENTIONS_MAX = 5_000
EVENTS_MAX = 500
PARTICIPANTS_MAX = 5_000
VERSIONS_MAX = 50
TITLE_CHARS_MAX = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """A version of an article in a day's list."""

    article_id: UUID
    version: int
    is_current: bool
    headline: str | None
    description: str | None
    source: str
    publisher: str | None
    language: str | None
    word_count: int
    mentions: int
    events: int
    duplicate_of: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleText:
    """One version of an article; `body` is cut at BODY_CHARS_MAX, `body_chars` is its whole length."""

    article_id: UUID
    version_id: UUID
    version: int
    is_current: bool
    day: date
    headline: str | None
    description: str | None
    body: str
    body_chars: int
    byline: str | None
    dateline: str | None
    section: str | None
    source: str
    publisher: str | None
    url: str | None
    language: str | None
    published_at: datetime | None
    published_on: date | None
    published_precision: str | None
    published_evidence: str | None
    modified_at: datetime | None
    word_count: int
    load_id: int
    extraction_skipped: str | None
    duplicate_of: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version's place in the history of its article."""

    version: int
    version_id: UUID
    is_current: bool
    day: date
    word_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionSpan:
    """A mention in the text, with what it points to."""

    mention_no: int
    entity_id: UUID
    surface: str
    role_title: str | None
    char_start: int
    char_end: int
    kind: str
    name: str
    country: str | None
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event, with its evidence as offsets into the body."""

    event_id: UUID
    event_no: int
    event_type: str
    underlying_type: str | None
    mode: str | None
    contexts: list[str]
    quad_class: int
    modality: str
    event_start: date | None
    event_end: date | None
    date_precision: str | None
    date_basis: str | None
    date_text: str | None
    place_name: str | None
    place_country: str | None
    attributed_to: str | None
    is_quoted: bool
    killed: int | None
    injured: int | None
    action_text: str
    action_start: int
    action_end: int
    char_start: int
    char_end: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantSpan:
    """An actor or recipient of an event."""

    event_id: UUID
    role: str
    participant_no: int
    name: str
    surface: str
    char_start: int
    char_end: int
    code: str | None
    entity_id: UUID | None


def articles_of(connection: Connection[Any], day: date, *, page: int = 1) -> list[ArticleLine]:
    """The versions that a day holds: one page and one more, which tells that there is a next page.

    The page is cut out before its rows are counted into: else every skipped row would be counted too.
    """
    query = """
        WITH page AS MATERIALIZED (
            SELECT version_id, article_id, version, is_current, left(headline, %(chars)s) AS headline,
                left(description, %(chars)s) AS description, source, publisher, language, word_count, published_at
            FROM news.article_versions WHERE day = %(day)s
            ORDER BY published_at DESC NULLS LAST, article_id, version DESC LIMIT %(limit)s OFFSET %(offset)s)
        SELECT article_id, version, is_current, headline, description, source, publisher, language, word_count,
            (SELECT count(*) FROM news.mention_versions m WHERE m.version_id = page.version_id) AS mentions,
            (SELECT count(*) FROM news.event_versions e WHERE e.version_id = page.version_id) AS events,
            (SELECT a.duplicate_of FROM news.articles a WHERE a.article_id = page.article_id) AS duplicate_of
        FROM page ORDER BY published_at DESC NULLS LAST, article_id, version DESC"""
    given = {
        "day": day, "chars": TITLE_CHARS_MAX, "limit": ARTICLES_A_PAGE + 1, "offset": (page - 1) * ARTICLES_A_PAGE,
    }  # fmt: skip
    return connection.cursor(row_factory=class_row(ArticleLine)).execute(query, given).fetchall()


def article(connection: Connection[Any], article_id: UUID, *, version: int | None = None) -> ArticleText | None:
    """One version of an article, the current one unless a number is given; None where there is none."""
    query = """
        SELECT v.article_id, v.version_id, v.version, v.is_current, v.day, v.headline, v.description,
            left(v.body, %(chars)s) AS body, length(v.body) AS body_chars, v.byline, v.dateline, v.section, v.source,
            v.publisher, v.url, v.language, v.published_at, v.published_on, v.published_precision,
            v.published_evidence, v.modified_at, v.word_count, v.load_id, v.extraction_skipped,
            (SELECT a.duplicate_of FROM news.articles a WHERE a.article_id = v.article_id) AS duplicate_of
        FROM news.article_versions v
        WHERE v.article_id = %(article_id)s
            AND CASE WHEN %(version)s::int IS NULL THEN v.is_current ELSE v.version = %(version)s END"""
    given = {"article_id": article_id, "version": version, "chars": BODY_CHARS_MAX}
    return connection.cursor(row_factory=class_row(ArticleText)).execute(query, given).fetchone()


def versions_of(connection: Connection[Any], article_id: UUID) -> list[Version]:
    """The versions of an article, latest first."""
    query = """
        SELECT version, version_id, is_current, day, word_count FROM news.article_versions
        WHERE article_id = %s ORDER BY version DESC LIMIT %s"""
    return connection.cursor(row_factory=class_row(Version)).execute(query, [article_id, VERSIONS_MAX]).fetchall()


def mentions_in(connection: Connection[Any], version_id: UUID) -> list[MentionSpan]:
    """The mentions in a version, in order of the text."""
    query = """
        SELECT m.mention_no, m.entity_id, m.surface, m.role_title, m.char_start, m.char_end, e.kind, e.name,
            e.country, e.code
        FROM news.mention_versions m JOIN news.entities e USING (entity_id)
        WHERE m.version_id = %s ORDER BY m.char_start, m.mention_no LIMIT %s"""
    return connection.cursor(row_factory=class_row(MentionSpan)).execute(query, [version_id, MENTIONS_MAX]).fetchall()


def events_in(connection: Connection[Any], version_id: UUID) -> list[EventLine]:
    """The events in a version, in order of the text."""
    query = """
        SELECT event_id, event_no, event_type, underlying_type, mode, contexts, quad_class, modality, event_start,
            event_end, date_precision, date_basis, date_text, place_name, place_country, attributed_to, is_quoted,
            killed, injured, action_text, action_start, action_end, char_start, char_end, confidence
        FROM news.event_versions WHERE version_id = %s ORDER BY action_start, event_no LIMIT %s"""
    return connection.cursor(row_factory=class_row(EventLine)).execute(query, [version_id, EVENTS_MAX]).fetchall()


def participants_in(connection: Connection[Any], version_id: UUID) -> list[ParticipantSpan]:
    """The actors and recipients of all events of a version, in their printed order."""
    query = """
        SELECT p.event_id, p.role, p.participant_no, p.name, p.surface, p.char_start, p.char_end, p.code, p.entity_id
        FROM news.event_participant_versions p JOIN news.event_versions e USING (event_id)
        WHERE e.version_id = %s ORDER BY p.event_id, p.role, p.participant_no LIMIT %s"""
    given = [version_id, PARTICIPANTS_MAX]
    return connection.cursor(row_factory=class_row(ParticipantSpan)).execute(query, given).fetchall()
