"""Record by record: turning what a stage read into rows of staged tables, at the price of one record per failure.

Every function here is an iterator from records to (table, row) pairs or Rejected values; `stages.py` says when
they run, `staging.py` where the rows go.
"""

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Any, Protocol, TypeVar

from include.newsmill import staging
from include.newsmill.errors import NewsmillError
from include.newsmill.handover import Slice
from include.newsmill.model import Article, Extraction, Outcome, RawDocument, Reason, Rejected
from include.newsmill.sources import Sighting, Source
from include.newsmill.sources.raw_store import RawStore
from include.newsmill.warehouse.catalogue import CatalogueEntry

logger = logging.getLogger(__name__)

EXTRACTION_BATCH = 64  # articles tried together; when one of them fails, each is tried alone

Row = tuple[str, dict[str, Any]]  # table name, row
_In = TypeVar("_In")
_Out = TypeVar("_Out")


class SupportsExtract(Protocol):
    """What this module needs of `extraction.Extractor`, which it must not import: spaCy comes with it."""

    @property
    def model_version(self) -> str:
        """Hash of all that decides what is found."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One Extraction per article, in the same order."""

    def act_vectors(self, article: Article, extraction: Extraction) -> dict[int, bytes]:
        """By event_no, what each act is like."""


def guarded(step: Callable[[_In], _Out], record: _In, reason: Reason) -> _Out | Rejected:
    """One step on one record; whatever goes wrong with it costs this record alone.

    The only place that catches every exception. A NewsmillError speaks of the run, not of a record, and passes.
    """
    try:
        return step(record)
    except NewsmillError:
        raise
    except Exception as error:
        logger.exception("%s: %s %s", reason, getattr(record, "source", ""), getattr(record, "locator", ""))
        return rejected(record, reason, f"{type(error).__name__}: {str(error)[:200]}")


def rejected(record: object, reason: Reason, detail: str) -> Rejected:
    """A quarantined record, located by whatever the record knows of its place."""
    known = {
        name: getattr(record, name)
        for name in ("source", "locator", "fingerprint", "sighting")
        if hasattr(record, name)
    }
    return Rejected(outcome=Outcome.QUARANTINED, reason=reason, detail=detail, **known)


def catalogue_entry(
    source: Source, sighting: Sighting, store: RawStore, day_of: Callable[[RawDocument], date | Rejected]
) -> CatalogueEntry:
    """Read one sighted record, keep its bytes and tell its day.

    Returns:
        The entry; without a day, and with the reason, where the record cannot be read or names no day.
    """
    raw = source.read(sighting.locator)
    told = raw if isinstance(raw, Rejected) else guarded(day_of, raw, Reason.CLEANING_FAILED)
    if isinstance(raw, RawDocument):
        store.put(raw.content)
    refused = told if isinstance(told, Rejected) else None
    return CatalogueEntry(
        source=source.spec.name,
        locator=sighting.locator,
        stamp=sighting.stamp,
        fingerprint=raw.fingerprint or hashlib.sha256(sighting.stamp.encode()).hexdigest(),
        day=None if isinstance(told, Rejected) else told,
        sighting=0,
        media_type=raw.media_type if isinstance(raw, RawDocument) else "",
        url=raw.url if isinstance(raw, RawDocument) else None,
        publisher=raw.publisher if isinstance(raw, RawDocument) else None,
        reason=refused.reason if refused else None,
        detail=refused.detail if refused else None,
    )


def document_rows(store: RawStore, entries: Iterable[CatalogueEntry]) -> Iterator[Row]:
    """Raw documents of catalogued records, from the bytes kept when they were first seen."""
    for entry in entries:
        content = store.get(entry.fingerprint)
        if content is None:
            detail = "the bytes kept of this record are gone from the raw store; restore them, or touch the original"
            yield "rejected", staging.row_of(rejected(entry, Reason.RAW_MISSING, detail))
        else:
            row = {f.name: getattr(entry, f.name) for f in fields(RawDocument) if f.name != "content"}
            yield "raw", row | {"content": content}


def article_rows(clean: Callable[[RawDocument], Article | Rejected], slices: Sequence[Slice]) -> Iterator[Row]:
    """Cleaned articles, or the reason why a document is none."""
    for part in slices:
        for row in staging.read_rows(part["path"], start=part["start"], stop=part["stop"]):
            done = guarded(clean, RawDocument(**row), Reason.CLEANING_FAILED)
            yield ("rejected" if isinstance(done, Rejected) else "articles"), staging.row_of(done)


def extraction_rows(extractor: SupportsExtract, articles: Iterable[Article]) -> Iterator[Row]:
    """Each article again, followed by the rows of all that was found in it; or the reason why it goes no further."""
    for article, read in _extractions(extractor, articles):
        if isinstance(read, Rejected):
            yield "rejected", staging.row_of(read)
            continue
        found, vectors = read
        version = str(article.version_id)
        yield "articles", staging.row_of(article)
        yield "extractions", {
            "version_id": version, "model_version": extractor.model_version, "skipped": found.skipped,
        }  # fmt: skip
        for table, items in (("mentions", found.mentions), ("entities", found.entities), ("events", found.events)):
            for item in items:
                yield table, staging.row_of(item, version_id=version)
        for event_no, vector in vectors.items():
            yield "act_vectors", {"version_id": version, "event_no": event_no, "act_vector": vector}
        for event in found.events:
            for role, people in (("actor", event.actors), ("recipient", event.recipients)):
                for number, person in enumerate(people):
                    yield (
                        "participants",
                        staging.row_of(
                            person, version_id=version, event_no=event.event_no, role=role, participant_no=number
                        ),
                    )


def _extractions(
    extractor: SupportsExtract, articles: Iterable[Article]
) -> Iterator[tuple[Article, tuple[Extraction, dict[int, bytes]] | Rejected]]:
    """Each article with what was found in it and the vectors of its acts by event_no, or why there is nothing."""

    def read(some: Sequence[Article]) -> list[tuple[Extraction, dict[int, bytes]]]:
        found = extractor.extract(some)
        return [(one, extractor.act_vectors(article, one)) for article, one in zip(some, found, strict=True)]

    rest = iter(articles)
    while batch := list(islice(rest, EXTRACTION_BATCH)):
        together = guarded(read, batch, Reason.EXTRACTION_FAILED)
        if isinstance(together, Rejected):
            for article in batch:
                yield article, guarded(lambda one: read([one])[0], article, Reason.EXTRACTION_FAILED)
        else:
            yield from zip(batch, together, strict=True)


def article_of(row: Mapping[str, Any]) -> Article:
    """A staged row as the Article it was made from."""
    ids = {name: uuid.UUID(row[name]) for name in ("article_id", "version_id")}
    return Article(**{**row, **ids, "authors": tuple(row["authors"])})
