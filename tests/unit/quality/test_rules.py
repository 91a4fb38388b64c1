"""The rules as a list: named once, explained, told in the docs, in the words of the rest of the house."""

from collections import Counter

import pandas as pd
import pytest

from include.newsmill import schema
from include.newsmill.quality import vocabulary
from include.newsmill.quality.columns import ROW_KEYS
from include.newsmill.quality.describe import rewritten
from include.newsmill.quality.examiner import Examiner
from include.newsmill.quality.facts import KEYS
from include.newsmill.quality.rules import JUDGED, RULES, STAGED, Severity
from include.newsmill.quality.rules.rule import table_rule
from include.newsmill.settings import PROJECT_ROOT

EXTRACTION = PROJECT_ROOT / "include" / "newsmill" / "extraction" / "data"


def test_names_are_unique_within_a_table():
    assert [name for name, times in Counter((rule.table, rule.name) for rule in RULES).items() if times > 1] == []


def test_every_staged_table_is_known():
    assert set(STAGED) == set(schema.STAGED)
    assert set(KEYS) == set(ROW_KEYS) == set(JUDGED)


def test_every_rule_says_what_holds_and_why():
    assert all(rule.says and rule.why for rule in RULES)


def test_the_page_about_the_gate_lists_the_rules_as_they_are():
    page = (PROJECT_ROOT / "docs" / "quality.md").read_text(encoding="utf-8")
    assert rewritten(page) == page, "write it anew: python -m include.newsmill.quality.describe docs/quality.md"


def test_quad_classes_go_from_one_to_four():
    assert len(vocabulary.QUAD_CLASS_OF) == 16
    assert set(vocabulary.QUAD_CLASS_OF.values()) == {1, 2, 3, 4}


def test_event_types_are_those_that_extraction_gives():
    lines = (EXTRACTION / "plover_types.tsv").read_text(encoding="utf-8").splitlines()
    given = [line.split("\t") for line in lines if line and not line.startswith("#")]
    assert {line[0]: int(line[1]) for line in given} == vocabulary.QUAD_CLASS_OF


def test_countries_that_extraction_names_are_known():
    lines = (EXTRACTION / "countries.tsv").read_text(encoding="utf-8").splitlines()
    given = {line.split("\t")[0] for line in lines if line and not line.startswith("#")}
    assert given <= set(vocabulary.COUNTRIES)


def test_countries_are_known_once():
    assert len(set(vocabulary.COUNTRIES)) == len(vocabulary.COUNTRIES) == 250


def test_a_rule_that_cannot_be_computed_is_our_slip_and_not_the_rows():
    rule = table_rule(
        "articles", "odd", "ExpectColumnValuesToNotBeNull", "x", "y", severity=Severity.INFO, column="no_such_column"
    )
    with pytest.raises(ValueError, match=r"articles\.odd cannot be computed"):
        Examiner({}).examine([rule], pd.DataFrame({"a": [1]}))
