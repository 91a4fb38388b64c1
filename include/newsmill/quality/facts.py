"""What a row is held against that stands elsewhere in the day: the versions, their bodies, the keys of all shards.

Everything here is whole columns, never samples or single shards, and never a body: 100,000 articles with their
mentions and events cost a few hundred MB. Version ids become numbers, their place in `Versions.ids`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from include.newsmill import schema
from include.newsmill.quality import parquet

UNKNOWN = -1  # the number of a version, entity or event that the day does not hold

# What makes a row the only one of its kind.
KEYS = {
    "articles": ("source", "locator", "sighting"),
    "entities": ("version_id", "entity_id"),
    "events": ("version_id", "event_no"),
    "mentions": ("version_id", "mention_no"),
    "participants": ("version_id", "event_no", "role", "participant_no"),
}


class Versions:
    """The article versions of the day, by number."""

    def __init__(self, paths: Sequence[str]) -> None:
        """An empty list over these article files; `add` fills it."""
        self.ids: Any = pa.array([], pa.string())
        self.article_rows: Any = np.zeros(0, np.int64)  # how many articles share the version; 2 where a text came twice
        self.body_chars: Any = np.zeros(0, np.int64)
        self._at: Any = np.zeros(0, np.int64)  # row of the first such article, counted over all files
        self._paths = paths
        self._first_rows = [0]  # row at which each file starts
        for path in paths:
            with parquet.opened(path) as file:
                self._first_rows.append(self._first_rows[-1] + file.metadata.num_rows)

    def fill(self, version_ids: Any, body_chars: Any) -> None:
        """Take in the version and the body's length of every article of the day, in the order of the files."""
        encoded = version_ids.dictionary_encode()
        numbers = np.asarray(encoded.indices.fill_null(UNKNOWN), np.int64)
        self.ids = encoded.dictionary
        self._at = np.zeros(len(self.ids), np.int64)
        given = numbers != UNKNOWN
        rows = np.arange(len(numbers))[given][::-1]
        self._at[numbers[rows]] = rows  # written backwards, so that the first article of a version stays
        self.article_rows = np.bincount(numbers[given], minlength=len(self.ids))
        self.body_chars = np.asarray(body_chars)[self._at] if len(self.ids) else self.body_chars

    def numbers(self, version_ids: Any) -> Any:
        """The number of each version id, UNKNOWN where the day has no such article."""
        found = pc.index_in(version_ids, value_set=self.ids)
        return np.asarray(found.fill_null(UNKNOWN), np.int64)

    def bodies(self, numbers: Any) -> dict[int, str]:
        """The bodies of some versions, read anew: number -> text. Costs the row groups that hold them."""
        wanted = np.unique(numbers[numbers != UNKNOWN])
        rows = self._at[wanted]
        found: dict[int, str] = {}
        for index, path in enumerate(self._paths):
            here = (rows >= self._first_rows[index]) & (rows < self._first_rows[index + 1])
            if here.any():
                found |= _bodies_in(path, rows[here] - self._first_rows[index], wanted[here])
        return found


def _bodies_in(path: str, rows: Any, numbers: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    with parquet.opened(path) as file:
        first = 0
        for group in range(file.num_row_groups):
            last = first + file.metadata.row_group(group).num_rows
            here = (rows >= first) & (rows < last)
            if here.any():
                column = file.read_row_group(group, columns=["body"]).column("body")
                texts = column.take(pa.array(rows[here] - first)).to_pylist()
                found.update(zip(numbers[here].tolist(), texts, strict=True))
            first = last
    return found


class Facts:
    """The whole day's keys: which stand there, and which stand there more than once."""

    def __init__(self, staged: Mapping[str, Sequence[str]], versions: Versions) -> None:
        """Reads the key columns of every table below the articles."""
        self.versions = versions
        self.repeated: dict[str, Any] = {}  # table -> key columns and `copies` of the keys that stand more than once
        self.rows_of_version: dict[str, Any] = {}  # table -> how many of its rows each version has
        self.entity_ids: Any = pa.array([], pa.string())
        self.entities: Any = np.zeros(0, np.int64)  # (version, entity) pairs of the day, packed and sorted
        self.events: Any = np.zeros(0, np.int64)  # (version, event_no) pairs, likewise
        for table in ("entities", "events", "mentions", "participants"):
            keys = parquet.whole(staged.get(table, ()), schema.STAGED[table], KEYS[table])
            self._take(table, keys)

    def _take(self, table: str, keys: Any) -> None:
        versions = self.versions.numbers(keys.column("version_id"))
        known = versions != UNKNOWN
        self.repeated[table] = repeated(keys)
        self.rows_of_version[table] = np.bincount(versions[known], minlength=len(self.versions.ids))
        if table == "entities":
            self.entity_ids = pc.unique(keys.column("entity_id").combine_chunks()).drop_null()
            self.entities = np.unique(packed(versions, self.entity_numbers(keys.column("entity_id"))))
        elif table == "events":
            self.events = np.unique(packed(versions, event_numbers(keys.column("event_no"))))

    def entity_numbers(self, entity_ids: Any) -> Any:
        """The number of each entity id, UNKNOWN where the day has no such entity."""
        return np.asarray(pc.index_in(entity_ids, value_set=self.entity_ids).fill_null(UNKNOWN), np.int64)


def figures(of_version: Any, numbers: Any) -> Any:
    """A figure of each row's version, by the version's number; null where the version is not known."""
    if not len(of_version):
        return pa.nulls(len(numbers), pa.int64())
    return pa.array(of_version[np.maximum(numbers, 0)], pa.int64(), mask=numbers == UNKNOWN)


def event_numbers(event_no: Any) -> Any:
    """event_no as an array of numbers, UNKNOWN where it is null (or -1, which no event may have)."""
    return np.asarray(event_no.fill_null(UNKNOWN), np.int64)


def packed(versions: Any, numbers: Any) -> Any:
    """(version, number) pairs as one 64-bit number each; UNKNOWN where either is not known.

    Both are below 2**31, so no two pairs meet.
    """
    return np.where((versions < 0) | (numbers < 0), UNKNOWN, (versions << 32) | numbers)


def stands_in(pairs: Any, sorted_pairs: Any) -> Any:
    """Which packed pairs stand in a sorted list of them; UNKNOWN never does."""
    if not len(sorted_pairs):
        return np.zeros(len(pairs), bool)
    at = np.minimum(np.searchsorted(sorted_pairs, pairs), len(sorted_pairs) - 1)
    return (sorted_pairs[at] == pairs) & (pairs != UNKNOWN)


def repeated(keys: Any) -> Any:
    """The keys that stand more than once, as a pandas frame with a column `copies`; keys with a null are left out."""
    counted = keys.group_by(keys.column_names).aggregate([([], "count_all")])
    found = counted.filter(pc.greater(counted.column("count_all"), 1)).rename_columns([*keys.column_names, "copies"])
    return found.drop_null().to_pandas()
