"""Rules on mentions and on the entities they point to."""

from include.newsmill.quality import vocabulary as known
from include.newsmill.quality.rules.rule import (
    Rule,
    Severity,
    belongs,
    between,
    matches,
    one_of,
    row_rule,
    same,
    sound,
    span,
)

SURFACE_CHARS_MAX = 300  # the longest titles of works and laws in news; above is a sentence, not a name
NAME_CHARS_MAX = 300

MENTION_RULES: list[Rule] = [
    *sound("mentions"),
    *belongs("mentions"),
    same(
        "mentions", "entity_known", "entity_id", "known_entity_id", "entity_id is an entity of the same version",
        "a mention that points nowhere cannot be joined",
    ),
    between("mentions", "mention_no", 0, None, "mention_no is 0 or more", "mentions are numbered from 0"),
    between("mentions", "sentence_no", 0, None, "sentence_no is 0 or more", "sentences are numbered from 0"),
    *span("mentions", "char_start", "char_end"),
    same(
        "mentions", "surface_is_cut", "surface", "cut", "surface is what its span cuts out of the body",
        "the contract's first promise: substring(body, char_start + 1, char_end - char_start) = surface",
        ignore_row_if="either_value_is_missing",
    ),
    row_rule(
        "mentions", "surface_length", "ExpectColumnValueLengthsToBeBetween", "surface has 1 to 300 characters",
        "a longer one is a sentence, not a name", severity=Severity.WARNING,
        column="surface", min_value=1, max_value=SURFACE_CHARS_MAX,
    ),
    one_of(
        "mentions", "label", known.MENTION_LABELS, "label is one of the ten OntoNotes labels of names",
        "readers select by it",
    ),
]  # fmt: skip

ENTITY_RULES: list[Rule] = [
    *sound("entities"),
    *belongs("entities"),
    matches("entities", "entity_id", known.UUID, "entity_id is a UUID", "it is the key readers join on"),
    one_of("entities", "kind", known.ENTITY_KINDS, "kind is one of the eight", "readers select by it"),
    row_rule(
        "entities", "name_length", "ExpectColumnValueLengthsToBeBetween", "name has 1 to 300 characters",
        "a longer one is a sentence, not a name", severity=Severity.WARNING,
        column="name", min_value=1, max_value=NAME_CHARS_MAX,
    ),
    one_of(
        "entities", "country", known.COUNTRIES, "country is an ISO 3166 alpha-2 code (or XK, Kosovo)",
        "readers join it with their own lists of countries",
    ),
    between("entities", "latitude", -90, 90, "latitude lies between -90 and 90", "no such place otherwise"),
    between("entities", "longitude", -180, 180, "longitude lies between -180 and 180", "no such place otherwise"),
    same(
        "entities", "point_whole", "has_latitude", "has_longitude", "latitude and longitude are given together",
        "half a point is none",
    ),
    between("entities", "geonames_id", 1, None, "geonames_id is above 0", "GeoNames counts from 1"),
    matches(
        "entities", "code", known.ACTOR_CODE, "code is made of three-letter codes",
        "it is read three letters at a time", severity=Severity.WARNING,
    ),
]  # fmt: skip
