"""The physical tables of schema `ops`: the catalogue of records and the books of every load.

Operators may read records, ledger and quarantine, so their columns carry comments; the rest shows through the
contract's views.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    Identity,
    Index,
    Integer,
    Sequence,
    Table,
    Text,
    text,
)  # fmt: skip
from sqlalchemy.dialects.postgresql import JSONB

from include.newsmill.warehouse.tables import METADATA, Moment, Ordered, text_column

LOAD_ID = Sequence("load_id_seq", schema="ops", metadata=METADATA)

RECORDS = Table(
    "records", METADATA,
    Column("record_id", BigInteger, Identity(), primary_key=True, comment="Number of the row."),
    Column("source", Ordered, nullable=False, comment="Name of the source in sources.yaml."),
    Column("locator", Ordered, nullable=False, comment="A path inside the folder, a URL, an archive offset."),
    Column("day", Date, comment="The day it belongs to; null where none can be told, then it waits in ops.quarantine."),
    Column("sighting", Integer, nullable=False, comment="0 for the first content seen on that day, 1 for the next."),
    text_column("fingerprint", null=False, comment="sha256 of the content; the raw store keeps the bytes under it."),
    text_column("stamp", null=False, comment="The source's word of its state: the same stamp, the same content."),
    text_column("media_type", null=False, comment="text/plain or text/html."),
    text_column("url", comment="Address it was read from."),
    text_column("publisher", comment="Publisher as sources.yaml says."),
    text_column("reason", comment="Code of why it cannot go on; null if it can."),
    text_column("detail", comment="The same for a person."),
    Column("catalogued_at", Moment, nullable=False, comment="When it was found (UTC)."),
    Column("load_id", BigInteger, comment="The first load that took it; null: pending."),
    Column("is_latest", Boolean, nullable=False, comment="True for the content seen last of this locator."),
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
    text_column("kind", null=False),
    text_column("status", null=False),
    text_column("refusal"),
    Column("sources_absent", ARRAY(Text), nullable=False),
    Column("counts", JSONB, nullable=False),
    Column("stage_seconds", JSONB, nullable=False),
    text_column("dag_run_id"),
    text_column("code_version"),
    text_column("model_version"),
    Column("loaded_at", Moment, nullable=False),
    Index("loads_day", "day", "load_id"),
    schema="ops", comment="One row per load that reached its end, also of a refused or an empty day.",
)  # fmt: skip

LEDGER = Table(
    "ledger", METADATA,
    Column("load_id", BigInteger, primary_key=True, autoincrement=False, comment="The load."),
    Column("source", Ordered, primary_key=True, comment="Name of the source in sources.yaml."),
    Column("locator", Ordered, primary_key=True, comment="Where in the source."),
    Column("day", Date, nullable=False, comment="The day that was loaded."),
    Column("sighting", Integer, primary_key=True, autoincrement=False, comment="Which content of that day."),
    text_column("outcome", null=False, comment="written, unchanged, duplicate, discarded or quarantined."),
    text_column("reason", comment="Code of why it was discarded or quarantined."),
    text_column("detail", comment="The same for a person."),
    schema="ops", comment="Where each record read by a load ended: one outcome per record and load.",
)  # fmt: skip

QUARANTINE = Table(
    "quarantine", METADATA,
    Column("quarantine_id", BigInteger, Identity(), primary_key=True, comment="Number of the row."),
    Column("load_id", BigInteger, comment="The load that refused it; null: cataloguing did, its day unknown."),
    Column("source", Ordered, nullable=False, comment="Name of the source in sources.yaml."),
    Column("locator", Ordered, nullable=False, comment="Where in the source."),
    Column("day", Date, comment="The day it belongs to; null where none can be told."),
    Column("sighting", Integer, nullable=False, comment="Which content of that day."),
    text_column("fingerprint", null=False, comment="sha256 of the content; the raw store keeps the bytes under it."),
    text_column("reason", null=False, comment="Code of why; docs/operations.md explains each."),
    text_column("detail", null=False, comment="What was found and what was expected."),
    text_column("suite", comment="Staged table of a refused row; null for a refused record."),
    text_column("rule", comment="The expectation that refused it."),
    text_column("row_key", comment="Key of the row in its staged table."),
    text_column("parent", comment="Key of the row whose refusal took this one along."),
    text_column("record", comment="The row as JSON; text, because it may hold what jsonb refuses."),
    Column("quarantined_at", Moment, nullable=False, comment="When (UTC)."),
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
    text_column("suite", null=False),
    text_column("rule", null=False),
    text_column("scope", null=False),
    text_column("severity", null=False),
    Column("success", Boolean, nullable=False),
    Column("rows_checked", BigInteger, nullable=False),
    Column("rows_failed", BigInteger, nullable=False),
    text_column("detail"),
    schema="ops", comment="The gate's verdicts: every expectation of every load.",
)  # fmt: skip
