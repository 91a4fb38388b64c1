"""What flows through the mill, one frozen type per hop.

bytes -> RawDocument -> Article -> Extraction(mentions, entities, events); at every step a record that cannot
go on becomes a Rejected. `schema.py` holds the same types as pyarrow schemas; a test ties the two together.
"""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

# Names of our own identifiers live under one namespace, so that the same input gives the same id everywhere.
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://newsmill.invalid/")


def name_id(*parts: str) -> uuid.UUID:
    """The UUIDv5 of some strings under Newsmill's namespace; parts are joined by a character no part may hold.

    >>> name_id("source", "a.txt") == name_id("source", "a.txt")
    True
    """
    return uuid.uuid5(NAMESPACE, "\x1f".join(parts))


class Outcome(StrEnum):
    """Where a record read by a run ended; every record ends in exactly one."""

    WRITTEN = "written"  # new to the warehouse, or its text or extraction changed
    UNCHANGED = "unchanged"  # the warehouse holds the very same already
    DUPLICATE = "duplicate"  # another record of the same run gives the same version of the same article
    DISCARDED = "discarded"  # not meant for us
    QUARANTINED = "quarantined"  # meant for us, but broken


class Reason(StrEnum):
    """Stored code of why a record was discarded or quarantined. docs/operations.md explains each."""

    # quarantined while surveying: no day can be told
    NO_DATE_HEADER = "no_date_header"
    IMPOSSIBLE_DATE = "impossible_date"
    NO_PUBLISHED_DATE = "no_published_date"
    NOT_A_FILE = "not_a_file"
    OUTSIDE_FOLDER = "outside_folder"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    # quarantined while cleaning
    BINARY = "binary"
    NOT_UTF8 = "not_utf8"
    NUL_CHARACTER = "nul_character"
    EMPTY_BODY = "empty_body"
    TOO_SHORT = "too_short"
    TOO_DEEP = "too_deep"
    NO_ARTICLE_BODY = "no_article_body"
    CLEANING_FAILED = "cleaning_failed"
    EXTRACTION_FAILED = "extraction_failed"
    RAW_MISSING = "raw_missing"  # the kept bytes of a catalogued record are gone
    # quarantined by a check on a row
    ROW_RULE = "row_rule"
    # quarantined with its whole day, which the gate refused
    DAY_REFUSED = "day_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawDocument:
    """The unread bytes of one record and where they came from."""

    source: str  # name in sources.yaml
    locator: str  # unique inside the source: a path relative to the folder, a URL, an archive offset
    fingerprint: str  # sha256 of content, hex
    media_type: str  # text/plain or text/html
    content: bytes
    url: str | None = None  # address it was fetched from, where there is one
    publisher: str | None = None  # what sources.yaml says of the publisher; a page's own word wins
    day: date | None = None  # the partition it belongs to; None until the catalogue has told it
    sighting: int = 0  # 0 for the first content seen of this locator and day, 1 for the next ...

    @property
    def observed_at(self) -> datetime:
        """When this content counts as seen (UTC): its day, a second later for each later sighting.

        Taken from the record and not from a clock, so that days loaded in any order give the same versions.
        """
        if self.day is None:
            raise ValueError(f"record {self.source}:{self.locator} has no day yet")
        return datetime.combine(self.day, time(), UTC) + timedelta(seconds=self.sighting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A record that cannot go on, as a value."""

    outcome: Outcome  # DISCARDED or QUARANTINED
    reason: Reason
    detail: str  # one sentence for a person: what was found, what was expected; never the body
    source: str = ""
    locator: str = ""
    fingerprint: str = ""
    sighting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One cleaned published text. Column meanings: docs/data-dictionary.md, view news.articles."""

    article_id: uuid.UUID
    version_id: uuid.UUID
    source: str
    locator: str
    sighting: int
    fingerprint: str
    day: date
    observed_at: datetime
    publisher: str | None
    url: str | None
    canonical_url: str | None
    headline: str | None
    description: str | None
    body: str
    byline: str | None
    authors: tuple[str, ...]
    dateline: str | None
    section: str | None
    language: str  # BCP 47; "und" where no language can be told
    published_at: datetime | None
    published_on: date | None
    published_precision: str  # second | minute | day | month | unknown
    published_evidence: str | None
    modified_at: datetime | None
    word_count: int
    content_sha256: str

    @classmethod
    def from_text(cls, text: str, published_on: date | None) -> "Article":
        """An article whose body is `text`, verbatim, in English, from no source; its id is the UUIDv5 of the text."""
        article_id = name_id(text)
        sha = content_sha256(None, text)
        day = published_on or date(1970, 1, 1)
        observed_at = datetime.combine(day, time(), UTC)
        return cls(
            article_id=article_id,
            version_id=version_id(article_id, sha, observed_at),
            source="text",
            locator=str(article_id),
            sighting=0,
            fingerprint=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            day=day,
            observed_at=observed_at,
            publisher=None,
            url=None,
            canonical_url=None,
            headline=None,
            description=None,
            body=text,
            byline=None,
            authors=(),
            dateline=None,
            section=None,
            language="en",
            published_at=None,
            published_on=published_on,
            published_precision="day" if published_on else "unknown",
            published_evidence="argument" if published_on else None,
            modified_at=None,
            word_count=len(text.split()),
            content_sha256=sha,
        )


def content_sha256(headline: str | None, body: str) -> str:
    """Hex sha256 of what makes a version: headline and body as cleaned."""
    joined = f"{headline or ''}\x1f{body}"
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()


def version_id(article_id: uuid.UUID, sha: str, observed_at: datetime) -> uuid.UUID:
    """The id that rows of one version hang on; never depends on the version's number."""
    return name_id(str(article_id), sha, observed_at.astimezone(UTC).isoformat())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of one article: body[char_start:char_end] == surface."""

    mention_no: int
    entity_id: uuid.UUID
    surface: str
    label: str  # OntoNotes: PERSON ORG GPE LOC NORP FAC PRODUCT WORK_OF_ART LAW EVENT
    role_title: str | None
    char_start: int
    char_end: int
    sentence_no: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What mentions point to."""

    entity_id: uuid.UUID
    kind: str  # person organisation place group product work law event
    name: str
    country: str | None  # ISO 3166 alpha-2
    latitude: float | None
    longitude: float | None
    geonames_id: int | None
    code: str | None  # alpha-3 country plus PLOVER sectors, as in participants


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """One actor or recipient of an event, with its span in the body."""

    name: str
    surface: str
    char_start: int
    char_end: int
    code: str | None
    entity_id: uuid.UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """Calendar days, both ends inclusive."""

    start: date
    end: date
    precision: str  # day | weekend | week | month | quarter | season | half | year | decade | range, or with a
    #                 prefix early- mid- late-, which never narrows the span


ACT_VECTOR_BYTES = 128  # numbers that say what an act is like, a signed byte each


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Actor, action, recipient, day, place, with the sentence as evidence. Meanings: view news.events."""

    event_no: int
    event_type: str
    underlying_type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    cameo_root: str | None
    quad_class: int
    score: float
    modality: str  # asserted | planned | hypothetical | negated | denied
    event_start: date | None
    event_end: date | None
    date_precision: str | None
    date_basis: str | None  # clause | sentence | article
    date_text: str | None
    place_entity_id: uuid.UUID | None
    place_name: str | None
    place_country: str | None
    latitude: float | None
    longitude: float | None
    attributed_to: str | None
    is_quoted: bool
    killed: int | None
    injured: int | None
    action_text: str
    action_start: int
    action_end: int
    char_start: int  # the evidence sentence
    char_end: int
    told_in: tuple[int, ...]  # all sentences that tell it, by number, ascending; the evidence sentence among them
    confidence: float
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]

    @property
    def date(self) -> DateSpan | None:
        """The days of the event as one span; None where no day is known."""
        if self.event_start is None or self.event_end is None:
            return None
        return DateSpan(start=self.event_start, end=self.event_end, precision=self.date_precision or "day")

    @property
    def place(self) -> str | None:
        """Name of the place; None where none is known."""
        return self.place_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one version of an article."""

    article_id: uuid.UUID
    version_id: uuid.UUID
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    skipped: str | None = None  # why nothing was looked for, e.g. "language de: no model"; None when it was
