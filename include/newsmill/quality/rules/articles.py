"""Rules on articles."""

from datetime import datetime

from include.newsmill.quality import vocabulary as known
from include.newsmill.quality.rules.rule import (
    Rule,
    Severity,
    between,
    matches,
    one_of,
    row_rule,
    same,
    sound,
    table_rule,
)

BODY_CHARS_MIN = 2  # cleaning refuses a single word, and two words need two characters (in Chinese)
BODY_CHARS_MAX = 1_000_000  # spaCy's own limit; a longer text is a book or a dump, not an article
EARLIEST_PUBLICATION = datetime(1800, 1, 1)  # noqa: DTZ001  # a calendar day; archives of newspapers start about then
LATEST_DAYS = 1  # a publisher east of us may print tomorrow's date
HEADLINE_CHARS_MAX = 500  # the longest printed headlines have about 250; above is a body in the wrong field
LOCAL_DATE_DAYS = 1  # clocks on earth differ by less: the publisher's date is the UTC date or a neighbour

ARTICLES_MAX = 100_000  # ten times the production day; the gate's memory is measured up to here
LANGUAGE_KNOWN_SHARE = 0.9  # undetermined is meant for texts of a line or two
PUBLISHED_ON_SHARE = 0.9
MENTIONS_SHARE = 0.8  # of English articles; all but the shortest name somebody or some place
EVENTS_SHARE = 0.3  # of English articles; sport, weather and features often code to nothing
SINGLE_SHARE = 0.7  # agencies' texts are printed by many; above 30 % a source repeats itself
EXTRACTED_SHARE = 0.5

T = "articles"

ROW_RULES: list[Rule] = [
    *sound(T),
    matches(T, "article_id", known.UUID, "article_id is a UUID", "it is the key readers join on"),
    matches(
        T, "fingerprint", known.SHA256, "fingerprint is a sha256 in hex",
        "it is the way back to the raw bytes of the article",
    ),
    row_rule(
        T, "record_unique", "ExpectColumnValuesToBeBetween", "its (source, locator, sighting) stands once",
        "one record gives one article; counted over all shards", column="copies", max_value=1,
    ),
    row_rule(
        T, "day_is_this_day", "ExpectColumnValuesToBeBetween", "day is the day that is judged",
        "a load replaces one day; a row of another would be lost or doubled by the next load",
        column="day", min_value={"$PARAMETER": "day"}, max_value={"$PARAMETER": "day"},
    ),
    same(
        T, "observed_on_its_day", "observed_on", "day", "observed_at lies on the article's day (UTC)",
        "versions are ordered by observed_at, and any order of days must give the same",
    ),
    same(
        T, "content_hash_right", "content_sha256", "computed_sha256", "content_sha256 is the hash of headline and body",
        "versions and duplicates are told by it",
    ),
    same(
        T, "version_id_right", "version_id", "computed_version_id",
        "version_id is made of article_id, content_sha256 and observed_at",
        "all rows of the version hang on it, and a second run must find the same one",
    ),
    between(
        T, "body_chars", BODY_CHARS_MIN, BODY_CHARS_MAX, "the body has 2 to 1,000,000 characters",
        "a shorter one is no article; spaCy reads no longer one, which would be a dump anyway",
    ),
    same(
        T, "word_count_right", "word_count", "body_words", "word_count is the number of words between white space",
        "readers weigh articles by it", severity=Severity.WARNING,
    ),
    matches(
        T, "language", known.LANGUAGE, "language is a BCP 47 tag of language, script and region, or und",
        "readers select by it, and extraction decides by it",
    ),
    row_rule(
        T, "headline_length", "ExpectColumnValueLengthsToBeBetween", "a headline has 1 to 500 characters",
        "no headline is null, and a longer one is a body in the wrong field", severity=Severity.WARNING,
        column="headline", min_value=1, max_value=HEADLINE_CHARS_MAX,
    ),
    matches(
        T, "canonical_url", known.HTTP_URL, "canonical_url is an http or https address",
        "the article's identity is made of it",
    ),
    matches(
        T, "url", known.HTTP_URL, "url is an http or https address", "readers follow it", severity=Severity.WARNING,
    ),
    one_of(
        T, "published_precision", known.PUBLISHED_PRECISIONS,
        "published_precision is second, minute, day, month or unknown", "readers select by it",
    ),
    row_rule(
        T, "published_at_precise", "ExpectColumnValuesToBeInSet",
        "published_at is given only where the precision is second or minute",
        "a time that nobody printed would look like one that somebody did",
        column="published_at_precision", value_set=["second", "minute"],
    ),
    between(
        T, "published_on", EARLIEST_PUBLICATION, {"$PARAMETER": "latest"},
        "published_on lies between 1800-01-01 and the day after the article's day",
        "the day after is for publishers east of us; anything else is a date read wrongly",
    ),
    between(
        T, "published_gap_days", -LOCAL_DATE_DAYS, LOCAL_DATE_DAYS,
        "published_on and the UTC date of published_at are at most 1 day apart",
        "they say the same thing, but for the publisher's time zone",
    ),
]  # fmt: skip

TABLE_RULES: list[Rule] = [
    table_rule(
        T, "row_count", "ExpectTableRowCountToBeBetween", "the day has 1 to 100,000 articles",
        "the gate's memory is measured up to there; more is a dump loaded as one day", severity=Severity.WARNING,
        min_value=1, max_value=ARTICLES_MAX,
    ),
    table_rule(
        T, "extraction_present", "ExpectColumnValuesToNotBeNull", "every article has its line in extractions",
        "a shard whose extraction is lost would publish its articles stripped of mentions and events",
        severity=Severity.CRITICAL, column="model_version",
    ),
    table_rule(
        T, "language_told", "ExpectColumnValuesToNotBeInSet", "at least 90 % of the articles have a language",
        "und in numbers means that cleaning lost the text", severity=Severity.WARNING,
        column="language", value_set=["und"], mostly=LANGUAGE_KNOWN_SHARE,
    ),
    table_rule(
        T, "published_on_told", "ExpectColumnValuesToNotBeNull", "at least 90 % of the articles have published_on",
        "a source whose pages changed loses its dates first", severity=Severity.WARNING,
        column="published_on", mostly=PUBLISHED_ON_SHARE,
    ),
    table_rule(
        T, "mentions_found", "ExpectColumnValuesToBeBetween",
        "at least 80 % of the articles that extraction read have a mention",
        "news names people and places; bodies without are menus, or the model failed", severity=Severity.WARNING,
        column="mentions", min_value=1, mostly=MENTIONS_SHARE,
    ),
    table_rule(
        T, "events_found", "ExpectColumnValuesToBeBetween",
        "at least 30 % of the articles that extraction read have an event",
        "tells a coder that went silent from a quiet day", severity=Severity.INFO,
        column="events", min_value=1, mostly=EVENTS_SHARE,
    ),
    table_rule(
        T, "not_repeated", "ExpectColumnValuesToBeBetween",
        "at least 70 % of the articles have a text that no other article of the day has",
        "duplicates are kept and linked, but many mean a source that repeats itself or a wrong body",
        severity=Severity.WARNING, column="content_copies", max_value=1, mostly=SINGLE_SHARE,
    ),
    table_rule(
        T, "extraction_not_skipped", "ExpectColumnValuesToBeNull", "extraction read at least 50 % of the articles",
        "other languages are kept without mentions and events; readers should know when they are the most",
        severity=Severity.INFO, column="skipped", mostly=EXTRACTED_SHARE,
    ),
]  # fmt: skip
