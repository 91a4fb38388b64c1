"""The types of `model.py` as pyarrow schemas: what Parquet holds between two tasks.

Timestamps are UTC microseconds. Identifiers are strings in canonical UUID form, which every reader understands.
Rows below an article carry `version_id` first; a participant also `event_no`, its `role` and its number.
"""

import pyarrow as pa

_TEXT, _DAY, _INT = pa.string(), pa.date32(), pa.int32()
_UTC = pa.timestamp("us", tz="UTC")
_TEXTS = pa.list_(pa.field("item", pa.string(), nullable=False))
_INTS = pa.list_(pa.field("item", pa.int32(), nullable=False))


def _schema(**columns: pa.DataType) -> pa.Schema:
    """A schema from name=type pairs; a trailing "_" (of a pair's name) marks the column nullable."""
    return pa.schema(
        [pa.field(name.removesuffix("_"), kind, nullable=name.endswith("_")) for name, kind in columns.items()]
    )


RAW_DOCUMENT = _schema(
    source=_TEXT, locator=_TEXT, fingerprint=_TEXT, media_type=_TEXT, content=pa.large_binary(),
    url_=_TEXT, publisher_=_TEXT, day_=_DAY, sighting=_INT,
)  # fmt: skip

REJECTED = _schema(
    outcome=_TEXT, reason=_TEXT, detail=_TEXT, source=_TEXT, locator=_TEXT, fingerprint=_TEXT, sighting=_INT,
)  # fmt: skip

ARTICLE = _schema(
    article_id=_TEXT, version_id=_TEXT, source=_TEXT, locator=_TEXT, sighting=_INT, fingerprint=_TEXT, day=_DAY,
    observed_at=_UTC, publisher_=_TEXT, url_=_TEXT, canonical_url_=_TEXT, headline_=_TEXT, description_=_TEXT,
    body=_TEXT, byline_=_TEXT, authors=_TEXTS, dateline_=_TEXT, section_=_TEXT, language=_TEXT, published_at_=_UTC,
    published_on_=_DAY, published_precision=_TEXT, published_evidence_=_TEXT, modified_at_=_UTC, word_count=_INT,
    content_sha256=_TEXT,
)  # fmt: skip

MENTION = _schema(
    version_id=_TEXT, mention_no=_INT, entity_id=_TEXT, surface=_TEXT, label=_TEXT, role_title_=_TEXT,
    char_start=_INT, char_end=_INT, sentence_no=_INT,
)  # fmt: skip

ENTITY = _schema(
    version_id=_TEXT, entity_id=_TEXT, kind=_TEXT, name=_TEXT, country_=_TEXT, latitude_=pa.float64(),
    longitude_=pa.float64(), geonames_id_=pa.int64(), code_=_TEXT,
)  # fmt: skip

EVENT = _schema(
    version_id=_TEXT, event_no=_INT, event_type=_TEXT, underlying_type_=_TEXT, mode_=_TEXT,
    contexts=_TEXTS, cameo_root_=_TEXT, quad_class=_INT, score=pa.float32(), modality=_TEXT, event_start_=_DAY,
    event_end_=_DAY, date_precision_=_TEXT, date_basis_=_TEXT, date_text_=_TEXT, place_entity_id_=_TEXT,
    place_name_=_TEXT, place_country_=_TEXT, latitude_=pa.float64(), longitude_=pa.float64(), attributed_to_=_TEXT,
    is_quoted=pa.bool_(), killed_=_INT, injured_=_INT, action_text=_TEXT, action_start=_INT, action_end=_INT,
    char_start=_INT, char_end=_INT, told_in=_INTS, confidence=pa.float32(),
)  # fmt: skip

PARTICIPANT = _schema(
    version_id=_TEXT, event_no=_INT, role=_TEXT, participant_no=_INT, name=_TEXT, surface=_TEXT, char_start=_INT,
    char_end=_INT, code_=_TEXT, entity_id_=_TEXT,
)  # fmt: skip

# What an act is like, for finding the same one in other articles: bytes as extraction/events/encoder.py gives them.
ACT_VECTOR = _schema(version_id=_TEXT, event_no=_INT, act_vector=pa.binary())

# One line per version that went through extraction: which model, and why it was skipped if it was.
EXTRACTION = _schema(version_id=_TEXT, model_version=_TEXT, skipped_=_TEXT)

# Verdicts of one run of the gate (see quality/): every expectation, whether it held, and on how many rows it did not.
VALIDATION = _schema(
    suite=_TEXT, rule=_TEXT, scope=_TEXT, severity=_TEXT, success=pa.bool_(), rows_checked=pa.int64(),
    rows_failed=pa.int64(), detail_=_TEXT,
)  # fmt: skip

# Rows that a row rule refused, with the children that went with them. `record` is the row as JSON.
REFUSED_ROW = _schema(
    suite=_TEXT, rule=_TEXT, detail=_TEXT, version_id=_TEXT, row_key=_TEXT, parent_=_TEXT, record=_TEXT,
)  # fmt: skip

# The staged tables of a day, by the name of the folder that holds their shards.
STAGED: dict[str, pa.Schema] = {
    "articles": ARTICLE, "mentions": MENTION, "entities": ENTITY, "events": EVENT, "participants": PARTICIPANT,
    "act_vectors": ACT_VECTOR, "extractions": EXTRACTION, "rejected": REJECTED,
}  # fmt: skip
