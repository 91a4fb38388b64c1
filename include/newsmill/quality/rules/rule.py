"""What a rule is, and the few shapes that most rules have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Scope(StrEnum):
    """What a broken critical rule costs."""

    ROW = "row"  # that row, with its children
    TABLE = "table"  # the day


class Severity(StrEnum):
    """Great Expectations' own three words."""

    CRITICAL = "critical"  # what breaks it is kept out
    WARNING = "warning"  # recorded; somebody should look
    INFO = "info"  # recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One expectation on one staged table, and why we have it."""

    table: str
    name: str  # unique within the table; the name of the verdict in ops.validations
    scope: Scope
    severity: Severity
    expects: str  # class in great_expectations.expectations
    arguments: Mapping[str, Any] = field(default_factory=dict)  # of that class
    says: str  # what holds, as a clause; a refused row quotes it
    why: str


def row_rule(
    table: str,
    name: str,
    expects: str,
    says: str,
    why: str,
    *,
    severity: Severity = Severity.CRITICAL,
    **arguments: Any,
) -> Rule:
    """A rule that each row meets or does not."""
    return Rule(
        table=table, name=name, scope=Scope.ROW, severity=severity, expects=expects, arguments=arguments, says=says,
        why=why,
    )  # fmt: skip


def table_rule(
    table: str, name: str, expects: str, says: str, why: str, *, severity: Severity, **arguments: Any
) -> Rule:
    """A rule that the day's table meets or does not."""
    return Rule(
        table=table, name=name, scope=Scope.TABLE, severity=severity, expects=expects, arguments=arguments, says=says,
        why=why,
    )  # fmt: skip


def matches(table: str, column: str, pattern: str, says: str, why: str, **more: Any) -> Rule:
    """The column's values match a pattern, where they are given."""
    name = f"{column}_pattern"
    return row_rule(table, name, "ExpectColumnValuesToMatchRegex", says, why, column=column, regex=pattern, **more)


def one_of(table: str, column: str, values: tuple[str, ...], says: str, why: str, **more: Any) -> Rule:
    """The column's values come from a closed set, where they are given."""
    name = f"{column}_known"
    return row_rule(
        table, name, "ExpectColumnValuesToBeInSet", says, why, column=column, value_set=list(values), **more
    )


def between(table: str, column: str, low: Any, high: Any, says: str, why: str, **more: Any) -> Rule:
    """The column's values lie between two bounds, both allowed, where they are given."""
    return row_rule(
        table, f"{column}_range", "ExpectColumnValuesToBeBetween", says, why,
        column=column, min_value=low, max_value=high, **more,
    )  # fmt: skip


def same(table: str, name: str, column: str, other: str, says: str, why: str, **more: Any) -> Rule:
    """Two columns hold the same value; a row that has neither is left alone."""
    return row_rule(
        table, name, "ExpectColumnPairValuesToBeEqual", says, why,
        column_A=column, column_B=other, ignore_row_if=more.pop("ignore_row_if", "both_values_are_missing"), **more,
    )  # fmt: skip


def at_least(table: str, name: str, column: str, other: str, says: str, why: str, **more: Any) -> Rule:
    """The first column is not below the second (above it with or_equal=False), where both are given."""
    return row_rule(
        table, name, "ExpectColumnPairValuesAToBeGreaterThanB", says, why,
        column_A=column, column_B=other, or_equal=more.pop("or_equal", True), ignore_row_if="either_value_is_missing",
        **more,
    )  # fmt: skip


def sound(table: str) -> list[Rule]:
    """What every row of every table needs to be storable at all."""
    return [
        row_rule(
            table, "required_present", "ExpectColumnValuesToBeNull",
            "no required column is null, empty or not a number", "one such row would fail the whole day's load",
            column="missing",
        ),
        row_rule(
            table, "no_nul", "ExpectColumnValuesToBeNull", "no text holds a NUL character",
            "PostgreSQL stores none: one such row would fail the whole day's load", column="nul_in",
        ),
    ]  # fmt: skip


def span(table: str, start: str, end: str, prefix: str = "span") -> list[Rule]:
    """A span lies inside its article's body."""
    return [
        between(table, start, 0, None, f"{start} is 0 or more", "a span counts characters from the body's first"),
        at_least(
            table, f"{prefix}_not_empty", end, start, f"{end} lies behind {start}",
            "an empty or turned span marks nothing", or_equal=False,
        ),
        at_least(
            table, f"{prefix}_inside_body", "body_chars", end, f"{end} lies inside the body",
            "readers cut the span out of the body",
        ),
    ]  # fmt: skip


def belongs(table: str) -> list[Rule]:
    """A row below an article hangs on one, and is the only one of its key."""
    return [
        same(
            table, "version_known", "version_id", "known_version_id", "version_id is that of an article of the day",
            "without its article a row cannot be read",
        ),
        at_least(
            table, "key_unique", "article_rows", "copies", "its key stands once per article row of its version",
            "two rows of one key contradict each other, and none is known to be right; the count is over all shards "
            "(an article that came in under two names is there twice, with all its rows)",
        ),
    ]  # fmt: skip
