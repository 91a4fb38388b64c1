"""For every row rule, bundles on both sides of its threshold: built into one day, judged once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from include.newsmill.model import name_id
from tests.builders import DAY, Bundle, StagedDay

Build = Callable[[StagedDay], Bundle | list[Bundle]]
NEXT, AFTER = DAY + timedelta(days=1), DAY + timedelta(days=2)
OTHER_ID = "11111111-1111-5111-8111-111111111111"


@dataclass(frozen=True)
class Case:
    table: str
    rule: str
    holds: bool
    build: Build
    also: frozenset[str] = frozenset()  # table.rule of others that the same fault breaks


def article(
    rule: str, *, good: list[dict[str, Any]], bad: list[dict[str, Any]], bare: bool = True, also: str = ""
) -> list[Case]:
    """Articles with other columns, ids and hashes following from them."""

    def build(columns: dict[str, Any]) -> Build:
        return lambda day: day.add(bare=bare, **columns)

    return _cases("articles", rule, [build(one) for one in good], [build(one) for one in bad], also)


def column(
    table: str, rule: str, *, good: list[dict[str, Any]], bad: list[dict[str, Any]], also: str = ""
) -> list[Case]:
    """One staged row with other columns, all else as it was."""

    def build(columns: dict[str, Any]) -> Build:
        def made(day: StagedDay) -> Bundle:
            bundle = day.add()
            row_of(bundle, table).update(columns)
            return bundle

        return made

    return _cases(table, rule, [build(one) for one in good], [build(one) for one in bad], also)


def values(table: str, rule: str, name: str, *, good: list[Any], bad: list[Any], also: str = "") -> list[Case]:
    """One staged row with another value in one column; with the value it was made with, where none is good."""
    made = [[{name: value} for value in some] for some in (good, bad)]
    return column(table, rule, good=made[0] or [{}], bad=made[1], also=also)


def row_of(bundle: Bundle, table: str) -> dict[str, Any]:
    """The row of a bundle that a case spoils."""
    rows = {
        "articles": bundle.article,
        "entities": bundle.entities["place"],
        "events": bundle.event,
        "mentions": bundle.mentions["actor"],
        "participants": bundle.participants["recipient"],
    }
    return rows[table]


def _cases(table: str, rule: str, good: list[Build], bad: list[Build], also: str) -> list[Case]:
    others = frozenset(name if "." in name else f"{table}.{name}" for name in also.split())
    made = [Case(table, rule, holds=True, build=build) for build in good]
    return made + [Case(table, rule, holds=False, build=build, also=others) for build in bad]


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def _same_locator_twice(day: StagedDay) -> list[Bundle]:
    return [day.add(locator="twice.txt"), day.add(locator="twice.txt")]


def _one_url_two_names(table: str) -> Build:
    """Two records of one page: one version, and every row below it stands twice."""
    url, text = f"https://example.org/{table}", "President Ann Lee met Bob Roy in Lima on Friday."
    names = [f"{table}-{letter}.txt" for letter in "ab"]
    return lambda day: [day.add(canonical_url=url, text=text, locator=name) for name in names]


def _one_row_twice(table: str) -> Build:
    """A row stands twice, though its article does not."""

    def made(day: StagedDay) -> Bundle:
        bundle = day.add()
        day.tables[table].append(dict(row_of(bundle, table)))
        return bundle

    return made


ARTICLES = [
    *column("articles", "required_present", good=[{"byline": None}], bad=[{"fingerprint": None}, {"locator": ""}]),
    *column("articles", "no_nul", good=[{"byline": "Ann\tLee"}], bad=[{"byline": "\0"}, {"authors": ["Ann", "Le\0e"]}]),
    *values("articles", "article_id_pattern", "article_id", good=[], bad=["AAAA"], also="version_id_right"),
    *values("articles", "fingerprint_pattern", "fingerprint", good=["0" * 64], bad=["0" * 63]),
    *_cases("articles", "record_unique", [lambda day: day.add(sighting=1)], [_same_locator_twice], ""),
    *article("day_is_this_day", good=[{}], bad=[{"day": NEXT}, {"day": DAY - timedelta(days=1)}]),
    *article(
        "observed_on_its_day",
        good=[{"observed_at": at(DAY, 23, 59)}],
        bad=[{"observed_at": at(NEXT)}, {"observed_at": at(DAY) - timedelta(seconds=1)}],
    ),
    *article("content_hash_right", good=[{"headline": "Talks"}], bad=[{"content_sha256": "0" * 64}]),
    *article("version_id_right", good=[{}], bad=[{"version_id": OTHER_ID}]),
    *article(
        "body_chars_range",
        good=[{"text": "北京"}, {"text": "x" * 1_000_000}],
        bad=[{"text": "京"}, {"text": "x" * 1_000_001}],
    ),
    *article("word_count_right", good=[{"text": "one two three"}], bad=[{"text": "one two three", "word_count": 4}]),
    *article(
        "language_pattern",
        good=[{"language": tag} for tag in ("en", "und", "zh-Hant", "pt-BR", "es-419")],
        bad=[{"language": tag} for tag in ("english", "EN", "en_US", "en\n", "e")],
    ),
    *article(
        "headline_length",
        good=[{"headline": "x"}, {"headline": "x" * 500}],
        bad=[{"headline": ""}, {"headline": "x" * 501}],
    ),
    *article(
        "canonical_url_pattern",
        good=[{"canonical_url": url} for url in ("http://a.example", "https://a.example/b?c=d#e")],
        bad=[{"canonical_url": url} for url in ("ftp://a.example", "a.example/b", "https://", "https://a.example/b c")],
    ),
    *article("url_pattern", good=[{"url": "https://a.example/"}], bad=[{"url": "file:///a"}]),
    *article(
        "published_precision_known", good=[{"published_precision": "month"}], bad=[{"published_precision": "hour"}]
    ),
    *article(
        "published_at_precise",
        good=[{"published_at": at(DAY, 9), "published_precision": "minute"}, {"published_precision": "second"}],
        bad=[{"published_at": at(DAY, 9), "published_precision": "day"}],
    ),
    *article(
        "published_on_range",
        good=[{"published_on": date(1800, 1, 1)}, {"published_on": NEXT}, {"published_on": None}],
        bad=[{"published_on": date(1799, 12, 31)}, {"published_on": AFTER}],
    ),
    *article(
        "published_gap_days_range",
        good=[
            {"published_at": at(day, 12), "published_precision": "second", "published_on": DAY}
            for day in (DAY, NEXT, DAY - timedelta(days=1))
        ],
        bad=[
            {"published_at": at(day, 12), "published_precision": "second", "published_on": DAY}
            for day in (AFTER, DAY - timedelta(days=2))
        ],
    ),
]


def sound(table: str, required: str, text: str) -> list[Case]:
    return [
        *column(table, "required_present", good=[{}], bad=[{required: None}]),
        *column(table, "no_nul", good=[{text: "tab\t"}], bad=[{text: "nul\0"}]),
    ]


def belongs(table: str, also: str = "") -> list[Case]:
    nowhere = str(name_id("no such version", table))
    return [
        *column(table, "version_known", good=[{}], bad=[{"version_id": nowhere}], also=also),
        *_cases(table, "key_unique", [_one_url_two_names(table)], [_one_row_twice(table)], ""),
    ]


MENTIONS = [
    *sound("mentions", "label", "role_title"),
    *belongs("mentions"),
    *values("mentions", "entity_known", "entity_id", good=[], bad=[OTHER_ID]),
    *values("mentions", "mention_no_range", "mention_no", good=[7], bad=[-1]),
    *values("mentions", "sentence_no_range", "sentence_no", good=[0], bad=[-1]),
    *column(
        "mentions",
        "char_start_range",
        good=[{"char_start": 0, "surface": "President Ann Lee"}],
        bad=[{"char_start": -1}],
    ),
    *column(
        "mentions", "span_not_empty", good=[{"char_end": 11, "surface": "A"}], bad=[{"char_end": 10}, {"char_end": 9}]
    ),
    *_cases(
        "mentions",
        "span_inside_body",
        [lambda day: _spanning(day, extra=0)],
        [lambda day: _spanning(day, extra=1)],
        "",
    ),
    *column("mentions", "surface_is_cut", good=[{"char_end": 13, "surface": "Ann"}], bad=[{"surface": "Anne Lee"}]),
    *_cases(
        "mentions", "surface_length", [lambda day: _long_surface(day, 300)], [lambda day: _long_surface(day, 301)], ""
    ),
    *values("mentions", "label_known", "label", good=["WORK_OF_ART"], bad=["DATE"]),
]


def _spanning(day: StagedDay, extra: int) -> Bundle:
    """A mention of the whole body, or of a character more."""
    bundle = day.add()
    body = bundle.article["body"]
    bundle.mentions["actor"].update(char_start=0, char_end=len(body) + extra, surface=body)
    return bundle


def _long_surface(day: StagedDay, chars: int) -> Bundle:
    bundle = day.add(text="President Ann Lee met Bob Roy in Lima. " + "x" * 400)
    bundle.mentions["actor"].update(char_start=0, char_end=chars, surface=bundle.article["body"][:chars])
    return bundle


ENTITIES = [
    *sound("entities", "kind", "name"),
    *belongs("entities", "mentions.entity_known events.place_entity_known"),
    *_cases("entities", "entity_id_pattern", [lambda day: day.add()], [lambda day: _renamed_entity(day, "x")], ""),
    *values("entities", "kind_known", "kind", good=["work"], bad=["city"]),
    *values("entities", "name_length", "name", good=["x" * 300], bad=["x" * 301]),
    *values("entities", "country_known", "country", good=["XK", None], bad=["UK", "pe"]),
    *values("entities", "latitude_range", "latitude", good=[-90.0, 90.0], bad=[-90.1, 90.1]),
    *values("entities", "longitude_range", "longitude", good=[180.0], bad=[-180.1, 180.1]),
    *column(
        "entities",
        "point_whole",
        good=[{"latitude": None, "longitude": None}],
        bad=[{"latitude": None}, {"longitude": None}],
    ),
    *values("entities", "geonames_id_range", "geonames_id", good=[1], bad=[0]),
    *values("entities", "code_pattern", "code", good=["USAGOV", "IGO"], bad=["USAGO", "usa"]),
]


def _renamed_entity(day: StagedDay, entity_id: str) -> Bundle:
    """The place under another id, wherever it is pointed to."""
    bundle = day.add()
    bundle.entities["place"]["entity_id"] = entity_id
    bundle.mentions["place"]["entity_id"] = entity_id
    bundle.event["place_entity_id"] = entity_id
    return bundle


FAR = date(2219, 12, 31)
EVENTS = [
    *sound("events", "modality", "attributed_to"),
    *values("events", "required_present", "confidence", good=[0.0], bad=[float("nan")]),
    *values("events", "no_nul", "contexts", good=[[]], bad=[["crime", "\0"]]),
    *belongs("events", "participants.event_known"),
    *values("events", "event_no_range", "event_no", good=[], bad=[-1], also="participants.event_known"),
    *column(
        "events",
        "event_type_known",
        good=[{"event_type": "ASSAULT", "quad_class": 4}],
        bad=[{"event_type": "FIGHT"}],
        also="quad_class_agrees",
    ),
    *column("events", "quad_class_agrees", good=[{"event_type": "AID", "quad_class": 2}], bad=[{"quad_class": 2}]),
    *values("events", "modality_known", "modality", good=["denied"], bad=["future"]),
    *values("events", "score_range", "score", good=[-10.0, 10.0], bad=[-10.5, 10.5]),
    *values("events", "confidence_range", "confidence", good=[0.0, 1.0], bad=[-0.01, 1.01]),
    *column(
        "events",
        "dates_whole",
        good=[{"event_start": None, "event_end": None}],
        bad=[{"event_end": None}, {"event_start": None}],
    ),
    *values("events", "dates_in_order", "event_end", good=[NEXT], bad=[DAY - timedelta(days=1)]),
    *column(
        "events",
        "event_start_range",
        good=[{"event_start": day, "event_end": FAR, "modality": "planned"} for day in (date(1000, 1, 1), FAR)],
        bad=[
            {"event_start": day, "event_end": date(9999, 12, 31), "modality": "planned"}
            for day in (date(999, 12, 31), FAR + timedelta(days=1))
        ],
    ),
    *column(
        "events",
        "asserted_is_past",
        good=[
            {"event_start": NEXT, "event_end": AFTER},
            {"event_start": AFTER, "event_end": AFTER, "modality": "planned"},
        ],
        bad=[{"event_start": AFTER, "event_end": AFTER}],
    ),
    *values("events", "date_precision_pattern", "date_precision", good=["early-month"], bad=["hour"]),
    *values("events", "date_basis_known", "date_basis", good=[None], bad=["guess"]),
    *values("events", "place_entity_known", "place_entity_id", good=[None], bad=[OTHER_ID]),
    *values("events", "place_country_known", "place_country", good=["US"], bad=["USA"]),
    *values("events", "latitude_range", "latitude", good=[90.0], bad=[90.1]),
    *values("events", "longitude_range", "longitude", good=[-180.0], bad=[-180.1]),
    *column("events", "point_whole", good=[{"latitude": None, "longitude": None}], bad=[{"longitude": None}]),
    *values("events", "killed_range", "killed", good=[0, 100_000_000], bad=[-1, 100_000_001]),
    *values("events", "injured_range", "injured", good=[0], bad=[-1, 100_000_001]),
    *values("events", "char_start_range", "char_start", good=[0], bad=[-1]),
    *values("events", "evidence_not_empty", "char_end", good=[], bad=[0], also="action_before_evidence_end"),
    *_cases("events", "evidence_inside_body", [lambda day: _evidence(day, 0)], [lambda day: _evidence(day, 1)], ""),
    *values("events", "told_in_rising", "told_in", good=[[2, 7]], bad=[[], [-1], [3, 3], [0, 5, 2]]),
    *values("events", "action_start_range", "action_start", good=[], bad=[-1], also="action_after_evidence_start"),
    *column("events", "action_not_empty", good=[{"action_end": 19, "action_text": "m"}], bad=[{"action_end": 18}]),
    *_cases(
        "events",
        "action_inside_body",
        [lambda day: _action(day, 0)],
        [lambda day: _action(day, 1)],
        "action_before_evidence_end",
    ),
    *values("events", "action_after_evidence_start", "char_start", good=[18], bad=[19]),
    *values("events", "action_before_evidence_end", "char_end", good=[21], bad=[20]),
    *values("events", "action_text_is_cut", "action_text", good=[], bad=["meet"]),
]


def _evidence(day: StagedDay, extra: int) -> Bundle:
    bundle = day.add()
    bundle.event["char_end"] = len(bundle.article["body"]) + extra
    return bundle


def _action(day: StagedDay, extra: int) -> Bundle:
    """An action up to the end of the body, or a character more."""
    bundle = day.add()
    body = bundle.article["body"]
    start = len(body) - 6
    bundle.event.update(char_end=len(body), action_start=start, action_end=len(body) + extra, action_text=body[start:])
    return bundle


PARTICIPANTS = [
    *sound("participants", "name", "name"),
    *belongs("participants"),
    *values("participants", "event_known", "event_no", good=[], bad=[1]),
    *values("participants", "entity_known", "entity_id", good=[None], bad=[OTHER_ID]),
    *column("participants", "role_known", good=[{"role": "actor", "participant_no": 1}], bad=[{"role": "place"}]),
    *values("participants", "participant_no_range", "participant_no", good=[3], bad=[-1]),
    *values("participants", "char_start_range", "char_start", good=[], bad=[-1]),
    *values("participants", "span_not_empty", "char_end", good=[], bad=[0]),
    *values("participants", "span_inside_body", "char_end", good=[], bad=[1000]),
    *values("participants", "surface_is_cut", "surface", good=[], bad=["Rob Boy"]),
    *values("participants", "code_pattern", "code", good=[None], bad=["PER GOV"]),
]

CASES = [*ARTICLES, *MENTIONS, *ENTITIES, *EVENTS, *PARTICIPANTS]
