"""The one place that talks to Great Expectations."""

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from include.newsmill.quality.rules import Rule, Scope

# Columns of every examined frame of rows: the number by which a failing row is told, and its name in the books.
ROW, ROW_KEY = "row", "row_key"


# How much Great Expectations is to tell. Most chunks break nothing, and yes or no costs half of the whole answer.
_YES_OR_NO = {"result_format": "BOOLEAN_ONLY"}
_FIGURES = {"result_format": "BASIC", "partial_unexpected_count": 3}
_ALL_FAILING_ROWS = {
    "result_format": "COMPLETE",
    "unexpected_index_column_names": [ROW],
    "partial_unexpected_count": 0,
    "return_unexpected_index_query": False,
}


@dataclass(slots=True)
class Finding:
    """What one rule said of a table; the chunks of a table are added up."""

    rule: Rule
    severity: str = ""  # as Great Expectations gives it back
    success: bool = True
    checked: int = 0
    failed: int = 0
    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)  # (row, the values that failed)

    def add(self, other: "Finding") -> None:
        """Take in what the same rule said of the next chunk."""
        self.severity = other.severity
        self.success = self.success and other.success
        self.checked += other.checked
        self.failed += other.failed
        self.rows += other.rows


class Examiner:
    """Great Expectations in memory: no files, no network, no progress bars, nothing kept after it.

    One is made for each judgement. Importing the library costs about 3 CPU-seconds, so it happens here and not
    when this module is imported. A suite is made once and used for all chunks of its table.
    """

    def __init__(self, parameters: Mapping[str, Any]) -> None:
        """With the values of the rules' $PARAMETERs, the same for the whole day."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of modules it imports; nothing we could mend
            import great_expectations as gx
            from great_expectations.data_context.types.base import DataContextConfig, ProgressBarsConfig
            from great_expectations.data_context.types.base import InMemoryStoreBackendDefaults as InMemory

        config = DataContextConfig(
            store_backend_defaults=InMemory(),
            analytics_enabled=False,
            progress_bars=ProgressBarsConfig(globally=False),
        )
        context = gx.get_context(mode="ephemeral", project_config=config)
        asset = context.data_sources.add_pandas("staged").add_dataframe_asset("rows")
        self._gx = gx
        self._frames = asset.add_batch_definition_whole_dataframe("chunk")
        self._parameters = dict(parameters)
        self._suites: dict[tuple[str, ...], Any] = {}

    def examine(self, rules: Sequence[Rule], frame: Any) -> list[Finding]:
        """Hold one pandas frame against rules of one scope.

        Args:
            rules: at least one; their columns must all stand in the frame.
            frame: for row rules with a column `row`, and of up to 100k rows (see `gate.CHUNK_ROWS`).

        Returns:
            A finding for each rule, in their order. Of row rules all failing rows are told, not a sample.

        Raises:
            ValueError: a rule could not be computed, which is a slip in our rules or frames, never the rows' fault.
        """
        if rules[0].scope == Scope.TABLE:
            return self._asked(rules, frame, _FIGURES)
        found = self._asked(rules, frame, _YES_OR_NO)
        if broken := [one.rule for one in found if not one.success]:
            told = iter(self._asked(broken, frame, _ALL_FAILING_ROWS))
            found = [one if one.success else next(told) for one in found]
        return found

    def _asked(self, rules: Sequence[Rule], frame: Any, result_format: Mapping[str, Any]) -> list[Finding]:
        batch = self._frames.get_batch(batch_parameters={"dataframe": frame})
        result = batch.validate(
            self._suite(rules), result_format=dict(result_format), expectation_parameters=self._parameters
        )
        by_name = {one.expectation_config.meta["rule"]: one for one in result.results}
        return [_finding(rule, by_name[_name(rule)], len(frame)) for rule in rules]

    def _suite(self, rules: Sequence[Rule]) -> Any:
        key = tuple(_name(rule) for rule in rules)
        if key not in self._suites:
            self._suites[key] = self._gx.ExpectationSuite(
                name=", ".join(sorted({f"{rule.table} {rule.scope}" for rule in rules})),
                expectations=[
                    getattr(self._gx.expectations, rule.expects)(
                        **rule.arguments, severity=rule.severity.value, meta={"rule": _name(rule)}
                    )
                    for rule in rules
                ],
            )
        return self._suites[key]


def _name(rule: Rule) -> str:
    return f"{rule.table}.{rule.name}"


def _finding(rule: Rule, verdict: Any, rows: int) -> Finding:
    problem = verdict.exception_info
    # Either one such record, or one for each metric of the expectation.
    for part in [problem] if "raised_exception" in problem else problem.values():
        if part["raised_exception"]:
            raise ValueError(f"rule {_name(rule)} cannot be computed: {part['exception_message']}")
    found = verdict.result
    rows_found = [
        (int(values[ROW]), {name: value for name, value in values.items() if name != ROW})
        for values in found.get("unexpected_index_list") or []
    ]
    if rule.scope == Scope.TABLE:  # about no row in particular: examples, or the figure that was judged
        examples = [found["observed_value"]] if "observed_value" in found else found.get("partial_unexpected_list", [])
        rows_found = [(0, {"value": example}) for example in examples]
        rows -= found.get("missing_count", 0)  # null, which such a rule leaves aside
    return Finding(
        rule=rule,
        severity=verdict.expectation_config.severity.value,
        success=bool(verdict.success),
        checked=rows,
        failed=found.get("unexpected_count", 0),
        rows=rows_found,
    )
