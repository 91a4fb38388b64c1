"""Mentions, entities, events and participants as the pandas frames that the rules look at.

A column joined from elsewhere in the day is named known_… (null where there is nothing to join) and stands beside the
column it must equal, so that a rule is a plain comparison.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from include.newsmill import schema
from include.newsmill.quality import columns, parquet
from include.newsmill.quality.examiner import ROW, ROW_KEY
from include.newsmill.quality.facts import KEYS, UNKNOWN, Facts, Versions, event_numbers, figures, packed, stands_in
from include.newsmill.quality.rules.articles import LATEST_DAYS

# The span whose text a row repeats.
CUTS = {
    "mentions": ("char_start", "char_end"),
    "events": ("action_start", "action_end"),
    "participants": ("char_start", "char_end"),
}
# Columns that are given together or not at all; a frame tells of each whether it is given.
PAIRED = {"entities": ("latitude", "longitude"), "events": ("latitude", "longitude", "event_start", "event_end")}


def child_frames(table: str, paths: Sequence[str], facts: Facts, *, day: date, rows: int) -> Iterator[Any]:
    """The rows of a table below the articles, at most `rows` at a time, each with what it is held against."""
    first = 0
    for part in _joined(parquet.pieces(paths, rows=rows), rows):
        frame = _frame(table, part, facts)
        frame[ROW] = np.arange(first, first + len(frame))
        for column in PAIRED.get(table, ()):
            frame[f"has_{column}"] = frame[column].notna()
        if table == "events":
            frame["type_and_quad_class"] = frame["event_type"] + " " + frame["quad_class"].astype(str)
            latest = np.datetime64(day + timedelta(days=LATEST_DAYS), "ms")
            frame["latest_if_asserted"] = np.where(frame["modality"] == "asserted", latest, np.datetime64("NaT", "ms"))
        first += len(frame)
        yield frame


def _joined(pieces: Iterator[Any], rows: int) -> Iterator[Any]:
    """Pieces joined to tables of at most `rows` rows: a verdict costs 20 ms however few rows it is on."""
    waiting: list[Any] = []
    for piece in pieces:
        if waiting and sum(map(len, waiting)) + len(piece) > rows:
            yield pa.concat_tables(waiting)
            waiting = []
        waiting.append(piece)
    if waiting:
        yield pa.concat_tables(waiting)


def _frame(table: str, piece: Any, facts: Facts) -> Any:
    versions = facts.versions.numbers(piece.column("version_id"))
    lost = versions == UNKNOWN  # one rule says so; that they have no entity or event either goes without saying
    more = {
        ROW_KEY: columns.row_keys(table, piece),
        "missing": columns.missing(piece, schema.STAGED[table]),
        "nul_in": columns.nul_in(piece),
        "known_version_id": columns.where(~lost, piece.column("version_id")),
        "body_chars": figures(facts.versions.body_chars, versions),
        "article_rows": figures(facts.versions.article_rows, versions),
    }
    for column in ("entity_id", "place_entity_id"):
        if column in piece.column_names and table != "entities":
            pairs = packed(versions, facts.entity_numbers(piece.column(column)))
            more[f"known_{column}"] = columns.where(stands_in(pairs, facts.entities) | lost, piece.column(column))
    if table == "participants":
        pairs = packed(versions, event_numbers(piece.column("event_no")))
        more["known_event_no"] = columns.where(stands_in(pairs, facts.events) | lost, piece.column("event_no"))
    if table == "events":
        more["told_in_not_rising"] = columns.not_rising(piece.column("told_in"))
    if table in CUTS:
        more["cut"] = _cuts(piece, facts.versions, versions, *CUTS[table])
    frame = columns.with_columns(piece, more).to_pandas(date_as_object=False)
    frame["copies"] = columns.copies(frame, facts.repeated[table], KEYS[table])
    return frame


def _cuts(piece: Any, versions: Versions, numbers: Any, start: str, end: str) -> Any:
    """What each row's span cuts out of its body; null where the span does not lie inside it."""
    bodies = versions.bodies(numbers)
    spans = zip(numbers.tolist(), piece.column(start).to_pylist(), piece.column(end).to_pylist(), strict=True)
    return pa.array([_cut(bodies.get(number), first, last) for number, first, last in spans], pa.string())


def _cut(body: str | None, start: int | None, end: int | None) -> str | None:
    if body is None or start is None or end is None or not 0 <= start < end <= len(body):
        return None
    return body[start:end]
