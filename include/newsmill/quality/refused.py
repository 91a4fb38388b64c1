"""The rows that row rules refused, and the children that cannot stand without them."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from include.newsmill import schema
from include.newsmill.quality import columns, parquet
from include.newsmill.quality.examiner import ROW, ROW_KEY, Finding
from include.newsmill.quality.rules import JUDGED

# Whom a row goes with: parent table -> the columns that name the parent, in the form of the parent's row key.
PARENTS: dict[str, dict[str, tuple[str, ...]]] = {
    "articles": {},
    "entities": {"articles": ("version_id",)},
    "events": {"articles": ("version_id",), "entities": ("version_id", "place_entity_id")},
    "mentions": {"articles": ("version_id",), "entities": ("version_id", "entity_id")},
    "participants": {
        "articles": ("version_id",),
        "entities": ("version_id", "entity_id"),
        "events": ("version_id", "event_no"),
    },
}
VALUE_CHARS = 80  # of a failing value quoted in a detail


@dataclass(slots=True)
class Refused:
    """What is refused so far: rows of their own fault by number, and every refused row by key."""

    faults: dict[str, dict[int, list[tuple[str, str]]]] = field(default_factory=lambda: {name: {} for name in JUDGED})
    rules: dict[str, dict[str, str]] = field(default_factory=lambda: {name: {} for name in JUDGED})  # key -> first rule

    def add(self, finding: Finding, frame: Any) -> None:
        """Take in the failing rows of one critical row rule on one frame."""
        table, rule = finding.rule.table, finding.rule.name
        first = int(frame[ROW].iloc[0])
        for row, values in finding.rows:
            detail = f"must hold: {finding.rule.says}; found {quoted(values)}"
            self.faults[table].setdefault(row, []).append((rule, detail))
            self.rules[table].setdefault(str(frame[ROW_KEY].iloc[row - first]), rule)

    def count(self, table: str) -> int:
        """Rows of a table refused for their own fault."""
        return len(self.faults[table])

    def rows(self, staged: Mapping[str, Sequence[str]]) -> pa.Table:
        """All refused rows with their children, as schema.REFUSED_ROW; reads the staged tables once more if any is.

        For each key in it, all rows of that key are in it: a loader may leave rows out by key alone.
        """
        if not any(self.rules.values()):
            return schema.REFUSED_ROW.empty_table()
        lines = [line for table in JUDGED for line in self._lines(table, staged.get(table, ()))]
        return pa.Table.from_pylist(lines, schema=schema.REFUSED_ROW)

    def _lines(self, table: str, paths: Sequence[str]) -> Iterator[dict[str, Any]]:
        if not self.rules[table] and not any(self.rules[parent] for parent in PARENTS[table]):
            return
        first = 0
        for piece in parquet.pieces(paths):
            keys = columns.row_keys(table, piece)
            parents = self._parents(table, piece)
            touched = pc.is_in(keys, value_set=pa.array(self.rules[table], pa.string()))
            for _, _, mask in parents:
                touched = pc.or_(touched, mask)
            # Rows without a key to speak of are told by number.
            numbers = {*pc.indices_nonzero(touched).to_pylist()}
            numbers |= {row - first for row in self.faults[table] if first <= row < first + len(piece)}
            for number in sorted(numbers):
                record = piece.slice(number, 1).to_pylist()[0]
                reasons = self._reasons(table, first + number, number, keys[number].as_py(), parents)
                for rule, detail, parent in reasons:
                    yield {
                        "suite": table, "rule": rule, "detail": detail, "version_id": record["version_id"] or "",
                        "row_key": keys[number].as_py(), "parent": parent, "record": as_json(record),
                    }  # fmt: skip
            first += len(piece)

    def _parents(self, table: str, piece: Any) -> list[tuple[str, Any, Any]]:
        """(parent table, the parent's key by row, whether that parent is refused by row)."""
        found = []
        for parent, names in PARENTS[table].items():
            if self.rules[parent]:
                parts = [piece.column(name).cast(pa.string()) for name in names]
                keys = parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "/")
                found.append((parent, keys, pc.is_in(keys, value_set=pa.array(self.rules[parent], pa.string()))))
        return found

    def _reasons(
        self, table: str, row: int, number: int, key: str, parents: list[tuple[str, Any, Any]]
    ) -> list[tuple[str, str, str | None]]:
        """(rule, detail, parent) of one refused row: its own faults, or else whom it goes with."""
        if row in self.faults[table]:
            return [(rule, detail, None) for rule, detail in self.faults[table][row]]
        if key in self.rules[table]:
            rule = self.rules[table][key]
            return [(rule, f"has the same key as a row of {table} that {rule} refused", key)]
        for parent, keys, mask in parents:
            if mask[number].as_py():
                parent_key = keys[number].as_py()
                rule = self.rules[parent][parent_key]
                self.rules[table].setdefault(key, rule)
                return [(rule, f"goes with its row of {parent}, which {parent}.{rule} refused", parent_key)]
        raise AssertionError(f"row {key} of {table} was touched by nothing")


def quoted(values: Mapping[str, Any]) -> str:
    """Failing values for a person: column=value, shortened, without NUL."""
    return ", ".join(f"{name}={_short(value)}" for name, value in values.items())


def _short(value: Any) -> str:
    if value is None or value != value:  # noqa: PLR0124  # NaN and NaT are what does not equal itself
        return "null"
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # pandas makes floats of whole numbers that share a column with nulls
    if hasattr(value, "isoformat"):
        value = value.isoformat().removesuffix("T00:00:00")
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= VALUE_CHARS else text[:VALUE_CHARS] + "…"


def as_json(record: Mapping[str, Any]) -> str:
    """A row as JSON that PostgreSQL takes: dates in ISO form, NUL as its symbol, NaN and infinity as text."""
    return json.dumps({name: _plain(value) for name, value in record.items()}, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "\N{SYMBOL FOR NULL}")
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value
