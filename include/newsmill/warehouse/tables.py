"""The physical tables of schema `core`: what was seen, and what was made of it. `tables_ops.py` holds the books.

Readers never see these; the contract is `contract.py`. What hangs together:

    ops.records 1 - 1 core.observations n - 1 core.versions n - 1 core.articles
                                              core.versions 1 - n mentions, version_entities, events - participants

An observation is one record that became an article. A version's row stands for all observations with the same
article, text and moment. Everything in core follows from the set of observations and the extractions of their
versions; `publish.py` keeps it so.
"""

from typing import Any

from sqlalchemy import (
    ARRAY,
    REAL,
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import TIMESTAMP

METADATA = MetaData()
Moment = TIMESTAMP(timezone=True)
# Names and paths are compared byte by byte, so that every server, whatever its locale, picks the same winner.
Ordered = Text(collation="C")


def text_column(name: str, *, null: bool = True, comment: str | None = None) -> Column[str]:
    """A text column in the server's own collation."""
    return Column(name, Text, nullable=null, comment=comment)


def _record_key() -> list[Column[Any]]:
    """The columns that name a record: where it came from, whose day, the how-manieth content seen of it."""
    return [
        Column("source", Ordered, nullable=False),
        Column("locator", Ordered, nullable=False),
        Column("day", Date, nullable=False),
        Column("sighting", Integer, nullable=False),
    ]


def _of_version() -> Column[Any]:
    return Column("version_id", Uuid, ForeignKey("core.versions.version_id", ondelete="CASCADE"), nullable=False)


VERSIONS = Table(
    "versions", METADATA,
    Column("version_id", Uuid, primary_key=True),
    Column("article_id", Uuid, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("observed_at", Moment, nullable=False),
    text_column("headline"),
    text_column("body", null=False),
    Column("observation_id", BigInteger),  # whose columns the version shows: least (source, locator)
    Column("is_leader", Boolean, nullable=False),  # the first of a run of equal content; others are in no view
    Column("is_current", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    text_column("extraction_key"),
    text_column("model_version"),
    text_column("extraction_skipped"),
    Column("load_id", BigInteger, nullable=False),
    Index("versions_observation", "observation_id"),
    Index("versions_article", "article_id", "observed_at", "content_sha256"),
    schema="core", comment="One state of an article's text: (article, text, moment it counts as seen).",
)  # fmt: skip

OBSERVATIONS = Table(
    "observations", METADATA,
    Column("observation_id", BigInteger, Identity(), primary_key=True),
    *_record_key(),
    text_column("fingerprint", null=False),
    Column("article_id", Uuid, nullable=False),
    Column("version_id", Uuid, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("observed_at", Moment, nullable=False),
    text_column("publisher"),
    text_column("url"),
    text_column("canonical_url"),
    text_column("description"),
    text_column("byline"),
    Column("authors", ARRAY(Text), nullable=False),
    text_column("dateline"),
    text_column("section"),
    text_column("language", null=False),
    Column("published_at", Moment),
    Column("published_on", Date),
    text_column("published_precision", null=False),
    text_column("published_evidence"),
    Column("modified_at", Moment),
    Column("word_count", Integer, nullable=False),
    text_column("row_hash", null=False),  # of all columns above, to see at a glance that a re-run brings nothing new
    Column("load_id", BigInteger, nullable=False),
    Index("observations_record", "day", "source", "locator", "sighting", unique=True),
    Index("observations_version", "version_id", "source", "locator"),
    schema="core", comment="One record that became an article, with what the record alone decides.",
)  # fmt: skip

ARTICLES = Table(
    "articles", METADATA,
    Column("article_id", Uuid, primary_key=True),
    Column("version_id", Uuid, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("published_on", Date),
    Column("first_seen_at", Moment, nullable=False),
    Column("duplicate_of", Uuid),
    Index("articles_version", "version_id"),
    Index("articles_published", "published_on"),
    Index("articles_content", "content_sha256", "published_on", "article_id"),
    schema="core", comment="One row per article: its current version and what follows from all of them.",
)  # fmt: skip

ENTITIES = Table(
    "entities", METADATA,
    Column("entity_id", Uuid, primary_key=True),
    text_column("kind", null=False),
    Column("name", Ordered, nullable=False),
    Column("country", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("geonames_id", BigInteger),
    text_column("code"),
    text_column("row_hash", null=False),
    Index("entities_name", "name"),
    schema="core", comment="One row per entity: the least (name, row_hash) of core.version_entities.",
)  # fmt: skip

VERSION_ENTITIES = Table(
    "version_entities", METADATA,
    _of_version(),
    Column("entity_id", Uuid, nullable=False),
    text_column("kind", null=False),
    Column("name", Ordered, nullable=False),
    Column("country", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("geonames_id", BigInteger),
    text_column("code"),
    Column("row_hash", Ordered, nullable=False),
    Index("version_entities_key", "version_id", "entity_id", unique=True),
    # Finds the least form of an entity in one look-up, however many versions name it.
    Index("version_entities_least", "entity_id", "name", "row_hash"),
    schema="core", comment="The entities as each version names them.",
)  # fmt: skip

MENTIONS = Table(
    "mentions", METADATA,
    _of_version(),
    Column("mention_no", Integer, nullable=False),
    Column("entity_id", Uuid, nullable=False),
    text_column("surface", null=False),
    text_column("label", null=False),
    text_column("role_title"),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("sentence_no", Integer, nullable=False),
    Index("mentions_key", "version_id", "mention_no", unique=True),
    Index("mentions_entity", "entity_id"),
    schema="core", comment="Spans of a version's body.",
)  # fmt: skip

EVENTS = Table(
    "events", METADATA,
    Column("event_id", Uuid, primary_key=True),
    _of_version(),
    Column("event_no", Integer, nullable=False),
    text_column("event_key"),  # set by same_acts.py; null where the version is not current
    text_column("event_type", null=False),
    text_column("underlying_type"),
    text_column("mode"),
    Column("contexts", ARRAY(Text), nullable=False),
    text_column("cameo_root"),
    Column("quad_class", SmallInteger, nullable=False),
    Column("score", REAL, nullable=False),
    text_column("modality", null=False),
    Column("event_start", Date),
    Column("event_end", Date),
    text_column("date_precision"),
    text_column("date_basis"),
    text_column("date_text"),
    Column("place_entity_id", Uuid),
    text_column("place_name"),
    text_column("place_country"),
    Column("latitude", Double),
    Column("longitude", Double),
    text_column("attributed_to"),
    Column("is_quoted", Boolean, nullable=False),
    Column("killed", Integer),
    Column("injured", Integer),
    text_column("action_text", null=False),
    Column("action_start", Integer, nullable=False),
    Column("action_end", Integer, nullable=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("told_in", ARRAY(Integer), nullable=False),  # empty in rows older than the column
    Column("confidence", REAL, nullable=False),
    text_column("actor"),
    text_column("recipient"),
    Column("act_vector", LargeBinary),  # null in rows older than the column; such a row shares no key
    Index("events_version", "version_id", "event_no", unique=True),
    Index("events_start", "event_start", "event_type"),
    schema="core", comment="Who did what to whom, as a version says it.",
)  # fmt: skip

EVENT_PARTICIPANTS = Table(
    "event_participants", METADATA,
    Column("event_id", Uuid, nullable=False),
    text_column("role", null=False),
    Column("participant_no", Integer, nullable=False),
    Column("entity_id", Uuid),
    text_column("name", null=False),
    text_column("surface", null=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    text_column("code"),
    ForeignKeyConstraint(["event_id"], ["core.events.event_id"], ondelete="CASCADE"),
    Index("event_participants_key", "event_id", "role", "participant_no", unique=True),
    Index("event_participants_entity", "entity_id", postgresql_where=text("entity_id IS NOT NULL")),
    schema="core", comment="Actors and recipients of events.",
)  # fmt: skip
