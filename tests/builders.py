"""Small valid days of staged tables, for tests that need rows and not where rows come from.

day = StagedDay()                              # tables as lists of rows, one list for each of schema.STAGED
first, second = day.add(), day.add(language="de")
first.event["confidence"] = 2.0                # spoil what the test is about
paths = day.write(tmp_path, shards=2)          # table -> Parquet files
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from include.newsmill import model, schema
from include.newsmill.staging import row_of

DAY = date(2019, 10, 25)
Row = dict[str, Any]

PEOPLE = {"actor": "Ann Lee", "recipient": "Bob Roy"}
PLACE = "Lima"
TEXT = "President {actor} met {recipient} in {place} on Friday for round {number} of the talks. They will meet again."
ACTION = "met"


@dataclass(frozen=True, slots=True)
class Bundle:
    """One article's rows, each a dict in the day's tables, still to be changed by a test."""

    article: Row
    entities: dict[str, Row]  # actor, recipient, place
    mentions: dict[str, Row]  # the same three
    event: Row
    participants: dict[str, Row]  # actor, recipient
    extraction: Row

    @property
    def version_id(self) -> str:
        """The version that all rows hang on."""
        return str(self.article["version_id"])


class StagedDay:
    """The staged tables of a day, filled bundle by bundle."""

    def __init__(self, day: date = DAY) -> None:
        self.day = day
        self.tables: dict[str, list[Row]] = {name: [] for name in schema.STAGED}

    def add(self, *, text: str | None = None, bare: bool = False, **article: Any) -> Bundle:
        """One article that names three and tells one event; `article` sets columns of the article.

        Ids follow from what is given: locator, headline, canonical_url and text lead to article_id, hash and version.
        `bare` leaves out all that extraction would find, for a text of which the builder knows nothing.
        """
        number = len(self.tables["articles"])
        made = _article(self.day, number, text or TEXT.format(**PEOPLE, place=PLACE, number=number), article)
        bundle = _bundle(row_of(made))
        tables = self.tables
        tables["articles"].append(bundle.article)
        tables["extractions"].append(bundle.extraction)
        if not bare:
            tables["entities"] += bundle.entities.values()
            tables["mentions"] += bundle.mentions.values()
            tables["events"].append(bundle.event)
            tables["participants"] += bundle.participants.values()
        return bundle

    def reject(self, reason: model.Reason = model.Reason.TOO_SHORT, **columns: Any) -> Row:
        """One record that cleaning quarantined."""
        number = len(self.tables["rejected"])
        rejected = model.Rejected(
            outcome=model.Outcome.QUARANTINED, reason=reason, detail="the body is one word", source="seeds",
            locator=f"bad-{number:06}.txt", fingerprint="0" * 64,
        )  # fmt: skip
        self.tables["rejected"].append(row_of(rejected) | columns)
        return self.tables["rejected"][-1]

    def write(self, folder: Path, *, shards: int = 1, row_group_rows: int = 256) -> dict[str, list[str]]:
        """Write every table to `shards` Parquet files, rows dealt out in blocks; a table without rows has no file."""
        return {name: _write(folder, name, rows, shards, row_group_rows) for name, rows in self.tables.items()}


def _article(day: date, number: int, text: str, columns: Mapping[str, Any]) -> model.Article:
    """The article and, from what is given or else from each other, its ids, hash and times."""
    given = {"source": "seeds", "locator": f"{number:06}.txt", "sighting": 0, "day": day} | dict(columns)
    url = given.get("canonical_url")
    article_id = model.name_id(url) if url else model.name_id(given["source"], given["locator"])
    observed_at = datetime.combine(given["day"], time(), UTC) + timedelta(seconds=given["sighting"])
    told = {
        "article_id": article_id,
        "observed_at": observed_at,
        "content_sha256": model.content_sha256(given.get("headline"), text),
        "published_evidence": "seed_header",
    } | given
    told.setdefault("version_id", model.version_id(told["article_id"], told["content_sha256"], told["observed_at"]))
    return replace(model.Article.from_text(text, published_on=day), **told)


def _bundle(article: Row) -> Bundle:
    version, body = article["version_id"], article["body"]
    names = PEOPLE | {"place": PLACE}
    ids = {role: str(model.name_id("entity", name)) for role, name in names.items()}
    spans = {role: (body.find(name), body.find(name) + len(name)) for role, name in names.items()}
    sentence_end = body.find(".") + 1
    action = body.find(ACTION)
    return Bundle(
        article=article,
        entities={role: _entity(version, ids[role], role, name) for role, name in names.items()},
        mentions={
            role: _mention(version, number, ids[role], role, names[role], spans[role])
            for number, role in enumerate(names)
        },
        event=_event(version, article["published_on"], ids["place"], action, sentence_end),
        participants={
            role: {
                "version_id": version, "event_no": 0, "role": role, "participant_no": 0, "name": PEOPLE[role],
                "surface": PEOPLE[role], "char_start": spans[role][0], "char_end": spans[role][1], "code": "PERGOV",
                "entity_id": ids[role],
            }
            for role in PEOPLE
        },
        extraction={"version_id": version, "model_version": "test-1", "skipped": None},
    )  # fmt: skip


def _entity(version: str, entity_id: str, role: str, name: str) -> Row:
    place = role == "place"
    return {
        "version_id": version, "entity_id": entity_id, "kind": "place" if place else "person", "name": name,
        "country": "PE" if place else None, "latitude": -12.04 if place else None,
        "longitude": -77.03 if place else None, "geonames_id": 3936456 if place else None,
        "code": None if place else "PERGOV",
    }  # fmt: skip


def _mention(version: str, number: int, entity_id: str, role: str, surface: str, span: tuple[int, int]) -> Row:
    return {
        "version_id": version, "mention_no": number, "entity_id": entity_id, "surface": surface,
        "label": "GPE" if role == "place" else "PERSON", "role_title": "President" if role == "actor" else None,
        "char_start": span[0], "char_end": span[1], "sentence_no": 0,
    }  # fmt: skip


def _event(version: str, day: date | None, place_id: str, action: int, sentence_end: int) -> Row:
    return {
        "version_id": version, "event_no": 0, "event_type": "CONSULT", "underlying_type": None, "mode": "visit",
        "contexts": ["diplomatic"], "cameo_root": "04", "quad_class": 1, "score": 2.5, "modality": "asserted",
        "event_start": day,
        "event_end": day, "date_precision": "day" if day else None, "date_basis": "clause" if day else None,
        "date_text": "Friday" if day else None, "place_entity_id": place_id, "place_name": PLACE,
        "place_country": "PE", "latitude": -12.04, "longitude": -77.03, "attributed_to": None, "is_quoted": False,
        "killed": None, "injured": None, "action_text": ACTION, "action_start": action,
        "action_end": action + len(ACTION), "char_start": 0, "char_end": sentence_end, "told_in": [0],
        "confidence": 0.75,
    }  # fmt: skip


def _write(folder: Path, name: str, rows: list[Row], shards: int, row_group_rows: int) -> list[str]:
    paths = []
    size = -(-len(rows) // shards)
    for shard, start in enumerate(range(0, len(rows), size or 1)):
        # Columns may be null here whatever the schema says: a test of bad rows must be able to write them.
        loose = pa.schema([column.with_nullable(True) for column in schema.STAGED[name]])
        path = folder / f"{name}-{shard}.parquet"
        pq.write_table(pa.Table.from_pylist(rows[start : start + size], loose), path, row_group_size=row_group_rows)
        paths.append(str(path))
    return paths
