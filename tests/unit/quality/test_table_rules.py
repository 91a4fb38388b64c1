"""Each table rule, on both sides of its threshold, and what a broken one costs."""

import pytest

from include.newsmill import schema
from include.newsmill.quality import parquet
from include.newsmill.quality.article_frame import article_frame, day_frame
from include.newsmill.quality.examiner import Examiner
from include.newsmill.quality.facts import Facts
from include.newsmill.quality.rules import RULES, Scope, rules_named
from include.newsmill.quality.rules import articles as limits
from tests.builders import StagedDay


def day_of(number: int, **columns) -> StagedDay:
    """A day of bare articles, each with its line of extraction."""
    day = StagedDay()
    for _ in range(number):
        day.add(bare=True, **columns)
    return day


def change_articles(day: StagedDay, number: int, **columns) -> StagedDay:
    for row in day.tables["articles"][:number]:
        row.update(columns)
    return day


def change_extractions(day: StagedDay, number: int, **columns) -> StagedDay:
    for row in day.tables["extractions"][:number]:
        row.update(columns)
    return day


def without_extraction(number: int) -> StagedDay:
    day = day_of(10)
    del day.tables["extractions"][:number]
    return day


def silent(number: int) -> StagedDay:
    """Ten articles with mentions and events, of which extraction found nothing in some."""
    day = StagedDay()
    for index in range(10):
        day.add(bare=index < number)
    return day


def repeating(number: int) -> StagedDay:
    day = StagedDay()
    for index in range(10):
        day.add(bare=True, **({"text": "the same text again and again"} if index < number else {}))
    return day


# rule -> (a day that just holds, a day that just does not, severity)
CASES = {
    "extraction_present": (lambda: without_extraction(0), lambda: without_extraction(1), "critical"),
    "language_told": (
        lambda: change_articles(day_of(10), 1, language="und"),
        lambda: change_articles(day_of(10), 2, language="und"),
        "warning",
    ),
    "published_on_told": (
        lambda: change_articles(day_of(10), 1, published_on=None),
        lambda: change_articles(day_of(10), 2, published_on=None),
        "warning",
    ),
    "mentions_found": (lambda: silent(2), lambda: silent(3), "warning"),
    "events_found": (lambda: silent(7), lambda: silent(8), "info"),
    "not_repeated": (lambda: repeating(3), lambda: repeating(4), "warning"),
    "extraction_not_skipped": (
        lambda: change_extractions(day_of(10), 5, skipped="language de: no model"),
        lambda: change_extractions(day_of(10), 6, skipped="language de: no model"),
        "info",
    ),
    "one_model": (lambda: day_of(2), lambda: change_extractions(day_of(2), 1, model_version="test-2"), "warning"),
}


@pytest.fixture(scope="module")
def examiner():
    return Examiner({})


@pytest.fixture
def verdict(examiner, tmp_path):
    """What one rule says of a day, without all the others."""

    def of(day: StagedDay, rule: str):
        paths = day.write(tmp_path)
        articles, versions = article_frame(paths["articles"])
        extractions = parquet.whole(paths["extractions"], schema.EXTRACTION, schema.EXTRACTION.names).to_pandas()
        frame = extractions if rule == "one_model" else day_frame(articles, Facts(paths, versions), extractions)
        return examiner.examine(rules_named(rule), frame)[0]

    return of


@pytest.mark.parametrize("rule", CASES)
def test_a_table_rule_holds_up_to_its_threshold(verdict, rule):
    holds, broken, severity = CASES[rule]
    assert verdict(holds(), rule).success
    found = verdict(broken(), rule)
    assert (found.success, found.severity) == (False, severity)


def test_articles_that_extraction_skipped_need_no_mentions(verdict):
    day = change_extractions(day_of(10), 10, skipped="language de: no model")
    assert verdict(day, "mentions_found").success


def test_a_broken_critical_table_rule_refuses_the_day_and_says_why(judged):
    judgement = judged(without_extraction(1))
    assert judgement.refusal == (
        "articles.extraction_present: must hold: every article has its line in extractions; "
        "found 1 of 10 rows (value=null)."
    )
    assert judgement.refused_rows.num_rows == 0


def test_warnings_refuse_nothing(judged):
    judgement = judged(change_articles(day_of(30), 30, language="und", published_on=None))
    broken = {one["rule"]: one["severity"] for one in judgement.validations.to_pylist() if not one["success"]}
    assert broken == {
        "language_told": "warning",
        "published_on_told": "warning",
        "mentions_found": "warning",
        "events_found": "info",
    }
    assert not judgement.refused


def test_the_number_of_articles_is_bounded():
    rule = next(rule for rule in RULES if rule.name == "row_count")
    assert (rule.arguments["min_value"], rule.arguments["max_value"]) == (1, limits.ARTICLES_MAX)


def test_every_table_rule_is_tested():
    elsewhere = {"schema", "refused_share", "row_count"}  # test_gate.py; above
    assert {rule.name for rule in RULES if rule.scope == Scope.TABLE} == set(CASES) | elsewhere
