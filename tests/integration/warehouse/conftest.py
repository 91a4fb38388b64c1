"""A small mill: publishes made-up days into a real warehouse."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import text

from include.newsmill import schema
from include.newsmill.model import Article, Entity, Event, Mention, Participant, content_sha256, name_id, version_id
from include.newsmill.staging import row_of
from include.newsmill.warehouse import connect, contract_hash, load

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MONDAY = date(2026, 2, 2)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A record of a made-up day: `words` decide its text and, by its capitals, what is found in it."""

    locator: str
    words: str = "Ann met Bob"
    source: str = "a"
    url: str | None = None
    sighting: int = 0
    publisher: str | None = None
    published_on: date | bool | None = None  # None: the day itself, False: unknown
    vector: bytes | None = None  # of its act

    def article(self, day):
        article_id = name_id(self.url) if self.url else name_id(self.source, self.locator)
        sha = content_sha256(None, self.words)
        observed_at = datetime.combine(day, time(), UTC) + timedelta(seconds=self.sighting)
        published_on = day if self.published_on is None else self.published_on or None
        return Article(
            article_id=article_id, version_id=version_id(article_id, sha, observed_at), source=self.source,
            locator=self.locator, sighting=self.sighting, fingerprint=sha, day=day, observed_at=observed_at,
            publisher=self.publisher, url=self.url, canonical_url=self.url, headline=None, description=None,
            body=self.words, byline=None, authors=("A. Writer", 'B "B" {Writer}, \\'), dateline=None, section=None,
            language="en", published_at=None, published_on=published_on, published_precision="day",
            published_evidence="seed_header", modified_at=None, word_count=3, content_sha256=sha,
        )  # fmt: skip

    def rows(self, day, model):
        """Staged rows of the record, by table: each capitalised word a person, known by its first letter."""
        article = self.article(day)
        under = {"version_id": str(article.version_id)}
        places = [(word, self.words.index(word)) for word in self.words.split() if word[0].isupper()]
        people = {word: name_id("person", word[0]) for word, _ in places}
        yield "articles", row_of(article)
        yield "extractions", under | {"model_version": model, "skipped": None}
        for entity_id in sorted(set(people.values())):
            name = next(word for word, known in people.items() if known == entity_id)
            yield "entities", row_of(_person(entity_id, name), **under)
        for number, (word, start) in enumerate(places):
            yield "mentions", row_of(_mention(number, people[word], word, start), **under)
        if len(places) > 1:
            parts = [
                Participant(name=word, surface=word, char_start=at, char_end=at + len(word), code=None,
                            entity_id=people[word])
                for word, at in places[:2]
            ]  # fmt: skip
            event = row_of(_event(self.words, *parts), **under)
            for role in ("actors", "recipients"):
                for number, part in enumerate(event.pop(role)):
                    numbered = under | {"event_no": 0, "role": role[:-1], "participant_no": number}
                    yield "participants", row_of(part, **numbered)
            yield "events", event
            if self.vector:
                yield "act_vectors", under | {"event_no": 0, "act_vector": self.vector}


def _person(entity_id, name):
    return Entity(
        entity_id=entity_id, kind="person", name=name, country=None, latitude=None, longitude=0.1, geonames_id=None,
        code=None,
    )  # fmt: skip


def _mention(number, entity_id, word, start):
    return Mention(
        mention_no=number, entity_id=entity_id, surface=word, label="PERSON", role_title=None, char_start=start,
        char_end=start + len(word), sentence_no=0,
    )  # fmt: skip


def _event(words, actor, recipient):
    return Event(
        event_no=0, event_type="CONSULT", underlying_type=None, mode="meet", contexts=("a, b", "c"),
        cameo_root="04", quad_class=1, score=0.1, modality="asserted", event_start=None, event_end=None,
        date_precision=None, date_basis=None, date_text=None, place_entity_id=None, place_name=None,
        place_country=None, latitude=None, longitude=None, attributed_to=None, is_quoted=False, killed=None,
        injured=None, action_text="met", action_start=4, action_end=7, char_start=0, char_end=len(words),
        told_in=(0, 2), confidence=0.7, actors=(actor,), recipients=(recipient,),
    )  # fmt: skip


@dataclass
class Mill:
    """Publishes days and asks what became of them."""

    folder: Path
    warehouse: object
    made: int = field(default=0)

    def __post_init__(self):
        self.engine = connect(self.warehouse.loader)

    def request(self, day, records: Iterable[Record], *, model="m1", rejected=(), refused=(), **more):
        """A LoadRequest; `refused` holds (suite, row_key, version_id)."""
        tables = {name: [] for name in schema.STAGED}
        for record in records:
            for table, row in record.rows(day, model):
                tables[table].append(row)
        tables["rejected"] = [row_of(one) for one in rejected]
        self.made += 1
        staged = {name: [self._write(name, rows)] for name, rows in tables.items() if rows}
        rows = [
            {"suite": suite, "rule": "a_rule", "detail": "no good", "version_id": str(version), "row_key": key,
             "parent": None, "record": json.dumps({"key": key})}
            for suite, key, version in refused
        ]  # fmt: skip
        asked = {
            "load_id": load.new_load_id(self.engine), "day": day, "kind": "manual", "dag_run_id": "run",
            "code_version": "1", "model_version": model, "staged": staged,
            "validations": schema.VALIDATION.empty_table(),
            "refused_rows": pa.Table.from_pylist(rows, schema.REFUSED_ROW), "sources_present": ("a", "b"),
            "records_read": len(tables["articles"]) + len(tables["rejected"]), "now": NOW,
        }  # fmt: skip
        return load.LoadRequest(**asked | more)

    def publish(self, day, records, **more):
        return load.publish(self.engine, self.request(day, records, **more))

    def hash(self):
        with connect(self.warehouse.reader).connect() as connection:
            return contract_hash(connection)

    def ask(self, statement, **parameters):
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), parameters)]

    def clear(self):
        with connect(self.warehouse.owner).begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(TABLES)}"))

    def state_of_rows(self):
        """What changes when any row is written, also with the very same values."""
        return {
            table: self.ask(f"SELECT ctid::text, xmin::text FROM {table} ORDER BY ctid")
            for table in TABLES
            if table.startswith("core.")
        }

    def _write(self, name, rows):
        path = self.folder / f"{self.made}-{name}.parquet"
        pq.write_table(pa.Table.from_pylist(rows, schema=schema.STAGED[name]), path)
        return str(path)


TABLES = (
    "core.observations", "core.versions", "core.articles", "core.entities", "core.version_entities", "core.mentions",
    "core.events", "core.event_participants", "ops.records", "ops.ledger", "ops.quarantine", "ops.validations",
    "ops.loads",
)  # fmt: skip


@pytest.fixture
def mill(warehouse, tmp_path):
    return Mill(tmp_path, warehouse)


@pytest.fixture
def monday():
    return MONDAY


@pytest.fixture
def record():
    return Record
