"""The judgement on a staged day: which rows are kept out, whether the day may be published, and every verdict."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from include.newsmill import schema
from include.newsmill.model import Outcome
from include.newsmill.quality import parquet
from include.newsmill.quality.examiner import ROW, ROW_KEY, Examiner, Finding
from include.newsmill.quality.refused import Refused, quoted
from include.newsmill.quality.rules import JUDGED, STAGED, Scope, Severity, rules_named, rules_of
from include.newsmill.quality.rules.articles import LATEST_DAYS
from include.newsmill.quality.rules.events import YEARS_AHEAD

logger = logging.getLogger(__name__)

CHUNK_ROWS = 100_000  # rows in one pandas frame; 500 MB where all of them fail
EXAMPLES = 3  # failing rows quoted in a verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the gate says of a day."""

    refused: bool
    refusal: str | None  # why, for an operator; None when the day may be published
    validations: pa.Table  # schema.VALIDATION: one line for each rule
    refused_rows: pa.Table  # schema.REFUSED_ROW: rows that must not be published, with their children


def judge(
    staged: Mapping[str, Sequence[str]], *, day: date, refused_share_max: float, refused_share_from_rows: int
) -> Judgement:
    """Hold a staged day against all rules. Writes nothing.

    Args:
        staged: name of a table in schema.STAGED -> its Parquet files, local paths or fsspec URLs. A name that is
            absent has no rows.
        day: the day that the rows are for.
        refused_share_max: of the rows of any one table; above it the day is refused. See docs/quality.md on how it
            is counted.
        refused_share_from_rows: tables with fewer rows are not looked at for it.

    Returns:
        The judgement. A day without a row gets an empty one, and Great Expectations is not even imported.

    Cost: about 4 CPU-seconds and 300 MB to import Great Expectations, once a process; then benchmarks/gate.py.
    """
    counts = {table: parquet.row_count(staged.get(table, ())) for table in STAGED}
    if not any(counts[table] for table in JUDGED) and counts["rejected"] < refused_share_from_rows:
        return Judgement(
            refused=False, refusal=None, validations=schema.VALIDATION.empty_table(),
            refused_rows=schema.REFUSED_ROW.empty_table(),
        )  # fmt: skip
    examiner = Examiner(parameters(day, refused_share_max))
    findings = _schemas(examiner, staged)
    refused = Refused()
    if all(one.success for one in findings):
        findings += _rows_and_tables(examiner, staged, counts, day, refused)
        findings += _shares(examiner, staged, counts, refused, refused_share_from_rows)
    refusal = _refusal(findings)
    lines = [_line(one) for one in findings]
    judgement = Judgement(
        refused=refusal is not None,
        refusal=refusal,
        validations=pa.Table.from_pylist(lines, schema=schema.VALIDATION),
        refused_rows=refused.rows(staged),
    )
    logger.info(
        "gate %s the day: %d rows, %d rules, %d rows refused", "refused" if refusal else "passed", sum(counts.values()),
        len(lines), judgement.refused_rows.num_rows,
    )  # fmt: skip
    return judgement


def parameters(day: date, refused_share_max: float) -> dict[str, Any]:
    """The values of the rules' $PARAMETERs for a day."""
    start = datetime.combine(day, time())  # a calendar day, as pandas reads a date column
    latest = start + timedelta(days=LATEST_DAYS)
    far = datetime(day.year + YEARS_AHEAD, 12, 31)  # noqa: DTZ001  # as above
    return {"day": start, "latest": latest, "far": far, "refused_share_max": refused_share_max}


def _schemas(examiner: Examiner, staged: Mapping[str, Sequence[str]]) -> list[Finding]:
    """For each table, the columns of its first file that differs from what is agreed, else of any file."""
    import pandas as pd

    columns = {}
    for table in STAGED:
        agreed = _columns(schema.STAGED[table])
        found = [_columns(parquet.schema_of(path)) for path in staged.get(table, ())]
        columns[f"{table} agreed"] = pd.Series(agreed)
        columns[f"{table} found"] = pd.Series(next((one for one in found if one != agreed), agreed))
    return examiner.examine(rules_named("schema"), pd.DataFrame(columns))


def _columns(found: pa.Schema) -> list[str]:
    # Parquet calls the items of a list `element`, pyarrow calls them `item`: only their type counts.
    return [
        f"{f.name} {f'list<{f.type.value_type}>' if pa.types.is_list(f.type) else f.type}" for f in found
    ]  # fmt: skip


def _rows_and_tables(
    examiner: Examiner, staged: Mapping[str, Sequence[str]], counts: Mapping[str, int], day: date, refused: Refused
) -> list[Finding]:
    from include.newsmill.quality.article_frame import article_frame, day_frame
    from include.newsmill.quality.child_frames import child_frames
    from include.newsmill.quality.facts import Facts

    articles, versions = article_frame(staged.get("articles", ()))
    facts = Facts(staged, versions)
    findings = []
    for table in JUDGED:
        if table == "articles":
            frames: Iterator[Any] = (articles[at : at + CHUNK_ROWS] for at in range(0, len(articles), CHUNK_ROWS))
        else:
            frames = child_frames(table, staged.get(table, ()), facts, day=day, rows=CHUNK_ROWS)
        findings += _judge_rows(examiner, table, frames, refused)
    extractions = parquet.whole(staged.get("extractions", ()), schema.EXTRACTION, schema.EXTRACTION.names).to_pandas()
    if counts["articles"]:
        frame = day_frame(articles, facts, extractions)
        findings += examiner.examine(rules_of("articles", Scope.TABLE, without=("schema", "refused_share")), frame)
    if len(extractions):
        findings += examiner.examine(rules_of("extractions", Scope.TABLE, without=("schema",)), extractions)
    return findings


def _judge_rows(examiner: Examiner, table: str, frames: Iterator[Any], refused: Refused) -> list[Finding]:
    """The row rules of one table over all its chunks; a table without rows breaks none."""
    rules = rules_of(table, Scope.ROW)
    total = [Finding(rule=rule, severity=rule.severity.value) for rule in rules]
    for frame in frames:
        first = int(frame[ROW].iloc[0])
        for finding, so_far in zip(examiner.examine(rules, frame), total, strict=True):
            if finding.severity == Severity.CRITICAL and finding.rows:
                refused.add(finding, frame)
            finding.rows = [
                (row, {ROW_KEY: frame[ROW_KEY].iloc[row - first], **values}) for row, values in finding.rows[:EXAMPLES]
            ]
            so_far.add(finding)
    return total


def _shares(
    examiner: Examiner, staged: Mapping[str, Sequence[str]], counts: Mapping[str, int], refused: Refused, from_rows: int
) -> Iterator[Finding]:
    """Per table, the share of rows that are kept out for their own fault; null below `from_rows` rows."""
    import pandas as pd

    outcomes = parquet.whole(staged.get("rejected", ()), schema.REJECTED, ["outcome"]).column("outcome")
    before = {"articles": pc.sum(pc.equal(outcomes, Outcome.QUARANTINED.value)).as_py() or 0}
    failed = {table: refused.count(table) + before.get(table, 0) for table in JUDGED}
    checked = {table: counts[table] + before.get(table, 0) for table in JUDGED}
    shares = {table: failed[table] / checked[table] if checked[table] else 0.0 for table in JUDGED}
    seen = {f"share of {table}": [share if checked[table] >= from_rows else None] for table, share in shares.items()}
    for finding in examiner.examine(rules_named("refused_share"), pd.DataFrame(seen, dtype=float)):
        table = finding.rule.table
        finding.checked, finding.failed = checked[table], failed[table]
        finding.rows = [(0, {"share": round(shares[table], 4)})]
        yield finding


def _refusal(findings: Sequence[Finding]) -> str | None:
    broken = [
        f"{one.rule.table}.{one.rule.name}: must hold: {one.rule.says}; found {_found(one)}."
        for one in findings
        if not one.success and one.rule.scope == Scope.TABLE and one.severity == Severity.CRITICAL
    ]
    return " ".join(broken) or None


def _found(finding: Finding) -> str:
    examples = "; ".join(quoted(values) for _, values in finding.rows[:EXAMPLES])
    return f"{finding.failed} of {finding.checked} rows" + (f" ({examples})" if examples else "")


def _line(finding: Finding) -> dict[str, Any]:
    """A finding as a row of schema.VALIDATION."""
    return {
        "suite": finding.rule.table,
        "rule": finding.rule.name,
        "scope": finding.rule.scope.value,
        "severity": finding.severity,
        "success": finding.success,
        "rows_checked": finding.checked,
        "rows_failed": finding.failed,
        "detail": None if finding.success else f"must hold: {finding.rule.says}; found {_found(finding)}",
    }
