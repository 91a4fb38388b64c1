"""Columns worked out from a piece of a staged table, for the rules to look at."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

ROW_KEYS = {
    "articles": ("version_id",),
    "entities": ("version_id", "entity_id"),
    "events": ("version_id", "event_no"),
    "mentions": ("version_id", "mention_no"),
    "participants": ("version_id", "event_no", "role", "participant_no"),
}


def with_columns(piece: Any, more: Mapping[str, Any]) -> Any:
    """A piece without its body and its lists, and with more columns."""
    kept = [f.name for f in piece.schema if f.name != "body" and not pa.types.is_list(f.type)]
    table = piece.select(kept)
    for name, column in more.items():
        table = table.append_column(name, column)
    return table


def where(mask: Any, column: Any) -> Any:
    """The column's values where the mask is true, null elsewhere."""
    return pc.if_else(pa.array(mask), column.combine_chunks(), pa.scalar(None, column.type))


def missing(piece: Any, agreed: pa.Schema) -> Any:
    """Per row, the name of the first required column that is null, empty or not a number; null where there is none."""
    faults = [(f.name, _lacks(piece.column(f.name))) for f in agreed if not f.nullable]
    return _first_fault(faults, len(piece))


def nul_in(piece: Any) -> Any:
    """Per row, the name of the first column whose text holds a NUL character; null where there is none."""
    return _first_fault([(name, _has_nul(piece.column(name))) for name in piece.column_names], len(piece))


def not_rising(column: Any) -> Any:
    """Per row of a column of lists of numbers, the list as text if it is empty or does not rise from 0 or more.

    Null where the list is as it should be, and where there is none.
    """
    lists = column.combine_chunks()
    numbers = np.asarray(pc.list_flatten(lists), np.int64)
    rows = np.asarray(pc.list_parent_indices(lists))
    is_first = np.diff(rows, prepend=-1) > 0
    wrong = np.where(is_first, numbers < 0, np.diff(numbers, prepend=-1) <= 0)
    broken = np.asarray(pc.equal(pc.list_value_length(lists), 0).fill_null(False)).copy()
    broken[rows[wrong]] = True
    return pa.array([str(lists[i].as_py()) if is_broken else None for i, is_broken in enumerate(broken)], pa.string())


def row_keys(table: str, piece: Any) -> Any:
    """The name of each row in the books: its version and its own number or id, e.g. {version_id}/{mention_no}."""
    parts = [piece.column(name).cast(pa.string()).fill_null("") for name in ROW_KEYS[table]]
    return parts[0] if len(parts) == 1 else pc.binary_join_element_wise(*parts, "/")


def copies(frame: Any, repeated: Any, key: Sequence[str]) -> Any:
    """How often the key of each row of a pandas frame stands in the whole day.

    Args:
        repeated: see `facts.repeated`; nearly always empty, which makes this free.
    """
    if repeated.empty:
        return 1
    return frame[list(key)].merge(repeated, how="left", on=list(key))["copies"].fillna(1).to_numpy()


def _lacks(column: Any) -> Any:
    if pa.types.is_string(column.type):
        return pc.equal(pc.binary_length(column), 0).fill_null(True)
    if pa.types.is_floating(column.type):
        return pc.is_null(column, nan_is_null=True)
    return pc.is_null(column)


def _has_nul(column: Any) -> Any:
    if pa.types.is_string(column.type):
        return pc.match_substring(column, "\0").fill_null(False)
    if pa.types.is_list(column.type) and pa.types.is_string(column.type.value_type):
        column = column.combine_chunks()
        inside = np.asarray(pc.match_substring(pc.list_flatten(column), "\0").fill_null(False))
        rows = np.asarray(pc.list_parent_indices(column))[inside]
        return pa.array(np.isin(np.arange(len(column)), rows))
    return None


def _first_fault(faults: Sequence[tuple[str, Any]], rows: int) -> Any:
    found = pa.nulls(rows, pa.string())
    for name, mask in reversed(faults):
        if mask is not None and pc.any(mask).as_py():
            found = pc.if_else(mask, pa.scalar(name), found)
    return found
