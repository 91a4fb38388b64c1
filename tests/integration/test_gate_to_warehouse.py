"""What the gate keeps out stays out of the views, and is found in quarantine with its way back."""

from datetime import UTC, datetime

import psycopg
import pytest

from include.newsmill.quality import judge
from include.newsmill.warehouse import connect, load
from tests.builders import StagedDay


@pytest.fixture
def published(warehouse, tmp_path):
    """judge() and publish() of a day; answers queries as the warehouse's owner."""

    def of(day):
        staged = day.write(tmp_path, shards=2)
        judgement = judge(staged, day=day.day, refused_share_max=0.2, refused_share_from_rows=20)
        engine = connect(warehouse.loader)
        request = load.LoadRequest(
            load_id=load.new_load_id(engine), day=day.day, kind="manual", dag_run_id=None, code_version=None,
            model_version=None, staged=staged, validations=judgement.validations,
            refused_rows=judgement.refused_rows, refusal=judgement.refusal, sources_present=("seeds",),
            records_read=len(day.tables["articles"]), now=datetime(2026, 3, 1, tzinfo=UTC),
        )  # fmt: skip
        return load.publish(engine, request)

    return of


@pytest.fixture
def rows(warehouse):
    def of(query):
        with psycopg.connect(warehouse.owner) as connection:
            return connection.execute(query).fetchall()

    return of


def test_a_refused_article_and_its_children_are_quarantined(published, rows):
    day = StagedDay()
    day.add()
    bad = day.add(language="english")
    result = published(day)
    assert (result.status, result.counts["written"], result.counts["quarantined"]) == ("published", 1, 1)
    assert rows("SELECT count(*) FROM news.articles") == [(1,)]
    assert rows("SELECT count(*) FROM news.mentions") == [(3,)]
    assert rows(
        "SELECT suite, count(*), min(rule), min(locator) FROM ops.quarantine GROUP BY suite ORDER BY suite"
    ) == [
        (suite, count, "language_pattern", bad.article["locator"])
        for suite, count in (("articles", 1), ("entities", 3), ("events", 1), ("mentions", 3), ("participants", 2))
    ]


def test_a_refused_row_leaves_its_article_published(published, rows):
    day = StagedDay()
    day.add().mentions["actor"]["label"] = "DATE"
    result = published(day)
    assert (result.counts["written"], result.counts["mentions"]) == (1, 2)
    assert rows("SELECT suite, rule, locator FROM ops.quarantine") == [("mentions", "label_known", "000000.txt")]
    assert rows("SELECT rows_failed FROM ops.validations WHERE rule = 'label_known'") == [(1,)]


def test_rows_without_an_article_are_quarantined(published, rows):
    day = StagedDay()
    day.add()
    lost = day.add()
    day.tables["articles"].remove(lost.article)
    assert published(day).counts["written"] == 1
    assert rows("SELECT count(*) FROM ops.quarantine WHERE suite = 'mentions'") == [(3,)]


def test_a_refused_version_that_came_in_twice_is_quarantined_twice(published, rows):
    day = StagedDay()
    day.add()
    for name in ("a.txt", "b.txt"):
        day.add(locator=name, canonical_url="https://example.org/", text="President Ann Lee met Bob Roy in Lima.")
    day.tables["articles"][-1]["fingerprint"] = "?"
    result = published(day)
    assert (result.counts["written"], result.counts["quarantined"]) == (1, 2)
    assert set(rows("SELECT locator FROM ops.quarantine WHERE suite = 'articles'")) == {("a.txt",), ("b.txt",)}


def test_a_refused_day_leaves_only_its_books(published, rows):
    day = StagedDay()
    for number in range(20):
        day.add(bare=True, language="english" if number < 5 else "en")
    assert published(day).status == "refused"
    assert rows("SELECT count(*) FROM news.articles") == [(0,)]
    assert rows("SELECT count(*) FROM ops.quarantine WHERE reason = 'row_rule'") == [(5,)]
    assert rows("SELECT success FROM ops.validations WHERE suite = 'articles' AND rule = 'refused_share'") == [(False,)]


def test_a_character_that_the_database_cannot_hold_costs_its_article_alone(published, rows):
    day = StagedDay()
    day.add()
    day.add(byline="Ann\0Lee")
    result = published(day)
    assert (result.counts["written"], result.counts["quarantined"]) == (1, 1)
    assert rows("SELECT count(*) FROM news.articles") == [(1,)]
