"""Each row rule, on both sides of its threshold; all cases stand in one day, so that the gate runs once."""

from collections import Counter
from dataclasses import dataclass

import pytest

from include.newsmill.quality import judge
from include.newsmill.quality.rules import RULES, Scope, Severity
from tests.builders import DAY, Bundle, StagedDay
from tests.unit.quality.cases import CASES

ROW_RULES = {f"{rule.table}.{rule.name}": rule for rule in RULES if rule.scope == Scope.ROW}
WARNINGS = {name for name, rule in ROW_RULES.items() if rule.severity != Severity.CRITICAL}


@dataclass(frozen=True)
class Judged:
    versions: list[set[str]]  # of each case, in order
    refused: dict[str, set[str]]  # version -> table.rule by which its rows are refused for their own fault
    failed: dict[str, int]  # table.rule -> failing rows


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    day = StagedDay()
    bundles = [[made] if isinstance(made, Bundle) else made for made in (case.build(day) for case in CASES)]
    paths = day.write(tmp_path_factory.mktemp("cases"), shards=3)
    judgement = judge(paths, day=DAY, refused_share_max=1.0, refused_share_from_rows=20)
    refused: dict[str, set[str]] = {}
    for row in judgement.refused_rows.to_pylist():
        if row["parent"] is None:
            refused.setdefault(row["version_id"], set()).add(f"{row['suite']}.{row['rule']}")
    return Judged(
        versions=[{row["version_id"] for bundle in case for row in _rows(bundle)} for case in bundles],
        refused=refused,
        failed={f"{one['suite']}.{one['rule']}": one["rows_failed"] for one in judgement.validations.to_pylist()},
    )


def _rows(bundle):
    yield from (bundle.article, bundle.event)
    yield from (*bundle.entities.values(), *bundle.mentions.values(), *bundle.participants.values())


@pytest.mark.parametrize(
    "index", range(len(CASES)), ids=[f"{one.table}.{one.rule}-{'holds' if one.holds else 'broken'}" for one in CASES]
)
def test_a_row_is_refused_by_its_rule_alone(judged, index):
    case = CASES[index]
    found = {rule for version in judged.versions[index] for rule in judged.refused.get(version, ())}
    expected = set() if case.holds else {f"{case.table}.{case.rule}", *case.also} - WARNINGS
    assert found == expected


@pytest.mark.parametrize("name", sorted(WARNINGS))
def test_a_warning_is_counted_and_refuses_nothing(judged, name):
    assert judged.failed[name] == sum(f"{one.table}.{one.rule}" == name and not one.holds for one in CASES)
    assert not any(name in rules for rules in judged.refused.values())


def test_every_row_rule_has_cases_on_both_sides():
    seen = Counter((f"{case.table}.{case.rule}", case.holds) for case in CASES)
    assert {name for name, holds in seen if holds} == set(ROW_RULES)
    assert {name for name, holds in seen if not holds} == set(ROW_RULES)
