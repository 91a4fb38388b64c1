from datetime import date, timedelta

import pytest

from include.newsmill.model import Outcome, Reason, Rejected
from include.newsmill.warehouse import catalogue
from include.newsmill.warehouse.catalogue import CatalogueEntry

OUTCOMES = ("written", "unchanged", "duplicate", "discarded", "quarantined")


def outcomes(result):
    return {name: result.counts[name] for name in OUTCOMES if result.counts[name]}


def test_a_day_becomes_rows_in_every_view(mill, record, monday):
    result = mill.publish(monday, [record(locator="x.txt")])
    assert (result.status, result.counts["articles"], result.counts["events"]) == ("published", 1, 1)
    [row] = mill.ask("SELECT version, source, body, authors, day, duplicate_of, locator FROM news.articles")
    assert row == (1, "a", "Ann met Bob", ["A. Writer", 'B "B" {Writer}, \\'], monday, None, "x.txt")
    assert mill.ask("SELECT name FROM news.entities ORDER BY 1") == [("Ann",), ("Bob",)]
    assert mill.ask("SELECT actor, recipient, contexts, told_in FROM news.events") == [
        ("Ann", "Bob", ["a, b", "c"], [0, 2])
    ]
    assert mill.ask("SELECT role, name FROM news.event_participants ORDER BY 1") == [
        ("actor", "Ann"),
        ("recipient", "Bob"),
    ]


def test_every_mention_cuts_its_surface_out_of_the_body(mill, record, monday):
    mill.publish(monday, [record(locator="x.txt", words="Zoë 😀 met Bob")])
    cut = "SELECT substring(body, char_start + 1, char_end - char_start) = surface, surface FROM news.mentions m"
    assert mill.ask(f"{cut} JOIN news.articles USING (version_id) ORDER BY mention_no") == [
        (True, "Zoë"),
        (True, "Bob"),
    ]


def test_the_same_day_again_writes_no_contract_row(mill, record, monday):
    records = [record(locator="x.txt"), record(locator="y.txt", words="Cid met Dee")]
    mill.publish(monday, records)
    before = mill.state_of_rows()
    again = mill.publish(monday, records)
    assert outcomes(again) == {"unchanged": 2}
    assert mill.state_of_rows() == before


def test_text_that_changes_and_changes_back_has_three_versions(mill, record, monday):
    told = [record(locator="x.txt", words=words, sighting=n) for n, words in enumerate(("Ann", "Bob", "Ann"))]
    mill.publish(monday, told)
    assert mill.ask("SELECT version, body, is_current FROM news.article_versions ORDER BY 1") == [
        (1, "Ann", False),
        (2, "Bob", False),
        (3, "Ann", True),
    ]
    assert mill.ask("SELECT surface FROM news.mentions") == [("Ann",)]
    assert len(mill.ask("SELECT 1 FROM news.mention_versions")) == 3


def test_an_older_day_loaded_late_takes_its_place_among_the_versions(mill, record, monday):
    days = [monday + timedelta(days=n) for n in range(3)]
    for day, words in ((days[0], "Ann"), (days[2], "Ann"), (days[1], "Bob")):
        mill.publish(day, [record(locator="x.txt", words=words)])
    assert mill.ask("SELECT version, body FROM news.article_versions ORDER BY 1") == [
        (1, "Ann"),
        (2, "Bob"),
        (3, "Ann"),
    ]
    assert mill.ask("SELECT version, body, (first_seen_at AT TIME ZONE 'UTC')::date FROM news.articles") == [
        (3, "Ann", days[0])
    ]


def test_equal_texts_are_linked_to_the_one_published_first(mill, record, monday):
    mill.publish(monday, [record(locator="x.txt"), record(locator="y.txt", published_on=date(2025, 1, 1))])
    mill.publish(monday + timedelta(days=1), [record(locator="z.txt")])
    found = mill.ask(
        "SELECT a.locator, f.locator FROM news.articles a LEFT JOIN news.articles f ON f.article_id = a.duplicate_of"
        " ORDER BY 1"
    )
    assert found == [("x.txt", "y.txt"), ("y.txt", None), ("z.txt", "y.txt")]


def test_one_article_from_two_sources_is_one_version_shown_as_the_first_source_has_it(mill, record, monday):
    both = [record(locator="x", source=s, url="https://n.test/1", publisher=f"P{s}") for s in ("b", "a")]
    result = mill.publish(monday, both)
    assert outcomes(result) == {"written": 1, "duplicate": 1}
    assert mill.ask("SELECT source, publisher FROM news.articles") == [("a", "Pa")]
    assert len(mill.ask("SELECT 1 FROM core.mentions")) == 2
    mill.publish(monday, both[:1])
    assert mill.ask("SELECT source, publisher FROM news.articles") == [("b", "Pb")]


def test_an_absent_source_keeps_what_it_gave(mill, record, monday):
    mill.publish(monday, [record(locator="x"), record(locator="y", source="b", words="Cid")])
    result = mill.publish(monday, [], sources_present=("a",), sources_absent=("b",))
    assert result.status == "partial"
    assert mill.ask("SELECT body FROM news.articles") == [("Cid",)]
    assert mill.ask("SELECT name FROM news.entities") == [("Cid",)]
    assert mill.ask("SELECT status, sources_absent FROM news.loads ORDER BY load_id DESC LIMIT 1") == [
        ("partial", ["b"])
    ]


def test_a_day_without_articles_is_a_recorded_empty_load(mill, monday):
    assert mill.publish(monday, []).status == "empty"
    assert mill.ask("SELECT day, status, counts->'read' FROM news.loads") == [(monday, "empty", 0)]


def test_a_refused_day_leaves_its_books_and_no_contract_row(mill, record, monday):
    mill.publish(monday, [record(locator="x.txt")])
    before = mill.state_of_rows()
    result = mill.publish(monday, [record(locator="y.txt"), record(locator="z.txt")], refusal="too many bad rows")
    assert (result.status, outcomes(result)) == ("refused", {"quarantined": 2})
    assert mill.state_of_rows() == before
    assert mill.ask("SELECT locator, reason, detail FROM ops.quarantine ORDER BY 1") == [
        ("y.txt", "day_refused", "too many bad rows"),
        ("z.txt", "day_refused", "too many bad rows"),
    ]
    assert mill.ask("SELECT refusal FROM news.loads ORDER BY load_id DESC LIMIT 1") == [("too many bad rows",)]


def test_a_rejected_record_is_quarantined_with_its_reason(mill, record, monday):
    broken = Rejected(
        outcome=Outcome.QUARANTINED, reason=Reason.EMPTY_BODY, detail="nothing \x00 left", source="a", locator="e.txt"
    )
    unwanted = Rejected(outcome=Outcome.DISCARDED, reason=Reason.NO_ARTICLE_BODY, detail="", source="a", locator="i")
    result = mill.publish(monday, [record(locator="x.txt")], rejected=[broken, unwanted])
    assert outcomes(result) == {"written": 1, "discarded": 1, "quarantined": 1}
    assert mill.ask("SELECT locator, reason, detail FROM ops.quarantine") == [("e.txt", "empty_body", "nothing � left")]
    assert mill.ask("SELECT outcome, reason, records FROM news.outcomes ORDER BY 1") == [
        ("discarded", "no_article_body", 1),
        ("quarantined", "empty_body", 1),
        ("written", None, 1),
    ]


def test_a_refused_article_goes_to_quarantine_and_leaves_no_row(mill, record, monday):
    bad = record(locator="x.txt").article(monday).version_id
    result = mill.publish(
        monday,
        [record(locator="x.txt"), record(locator="y.txt", words="Cid")],
        refused=[("articles", str(bad), bad), ("mentions", f"{bad}/0", bad)],
    )
    assert outcomes(result) == {"written": 1, "quarantined": 1}
    assert mill.ask("SELECT surface FROM news.mentions") == [("Cid",)]
    assert mill.ask("SELECT suite, rule, locator, record FROM ops.quarantine ORDER BY suite") == [
        ("articles", "a_rule", "x.txt", f'{{"key": "{bad}"}}'),
        ("mentions", "a_rule", "x.txt", f'{{"key": "{bad}/0"}}'),
    ]


def test_a_refused_event_goes_alone_and_comes_back_when_it_is_mended(mill, record, monday):
    one = record(locator="x.txt")
    of = one.article(monday).version_id
    gone = [("events", f"{of}/0", of), *(("participants", f"{of}/0/{role}/0", of) for role in ("actor", "recipient"))]
    assert outcomes(mill.publish(monday, [one], refused=gone)) == {"written": 1}
    assert mill.ask("SELECT 1 FROM news.events UNION ALL SELECT 2 FROM news.event_participants") == []
    assert outcomes(mill.publish(monday, [one])) == {"written": 1}
    assert mill.ask("SELECT count(*) FROM news.event_participants") == [(2,)]
    assert mill.ask("SELECT 1 FROM ops.quarantine") == []


def test_a_refused_row_of_no_article_is_kept_in_quarantine_too(mill, record, monday):
    stray = record(locator="stray.txt").article(monday).version_id
    for _ in range(2):
        mill.publish(monday, [record(locator="x.txt")], refused=[("mentions", f"{stray}/0", stray)] * 2)
    assert mill.ask("SELECT source, locator, row_key FROM ops.quarantine") == [("", "", f"{stray}/0")]


def test_a_new_model_replaces_what_was_found(mill, record, monday):
    mill.publish(monday, [record(locator="x.txt")], model="m1")
    result = mill.publish(monday, [record(locator="x.txt")], model="m2")
    assert outcomes(result) == {"written": 1}
    assert mill.ask("SELECT DISTINCT model_version FROM core.versions") == [("m2",)]
    assert mill.ask("SELECT count(*) FROM core.events") == [(1,)]


def test_an_entity_bears_the_least_of_its_names_and_goes_with_its_last_mention(mill, record, monday):
    tuesday = monday + timedelta(days=1)
    mill.publish(monday, [record(locator="x.txt", words="Anna")])
    mill.publish(tuesday, [record(locator="y.txt", words="Ann")])
    assert mill.ask("SELECT name FROM news.entities") == [("Ann",)]
    mill.publish(tuesday, [])
    assert mill.ask("SELECT name FROM news.entities") == [("Anna",)]
    mill.publish(monday, [])
    assert mill.ask("SELECT name FROM news.entities") == []


def test_a_record_that_only_a_later_load_has_seen_outlives_an_earlier_one(mill, record, monday):
    early = mill.request(monday, [record(locator="x.txt")])
    mill.publish(monday, [record(locator="x.txt"), record(locator="late.txt", words="Cid")])
    from include.newsmill.warehouse import load

    load.publish(mill.engine, early)
    assert mill.ask("SELECT count(*) FROM news.articles") == [(2,)]


def test_a_retried_load_writes_its_books_once(mill, record, monday):
    from include.newsmill.warehouse import load

    request = mill.request(monday, [record(locator="x.txt")])
    first, second = (load.publish(mill.engine, request) for _ in range(2))
    assert (outcomes(first), outcomes(second)) == ({"written": 1}, {"unchanged": 1})
    assert mill.ask("SELECT (SELECT count(*) FROM ops.ledger), (SELECT count(*) FROM ops.loads)") == [(1, 1)]


def test_a_load_takes_the_records_it_read_unless_the_day_is_refused(mill, record, monday):
    entry = CatalogueEntry(source="a", locator="x.txt", fingerprint="f", stamp="s", day=monday)
    with mill.engine.begin() as connection:
        catalogue.record(connection, "a", [entry], now=mill.request(monday, []).now)
    mill.publish(monday, [record(locator="x.txt")], refusal="bad day")
    assert [row[:3] for row in mill.ask("SELECT day, source, records FROM news.pending_days")] == [(monday, "a", 1)]
    mill.publish(monday, [record(locator="x.txt")])
    assert mill.ask("SELECT day FROM news.pending_days") == []


@pytest.mark.parametrize(
    ("slip", "said"),
    [({"records_read": 3}, "do not balance"), ({"sources_present": ("b",)}, "sources_present does not name")],
)
def test_books_that_do_not_balance_stop_the_load(mill, record, monday, slip, said):
    with pytest.raises(ValueError, match=said):
        mill.publish(monday, [record(locator="x.txt")], **slip)
    assert mill.ask("SELECT 1 FROM ops.loads") == []
