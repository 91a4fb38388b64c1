from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from include.newsmill.warehouse import catalogue, connect
from include.newsmill.warehouse.catalogue import CatalogueEntry

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 2, 2), date(2026, 2, 3)


def seen(content, *, locator="a.txt", stamp=None, day=MONDAY, **more):
    return CatalogueEntry(
        source="folder", locator=locator, fingerprint=content, stamp=stamp or content, day=day, **more
    )


def undated(content, **more):
    return seen(content, day=None, reason="no_date_header", detail="no header", **more)


@pytest.fixture
def tell(warehouse):
    engine = connect(warehouse.loader)

    def tell(*entries):
        with engine.begin() as connection:
            return catalogue.record(connection, "folder", entries, now=NOW)

    tell.engine = engine
    return tell


def rows(tell, statement):
    with tell.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(statement))]


def contents_of(tell, day):
    with tell.engine.connect() as connection:
        return [(e.locator, e.sighting, e.fingerprint) for e in catalogue.records_of(connection, "folder", day)]


@pytest.mark.parametrize("together", [True, False])
def test_content_that_changes_and_changes_back_makes_three_sightings(tell, together):
    told = [seen("A"), seen("B"), seen("A", stamp="A again")]
    new = tell(*told) if together else sum(tell(one) for one in told)
    assert new == 3
    assert contents_of(tell, MONDAY) == [("a.txt", 0, "A"), ("a.txt", 1, "B"), ("a.txt", 2, "A")]
    assert rows(tell, "SELECT sighting FROM ops.records WHERE is_latest") == [(2,)]


def test_the_same_content_under_a_new_stamp_is_no_news_but_the_stamp_is_kept(tell):
    tell(seen("A", stamp="s1"))
    assert tell(seen("A", stamp="s2")) == 0
    with tell.engine.connect() as connection:
        assert catalogue.known_stamps(connection, "folder") == {"a.txt": "s2"}


def test_sightings_are_counted_for_each_day(tell):
    tell(seen("A"), seen("B", day=TUESDAY), seen("C"))
    assert contents_of(tell, MONDAY) == [("a.txt", 0, "A"), ("a.txt", 1, "C")]
    assert contents_of(tell, TUESDAY) == [("a.txt", 0, "B")]


def test_an_undated_content_is_quarantined_once_however_often_it_is_told(tell):
    tell(undated("A"))
    tell(undated("A", stamp="touched"))
    tell(undated("B"), undated("A"))
    found = rows(tell, "SELECT fingerprint, reason, detail, load_id FROM ops.quarantine ORDER BY fingerprint")
    assert found == [("A", "no_date_header", "no header", None), ("B", "no_date_header", "no header", None)]


def test_a_content_whose_day_can_be_told_at_last_leaves_quarantine(tell):
    tell(undated("A"))
    assert tell(seen("A", stamp="touched")) == 1
    assert contents_of(tell, MONDAY) == [("a.txt", 0, "A")]
    assert rows(tell, "SELECT * FROM ops.quarantine") == []


def test_records_no_load_has_taken_are_pending(tell):
    tell(seen("A"), seen("B", locator="b.txt"), seen("C", locator="c.txt", day=TUESDAY), undated("D", locator="d.txt"))
    with tell.engine.connect() as connection:
        assert catalogue.pending(connection) == [(MONDAY, "folder", 2), (TUESDAY, "folder", 1)]


def test_an_entry_of_another_source_is_a_slip(tell):
    with pytest.raises(ValueError, match="other"), tell.engine.begin() as connection:
        catalogue.record(connection, "other", [seen("A")], now=NOW)
