"""The seed article, from its file to the contract views."""

from datetime import date

import pytest

from tests.mill import Mill


@pytest.fixture(scope="module")
def seeded(module_warehouse, tmp_path_factory):
    mill = Mill(module_warehouse, tmp_path_factory.mktemp("seeded"))
    mill.loaded = mill.run()
    return mill


def test_the_books_balance_on_the_seed_day(seeded):
    assert seeded.loaded["status"] == "published"
    counts = seeded.loaded["counts"]
    assert (counts["read"], counts["written"], counts["articles"]) == (1, 1, 1)


def test_the_article_is_there_with_the_day_of_its_header(seeded):
    rows = seeded.rows("SELECT published_on, published_evidence, headline, published_at, language FROM news.articles")
    assert rows == [(date(2019, 10, 25), "seed_header", None, None, "en")]


def test_the_description_is_the_first_sentence(seeded):
    [(text,)] = seeded.rows("SELECT description FROM news.articles")
    assert text.startswith("The U.S. and China are close")
    assert text.endswith("Trade Representative said.")


def test_every_mention_cuts_its_surface_out_of_the_body(seeded):
    wrong = seeded.rows(
        "SELECT surface FROM news.mentions JOIN news.articles USING (version_id)"
        " WHERE substring(body, char_start + 1, char_end - char_start) <> surface"
    )
    assert wrong == []
    assert seeded.rows("SELECT count(*) > 40 FROM news.mentions") == [(True,)]


@pytest.mark.parametrize(
    "name", ["Donald Trump", "Robert Lighthizer", "Steven Mnuchin", "Liu He", "Mike Pence", "Peter Navarro"]
)
def test_a_person_is_one_entity(seeded, name):
    surname = "Liu" if name == "Liu He" else name.split()[-1]
    found = seeded.rows("SELECT kind, name FROM news.entities WHERE name LIKE %s", f"%{surname}%")
    assert found == [("person", name)]


@pytest.mark.parametrize(
    ("name", "country", "has_point"),
    [("Washington", "US", True), ("Santiago", "CL", True), ("Hong Kong", "HK", True), ("Chile", "CL", False),
     ("China", "CN", False), ("United States", "US", False)],
)  # fmt: skip
def test_a_place_has_its_country_and_point(seeded, name, country, has_point):
    [(kind, found, latitude)] = seeded.rows(
        "SELECT kind, country, latitude FROM news.entities WHERE name LIKE %s AND kind = 'place'", f"{name}%"
    )
    assert (kind, found) == ("place", country)
    assert (latitude is not None) is has_point


def test_ustr_and_its_full_name_are_one_organisation(seeded):
    [(entities,)] = seeded.rows(
        "SELECT count(DISTINCT entity_id) FROM news.mentions WHERE surface IN"
        " ('USTR', 'Office of the U.S. Trade Representative', 'the Office of the U.S. Trade Representative')"
    )
    assert entities == 1


def events(mill, event_type):
    return mill.rows(
        "SELECT e.event_id, e.modality, e.event_start, e.event_end, e.place_name,"
        " array(SELECT name FROM news.event_participants p WHERE p.event_id = e.event_id AND role = 'actor'),"
        " array(SELECT name FROM news.event_participants p WHERE p.event_id = e.event_id AND role = 'recipient')"
        " FROM news.events e WHERE event_type = %s",
        event_type,
    )


def test_the_call_in_washington_is_a_consult(seeded):
    assert [
        row for row in events(seeded, "CONSULT")
        if {"Robert Lighthizer", "Steven Mnuchin"} <= set(row[5]) and "Liu He" in row[5] + row[6]
        and row[2] == row[3] == date(2019, 10, 25) and row[4].startswith("Washington")
    ]  # fmt: skip


def test_the_speech_is_an_accusation_of_the_day_before(seeded):
    assert [
        row for row in events(seeded, "ACCUSE")
        if row[5] == ["Mike Pence"] and row[6] == ["China"] and row[2] == row[3] == date(2019, 10, 24)
    ]  # fmt: skip


def test_the_signing_is_an_agreement_still_to_come(seeded):
    assert [
        row for row in events(seeded, "AGREE")
        if {"Donald Trump", "Xi Jinping"} <= set(row[5] + row[6]) and row[1] == "planned"
        and (row[2], row[3]) == (date(2019, 11, 16), date(2019, 11, 17))
    ]  # fmt: skip


@pytest.mark.parametrize("act", ["climbed", "told", "wars"])
def test_what_is_no_act_is_no_event(seeded, act):
    assert seeded.rows("SELECT action_text FROM news.events WHERE action_text LIKE %s", f"%{act}%") == []


def test_every_expectation_held(seeded):
    assert seeded.rows("SELECT count(*) > 20 FROM news.validations") == [(True,)]
    assert seeded.rows("SELECT rule FROM news.validations WHERE NOT success AND severity = 'critical'") == []


def test_the_same_day_again_changes_nothing(seeded):
    before = seeded.hash()
    again = seeded.run()
    assert (again["counts"]["unchanged"], again["counts"]["written"]) == (1, 0)
    assert seeded.hash() == before


def test_a_day_without_articles_is_a_recorded_load(seeded):
    empty = seeded.run(date(2019, 10, 20))
    assert empty["status"] == "empty"
    assert seeded.rows("SELECT status FROM news.loads WHERE day = '2019-10-20'") == [("empty",)]
