"""The physical tables of the warehouse: `core` holds what was seen and made of it, `ops` the books.

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
    MetaData,
    Sequence,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

METADATA = MetaData()
_Moment = TIMESTAMP(timezone=True)
# Names and paths are compared byte by byte, so that every server, whatever its locale, picks the same winner.
_Ordered = Text(collation="C")

LOAD_ID = Sequence("load_id_seq", schema="ops", metadata=METADATA)


def _text(name: str, *, null: bool = True) -> Column[str]:
    return Column(name, Text, nullable=null)


def _record_key() -> list[Column[Any]]:
    """The columns that name a record: where it came from, whose day, the how-manieth content seen of it."""
    return [
        Column("source", _Ordered, nullable=False),
        Column("locator", _Ordered, nullable=False),
        Column("day", Date, nullable=False),
        Column("sighting", Integer, nullable=False),
    ]


def _of_version() -> Column[Any]:
    return Column("version_id", Uuid, ForeignKey("core.versions.version_id", ondelete="CASCADE"), nullable=False)


RECORDS = Table(
    "records", METADATA,
    Column("record_id", BigInteger, Identity(), primary_key=True),
    Column("source", _Ordered, nullable=False),
    Column("locator", _Ordered, nullable=False),
    Column("day", Date),  # null: the day cannot be told; the record waits in quarantine
    Column("sighting", Integer, nullable=False),
    _text("fingerprint", null=False),
    _text("stamp", null=False),
    _text("media_type", null=False),
    _text("url"),
    _text("publisher"),
    _text("reason"),
    _text("detail"),
    Column("catalogued_at", _Moment, nullable=False),
    Column("load_id", BigInteger),  # the last load that took it; null: pending
    Column("is_latest", Boolean, nullable=False),
    Index("records_key", "source", "locator", "day", "sighting", unique=True, postgresql_nulls_not_distinct=True),
    Index("records_day", "day", "source"),
    Index("records_latest", "source", "locator", unique=True, postgresql_where=text("is_latest")),
    Index("records_pending", "day", "source", postgresql_where=text("load_id IS NULL AND day IS NOT NULL")),
    schema="ops", comment="Every content seen of every record of every source, one row per sighting.",
)  # fmt: skip

LOADS = Table(
    "loads", METADATA,
    Column("load_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
    _text("kind", null=False),
    _text("status", null=False),
    _text("refusal"),
    Column("sources_absent", ARRAY(Text), nullable=False),
    Column("counts", JSONB, nullable=False),
    Column("stage_seconds", JSONB, nullable=False),
    _text("dag_run_id"),
    _text("code_version"),
    _text("model_version"),
    Column("loaded_at", _Moment, nullable=False),
    Index("loads_day", "day", "load_id"),
    schema="ops", comment="One row per load that reached its end, also of a refused or an empty day.",
)  # fmt: skip

LEDGER = Table(
    "ledger", METADATA,
    Column("load_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source", _Ordered, primary_key=True),
    Column("locator", _Ordered, primary_key=True),
    Column("day", Date, nullable=False),
    Column("sighting", Integer, primary_key=True, autoincrement=False),
    _text("outcome", null=False),
    _text("reason"),
    _text("detail"),
    schema="ops", comment="Where each record read by a load ended: one outcome per record and load.",
)  # fmt: skip

QUARANTINE = Table(
    "quarantine", METADATA,
    Column("quarantine_id", BigInteger, Identity(), primary_key=True),
    Column("load_id", BigInteger),  # null: refused while cataloguing, its day unknown
    Column("source", _Ordered, nullable=False),
    Column("locator", _Ordered, nullable=False),
    Column("day", Date),
    Column("sighting", Integer, nullable=False),
    _text("fingerprint", null=False),
    _text("reason", null=False),
    _text("detail", null=False),
    _text("suite"),
    _text("rule"),
    _text("row_key"),
    _text("parent"),
    _text("record"),  # JSON as text: it may hold what jsonb refuses, and that may be why it is here
    Column("quarantined_at", _Moment, nullable=False),
    Index("quarantine_day", "day", "source"),
    Index(
        "quarantine_undated", "source", "locator", "fingerprint", unique=True, postgresql_where=text("day IS NULL")
    ),
    schema="ops", comment="Records and rows meant for us but broken, by reason; of a day, those of its last load.",
)  # fmt: skip

VALIDATIONS = Table(
    "validations", METADATA,
    Column("load_id", BigInteger, primary_key=True, autoincrement=False),
    Column("validation_no", Integer, primary_key=True, autoincrement=False),
    _text("suite", null=False),
    _text("rule", null=False),
    _text("scope", null=False),
    _text("severity", null=False),
    Column("success", Boolean, nullable=False),
    Column("rows_checked", BigInteger, nullable=False),
    Column("rows_failed", BigInteger, nullable=False),
    _text("detail"),
    schema="ops", comment="The gate's verdicts: every expectation of every load.",
)  # fmt: skip

VERSIONS = Table(
    "versions", METADATA,
    Column("version_id", Uuid, primary_key=True),
    Column("article_id", Uuid, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("observed_at", _Moment, nullable=False),
    _text("headline"),
    _text("body", null=False),
    Column("observation_id", BigInteger),  # whose columns the version shows: least (source, locator)
    Column("is_leader", Boolean, nullable=False),  # the first of a run of equal content; others are in no view
    Column("is_current", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    _text("extraction_key"),
    _text("model_version"),
    _text("extraction_skipped"),
    Column("load_id", BigInteger, nullable=False),
    Index("versions_observation", "observation_id"),
    Index("versions_article", "article_id", "observed_at", "content_sha256"),
    schema="core", comment="One state of an article's text: (article, text, moment it counts as seen).",
)  # fmt: skip

OBSERVATIONS = Table(
    "observations", METADATA,
    Column("observation_id", BigInteger, Identity(), primary_key=True),
    *_record_key(),
    _text("fingerprint", null=False),
    Column("article_id", Uuid, nullable=False),
    Column("version_id", Uuid, nullable=False),
    Column("content_sha256", Text, nullable=False),
    Column("observed_at", _Moment, nullable=False),
    _text("publisher"),
    _text("url"),
    _text("canonical_url"),
    _text("description"),
    _text("byline"),
    Column("authors", ARRAY(Text), nullable=False),
    _text("dateline"),
    _text("section"),
    _text("language", null=False),
    Column("published_at", _Moment),
    Column("published_on", Date),
    _text("published_precision", null=False),
    _text("published_evidence"),
    Column("modified_at", _Moment),
    Column("word_count", Integer, nullable=False),
    _text("row_hash", null=False),  # of all columns above, to see at a glance that a re-run brings nothing new
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
    Column("first_seen_at", _Moment, nullable=False),
    Column("duplicate_of", Uuid),
    Index("articles_version", "version_id"),
    Index("articles_content", "content_sha256", "published_on", "article_id"),
    schema="core", comment="One row per article: its current version and what follows from all of them.",
)  # fmt: skip

ENTITIES = Table(
    "entities", METADATA,
    Column("entity_id", Uuid, primary_key=True),
    _text("kind", null=False),
    Column("name", _Ordered, nullable=False),
    Column("country", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("geonames_id", BigInteger),
    _text("code"),
    _text("row_hash", null=False),
    Index("entities_name", "name"),
    schema="core", comment="One row per entity: the least (name, row_hash) of core.version_entities.",
)  # fmt: skip

VERSION_ENTITIES = Table(
    "version_entities", METADATA,
    _of_version(),
    Column("entity_id", Uuid, nullable=False),
    _text("kind", null=False),
    Column("name", _Ordered, nullable=False),
    Column("country", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("geonames_id", BigInteger),
    _text("code"),
    Column("row_hash", _Ordered, nullable=False),
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
    _text("surface", null=False),
    _text("label", null=False),
    _text("role_title"),
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
    _text("event_key"),
    _text("event_type", null=False),
    _text("underlying_type"),
    _text("mode"),
    Column("contexts", ARRAY(Text), nullable=False),
    _text("cameo_root"),
    Column("quad_class", SmallInteger, nullable=False),
    Column("score", REAL, nullable=False),
    _text("modality", null=False),
    Column("event_start", Date),
    Column("event_end", Date),
    _text("date_precision"),
    _text("date_basis"),
    _text("date_text"),
    Column("place_entity_id", Uuid),
    _text("place_name"),
    _text("place_country"),
    Column("latitude", Double),
    Column("longitude", Double),
    _text("attributed_to"),
    Column("is_quoted", Boolean, nullable=False),
    Column("killed", Integer),
    Column("injured", Integer),
    _text("action_text", null=False),
    Column("action_start", Integer, nullable=False),
    Column("action_end", Integer, nullable=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("confidence", REAL, nullable=False),
    _text("actor"),
    _text("recipient"),
    Index("events_version", "version_id", "event_no", unique=True),
    Index("events_start", "event_start", "event_type"),
    schema="core", comment="Who did what to whom, as a version says it.",
)  # fmt: skip

EVENT_PARTICIPANTS = Table(
    "event_participants", METADATA,
    Column("event_id", Uuid, nullable=False),
    _text("role", null=False),
    Column("participant_no", Integer, nullable=False),
    Column("entity_id", Uuid),
    _text("name", null=False),
    _text("surface", null=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    _text("code"),
    ForeignKeyConstraint(["event_id"], ["core.events.event_id"], ondelete="CASCADE"),
    Index("event_participants_key", "event_id", "role", "participant_no", unique=True),
    Index("event_participants_entity", "entity_id", postgresql_where=text("entity_id IS NOT NULL")),
    schema="core", comment="Actors and recipients of events.",
)  # fmt: skip
