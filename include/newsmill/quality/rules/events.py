"""Rules on events and on those who take part in them."""

from datetime import datetime

from include.newsmill.quality import vocabulary as known
from include.newsmill.quality.rules.rule import (
    Rule,
    Severity,
    at_least,
    belongs,
    between,
    matches,
    one_of,
    row_rule,
    same,
    sound,
    span,
)

SCORE_MAX = 10  # PLOVER's scale goes from -10 to 10
CASUALTIES_MAX = 100_000_000  # above the deadliest wars; a larger figure is a year or a sum of money
EARLIEST_EVENT = datetime(1000, 1, 1)  # noqa: DTZ001  # a calendar day; news looks back, seldom that far
YEARS_AHEAD = 200  # plans for the climate reach 2100, forecasts a little further

EVENT_RULES: list[Rule] = [
    *sound("events"),
    *belongs("events"),
    between("events", "event_no", 0, None, "event_no is 0 or more", "events are numbered from 0"),
    one_of(
        "events", "event_type", tuple(known.QUAD_CLASS_OF), "event_type is one of the 16 types of PLOVER 2021",
        "readers select by it",
    ),
    row_rule(
        "events", "quad_class_agrees", "ExpectColumnValuesToBeInSet", "quad_class is that of the event_type",
        "the type implies it; two columns that disagree give two answers to one question",
        column="type_and_quad_class",
        value_set=[f"{event_type} {quad_class}" for event_type, quad_class in known.QUAD_CLASS_OF.items()],
    ),
    one_of(
        "events", "modality", known.MODALITIES, "modality is asserted, planned, hypothetical, negated or denied",
        "what did not happen must not be counted as if it had",
    ),
    between("events", "score", -SCORE_MAX, SCORE_MAX, "score lies between -10 and 10", "PLOVER's scale"),
    between("events", "confidence", 0, 1, "confidence lies between 0 and 1", "readers filter by it"),
    same(
        "events", "dates_whole", "has_event_start", "has_event_end", "event_start and event_end are given together",
        "half a span is none; one day is a span of one day",
    ),
    at_least(
        "events", "dates_in_order", "event_end", "event_start", "event_end is not before event_start",
        "a turned span matches no day",
    ),
    between(
        "events", "event_start", EARLIEST_EVENT, {"$PARAMETER": "far"},
        "event_start lies between the year 1000 and the end of the 200th year after the article's",
        "anything else is a number read as a year", severity=Severity.WARNING,
    ),
    at_least(
        "events", "asserted_is_past", "latest_if_asserted", "event_start",
        "an asserted event starts by the day after the article's day",
        "what is still to come is planned, not asserted", severity=Severity.WARNING,
    ),
    matches(
        "events", "date_precision", known.DATE_PRECISION,
        "date_precision is one of the ten, with early-, mid- or late-", "readers select by it",
        severity=Severity.WARNING,
    ),
    one_of(
        "events", "date_basis", known.DATE_BASES, "date_basis is clause, sentence or article", "readers select by it",
        severity=Severity.WARNING,
    ),
    same(
        "events", "place_entity_known", "place_entity_id", "known_place_entity_id",
        "place_entity_id is an entity of the same version", "a place that points nowhere cannot be joined",
    ),
    one_of(
        "events", "place_country", known.COUNTRIES, "place_country is an ISO 3166 alpha-2 code (or XK, Kosovo)",
        "readers join it with their own lists of countries",
    ),
    between("events", "latitude", -90, 90, "latitude lies between -90 and 90", "no such place otherwise"),
    between("events", "longitude", -180, 180, "longitude lies between -180 and 180", "no such place otherwise"),
    same(
        "events", "point_whole", "has_latitude", "has_longitude", "latitude and longitude are given together",
        "half a point is none",
    ),
    between(
        "events", "killed", 0, CASUALTIES_MAX, "killed lies between 0 and 100,000,000",
        "above the deadliest wars; a larger figure is something else",
    ),
    between(
        "events", "injured", 0, CASUALTIES_MAX, "injured lies between 0 and 100,000,000",
        "above the deadliest wars; a larger figure is something else",
    ),
    *span("events", "char_start", "char_end", "evidence"),
    row_rule(
        "events", "told_in_rising", "ExpectColumnValuesToBeNull",
        "told_in names at least one sentence, each once, rising from 0 or more",
        "readers count the sentences that tell an event, and look them up by number", column="told_in_not_rising",
    ),
    *span("events", "action_start", "action_end", "action"),
    at_least(
        "events", "action_after_evidence_start", "action_start", "char_start", "the action starts inside its evidence",
        "the sentence shown to a reader must show the act",
    ),
    at_least(
        "events", "action_before_evidence_end", "char_end", "action_end", "the action ends inside its evidence",
        "the sentence shown to a reader must show the act",
    ),
    same(
        "events", "action_text_is_cut", "action_text", "cut", "action_text is what its span cuts out of the body",
        "it is shown as a quotation", ignore_row_if="either_value_is_missing",
    ),
]  # fmt: skip

PARTICIPANT_RULES: list[Rule] = [
    *sound("participants"),
    *belongs("participants"),
    same(
        "participants", "event_known", "event_no", "known_event_no", "event_no is an event of the same version",
        "who takes part in nothing cannot be read", ignore_row_if="neither",
    ),
    same(
        "participants", "entity_known", "entity_id", "known_entity_id", "entity_id is an entity of the same version",
        "a participant that points nowhere cannot be joined",
    ),
    one_of("participants", "role", known.ROLES, "role is actor or recipient", "readers select by it"),
    between("participants", "participant_no", 0, None, "participant_no is 0 or more", "they are numbered from 0"),
    *span("participants", "char_start", "char_end"),
    same(
        "participants", "surface_is_cut", "surface", "cut", "surface is what its span cuts out of the body",
        "it is shown as a quotation", ignore_row_if="either_value_is_missing",
    ),
    matches(
        "participants", "code", known.ACTOR_CODE, "code is made of three-letter codes",
        "it is read three letters at a time", severity=Severity.WARNING,
    ),
]  # fmt: skip
