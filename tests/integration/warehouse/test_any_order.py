"""Whatever the order of days and however often each is loaded: the same tables."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

DAYS = [date(2026, 2, 2) + timedelta(days=n) for n in range(3)]
WORDS = ["Ann met Bob", "Anna met Cid", "Bob", ""]
# A file of each source, and one article that both sources bring under its URL.
PLACES = [("a", "x.txt", None), ("b", "y.txt", None), ("a", "p1", "https://n.test/1"), ("b", "p2", "https://n.test/1")]


@st.composite
def histories(draw):
    """What each day holds in the end, and a way there: loads of parts and wholes of days, in any order."""
    held = {
        day: {place: draw(st.lists(st.sampled_from(WORDS), max_size=3)) for place in PLACES if draw(st.booleans())}
        for day in DAYS
    }
    early = draw(st.lists(st.tuples(st.sampled_from(DAYS), st.integers(0, 2)), max_size=3))
    return held, early, draw(st.permutations(DAYS)), draw(st.lists(st.sampled_from(DAYS), max_size=2))


def records_of(record, held, day, sightings=3):
    """The day's records, as far as the first `sightings` contents of each have been seen."""
    return [
        record(source=source, locator=locator, url=url, words=words, sighting=n, publisher=f"{source} says")
        for (source, locator, url), contents in held[day].items()
        for n, words in enumerate(contents[:sightings])
    ]


def expected_versions(record, held):
    """The rule for versions, said again in plain Python: runs of equal text in order of (moment, hash)."""
    seen = {(a.article_id, a.observed_at, a.content_sha256, a.body)
            for day in DAYS for r in records_of(record, held, day) for a in [r.article(day)]}  # fmt: skip
    rows, before = [], None
    for article_id, _, sha, body in sorted(seen, key=lambda s: (str(s[0]), *s[1:])):
        if before is None or before[0] != article_id:
            number = 0
        if before != (article_id, sha):
            number += 1
            rows.append((article_id, number, body))
        before = (article_id, sha)
    return rows


@pytest.mark.slow
@settings(
    max_examples=20, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(history=histories())
def test_any_order_and_repetition_of_days_gives_the_same_tables(mill, record, history):
    held, early, order, again = history
    mill.clear()
    for day in DAYS:
        mill.publish(day, records_of(record, held, day))
    in_order = mill.hash()
    versions = mill.ask(
        "SELECT article_id, version, body FROM news.article_versions ORDER BY article_id::text, version"
    )
    assert versions == expected_versions(record, held)

    mill.clear()
    for day, sightings in early:
        mill.publish(day, records_of(record, held, day, sightings))
    for day in [*order, *again]:
        mill.publish(day, list(reversed(records_of(record, held, day))))
    assert mill.hash() == in_order
    assert _unreferenced(mill) == [(0,)]


def _unreferenced(mill):
    """Rows that nothing seen accounts for any more."""
    return mill.ask(
        "SELECT (SELECT count(*) FROM core.versions v WHERE NOT EXISTS (SELECT FROM core.observations o"
        "        WHERE o.version_id = v.version_id))"
        " + (SELECT count(*) FROM core.entities e WHERE NOT EXISTS (SELECT FROM core.version_entities x"
        "    WHERE x.entity_id = e.entity_id))"
        " + (SELECT count(*) FROM core.mentions m LEFT JOIN core.entities e USING (entity_id)"
        "    WHERE e.entity_id IS NULL)"
    )


def test_the_hash_tells_a_changed_row_and_nothing_else(mill, record, monday):
    mill.publish(monday, [record(locator="x.txt")])
    first = mill.hash()
    with mill.engine.begin() as connection:
        connection.execute(text("UPDATE core.versions SET load_id = 77"))
    assert mill.hash() == first
    with mill.engine.begin() as connection:
        connection.execute(text("UPDATE core.mentions SET role_title = 'Dr' WHERE mention_no = 1"))
    assert mill.hash() != first
