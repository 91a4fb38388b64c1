"""event_key in the warehouse: it follows from the current texts of a day, whatever was loaded when."""

from datetime import timedelta
from itertools import permutations

import pytest

from include.newsmill.warehouse import connect, same_acts
from tests.tellings import vector

KEYS = "SELECT a.locator, e.event_key FROM news.events e JOIN news.articles a USING (article_id) ORDER BY 1"


@pytest.fixture
def keys(mill):
    """locator -> key of its one event."""
    return lambda: dict(mill.ask(KEYS))


@pytest.fixture
def told(record):
    """Records of articles whose acts are alike, each its own text."""
    return lambda *names: [record(locator=name, words=f"Ann met Bob {name}", vector=vector(1, 2, 3)) for name in names]


def test_articles_of_a_day_that_tell_one_act_share_its_key(mill, told, keys, monday):
    mill.publish(monday, told("x", "y"))
    assert len(keys()) == 2
    (shared,) = set(keys().values())
    assert shared.startswith(f"5:{monday}:CONSULT/meet:-:")


def test_another_act_has_another_key(mill, told, record, keys, monday):
    other = record(locator="z", words="Ann met Bob elsewhere", vector=vector(50, 51, 52))
    mill.publish(monday, [*told("x"), other])
    assert len(set(keys().values())) == 2


def test_an_article_that_comes_later_joins_and_one_that_goes_leaves(mill, told, keys, monday):
    x, y = told("x", "y")
    mill.publish(monday, [x])
    alone = keys()
    mill.publish(monday, [x, y])
    assert len(set(keys().values())) == 1
    mill.publish(monday, [x])
    assert keys() == alone


def test_articles_of_two_days_of_publication_share_no_key(mill, told, record, keys, monday):
    (x,) = told("x")
    late = record(locator="y", words="Ann met Bob y", vector=vector(1, 2, 3), published_on=monday - timedelta(1))
    mill.publish(monday, [x, late])
    assert len(set(keys().values())) == 2


def test_the_order_of_loads_does_not_show_in_the_keys(mill, told, monday, record):
    days = {monday: told("x", "y"), monday + timedelta(1): [
        record(locator="z", words="Ann met Bob z", vector=vector(1, 2, 3), published_on=monday)]}  # fmt: skip
    hashes = set()
    for order in permutations(days):
        mill.clear()
        for day in order:
            mill.publish(day, days[day])
        hashes.add(mill.hash())
    assert len(hashes) == 1


def test_a_text_that_is_replaced_keeps_no_key(mill, record, monday):
    before, after = (
        record(locator="x", words=f"Ann met Bob {words}", sighting=number, vector=vector(1, 2, 3))
        for number, words in enumerate(("early", "late"))
    )
    mill.publish(monday, [before])
    mill.publish(monday, [before, after])
    shown = mill.ask("SELECT v.version, e.event_key IS NULL FROM news.event_versions e"
                     " JOIN news.article_versions v USING (version_id) ORDER BY 1")  # fmt: skip
    assert shown == [(1, True), (2, False)]


def test_a_text_that_loses_its_day_of_publication_loses_its_key(mill, record, monday):
    with_day, without = (
        record(locator="x", source=source, url="https://a.example/x", words="Ann met Bob", published_on=day)
        for source, day in (("a", monday), ("b", False))
    )
    mill.publish(monday, [with_day, without])
    mill.publish(monday, [without])
    assert mill.ask("SELECT published_on FROM news.articles") == [(None,)]
    assert mill.ask("SELECT event_key FROM news.events") == [(None,)]


def test_a_day_that_is_run_again_gets_keys_it_had_not(mill, told, keys, monday):
    mill.publish(monday, told("x", "y"))
    before = keys()
    with connect(mill.warehouse.loader).begin() as connection:
        connection.exec_driver_sql("UPDATE core.events SET event_key = NULL")
    mill.publish(monday, told("x", "y"))
    assert keys() == before


def test_an_older_row_without_vector_keeps_to_itself(mill, told, record, keys, monday):
    mill.publish(monday, [*told("x"), record(locator="y", words="Ann met Bob y")])
    assert len(set(keys().values())) == 2


def test_the_day_is_read_as_the_extraction_told_it(mill, told, monday):
    mill.publish(monday, told("x"))
    with connect(mill.warehouse.loader).connect() as connection:
        day = same_acts.read_day(connection, monday)
    (telling,) = day.tellings
    assert (telling.vector, telling.actors[0].name, telling.actors[0].kind) == (vector(1, 2, 3), "Ann", "person")
    assert day.topics[telling.article_id].keys() == {"ann"}  # "Bob" and "met" are too frequent to say anything
    assert (telling.first_told_in, telling.event_start, telling.has_point) == (0, None, False)
